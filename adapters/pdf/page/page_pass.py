"""One pass over the pages of an open document: lines with fonts, objects, links, hidden text."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.hidden import visible_runs
from adapters.pdf.page.hyperlinks import annotated_links, link_handles
from adapters.pdf.page.line_numbers import NumberFace, numbers_of_lines
from adapters.pdf.page.lines import group_lines
from adapters.pdf.page.lying import lying_pages, turn, turns
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.page_objects import page_graphics
from adapters.pdf.page.runs import TextPage
from bot.model import HiddenText, Link


@dataclass(slots=True)
class RawPages:
    """What one pass over the pages gives.

    Attributes:
        texts: As the engine gave them, for judging whether they can be read.
        broken: Numbers of pages that could not be opened.
        turns: How many characters of a page a turn would set upright, by its number and the degrees clockwise.
        turned: By how many degrees clockwise a page was turned before it was read; 0 is left out.
        number_faces: The types that the lines of a manuscript are numbered in.
    """

    contents: list[PageContent] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    turns: dict[int, Counter[int]] = field(default_factory=dict)
    turned: dict[int, int] = field(default_factory=dict)
    number_faces: set[NumberFace] = field(default_factory=set)


def read_pages(document: pdfium.PdfDocument) -> RawPages:
    """What every page holds; one that cannot be opened is empty and in `broken`.

    The pages of a file that lies on its side are turned in the open document, and all is as on the turned pages.
    """
    with _collector_at_rest():
        pages = _read_as_it_is(document)
        lying = lying_pages(pages.turns)
        if lying:
            turn(document, lying)
            pages = _read_as_it_is(document)
            pages.turned = lying
    return pages


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without Python's search for cycles, which a pass over pages makes none of: each would walk through all read."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_as_it_is(document: pdfium.PdfDocument) -> RawPages:
    pages = RawPages()
    for number in range(1, len(document) + 1):
        try:
            with closing(document[number - 1]) as page:
                _read_page(page, number, pages)
        except pdfium.PdfiumError:
            pages.broken.add(number)
            pages.texts = [*pages.texts[: number - 1], ""]
            pages.contents = [
                *pages.contents[: number - 1],
                PageContent(number=number, width_pt=612, height_pt=792, rotation=0, lines=(), objects=()),
            ]
    return pages


def _read_page(page: pdfium.PdfPage, number: int, pages: RawPages) -> None:
    frame = page_frame(page)
    graphics = page_graphics(page, frame)
    links = link_handles(page)
    # The names on the first page may stand no further apart than the words of a justified line.
    with closing(TextPage(page, frame, every_word=number == 1)) as text:
        runs, hidden = visible_runs(text, page, frame, number=number, graphics=graphics, links=len(links))
        pages.texts.append(text.units if runs else "")
    pages.turns[number] = turns(runs)
    content = PageContent(
        number=number,
        width_pt=frame.width_pt,
        height_pt=frame.height_pt,
        rotation=frame.rotation,
        lines=tuple(group_lines(runs, number, numbers_of_lines(runs, pages.number_faces))),
        objects=graphics.objects,
    )
    pages.hidden += hidden
    pages.links += annotated_links(page, content, links)
    pages.contents.append(content)
