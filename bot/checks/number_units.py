"""The magnitude and unit behind a number: "billion", "%", "times", "GB/s"."""

import re
import unicodedata
from dataclasses import replace

from bot.checks.units import (
    CURRENCY_BEFORE,
    MAGNITUDES,
    ORDERS,
    ORDINAL,
    PERCENT,
    PLAIN,
    POINTS,
    TIMES,
    UNITS,
    raised,
    unit,
)
from bot.checks.written_number import Number, Reading

_MAGNITUDE = re.compile(
    r"(?P<glued>mln|bn|tn|mn|[KkMmBbGT])(?![A-Za-z⊙☉⊕]|/[a-z])"
    r"|[\s-]?(?P<word>hundred|thousand|million|billion|trillion|dozen|mln|bn)\b|\s(?P<apart>[MB])(?=\s[a-z])|\s?(?P<cjk>[百千万萬亿億])"
)
_MAGNITUDE_OF_MONEY = re.compile(r"\s?(?P<letter>[KkMmBb]|[mb]n|tn)(?![\w/])")
"""Behind a sum of money a letter is its magnitude also after a space: "USD 0.50 m" are no metres."""

_LONGEST_CURRENCY = 6
_AMBIGUOUS_LETTERS = {"K": "kelvin", "m": "length"}
"""Glued to a number these are thousand and million, or a unit."""

_PERCENT = re.compile(r"(?:[⁺⁻]?[⁰¹²³⁴-⁹]+\s?\S?[₀-₉]+)?\s?[%％]|[\s-]?(?:percent|per\scent|pct)\b")
_KINDS = (
    (re.compile(r"[\s-]?(?:percentage[\s-]points?|points?|pts|pp|p\.p\.)(?!\w)"), POINTS),
    (
        # Not the x of 5 x 5, nor the first letter of a name such as 8xlarge.
        re.compile(
            r"[x×](?!\d|\s\d+\s?[x×]|[A-Za-z])|×(?=[A-Za-z])|\s[x×](?!\s?\d|[A-Za-z])|[\s-]?fold\b|[\s-]times\b|倍"
        ),
        TIMES,
    ),
    (re.compile(r"(?:st|nd|rd|th)\b"), ORDINAL),
    (re.compile(r"\sorders?\sof\smagnitude\b"), ORDERS),
)
_COMPARES = re.compile(r"\s(?:as|the|that|those|what|its|their|our|more|less|fewer|better|worse|greater|over|\w+er)\b")
"""Behind "three times" that are a factor; "three times in a row" are three."""

_OCCASIONS = ("times", "twice", "thrice")

_MOST_ORDERS = 30.0
_DECADE = re.compile(r"s\b")
_FIRST_DECADE, _LAST_DECADE = 1500, 2100
_SHORT_DECADE = re.compile(
    r"[2-9]0s(?=\s*(?:[^\w\s]|$)|\s(?:and|or|to|in|on|the|when|all|was|were|but|as|of|by|for|with|had|saw|until)\b)"
)
_BEFORE_A_DECADE = re.compile(r"(?:\b(?:the|early|late|mid)[\s-]|['’])\Z", re.IGNORECASE)
_CENTURIES = (1900.0, 1800.0)

_UNIT = re.compile(
    r"(?:\s?\([a-z]{2,5}\.\))?"  # 0.2 (syst.) GeV
    r"[\s-]?(?:(?:GPU|CPU|TPU|core|machine|person|[AHV]100)s?[\s-])?(?P<before>(?:square|sq|cubic)\.?[\s-])?(?P<unit>[A-Za-zµμÅ°]+)"
    r"(?P<behind>\^?[23](?!\w|\.\d)|[²³]|\s[23](?=[,;)]|\s[a-z]))?"  # PDFs lower the ² of km²
    r"(?P<per>(?:\s?/\s?|\sper\s)(?:s|sec|second|min|minute|h|hour|day|dl|dL|ml|mL|l|L|kg|litre|liter)\b"
    r"|\ss\s?(?:[-−]\s?1|⁻¹))?"
)
_OF_A_BODY = re.compile(
    r"\s?(?P<letter>[MRL])[_\s]?(?P<sign>[⊙☉⊕])|(?P<sun>\s?M_?sun\b)"
    r"|[\s-](?P<body>solar|Earth|earth)[\s-](?P<kind>mass|radi|luminosit)[a-z]*",
)
"""Masses, sizes and powers as astronomers give them."""

_KINDS_OF_A_BODY = {"mass": "M", "radi": "R", "luminosit": "L"}
_PER_UNIT = re.compile(r"\s?(?:⁻¹|[-−]1(?![\d.]))")  # 0.04 year⁻¹ are no years
_UNITS_OF_ONE_LETTER = frozenset("shgmKWVJL°Å")
_AMPERE = re.compile(r"\sA(?=\s?(?:[.,;:)/]|$|(?:per|mg|cm|m|g)\b))")  # not the article: "in 2019 A new method"
_PER = {"sec": "s", "second": "s", "minute": "min", "hour": "h", "litre": "l", "liter": "l"}


def with_unit(number: Number, text: str) -> Number:
    """The number with the magnitude and unit that follow it in `text`."""
    value, end = number.value, number.end
    if _SHORT_DECADE.match(text, number.start) and _BEFORE_A_DECADE.search(
        text[max(number.start - 6, 0) : number.start]
    ):
        decade = tuple(Reading(century + value, PLAIN) for century in _CENTURIES)
        return replace(number, text=text[number.start : end + 1], end=end + 1, readings=decade)
    as_unit: tuple[Reading, ...] = ()
    is_rounded = False
    is_money = CURRENCY_BEFORE.search(text, max(number.start - _LONGEST_CURRENCY, 0), number.start) is not None
    letter = _MAGNITUDE_OF_MONEY.match(text, end) if is_money else None
    if number.dimension == PLAIN and (magnitude := letter or _MAGNITUDE.match(text, end)):
        name = next(name for name in magnitude.groups() if name)
        if name in _AMBIGUOUS_LETTERS and not is_money and magnitude["glued"]:
            as_unit = (Reading(value, _AMBIGUOUS_LETTERS[name]),)
        value *= MAGNITUDES[name]
        end = magnitude.end()
        is_rounded = True
    reading, end = _unit_behind(Reading(value, number.dimension), text, end)
    further = as_unit if reading.dimension == PLAIN else as_else_meant(reading, text[number.start : end], text[end:])
    return replace(
        number,
        text=text[number.start : end],
        end=end,
        readings=(reading, *further),
        is_rounded_by_unit=is_rounded,
    )


def as_else_meant(reading: Reading, words: str, after: str) -> tuple[Reading, ...]:
    """Further ways to read a factor: two orders of magnitude are 100 times, and "three times in a row" are three."""
    if reading.dimension == ORDERS and reading.value <= _MOST_ORDERS:
        return (Reading(10.0**reading.value, TIMES),)
    if reading.dimension == TIMES and words.lower().endswith(_OCCASIONS) and not _COMPARES.match(after):
        return (Reading(reading.value, PLAIN),)
    return ()


def _unit_behind(reading: Reading, text: str, end: int) -> tuple[Reading, int]:
    """The reading with the unit at `end`, and where that ends."""
    value = reading.value
    if percent := _PERCENT.match(text, end):
        points = _KINDS[0][0].match(text, percent.end())
        return (Reading(value, POINTS), points.end()) if points else (Reading(value, PERCENT), percent.end())
    for pattern, dimension in _KINDS:
        if match := pattern.match(text, end):
            return Reading(value, dimension), match.end()
    if _FIRST_DECADE <= value < _LAST_DECADE and (decade := _DECADE.match(text, end)):
        return reading, decade.end()
    if ampere := _AMPERE.match(text, end):
        return Reading(value * UNITS["amp"][1], UNITS["amp"][0]), ampere.end()
    if match := _OF_A_BODY.match(text, end):
        kind = "M" if match["sun"] else match["letter"] or _KINDS_OF_A_BODY[match["kind"]]
        is_earth = match["sign"] == "⊕" or (match["body"] or "").lower() == "earth"
        return Reading(value, f"{kind} of the {'earth' if is_earth else 'sun'}"), match.end()
    match = _UNIT.match(text, end)
    found = unit(match["unit"]) if match else None
    if match is None or found is None or _PER_UNIT.match(text, match.end("unit")):
        return reading, end
    dimension, factor = found
    if power := _power(match["before"], match["behind"]):
        if higher := raised(dimension, factor, power):
            return Reading(value * higher[1], higher[0]), match.end("behind" if match["behind"] else "unit")
        return (reading, end) if match["before"] else (Reading(value * factor, dimension), match.end("unit"))
    if len(match["unit"]) == 1 and match["unit"] not in _UNITS_OF_ONE_LETTER:
        return reading, end
    return Reading(value * factor, dimension + _per(match["per"], dimension)), match.end()


def _power(before: str | None, behind: str | None) -> int:
    """2 for a square, 3 for a cube, else 0."""
    if before:
        return 3 if before.startswith("cubic") else 2
    return int(unicodedata.normalize("NFKC", behind.strip()[-1])) if behind else 0


def _per(words: str | None, dimension: str) -> str:
    """One name for "/s", "per second" and the "s-1" that is left of s⁻¹. FLOPS are a rate by themselves."""
    if not words or dimension == "flop":
        return ""
    name = re.sub(r"[^a-z]|per", "", words.lower())
    return f"/{_PER.get(name, name)}"
