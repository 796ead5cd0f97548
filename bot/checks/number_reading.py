"""Numbers in running text, with all that the words around them make of them."""

import re
from dataclasses import replace
from functools import lru_cache

from bot.checks.not_numbers import blanked
from bot.checks.number_forms import as_may_be_meant, in_digits, in_letters
from bot.checks.number_ranges import with_neighbours
from bot.checks.number_units import with_unit
from bot.checks.units import CURRENCIES, CURRENCY_BEFORE, PERCENT, counted
from bot.checks.written_number import Bound, Number, Reading

_SMALL_X_OF_A_PRODUCT = re.compile(r"(?<=\d)[xX](?=\d)")  # 5x5
_LONGEST_REMEMBERED = 2000  # characters; of a page the index keeps the numbers
_SMALLEST, _LARGEST = 1e-250, 1e250
_SAME_LENGTH = str.maketrans({"º": "°", "˚": "°"})  # what keyboards and fonts put for the degree sign
_LOST_DEGREE = re.compile(r"(?<=\d)(?P<space>\s?)\ufffd(?=[CF]\b)")  # its font names it by no letter


def read_numbers(text: str) -> list[Number]:
    """Every number of `text` in order. Digits that belong to names, links, citations and pointers are none."""
    return list(_remembered(text) if len(text) <= _LONGEST_REMEMBERED else _read(text))


@lru_cache(maxsize=1024)  # every rule asks for the numbers of the same tweet and the same quotes
def _remembered(text: str) -> tuple[Number, ...]:
    return _read(text)


def _read(text: str) -> tuple[Number, ...]:
    original, text = text, _SMALL_X_OF_A_PRODUCT.sub("×", blanked(text)).translate(_SAME_LENGTH)
    text = _LOST_DEGREE.sub(r"\g<space>°", text)
    taken = bytearray(len(text))
    found: list[Number] = []
    for number in (*in_digits(text), *in_letters(text)):
        if _is_usable(number) and not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"x" * (number.end - number.start)
            found.append(_with_surroundings(number, text))
    found.sort(key=lambda number: number.start)
    further = [
        replace(_with_surroundings(with_unit(number, text), text), is_weak=True)
        for number in as_may_be_meant(text)
        if _is_usable(number)
    ]
    numbers = sorted([*with_neighbours(found, text), *further], key=lambda number: number.start)
    return tuple(replace(number, text=original[number.start : number.end]) for number in numbers)


def _is_usable(number: Number) -> bool:
    """Whether floating point can take its powers; nothing that is counted or measured is beyond that."""
    return number.value == 0 or _SMALLEST < number.value < _LARGEST


_BEFORE = re.compile(
    r"(?:(?P<most>at most|up[ -]to|no more than|not more than|no larger than|no greater than|fewer than|less than"
    r"|smaller than|lower than|shorter than|under|below|within|maximum of|as (?:much|many|high|long|large) as|almost"
    r"|nearly|just shy of|not even|not quite|[<≤⩽]|<=)"
    r"|(?P<least>at least|no less than|no fewer than|not less than|more than|greater than|larger than|higher than"
    r"|longer than|in excess of"
    r"|over|above|exceed(?:s|ed|ing)?|upwards? of|minimum of|as (?:little|few|low|short) as|beyond"
    r"|[>≥⩾]|>=)"
    r"|(?P<about>about|around|roughly|approximately|approx\.?|circa|ca?\.|(?:an )?estimated|close to"
    r"|(?:on the )?order of|some|[~∼≈≃≲≳])"
    r"|(?P<filler>\ufffd|just|only|an?|the|a total of|even|a factor of|factors of))\s*$",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:not|never|nor|cannot|without|hardly|rarely|seldom|\w+n['’]t)\s(?!(?:only|just|merely|even)\b)"
    r"(?:(?!(?:when|where|if|because|for|in|on|at|by|with|to|of|as|and|or|but)\b)[a-z]+\s)?$",
    re.IGNORECASE,
)
"""A denial before the words that make a bound, or before their verb: "does not exceed 8", "never takes more than 8"."""

_NOT_TURNED = re.compile(r"(?:no|not) |over|under|within|beyond|as ", re.IGNORECASE)
_ARTICLE = re.compile(r"an?|the", re.IGNORECASE)
_ALMOST = frozenset({"almost", "nearly", "just shy of", "not even", "not quite"})
_STRICT = _ALMOST | {"more than", "greater than", "less than", "fewer than", ">", "<"}  # "over" is too often a place
_AFTER_LEAST = re.compile(
    r"\+(?!\d)|\s?or\s(?:more|higher|above|better|greater|longer|over)\b|\sand\s(?:more|above|up|higher|beyond)\b"
)
_AFTER_MOST = re.compile(r"\sor\s(?:less|fewer|lower|below|under|smaller|shorter)\b")
_AFTER_ABOUT = re.compile(r"\sor\sso\b")
_DOLLAR = re.compile(r"(?<!\w)\$\s$")  # some fonts give ≥ as a dollar sign, and nobody pays in per cent
_LOST_LESS = re.compile(r"(?:^|[\s(]),$")  # some fonts give < as a comma
_SIGN = re.compile(r"(?:^|[\s(,;:=≈∼~])[-−]$|[(=≈∼]\s?[-−]\s$|[=≈∼\ufffd]\s?[-−–]$")  # U+FFFD: a sign that is lost
_CHARS_BEFORE = 40

_WORDS_AFTER = re.compile(r"[\s-]\s{0,40}([A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*)")  # names in between are blanked
_ENDS_A_COUNT = frozenset(
    "on in at for with from to by and or than as when while if but is are was were be has have had can that which who "
    "per vs versus against after before over under within without them these those it us make makes made need needs"
    " take takes one two three four five six seven eight nine ten eleven twelve".split()
)
_WORDS_TO_A_NOUN = 4
_ABBREVIATION = re.compile(r"[A-Z]{2,}")
_ALSO_ADJECTIVES = frozenset({"individual", "adult", "adolescent"})
_OF = re.compile(r"\sof\b")


def _with_surroundings(number: Number, text: str) -> Number:
    """The number with its currency, sign, bound, and what it counts."""
    before = text[max(number.start - _CHARS_BEFORE, 0) : number.start]
    is_lost_sign = number.dimension == PERCENT and _DOLLAR.search(before) is not None
    if (currency := CURRENCY_BEFORE.search(before)) and not is_lost_sign:
        name = CURRENCIES[currency.group().strip()]
        start = number.start - len(currency.group())
        readings = tuple(Reading(reading.value, name) for reading in number.readings)
        number = replace(number, start=start, text=text[start : number.end], readings=readings)
        before = before[: currency.start()]
    is_negative = bool(_SIGN.search(before))
    bound, is_strict, is_approximate = _bound_before(before.rstrip()[:-1] if is_negative else before)
    if _LOST_LESS.search(before):
        bound, is_strict = Bound.AT_MOST, True
    if is_lost_sign or _AFTER_LEAST.match(text, number.end):
        bound = Bound.AT_LEAST
    elif _AFTER_MOST.match(text, number.end):
        bound = Bound.AT_MOST
    return replace(
        number,
        nouns=_nouns_after(text, number.end, is_share=number.dimension == PERCENT),
        bound=bound,
        is_strict=is_strict,
        is_approximate=is_approximate or bool(_AFTER_ABOUT.match(text, number.end)),
        is_negative=is_negative,
    )


def _bound_before(before: str) -> tuple[Bound, bool, bool]:
    """(bound, whether it is strict, whether it is approximate), by the words that end `before`."""
    bound, is_strict, is_approximate = Bound.NONE, False, False
    nearer = ""
    while match := _BEFORE.search(before):
        words = match.group().strip().lower()
        if words[0].isalpha() and before[: match.start()][-1:].isalnum():
            break  # the end of a longer word: "moreover 5"
        if words == "over" and _ARTICLE.fullmatch(nearer):
            break  # "over a 29 day period" is a time
        if (match["most"] or match["least"]) and bound is Bound.NONE:  # "exceeded almost twice as often"
            bound = Bound.AT_MOST if match["most"] else Bound.AT_LEAST
            is_strict = words in _STRICT
            if words not in _ALMOST and not _NOT_TURNED.match(words) and _TURNS.search(before[: match.start()]):
                bound, is_strict = bound.opposite, False
        is_approximate |= bool(match["about"]) or words in _ALMOST
        before, nearer = before[: match.start()], words
    return bound, is_strict, is_approximate


def _nouns_after(text: str, end: int, *, is_share: bool) -> frozenset[str]:
    """What is counted. "32% need one step" counts no steps: a share counts what stands right there, or behind "of"."""
    for _ in range(1 if is_share and not _OF.match(text, end) else _WORDS_TO_A_NOUN):
        match = _WORDS_AFTER.match(text, end)
        if not match or match[1].lower() in _ENDS_A_COUNT:
            break
        further = _WORDS_AFTER.match(text, match.end())
        if match[1].lower() in _ALSO_ADJECTIVES and further and further[1].lower() not in _ENDS_A_COUNT:
            end = match.end()
            continue
        if nouns := counted(match[1]) or counted(match[1].rpartition("-")[2]):
            is_name = further and _ABBREVIATION.fullmatch(match[1])
            return (
                counted(further[1]) if further and is_name else nouns
            ) or nouns  # "seven STEPS participants" are no steps
        end = match.end()
    return frozenset()
