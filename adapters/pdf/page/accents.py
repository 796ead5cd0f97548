"""Accents that a font draws as characters of their own, put back on their letters.

TeX's old fonts and many publishers' draw "é" as an accent and an "e" in one place. The text then has them side by side,
in either order, with a space between or at the end of the line: only their boxes say which letter an accent belongs to.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from adapters.pdf.page.characters import Edges

_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
    "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
_ACCENT = re.compile("[" + "".join(_COMBINING) + "]")
_ANY_ACCENT = frozenset(_COMBINING)
_COMMA_BELOW = "\u0326"
_WITH_COMMA = re.compile("[STst](?=,)")  # Romanian: TeX sets the comma of "Șulea" under its letter
_NAMELESS = re.compile("[\x01-\x08\x0e-\x1f]")  # a glyph that its font calls by a number
_ONLY_ACUTE = frozenset("SsCcZzRrLlNn")  # over these no letter has a grave accent; a dot is smaller, all else wider
_STROKE = (0.6, 1.4)  # width to height
_LEAST_STROKE = 0.18  # of the letter's height
_DOTLESS = {"ı": "i", "ȷ": "j"}
_REACH = 60  # characters that an accent may stand away from its letter; further off is another word
_REACH_ALONE = 160  # the same for one behind the end of its line, as long as lines of names are
_QUOTE_REACH = 2  # "`" is a quotation mark more often than an accent
_ENDS_LINE = frozenset("\r\n\ufffe")
_SAME_WORD_GAP = 0.3  # of the letters' height: a space is wider
_SLACK = 0.3  # of the accent's width: so far it may hang out over a letter next to it, such as a narrow "ı"


def attached(units: str, box: Callable[[int], Edges]) -> dict[int, str]:
    """What to write at some offsets of `units`: whole letters, and "" for what became part of one.

    Args:
        units: The text of a page.
        box: Where the character at an offset stands.
    """
    edits: dict[int, str] = {}
    for found in _WITH_COMMA.finditer(units):
        _put_under(units, found.start(), found.end(), box, edits)
    for found in _NAMELESS.finditer(units):
        _put_over(units, found.start(), box, edits)
    if units.isascii() and "`" not in units:
        return edits
    for found in _ACCENT.finditer(units):
        accent = found.start()
        letter = _letter_under(units, accent, box, edits)
        if letter is not None:
            edits[letter] = _composed(units[letter], units[accent])
            edits[accent] = ""
            _close_gap(units, accent, box, edits)
        elif units[accent] == "˜" and units[:accent].rstrip(" ").endswith("/"):
            edits[accent] = "~"  # of an address: "www.example.org/˜name"
            edits.update(dict.fromkeys(_spaces_around(units, accent), ""))
    return edits


def _put_under(units: str, letter: int, comma: int, box: Callable[[int], Edges], edits: dict[int, str]) -> None:
    """Compose a letter with the comma behind it in the text, where the page shows that below it.

    In a line that runs down the page the next sign is always below: there a comma lies on its side.
    """
    left, bottom, right, _ = box(letter)
    its_left, its_bottom, its_right, its_top = box(comma)
    is_upright = its_right - its_left < its_top - its_bottom
    if is_upright and left < (its_left + its_right) / 2 < right and its_top < bottom:
        edits[letter] = unicodedata.normalize("NFC", units[letter] + _COMMA_BELOW)
        edits[comma] = ""
        _close_gap(units, comma, box, edits)


def _put_over(units: str, accent: int, box: Callable[[int], Edges], edits: dict[int, str]) -> None:
    """Compose a letter with a nameless stroke above it, where the alphabets know but one such letter: "Ś"."""
    left, bottom, right, top = box(accent)
    is_stroke = top > bottom and _STROKE[0] < (right - left) / (top - bottom) < _STROKE[1]
    letter = _letter_under(units, accent, box, edits, sign="´") if is_stroke else None
    if letter is None or units[letter] not in _ONLY_ACUTE:
        return
    _, its_bottom, _, its_top = box(letter)
    height = its_top - its_bottom
    if bottom > its_top - 0.1 * height and _LEAST_STROKE * height < top - bottom < 0.5 * height:
        edits[letter] = _composed(units[letter], "´")
        edits[accent] = ""
        _close_gap(units, accent, box, edits)


def _letter_under(
    units: str, accent: int, box: Callable[[int], Edges], edits: dict[int, str], *, sign: str = ""
) -> int | None:
    """The letter that an accent stands over; `sign` says which accent a nameless one is."""
    sign = sign or units[accent]
    left, bottom, right, top = box(accent)
    middle = (left + right) / 2
    is_alone = _is_alone(units, accent)
    reach = _REACH_ALONE if is_alone else _REACH
    for other in _around(units, accent, _QUOTE_REACH if sign == "`" else reach, is_alone=is_alone):
        if other in edits or not units[other].isalpha() or len(_composed(units[other], sign)) != 1:
            continue
        its_left, its_bottom, its_right, its_top = box(other)
        height = its_top - its_bottom
        if is_alone and (bottom + top) / 2 < its_top - 0.1 * height:
            continue
        slack = _SLACK * (right - left) if abs(other - accent) == 1 else 0.0
        if (
            its_left - slack <= middle <= its_right + slack
            and its_bottom - 0.6 * height < (bottom + top) / 2 < its_top + 0.8 * height
        ):
            return other
    return None


def _is_alone(units: str, accent: int) -> bool:
    """Whether the accent is no part of a word: the engine found it apart from its line, or after its end."""
    before, behind = units[accent - 1 : accent], units[accent + 1 : accent + 2]
    return all(not beside or beside == " " or beside in _ENDS_LINE for beside in (before, behind))


def _around(units: str, accent: int, reach: int, *, is_alone: bool) -> Iterator[int]:
    """The offsets on the same line, the nearest first; at the same distance the one before.

    For an accent that is alone those of the lines around it, too.
    """
    before = after = True
    for distance in range(1, reach + 1):
        before = before and accent - distance >= 0 and (is_alone or units[accent - distance] not in _ENDS_LINE)
        after = after and accent + distance < len(units) and (is_alone or units[accent + distance] not in _ENDS_LINE)
        if before:
            yield accent - distance
        if after:
            yield accent + distance


def _close_gap(units: str, accent: int, box: Callable[[int], Edges], edits: dict[int, str]) -> None:
    """Drop the spaces beside an accent that stood inside a word."""
    spaces = _spaces_around(units, accent)
    if not spaces:
        return
    first, last = min(accent, spaces[0]), max(accent, spaces[-1])
    if first == 0 or last + 1 == len(units):
        return
    if {units[first - 1], units[last + 1]} & (_ENDS_LINE | _ANY_ACCENT):
        return
    before, after = box(first - 1), box(last + 1)
    height = max(before[3] - before[1], after[3] - after[1])
    if abs(after[0] - before[2]) < _SAME_WORD_GAP * height and abs(after[1] - before[1]) < height:
        edits.update(dict.fromkeys(range(first, last + 1), ""))


def _spaces_around(units: str, accent: int) -> list[int]:
    first, last = accent, accent
    while first > 0 and units[first - 1] == " ":
        first -= 1
    while last + 1 < len(units) and units[last + 1] == " ":
        last += 1
    return [i for i in range(first, last + 1) if i != accent]


def _composed(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _COMBINING[accent])
