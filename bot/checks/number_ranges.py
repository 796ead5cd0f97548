"""Ranges and lists of numbers: the last lends its unit to the others, and an end of a range knows the other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checks.clauses import SENTENCE_END
from bot.checks.number_likeness import may_be_year
from bot.checks.units import PLAIN, VAGUE
from bot.checks.written_number import Number, RangeEnd, Reading

_REMARK = re.compile(r"\s?\([a-z]{2,5}\.\)")  # ± 0.3 (stat.) ± 0.2 (syst.) GeV
_DASH = re.compile(r"(?!\s[-−]\Z)\s?[-–—−~]\s?")  # "0.60 −2.29" are two, the second with a minus
_TO = re.compile(r"\s(?:to|through|up to)\s(?:about |over |nearly |almost )?")
_AND = re.compile(r"\sand\s")
_LISTED = re.compile(
    r"\s?(?:,|/|±|\+/-|→|->|;)\s?(?:and\s|or\s)?"
    r"|(?:\s(?:on average|in total|overall|each),?)?"
    r"\s(?:and|or|vs\.?|versus|against|compared to|from|of|out of|instead of)\s(?:the\s)?"
)
_OPENS_A_RANGE = re.compile(
    r"\b(?:rang\w+|siz\w+|var(?:y|ies|ied|ying)|anywhere|between|span\w*)\b[^.,;]{0,40}$", re.IGNORECASE
)
_OPENS_A_CHANGE = re.compile(r"\bfrom\s(?:\S+[=:\s]){0,2}[~∼≈$€£]?$", re.IGNORECASE)
_TELLS_OF_A_CHANGE = re.compile(
    r"\b(?:increas|ris[ei]|rose|rais|grow|grew|gain|improv|boost|jump|climb|lift|lengthen|extend|expand|went|go(?:es|ing)?\b"
    r"|mov|shift|chang|switch|up\b|decreas|reduc|drop|fall|fell|lower|declin|cut|shr[iau]nk|down\b)",
    re.IGNORECASE,
)
_GOES_ON_AS_A_SUM = re.compile(r"\s?(?:=|[-−–+×]\s?\d)")  # 168 − 15 − 56 = 97
_CELL = r"(?:\d[\d.,]*%?|[-–—−])"
_CELLS_OF_A_RANGE = 3  # "12 - 15"
_CELLS_BEFORE = re.compile(rf"(?:(?<!\S){_CELL}\s)+$")
_CELLS_AFTER = re.compile(rf"(?:\s{_CELL}(?!\S))+")
_BETWEEN = re.compile(r"\bbetween\s(?:about |roughly )?$", re.IGNORECASE)
_CHARS_BEFORE = _CHARS_AFTER = 120
_COUNTS_NOTHING = re.compile(
    r"\s?(?:[.,;:!?)–—]|$)|\s(?:on|in|for|at|with|among|by|to|and|or|of|when|while|after|before|under|over|versus|vs|against"
    r"|than|if|as|per)\b"
)


def with_neighbours(numbers: list[Number], text: str) -> list[Number]:
    """The numbers, which come in order, with what their neighbours lend them."""
    numbers = list(numbers)
    for index in reversed(range(len(numbers) - 1)):
        left, right = numbers[index], numbers[index + 1]
        between = _REMARK.sub("", text[left.end : right.start])
        is_range = _is_range(text, left, right, between)
        is_linked = is_range or bool(_TO.fullmatch(between))
        if not is_linked and not _LISTED.fullmatch(between):
            continue
        left, right = _lend(left, right, is_linked=is_linked)
        if is_range and left.value != right.value:
            words = text[left.start : right.end]
            right = _in_the_century_of(left, right)
            low, high = left.value, right.value
            left = replace(left, range_end=RangeEnd(high, is_upper=low > high, text=words))
            right = replace(right, range_end=RangeEnd(low, is_upper=high > low, text=words))
        numbers[index : index + 2] = left, right
    return numbers


def with_unit_before(numbers: Sequence[Number], text: str) -> list[Number]:
    """The numbers; those that count nothing may also be read in the unit of the number before: "97 ms against 51"."""
    found = list(numbers[:1])
    for number in numbers[1:]:
        is_elided = _is_without_its_unit(number, found[-1], text)
        found.append(_in_unit_of(found[-1], number) if is_elided else number)
    return found


def _in_unit_of(before: Number, number: Number) -> Number:
    unit = next(reading for reading in before.readings if reading.dimension != PLAIN)
    factor = unit.value / before.bare if before.bare else 1.0
    return replace(number, readings=(*number.readings, Reading(number.value * factor, unit.dimension)))


def _is_without_its_unit(number: Number, before: Number, text: str) -> bool:
    return (
        len(number.readings) == 1
        and not number.has_unit
        and not number.nouns
        and not before.is_rounded_by_unit
        and before.dimension != VAGUE
        and any(reading.dimension != PLAIN for reading in before.readings)
        and _COUNTS_NOTHING.match(text, number.end) is not None
        and not SENTENCE_END.search(text, before.end, number.start)
    )


def _is_range(text: str, left: Number, right: Number, between: str) -> bool:
    """Whether two numbers are the ends of a range, and not two values as in "falls from 21% to 1%"."""
    before = text[max(left.start - _CHARS_BEFORE, 0) : left.start]
    if _DASH.fullmatch(between):
        return not _is_empty_cell(text, left, right, between) and not _GOES_ON_AS_A_SUM.match(text, right.end)
    if _TO.fullmatch(between):
        is_change = _OPENS_A_CHANGE.search(before) and _TELLS_OF_A_CHANGE.search(before)
        return bool(_OPENS_A_RANGE.search(before)) or (left.bare < right.bare and not is_change)
    return bool(_AND.fullmatch(between) and _BETWEEN.search(before))


def _is_empty_cell(text: str, left: Number, right: Number, between: str) -> bool:
    """Whether a dash with spaces stands for a cell without a value, in a row of numbers that are no pairs."""
    if not (between[:1].isspace() and between[-1:].isspace()):
        return False
    before = _CELLS_BEFORE.search(text, max(left.start - _CHARS_BEFORE, 0), left.start)
    after = _CELLS_AFTER.match(text, right.end, right.end + _CHARS_AFTER)
    cells = [*(before[0] if before else "").split(), "0", "-", "0", *(after[0] if after else "").split()]
    between_pairs = cells[1::_CELLS_OF_A_RANGE]
    is_row_of_ranges = len(cells) % _CELLS_OF_A_RANGE == 0 and not any(cell[0].isdigit() for cell in between_pairs)
    is_long = len(cells) > _CELLS_OF_A_RANGE + 2  # shorter, it may be a value and its range: "34 12 - 56"
    return len(cells) > _CELLS_OF_A_RANGE and not is_row_of_ranges and (is_long or left.bare > right.bare)


def _in_the_century_of(left: Number, right: Number) -> Number:
    """The right end as the year that it is short for: the 12 of 2007–12."""
    since_century = left.value % 100
    if not may_be_year(left.value) or not since_century < right.value < 100:
        return right
    return replace(right, readings=(Reading(left.value - since_century + right.value, PLAIN), *right.readings))


def _lend(left: Number, right: Number, *, is_linked: bool) -> tuple[Number, Number]:
    """Both, with the unit of the other as a further way to read them, the likeliest if they are one expression."""
    nouns = left.nouns or right.nouns
    if not left.has_unit and right.has_unit:
        factor = right.value / right.bare if right.bare else 1.0
        lent = Reading(left.value * factor, right.dimension)
        readings = (lent, *left.readings) if is_linked else (*left.readings, lent)
        return replace(left, readings=readings, nouns=nouns), right
    if not right.has_unit and left.dimension not in (PLAIN, VAGUE):
        factor = left.value / left.bare if left.bare else 1.0
        return left, replace(right, readings=(*right.readings, Reading(right.value * factor, left.dimension)))
    return replace(left, nouns=nouns), right
