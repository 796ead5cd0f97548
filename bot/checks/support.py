"""Whether a tweet and its quotes speak of the same thing at all."""

from collections.abc import Sequence

from bot.checks.claiming import CLAIMING
from bot.checks.clauses import stems
from bot.checks.number_reading import read_numbers
from bot.model import Evidence, Finding, Level, Role

RULE = "support"

MIN_SHARED = 0.16
"""Part of a tweet's stems that its quotes must share. Measured: honest tweets share 0.25 at least, and mostly 0.7."""

_MAX_SHOWN_CHARS = 80


def check_support(prose: str, *, role: Role, evidence: Sequence[Evidence]) -> list[Finding]:
    """Advice of rule "support": quotes that share next to nothing with the tweet, all together or one alone.

    It does not understand: words are compared by their first letters, numbers by their digits.
    """
    if role not in CLAIMING or not evidence:
        return []
    said = _stems(prose)
    quoted = [_stems(item.quote) for item in evidence]
    if said and len(said & frozenset().union(*quoted)) / len(said) < MIN_SHARED:
        return [_advice("", "The quotes speak of something else than the tweet")]
    return [
        _advice(_shown(item.quote), f"The quote from page {item.page} shares no word and no number with the tweet")
        for item, shared in zip(evidence, quoted, strict=True)
        if not shared & said
    ]


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry something, and the worth of the numbers."""
    numbers = {f"{reading.value:.9g}" for number in read_numbers(text) for reading in number.readings}
    return stems(text) | numbers


def _shown(quote: str) -> str:
    return quote if len(quote) <= _MAX_SHOWN_CHARS else f"{quote[: _MAX_SHOWN_CHARS - 1]}…"


def _advice(words: str, problem: str) -> Finding:
    return Finding(RULE, Level.ADVICE, words, f"{problem}; quote the sentence that says it.")
