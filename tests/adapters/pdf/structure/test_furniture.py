"""What belongs to the page, weighed against the rest of it: numbers that count, heads that come back, stamps."""

from collections.abc import Sequence

import pytest

from adapters.pdf.page.boxes import width
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import ObjectKind, PageContent, PageObject
from adapters.pdf.structure.furniture import settled
from adapters.pdf.structure.layout import measure
from bot.model import Box
from tests.pdfs import column, line, page_of

PROSE = "Pilots guide large ships into harbours and judge the current"


def page(number: int, *more: Line, objects: tuple[PageObject, ...] = ()) -> PageContent:
    """A page of prose; `more` stands behind its eight lines."""
    content = page_of([*column(*[PROSE] * 8, page=number, top=600, right=500.0), *more], number)
    return PageContent(number, content.width_pt, content.height_pt, 0, content.lines, objects)


def furniture(*pages: PageContent) -> dict[int, list[str]]:
    found = settled(pages, measure(pages)).furniture
    texts: dict[int, list[str]] = {}
    for number, index in sorted(found):
        texts.setdefault(number, []).append(pages[number - 1].lines[index].text)
    return texts


def test_numbers_that_go_up_with_the_pages_are_page_numbers_whatever_is_drawn_beside_them() -> None:
    rule = PageObject(ObjectKind.RULE_ACROSS, Box(72, 44, 540, 44.5))
    pages = [page(n, line(str(310 + n), page=n, baseline=40), objects=(rule,)) for n in (1, 2, 3)]

    assert furniture(*pages) == {1: ["311"], 2: ["312"], 3: ["313"]}


def test_what_stands_beside_a_page_number_goes_with_it() -> None:
    heads = {1: "Introduction", 2: "Wakes", 3: "Landings by Night"}
    pages = [
        page(n, line(str(n), page=n, baseline=740), line(head, page=n, baseline=740, left=400))
        for n, head in heads.items()
    ]

    assert furniture(*pages) == {n: [str(n), head] for n, head in heads.items()}


@pytest.mark.parametrize("label", ["Table", "Fig."])
def test_labels_that_count_with_the_pages_are_no_page_numbers(label: str) -> None:
    assert furniture(*[page(n, line(f"{label} {n}", page=n, baseline=740)) for n in (1, 2, 3)]) == {}


def test_a_head_beyond_the_edge_that_layout_looks_at_is_found() -> None:
    pages = [page(n, line("A. Example et al.", page=n, baseline=690)) for n in (1, 2, 3)]

    assert measure(pages).furniture == frozenset()
    assert furniture(*pages) == {n: ["A. Example et al."] for n in (1, 2, 3)}


@pytest.mark.parametrize(
    "text",
    [pytest.param("10", id="of an axis"), pytest.param("x", id="of a diagram"), pytest.param("L", id="roman")],
)
def test_labels_of_a_drawing_at_the_top_are_none(text: str) -> None:
    plot = PageObject(ObjectKind.PATH, Box(70, 640, 300, 760))

    assert furniture(page(1, line(text, baseline=740, left=80), objects=(plot,))) == {}


def test_the_head_of_a_table_that_comes_back_between_its_rules_is_none() -> None:
    def rules(n: int) -> tuple[PageObject, ...]:
        return tuple(PageObject(ObjectKind.RULE_ACROSS, Box(72, y, 400 + 30 * n, y + 0.5)) for y in (728, 752))

    pages = [page(n, line("Harbour and year", page=n, baseline=737), objects=rules(n)) for n in (1, 2, 3)]

    assert furniture(*pages) == {}


def test_numbers_of_references_and_lines_of_programs_that_come_back_are_none() -> None:
    pages = [
        page(
            n,
            line(f"{7 * n}.", page=n, baseline=110),
            line("int main(void) {", page=n, baseline=98, is_fixed_pitch=True),
        )
        for n in (1, 2, 3)
    ]

    assert furniture(*pages) == {}


def test_a_stamp_up_the_side_is_furniture() -> None:
    stamp = line("Downloaded from harbours.example on 4 March", left=590, right=596, is_rotated=True)

    assert width(stamp.box) == pytest.approx(6)
    assert furniture(page(1, stamp)) == {1: [stamp.text]}


def test_line_numbers_in_the_margin_stay_furniture_on_a_last_page_of_few_lines_too() -> None:
    def numbers(of: int, count: int) -> list[Line]:
        return [line(f"{n:03}", page=of, left=40, baseline=700 - 12 * n, size_pt=7) for n in range(count)]

    found = furniture(page(1, *numbers(1, 50)), page(2, *numbers(2, 4)))

    assert {number: len(texts) for number, texts in found.items()} == {1: 50, 2: 4}


def test_cells_that_count_with_some_of_the_pages_by_chance_are_no_page_numbers() -> None:
    pages = [page(n, *(line(cell, page=n, baseline=700, left=90 * int(cell)) for cell in "34")) for n in (1, 2, 3)]

    assert furniture(*pages) == {}


def test_a_few_numbers_in_the_margin_are_no_line_numbers() -> None:
    numbers = [line(str(n), left=40, baseline=600 - 40 * n) for n in range(5)]

    assert furniture(page(1, *numbers)) == {}


@pytest.mark.parametrize(
    ("lines_of_each", "bracket"),
    [
        pytest.param((1, 2, 3, 1, 3, 2), 90, id="at uneven distances"),
        pytest.param((2,), 42, id="with a bracket close by"),
    ],
)
def test_the_numbers_of_references_are_no_line_numbers(lines_of_each: Sequence[int], bracket: float) -> None:
    rows: list[Line] = []
    height = 700.0
    for n in range(1, 28):
        height -= 10 * lines_of_each[n % len(lines_of_each)]
        rows.append(line(str(n), left=36, right=40, baseline=height, size_pt=7))
        rows.append(line("]", left=bracket, right=bracket + 3, baseline=height, size_pt=7))

    assert furniture(page_of(rows, 1)) == {}


def test_the_names_of_rows_in_the_margin_are_no_line_numbers() -> None:
    numbers = [line(str(n), left=60, baseline=600 - 12 * n, size_pt=7) for n in range(1, 20)]

    assert furniture(page(1, *numbers)) == {}


@pytest.mark.parametrize("top", [719, 711], ids=["close by", "a little further from the letter"])
def test_titles_of_pictures_at_one_place_of_several_pages_are_no_running_heads(top: float) -> None:
    picture = PageObject(ObjectKind.PATH, Box(90, 620, 500, top))
    pages = [
        page(
            n,
            line("Trees of the hall", page=n, baseline=top + 3, left=300),
            line("A", page=n, baseline=722, left=80, is_bold=True),
            line("Wood and Water", page=n, baseline=760),
            objects=(picture,),
        )
        for n in (1, 2, 3)
    ]

    assert furniture(*pages) == {n: ["Wood and Water"] for n in (1, 2, 3)}


def test_the_words_that_captions_of_one_making_share_are_no_running_heads() -> None:
    def caption(n: int) -> list[Line]:
        words = (f"Figure {n} – How the trees of the hall grew, in", f"the spring of year {n} of the count")
        return [line(text, page=n, baseline=740 - 12 * i, size_pt=9) for i, text in enumerate(words)]

    assert furniture(*[page(n, *caption(n)) for n in (1, 2, 3)]) == {}


def test_a_running_head_close_to_a_picture_is_none_the_less_one() -> None:
    picture = PageObject(ObjectKind.PATH, Box(90, 620, 500, 719))
    pages = [
        page(n, line("Wood and Water", page=n, baseline=724, left=300), objects=(picture,) if n == 2 else ())
        for n in (1, 2, 3, 4)
    ]

    assert furniture(*pages) == {n: ["Wood and Water"] for n in (1, 2, 3, 4)}


def test_a_running_head_that_a_scanner_shifted_is_known_by_its_words() -> None:
    pages = [
        page(n, line("Landings by Night and Day", page=n, baseline=height))
        for n, height in enumerate((740, 740.4, 734, 739.8, 740, 746, 740), 1)
    ]

    assert furniture(*pages) == {n: ["Landings by Night and Day"] for n in range(1, 8)}


def test_the_letter_of_a_part_is_no_running_head_where_names_of_rows_stand_between_it_and_the_picture() -> None:
    picture = PageObject(ObjectKind.PATH, Box(130, 620, 500, 703))
    letter = (line("A", page=n, baseline=722, left=80, is_bold=True) for n in (1, 2, 3))

    assert furniture(*[page(n, one, objects=(picture,)) for n, one in enumerate(letter, 1)]) == {}


@pytest.mark.parametrize("first", [275, 85], ids=["of three digits", "of two digits, then three"])
def test_the_numbers_of_lines_in_the_margin_stand_beside_figures_too(first: int) -> None:
    picture = PageObject(ObjectKind.PATH, Box(72, 640, 500, 719))
    numbers = [
        line(str(first + n), page=1, left=44 - 4.5 * len(str(first + n)), baseline=700 - 12 * n) for n in range(50)
    ]

    assert furniture(page(1, *numbers, objects=(picture,))) == {1: [str(first + n) for n in range(50)]}


def test_numbers_of_rows_near_the_margin_are_no_numbers_of_lines() -> None:
    rows = [line(str(n + 1), page=1, left=60, baseline=700 - 12 * n) for n in range(18)]
    picture = PageObject(ObjectKind.PATH, Box(72, 480, 500, 719))

    assert furniture(page(1, *rows, objects=(picture,))) == {}


def test_the_head_of_a_table_with_upright_rules_is_no_running_head() -> None:
    pages = [
        page(
            n,
            line("Model", page=n, baseline=720),
            line("Share", page=n, baseline=720, left=190),
            objects=(
                PageObject(ObjectKind.RULE_ACROSS, Box(72, 714, 300 + 10 * n, 714.5)),
                PageObject(ObjectKind.RULE_UPRIGHT, Box(160 + 8 * n, 714, 160.5 + 8 * n, 730)),
            ),
        )
        for n in (1, 2, 3)
    ]

    assert furniture(*pages) == {}
