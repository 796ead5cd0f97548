"""Lines of a first page with an abstract, and how its tests find it."""

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.abstract import Abstract, find_abstract
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.hyphens import Vocabulary
from bot.model import Section, Zone
from tests.pdfs import body_layout, line, page_of

SENTENCES = [
    "Pilots guide large ships into harbours, and most of them judge",
    "the current by eye. We present a method that measures the current",
    "from the wake of small buoys. In 212 landings at four harbours, it",
    "halves the error of the best pilots. It needs one camera only.",
]
TEXT = " ".join(SENTENCES)
HEADING = line("Abstract", baseline=712, is_bold=True)
BODY = [
    "Large ships enter a harbour slowly, and a current that nobody",
    "expects can push them. Pilots read the water. They learn it late.",
]


def heading(title: str, index: int, zone: Zone, *, page: int = 1, run_in: int = 0) -> Heading:
    return Heading(Section(title, 1, page, zone), (page, index), (page, index), run_in)


ABSTRACT = heading("Abstract", 0, Zone.ABSTRACT)


def found(
    lines: list[Line],
    *headings: Heading,
    skip: frozenset[tuple[int, int]] = frozenset(),
    more: list[Line] | None = None,
) -> Abstract:
    pages = [page_of(lines), *([page_of(more, 2)] if more else [])]
    return find_abstract(pages, body_layout(), headings, skip, Vocabulary([]))
