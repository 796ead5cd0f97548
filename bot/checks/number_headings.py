"""Units that stand apart from their numbers: in the head of a table, in letters that a PDF has spoilt, as an age."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checks.folding import fold
from bot.checks.number_likeness import is_same
from bot.checks.number_nouns import Counted, names_behind
from bot.checks.paper_index import PaperIndex
from bot.checks.units import CURRENCIES, FRACTION, MAGNITUDES, PERCENT, PLAIN, POINTS, TIMES, spellings, unit
from bot.checks.written_number import Number, Reading
from bot.model import Evidence

_YEARS = re.compile(r"[\w.,-]+[\s-]years?", re.IGNORECASE)
_TELLS_AN_AGE = re.compile(r"\b(?:ages?|aged|older|younger)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\s(day|week|month|year)s$", re.IGNORECASE)
_EVERY = {"day": "daily", "week": "weekly", "month": "monthly", "year": "(?:yearly|annual)"}
_CHARS_BEFORE, _CHARS_AFTER = 40, 100
_ROW = re.compile(
    r"(?:\d[\d.,]*\s?[*†‡]?(?:\s?±\s?[\d.]+|\s?\([\d.]+\))?[\s|–—-]+){2,}\d[\d.]*|(?:[–—-]\s){2,}\d[\d.]*"
)
_PERCENT_OF_A_HEAD = re.compile(r"(?<!\d)(?<!\d\s)(?:%|[Pp]ercentages?\b)")
_OF_FACTORS = re.compile(
    r"\btimes\b|\d\s?[x×]|[x×]\s?\d|\([x×]\)|fold\b|\bfactors?\b|\bratios?\b|speed-?up|slow|fast|overhead|multipl|relative|normali"
    r"|\b(?:twice|doubl|tripl|half|halv)|\bthan\b|compared",
    re.IGNORECASE,
)
_SAYS_POINTS = re.compile(r"\bpoints?\b|\bpts\b|\bpp\b")
_OF_POINTS = re.compile(
    r"point|\bpts\b|\bpp\b|scor|\bscale|rating|\brank|\bindex|differ|\bgain|improv|\bgap|margin|accura|increas|decreas"
    r"|\b(?:F1|BLEU|ROUGE|mAP|Elo|MMLU)",
    re.IGNORECASE,
)


def has_unit_in_a_heading(claim: Number, evidence: Sequence[Evidence], index: PaperIndex) -> bool:
    """Whether a page of the evidence gives the claim's unit apart from the number, as the head of a table does.

    In running text, "in %" is the unit of a table only if a quote or a caption of the page says it.
    """
    pages = {item.page for item in evidence}
    texts = [index.page_text(page) for page in pages]
    if claim.dimension == PERCENT and any(_has_as_percentage(text, claim.bare) for text in texts):
        return True
    if _has_as_money(texts, claim, index):
        return True
    names = "|".join(map(re.escape, _spellings_of_its_size(claim)))
    if not names:
        return False
    head = re.compile(rf"[(\[]\s?(?:in\s)?(?:{names})\s?[)\],]")
    if any(head.search(text) for text in texts):
        return True
    told = re.compile(rf"\b(?:in|as)\s(?:{names})(?![\w/])")
    captions = (figure.caption for figure in index.paper.figures if figure.page in pages)
    return any(told.search(text) for text in (*(item.quote for item in evidence), *captions))


def with_percentages_of_rows(numbers: Sequence[Number], item: Evidence, index: PaperIndex) -> list[Number]:
    """The numbers of a quote; those of a row may be percentages too, where the page has a % that no number has.

    Heads and captions stand where a PDF puts them, seldom beside their rows.
    """
    rows = [match.span() for match in _ROW.finditer(item.quote)]
    if not rows or not _PERCENT_OF_A_HEAD.search(index.page_text(item.page)):
        return list(numbers)
    return [
        replace(number, readings=(*number.readings, Reading(number.value, PERCENT)))
        if number.dimension == PLAIN and any(start <= number.start < end for start, end in rows)
        else number
        for number in numbers
    ]


def _has_as_percentage(text: str, value: float) -> bool:
    """Whether the text has so much per cent, perhaps as an end of a range or in a list that ends with the sign."""
    if (digits := f"{value:.12g}") not in text:
        return False
    beside = r"(?:\s?(?:[-–—,/±]|to|and|or)\s?\d+(?:\.\d+)?)*"
    sign = rf"(?<![\d.,]){re.escape(digits)}{'0*' if '.' in digits else '(?:[.]0+)?'}{beside}\s?(?:%|％|per\s?cent)"
    return re.search(sign, text) is not None


def _has_as_money(texts: Sequence[str], claim: Number, index: PaperIndex) -> bool:
    """Whether a head has the claim's magnitude, as in "Costs (B)", and the paper speaks of its currency."""
    signs = "|".join(re.escape(sign) for sign, dimension in CURRENCIES.items() if dimension == claim.dimension)
    magnitudes = "|".join(name for name, size in MAGNITUDES.items() if is_same(size * claim.bare, claim.value))
    if not signs or not magnitudes:
        return False
    head = re.compile(rf"[(\[]\s?(?:in\s)?(?:(?:{signs})\s?)?(?:{magnitudes})(?:\s(?:{signs}))?\s?[)\]]")
    if not any(head.search(text) for text in texts):
        return False
    return any(re.search(signs, index.page_text(page.number)) for page in index.paper.pages)


def may_be_in_its_unit(claim: Number, carriers: Sequence[Counted], sources: Sequence[Counted]) -> bool:
    """False for a factor or points made of a bare number, where the quotes speak of neither: "98.5x" of a share."""
    if claim.dimension not in (TIMES, POINTS) or claim.is_spelled:
        return True
    if any(reading.dimension in (claim.dimension, FRACTION) for one in carriers for reading in one.number.readings):
        return True
    if claim.dimension == POINTS and all(_may_be_percent(one.number) for one in carriers):
        return any(_SAYS_POINTS.search(one.text) for one in carriers)
    words = _OF_FACTORS if claim.dimension == TIMES else _OF_POINTS
    if any(words.search(one.text) for one in sources):
        return True
    if claim.dimension == TIMES:
        return False
    is_difference = any(one.number.dimension == PERCENT and one.number.bare == claim.bare for one in sources)
    return is_difference or any(names_behind(one.text, one.number) for one in carriers)


def _may_be_percent(number: Number) -> bool:
    return any(reading.dimension == PERCENT for reading in number.readings)


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
