"""What the search for figures makes of a made PDF: for tests that typeset a page and say where its figures stand."""

from contextlib import closing
from functools import partial

import pypdfium2 as pdfium

from adapters.pdf.figures.figures import FigureReading, find_figures
from adapters.pdf.figures.ink import page_ink
from adapters.pdf.figures.sideways import turned_content
from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.lines import page_lines
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.page_objects import page_objects
from adapters.pdf.structure.furniture import settled
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import measure
from bot.model import Figure
from tests.pdf_files import PROSE, typeset

CONFIDENT = 0.5


def reading_of(pdf: bytes) -> tuple[FigureReading, list[PageContent]]:
    with closing(pdfium.PdfDocument(pdf)) as document:
        pages = [_content(document, number) for number in range(1, len(document) + 1)]
        vocabulary = Vocabulary(line.text for page in pages for line in page.lines)
        found = find_figures(
            pages,
            settled(pages, measure(pages)),
            vocabulary,
            lambda number: page_ink(document[number - 1]),
            partial(turned_content, document),
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


def _content(document: pdfium.PdfDocument, number: int) -> PageContent:
    with closing(document[number - 1]) as page:
        frame = page_frame(page)
        lines = tuple(page_lines(page, number))
        objects = page_objects(page, frame)
        return PageContent(number, frame.width_pt, frame.height_pt, frame.rotation, lines, objects)
