"""What Ann does in the conversations that die, whatever platform they are held on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.ledger import Ledger
from bot.model import Brief, Paper, Plan, Proposal, Role
from bot.ports import Writer
from tests.contract.harness import File
from tests.fakes.labs import LINK
from tests.fakes.scripted_model import SENTENCES, ScriptedModel


class Stage(Protocol):
    """Where Ann acts. What she does is done once, whenever the bot dies."""

    async def say(self, words: str, *, files: Sequence[File] = ()) -> None:
        """Write a message in the channel."""
        ...

    async def reply(self, words: str) -> None:
        """Write a message in the draft's chat thread."""
        ...

    async def command(self, words: str) -> None: ...

    async def press(self, number: int, emoji: str) -> None:
        """Press on the message of a tweet, by its place among them; 0 is the status."""
        ...

    async def fill(self, asks_with: str, values: Mapping[str, str]) -> None:
        """Fill in the form that a command brings."""
        ...

    async def until_posted(self, tweets: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Act:
    """Something that Ann does once; each makes one job.

    Attributes:
        is_alone: All before it is done when the next one begins.
        asks_with: The command that only brings the form, which is what makes the job.
    """

    do: Callable[[Stage], Coroutine[Any, Any, None]]
    is_alone: bool = True
    asks_with: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation: what Ann does, and the model that writes; it is given what notes its answers."""

    acts: tuple[Act, ...]
    model: Callable[[Callable[[str], None]], Writer] = ScriptedModel


def _say(words: str, *, is_alone: bool = True) -> Act:
    return Act(lambda stage: stage.say(words), is_alone)


def _reply(words: str) -> Act:
    return Act(lambda stage: stage.reply(words))


def _command(words: str) -> Act:
    return Act(lambda stage: stage.command(words))


def _press(number: int, emoji: str) -> Act:
    return Act(lambda stage: stage.press(number, emoji))


def _form(asks_with: str, field: str, value: str) -> Act:
    return Act(lambda stage: stage.fill(asks_with, {field: value}), asks_with=asks_with)


def _attach(name: str, data: bytes) -> Act:
    return Act(lambda stage: stage.say("our new one", files=[File(name, data)]))


async def _cancel(stage: Stage) -> None:
    await stage.until_posted(3)
    await stage.reply("cancel")


class _Dawdler(ScriptedModel):
    """Writes two tweets, and then nothing for as long as it is let."""

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        given = len(begun)
        async for one in super().write(paper, brief, ledger, begun=begun):
            if given == 2:
                await asyncio.Event().wait()
            given += isinstance(one, Proposal)
            yield one


_OWN = "\n\n".join((SENTENCES[Role.CONTRIBUTION], SENTENCES[Role.METHOD], "It sorts 98,735 shells in 56.7 seconds."))

# A draft, 🔁 on a tweet, 🗑️ on another, a wish, an export.
CONVERSATION = Script(
    (
        _say(LINK),
        _press(3, "🔁"),
        _press(5, "🗑️"),
        _reply("2: say where the shells are from"),
        _command("export"),
    )
)
# Tweets taken out by number and one brought back, approved, edited by hand in a form, undone, and looked at.
REVISING = Script(
    (
        _say(LINK),
        _reply("remove 3"),
        _reply("remove 3"),
        _press(0, "↩️"),
        _press(2, "✅"),
        _form("edit 4", "text", "Every shell falls once, and a microphone hears it."),
        _reply("undo 4"),
        _press(1, "🔍"),
        _command("history 4"),
        _press(2, "✂️"),
    )
)
# The whole draft again, in the other voice, and without one of its tweets.
REWRITING = Script(
    (_say(LINK), _press(2, "✅"), _press(0, "🔁"), _reply("voice curator"), _press(2, "🗑️"), _command("export"))
)
# A draft under a message of the bot's own; a pointer to it; words of the channel; an example kept.
COMMANDING = Script(
    (
        _command(f"new {LINK}"),
        _say(LINK),
        _command("prefer no exclamation marks"),
        _command("prefer remove 1"),
        _press(0, "⭐"),
        _reply("shortn 3"),
        _command("usage"),
    )
)
# A draft of a file, taken out tweets and words, and all of it forgotten.
ATTACHING = Script((_attach("shells.pdf", b"%PDF"), _press(3, "🗑️"), _command("export"), _command("forget")))
# A check of Ann's own thread, and one of its tweets written again.
CHECKING = Script((_command(f"check {LINK} {_OWN}"), _press(2, "🔁"), _press(3, "🔍")))
# A draft that is stopped while the model writes.
CANCELLING = Script((_say(LINK, is_alone=False), Act(_cancel)), _Dawdler)

SCRIPTS: Mapping[str, Script] = {
    "conversation": CONVERSATION,
    "revising": REVISING,
    "rewriting": REWRITING,
    "commanding": COMMANDING,
    "attaching": ATTACHING,
    "checking": CHECKING,
    "cancelling": CANCELLING,
}
