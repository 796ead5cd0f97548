"""Shares told in another form: "nine in ten" for 89%, 95% for an accuracy of 0.95, 0.08% for 7.8 in 10,000."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isclose

from bot.checks.number_likeness import MAX_UNSAID_ROUNDING
from bot.checks.number_reading import read_numbers
from bot.checks.units import FRACTION, PERCENT, PLAIN
from bot.checks.written_number import Number

_OUT_OF = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:in|(?:out\s)?of)\s(?:every\s|a\s)?")
_MAX_ROUNDING_POINTS = 3.0  # nine in ten is 89 %, one in three 33 %
_LARGEST_ROUND_WHOLE = 10  # "11 out of 82" rounds nothing
_MAX_ERROR_OF_A_SHARE = 0.1  # of itself
_MAX_ERROR_OF_A_PART = 0.6  # of one: "85 of 100" is 84.7 %, and not 84 %
_SMALLEST_SHARED = 100
_ONCE_IN = re.compile(r"\b(?:once|one|1)\s(?:[a-z]+\s){0,2}(?:in|out\sof)\s(?:every\s)?$", re.IGNORECASE)
_SHARE = re.compile(
    r"accurac|precision|recall|sensitivit|specificit|probabilit|proportion|fraction|\bshares?\b|\brates?\b|\bratio|frequenc"
    r"|efficien|prevalence|percent|utili[sz]|coverage|\bF1\b|\bAU[CR]|\bIoU\b|R2|R²|power\b",
    re.IGNORECASE,
)
_SHARE_REACH = 300
_REACH = 30


def is_share_otherwise(claim: Number, prose: str, quotes: Sequence[str]) -> bool:
    """Whether the quotes have the share that a number of the tweet tells, alone or with the number beside it."""
    if claim.dimension == PERCENT:
        return _is_told_in_words(claim, quotes) or _is_share_in_full(claim, prose, quotes)
    return _is_once_in(claim, prose, quotes) or _is_of_a_share(claim, prose, quotes)


def _is_told_in_words(claim: Number, quotes: Sequence[str]) -> bool:
    """Whether 0.08% is what the quotes call 7.8 in 10,000."""
    return any(
        abs(100 * part.value / whole.value - claim.value) <= _MAX_ERROR_OF_A_SHARE * claim.value
        for quote in quotes
        for part, whole in _shares_in_words(quote)
        if whole.value >= _SMALLEST_SHARED
    )


def _is_once_in(claim: Number, prose: str, quotes: Sequence[str]) -> bool:
    """Whether "once in a thousand" is 0.1% or 1/1000 in the quotes."""
    if claim.value < _SMALLEST_SHARED or claim.digits > 1 or not _ONCE_IN.search(prose[: claim.start]):
        return False
    return any(
        number.dimension in (FRACTION, PERCENT)
        and isclose(
            number.value / (100 if number.dimension == PERCENT else 1), 1 / claim.value, rel_tol=_MAX_ERROR_OF_A_SHARE
        )
        for quote in quotes
        for number in read_numbers(quote)
    )


def _is_of_a_share(claim: Number, prose: str, quotes: Sequence[str]) -> bool:
    """Whether "nine in ten" rounds a percentage of the quotes."""
    numbers = [number for number in read_numbers(prose) if any(one.dimension == PLAIN for one in number.readings)]
    for part, whole in pairwise(numbers):
        if claim.start in (part.start, whole.start) and _OUT_OF.fullmatch(prose[part.end : whole.start]):
            is_small = whole.value <= _LARGEST_ROUND_WHOLE
            if not whole.value or not (is_small or whole.digits == 1):
                return False
            one = 100 / whole.value
            finely = min(_MAX_ERROR_OF_A_PART * one, _MAX_ERROR_OF_A_SHARE * part.value * one)
            error = _MAX_ROUNDING_POINTS if is_small else finely
            shares = (number for quote in quotes for number in read_numbers(quote) if number.dimension == PERCENT)
            return any(abs(number.value - part.value * one) <= error for number in shares)
    return False


def _shares_in_words(quote: str) -> Iterator[tuple[Number, Number]]:
    """The pairs of numbers of which one is told to be a part of the other: 7.8 in 10,000."""
    numbers = [number for number in read_numbers(quote) if number.dimension == PLAIN]
    return ((part, whole) for part, whole in pairwise(numbers) if _OUT_OF.fullmatch(quote[part.end : whole.start]))


def _is_share_in_full(claim: Number, prose: str, quotes: Sequence[str]) -> bool:
    """Whether 95% is what the quotes call an accuracy of 0.95; a loss or a p-value of 0.05 is no share."""
    told = {number.value for number in read_numbers(prose)}
    return any(
        number.dimension == PLAIN
        and number.value not in told
        and 0 < number.value < 1
        and isclose(100 * number.value, claim.value, rel_tol=_error_of(claim, number))
        and _SHARE.search(quote[max(number.start - _SHARE_REACH, 0) : number.end + _REACH])
        for quote in quotes
        for number in read_numbers(quote)
    )


def _error_of(claim: Number, share: Number) -> float:
    """How far a share may be rounded: 6% is 0.059, and "about 6%" is 0.061."""
    return MAX_UNSAID_ROUNDING if claim.is_hedged or claim.digits < share.digits else 1e-6
