"""Rates: "42 a day" needs a quote that speaks of days."""

import re
from collections.abc import Iterator, Sequence

from bot.checks.number_reading import read_numbers
from bot.checks.written_number import Number
from bot.model import Evidence, Finding, Level

RULE = "unit"

_PERIODS = {
    "second": r"second|sec\b|/\s?s\b|s\s?[-−]\s?1\b|s⁻¹|[kMG]?Hz\b|ps\b",
    "minute": r"minute|min\b",
    "hour": r"hour|/\s?h\b|\bhr?s?\b",
    "day": r"day|dail|diurnal|/\s?d\b|24\s?h",
    "night": r"night|nocturnal",
    "week": r"week",
    "month": r"month",
    "year": r"year|annu|p\.a\.|/\s?yr?\b",
    "decade": r"decade|(?:ten|10)[\s-]year",
}
_BY = re.compile(r"(?:\s[^\W\d_][\w'’-]*){0,2}?(?:\s(?:an?|per|every|each)\s|\s?(?=/))")
_RATE = re.compile(
    rf"(?:\s[^\W\d_][\w'’-]*){{0,2}}?\s(?:an?|per|every|each)\s(?P<period>{'|'.join(_PERIODS)})\b", re.IGNORECASE
)
_EVERY = re.compile(
    rf"\b(?:each|every|per|once\san?)\s(?:single\s|second\s|other\s)?(?P<period>{'|'.join(_PERIODS)})\b", re.IGNORECASE
)


def check_periods(prose: str, *, evidence: Sequence[Evidence]) -> list[Finding]:
    """Flags of rule "unit" for numbers by a period that no quote has, or not for them: "42 visits a week".

    "Every week" is one too where the quotes speak of other periods only.
    """
    quoted = "\n".join(item.quote for item in evidence)
    findings = []
    for number in read_numbers(prose) if evidence else ():
        rate = None if number.is_weak else _RATE.match(prose, number.end)
        if rate is None:
            continue
        period = rate["period"].lower()
        rates = [own for item in evidence for own in _rates_of(number, item.quote)]
        if (rates and period not in rates) or not re.search(_PERIODS[period], quoted, re.IGNORECASE):
            detail = f"The quotes say so by the {rates[0]}." if rates else f"No quote says so by the {period}."
            findings.append(Finding(RULE, Level.FLAG, prose[number.start : rate.end()], detail))
    told = {finding.words for finding in findings}
    every = list(_EVERY.finditer(prose))
    has = {period for period, words in _PERIODS.items() if every and re.search(words, quoted, re.IGNORECASE)}
    for match in every:
        period = match["period"].lower()
        if has and period not in has and not any(match[0] in words for words in told):
            findings.append(Finding(RULE, Level.FLAG, match[0], f"No quote says so by the {period}."))
    return findings


def _rates_of(number: Number, quote: str) -> Iterator[str]:
    """The periods by which a quote tells the same number: the hour of "$12/hr"."""
    for other in read_numbers(quote):
        by = _BY.match(quote, other.end) if other.bare == number.bare else None
        for period, words in _PERIODS.items():
            if by and re.compile(rf"(?:/\s?)?(?:{words})|{words}", re.IGNORECASE).match(quote, by.end()):
                yield period
