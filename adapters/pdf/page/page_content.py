"""What one page holds, as plain values: lines of text and boxes of graphics. No PDFium here."""

from dataclasses import dataclass
from enum import StrEnum

from adapters.pdf.page.lines import Line
from bot.model import Box


class ObjectKind(StrEnum):
    """What a graphic on a page is made of; a rule is a path so thin that it is a line."""

    IMAGE = "image"
    PATH = "path"
    SHADING = "shading"
    FORM = "form"
    RULE_ACROSS = "rule across"
    RULE_UPRIGHT = "rule upright"


RULES = frozenset({ObjectKind.RULE_ACROSS, ObjectKind.RULE_UPRIGHT})


@dataclass(frozen=True, slots=True)
class PageObject:
    """A graphic of a page. `box` is in points of the page as shown; paths drawn one after another may share one."""

    kind: ObjectKind
    box: Box


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything on one page that layout is read from.

    Attributes:
        number: Counted from 1.
        width_pt, height_pt: Of the page as shown (turned, cropped).
        rotation: Degrees clockwise by which the file says to turn the page: 0, 90, 180, 270. Boxes have it applied.
        lines: In the order of the file.
        objects: In the order of the file, without text.
    """

    number: int
    width_pt: float
    height_pt: float
    rotation: int
    lines: tuple[Line, ...]
    objects: tuple[PageObject, ...]
