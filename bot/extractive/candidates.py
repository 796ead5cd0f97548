"""Every tweet that a paper's own sentences could make: prose, evidence, and how well it serves each role."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.extractive.language import Language
from bot.extractive.role_rules import NEVER, Place
from bot.extractive.salience import Salience, stems
from bot.extractive.sentences import Sentence
from bot.model import Evidence, Role, Voice, Zone

MOST_CHARS = 200
"""The longest prose of a tweet, in columns of a Latin letter; a Chinese character counts two."""

_GATE = 1.5  # shortening is the dear part: no sentence is shortened that no role wants this much
_PAIRED_CHARS = 125
_SHORTEST_PIECE_CHARS = 20  # a quote of a few letters beyond a page break would be no evidence
_PAIR_COST = 0.15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible tweet.

    Attributes:
        sentences: Numbers of the sentences it was made of.
        scores: Of the roles it could have.
    """

    prose: str
    evidence: tuple[Evidence, ...]
    sentences: tuple[int, ...]
    zone: Zone
    scores: dict[Role, float]
    stems: frozenset[str]

    @property
    def best(self) -> float:
        return max(self.scores.values())


def candidates_of(
    sentences: Sequence[Sentence], language: Language, salience: Salience, voice: Voice
) -> list[Candidate]:
    """All candidates in order of the paper; single sentences before the pairs that begin with them."""
    background = _background(sentences, language)
    listed = _listed(sentences, language)
    last = max(background, default=-1)
    singles: list[_Single | None] = []
    for sentence in sentences:
        place = Place(
            sentence.zone,
            is_background=sentence.number in background,
            is_gap=sentence.number == last or language.contrasts(sentence.text),
            is_listed=sentence.number in listed,
            closeness=salience.closeness(sentence.text),
        )
        singles.append(_single(sentence, place, language, voice))
    found = [single.candidate for single in singles if single is not None and single.stands_alone]
    pairs = (
        _pair(first, second, language)
        for first, second in pairwise(singles)
        if first is not None and second is not None and first.paragraph == second.paragraph
    )
    return found + [pair for pair in pairs if pair is not None]


@dataclass(frozen=True, slots=True)
class _Single:
    candidate: Candidate
    paragraph: int
    stands_alone: bool


def _background(sentences: Sequence[Sentence], language: Language) -> frozenset[int]:
    """The sentences of the abstract before its first own one, if there is one."""
    numbers: list[int] = []
    for sentence in sentences:
        if sentence.zone is Zone.ABSTRACT:
            if language.turns(sentence.text):
                return frozenset(numbers)
            numbers.append(sentence.number)
    return frozenset()


_LONGEST_LIST = 9


def _listed(sentences: Sequence[Sentence], language: Language) -> frozenset[int]:
    """The sentences of the introduction that follow "our contributions are"."""
    announced = [s.number for s in sentences if s.zone is Zone.INTRODUCTION and language.announces_list(s.text)]
    if not announced:
        return frozenset()
    first = announced[-1] + 1
    following = sentences[first : first + _LONGEST_LIST]
    return frozenset(s.number for s in following if s.zone is Zone.INTRODUCTION)


def _single(sentence: Sentence, place: Place, language: Language, voice: Voice) -> _Single | None:
    is_split = len(sentence.evidence) > 1
    if is_split and any(len(piece.quote) < _SHORTEST_PIECE_CHARS for piece in sentence.evidence):
        return None
    text = language.tidied(sentence.text)
    if text is None:
        return None
    wanted = language.role_scores(text, place)
    if max(wanted.values(), default=NEVER) < _GATE:
        return None
    lenient = Role.CREDITS in wanted

    def stands(form: str) -> bool:
        return language.stands(form, place.zone, voice, lenient=lenient)

    form = language.best_form(text, limit_chars=MOST_CHARS, stands=stands)
    alone = form is not None
    if form is None:
        form = language.best_form(
            text, limit_chars=_PAIRED_CHARS, stands=lambda one: language.follows(one, place.zone, voice)
        )
    if form is None:
        return None
    scores = {role: score - form.cost for role, score in language.role_scores(form.text, place).items()}
    if not scores:
        return None
    candidate = Candidate(form.text, sentence.evidence, (sentence.number,), sentence.zone, scores, stems(form.text))
    return _Single(candidate, sentence.paragraph, alone)


def _pair(first: _Single, second: _Single, language: Language) -> Candidate | None:
    """Two neighbours as one tweet, where the second leans on the first."""
    one, other = first.candidate, second.candidate
    if not first.stands_alone or second.stands_alone:
        return None
    prose = f"{one.prose} {other.prose}"
    if language.columns(prose) > MOST_CHARS:
        return None
    roles = one.scores.keys() | other.scores.keys()
    scores = {role: max(one.scores.get(role, NEVER), other.scores.get(role, NEVER)) - _PAIR_COST for role in roles}
    return Candidate(
        prose, one.evidence + other.evidence, one.sentences + other.sentences, one.zone, scores, one.stems | other.stems
    )
