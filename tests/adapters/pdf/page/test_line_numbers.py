"""The numbers that a manuscript sets close before its lines, told from other small numbers by their type and place."""

import pytest

from adapters.pdf.page.line_numbers import NumberFace, numbers_of_lines
from adapters.pdf.page.lines import group_lines
from adapters.pdf.page.runs import Run
from tests.pdfs import face, run

SMALL = face(5, "Sans")
PROSE = "Pilots guide large ships into harbours"


def manuscript(first: int, count: int, *, step: int = 1, raised: float = 0, left: float = 40) -> list[Run]:
    """Lines of prose, each with a small number 4 pt before it."""
    runs: list[Run] = []
    for n in range(count):
        height = 700 - 12 * n
        number = run(str(first + step * n), left, baseline=height + raised, of=SMALL, begins_line=True)
        runs += [number, run(PROSE, number.box.right + 4, baseline=height)]
    return runs


def texts(runs: list[Run], known: set[NumberFace]) -> list[str]:
    lines = group_lines(runs, 1, numbers_of_lines(runs, known))
    return [line.text for line in lines if not line.is_number_of_line]


def test_numbers_close_before_lines_of_two_columns_are_no_words_of_them() -> None:
    runs = [*manuscript(95, 20), *manuscript(115, 20, left=310)]
    found = group_lines(runs, 1, numbers_of_lines(runs, set()))

    assert [line.text for line in found if line.is_number_of_line] == [str(n) for n in range(95, 135)]
    assert [line.text for line in found if not line.is_number_of_line] == [PROSE] * 40


def test_a_few_numbers_of_lines_are_known_by_the_type_of_an_earlier_page() -> None:
    known: set[NumberFace] = set()

    assert texts(manuscript(41, 3), known) == [f"{41 + n} {PROSE}" for n in range(3)]
    assert texts(manuscript(1, 40), known) == [PROSE] * 40
    assert texts(manuscript(41, 3), known) == [PROSE] * 3


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param(manuscript(10, 20, step=3), id="they do not count by one"),
        pytest.param(manuscript(1, 20, raised=3.5), id="raised, as the marks of institutions"),
        pytest.param([*manuscript(1, 20), *[run("where", 72 + 30 * n, of=SMALL) for n in range(4)]], id="words too"),
        pytest.param([*manuscript(1, 12), run(PROSE, baseline=200)], id="of an algorithm"),
        pytest.param(
            [run(str(n), 40 + 23 * n, baseline=700 - 12 * n, of=SMALL) for n in range(1, 20)]
            + [run(PROSE, 52 + 23 * n, baseline=700 - 12 * n) for n in range(1, 20)],
            id="anywhere in the lines, as citations",
        ),
        pytest.param(
            [run(str(n), 40, baseline=700 - 12 * n, of=SMALL) for n in range(20)]
            + [run(PROSE, 72, baseline=300 - 12 * n) for n in range(20)],
            id="alone, as the ticks of an axis",
        ),
    ],
)
def test_other_small_numbers_number_no_lines(runs: list[Run]) -> None:
    assert numbers_of_lines(runs, set()) == frozenset()
