"""Which lines make a paragraph, and on which page each part of it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import LineKey
from adapters.pdf.structure.paragraphs import ParagraphBuilder
from bot.model import NOT_TEXT, Paragraph, Section, Zone
from tests.pdfs import body_layout, column, line, page_of

FIRST = "Pilots guide large ships into harbours, and most of"
SECOND = "them judge the current by eye."
THIRD = "We measure it with a camera, and we need no radar at"
FOURTH = "all for that."


def opening(
    title: str = "Method", zone: Zone = Zone.BODY, *, page: int = 1, index: int = 0, run_in: int = 0
) -> Heading:
    return Heading(Section(title, 1, page, zone), (page, index), (page, index), run_in)


def paragraphs(
    *pages: list[Line],
    headings: tuple[Heading, ...] = (opening(),),
    aside: frozenset[LineKey] = frozenset(),
    abstract: frozenset[LineKey] = frozenset(),
) -> list[Paragraph]:
    """The paragraphs of pages whose first line is a heading."""
    contents = [page_of(lines, number) for number, lines in enumerate(pages, 1)]
    builder = ParagraphBuilder(contents, body_layout(), headings, aside, abstract, Vocabulary([]))
    return list(builder.paragraphs())


def texts(
    *lines: Line, aside: frozenset[LineKey] = frozenset(), abstract: frozenset[LineKey] = frozenset()
) -> list[str]:
    head = line("Method", baseline=730, is_bold=True)
    return [p.text for p in paragraphs([head, *lines], aside=aside, abstract=abstract)]


def test_lines_below_each_other_are_one_paragraph() -> None:
    (paragraph,) = paragraphs([line("Method", baseline=730), *column(FIRST, SECOND)])

    assert paragraph == Paragraph(f"{FIRST} {SECOND}", 0, Zone.BODY, ((0, 1),))


def test_an_indented_line_behind_a_full_stop_begins_the_next() -> None:
    filler = column(*[FIRST] * 5, top=500)
    lines = [*column(FIRST, SECOND), *column(THIRD, left=84, top=676), *column(FOURTH, top=664), *filler]

    assert texts(*lines)[:2] == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]


def test_a_wider_gap_begins_the_next() -> None:
    assert texts(*column(FIRST, SECOND), *column(THIRD, FOURTH, top=664)) == [f"{FIRST} {SECOND}", f"{THIRD} {FOURTH}"]


def test_items_of_a_list_are_paragraphs_without_their_bullets() -> None:
    lines = [
        *column("We do two things:", right=300.0),
        *column(f"• {FIRST}", SECOND, top=688),
        line("• And one more.", baseline=664),
    ]

    assert texts(*lines) == ["We do two things:", f"{FIRST} {SECOND}", "And one more."]


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param(line(SECOND, left=330, baseline=720), id="in the next column"),
        pytest.param(line(SECOND, baseline=500), id="below a figure"),
    ],
)
def test_a_sentence_that_was_cut_goes_on(rest: Line) -> None:
    assert texts(*column(FIRST, right=300.0), rest) == [f"{FIRST} {SECOND}"]


def test_a_sentence_goes_on_over_a_page_and_knows_where() -> None:
    (paragraph,) = paragraphs([line("Method", baseline=730), *column(FIRST)], column(SECOND, page=2))

    assert paragraph.starts == ((0, 1), (len(FIRST) + 1, 2))
    assert paragraph.page_at(len(FIRST)) == 1
    assert paragraph.page_at(len(FIRST) + 1) == 2


def test_a_broken_word_is_healed_over_the_page() -> None:
    cut = line(f"ships into har{BREAK_HYPHEN}", right=300)

    (paragraph,) = paragraphs([line("Method", baseline=730), cut], column("bours at night.", page=2))

    assert paragraph.text == "ships into harbours at night."
    assert paragraph.starts == ((0, 1), (len("ships into har"), 2))


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(line("v = αℓ + β", baseline=688), id="a formula on a line of its own"),
        pytest.param(line("x₁ + x₂", font="CMMI10", baseline=688), id="a line in a font of formulas"),
    ],
)
def test_a_formula_inside_a_sentence_is_marked(between: Line) -> None:
    (text,) = texts(line("The current is then", right=300), between, line("where v is the speed.", baseline=676))

    assert text == f"The current is then {NOT_TEXT} where v is the speed."


@pytest.mark.parametrize(
    "aside",
    [
        pytest.param(line("¹ Asked in a letter that all of them answered", size_pt=7, baseline=90), id="a footnote"),
        pytest.param(line("def current(wake):", is_fixed_pitch=True, baseline=400), id="code elsewhere"),
        pytest.param(line("0.7", left=400, baseline=690), id="a cell elsewhere"),
    ],
)
def test_what_stands_elsewhere_leaves_no_mark(aside: Line) -> None:
    assert texts(line(FIRST, right=300), aside, line(SECOND, baseline=688)) == [f"{FIRST} {SECOND}"]


def test_the_tail_of_a_citation_is_text() -> None:
    lines = [line("as others have done before us (Example,", right=300), line("2022; 2023).", baseline=688)]

    assert texts(*lines) == ["as others have done before us (Example, 2022; 2023)."]


def test_an_address_in_the_type_of_code_is_text_inside_a_sentence() -> None:
    lines = [
        line("Our code is at https://", right=300),
        line("github.com/harbour/driftwatch.", is_fixed_pitch=True, baseline=688),
    ]

    assert texts(*lines) == ["Our code is at https://github.com/harbour/driftwatch."]


def test_cells_of_a_table_are_no_text() -> None:
    cells = [line(text, left=left, baseline=640) for text, left in (("Pilots", 72), ("by day", 150), ("by night", 220))]

    assert texts(*column(FIRST, SECOND), *cells) == [f"{FIRST} {SECOND}"]


def test_small_print_of_the_acknowledgements_is_text() -> None:
    lines = [line("Acknowledgements", baseline=730), *column(FIRST, SECOND, size_pt=9)]

    (paragraph,) = paragraphs(lines, headings=(opening("Acknowledgements", Zone.ACKNOWLEDGEMENTS),))

    assert paragraph.zone is Zone.ACKNOWLEDGEMENTS


def test_references_are_no_paragraphs() -> None:
    lines = [line("References", baseline=730), *column(FIRST, SECOND)]

    assert paragraphs(lines, headings=(opening("References", Zone.REFERENCES),)) == []


def test_names_above_the_first_heading_are_no_paragraphs() -> None:
    lines = [
        line("Department of Harbours, University of Bergen", baseline=760),
        line("Method", baseline=730),
        *column(FIRST, SECOND),
    ]

    assert [p.text for p in paragraphs(lines, headings=(opening(index=1),))] == [f"{FIRST} {SECOND}"]


def test_an_abstract_ends_where_its_lines_end() -> None:
    lines = [line("Abstract", baseline=730), *column(FIRST, SECOND), *column(THIRD, FOURTH, top=640)]
    abstract = frozenset({(1, 1), (1, 2)})

    found = paragraphs(lines, headings=(opening("Abstract", Zone.ABSTRACT),), abstract=abstract)

    assert [(p.zone, p.section) for p in found] == [(Zone.ABSTRACT, 0), (Zone.INTRODUCTION, None)]


def test_a_heading_that_runs_in_is_not_repeated() -> None:
    lines = [line(f"Setup. {FIRST}", bold_start=6, right=300), line(SECOND, baseline=688)]

    (paragraph,) = paragraphs(lines, headings=(opening("Setup", run_in=6),))

    assert paragraph.text == f"{FIRST} {SECOND}"


def test_a_note_beside_the_text_does_not_keep_what_follows_it() -> None:
    note = line("Keywords: harbours, currents", baseline=600, size_pt=8)
    lines = [line("Introduction", baseline=730), *column(FIRST, SECOND), note, *column(THIRD, FOURTH, top=500)]
    headings = (opening("Introduction", Zone.INTRODUCTION), opening("Keywords", Zone.FRONT, index=3, run_in=10))

    found = paragraphs(lines, headings=headings)

    assert [(p.text, p.zone) for p in found] == [
        (f"{FIRST} {SECOND}", Zone.INTRODUCTION),
        (f"{THIRD} {FOURTH}", Zone.INTRODUCTION),
    ]


def test_a_new_heading_closes_the_paragraph() -> None:
    lines = [
        line("Method", baseline=730),
        *column(FIRST, right=300.0),
        line("Results", baseline=688),
        *column(SECOND, top=676),
    ]

    found = paragraphs(lines, headings=(opening(), opening("Results", Zone.RESULTS, index=2)))

    assert [(p.text, p.section) for p in found] == [(FIRST, 0), (SECOND, 1)]


words = st.text(alphabet="abcdefgh", min_size=2, max_size=9)
sentence = st.lists(words, min_size=3, max_size=9).map(" ".join)


@given(st.lists(st.lists(sentence, min_size=1, max_size=6), min_size=1, max_size=4))
def test_starts_rise_and_agree_with_the_pages(pages: list[list[str]]) -> None:
    lines = [column(*of_page, page=number) for number, of_page in enumerate(pages, 1)]
    heading = line("Method", baseline=730)

    found = paragraphs([heading, *lines[0]], *lines[1:])

    for paragraph in found:
        offsets, numbers = [start for start, _ in paragraph.starts], [page for _, page in paragraph.starts]
        assert offsets[0] == 0
        assert offsets == sorted(set(offsets))
        assert numbers == sorted(set(numbers))
        assert all(paragraph.page_at(start) == page for start, page in paragraph.starts)
        assert offsets[-1] < len(paragraph.text)


@given(st.lists(sentence, min_size=1, max_size=12))
def test_no_word_of_a_column_is_lost(column_of: list[str]) -> None:
    found = texts(*column(*column_of))

    assert " ".join(found).split() == " ".join(column_of).split()
