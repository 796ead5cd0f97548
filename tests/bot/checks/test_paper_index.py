import pytest

from bot.checks.number_reading import read_numbers
from bot.checks.paper_index import SEPARATOR, PaperIndex
from tests.builders import evidence, page, paper

LISTED = "Then the list.\nReferences\n[1] A. Moreau. Cloth. 2021.\n"
APPENDED = "[2] C. Park. Grippers. 2019.\nAppendix\nWe used 14 towels.\n"


def index_with_references() -> PaperIndex:
    start, end = LISTED.index("References"), APPENDED.index("Appendix")
    pages = (
        page(1, "A first page with 14 towels.\n"),
        page(2, LISTED, references=(start, len(LISTED))),
        page(3, APPENDED, references=(0, end)),
    )
    return PaperIndex(paper(pages=pages))


def test_the_reference_list_is_apart_from_the_body() -> None:
    index = index_with_references()

    parts = [part for part in index.body.text.split(SEPARATOR) if part]

    assert parts == ["afirstpagewith14towelsthenthelist", "appendixweused14towels"]
    assert index.references.text.replace(SEPARATOR, "") == "references1amoreaucloth20212cparkgrippers2019"


def test_every_offset_knows_its_page() -> None:
    index = index_with_references()

    for number in (1, 2, 3):
        start, end = index.page_span(number)
        assert {index.page_at(offset) for offset in range(start, end)} == {number}
        assert index.text[start:end] == index.page_text(number)
    assert index.page_span(4) == (0, 0)
    assert index.page_text(4) == ""


def test_a_span_falls_apart_at_page_ends() -> None:
    index = index_with_references()
    second, third = index.page_span(2), index.page_span(3)

    assert list(index.pages_of(second[1] - 5, third[0] + 5)) == [
        (second[1] - 5, second[1]),
        (third[0], third[0] + 5),
    ]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param("14", (1, 3), id="as it is"),
        pytest.param("fourteen", (1, 3), id="in letters"),
        pytest.param("14%", (1, 3), id="whatever the unit"),
        pytest.param("15", (), id="nowhere"),
        pytest.param("1", (2,), id="not within another number"),
    ],
)
def test_a_number_is_found_on_every_page_that_has_it(text: str, pages: tuple[int, ...]) -> None:
    (number,) = read_numbers(text)

    assert index_with_references().pages_with(number) == pages


def test_the_numbers_of_a_page_are_read_once() -> None:
    index = index_with_references()

    assert [number.text for number in index.numbers_on(1)] == ["14"]
    assert index.numbers_on(1) is index.numbers_on(1)
    assert index.numbers_on(9) == ()


def test_citations_are_left_out_of_the_body_that_copies_are_looked_for_in() -> None:
    index = PaperIndex(paper("Cloth folds well [3, 4], as shown before (Moreau et\nal., 2021).\n"))

    assert index.uncited.text.strip(SEPARATOR) == "clothfoldswellasshownbefore"


def test_a_paper_without_pages_has_nothing() -> None:
    index = PaperIndex(paper(pages=()))

    assert index.body.text.strip(SEPARATOR) == ""


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("fold 14 towels", "We fold 14 towels, and 3 shirts tear."),
        ("3 shirts tear.", "We fold 14 towels, and 3 shirts tear."),
        ("It is slow", "It is slow (9 s)."),
        ("nowhere at all", "nowhere at all"),
    ],
)
def test_the_sentence_around_a_quote_is_whole(quote: str, sentence: str) -> None:
    index = PaperIndex(paper("First. We fold 14\ntowels, and 3 shirts tear. It is slow (9 s). Last.\n"))

    assert " ".join(index.sentence_around(evidence(quote)).split()).rstrip(".") == sentence.rstrip(".")


def test_a_row_of_a_table_is_a_sentence_of_its_own() -> None:
    index = PaperIndex(paper("Folds by arm\nleft\t14\t15\nright\t16\t17\n"))

    assert index.sentence_around(evidence("right 16")) == "right\t16\t17"


def test_what_stands_in_the_reference_list_is_known() -> None:
    index = index_with_references()

    assert not index.is_in_references(index.text.index("14 towels"))
    assert index.is_in_references(index.text.index("Moreau"))
