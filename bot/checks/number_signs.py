"""Signs and orders: a minus that was lost or added, and a range that stands the wrong way round."""

import re
from collections.abc import Sequence

from bot.checks.number_likeness import is_same, may_be_year
from bot.checks.number_reading import read_numbers
from bot.checks.units import PLAIN
from bot.checks.written_number import Number

_TELLS_OF_LESS = re.compile(
    r"\b(?:declin\w*|decreas\w*|reduc\w*|drop\w*|fall\w*|fell|los[est]\w*|lower\w*|less|fewer|cut\w*|down|below|under"
    r"|shrink\w*|shr[au]nk\w*|minus|negativ\w*|magnitude|absolute|worse\w*|deficit\w*|weaken\w*|slow(?:er|s|ed)?\b"
    r"|drain\w*|depress\w*|inverse\w*|anti-?\w*|oppos\w*|hurt\w*|penalt\w*|underperform\w*|behind|shed\w*"
    r"|dip\w*|plung\w*|smaller|degrad\w*|sav(?:e[sd]?|ings?))\b",
    re.IGNORECASE,
)
_TELLS_OF_MORE = re.compile(
    r"\b(?:increas\w*|grow\w*|grew|ris(?:e|es|en|ing)|rose|gain\w*|more|higher)\b", re.IGNORECASE
)
_MINUS_BEFORE = re.compile(r"(?:^|[^\w\s.)%]|[^\W\d]|\s)\s?[-−–]\s?$")
_NAMES_A_LEVEL = re.compile(r"\b(?:to|from|than|at|is|are|was|were)\s[-−–]?$", re.IGNORECASE)  # no change is meant
_CHARS_BEFORE = 12
_REACH_BEFORE, _REACH_AFTER = 50, 40

_DASH = re.compile(r"\s?[%x×]?\s?[-–—−]\s?")
_TO, _AND = re.compile(r"\s?[%x×]?\sto\s"), re.compile(r"\s?[%x×]?\sand\s")
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|all\s)?")
_TELLS_OF_A_CHANGE = re.compile(
    r"\b(?:from|increas\w*|decreas\w*|r[ia]s\w*|rose|fall\w*|fell|drop\w*|gr[eo]w\w*|improv\w*|reduc\w*|chang\w*|went"
    r"|go(?:es|ing)?|mov\w*|shift\w*|cut\w*|shr[iau]nk\w*|declin\w*|lower\w*|down|up)\b",
    re.IGNORECASE,
)


def has_lost_its_minus(claim: Number, prose: str, carriers: Sequence[Number], *, is_usual: bool) -> bool:
    """Whether every number that carries the claim has a minus, and no word of the tweet stands for it.

    Args:
        is_usual: Other numbers of the tweet have theirs, so that words stand for none.
    """
    all_negative = bool(carriers) and all(carrier.is_negative for carrier in carriers)
    return all_negative and not claim.is_negative and (is_usual or not _is_told_as_less(prose, claim))


def has_a_minus_of_its_own(claim: Number, prose: str, carriers: Sequence[tuple[Number, str]]) -> bool:
    """Whether the claim has a minus that no number carrying it has, in signs or words.

    Args:
        carriers: With the texts that they stand in.
    """
    is_change = not _NAMES_A_LEVEL.search(prose[: claim.start])
    return claim.is_negative and not any(
        carrier.is_negative
        or _MINUS_BEFORE.search(text[max(carrier.start - _CHARS_BEFORE, 0) : carrier.start])
        or (is_change and _is_told_as_less(text, carrier))
        for carrier, text in carriers
    )


def _is_told_as_less(text: str, number: Number) -> bool:
    before = text[max(number.start - _REACH_BEFORE, 0) : number.start]
    *_, less = (0, *(match.end() for match in _TELLS_OF_LESS.finditer(before)))
    if less:
        return _TELLS_OF_MORE.search(before, less) is None  # "falls by 2% and grows by 22%"
    return _TELLS_OF_LESS.search(text[number.end :][:_REACH_AFTER]) is not None


def whole_too_small(claim: Number, others: Sequence[Number], prose: str) -> Number | None:
    """The whole of which the claim is a part, as in "12 of 11", if it is less than the part."""
    following = next((other for other in others if other.start >= claim.end), None)
    if following is None or {claim.dimension, following.dimension} != {PLAIN} or following.value >= claim.value:
        return None
    return following if _OF.fullmatch(prose[claim.end : following.start]) else None


def has_such_a_whole(number: Number, text: str, whole: Number) -> bool:
    """Whether the evidence says it just so: "1,200 of three species" is no part of three."""
    own = whole_too_small(number, read_numbers(text), text)
    return own is not None and is_same(own.value, whole.value)


def turned_range(claim: Number, others: Sequence[Number], prose: str) -> Number | None:
    """The number that follows the claim as the lower end of a range ("75% to 64%"), where no change is told of."""
    following = next((other for other in others if other.start >= claim.end), None)
    if following is None or following.dimension != claim.dimension or following.value >= claim.value:
        return None
    between = prose[claim.end : following.start]
    if _DASH.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(prose[: claim.start])):
        return following
    if may_be_year(claim.value) and may_be_year(following.value):
        return following if _TO.fullmatch(between) else None  # no time runs from 2024 to 1934
    is_change = _TELLS_OF_A_CHANGE.search(prose[: claim.start].rpartition(". ")[2])
    return following if _TO.fullmatch(between) and not is_change else None
