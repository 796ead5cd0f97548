"""What the pages of a document share: the size of prose, its leading, what is printed on every page."""

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.layout import is_prose, measure, without_common_bold
from tests.pdfs import column, line, page_of

PROSE = "Pilots guide large ships into harbours and judge the current"


def prose(page: int = 1) -> list[Line]:
    return column(*[PROSE] * 8, page=page)


def with_head(number: int, head: str, **more: object) -> PageContent:
    return page_of([line(head, page=number, baseline=770, **more), *prose(number)], number)  # type: ignore[arg-type]


def test_the_body_is_what_most_prose_is_set_in() -> None:
    notes = column(*["A note in small print that nobody reads to its end"] * 3, top=200, size_pt=8)

    layout = measure([page_of([*prose(), *notes])])

    assert (layout.body_size_pt, layout.leading_pt) == (10, 12)


def test_a_document_without_prose_still_has_a_size() -> None:
    assert measure([page_of([line("7", size_pt=8), line("9", size_pt=8)])]).body_size_pt == 8
    assert measure([page_of([])]).body_size_pt == 10


def test_heads_that_come_back_are_furniture_whatever_their_page_number() -> None:
    pages = [with_head(n, f"HARBOUR STUDIES, 2024 {n}") for n in (1, 2, 3)]

    assert measure(pages).furniture == {(1, 0), (2, 0), (3, 0)}


def test_heads_of_left_and_right_pages_are_furniture() -> None:
    pages = [with_head(n, "A. Example" if n % 2 else "Measuring Currents") for n in range(1, 9)]

    assert measure(pages).furniture == {(n, 0) for n in range(1, 9)}


@pytest.mark.parametrize("label", ["Table {n}", "Fig. {n}", "TABLE {n}. Costs", "Figure S{n}", "表 {n}"])
def test_the_labels_of_captions_at_one_height_are_no_heads(label: str) -> None:
    assert measure([with_head(n, label.format(n=n)) for n in (1, 2, 3)]).furniture == frozenset()


def test_a_label_that_comes_back_with_the_same_number_is_a_head() -> None:
    assert measure([with_head(n, "Table 2 continued") for n in (1, 2, 3)]).furniture == {(1, 0), (2, 0), (3, 0)}


def test_a_line_at_the_edge_of_one_page_is_none() -> None:
    assert measure([with_head(1, "A title at the top"), with_head(2, "Another line")]).furniture == frozenset()


def test_page_numbers_are_furniture() -> None:
    numbers = ["7", "- 12 -", "iv", "Page 3 of 9"]

    pages = [page_of([*prose(n), line(text, page=n, baseline=40)], n) for n, text in enumerate(numbers, 1)]

    assert measure(pages).furniture == {(n, 8) for n in range(1, 5)}


def test_the_stamp_is_furniture() -> None:
    stamp = line("arXiv:2403.01234v2 [cs.CV] 5 Mar 2024", is_rotated=True, left=20)

    assert measure([page_of([stamp, *prose()])]).furniture == {(1, 0)}


def test_prose_is_words_in_a_row() -> None:
    assert is_prose(line(PROSE))
    assert is_prose(line("波浪能是一种无污染储量大的可再生能源"))
    assert not is_prose(line("0.71 0.92 1.44 0.61 0.63 0.84"))
    assert not is_prose(line("too short"))
    assert not is_prose(line(PROSE, is_fixed_pitch=True))
    assert not is_prose(line(PROSE, is_rotated=True))


def test_bold_that_all_of_the_text_has_sets_nothing_off() -> None:
    scan = column(*["Pilots guide large ships into harbours"] * 4, is_bold=True)
    plain = column(*["Most of the text is plain here, and long"] * 9)

    (page,) = without_common_bold([page_of(scan)])

    assert {(it.is_bold, it.bold_start) for it in page.lines} == {(False, 0)}
    assert without_common_bold([page_of([*scan, *plain])])[0].lines[0].is_bold
