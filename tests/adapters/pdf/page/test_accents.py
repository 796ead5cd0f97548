"""Accents that stand beside their letters in the text and over them on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.accents import attached
from adapters.pdf.page.characters import Edges


def boxes(*at: tuple[float, float]) -> list[Edges]:
    """(left, right) of each character, all of one height."""
    return [(left, 0.0, right, 5.0) for left, right in at]


def written(units: str, at: list[Edges]) -> str:
    edits = attached(units, lambda i: at[i])
    return "".join(edits.get(i, char) for i, char in enumerate(units))


@pytest.mark.parametrize(
    ("units", "at", "text"),
    [
        pytest.param("F´ı", boxes((0, 5), (5.4, 7.4), (5.5, 7)), "Fí", id="accent before a dotless letter"),
        pytest.param("u¨n", boxes((0, 5), (1, 4), (5.2, 9)), "ün", id="accent behind its letter"),
        pytest.param("u¨ n", boxes((0, 5), (1, 4), (4, 5), (5.2, 9)), "ün", id="space inside the word"),
        pytest.param("o¨ n", boxes((0, 5), (1, 4), (5, 7), (8, 12)), "ö n", id="space between words"),
        pytest.param("ab c´", boxes((0, 5), (5, 9), (9, 11), (11, 15), (1, 4)), "áb c", id="accent at the line's end"),
        pytest.param(
            "Franc¸ois",
            boxes((0, 5), (5, 8), (8, 12), (12, 16), (16, 20), (17, 19), (20, 25), (25, 27), (27, 30)),
            "François",
            id="cedilla",
        ),
        pytest.param(
            "S, u",
            [(0.0, 0.0, 5.0, 7.0), (2.0, -2.0, 3.0, -0.5), (3.0, 0.0, 3.0, 0.0), (5.5, 0.0, 9.0, 5.0)],
            "Șu",
            id="a comma below",
        ),
        pytest.param(
            "Sa,\x01 b",
            [(0, 0, 5, 7), (5, 0, 9, 5), (9, 0, 10, 1), (1.5, 7.5, 3, 9.2), (10, 0, 12, 0), (15, 0, 19, 7)],
            "Śa, b",
            id="a stroke without a name",
        ),
        pytest.param(
            "ea,\x01 b",
            [(0, 0, 5, 5), (5, 0, 9, 5), (9, 0, 10, 1), (1.5, 5.5, 3, 7.2), (10, 0, 12, 0), (15, 0, 19, 7)],
            "ea,\x01 b",
            id="a stroke that could be either accent",
        ),
        pytest.param("s, u", boxes((0, 5), (5, 6), (6, 8), (9, 12)), "s, u", id="a comma behind"),
        pytest.param(
            "s, u",
            [(0.0, 9.0, 5.0, 13.0), (-1.0, 7.0, 2.0, 8.0), (0.0, 6.0, 0.0, 6.0), (0.0, 0.0, 5.0, 4.5)],
            "s, u",
            id="a comma behind in a line that runs down the page",
        ),
        pytest.param("x ´ y", boxes((0, 5), (5, 6), (30, 33), (6, 7), (50, 55)), "x ´ y", id="accent over nothing"),
        pytest.param("`a`", boxes((0, 2), (2, 7), (7, 9)), "`a`", id="quotation marks"),
        pytest.param("u/˜me", boxes((0, 5), (5, 7), (7, 12), (12, 20), (20, 24)), "u/~me", id="tilde of an address"),
    ],
)
def test_accents_go_to_the_letters_that_they_stand_over(units: str, at: list[Edges], text: str) -> None:
    assert written(units, at) == text


def test_an_accent_that_is_no_part_of_a_word_may_stand_lines_away_from_its_letter() -> None:
    units = "Muth\r\nJ ¨ b"
    at = [(2.0 * i, 0.0, 2.0 * i + 2, 5.0) for i in range(len(units))]
    at[units.index("¨")] = (2.4, 5.2, 3.6, 6.0)

    assert written(units, at) == "Müth\r\nJ  b"


def test_an_accent_behind_a_long_line_of_names_still_finds_its_letter() -> None:
    names = "Konig, " + "Ada Example, " * 8
    at = [*boxes(*((5.0 * i, 5.0 * i + 5) for i in range(len(names)))), (5.5, 5.2, 9.5, 6.0)]

    assert written(f"{names}¨", at).startswith("König, ")


def test_a_line_end_is_not_crossed() -> None:
    assert attached("a\r\n´", lambda i: (0.0, 0.0, 5.0, 5.0)) == {}


@given(st.text(alphabet="abc´`¨˜ \r\n", max_size=40), st.integers(0, 3))
def test_letters_are_never_lost(units: str, step: int) -> None:
    edits = attached(units, lambda i: (i * step, 0.0, i * step + 3, 5.0))

    assert all(edits[i] for i in edits if units[i].isalpha())
    assert set(edits) <= set(range(len(units)))
