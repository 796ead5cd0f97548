"""Rates: "42 a day" needs a quote that speaks of days."""

import re
from collections.abc import Sequence

from bot.checks.number_reading import read_numbers
from bot.model import Evidence, Finding, Level

RULE = "unit"

_PERIODS = {
    "second": r"second|sec\b|/\s?s\b|s\s?[-−]\s?1\b|s⁻¹|[kMG]?Hz\b|ps\b",
    "minute": r"minute|min\b",
    "hour": r"hour|/\s?h\b|\bh\b",
    "day": r"day|dail|diurnal|/\s?d\b|24\s?h",
    "night": r"night|nocturnal",
    "week": r"week",
    "month": r"month",
    "year": r"year|annu|p\.a\.|/\s?yr?\b",
    "decade": r"decade|(?:ten|10)[\s-]year",
}
_RATE = re.compile(
    rf"(?:\s[^\W\d_][\w'’-]*){{0,2}}?\s(?:an?|per|every|each)\s(?P<period>{'|'.join(_PERIODS)})\b", re.IGNORECASE
)


def check_periods(prose: str, *, evidence: Sequence[Evidence]) -> list[Finding]:
    """Flags of rule "unit" for numbers that are told by a period which no quote has: "42 visits a week"."""
    quoted = "\n".join(item.quote for item in evidence)
    findings = []
    for number in read_numbers(prose) if evidence else ():
        rate = None if number.is_weak else _RATE.match(prose, number.end)
        if rate and not re.search(_PERIODS[rate["period"].lower()], quoted, re.IGNORECASE):
            words = prose[number.start : rate.end()]
            findings.append(Finding(RULE, Level.FLAG, words, f"No quote says so by the {rate['period']}."))
    return findings
