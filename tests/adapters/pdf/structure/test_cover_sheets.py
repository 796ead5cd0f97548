"""The page that the paper begins on, behind what a repository has put before it."""

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.cover_sheets import authors_on_sheet, front_page, is_sheet, title_on_sheet, whole_title
from adapters.pdf.structure.hyphens import Vocabulary
from tests.pdfs import body_layout, column, line, page_of

TITLE = "Harbour Currents at Night"
SAYS_SO = line("Stable URL: http://archive.example/stable/1", baseline=560)


def own_page(number: int, *more: Line) -> PageContent:
    """A page with the title and a column of prose."""
    text = column(*["Pilots guide large ships into harbours and judge the current"] * 30, top=600, page=number)
    return page_of([line("Harbour Currents at Night", page=number, size_pt=18, baseline=740), *more, *text], number)


def test_a_cover_sheet_is_not_the_first_page() -> None:
    cover = page_of([line("Harbour Library", baseline=770), line("Harbour Currents at Night", size_pt=16)])

    assert front_page([cover, own_page(2)], body_layout(), Vocabulary([])).number == 2


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(own_page(1), id="it has text"),
        pytest.param(page_of([line("Another Title of Somebody", size_pt=16)]), id="it has another title"),
        pytest.param(
            page_of([line("Harbour Currents at Night", size_pt=16), line("Abstract", baseline=600)]), id="an abstract"
        ),
    ],
)
def test_a_first_page_of_its_own_is_none(first: PageContent) -> None:
    assert front_page([first, own_page(2)], body_layout(), Vocabulary([])).number == 1


def test_a_sheet_that_says_so_may_be_full_of_conditions() -> None:
    sheet = page_of(
        [
            line("Society for Harbour Studies", baseline=770, size_pt=12, is_bold=True),
            line(TITLE, baseline=640, size_pt=11),
            line("Author(s): Ada Example", baseline=628, size_pt=11),
            SAYS_SO,
            *column(*["Your use of the archive indicates that you accept its terms and conditions"] * 30, top=520),
        ]
    )
    torn = [line(word, size_pt=18 + n, baseline=740, left=72 + 90 * n, page=2) for n, word in enumerate(TITLE.split())]
    front = page_of([*torn, *column("Pilots guide large ships into harbours", top=600, page=2)], 2)

    assert is_sheet(sheet)
    assert authors_on_sheet(sheet) == ("Ada Example",)
    assert front_page([sheet, front], body_layout(), Vocabulary([])) is front
    assert title_on_sheet(sheet, front, Vocabulary([])) == (TITLE, ((2, 0), (2, 1), (2, 2), (2, 3)))


@pytest.mark.parametrize(
    ("first", "number"),
    [
        pytest.param(page_of([line("PREPRINT", size_pt=36, baseline=480)]), 2, id="a stamp"),
        pytest.param(page_of([]), 2, id="a picture"),
        pytest.param(page_of(column("Cite this as:", "A. Example, Harbour Currents at", "Night.")), 2, id="cited"),
        pytest.param(page_of(column("A preface of the society", "says nothing of the paper.")), 1, id="not cited"),
    ],
)
def test_a_stamp_or_a_sheet_that_cites_the_paper_stands_before_it(first: PageContent, number: int) -> None:
    own = own_page(2, line("Abstract", page=2, baseline=620))

    assert front_page([first, own], body_layout(), Vocabulary([])).number == number


def test_a_page_that_is_cited_as_a_sheet_would_be_is_none_of_its_own() -> None:
    assert not is_sheet(page_of([line("We give a stable URL: it never changes")]))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([line("Author(s): Ada Example, University of Bergen"), SAYS_SO], id="more than names"),
        pytest.param([line("Author(s): Ada Example")], id="no sheet"),
        pytest.param([SAYS_SO], id="no names"),
    ],
)
def test_a_sheet_may_list_no_authors(lines: list[Line]) -> None:
    assert authors_on_sheet(page_of(lines)) == ()


def test_a_sheet_before_pages_without_text_is_all_there_is() -> None:
    sheet = page_of([line(TITLE, size_pt=16), SAYS_SO])

    assert front_page([sheet, page_of([], 2)], body_layout(), Vocabulary([])) is sheet


def test_a_sheet_tells_the_title_that_the_paper_has_in_other_words() -> None:
    stamp = "This content downloaded from 192.0.2.1 on Sunday"
    sheet = page_of(
        [
            line("Harbour Association", baseline=680, size_pt=13),
            line(TITLE, baseline=640, size_pt=11),
            line("Author(s): Ada Example", baseline=628, size_pt=11),
            SAYS_SO,
            line(stamp, baseline=40),
        ]
    )
    front = page_of([line(f"I. ON {TITLE}", page=2, size_pt=14), line(stamp, page=2, baseline=40)], 2)

    assert title_on_sheet(sheet, front, Vocabulary([])) == (TITLE, ())


def test_a_page_with_an_abstract_is_no_sheet() -> None:
    assert not is_sheet(page_of([line(TITLE, size_pt=16), line("Abstract", baseline=600), SAYS_SO]))


def test_a_title_that_a_scan_has_lost_the_end_of_is_whole_on_the_sheet() -> None:
    whole = page_of([line(f"{TITLE} and in Storms", baseline=640, size_pt=14), SAYS_SO])
    bare = page_of([line(f"{TITLE} and in Storms", baseline=640, size_pt=14)])
    other = page_of([line("Another Title of Somebody", baseline=640, size_pt=14), SAYS_SO])
    torn = (TITLE, ((2, 0),))

    assert whole_title(whole, torn, Vocabulary([])) == (f"{TITLE} and in Storms", ((2, 0),))
    assert whole_title(bare, torn, Vocabulary([])) == torn
    assert whole_title(other, torn, Vocabulary([])) == torn
