import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.plain import harmless, on_one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("two\nlines", "two\nlines", id="line ends stay"),
        pytest.param("a\tb", "a    b", id="a tab"),
        pytest.param("\x1b[31mred", "\ufffd[31mred", id="an escape sequence"),
        pytest.param("a\x9b31mb\x85", "a\ufffd31mb\ufffd", id="C1"),
        pytest.param("safe\rgone", "safe\ufffdgone", id="a carriage return"),
        pytest.param("abc\u202edef\u2069", "abc\ufffddef\ufffd", id="turned"),
        pytest.param("a\u2028b", "a\ufffdb", id="a line separator"),
        pytest.param("\ud800", "\ufffd", id="half of a pair"),
        pytest.param("👩🏽‍🔬 e\u0301 我", "👩🏽‍🔬 e\u0301 我", id="joined emoji, combining signs, Chinese"),
        pytest.param("שלום", "שלום", id="Hebrew"),
    ],
)
def test_text_is_shown_as(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    for shown in (harmless(text), on_one_line(text)):
        assert not [char for char in shown if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")]
    assert "\n" not in on_one_line(text)
