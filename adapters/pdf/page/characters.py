"""What single characters of PDFium's text become: one place where text is cleaned."""

import re

Edges = tuple[float, float, float, float]
"""Of a character, in the page's own space: (left, bottom, right, top)."""

BREAK_HYPHEN = "\u2010"
"""Ends a line whose last word was broken with a hyphen. HYPHEN: no line of a paper ends with it otherwise."""

ENGINE_BREAK = "\ufffe"
"""PDFium's mark for a hyphen at a line end; the line break behind it is swallowed (its char API says U+0002)."""

UNREADABLE = "\ufffd"
"""Stands where a page shows a glyph of which the file does not say what it means."""

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
# Printing nothing: zero-width characters, direction marks, tag characters, soft hyphens.
_INVISIBLE = re.compile(
    "[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc\ufffe\U000e0000-\U000e007f]"
)
# Glyphs that the file does not name: controls and private codes, but for those with a meaning that most programs share.
_NAMELESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\uffff\U000f0000-\U0010ffff]")
_PRIVATE = {
    0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "✓", 0xF6D9: "©", 0xF8E9: "©", 0xF6DA: "®", 0xF8E8: "®",
    0xF6DB: "™", 0xF8EA: "™",
}  # fmt: skip
# Chinese and Japanese journals set Latin letters and numbers as wide as their signs ("２０１６"); their commas stay.
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum() or chr(0x21 + n) in "%.+-=/@<>_"}
_ARROW_LIGATURE = re.compile("(?<=[A-Za-z])\u21b5(?=[a-z])")  # what the code of "ff" in TeX's fonts means elsewhere
_RUN_OF_SPACES = re.compile("  +")
_SPACES = re.compile("[\t\n\r\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000 ]+")

RAISED_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")


def join_surrogates(units: str) -> str:
    """UTF-16 units as text of full characters: pairs joined, lone halves replaced by U+FFFD."""
    if units.isascii():
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clean(text: str) -> str:
    """`text` without what cannot be seen, ligatures split, runs of spaces one space, nameless glyphs as UNREADABLE."""
    if text.isascii() and text.isprintable():
        return _RUN_OF_SPACES.sub(" ", text) if "  " in text else text
    text = _INVISIBLE.sub("", text.translate(_LIGATURES).translate(_PRIVATE).translate(_FULL_WIDTH))
    return _SPACES.sub(" ", _NAMELESS.sub(UNREADABLE, _ARROW_LIGATURE.sub("ff", text)))
