"""The ways to write a number in digits and letters, each read with the unit behind it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.checks.number_units import as_else_meant, with_unit
from bot.checks.spelled_numbers import find_spelled_numbers
from bot.checks.units import FRACTION, PLAIN, TIMES, unit
from bot.checks.written_number import Number, Reading

_NUMERAL = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_LETTER = "A-Za-z_À-ÖØ-öø-ɏͰ-ӿ"  # Latin, Greek, Cyrillic: in other scripts a number follows a word without a space
_START = rf"(?<![{_LETTER}\d])(?<!\d[.,])"
_END = r"(?![\d,.]\d|\d)"
_MINUS = "-−–"
_EXPONENT = rf"(?:\^\s?[{{(]?([{_MINUS}+]?\d{{1,3}})[)}}]?|([⁻⁺]?[⁰¹²³⁴-⁹]+))"
_TEN_TO = r"\s?[×x·∙⋅*]\s?10"
_PLAIN_SIGNS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")

_SCIENTIFIC = re.compile(rf"{_START}(?P<mantissa>{_NUMERAL})(?:[eE]([{_MINUS}+]?\d{{1,3}})(?!\w)|{_TEN_TO}{_EXPONENT})")
_POWER_OF_TEN = re.compile(rf"{_START}10{_EXPONENT}")
_SPACED_THOUSANDS = re.compile(rf"{_START}\d{{1,3}}(?:,? \d{{3}})*,? 000{_END}")
_SLASHED = re.compile(rf"{_START}(?<!/)(?P<above>\d{{1,3}})/(?P<below>\d{{1,5}})(?:st|nd|rd|ths?)?(?![\w/]|[.,]\d|-\w)")
_TIMES_IN_FRONT = re.compile(rf"{_START}(?<!\d )[x×](?P<numeral>{_NUMERAL})")
_DECIMAL_COMMA = re.compile(
    rf"{_START}(?<!\d,)(?<!, )(?P<numeral>\d{{1,3}},\d{{1,2}})"
    r"(?=\s(?:thousand|million|billion|trillion)\b|(?<=,\d)\s?%)"
)
_GLUED_LIST = re.compile(
    rf"{_START}\d{{1,4}}(?:,\d{{1,4}}){{2,}}{_END}|{_START}\d{{1,4}}(?:,\d{{1,4}})+(?=,?\s(?:and|or|&)\s\d)"
)
"""Numbers that a list has without spaces: 8,16,32 and 64."""

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_PLAIN_DIGITS = re.compile(rf"{_START}(?P<numeral>{_NUMERAL})")
_DIGITS = re.compile(r"\d+")
_GLUED_LETTER = re.compile(rf"[{_LETTER}]")
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
_VULGAR_FRACTION = re.compile("|".join(_VULGAR))

_ARTICLE = re.compile(r"\ban?(?=\s(?!bit\b)(?P<unit>[a-zµ]{2,})\b)")
_MEASURES = re.compile(r"\b(?:for|within|takes?|took|than|just|about)\s$")
"""Before an article and a unit: "for a week" is an amount, "jobs a day" is none."""

_EVERY = re.compile(r"\b(?:every|each|any)\s$", re.IGNORECASE)  # "every single year"
_CHARS_AFTER = 20
_HALF_OF_A_UNIT = re.compile(r"\san?(?=\s[a-z]+)")

_LOST_EXPONENT = re.compile(
    rf"{_START}(?:(?P<mantissa>{_NUMERAL}){_TEN_TO}\s?(?P<after>[{_MINUS}]?\d{{1,2}})|10(?P<bare>[{_MINUS}]?[1-9]\d?))"
    r"(?![\d%])"
)
"""What is left of 3 × 10⁵ and 10⁻⁵ when a PDF loses the raising: 3 × 105, 10−5."""

_LOST_DASH = re.compile(rf"{_START}(?P<low>\d{{1,4}})e(?P<high>\d{{1,4}})(?!\w)")
"""A dash that a PDF's font gives as the letter e: 2e76 years."""

_MAX_UNSIGNED_EXPONENT = 30  # beyond, and after a mantissa of two digits, an e is a dash

_SPACED_GROUPS = re.compile(rf"{_START}\d{{1,3}}(?:,? \d{{3}})+{_END}")
_IS_COUNTED = re.compile(r"\s(?:of\b|[a-z-]+s\b)")


def in_digits(text: str) -> Iterator[Number]:
    """Numbers written in digits; where two overlap, the earlier in this order is right."""
    for match in _LOST_DASH.finditer(text):
        if _is_certainly_a_dash(match):
            yield from (with_unit(_part(match, "low"), text), with_unit(_part(match, "high"), text))
    for match in _SCIENTIFIC.finditer(text):
        exponent = next(group for group in match.groups()[1:] if group)
        value = _power(match["mantissa"], exponent)
        yield with_unit(_number(match, value, digits=_significant(match["mantissa"])), text)
    for match in _POWER_OF_TEN.finditer(text):
        yield with_unit(_number(match, _power("1", match[1] or match[2]), digits=1), text)
    for match in _SPACED_THOUSANDS.finditer(text):
        yield with_unit(_number(match, _worth(match.group()), digits=_significant(match.group())), text)
    for match in _SLASHED.finditer(text):
        if int(match["below"]):
            yield _number(match, int(match["above"]) / int(match["below"]), FRACTION, digits=3)
    for match in _VULGAR_FRACTION.finditer(text):
        yield _number(match, _VULGAR[match.group()], FRACTION, digits=1)
    for match in _TIMES_IN_FRONT.finditer(text):
        yield _number(match, _worth(match["numeral"]), TIMES, digits=_significant(match["numeral"]))
    yield from _glued(text)
    yield from _plain(text)


def _plain(text: str) -> Iterator[Number]:
    for match in _DECIMAL_COMMA.finditer(text):
        numeral = match["numeral"].replace(",", ".")
        yield with_unit(_number(match, float(numeral), digits=_significant(numeral)), text)
    for match in _PLAIN_DIGITS.finditer(text):
        number = _number(match, _worth(match["numeral"]), digits=_significant(match["numeral"]))
        number = with_unit(number, text)
        if text[number.end - 1] == "×" or not _GLUED_LETTER.match(text, number.end):  # 33RX is a name
            yield number


def _glued(text: str) -> Iterator[Number]:
    for match in _GLUED_LIST.finditer(text):
        if not _THOUSANDS.fullmatch(match.group()):
            for part in _DIGITS.finditer(text, *match.span()):
                yield with_unit(_number(part, float(part.group()), digits=_significant(part.group())), text)


def in_letters(text: str) -> Iterator[Number]:
    """Numbers written in letters, an article before a unit among them."""
    for found in find_spelled_numbers(text):
        readings = (Reading(found.value, found.dimension),)
        words = text[found.start : found.end]
        number = Number(words, found.start, found.end, readings, bare=found.value, digits=1)
        number = replace(number, is_spelled=True, is_weak=found.is_weak)
        if found.dimension == PLAIN:
            measured = with_unit(number, text)
            is_amount = measured.dimension != PLAIN and measured.text.lower() != "one day"  # "may one day"
            is_amount &= not _EVERY.search(text[max(found.start - _CHARS_AFTER, 0) : found.start])
            yield replace(measured, is_weak=found.is_weak and not is_amount)
        elif found.dimension == FRACTION and (article := _HALF_OF_A_UNIT.match(text, found.end)):
            measured = with_unit(replace(number, end=article.end()), text)
            yield number if measured.dimension == FRACTION else measured  # "half a day"
        else:
            further = as_else_meant(readings[0], words, text[found.end :][:_CHARS_AFTER])
            yield replace(number, readings=(*readings, *further))
    for match in _ARTICLE.finditer(text):
        if unit(match["unit"]):
            number = with_unit(_number(match, 1.0, digits=1), text)
            before = text[max(match.start() - 10, 0) : match.start()]
            yield replace(number, is_weak=not _MEASURES.search(before), is_spelled=True)


def as_may_be_meant(text: str) -> Iterator[Number]:
    """Weak numbers: further ways to read digits, for what PDFs lose."""
    for match in _LOST_EXPONENT.finditer(text):
        yield _number(match, _power(match["mantissa"] or "1", match["after"] or match["bare"]), digits=1)
    for match in _LOST_DASH.finditer(text):
        yield from (_part(match, "low"), _part(match, "high"))
    for match in _SPACED_GROUPS.finditer(text):
        yield _number(match, _worth(match.group()), digits=_significant(match.group()))
    for match in _SLASHED.finditer(text):
        if int(match["above"]) > 1 and _IS_COUNTED.match(text, match.end()):  # "4/37 towels" has 4 towels and 37
            yield from (_part(match, "above"), _part(match, "below"))


def _number(match: re.Match[str], value: float, dimension: str = PLAIN, *, digits: int) -> Number:
    return Number(match.group(), match.start(), match.end(), (Reading(value, dimension),), bare=value, digits=digits)


def _is_certainly_a_dash(match: re.Match[str]) -> bool:
    return len(match["low"]) > 1 or int(match["high"]) > _MAX_UNSIGNED_EXPONENT


def _part(match: re.Match[str], group: str) -> Number:
    value = float(match[group])
    readings = (Reading(value, PLAIN),)
    return Number(match[group], *match.span(group), readings, bare=value, digits=_significant(match[group]))


def _worth(numeral: str) -> float:
    return float(re.sub(r"[^\d.e+-]", "", numeral))


def _power(mantissa: str, exponent: str) -> float:
    return _worth(f"{mantissa}e{exponent.translate(_PLAIN_SIGNS)}")


def _significant(numeral: str) -> int:
    """How many significant digits a numeral shows."""
    digits = re.sub(r"\D", "", numeral).lstrip("0")
    return len(digits) if "." in numeral else max(len(digits.rstrip("0")), 1)
