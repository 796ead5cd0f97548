"""Units that stand apart from their numbers: in the head of a table, in letters that a PDF has spoilt, as an age."""

import re
from collections.abc import Collection

from bot.checks.folding import fold
from bot.checks.number_likeness import is_same
from bot.checks.paper_index import PaperIndex
from bot.checks.units import PERCENT, spellings, unit
from bot.checks.written_number import Number

_YEARS = re.compile(r"[\d.,]+[\s-]years?", re.IGNORECASE)
_TELLS_AN_AGE = re.compile(r"\b(?:ages?|aged|older|younger)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\s(day|week|month|year)s$", re.IGNORECASE)
_EVERY = {"day": "daily", "week": "weekly", "month": "monthly", "year": "(?:yearly|annual)"}
_CHARS_BEFORE, _CHARS_AFTER = 40, 100


def has_unit_in_a_heading(claim: Number, pages: Collection[int], index: PaperIndex) -> bool:
    """Whether one of the pages gives the claim's unit apart from the number, as the head of a table does."""
    texts = [index.page_text(page) for page in pages]
    if claim.dimension == PERCENT and any(
        number.dimension == PERCENT and number.bare == claim.bare for page in pages for number in index.numbers_on(page)
    ):
        return True
    names = "|".join(map(re.escape, _spellings_of_its_size(claim)))
    if not names:
        return False
    head = re.compile(rf"[(\[]\s?(?:in\s)?(?:{names})\s?[)\],]")
    return any(head.search(text) for text in texts)


def is_said_beside(claim: Number, number: Number, text: str) -> bool:
    """Whether the claim's unit stands beside a bare number in other words: A for Å, which a PDF has spoilt; an age.

    Of 34 points in a monthly series it is 34 months.
    """
    if _YEARS.fullmatch(claim.text) and _TELLS_AN_AGE.search(text[max(number.start - _CHARS_BEFORE, 0) : number.start]):
        return True
    period = _PERIOD.search(claim.text)
    if period and re.search(rf"\b{_EVERY[period[1].lower()]}", text[number.end :][:_CHARS_AFTER], re.IGNORECASE):
        return True
    letters = fold(re.sub(r"[\d.,\s]", "", claim.text))
    return bool(letters) and fold(text[number.end :][: len(letters) + 1]) == letters


def _spellings_of_its_size(claim: Number) -> list[str]:
    """How a head may write the claim's unit: not s for ms, though both are times."""
    return [
        name
        for name in spellings(claim.dimension)
        if (known := unit(name)) is None or known[0] != claim.dimension or is_same(known[1] * claim.bare, claim.value)
    ]
