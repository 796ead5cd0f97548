"""Rule `number`, for whom: a number that the quotes have, but say of something else than the tweet does.

What a number is said of shows in the words around it: nearest first, less beyond a comma or "and", and other numbers
beside it are such words too. A number whose surroundings are those of another one of the quotes stands in its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bot.checks.claiming import CLAIMING
from bot.checks.clauses import STEM_CHARS
from bot.checks.folding import fold
from bot.checks.number_likeness import MAX_ROUNDING, Likeness, is_same, likeness
from bot.checks.number_nouns import named_by
from bot.checks.number_reading import read_numbers
from bot.checks.table_evidence import cells_quoted
from bot.checks.words import STOP_WORDS
from bot.checks.written_number import Number
from bot.model import Evidence, Finding, Level, Paper, Role

RULE = "number"

SURE_LEAD = 0.7
"""By how much two numbers must fit better in each other's places to be flagged. Measured: no honest tweet of 166."""

LIKELY_LEAD = 0.3
"""The same for advice: 4 honest tweets of 213."""

SURE_LEAD_OF_ONE = 0.9
"""By how much another number must fit better where only one stands wrong. Measured: no honest tweet of 166."""

LIKELY_LEAD_OF_ONE = 0.35

_END_MARK = re.compile(r"[.!?\n]")
_CLAUSE_MARK = re.compile(r"[,;:()–—]|and|but|while|whereas|vs|versus|against|or|than|compared")
_PREPOSITION = re.compile(r"of|from|in|for|on|at|to|by|with|per|among|within|across")
_WORD = re.compile(r"\b(?:ca?|approx|vs|cf|al|incl)\.|[^\W\d_][\w'’-]*|[,;:()–—.!?\n]")
_TELLING = frozenset("short long high low more most less first second all only with without over under up down".split())
"""Words that elsewhere carry nothing, and here say which of two things is meant: the short run, the long run."""

_BEYOND_AN_END, _BEYOND_A_MARK, _BEYOND_A_PREPOSITION, _BEYOND_A_LIKE_NUMBER = 0.1, 0.35, 0.6, 0.5
_OF_A_NUMBER = 0.9
_RESPECTIVELY = re.compile(r"[^.;]{0,60}\brespectively\b")
_TO, _LISTS, _SHORTEST_ROW = "to", frozenset({",", "and", "or"}), 3
_DECAY = 0.82
_REACH = 6
_MOST_OWN = 0.3  # of the better fit, that the own one may have where only one number stands wrong
_LAST_WORDS, _FIRST_WORDS = re.compile(r"(?:\S+\s+){0,4}\S*\Z"), re.compile(r"\S*(?:\s+\S+){0,4}")


@dataclass(frozen=True, slots=True)
class _Place:
    """A number with what stands around it.

    Attributes:
        around: Stem, or "#" and a number -> weight.
        words: The number and its neighbours, for a finding.
        is_in_a_row: One of "242, 1, 592, and 17", "from 70% to 5%" or "5 and 9, respectively": nothing beside it says
            what it is of.
        is_of_a_name: The 5 of "Sonar Mark 5".
    """

    number: Number
    around: Mapping[str, float]
    words: str
    is_in_a_row: bool
    is_of_a_name: bool


@dataclass(frozen=True, slots=True)
class _Tied:
    """A number of the tweet, and the places in the quotes that carry it."""

    told: _Place
    carriers: tuple[_Place, ...]

    @property
    def fit(self) -> float:
        return _best_fit(self.told, self.carriers)

    @property
    def kind(self) -> tuple[str, str]:
        """What it is in the tweet and in the quotes: an ordinal is in no place of a count."""
        return self.told.number.dimension, self.carriers[0].number.dimension

    def has_value_of(self, place: _Place) -> bool:
        return any(is_same(place.number.value, own.number.value) for own in self.carriers)


def check_ties(prose: str, *, role: Role, evidence: Sequence[Evidence], paper: Paper) -> list[Finding]:
    """Findings about pairs of numbers that stand in each other's places, and about one that stands in another's place.

    Args:
        prose: The tweet's words.
        evidence: Aligned, in the page's own words; what is a table's words stands for its cells.
    """
    if role not in CLAIMING or not evidence:
        return []
    sources = [place for text in _texts(evidence, paper) for place in _places(text)]
    tied = [one for place in _places(prose) if (one := _tie(place, sources))]
    findings = {finding.words: finding for finding in _exchanged(tied)}
    if not findings:
        findings = {finding.words: finding for one in tied if (finding := _misplaced(one, tied, sources))}
    return list(findings.values())


def _texts(evidence: Sequence[Evidence], paper: Paper) -> Iterator[str]:
    """What the quotes say: of a table each cell by itself, with its row and column."""
    for item in evidence:
        cells = cells_quoted(item, paper)
        yield from (f"{cell.row} {cell.column} {cell.text}" for cell in cells) if cells else (item.quote,)


def _tie(place: _Place, sources: Sequence[_Place]) -> _Tied | None:
    carriers = tuple(one for one in sources if likeness(place.number, one.number) >= Likeness.ROUNDED)
    return _Tied(place, carriers) if carriers else None


# ---- Two in each other's places ----


def _exchanged(tied: Sequence[_Tied]) -> Iterator[Finding]:
    for one, other in combinations(tied, 2):
        if one.kind != other.kind:
            continue
        if any(map(one.has_value_of, other.carriers)) or (_are_in_rows(one) and _are_in_rows(other)):
            continue
        crossed = _best_fit(one.told, other.carriers) + _best_fit(other.told, one.carriers)
        lead = crossed - one.fit - other.fit
        if lead >= LIKELY_LEAD:
            words = f"{one.told.number.text} … {other.told.number.text}"
            detail = (
                f"{one.told.number.text} and {other.told.number.text} look exchanged: the quotes have"
                f" “{one.carriers[0].words}” and “{other.carriers[0].words}”."
            )
            yield Finding(RULE, Level.FLAG if lead >= SURE_LEAD else Level.ADVICE, words, detail)


def _are_in_rows(tied: _Tied) -> bool:
    return all(place.is_in_a_row for place in tied.carriers)


# ---- One in the place of another ----


def _misplaced(one: _Tied, tied: Sequence[_Tied], sources: Sequence[_Place]) -> Finding | None:
    """About a number that stands where the quotes have another, which the tweet does not give."""
    if _are_in_rows(one):
        return None
    others = [
        place
        for place in sources
        if not (place.is_in_a_row or place.is_of_a_name)
        and place.number.dimension == one.carriers[0].number.dimension
        and not any(told.has_value_of(place) for told in tied)
        and abs(place.number.value - one.told.number.value) > MAX_ROUNDING * one.told.number.value
    ]
    best = max(others, key=lambda place: _fit(one.told, place), default=None)
    if best is None:
        return None
    fit = _fit(one.told, best)
    lead = fit - one.fit
    if lead < LIKELY_LEAD_OF_ONE or one.fit > _MOST_OWN * fit:
        return None
    detail = (
        f"{one.told.number.text} is said of something else: the quotes have “{best.words}” here,"
        f" and “{one.carriers[0].words}”."
    )
    return Finding(RULE, Level.FLAG if lead >= SURE_LEAD_OF_ONE else Level.ADVICE, one.told.number.text, detail)


def _best_fit(told: _Place, places: Sequence[_Place]) -> float:
    return max(_fit(told, place) for place in places)


def _fit(one: _Place, other: _Place) -> float:
    return sum(min(weight, other.around[key]) for key, weight in one.around.items() if key in other.around)


# ---- What stands around a number ----


@lru_cache(maxsize=256)  # the quotes of a draft and its tweets are asked for again when a tweet was repaired
def _places(text: str) -> tuple[_Place, ...]:
    tokens = _tokens(text)
    return tuple(
        _Place(
            token,
            _around(tokens, at, token),
            _phrase(text, token),
            _is_in_a_row(tokens, at, token) or _RESPECTIVELY.match(text, token.end) is not None,
            bool(named_by(text, token)),
        )
        for at, token in enumerate(tokens)
        if isinstance(token, Number)
    )


def _tokens(text: str) -> list[str | Number]:
    """The numbers of a text, and between them its words and marks."""
    tokens: list[str | Number] = []
    position = 0
    for number in read_numbers(text):
        if not number.is_weak:
            tokens += _WORD.findall(text, position, max(number.start, position))
            tokens.append(number)
            position = max(number.end, position)
    return [*tokens, *_WORD.findall(text, position)]


def _is_in_a_row(tokens: Sequence[str | Number], at: int, number: Number) -> bool:
    """Whether it is one of three numbers or more with nothing but "and" or a comma between, or beside "to" and one."""
    row = 1
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(tokens):
            token = tokens[place]
            place += step
            if isinstance(token, Number):
                if token.dimension != number.dimension:
                    break
                row += 1
            elif token.lower() == _TO:
                return 0 <= place < len(tokens) and isinstance(tokens[place], Number)
            elif token not in _LISTS:
                break
    return row >= _SHORTEST_ROW


def _around(tokens: Sequence[str | Number], at: int, number: Number) -> dict[str, float]:
    weights: dict[str, float] = {}
    for step in (-1, 1):
        weight, place, carrying = 1.0, at + step, 0
        while 0 <= place < len(tokens) and carrying < _REACH:
            token = tokens[place]
            place += step
            if isinstance(token, Number):
                key = f"#{token.bare:g}"
                weights[key] = max(_OF_A_NUMBER * weight, weights.get(key, 0.0))
                weight *= _BEYOND_A_LIKE_NUMBER if token.dimension == number.dimension else 1.0
                carrying += 1
            elif factor := _damping(token):
                weight *= factor
            elif stem := _stem(token):
                weights[stem] = max(weight, weights.get(stem, 0.0))
                weight *= _DECAY
                carrying += 1
    return weights


def _damping(token: str) -> float:
    """How much of its weight is left to what stands beyond a mark or a word that parts; 0 for other words."""
    word = token.lower()
    if _END_MARK.fullmatch(word):
        return _BEYOND_AN_END
    if _CLAUSE_MARK.fullmatch(word):
        return _BEYOND_A_MARK
    return _BEYOND_A_PREPOSITION if _PREPOSITION.fullmatch(word) else 0.0


def _stem(token: str) -> str:
    folded = fold(token)
    if (folded in STOP_WORDS and folded not in _TELLING) or (len(folded) < 2 and not token.isupper()):
        return ""
    return folded[:STEM_CHARS]


def _phrase(text: str, number: Number) -> str:
    """The number with the words around it, as a finding quotes it."""
    before = _LAST_WORDS.search(text[: number.start])
    after = _FIRST_WORDS.match(text, number.end)
    return " ".join(text[before.start() if before else 0 : after.end() if after else number.end].split())
