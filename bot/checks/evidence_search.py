"""Evidence for a tweet that came without any: the paper's passages that say what it says, as far as words can tell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import pow as power

from bot.checks import numbers
from bot.checks.folding import fold
from bot.checks.name_reading import read_names
from bot.checks.number_reading import read_numbers
from bot.checks.paper_index import PaperIndex
from bot.checks.passages import Passage, Passages, keys_of, number_keys
from bot.checks.quote_places import MIN_FOLDED_CHARS
from bot.checks.quotes import align
from bot.checks.units import FRACTION
from bot.model import Evidence, Finding, Level, Role

MAX_QUOTES = 6
"""More than these nobody compares with a tweet."""

MIN_SHARE = 0.3
"""Part of a tweet's weight that all its passages together must have; below it they are about something else."""

_MIN_GAIN = 0.12
_MIN_SHARED = 2
_TELLING_DIGITS = 3  # a number of so many is hardly there by chance
_LONGEST_ROUND_NUMBER = 4  # 50000 is telling too
_COVERED_AGAIN = 0.35
_OF_A_LINE = 0.7
_OF_A_NUMBER = 2.0
_OF_A_NAME = 1.3
_UNKNOWN = 2.0
_MAX_CANDIDATES = 60
_MAX_FOR_A_NUMBER = 6
_SMALLEST_ROUNDED = 5.0  # a smaller whole one is in every second line
_COST_OF_LENGTH = 0.25
_CHARS_AT_NO_COST = 200  # a longer passage loses a little, so that the shorter of two alike is quoted


class EvidenceSearch:
    """A paper, asked for the evidence of one tweet after the other."""

    def __init__(self, index: PaperIndex) -> None:
        self._index = index
        self._passages = Passages(index.paper)

    def find(self, prose: str, *, role: Role) -> tuple[Evidence, ...]:
        """The few passages that carry most of a tweet's numbers, names and words; () where none comes near.

        Args:
            prose: The tweet without links, tags, counter and the paper's title.

        Returns:
            Evidence in the page's own words, the most telling first.
        """
        wanted = _wanted(prose, self._passages)
        return self._with_missing_numbers(prose, role, wanted, self._choose(wanted))

    def _choose(self, wanted: "_Wanted") -> tuple[Evidence, ...]:
        candidates = self._candidates(wanted)
        chosen: tuple[Evidence, ...] = ()
        covered: set[str] = set()
        while candidates and len(chosen) < MAX_QUOTES:
            best = max(candidates, key=lambda passage: wanted.worth(passage, covered))
            gained = (best.keys & wanted.weights.keys()) - covered
            if wanted.weight(gained) < _MIN_GAIN * wanted.total and not gained & wanted.numbers:
                break
            candidates.remove(best)
            if quoted := self._quoted(best):
                chosen = (*chosen, *(item for item in quoted if item not in chosen))
                covered |= gained
        return chosen if wanted.weight(covered) >= MIN_SHARE * wanted.total else ()

    def _candidates(self, wanted: "_Wanted") -> list[Passage]:
        found: list[Passage] = []
        for passage in self._passages.having(frozenset(wanted.weights)):
            if wanted.is_about(passage):
                found.append(passage)
            if len(found) == _MAX_CANDIDATES:
                break
        for number in wanted.numbers & wanted.weights.keys():
            found += self._for_a_number(frozenset({number}), frozenset(), wanted)
        return list({id(passage): passage for passage in found}.values())  # the passages are one object each

    def _for_a_number(self, keys: frozenset[str], rounded: frozenset[str], wanted: "_Wanted") -> list[Passage]:
        """The likeliest passages with a number: it must not be lost among those that share more words.

        Args:
            keys: The number, in every form.
            rounded: Numbers that may be told as this one.
        """
        having = [passage for passage in self._passages.having(keys | rounded) if wanted.is_about(passage, rounded)]
        return sorted(having, key=lambda passage: -wanted.worth(passage, ()))[:_MAX_FOR_A_NUMBER]

    def _with_missing_numbers(
        self, prose: str, role: Role, wanted: "_Wanted", chosen: tuple[Evidence, ...]
    ) -> tuple[Evidence, ...]:
        """The evidence, with passages for those numbers that what was chosen does not carry."""
        first_flags = open_flags = self._flags(prose, role, chosen)
        for flag in first_flags:
            told = (number.value * (100 if number.dimension == FRACTION else 1) for number in read_numbers(flag.words))
            rounded = [
                self._passages.rounded_to(value)
                for value in told
                if value >= _SMALLEST_ROUNDED or not value.is_integer()
            ]
            keys = number_keys(flag.words) | keys_of(flag.words)
            for passage in self._for_a_number(keys, frozenset().union(*rounded), wanted):
                more = (*chosen, *(item for item in self._quoted(passage) if item not in chosen))
                if len(more) > MAX_QUOTES + len(first_flags):
                    break
                if len(flags := self._flags(prose, role, more)) < len(open_flags):
                    chosen, open_flags = more, flags
                    break
        return chosen

    def _flags(self, prose: str, role: Role, evidence: tuple[Evidence, ...]) -> list[Finding]:
        found = numbers.check(prose, role=role, evidence=evidence, index=self._index, facts=[])
        return [finding for finding in found if finding.level is Level.FLAG]

    def _quoted(self, passage: Passage) -> tuple[Evidence, ...]:
        """The passage in the page's own words, without pieces too short to quote; () if it is not there as read."""
        aligned = align([passage.evidence], self._index)
        if any(finding.level is Level.FLAG for finding in aligned.findings):
            return ()
        return tuple(item for item in aligned.evidence if len(fold(item.quote)) >= MIN_FOLDED_CHARS)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a tweet says: key -> how much it counts, and which keys are numbers; `total` counts unknown words too."""

    weights: dict[str, float]
    numbers: frozenset[str]
    total: float

    def weight(self, keys: Collection[str]) -> float:
        return sum(self.weights[key] for key in keys)

    def is_about(self, passage: Passage, rounded: frozenset[str] = frozenset()) -> bool:
        """Whether a passage has more in common with the tweet than numbers, which stand in other places by chance."""
        shared = passage.keys & self.weights.keys()
        numbers_too = shared & self.numbers | passage.keys & rounded
        words = len(shared - self.numbers)
        tellings = {number.rstrip("%") for number in numbers_too if _is_telling(number)}
        is_telling = len(numbers_too) >= _MIN_SHARED or bool(tellings)
        many_numbers = len({number.rstrip("%") for number in numbers_too}) >= _MIN_SHARED and bool(tellings)
        return words >= _MIN_SHARED or (words > 0 and is_telling) or many_numbers

    def worth(self, passage: Passage, covered: Collection[str]) -> float:
        shared = passage.keys & self.weights.keys()
        again = shared.intersection(covered)
        worth = self.weight(shared - again) + _COVERED_AGAIN * self.weight(again)
        length = max(len(passage.evidence.quote), _CHARS_AT_NO_COST)
        return worth * (_OF_A_LINE if passage.is_line else 1.0) * power(_CHARS_AT_NO_COST / length, _COST_OF_LENGTH)


def _wanted(prose: str, passages: Passages) -> _Wanted:
    known = number_keys(prose)
    names = keys_of(" ".join(name.text for name in read_names(prose)))
    weights = dict(_weights(keys_of(prose) | known, known, names, passages))
    rarest = max(weights.values(), default=0.0)
    unknown = len(keys_of(prose) - weights.keys())
    return _Wanted(weights, known, sum(weights.values()) + unknown * min(rarest, _UNKNOWN))


def _weights(
    keys: Collection[str], known: Collection[str], names: Collection[str], passages: Passages
) -> Iterator[tuple[str, float]]:
    for key in keys:
        if weight := passages.weight(key):
            yield key, weight * (_OF_A_NUMBER if key in known else _OF_A_NAME if key in names else 1.0)


def _is_telling(number: str) -> bool:
    digits = sum(sign.isdigit() for sign in number.rstrip("0%"))
    return (
        len(number) > _LONGEST_ROUND_NUMBER
        or digits >= _TELLING_DIGITS
        or (digits > 1 and number.isdecimal() and len(number) > _TELLING_DIGITS)
    )
