"""Numbers written in letters: what they are worth and what kind of number they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.checks.units import FRACTION, MAGNITUDES, ORDERS, PLAIN, TIMES, VAGUE


class SpelledNumber(NamedTuple):
    """Words that mean a number; a weak one ("both", "a single", "one") asks for no evidence but can be some."""

    start: int
    end: int
    value: float
    dimension: str = PLAIN
    is_weak: bool = False


_SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: float(value)
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_MULTIPLES = {"twice": 2.0, "doubl": 2.0, "thrice": 3.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_WEAK = {"single": 1.0, "one": 1.0, "both": 2.0, "pair": 2.0, "pairs": 2.0, "couple": 2.0, "dual": 2.0}
_WEAK |= {"duplicate": 2.0, "triplicate": 3.0, "quadruplicate": 4.0}

_UP_TO_19 = "|".join(sorted(_SMALL, key=len, reverse=True))
_UP_TO_99 = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{_UP_TO_19}))?|{_UP_TO_19})"
_UP_TO_999 = rf"(?:(?:an?|{_UP_TO_99})\shundred(?:\s(?:and\s)?{_UP_TO_99})?|{_UP_TO_99})"
_LARGE = "thousand|million|billion|trillion|dozen"
_PLURALS = "tens|dozens|hundreds|thousands|millions|billions|trillions"

_IS_AN_AMOUNT = re.compile(
    r"\s(?:of|the|as|an?|that|its|their|our|all|less|more|fewer|lower|higher|faster|slower)\b"
    r"|\s(?:to|or|and)\s(?:an?|one|two|three|half|\d)|[.,;:)]|\s?$"
)
"""What follows "a third" and "half" where they are amounts, not "a third layer" or "half precision"."""

_NAMES_A_PART = re.compile(
    r"\b(?:(?P<of_a_verb>both|two|the|these|those|its|their|our|into|in|of|between)|first|second|other|each|either|upper"
    r"|lower|top|bottom|left|right|front|back|former|latter|last|final|early|late)\s$",
    re.IGNORECASE,
)
"""Before "half" and "halves" that are a thing and no amount: "both halves", "the second half of May"."""

_KINDS = (
    ("multiple", r"(?P<stem>twice|doubl|thrice|tripl|quadrupl|halv)(?:e[sd]?|ing)?"),
    ("fold", rf"(?P<count>{_UP_TO_99}|hundred|thousand)[\s-]?fold"),
    ("orders", r"an order of magnitude"),
    ("vague", rf"(?P<first>{_PLURALS})(?:\sof\s(?P<second>{_PLURALS}))?"),
    ("vague", rf"(?:several|a few|many|some)\s(?P<first>hundred|{_LARGE})"),
    ("part", rf"(?P<count>an?|{_UP_TO_19})[\s-](?P<part>third|quarter|tenth)s?\sof\san?\s(?P<large>{_LARGE})"),
    ("fraction", rf"(?P<count>an?|{_UP_TO_19})[\s-](?P<part>{'|'.join(_PARTS)})s?"),
    ("plain", rf"(?P<half>half)\s(?:an?\s)?(?P<large>{_LARGE})"),
    ("plain", rf"(?P<count>an?|{_UP_TO_999})[\s-](?P<large>{_LARGE})(?:\s(?:and\s)?(?P<rest>{_UP_TO_999}))?"),
    ("plain", rf"(?P<count>{_UP_TO_999})(?:(?P<half>\sand\sa\shalf)(?:\s(?P<large>{_LARGE}))?)?"),
    ("half", r"half"),
    ("weak", "|".join(_WEAK)),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_WITHOUT_NAMES = [re.sub(r"\?P<\w+>", "?:", pattern) for _, pattern in _KINDS]
_ANY = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({pattern})' for pattern in _WITHOUT_NAMES)})(?!\w)", re.IGNORECASE)


def find_spelled_numbers(text: str) -> Iterator[SpelledNumber]:
    """Every number in letters, in order."""
    for match in _ANY.finditer(text):
        kind, pattern = _PATTERNS[(match.lastindex or 1) - 1]
        if parts := pattern.fullmatch(text, *match.span()):
            yield _read(kind, parts, before=text[: match.start()][-10:], after=text[match.end() :][:10])


def _read(kind: str, match: re.Match[str], *, before: str, after: str) -> SpelledNumber:
    words = {name: value.lower() for name, value in match.groupdict().items() if value}
    number = SpelledNumber(*match.span(), value=0.0, is_weak=after.startswith("-"))
    match kind:
        case "multiple":
            value = _MULTIPLES[words["stem"]]
            is_thing = match.group().lower() == "halves" and _NAMES_A_PART.search(before) is not None
            return number._replace(
                value=value, dimension=TIMES if value > 1 else FRACTION, is_weak=number.is_weak or is_thing
            )
        case "fold":
            return number._replace(value=_up_to_999(words["count"]), dimension=TIMES)
        case "orders":
            return number._replace(value=1.0, dimension=ORDERS)
        case "vague":
            value = _plural(words["first"]) * (_plural(words["second"]) if "second" in words else 1.0)
            return number._replace(value=value, dimension=VAGUE)
        case "part":
            return number._replace(
                value=_up_to_999(words["count"]) / _PARTS[words["part"]] * MAGNITUDES[words["large"]], is_weak=False
            )
        case "fraction":
            value = _up_to_999(words["count"]) / _PARTS[words["part"]]
            is_amount = match.group().endswith("s") or _IS_AN_AMOUNT.match(after)
            return number._replace(value=value, dimension=FRACTION, is_weak=not is_amount)
        case "half":
            part = _NAMES_A_PART.search(before)
            is_thing = part is not None and not part["of_a_verb"]
            return number._replace(value=0.5, dimension=FRACTION, is_weak=is_thing or not _IS_AN_AMOUNT.match(after))
        case "weak":
            return number._replace(value=_WEAK[match.group().lower()], is_weak=True)
        case _:
            return _read_plain(number, words)


def _read_plain(number: SpelledNumber, words: dict[str, str]) -> SpelledNumber:
    value = _up_to_999(words["count"]) if "count" in words else 0.0
    value += 0.5 if "half" in words else 0.0
    value *= MAGNITUDES[words["large"]] if "large" in words else 1.0
    value += _up_to_999(words["rest"]) if "rest" in words else 0.0
    return number._replace(value=value, is_weak=value == 1.0 or (value == 0.0 and number.is_weak))


def _plural(word: str) -> float:
    return 10.0 if word == "tens" else MAGNITUDES[word.removesuffix("s")]


def _up_to_999(words: str) -> float:
    value = 0.0
    for word in re.split(r"[\s-]+", words):
        if word == "hundred":
            value = max(value, 1.0) * 100
        elif word == "thousand":  # only in "thousandfold"
            value = 1000.0
        else:
            value += 1.0 if word in ("a", "an") else _SMALL.get(word, 0.0) + _TENS.get(word, 0.0)
    return value
