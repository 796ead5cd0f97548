"""How one message looks: values in, what rich prints out. All pure."""

from collections.abc import Mapping
from pathlib import Path

from rich.console import RenderableType
from rich.panel import Panel
from rich.text import Text

from adapters.console.conversation import Message
from adapters.console.plain import harmless, on_one_line
from bot.model.chat import Control, PostKind

FRAME_CHARS = 76
"""The widest frame; longer lines are hard to read."""

_BOT = "paperthread"


def is_under_way(message: Message) -> bool:
    """Whether it is a status message of work that can still be cancelled."""
    return message.post is not None and message.post.kind is PostKind.STATUS and Control.CANCEL in message.post.controls


def status_line(message: Message, *, draft: str) -> str:
    """A status message on one line."""
    return on_one_line(" · ".join([*filter(None, [draft]), *message.text.splitlines()]))


def look_of(message: Message, *, number: int | None, draft: str, folder: Path, width: int) -> list[RenderableType]:
    """A message as people see it, one thing below the other.

    Args:
        number: Of a tweet.
        draft: Which draft it belongs to, in words; "" where that is clear.
        folder: Where the journal stands, and with it the pictures.
        width: Of the terminal, in columns.
    """
    post = message.post
    parts: list[RenderableType] = []
    if post is None and message.only_to:
        parts.append(Text(f"(only for {on_one_line(message.only_to)}) {harmless(message.text)}", "dim italic"))
    elif post is not None and post.kind is PostKind.TWEET:
        title = " · ".join(filter(None, [draft, f"tweet {number}"]))
        frame = Panel(
            Text(harmless(message.text), overflow="fold"),
            title=Text(title, "bold"),
            title_align="left",
            width=min(FRAME_CHARS, width),
            border_style="cyan",
        )
        parts.append(frame)
    else:
        name = on_one_line(message.by) if message.by else _BOT
        # Text of several lines begins on its own, so that all of it can be copied.
        between = "\n" if "\n" in message.text else "  " if message.text else ""
        parts.append(Text.assemble((name, "bold"), between, harmless(message.text)))
    parts += [Text.assemble("  ", line) for line in _below(message, folder)]
    return parts


def _below(message: Message, folder: Path) -> list[Text]:
    """Small print, files, picture, reactions."""
    lines = [Text(f"📎 {on_one_line(file.name)} ({file.size_bytes:,} bytes)", "dim") for file in message.files]
    if message.post is not None:
        lines += [Text(on_one_line(line), "dim") for line in message.post.small_print]
        if message.post.picture is not None:
            picture = message.post.picture
            lines.append(Text(f"🖼 {on_one_line(str(folder / picture.file))}", "dim"))
            lines.append(Text(f"   {on_one_line(picture.alt)}", "dim italic"))
    if reactions := reactions_of(message.marks, message.presses):
        lines.append(Text(reactions))
    return lines


def reactions_of(marks: Mapping[str, None], presses: Mapping[tuple[str, str], object]) -> str:
    """`⏳ · 🔁 ann, bea`."""
    people: dict[str, list[str]] = {}
    for by, emoji in presses:
        people.setdefault(emoji, []).append(by)
    shown = [*marks, *(f"{emoji} {', '.join(names)}" for emoji, names in people.items())]
    return on_one_line(" · ".join(shown))
