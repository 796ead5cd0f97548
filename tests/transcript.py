"""What people did in a conversation, and what changed by it for one of them: as lines that a page of docs/ can hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.model.chat import MessageRef, Place
from tests.contract.harness import Harness, Seen

_VARIES = re.compile(r"\b\d+ s\b")


@dataclass(frozen=True, slots=True)
class Transcript:
    """Written while Ann looks on; `lines` begin with an empty one."""

    harness: Harness
    lines: list[str] = field(default_factory=list)
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def note(self, deed: str, place: Place, *, request: MessageRef | None = None) -> None:
        """Write down what somebody did in a chat thread.

        Args:
            request: The message that it is under, to have its marks written too.
        """
        self.lines.extend(("", deed))
        if request is not None:
            channel = await self.harness.visible(place.in_channel, to=self.harness.ann)
            self.lines.extend(f"  on it: {' '.join(sorted(seen.marks))}" for seen in channel if seen.id == request.id)
        public = {seen.id for seen in await self._own(place, to_ann=False)}
        standing = await self._own(place, to_ann=True)
        gone = self._known.keys() - {seen.id for seen in standing}
        for message in gone:
            self.lines.append(f"  paperthread takes away: {self._known.pop(message)[0]}")
        for seen in sorted(standing, key=lambda seen: seen.id not in public):  # words to one person come any time
            told = _lines(seen)
            if self._known.get(seen.id) != told:
                how = "edits" if seen.id in self._known else "posts" if seen.id in public else "says to Ann only"
                self.lines.extend((f"  paperthread {how}:", *(f"    {line}".rstrip() for line in told)))
            self._known[seen.id] = told

    async def _own(self, place: Place, *, to_ann: bool) -> Sequence[Seen]:
        to = self.harness.ann if to_ann else self.harness.bea
        return [seen for seen in await self.harness.visible(place, to=to) if seen.is_own]


def transcript_of(page: Path) -> list[str]:
    """The one that a page has under “A conversation”."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r"^## A conversation\n.*?^```text\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return [] if found is None else found[1].splitlines()


def _lines(seen: Seen) -> tuple[str, ...]:
    buttons = (f"[{'] ['.join(seen.controls)}]",) if seen.controls else ()
    small_print = (f"· {line}" for line in seen.small_print)
    return (*(_VARIES.sub("…", line) for line in seen.text.split("\n")), *small_print, *buttons)
