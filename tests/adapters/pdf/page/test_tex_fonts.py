"""Codes of TeX's fonts that the engine does not know by name."""

import pytest

from adapters.pdf.page.tex_fonts import decoded


@pytest.mark.parametrize(
    ("text", "font", "seen"),
    [
        pytest.param("\x0f", "CMMI10", "ϵ", id="epsilon"),
        pytest.param("4`", "CMMI9", "4ℓ", id="ell"),
        pytest.param("\x14", "CMSY10", "≤", id="at most"),
        pytest.param("h", "CMSY10", "⟨", id="angle bracket"),
        pytest.param("X", "CMEX10", "∑", id="sum"),
        pytest.param("e\x0bective", "CMR10", "effective", id="ligature"),
        pytest.param("&", "MSAM10", "≳", id="a sign of the AMS"),
        pytest.param("{A}", "CMSY10", "{A}", id="braces and capitals that are right already"),
        pytest.param("e\x0bective", "", "effective", id="ligature of a font of pixels"),
        pytest.param("(\x0cnd", "", "(find", id="ligature at the head of a word"),
        pytest.param("\x0b", "", "\x0b", id="a sign of a font of pixels"),
        pytest.param("hand X", "CMR10", "hand X", id="text"),
        pytest.param("h\x14", "Times-Roman", "h\x14", id="another font"),
        pytest.param("h", "CMU-Serif", "h", id="a font with a like name"),
    ],
)
def test_codes_become_what_the_font_draws(text: str, font: str, seen: str) -> None:
    assert decoded(text, font) == seen
