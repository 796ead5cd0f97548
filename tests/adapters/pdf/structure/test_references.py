"""Where the reference list begins and ends."""

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.references import reference_lines
from bot.model import Box, Section, Zone


def page_of(*texts: str, number: int = 1) -> PageContent:
    """A page with these lines from its top, 12 pt apart."""
    lines = tuple(
        Line(text, text, number, Box(72, 700 - 12 * i, 400, 710 - 12 * i), 702 - 12 * i, 10, "Times", False, False)
        for i, text in enumerate(texts)
    )
    return PageContent(number, 612, 792, 0, lines, ())


def heading(title: str, index: int, zone: Zone, *, page: int = 1) -> Heading:
    return Heading(Section(title, 1, page, zone), (page, index), (page, index))


ENTRIES = ("[1] A. Author. Shells. 2001.", "[2] B. Author. Sound. 2003.", "[3] C. Author. Sand. 2005.")


def test_the_list_runs_from_its_heading_to_the_next() -> None:
    page = page_of("We end here.", "References", *ENTRIES, "A Proofs", "We prove it.")
    headings = [heading("References", 1, Zone.REFERENCES), heading("Proofs", 5, Zone.APPENDIX)]

    assert reference_lines([page], headings, frozenset()) == {(1, i) for i in (1, 2, 3, 4)}


def test_the_list_runs_over_pages_but_not_over_captions() -> None:
    pages = [page_of("References", ENTRIES[0]), page_of("Figure 9: Shells.", ENTRIES[1], number=2)]

    listed = reference_lines(pages, [heading("References", 0, Zone.REFERENCES)], frozenset({(2, 0)}))

    assert listed == {(1, 0), (1, 1), (2, 1)}


def test_a_numbered_list_of_works_needs_no_heading() -> None:
    page = page_of("We measure shells.", "They are old.", "We thank the museum.", *ENTRIES)

    assert reference_lines([page], [], frozenset()) == {(1, i) for i in (3, 4, 5)}


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("We show:", "[1] is old.", "It is not new.", "We end."), id="a citation at the start of a line"),
        pytest.param(("Steps:", "1. Wash it.", "2. Dry it.", "3. Sort it."), id="a list of steps, without years"),
        pytest.param((*ENTRIES, "Text.", "More text.", "More.", "And more."), id="in the first half"),
    ],
)
def test_other_lists_are_no_reference_lists(texts: tuple[str, ...]) -> None:
    assert reference_lines([page_of(*texts)], [], frozenset()) == frozenset()
