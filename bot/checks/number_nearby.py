"""Numbers that the quotes lack, and that stand close by: in the same sentence, around it, or on a page at hand."""

import re
from collections.abc import Sequence

from bot.checks.number_likeness import Likeness, likeness
from bot.checks.number_reading import read_numbers
from bot.checks.paper_index import PaperIndex
from bot.checks.units import PLAIN
from bot.checks.written_number import Number
from bot.model import Evidence

MAX_COUNT = 12
"""A whole number up to this may count what the text around a quote counts."""

_FEWEST_COUNTED = 4
_POINTS_BACK = re.compile(r"\b(?:all|the|these|those|our)\s$", re.IGNORECASE)
_CHARS_BEFORE = 40


def is_beside_a_quote(claim: Number, evidence: Sequence[Evidence], index: PaperIndex) -> bool:
    """Whether a sentence that was quoted in part has the number."""
    return any(
        likeness(claim, number) == Likeness.SAME
        for item in evidence
        for number in read_numbers(index.sentence_around(item))
    )


def is_near_a_quote(
    claim: Number, claims: Sequence[Number], prose: str, evidence: Sequence[Evidence], index: PaperIndex
) -> bool:
    """Whether a count of what was told of before stands close to a quote: "all nine", "these nine"."""
    if claim.dimension != PLAIN or not _FEWEST_COUNTED <= claim.value <= MAX_COUNT:
        return False
    same = (number.start for number in claims if number.value == claim.value)
    if not any(_POINTS_BACK.search(prose[max(start - _CHARS_BEFORE, 0) : start]) for start in same):
        return False
    near = (index.surroundings_of(item) for item in evidence)
    return any(likeness(claim, number) == Likeness.SAME for text in near for number in read_numbers(text))


def is_on_a_page_at_hand(claim: Number, evidence: Sequence[Evidence], index: PaperIndex) -> bool:
    """Whether a page of the evidence has the number, or page 1, where papers say what they do."""
    pages = {1, *(item.page for item in evidence)}
    near = (number for page in pages for number in index.numbers_on(page))
    return any(
        number.value == claim.value
        and number.dimension == PLAIN
        and (not claim.nouns or not number.nouns or bool(number.nouns & claim.nouns))
        for number in near
    )
