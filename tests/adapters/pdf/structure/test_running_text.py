"""What single lines say about being running text."""

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.running_text import (
    column_edges,
    ends_sentence,
    fills_column,
    follows,
    is_address,
    is_item,
    is_plain,
    is_worded,
    row_mates,
    without_bullet,
)
from bot.model import NOT_TEXT
from tests.pdfs import column, line, page_of

PROSE = "Pilots guide large ships into harbours"


@pytest.mark.parametrize(
    ("text", "worded", "plain"),
    [
        (PROSE, True, True),
        ("波浪能是一种能源", True, True),
        (f"the speed {NOT_TEXT} of ships", True, False),
        ("v = αℓ + β", False, False),
        ("grants No. 2046795 and 1934986", True, True),
        ("[38, 2, 9].", False, True),
        ("2022).", False, True),
        ("(7.93%, Table 6).", False, True),
        ("0.71 0.92 1.44", False, True),
        (NOT_TEXT, False, False),
    ],
)
def test_words_are_told_from_formulas(text: str, worded: bool, plain: bool) -> None:
    assert is_worded(text) is worded
    assert is_plain(text) is plain


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It ends here.", True),
        ("as “this.”", True),
        ("three parts:", True),
        ("它在这里结束。", True),
        ("it goes on", False),
    ],
)
def test_sentences_end(text: str, answer: bool) -> None:
    assert ends_sentence(text) is answer


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("• We measure", "We measure"),
        ("(a) We measure", "We measure"),
        ("2. We measure", "We measure"),
        ("We measure", "We measure"),
    ],
)
def test_bullets_go(text: str, rest: str) -> None:
    assert without_bullet(text) == rest
    assert is_item(text) is (text != rest)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("com/harbour/driftwatch.", True),
        ("src/wake.py and", True),
        ("return wake.length ** 2", False),
        ("current", False),
    ],
)
def test_pieces_of_addresses(text: str, answer: bool) -> None:
    assert is_address(text) is answer


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        pytest.param(line(PROSE, baseline=688), True, id="the next line"),
        pytest.param(line(PROSE, baseline=672), True, id="over a formula"),
        pytest.param(line(PROSE, baseline=640), False, id="far below"),
        pytest.param(line(PROSE, baseline=712), False, id="above"),
        pytest.param(line(PROSE, baseline=688, left=400), False, id="another column"),
        pytest.param(line(PROSE, baseline=688, page=2), False, id="another page"),
    ],
)
def test_the_next_line_of_a_column(other: Line, answer: bool) -> None:
    assert follows(line(PROSE), other) is answer
    assert not follows(None, other)


def test_cells_beside_each_other_are_mates() -> None:
    lines = [line("Method"), line("Day", left=150), line(PROSE, baseline=688), line("Night", left=60, baseline=688)]

    assert row_mates(page_of(lines)) == {0, 1}


def test_columns_are_where_many_long_lines_begin() -> None:
    left = column(*[PROSE] * 6, right=290.0)
    right = column(*[PROSE] * 6, left=320.0, right=540.0)

    columns = column_edges(page_of([*left, *right, line("a cell", left=200)]))

    assert sorted(columns) == [(72.0, 290.0), (321.0, 540.0)]
    assert fills_column(left[0], columns)
    assert not fills_column(line("a cell"), columns)
