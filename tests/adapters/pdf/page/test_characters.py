"""What the engine's characters become before anything else sees them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.pdf.page.characters import UNREADABLE, clean, join_surrogates


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param(
            "ef\ufb01cient \ufb02ow of a\ufb00ine o\ufb03ces", "efficient flow of affine offices", id="ligatures"
        ),
        pytest.param("Geo\u21b5rey", "Geoffrey", id="arrow for ff"),
        pytest.param("x \u21b5 y", "x \u21b5 y", id="arrow that is one"),
        pytest.param("a\u00a0b\u2009c \t\r\n d", "a b c d", id="spaces"),
        pytest.param("soft\u00adhy\u200bphen\ufeff", "softhyphen", id="zero width"),
        pytest.param("\u202eevil\u202c \U000e0041tag", "evil tag", id="direction marks and tags"),
        pytest.param("P \x14 0.05", f"P {UNREADABLE} 0.05", id="control for a sign"),
        pytest.param("\uf0b7 one \uf0a7 two", "• one • two", id="bullets of private codes"),
        pytest.param("\ue123\U000f1234", UNREADABLE * 2, id="private codes"),
        pytest.param("x² + µ", "x² + µ", id="no folding of maths"),
        pytest.param("plain", "plain", id="plain"),
    ],
)
def test_characters_are_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
@example("\u0301´\ufffc\ufffe\uffff")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.integers(0, 0xFFFF)).map(lambda units: "".join(map(chr, units))))
def test_nothing_that_cannot_be_written_is_left(units: str) -> None:
    text = clean(join_surrogates(units))

    text.encode("utf-8")
    assert not {unicodedata.category(char) for char in text} & {"Cs", "Co", "Cc"}


@pytest.mark.parametrize(
    ("units", "text"),
    [
        pytest.param("\ud835\udc5d", "𝑝", id="a pair"),
        pytest.param("a\ud835b", "a\ufffdb", id="a lone half"),
        pytest.param("\udc5d\ud835", "\ufffd\ufffd", id="the wrong way round"),
        pytest.param("abc", "abc", id="nothing to join"),
    ],
)
def test_surrogates_are_joined_or_replaced(units: str, text: str) -> None:
    assert join_surrogates(units) == text
