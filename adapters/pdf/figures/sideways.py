"""Tables and figures that lie on their side on an upright page, captions included: such pages are read turned."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from adapters.pdf.page.boxes import share_inside
from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.hidden import visible_runs
from adapters.pdf.page.line_numbers import NumberFace, numbers_of_lines
from adapters.pdf.page.lines import Line, group_lines
from adapters.pdf.page.lying import unturned
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.page_objects import page_graphics
from adapters.pdf.page.runs import TextPage
from adapters.pdf.structure.columns import Column
from adapters.pdf.structure.furniture import drawn_heads, is_in_margin
from adapters.pdf.structure.labels import read_label
from adapters.pdf.structure.layout import Layout, LineKey
from bot.model import Box

TURNS = (90, 270)
"""Degrees clockwise by which a page has to be turned for its sideways text to be upright."""

_SAME_LINE = 0.7  # of a line's box
_TEXT_CHARS = 40  # a turned line that long is no label of a figure: it is text of the upright page

TurnedOf = Callable[[int, int], PageContent]
"""The page of that number, read as if it were turned clockwise by so many degrees."""


@dataclass(frozen=True, slots=True)
class SidewaysPage:
    """A page read as if it were turned by `degrees`; `upright` is the same page as shown."""

    content: PageContent
    degrees: int
    upright: PageContent

    def shown(self, box: Box) -> Box:
        """A box of the turned page, on the page as shown."""
        return unturned(box, self.degrees, width_pt=self.upright.width_pt, height_pt=self.upright.height_pt)

    def column(self) -> Column:
        """All that is upright on the turned page is one column: what lies on its side has the page to itself."""
        boxes = [line.box for line in self.content.lines if not line.is_rotated]
        return Column(min(box.left for box in boxes), max(box.right for box in boxes))

    def without(self, boxes: Sequence[Box]) -> PageContent:
        """The turned page without the graphics in these boxes of the page as shown."""
        kept = [
            item
            for item in self.content.objects
            if not any(share_inside(self.shown(item.box), box) > _SAME_LINE for box in boxes)
        ]
        return replace(self.content, objects=tuple(kept))

    def keys_inside(self, boxes: Sequence[Box]) -> set[LineKey]:
        """The lines of the upright page that lie in one of these boxes of the turned one."""
        shown = [self.shown(box) for box in boxes]
        return {
            (self.upright.number, i)
            for i, line in enumerate(self.upright.lines)
            if any(share_inside(line.box, box) > _SAME_LINE for box in shown)
        }


def sideways_pages(pages: Sequence[PageContent], turned_of: TurnedOf) -> list[SidewaysPage]:
    """The pages with captions that lie on their side, turned so that these are upright."""
    return [turned for page in pages if any(map(_opens_sideways, page.lines)) for turned in _turned(page, turned_of)]


def sideways_layout(turned: Sequence[SidewaysPage], layout: Layout) -> Layout:
    """The layout for turned pages: what is furniture or text of the upright page is furniture there."""
    found: set[LineKey] = set()
    for page in turned:
        drawn = page.without([item.box for item in drawn_heads(page.upright, layout)]).objects
        column = page.column()
        found.update(
            (page.content.number, i)
            for i, line in enumerate(page.content.lines)
            if line.is_rotated
            and (
                len(line.text) > _TEXT_CHARS
                or _is_furniture(line, page, layout)
                or is_in_margin(line, (column,), drawn)
            )
        )
    # The heads lie on their side, and are taken out of the turned pages.
    return replace(layout, heads=frozenset(), furniture=frozenset(found))


def turned_content(
    document: pdfium.PdfDocument, number_faces: Collection[NumberFace], number: int, degrees: int
) -> PageContent:
    """What the page of that number holds, as if it were turned clockwise by `degrees`.

    Args:
        number_faces: The types that the lines of the document are numbered in.
    """
    with closing(document[number - 1]) as page:
        frame = page_frame(page)
        frame = replace(frame, rotation=(frame.rotation + degrees) % 360)
        graphics = page_graphics(page, frame)
        with closing(TextPage(page, frame)) as text:
            runs, _ = visible_runs(text, page, frame, number=number, graphics=graphics)
            numbers = numbers_of_lines(runs, set(number_faces)) if number_faces else ()
            lines = tuple(group_lines(runs, number, numbers))
        return PageContent(number, frame.width_pt, frame.height_pt, frame.rotation, lines, graphics.objects)


def _opens_sideways(line: Line) -> bool:
    return line.is_rotated and read_label(line.text) is not None


def _turned(page: PageContent, turned_of: TurnedOf) -> Iterator[SidewaysPage]:
    for degrees in TURNS:
        content = turned_of(page.number, degrees)
        if any(not line.is_rotated and read_label(line.text) is not None for line in content.lines):
            yield SidewaysPage(content, degrees, page)
            return


def _is_furniture(line: Line, page: SidewaysPage, layout: Layout) -> bool:
    shown = page.shown(line.box)
    return any(
        number == page.upright.number and share_inside(shown, page.upright.lines[i].box) > _SAME_LINE
        for number, i in layout.furniture
    )
