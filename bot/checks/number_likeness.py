"""Whether one number says the same as another: value, unit, what is counted, rounding that is said or unsaid."""

import math
from enum import IntEnum

from bot.checks.units import CURRENCIES, FRACTION, ORDERS, ORDINAL, PERCENT, PLAIN, POINTS, TIMES, VAGUE, counted
from bot.checks.written_number import Bound, Number, Reading

MAX_ROUNDING = 0.06
"""How far "about" may round, as a part of the value."""

MAX_ROUNDING_TO_A_FRACTION = 0.08
"""The same for fractions in words: "about a quarter" is 27 % too; "over a quarter" may be 28 %."""

MAX_UNSAID_ROUNDING = 0.025
"""How far a number may be rounded that does not say so; further off, it is another number."""

MAX_ROUNDING_OF_WHOLE = 0.05
"""The same where nothing but the decimals is left out: 10 of 10.4."""

MAX_ROUNDING_TO_A_DIGIT = 0.15
"""How far "over 3" and "nearly 5" may be off, if no other digit is nearer on that side."""

MAX_ORDERS_ROUNDED = 0.12
"""How far, in orders of magnitude, a factor may be from the whole orders that are told."""

MAX_ROUNDED_DIGITS = 3
"""More significant digits than this are not a rounded number."""


_OCCASIONS = counted("trial") | counted("iteration") | counted("cycle")


class Likeness(IntEnum):
    """How well a number of the evidence carries one of the tweet, worst first.

    BARE: the same digits, and one of the two has no unit. OTHER_UNIT: the same digits, and the units differ.
    """

    NONE = 0
    OTHER_UNIT = 1
    BARE = 2
    ROUNDED = 3
    SAME = 4


def likeness(claim: Number, source: Number) -> Likeness:
    """How well `source`, of the evidence, carries `claim`, of the tweet. What they count is not compared."""
    if VAGUE in (claim.dimension, source.dimension):
        return Likeness.SAME if _is_vaguely(claim, source) else Likeness.NONE
    if claim.dimension == TIMES and source.dimension == PLAIN and source.nouns:
        is_occasion = any(reading.dimension == PLAIN for reading in claim.readings)
        if (is_occasion and not source.nouns & _OCCASIONS) or (claim.is_spelled and not is_occasion):
            return Likeness.NONE  # "two experts" are not "twice", and "three consecutive trials" are three times
    pairs = [(mine, theirs) for mine in claim.readings for theirs in source.readings]
    if claim.dimension == FRACTION and claim.is_spelled and source.dimension in CURRENCIES.values():
        return Likeness.NONE  # "half of them" is no 0.5 million dollars
    if claim.is_negative and not source.is_negative and claim.dimension == PLAIN:
        return Likeness.NONE
    if any(is_same(*values) for pair in pairs if (values := _in_one_kind(*pair) or _in_like_kinds(*pair))):
        return Likeness.SAME
    if any(_rounds(claim, source, *values) for pair in pairs if (values := _in_one_kind(*pair) or _as_shares(*pair))):
        return Likeness.SAME if claim.is_hedged else Likeness.ROUNDED
    if not is_same(claim.bare, source.bare):
        return Likeness.NONE
    if any(mine.dimension == PLAIN and is_same(mine.value, theirs.value) for mine, theirs in pairs):
        return Likeness.BARE  # "17.5 billion" of "17.5 billion FLOPs"
    return Likeness.OTHER_UNIT if claim.has_unit and source.has_unit else Likeness.BARE


def _in_one_kind(claim: Reading, source: Reading) -> tuple[float, float] | None:
    """The two values in one dimension, if they are of one kind: a half is 50 %."""
    if claim.dimension == source.dimension:
        return claim.value, source.value
    if {claim.dimension, source.dimension} == {FRACTION, PERCENT}:
        mine, theirs = (reading.value * (100 if reading.dimension == FRACTION else 1) for reading in (claim, source))
        return mine, theirs
    return None


def _in_like_kinds(claim: Reading, source: Reading) -> tuple[float, float] | None:
    """The two values of kinds that may stand for each other only where they are equal, not where one is rounded."""
    dimensions = {claim.dimension, source.dimension}
    if dimensions in ({TIMES, PLAIN}, {POINTS, PLAIN}, {FRACTION, PLAIN}, {ORDINAL, PLAIN}):
        return claim.value, source.value
    if dimensions == {FRACTION, TIMES} and source.value:
        return claim.value, 1 / source.value
    return None


def _as_shares(claim: Reading, source: Reading) -> tuple[float, float] | None:
    """The two values if the claim is a fraction in words and the source a share such as 0.268."""
    is_share = claim.dimension == FRACTION and source.dimension == PLAIN and 0 < source.value < 1
    return (claim.value, source.value) if is_share else None


def is_same(value: float, other: float) -> bool:
    """Whether two values differ by no more than floating point does, however small they are."""
    return math.isclose(value, other, rel_tol=1e-9)


def may_be_year(value: float) -> bool:
    """Whether it is a whole number such as years are; nobody rounds a year without saying so."""
    return 1900 <= value < 2100 and value == int(value)


def _rounds(claim: Number, source: Number, value: float, exact: float) -> bool:
    """Whether the claim's value is the source's, with fewer digits, and on the right side of it if it names one."""
    if not exact or not value or ORDINAL in (claim.dimension, source.dimension):
        return False
    if claim.dimension == ORDERS:
        return abs(math.log10(value / exact)) <= MAX_ORDERS_ROUNDED
    error = (value - exact) / exact
    if claim.digits >= source.digits and claim.dimension != FRACTION:
        return False
    if _leaves_out_decimals(claim, source) and abs(error) <= MAX_ROUNDING_OF_WHOLE:
        return not (claim.bound is Bound.AT_LEAST and error > 0) and not (claim.bound is Bound.AT_MOST and error < 0)
    if claim.digits > MAX_ROUNDED_DIGITS:
        return False
    if not claim.is_hedged and may_be_year(value) and may_be_year(exact):
        return False  # "WMT 2010" for WMT 2014 is another year
    if _may_round_to_a_digit(claim) and abs(error) <= MAX_ROUNDING_TO_A_DIGIT:
        return is_same(_to_a_digit(exact, claim.bound), value)
    most = MAX_ROUNDING
    if claim.is_spelled and claim.dimension == FRACTION:
        most = MAX_ROUNDING_TO_A_FRACTION if claim.bound is Bound.NONE else MAX_ROUNDING_TO_A_DIGIT
    if abs(error) > (most if claim.is_hedged else MAX_UNSAID_ROUNDING):
        return False
    if claim.bound is not Bound.NONE:
        is_beyond = error < 0 if claim.bound is Bound.AT_LEAST else error > 0
        return is_beyond and (claim.dimension == FRACTION or _is_round_or_next(claim, value, exact))
    if claim.dimension == FRACTION or (claim.is_spelled and not is_same(_rounded(value, MAX_ROUNDED_DIGITS), value)):
        return True  # "a third of a million" has endless digits
    return any(is_same(_rounded(exact, digits), value) for digits in range(claim.digits, MAX_ROUNDED_DIGITS + 1))


def _leaves_out_decimals(claim: Number, source: Number) -> bool:
    """Whether it is 1087x of 1086.7x."""
    is_whole = claim.bare.is_integer() and not source.bare.is_integer()
    return is_whole and math.floor(source.bare + 0.5) == claim.bare


def _may_round_to_a_digit(claim: Number) -> bool:
    is_up_to = claim.bound is Bound.AT_MOST and not claim.is_strict  # "up to 20" is no rounded 17.9
    return claim.digits == 1 and claim.is_hedged and claim.dimension != FRACTION and not is_up_to


def _is_round_or_next(claim: Number, value: float, exact: float) -> bool:
    """Whether a bound is the next one with so few digits, or ends in 5: nobody says "almost 46" of 43.7."""
    return f"{claim.bare:g}".rstrip("0").endswith("5") or any(
        is_same(_to_a_digit(exact, claim.bound, digits), value)
        for digits in range(claim.digits, MAX_ROUNDED_DIGITS + 1)
    )


def _to_a_digit(value: float, bound: Bound, digits: int = 1) -> float:
    """`value` to so many significant digits: the next below for "over", above for "nearly", else the nearest."""
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits)
    whole = {Bound.AT_LEAST: math.floor, Bound.AT_MOST: math.ceil}.get(bound, lambda times: math.floor(times + 0.5))
    return whole(value / step) * step


def _rounded(value: float, digits: int) -> float:
    """`value` to so many significant digits, halves up as people do it."""
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits)
    return math.floor(value / step + 0.5 + 1e-9) * step


def _is_vaguely(claim: Number, source: Number) -> bool:
    """ "thousands" is carried by itself, and by a number of some thousands."""
    if claim.dimension != VAGUE:
        return False
    if source.dimension == VAGUE:
        return is_same(claim.value, source.value)
    return source.dimension == PLAIN and 1.5 <= source.value / claim.value < 100
