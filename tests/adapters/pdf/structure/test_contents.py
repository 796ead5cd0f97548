"""The printed table of contents, which names sections and opens none."""

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.contents import contents_lines
from tests.pdfs import line, page_of


def entries(*rows: tuple[str, str], top: float = 700) -> list[Line]:
    return [
        piece
        for n, (title, number) in enumerate(rows)
        for piece in (line(title, baseline=top - 14 * n), line(number, left=500, baseline=top - 14 * n))
    ]


ROWS = (("1 Introduction", "1"), ("2 Method", "4"), ("2.1 Camera", "5"), ("3 Results", "9"))


def test_everything_from_its_heading_to_the_last_entry_is_contents() -> None:
    page = page_of([line("Contents", baseline=730), *entries(*ROWS), line("Introduction", baseline=500)])

    assert contents_lines([page]) == {(1, n) for n in range(1, 9)}


def test_leaders_and_numbers_may_be_of_one_line_with_the_title() -> None:
    lines = [line(f"{n} Chapter . . . . . . . . {3 * n}", baseline=700 - 14 * n) for n in range(1, 5)]

    assert len(contents_lines([page_of([line("目 录", baseline=730), *lines])])) == 4


def test_a_second_page_of_contents_needs_no_heading() -> None:
    rows = [(f"{n} Chapter", str(n)) for n in range(1, 12)]

    assert len(contents_lines([page_of(entries(*rows))])) == 22


@pytest.mark.parametrize(
    ("foot", "number", "is_more"),
    [
        pytest.param([line("1", left=300, baseline=40)], "16", True, id="it ends at the foot"),
        pytest.param([line("1", left=300, baseline=40)], "2", False, id="the numbers fall"),
        pytest.param(
            [line(f"Pilots guide ships into {n}.", baseline=500 - 14 * n) for n in range(3)],
            "16",
            False,
            id="text follows it",
        ),
    ],
)
def test_it_may_end_at_the_top_of_the_next_page(foot: list[Line], number: str, is_more: bool) -> None:
    first = page_of([line("Contents", baseline=730), *entries(*ROWS), *foot])
    more = entries(("4 Conclusion", "13"), ("References", number), top=700)
    text = [line("Introduction", baseline=640), line("In 212 landings we count 41", baseline=620)]
    second = page_of([line("Harbour Letters", baseline=760), *more, *text], 2)

    found = {key for key in contents_lines([first, second]) if key[0] == 2}

    assert found == ({(2, n) for n in range(1, 5)} if is_more else set())


def test_a_table_of_numbers_is_none() -> None:
    rows = [(f"Harbour {n}", str(number)) for n, number in enumerate((61, 9, 88, 40, 12, 23, 7, 55, 31, 18))]

    assert contents_lines([page_of(entries(*rows))]) == frozenset()


def test_prose_is_none() -> None:
    lines = [line("In 212 landings at four harbours we count 41", baseline=700 - 12 * n) for n in range(20)]

    assert contents_lines([page_of(lines)]) == frozenset()
