"""The lines of a page: text with place, size and font, as everything that reads layout needs them."""

from dataclasses import dataclass

from bot.model import Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column.

    Attributes:
        text: Cleaned; a line that was broken with a hyphen ends with BREAK_HYPHEN.
        page: Counted from 1.
        box: In points, of the page as shown.
        size_pt: The size of most of its characters, matrix applied.
        font: Name of the font of most of its characters, without subset prefix.
        is_bold, is_fixed_pitch: Of most of its characters.
        is_rotated: The text does not run from left to right.
    """

    text: str
    page: int
    box: Box
    size_pt: float
    font: str
    is_bold: bool
    is_fixed_pitch: bool
    is_rotated: bool = False
