"""Words inside quotation marks."""

import pytest

from bot.checks.quotation import quoted, without_quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a “b c” d", "a       d", id="curly"),
        pytest.param('a "b" c', "a     c", id="straight"),
        pytest.param('5" and\n6" wide', '5" and\n6" wide', id="inches on two lines"),
        pytest.param("a «b» „c“ „d” 「e」『f』", "a" + " " * 19, id="of other languages"),
        pytest.param("a ‘b’ c", "a     c", id="single"),
        pytest.param("‘b’s and authors’ c", "‘b’s and authors’ c", id="apostrophes"),
        pytest.param("a “b c", "a “b c", id="never closed"),
    ],
)
def test_quoted_words_leave_a_gap_of_their_own_length(text: str, expected: str) -> None:
    assert without_quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b c” d «e»", ["b c", "e"]),
        ('he said "b c".', ["b c"]),
        ('5" and then 6" wide', []),
        ("none", []),
    ],
)
def test_quoted_words_come_without_their_marks(text: str, expected: list[str]) -> None:
    assert list(quoted(text)) == expected
