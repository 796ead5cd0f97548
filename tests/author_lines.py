"""The lines of a first page around its title, and the authors that are found there."""

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.authors import Authors, find_authors
from tests.pdfs import line, page_of

TITLE = line("Measuring Harbour Currents", size_pt=18, baseline=740)
ABSTRACT = line("Abstract", is_bold=True, baseline=400)


def row(text: str, n: int = 0, **more: object) -> Line:
    """The n-th line below the title, of 11 pt."""
    return line(text, baseline=715 - 13 * n, size_pt=11, **more)  # type: ignore[arg-type]  # keywords are passed through


def place(text: str, n: int, **more: object) -> Line:
    """A line below the names, in small italics."""
    return line(text, baseline=715 - 13 * n, size_pt=9, font="Times-Italic", **more)  # type: ignore[arg-type]


def found(*lines: Line, metadata: str = "") -> Authors:
    text = line("Ada Lovelace, Charles Babbage", baseline=380)
    return find_authors(page_of([TITLE, *lines, ABSTRACT, text]), [(1, 0)], metadata)
