"""Numbers of a tweet that its quotes say in another way, and digits that are a code and no number."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations
from math import isclose

from bot.checks.not_numbers import blanked
from bot.checks.number_likeness import may_be_year
from bot.checks.number_reading import read_numbers
from bot.checks.number_shares import is_share_otherwise
from bot.checks.paper_index import PaperIndex
from bot.checks.units import FRACTION, ORDINAL, PERCENT, PLAIN, POINTS, TIMES
from bot.checks.written_number import Bound, Number

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NONE = re.compile(r"\b(?:no|none|not|without|zero\w*)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w-]+)\s$")
_NUMBERED = re.compile(
    r"(?:Study|Experiment|Phase|Part|Step|Stage|Group|Task|Model|Version|Type|Level|Class|Case|Question|RQ|Hypothesis"
    r"|Cohort|Trial|Dataset|Setting|Scenario|Round|Site|Area|Region|Zone|Method|Algorithm|Track|Aim|Wave)"
)
_PART_OF = re.compile(r"\s?/\s?|\s(?:out\s)?of\s(?:the\s|all\s)?")
_YEARS = re.compile(r"\byears?$")
_OF_THEM = re.compile(r"\s(?:of\s(?:them|whom|which|those|us)|are|were)\b")
_MAX_ERROR_OF_A_RATIO = 0.02
_MAX_ERROR_OF_POINTS = 0.5
_MAX_ERROR_SHOWN = 0.1  # "halves, from 30% to 15.6%"
_TWO_WORDS = re.compile(r"[\s-]([^\W\d_])[^\W\d_]+[\s-]([^\W\d_])")
_MARK = re.compile(r"(?<!\w)\((\d)\)(?=\s)")
_MOST_MARKS = 9
_FEWEST_LISTED = 4  # two or three of anything stand beside each other in every text
_SMALLEST_SUM, _MOST_SUMMANDS = 10, 4
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|\w+er|better|worse|than|overhead|slow\w*|fast\w*|speed\w*|sav\w+|grow\w*|increas\w*|decreas\w*"
    r"|reduc\w*|improv\w*|drop\w*|gain\w*)\b",
    re.IGNORECASE,
)
_REACH = 30
_LISTED = re.compile(r"[\w’'/-]+(?:\s[\w’'/-]+)?(?:,\s[\w’'/-]+(?:\s[\w’'/-]+){0,2}){2,},?\s(?:and|or|&)\s[\w’'/-]+")
_BETWEEN_LISTED = re.compile(r",?\s(?:and|or|&)\s|,\s")
_SLASHED = re.compile(r"(\d+)/(\d+)")
_CODE = re.compile(r"(?<![\w.])\d[\w.,]*[^\W\d_]\w*")
_HALF = 0.5
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)


def is_said_otherwise(claim: Number, prose: str, quotes: Sequence[str], index: PaperIndex) -> bool:
    """Whether the quotes have the number, only not as one: "first" for 1st, "no" for zero, "5 of the 39" for 5/39."""
    if claim.dimension == ORDINAL and 1 <= claim.value <= len(_ORDINALS):
        word = re.compile(rf"\b{_ORDINALS[int(claim.value) - 1]}\b", re.IGNORECASE)
        return any(word.search(quote) for quote in quotes)
    if is_share_otherwise(claim, prose, quotes) or is_span_of_years(claim, quotes):
        return True
    if _is_shown_by_numbers(claim, prose) or _is_sum_of_neighbours(claim, prose):
        return True
    if _is_told_as_a_factor(claim, prose, quotes) or _is_counted_by_names(claim, quotes):
        return True
    if _is_counted_by_marks(claim, quotes) or is_half_by_the_median(claim, quotes):
        return True
    if claim.value == 0:
        return any(_NONE.search(quote) for quote in quotes)
    if parts := _SLASHED.fullmatch(claim.text):
        values = {number.value for quote in quotes for number in read_numbers(quote) if number.dimension == PLAIN}
        return int(parts[1]) > 1 and {float(parts[1]), float(parts[2])} <= values
    return claim.dimension == PLAIN and (
        _is_part_of_a_name(claim, prose, quotes, index) or _is_part_of_an_abbreviation(claim, prose, quotes)
    )


def is_half_by_the_median(claim: Number, quotes: Sequence[str]) -> bool:
    """Whether it is the half that lies on one side of a median which the quotes have."""
    is_half = claim.is_spelled and claim.dimension == FRACTION and isclose(claim.value, _HALF)
    return is_half and claim.bound is Bound.NONE and any(_MEDIAN.search(quote) for quote in quotes)


def is_span_of_years(claim: Number, quotes: Sequence[str]) -> bool:
    """Whether "two years" lie between two dates of the quotes."""
    years = {number.value for quote in quotes for number in read_numbers(quote) if may_be_year(number.value)}
    return _YEARS.search(claim.text) is not None and any(
        isclose(12 * abs(one - other), claim.value) for one, other in combinations(years, 2)
    )


def is_computed_beside(claim: Number, claims: Sequence[Number], prose: str, quotes: Sequence[str]) -> bool:
    """Whether two like numbers of a quote make it, and the tweet gives one of them.

    "thirty times as many", "half", "39 people, 20 of them with autism".
    """
    given = {other.value for other in claims if other is not claim}
    if claim.dimension == PLAIN and claim.value >= _SMALLEST_SUM:
        parts = {other.value for other in claims if other is not claim and _OF_THEM.match(prose, other.end)}
        return any(
            one.value + other.value == claim.value and (one.value in parts or other.value in parts)
            for quote in quotes
            for one, other in combinations([number for number in read_numbers(quote) if _is_count(number)], 2)
        )
    if claim.dimension not in (TIMES, FRACTION):
        return False
    return any(
        one.dimension == other.dimension
        and (one.value in given or other.value in given)
        and other.value
        and abs(one.value / other.value / claim.value - 1) <= _MAX_ERROR_OF_A_RATIO
        for quote in quotes
        for one, other in permutations([number for number in read_numbers(quote) if not number.is_weak], 2)
    )


def _is_count(number: Number) -> bool:
    return number.dimension == PLAIN and not number.is_weak and number.value.is_integer()


def _is_shown_by_numbers(claim: Number, prose: str) -> bool:
    """Whether "halves", "a third", points or a percentage only tell what two numbers beside it in the tweet show."""
    others = [number for number in read_numbers(prose) if not number.is_weak and number.start != claim.start]
    if claim.dimension == POINTS:
        most = 1.0 if claim.is_hedged else _MAX_ERROR_OF_POINTS
        return any(
            one.dimension == other.dimension and abs(abs(one.value - other.value) - claim.value) < most
            for one, other in pairwise(others)
        )
    if claim.dimension == PERCENT:
        return any(_is_share_of(claim, part, whole, prose) for part, whole in pairwise(others))
    if not claim.is_spelled or claim.dimension not in (TIMES, FRACTION):
        return False
    return any(
        one.dimension == other.dimension
        and other.value
        and abs(one.value / other.value / claim.value - 1) <= _MAX_ERROR_SHOWN
        for pair in pairwise(others)
        for one, other in (pair, pair[::-1])
    )


def _is_share_of(claim: Number, part: Number, whole: Number, prose: str) -> bool:
    """Whether a percentage is the part of the whole that the tweet gives beside it: "40% (5,056 of 12,532)"."""
    if part.dimension != PLAIN or whole.dimension != PLAIN or not whole.value:
        return False
    decimals = len(claim.text.partition(".")[2].rstrip("% "))
    half_a_step = 0.5 * 10.0**-decimals
    is_beside = abs(part.start - claim.end) <= _REACH or abs(claim.start - whole.end) <= _REACH
    return (
        is_beside
        and _PART_OF.fullmatch(prose[part.end : whole.start]) is not None
        and abs(100 * part.value / whole.value - claim.value) <= (2 * half_a_step if claim.is_hedged else half_a_step)
    )


def _is_sum_of_neighbours(claim: Number, prose: str) -> bool:
    """Whether it is what numbers right behind or before it make together: "67 people: 23 old ones, 44 new ones"."""
    if claim.dimension != PLAIN or claim.value < _SMALLEST_SUM:
        return False
    others = [number for number in read_numbers(prose) if not number.is_weak and number.dimension == PLAIN]
    behind = [number.value for number in others if number.start > claim.start][:_MOST_SUMMANDS]
    before = [number.value for number in others if number.start < claim.start][-_MOST_SUMMANDS:]
    return any(
        sum(summands) == claim.value
        for row in (behind, before)
        for count in range(2, len(row) + 1)
        for summands in combinations(row, count)
    )


def _is_told_as_a_factor(claim: Number, prose: str, quotes: Sequence[str]) -> bool:
    """Whether "2% slower" is what the quotes call a slowdown of 1.02x, or "1.3 times as much" 30% more."""
    numbers = [number for quote in quotes for number in read_numbers(quote)]
    if claim.dimension == PERCENT and _COMPARES.search(prose[max(claim.start - _REACH, 0) : claim.end + _REACH]):
        changes = (abs(number.value - 1) * 100 for number in numbers if number.dimension == TIMES)
    elif claim.dimension == TIMES:
        changes = (
            1 + sign * number.value / 100 for number in numbers if number.dimension == PERCENT for sign in (1, -1)
        )
    else:
        return False
    return any(isclose(claim.value, change, rel_tol=1e-6) for change in changes)


def _is_counted_by_names(claim: Number, quotes: Sequence[str]) -> bool:
    """Whether a quote names so many things one after another: "gold, copper, zinc, tin and iron" are five."""
    if claim.dimension != PLAIN or claim.value not in range(_FEWEST_LISTED, _MOST_MARKS + 1):
        return False
    return any(length == claim.value for quote in quotes for length in _lengths_of_lists(quote))


def _lengths_of_lists(quote: str) -> Iterator[int]:
    """How many things each list of a quote names; of one that opens it, the first may be no part: "Here, tin, ..."."""
    for match in _LISTED.finditer(quote):
        length = len(_BETWEEN_LISTED.findall(match[0])) + 1
        yield length
        if match.start() == 0:
            yield length - 1


def _is_counted_by_marks(claim: Number, quotes: Sequence[str]) -> bool:
    """Whether a quote has so many things, marked (1), (2), (3)."""
    if claim.dimension != PLAIN or claim.value not in range(2, _MOST_MARKS + 1):
        return False
    marks = [{int(mark) for mark in _MARK.findall(quote)} for quote in quotes]
    return any(found == set(range(1, int(claim.value) + 1)) for found in marks)


def unknown_codes(prose: str, numbers: Sequence[Number], facts: Sequence[str], index: PaperIndex) -> Iterator[str]:
    """Words of digits and letters, such as 33RX, that are no number with a unit and that the paper does not have."""
    for match in _CODE.finditer(blanked(prose)):
        is_number = any(
            number.start < match.end() and match.start() < number.end for number in numbers if not number.is_weak
        )
        code = re.compile(rf"(?<!\w){re.escape(match.group())}(?!\w)", re.IGNORECASE)
        if not is_number and not any(code.search(text) for text in (index.text, *facts)):
            yield match.group()


def _is_part_of_a_name(claim: Number, prose: str, quotes: Sequence[str], index: PaperIndex) -> bool:
    """Whether "Llama 2" is what the paper calls Llama-2, "top 5" what the quotes call top-5: judged as a name."""
    before = _WORD_BEFORE.search(prose[: claim.start])
    if not before:
        return False
    if _NUMBERED.fullmatch(before[1]):  # "Study 2" is a name, if the paper calls something so
        return re.search(rf"\b{before[1]}\s{re.escape(claim.text)}(?![\w.]*\d)", index.text) is not None
    texts = [index.text] if before[1][0].isupper() else quotes
    digits = re.escape(claim.text).replace(r"\.", r"[.\-‐]")  # claude-sonnet-4-5 is "Claude Sonnet 4.5"
    name = re.compile(rf"\b{re.escape(before[1])}[-‐]?{digits}(?![\w.]*\d)", re.IGNORECASE)
    return any(name.search(text) for text in texts)


def _is_part_of_an_abbreviation(claim: Number, prose: str, quotes: Sequence[str]) -> bool:
    """Whether "four-nucleon forces" are what the quotes call 4NFs."""
    words = _TWO_WORDS.match(prose, claim.end)
    if not words or not claim.value.is_integer():
        return False
    name = re.compile(rf"(?<!\w){int(claim.value)}[-‐]?{words[1]}{words[2]}s?(?!\w)", re.IGNORECASE)
    return any(name.search(quote) for quote in quotes)
