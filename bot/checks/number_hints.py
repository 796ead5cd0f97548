"""Where a number that its evidence lacks may have come from: another page, or arithmetic."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from math import isclose

from bot.checks.paper_index import PaperIndex
from bot.checks.units import FRACTION, PERCENT, PLAIN, POINTS, TIMES
from bot.checks.written_number import Number

_MAX_SHOWN = 4
_MIN_COMPUTED = 10
_MAX_COMBINED = 20  # numbers; a table quoted whole would make anything computable


def explain(number: Number, evidence: Sequence[Number], index: PaperIndex) -> str:
    """A clause that says what the evidence has instead, for a writer to act on."""
    if origin := next(_computed(number, evidence), None):
        return f"is not in the evidence; it looks computed: {origin}"
    if pages := index.pages_with(number):
        listed = ", ".join(f"p. {page}" for page in pages[:_MAX_SHOWN])
        return f"is elsewhere in the paper ({listed}), not in this tweet's quotes"
    return f"is not in the paper; {listed_numbers(evidence)}"


def listed_numbers(numbers: Sequence[Number]) -> str:
    """ "the quotes have 51.2% and 47.6%"."""
    texts = list(dict.fromkeys(" ".join(number.text.split()) for number in numbers if not number.is_weak))
    if not texts:
        return "the quotes have no numbers"
    shown = ", ".join(texts[:_MAX_SHOWN])
    return f"the quotes have {shown}{' and more' if len(texts) > _MAX_SHOWN else ''}"


def _computed(number: Number, evidence: Sequence[Number]) -> Iterator[str]:
    """The ways in which two numbers of the evidence make this one; small whole numbers come out of anything."""
    if number.dimension == PLAIN and number.value < _MIN_COMPUTED and number.value.is_integer():
        return
    decimals = len(number.text.partition(".")[2].rstrip("%x× ")) if "." in number.text else 0
    rounding = 0.06 * number.value if number.is_approximate else 0.5 * 10.0**-decimals
    usable = [n for n in {n.value: n for n in evidence if not n.is_weak}.values() if n.value][:_MAX_COMBINED]
    for a, b in permutations(usable, 2):
        if a.dimension == b.dimension:
            yield from _made_of(number, a, b, rounding)


def _made_of(number: Number, a: Number, b: Number, rounding: float) -> Iterator[str]:
    wanted = number.value
    left, right = a.text.strip(), b.text.strip()
    if number.dimension in (a.dimension, PLAIN) or (number.dimension == POINTS and a.dimension == PERCENT):
        if _near(a.value - b.value, wanted):
            yield f"{left} - {right}"
        if a.start < b.start and _near(a.value + b.value, wanted):
            yield f"{left} + {right}"
    if number.dimension in (TIMES, PLAIN, FRACTION) and abs(a.value / b.value - wanted) <= rounding:
        yield f"{left} / {right}"
    if number.dimension == PERCENT:
        for sign, how in ((1, "more"), (-1, "less")):
            if abs(sign * (a.value - b.value) / b.value * 100 - wanted) <= rounding:
                yield f"{left} is {number.text} {how} than {right}"


def _near(value: float, wanted: float) -> bool:
    return isclose(value, wanted, rel_tol=1e-6)
