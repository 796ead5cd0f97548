"""Blocks of text on a terminal, of which the last ones can be changed in place."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console as RichConsole
from rich.console import RenderableType
from rich.text import Text

_STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")
_MOST_BLOCKS = 200


@dataclass
class _Block:
    key: str | None
    text: str
    lines: int


class PaperRoll:
    """What was printed, and under it a foot: lines that move along, the last of which is where people type.

    A terminal keeps what scrolled off, so that only blocks that are still on the screen can be changed.

    Attributes:
        is_live: The terminal can move its cursor, and what is typed on it comes from its own keyboard. If it is not,
            nothing is ever changed, and there is no foot.
        is_gone: Nobody reads it any more, as where the output went to `head`.
    """

    def __init__(self, out: RichConsole, *, is_live: bool) -> None:
        self.is_live = is_live
        self.is_gone = False
        self._out = out
        self._blocks: list[_Block] = []
        self._foot: tuple[str, ...] = ()
        self._foot_lines = 0
        self._width = out.width

    def print(self, looks: Sequence[RenderableType], *, key: str | None = None) -> None:
        """Add a block; one that had the key before keeps its place and loses it.

        Plain text is wrapped by the terminal itself, so that it can be copied.
        """
        for block in self._blocks:
            if key is not None and block.key == key:
                block.key = None
        block = self._block(key, looks)
        self._erase_foot()
        self._write(block.text)
        if self.is_live:
            self._blocks = [*self._blocks[-_MOST_BLOCKS:], block]
        self._draw_foot()

    def change(self, key: str, looks: Sequence[RenderableType] | None) -> bool:
        """Show a block otherwise, or take it away; False if it cannot be reached any more."""
        at = next((number for number, block in enumerate(self._blocks) if block.key == key), None)
        if at is None or not self._can_reach(at):
            return False
        up = sum(block.lines for block in self._blocks[at:])
        self._erase_foot()
        self._write(_erase(up))
        self._blocks[at : at + 1] = [] if looks is None else [self._block(key, looks)]
        self._write("".join(block.text for block in self._blocks[at:]))
        self._draw_foot()
        return True

    def set_foot(self, lines: Sequence[str]) -> None:
        """Other lines under everything; the last stays open, for people to type behind it."""
        if tuple(lines) != self._foot:
            self._erase_foot()
            self._foot = tuple(lines)
            self._draw_foot()

    def forget_typed(self, line: str) -> None:
        """Take away what somebody typed behind the foot, with its end of line."""
        if self.is_live:
            prompt = self._foot[-1] if self._foot else ""
            rows = _rows(prompt + line, self._out.width)
            self._write(_erase(self._foot_lines - 1 + rows if self._foot else rows))
            self._foot_lines = 0
            self._draw_foot()

    def close(self) -> None:
        """Leave the terminal with its cursor at the beginning of a line."""
        self._erase_foot()
        self._foot = ()

    def _block(self, key: str | None, looks: Sequence[RenderableType]) -> _Block:
        text = _printed(looks, self._out)
        plain = _STYLES.sub("", text).removesuffix("\n")
        return _Block(key, text, sum(_rows(line, self._out.width) for line in plain.split("\n")))

    def _can_reach(self, at: int) -> bool:
        if self._out.width != self._width:  # the terminal has broken all lines anew
            self._width = self._out.width
            self._blocks.clear()
            return False
        return sum(block.lines for block in self._blocks[at:]) + self._foot_lines < self._out.height

    def _erase_foot(self) -> None:
        if self.is_live and self._foot_lines:
            self._write(_erase(self._foot_lines - 1))
            self._foot_lines = 0

    def _draw_foot(self) -> None:
        if self.is_live and self._foot:
            width = self._out.width
            lines = [Text(line).plain for line in self._foot[:-1]]
            for number, line in enumerate(lines):
                cut = Text(line)
                cut.truncate(width - 1, overflow="ellipsis")
                lines[number] = cut.plain
            self._write("".join(f"{line}\n" for line in lines) + self._foot[-1])
            self._foot_lines = len(self._foot)

    def _write(self, text: str) -> None:
        if not self.is_gone:
            try:
                self._out.file.write(text)
                self._out.file.flush()
            except BrokenPipeError:
                self.is_gone = True


class _Paper(io.StringIO):
    """What rich prints on when nothing is to reach the terminal yet: `Console.capture` flushes its file."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # nobody sets it
        return self._encoding


def _printed(looks: Sequence[RenderableType], out: RichConsole) -> str:
    paper = _Paper(out.encoding)
    printer = RichConsole(
        file=paper,
        color_system=out.color_system if out.is_terminal else None,  # type: ignore[arg-type]  # a name that rich gave
        force_terminal=out.is_terminal,
        no_color=out.no_color,
        width=out.width,
        height=out.height,
        highlight=False,
        legacy_windows=False,
    )
    for look in looks:
        printer.print(look, soft_wrap=isinstance(look, Text))
    return paper.getvalue()


def _rows(line: str, width: int) -> int:
    return max(1, -(-cell_len(line) // max(1, width)))


def _erase(up: int) -> str:
    """Move up so many lines, and clear from there to the end of the screen."""
    return "\r" + (f"\x1b[{up}A" if up > 0 else "") + "\x1b[J"
