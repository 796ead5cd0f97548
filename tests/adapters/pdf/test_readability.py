"""Which texts are text, and which only look like it to a bot that counts characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.readability import is_picture, is_text, unreadable_because

PROSE = "Pilots guide large ships into harbours, and most of them judge the current by eye. " * 6
GARBLED = "\x04\x05\x06\x07\x08 \x0b\x0c\x0e\x0f " * 60
GLYPHS = "H I J K L M N O P Q R S O T U " * 20
SYMBOLS = "!#$%&/()=?*+<>@[]^{|}~ " * 60
CONTENTS = "1 Introduction" + " . " * 60 + "3\n2 Method" + " . " * 60 + "7\n"


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        pytest.param([], "it has no pages", id="no pages"),
        pytest.param([PROSE], None, id="one page of prose"),
        pytest.param(["", "", ""], "its pages are pictures, or blank", id="a scan"),
        pytest.param(["A note."], "its pages are pictures, or blank", id="a stamp on a scan"),
        pytest.param(["Harbours of the north, a short note."] * 2, "it holds only a few words", id="a few words"),
        pytest.param([GARBLED] * 3, "its fonts do not say which letters they draw", id="no Unicode map"),
        pytest.param([SYMBOLS] * 3, "its fonts do not say which letters they draw", id="letters drawn as symbols"),
        pytest.param([GLYPHS] * 3, "its fonts do not say which letters they draw", id="each glyph set by itself"),
        pytest.param(["Title", PROSE, CONTENTS, PROSE], None, id="a page of contents"),
        pytest.param([PROSE, PROSE, GARBLED], None, id="one garbled page of three"),
        pytest.param([PROSE, GARBLED, GARBLED], "its fonts do not say which letters they draw", id="two of three"),
        pytest.param([PROSE + "P \x14 0.05 and \x0f. " * 3], None, id="a few signs without a name"),
    ],
)
def test_a_document_is_readable_or_says_why_not(texts: list[str], why: str | None) -> None:
    assert unreadable_because(texts) == why


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param(PROSE, True, id="prose"),
        pytest.param("12.3 45.6 78.9\n" * 9, True, id="a table"),
        pytest.param("波浪能是一种无污染的可再生能源", True, id="Chinese"),
        pytest.param("引 航 员 引 导 大 船 进 入 港 口 " * 9, True, id="Chinese, each sign by itself"),
        pytest.param(GARBLED, False, id="controls"),
        pytest.param(GLYPHS, False, id="each glyph set by itself"),
        pytest.param(PROSE + "\x01" * 400, True, id="one control drawn many times"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_text_is_told_from_codes(text: str, answer: bool) -> None:
    assert is_text(text) is answer


@pytest.mark.parametrize(("text", "answer"), [("", True), ("\n 7 \n", True), (PROSE, False)])
def test_a_page_of_next_to_no_text_is_a_picture(text: str, answer: bool) -> None:
    assert is_picture(text) is answer


@given(st.lists(st.text(max_size=400), max_size=6))
def test_any_texts_get_an_answer(texts: list[str]) -> None:
    assert unreadable_because(texts) in {
        None,
        "it has no pages",
        "its pages are pictures, or blank",
        "it holds only a few words",
        "its fonts do not say which letters they draw",
    }
