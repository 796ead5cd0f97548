"""Bounds and spreads: what the words beside a number say of its being a limit, and whether they say so at all."""

import re

from bot.checks.written_number import Number

_MAY_BE_A_PLACE = re.compile(r"\b(?P<place>over|above|below|under|within|beyond|<|>)\s*$", re.IGNORECASE)
_BEFORE_A_BOUND = re.compile(
    r"(?:^|[(,;:.!?–—-]|\b(?:of|with|by|to|at|for|from|in|on|through|but|and|or|than|that|has|have|had|having|is|are|was"
    r"|were|be|reach\w*|contain\w*|includ\w*|need\w*|tak\w+|took|cover\w*|gain\w*|us(?:es|ed|ing)|just|well|these|those"
    r"|we|they))\s*$",
    re.IGNORECASE,
)
_CALLS_IT_A_BOUND = re.compile(
    r"\b(?:max(?:im\w+)?|min(?:im\w+)?|limit\w*|cap(?:s|ped)?|ceiling|floor|threshold|upper|lower|bound\w*|peak\w*|best"
    r"|worst|highest|lowest|largest|smallest|longest|shortest|reach\w*|exceed\w*|budget|at (?:least|most))\b",
    re.IGNORECASE,
)
_PLUS_OR_MINUS = re.compile(r"(?:±|\+/-|\+-)\s?$")
_CALLS_IT_A_SPREAD = re.compile(
    r"\b(?:SDs?|SEM?|std|deviat\w+|errors?|spread|uncertain\w+|margin|give or take|apart|CI|within"
    r"|var(?:y|ies)|plus)\b",
    re.IGNORECASE,
)
_OPENS_A_SENTENCE = re.compile(r"(?:^|[.!?:\n]\s*)(?:over|under|within)\s$", re.IGNORECASE)
_ENDS_A_PLACE = re.compile(r"(?:\s[\w'’-]+){1,4},")
_CHARS_BEFORE, _CHARS_AFTER = 40, 25


def is_surely_bound(text: str, number: Number) -> bool:
    """Whether the words before a number make a bound of it; "over" and "within" may tell a place or a time."""
    before = _before(text, number)
    if _OPENS_A_SENTENCE.search(before) and _ENDS_A_PLACE.match(text, number.end):
        return False  # "Over 600 dialogues, ..."
    place = _MAY_BE_A_PLACE.search(before)
    return place is None or (place["place"].lower() == "over" and bool(_BEFORE_A_BOUND.search(before[: place.start()])))


def is_called_a_bound(text: str, number: Number) -> bool:
    """Whether a text calls its number a limit in words of its own: "a maximum tilt of 30 degrees"."""
    around = _before(text, number) + text[number.end :][:_CHARS_AFTER]
    return _CALLS_IT_A_BOUND.search(around) is not None


def is_behind_plus_or_minus(text: str, number: Number) -> bool:
    """Whether a number is the 2.8 of 11.1 ± 2.8."""
    return _PLUS_OR_MINUS.search(_before(text, number)) is not None


def calls_a_spread(text: str) -> bool:
    """Whether a text speaks of deviations, errors or the like."""
    return _CALLS_IT_A_SPREAD.search(text) is not None


def _before(text: str, number: Number) -> str:
    return text[max(number.start - _CHARS_BEFORE, 0) : number.start]
