"""What the codes of TeX's own fonts draw, for files that do not say it.

PDFium names a character by its glyph's name; for names it does not know ("epsilon1", "summationdisplay") it gives the
bare code, which is another letter or a control character. The tables are the LaTeX encodings OT1, OML, OMS and OMX,
without the codes that are also the right character of another glyph of the font: "{" stays "{".
"""

import re
from functools import lru_cache

_TEX_FONT = re.compile(r"^CM(?P<symbols>B?SY)?(?P<letters>MIB?)?(?P<large>EX)?(?P<text>[A-Z]*)\d*$", re.I)
_UPPER_GREEK = "ΓΔΘΛΞΠΣΥΦΨΩ"
_LETTERS = dict(enumerate(_UPPER_GREEK + "αβγδϵζηθικλμνξπρστυϕχ")) | {0x60: "ℓ"}
_TEXT = dict(enumerate(_UPPER_GREEK)) | {
    0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x10: "ı", 0x11: "ȷ", 0x12: "`", 0x13: "´",
    0x14: "ˇ", 0x15: "˘", 0x16: "¯", 0x17: "˚", 0x18: "¸", 0x19: "ß", 0x1A: "æ", 0x1B: "œ", 0x1C: "ø", 0x7F: "¨",
}  # fmt: skip
_LIGATURE = re.compile(r"(?<=[A-Za-z])[\x0b-\x0f](?=[a-z]|$|[^\w])|(?<![^\s(])[\x0b-\x0f](?=[a-z]{2})")
_SYMBOLS = dict(enumerate("−·×∗÷⋄±∓⊕⊖⊗⊘⊙○∘•≍≡⊆⊇≤≥≼≽∼≈⊂⊃≪≫≺≻")) | {
    0x30: "′", 0x31: "∞", 0x32: "∈", 0x33: "∋", 0x36: "/", 0x38: "∀", 0x39: "∃", 0x3A: "¬", 0x3B: "∅", 0x5B: "∪",
    0x5E: "∧", 0x5F: "∨", 0x62: "⌊", 0x63: "⌋", 0x64: "⌈", 0x65: "⌉", 0x66: "{", 0x67: "}", 0x68: "⟨", 0x69: "⟩",
    0x6A: "|", 0x6B: "∥", 0x70: "√", 0x72: "∇", 0x78: "§", 0x79: "†", 0x7A: "‡",
}  # fmt: skip
_LARGE = {
    **dict.fromkeys((0x00, 0x10, 0x12), "("), **dict.fromkeys((0x01, 0x11, 0x13), ")"),
    **dict.fromkeys((0x02, 0x14), "["), **dict.fromkeys((0x03, 0x15), "]"),
    **dict.fromkeys((0x08, 0x1A), "{"), **dict.fromkeys((0x09, 0x1B), "}"),
    0x0C: "|", 0x0D: "∥", 0x50: "∑", 0x58: "∑", 0x51: "∏", 0x59: "∏", 0x52: "∫", 0x5A: "∫",
    **dict.fromkeys(range(0x70, 0x74), "√"),
}  # fmt: skip

_AMS_SIGNS = ("MSAM", "msam")
_COMPUTER_MODERN = ("CM", "cm")
_AMS = {0x03: "□", 0x04: "■", 0x26: "≳", 0x2E: "≲", 0x36: "⩽", 0x3E: "⩾"}


def decoded(text: str, font: str) -> str:
    """`text` as a reader sees it, if `font` is one of TeX's; characters that need no help stay as they are."""
    if not font:
        return _LIGATURE.sub(lambda found: _TEXT[ord(found.group())], text)
    if font.startswith(_AMS_SIGNS):
        return text.translate(_AMS)
    if not font.startswith(_COMPUTER_MODERN):
        return text
    table, is_text = _table(font)
    return text if is_text and text.isprintable() else text.translate(table)


@lru_cache(maxsize=512)
def has_own_codes(font: str) -> bool:
    """Whether `decoded` has a look at the text of a font: one of TeX's, or one without a name."""
    return not font or font.startswith((*_AMS_SIGNS, *_COMPUTER_MODERN))


@lru_cache(maxsize=512)
def is_for_text(font: str) -> bool:
    """Whether a font is one of TeX's for running text: what can be printed is there what it seems."""
    return font.startswith(_COMPUTER_MODERN) and _table(font)[1]


@lru_cache(maxsize=512)
def _table(font: str) -> tuple[dict[int, str], bool]:
    """(what the codes of a font mean, whether it is one for running text)."""
    found = _TEX_FONT.match(font)
    if found is None:
        return {}, True
    if found["symbols"]:
        return _SYMBOLS, False
    if found["letters"]:
        return _LETTERS, False
    if found["large"]:
        return _LARGE, False
    return _TEXT, True
