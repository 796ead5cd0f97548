"""Signs of mathematics that a file gives wrong codes, known by the shape that the page shows.

Publishers' typesetting of about 1995 to 2015 takes signs from fonts of its own: "−0.2" comes as a control character, a
colon for the point and "0:2"; "=" comes as "¼", brackets as "ð" and "Þ". A lost minus makes a false number of a true
one. No table can tell what a code means in a font that one file made; but a minus is flat, whatever it is called.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from adapters.pdf.page.characters import UNREADABLE, Edges

_LEAST_INK_PT = 1.0
_SUSPECT = re.compile("[\ufffd\x01-\x08\x0e-\x1f\x7f-\x9f¼½ðÞþ]")
_POINT = re.compile(r"(?<=\d):(?=\d)")
_EQUALS = re.compile("=")
# Fonts of signs only, by the names that foundries and publishers give them.
_PI_FONT = re.compile(r"Pi(?![a-z])|SizedSym|MathPi")
_IN_PI_FONTS = {"SizedSym": {"Ž": "(", ".": ")"}, "ScienceTypeCustomPi": {"w": "[", "x": "]"}}
_FLAT = 0.25  # height to width, at most: a minus has 0.08, an equals sign 0.35, a hyphen 0.3
_WIDE_MINUS = 0.45  # of the height of the figure beside it, at least; a hyphen has less
_NARROW = 0.55  # width to height, at most: brackets have 0.2 to 0.35, letters 0.6 and more
_REACH = 4  # characters that the figure beside a minus may stand away


def told_by_shape(units: str, box: Callable[[int], Edges]) -> str:
    """`units` with such signs as they look, one character for one.

    Args:
        units: The text of a page.
        box: Where the ink of the character at an offset stands.
    """
    edits: dict[int, str] = {}
    for found in _SUSPECT.finditer(units):
        at = found.start()
        told = _sign(units, at, box)
        if told is not None:
            edits[at] = told
    if edits:  # only typesetting of this kind takes a colon for a point, and an equals sign for a slash
        for found in _POINT.finditer(units):
            left, bottom, right, top = box(found.start())
            if 0 < top - bottom < 1.5 * (right - left):  # one dot: a colon is three times as high as wide
                edits[found.start()] = "."
        for found in _EQUALS.finditer(units):
            left, bottom, right, top = box(found.start())
            if top - bottom > right - left > 0:
                edits[found.start()] = "/"
    if not edits:
        return units
    signs = list(units)
    for at, sign in edits.items():
        signs[at] = sign
    return "".join(signs)


@lru_cache(maxsize=512)
def is_pi_font(font: str) -> bool:
    """Whether a font holds signs only, so that a letter or figure in it is none."""
    return _PI_FONT.search(font) is not None


def told_in_pi_font(text: str, font: str, box: Callable[[int], Edges]) -> str:
    """`text` of a font of signs: a dash where the sign is flat, UNREADABLE for what only seems a letter or figure.

    Args:
        box: Where the ink of the character at an offset of `text` stands.
    """
    known = next((table for name, table in _IN_PI_FONTS.items() if name in font), {})
    return "".join(known.get(sign) or _in_pi_font(sign, box(at)) for at, sign in enumerate(text))


def _in_pi_font(sign: str, edges: Edges) -> str:
    left, bottom, right, top = edges
    if 0 < top - bottom < _FLAT * (right - left):
        return "–"
    return UNREADABLE if sign.isascii() and sign.isalnum() else sign


def with_lost(
    units: str, indices: Sequence[int], count: int, sign: Callable[[int], str], box: Callable[[int], Edges]
) -> tuple[str, list[int]]:
    """`units` with a nameless sign wherever PDFium left out a glyph that leaves ink.

    It gives no text for some codes below the space, such as 2, which it takes for a hyphen of its own; in the fonts of
    publishers these are the minus, "≈", "Δ".

    Args:
        indices: For each character of `units`, its place in PDFium's list, rising.
        count: How many that list holds.
        sign: What stands for the character at a place of the list; "" for none.
        box: Where the ink of the character at a place of the list stands.

    Returns:
        The text and the places, both as long as each other.
    """
    texts: list[str] = []
    places: list[int] = []
    done = 0  # characters of `units` that stand in `texts`
    steps = enumerate(pairwise((-1, *indices, count)))
    gaps = [(at, one, next_one) for at, (one, next_one) in steps if next_one > one + 1]
    for at, one, next_one in gaps:
        for place in range(one + 1, next_one):
            left, bottom, right, top = box(place)
            lost = sign(place) if right - left > _LEAST_INK_PT and top > bottom else ""
            if lost:
                texts += units[done:at], lost
                places += *indices[done:at], place
                done = at
    return "".join((*texts, units[done:])), [*places, *indices[done:]]


def _sign(units: str, at: int, box: Callable[[int], Edges]) -> str | None:
    left, bottom, right, top = box(at)
    width, height = right - left, top - bottom
    if width <= 0 or height <= 0:
        return None
    match units[at]:
        case "¼":
            return "=" if height < 0.6 * width else None
        case "þ":
            return "+" if 0.8 < height / width < 1.25 else None
        case "ð" | "Þ" | "½" as code:
            return {"ð": "(", "Þ": ")", "½": "["}[code] if width < _NARROW * height else None
        case _:
            if height < _FLAT * width and _stands_as_a_minus(units, at, (bottom + top) / 2, width, box):
                return "−"
            figure = at - 2 if units[max(at - 1, 0)] == " " else at - 1  # "38°C" and "38 °C"
            return "°" if figure >= 0 and units[figure].isdigit() and _is_degree(box(at), box(figure)) else None


def _is_degree(sign: Edges, figure: Edges) -> bool:
    """Whether a sign behind a figure is a small ring at its head."""
    left, bottom, right, top = sign
    _, its_bottom, _, its_top = figure
    height = its_top - its_bottom
    is_round = 0.8 < (top - bottom) / (right - left) < 1.25
    return is_round and top - bottom < 0.55 * height and (bottom + top) / 2 > its_bottom + 0.6 * height


def _stands_as_a_minus(units: str, at: int, middle: float, width: float, box: Callable[[int], Edges]) -> bool:
    """Whether a flat sign stands at half the height of a figure or letter beside it, and is as wide as a minus."""
    for other in (*range(at + 1, min(at + _REACH, len(units))), *range(at - 1, max(at - _REACH, -1), -1)):
        if units[other] in "\r\n":
            continue
        if units[other].isalnum():
            _, bottom, _, top = box(other)
            height = top - bottom
            return bottom + 0.15 * height < middle < bottom + 0.75 * height and width >= _WIDE_MINUS * height
    return False
