"""A terminal in memory that knows what our screen uses: line ends, moving up, clearing to the end, colours."""

import io
import re

_PARTS = re.compile(r"\x1b\[(?P<count>\d*)(?P<move>[AJ])|\x1b\[[0-9;]*m|(?P<char>[\s\S])")


class FakeTerminal(io.StringIO):
    """What stands on a terminal, and what has scrolled off it.

    Attributes:
        rows: All rows, those that scrolled off included.
        raw: Everything that was written.
    """

    def __init__(self, *, width: int = 60, height: int = 20) -> None:
        super().__init__()
        self.width = width
        self.height = height
        self.rows = [""]
        self.raw = ""
        self._row = 0
        self._column = 0

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.raw += text
        for part in _PARTS.finditer(text):
            if part["move"] == "A":
                top = max(0, len(self.rows) - self.height)
                self._row = max(top, self._row - int(part["count"] or 1))
            elif part["move"] == "J":
                self.rows[self._row] = self.rows[self._row][: self._column]
                del self.rows[self._row + 1 :]
            elif part["char"]:
                self._put(part["char"])
        return len(text)

    def type(self, line: str) -> None:
        """Echo what somebody types, with its end of line."""
        self.write(line + "\n")

    @property
    def shown(self) -> list[str]:
        """The rows without what pads them; the last is where the cursor stands."""
        return [row.rstrip() for row in self.rows]

    def _put(self, char: str) -> None:
        if char == "\r":
            self._column = 0
        elif char == "\n":
            self._down()
        else:
            if self._column == self.width:
                self._down()
            row = self.rows[self._row].ljust(self._column)
            self.rows[self._row] = row[: self._column] + char + row[self._column + 1 :]
            self._column += 1

    def _down(self) -> None:
        self._row, self._column = self._row + 1, 0
        if self._row == len(self.rows):
            self.rows.append("")
