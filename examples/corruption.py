"""Systematic damage to quotes and posts, as a careless writer would do it; seeded, so that it can be repeated."""

import re
from collections.abc import Callable, Iterable, Mapping
from random import Random

_WORD = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
_NUMERAL = re.compile(r"(?<![\w.,@-])(?<!\d, )(?!\d[).]\s)\d[\d,]*(?:\.\d+)?(?![\w-]|\.\d|, \d{3}\b)(?<!,)")
_NO_NUMERAL = re.compile(
    r"\[[^\]]*\]|\([^()]*,\s(?:19|20)\d\d[a-z]?[^()]*\)|\(\d+\)"  # citations and list marks
    r"|\b(?:[Ff]ig|[Tt]ab|[Ss]ec|[Ee]q|[Aa]pp|[Tt]heorem|[Ll]emma|[Cc]hapter)\w*\.?\s\d\S*(?:\s(?:and|to)\s\d\S*)?"
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|can|could|does|do|did|will|may|has|have|had)\b(?! not|n't)")

Damage = Callable[["Vandal", str], str | None]
"""Damages a text, or returns None where the text gives no room for this kind of damage."""


class Vandal:
    """Damages sentences of one paper."""

    def __init__(self, rng: Random, *, words: list[str], numerals: list[str]) -> None:
        """`words` are of other papers, to put where they do not belong; `numerals` are of this paper, as written."""
        self._rng = rng
        self._words = words
        self._numerals = numerals

    # ---- Words ----

    def one_word_replaced(self, text: str) -> str | None:
        return self._words_replaced(text, count=1)

    def three_words_replaced(self, text: str) -> str | None:
        return self._words_replaced(text, count=3)

    def word_left_out(self, text: str) -> str | None:
        """A word with others behind it: without its last word, a quote is still a quote."""
        inner = (place for place in _WORD.finditer(text) if re.match(r"\W*\s[A-Za-z]{2}", text[place.end() :]))
        place = self._any_of(inner)
        return f"{text[: place.start()].rstrip()} {text[place.end() :].lstrip()}".strip() if place else None

    def word_inserted(self, text: str) -> str | None:
        place = self._any_of(_WORD.finditer(text))
        return f"{text[: place.start()]}{self._rng.choice(self._words)} {text[place.start() :]}" if place else None

    def not_inserted(self, text: str) -> str | None:
        place = self._any_of(_AUXILIARY.finditer(text))
        return f"{text[: place.end()]} not{text[place.end() :]}" if place else None

    def _words_replaced(self, text: str, *, count: int) -> str | None:
        places = list(_WORD.finditer(text))
        if len(places) < count:
            return None
        for place in sorted(self._rng.sample(places, count), key=lambda place: -place.start()):
            word = self._rng.choice([word for word in self._words if word != place.group()])
            text = text[: place.start()] + word + text[place.end() :]
        return text

    # ---- Numbers ----

    def last_digit_changed(self, text: str) -> str | None:
        return self._number_replaced(text, lambda numeral: numeral[:-1] + self._other_digit(numeral[-1]))

    def first_digit_changed(self, text: str) -> str | None:
        return self._number_replaced(text, lambda numeral: self._other_digit(numeral[0], lowest=1) + numeral[1:])

    def ten_times(self, text: str) -> str | None:
        """The decimal point one place to the right, or a zero more."""
        return self._number_replaced(text, _ten_times)

    def another_of_the_paper(self, text: str) -> str | None:
        others = [numeral for numeral in self._numerals if numeral not in text]
        return self._number_replaced(text, lambda _: self._rng.choice(others)) if others else None

    def sum_of_two(self, text: str) -> str | None:
        """A number replaced by the sum of it and the next: right arithmetic, but nothing that the paper says."""
        return _first_two_replaced(text, lambda first, second: (_sum(first, second), second))

    def two_swapped(self, text: str) -> str | None:
        return _first_two_replaced(text, lambda first, second: (second, first))

    def percent_made_points(self, text: str) -> str | None:
        damaged = re.sub(r"(?<=\d)\s?%(?!\w)", " points", text, count=1)
        return None if damaged == text else damaged

    def _number_replaced(self, text: str, change: Callable[[str], str]) -> str | None:
        place = self._any_of(numerals_of(text))
        if place is None:
            return None
        changed = change(place.group())
        return None if _is_same(changed, place.group()) else text[: place.start()] + changed + text[place.end() :]

    def _other_digit(self, digit: str, *, lowest: int = 0) -> str:
        return self._rng.choice([str(other) for other in range(lowest, 10) if str(other) != digit])

    def _any_of(self, places: Iterable[re.Match[str]]) -> re.Match[str] | None:
        found = list(places)
        return self._rng.choice(found) if found else None


def numerals_of(text: str) -> list[re.Match[str]]:
    """The numbers of a sentence in digits; not those of citations, names, list marks and pointers (Figure 3)."""
    taken = [pointer.span() for pointer in _NO_NUMERAL.finditer(text)]
    return [
        numeral
        for numeral in _NUMERAL.finditer(text)
        if not any(start <= numeral.start() < end for start, end in taken)
    ]


def _first_two_replaced(text: str, change: Callable[[str, str], tuple[str, str]]) -> str | None:
    """The first two numbers that differ, changed together."""
    numerals = numerals_of(text)
    if len(numerals) < 2 or numerals[0].group() == numerals[1].group():
        return None
    first, second = numerals[:2]
    new_first, new_second = change(first.group(), second.group())
    if _is_same(new_first, first.group()):
        return None
    return text[: first.start()] + new_first + text[first.end() : second.start()] + new_second + text[second.end() :]


def _is_same(one: str, other: str) -> bool:
    return float(one.replace(",", "")) == float(other.replace(",", ""))


def _sum(first: str, second: str) -> str:
    values = [value.replace(",", "") for value in (first, second)]
    decimals = max(len(value.partition(".")[2]) for value in values)
    return f"{sum(map(float, values)):.{decimals}f}"


def _ten_times(numeral: str) -> str:
    whole, _, decimals = numeral.partition(".")
    if decimals:
        return f"{int(whole + decimals[0])}.{decimals[1:]}".rstrip(".")
    return f"{10 * int(whole.replace(',', '')):,}" if "," in whole else f"{whole}0"


TO_QUOTES: Mapping[str, Damage] = {
    "One word replaced": Vandal.one_word_replaced,
    "Three words replaced": Vandal.three_words_replaced,
    "One word left out": Vandal.word_left_out,
    "One word inserted": Vandal.word_inserted,
    "“not” inserted": Vandal.not_inserted,
    "Last digit changed": Vandal.last_digit_changed,
}

TO_POSTS: Mapping[str, Damage] = {
    "Last digit changed": Vandal.last_digit_changed,
    "First digit changed": Vandal.first_digit_changed,
    "Ten times as much": Vandal.ten_times,
    "Another number of the paper": Vandal.another_of_the_paper,
    "Sum of two numbers": Vandal.sum_of_two,
    "Percent made points": Vandal.percent_made_points,
}

TO_POSTS_UNSEEN: Mapping[str, Damage] = {
    "Two numbers swapped": Vandal.two_swapped,
    "“not” inserted": Vandal.not_inserted,
}
"""These leave every number as it is, so that rules which compare numbers are not expected to see them."""
