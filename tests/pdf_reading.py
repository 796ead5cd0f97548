"""What the search for figures makes of a made PDF: for tests that typeset a page and say where its figures stand."""

from contextlib import closing
from functools import partial

import pypdfium2 as pdfium

from adapters.pdf.figures.figures import FigureReading, find_figures
from adapters.pdf.figures.ink import page_ink
from adapters.pdf.figures.sideways import turned_content
from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.lines import Line, group_lines
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.page_objects import page_graphics
from adapters.pdf.page.runs import TextPage
from adapters.pdf.structure.furniture import settled
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import measure
from bot.model import Figure
from tests.pdf_files import PROSE, typeset

CONFIDENT = 0.5


def reading_of(pdf: bytes) -> tuple[FigureReading, list[PageContent]]:
    with closing(pdfium.PdfDocument(pdf)) as document:
        pages = [content_of(document, number) for number in range(1, len(document) + 1)]
        vocabulary = Vocabulary(line.text for page in pages for line in page.lines)
        found = find_figures(
            pages,
            settled(pages, measure(pages)),
            vocabulary,
            lambda number: page_ink(document[number - 1]),
            partial(turned_content, document, ()),
        )
        return found, pages


def figures_of(body: str, *, columns: int = 1, table_caption: str = "top") -> dict[str, Figure]:
    """Label -> figure, of a paper that `tests.pdf_files.typeset` makes."""
    reading, _ = reading_of(typeset(body, columns=columns, table_caption=table_caption))
    return {figure.label: figure for figure in reading.figures}


def size_of(figure: Figure) -> tuple[int, int]:
    return round(figure.box.right - figure.box.left), round(figure.box.top - figure.box.bottom)


def paragraphs(count: int) -> str:
    return "\n\n".join([PROSE] * count)


def page_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of an open page, hidden ones too."""
    # As the reader does it: on the first page every word counts.
    with closing(TextPage(page, page_frame(page), every_word=number == 1)) as text:
        return group_lines(text.runs(), number)


def content_of(document: pdfium.PdfDocument, number: int) -> PageContent:
    with closing(document[number - 1]) as page:
        frame = page_frame(page)
        objects = page_graphics(page, frame).objects
        lines = tuple(page_lines(page, number))
        return PageContent(number, frame.width_pt, frame.height_pt, frame.rotation, lines, objects)
