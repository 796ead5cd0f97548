"""Which candidates make the thread, and in what order: rare roles first, nothing said twice, the weakest left out."""

import heapq
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.extractive.candidates import Candidate
from bot.extractive.result_role import WITH_UNIT
from bot.extractive.salience import overlap, stems
from bot.extractive.subject import Subject
from bot.model import Role, Zone


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate in the role it was chosen for."""

    role: Role
    candidate: Candidate

    @property
    def score(self) -> float:
        return self.candidate.scores[self.role]


@dataclass(frozen=True, slots=True)
class _Slot:
    role: Role
    floor: float


# A role that few sentences can serve chooses before the roles that would take its sentence.
_SLOTS = (
    _Slot(Role.CREDITS, 3.0),
    _Slot(Role.LIMITATION, 3.4),
    _Slot(Role.FUTURE_WORK, 3.4),
    _Slot(Role.CONTRIBUTION, 4.5),
    _Slot(Role.RESULT, 4.5),
    _Slot(Role.CONTRIBUTION, 5.0),
    _Slot(Role.RESULT, 4.5),
    _Slot(Role.CONTRIBUTION, 6.5),
    _Slot(Role.METHOD, 4.0),
    _Slot(Role.RESULT, 4.8),
    _Slot(Role.PRIOR_WORK, 3.8),
    _Slot(Role.WHY, 4.0),
    _Slot(Role.METHOD, 4.5),
)
_FILLERS = (Role.RESULT, Role.CONTRIBUTION, Role.METHOD, Role.WHY, Role.PRIOR_WORK)
_FILL_FLOOR = 5.2
_NEED_FLOOR, _LAST_FLOOR = 2.2, 1.0
_MOST = {Role.CONTRIBUTION: 3, Role.RESULT: 4, Role.METHOD: 3, Role.WHY: 1, Role.PRIOR_WORK: 1}
_MOST_BEYOND = {Role.CONTRIBUTION: 3, Role.RESULT: 3, Role.METHOD: 3, Role.WHY: 1, Role.PRIOR_WORK: 0}
"""How many more of one role, where the paper gives nothing for the others."""

_BEYOND = max(_MOST_BEYOND.values())
_ENOUGH = 9
"""More is not better: with announcement and code this makes eleven."""

_MOST_TRIED = 100  # of a role; whoever needs more has a paper that says one thing over and over
_OTHER_ROLE_MARGIN = 1.0
_SPARED = frozenset({Role.CONTRIBUTION, Role.RESULT, Role.LIMITATION})
"""The first tweet of these roles is the last to go when there is room for a few only."""


def choose(candidates: Sequence[Candidate], subject: Subject, *, least: int, most: int) -> list[Choice]:
    """At most `most` choices in the order of roles; fewer than `least` only if the paper gives no more."""
    chosen: list[Choice] = []
    for slot in _SLOTS:
        _take(slot.role, slot.floor, candidates, subject, chosen)
    _fill(_FILL_FLOOR, max(least, _ENOUGH), candidates, subject, chosen)
    _fill(_NEED_FLOOR, least, candidates, subject, chosen)
    _fill(_NEED_FLOOR, least, candidates, subject, chosen, beyond=_BEYOND)
    _fill(_LAST_FLOOR, least, candidates, subject, chosen, beyond=_BEYOND)
    while len(chosen) > max(0, most):
        chosen.remove(_least_missed(chosen))
    return _ordered(chosen, subject)


def _take(role: Role, floor: float, candidates: Sequence[Candidate], subject: Subject, chosen: list[Choice]) -> None:
    for choice in _ranked(role, candidates):
        if choice.score < floor:
            return
        if _fits(choice) and not _is_told(choice, chosen, subject):
            chosen.append(choice)
            return


def _fill(
    floor: float, enough: int, candidates: Sequence[Candidate], subject: Subject, chosen: list[Choice], beyond: int = 0
) -> None:
    ranked = sorted((choice for role in _FILLERS for choice in _ranked(role, candidates)), key=lambda c: -c.score)
    for choice in ranked:
        if len(chosen) >= enough or choice.score < floor:
            return
        room = _MOST[choice.role] + min(beyond, _MOST_BEYOND[choice.role])
        has_room = sum(one.role is choice.role for one in chosen) < room
        if has_room and _fits(choice) and not _is_told(choice, chosen, subject):
            chosen.append(choice)


def _least_missed(chosen: Sequence[Choice]) -> Choice:
    """The weakest choice that is not the only one of a role to be spared; else the weakest of all."""
    roles = [choice.role for choice in chosen]
    spare = [choice for choice in chosen if choice.role not in _SPARED or roles.count(choice.role) > 1]
    return min(spare or chosen, key=lambda choice: choice.score)


def _ranked(role: Role, candidates: Iterable[Candidate]) -> list[Choice]:
    choices = (Choice(role, candidate) for candidate in candidates if role in candidate.scores)
    return heapq.nlargest(_MOST_TRIED, choices, key=lambda choice: choice.score)


def _fits(choice: Choice) -> bool:
    """No role may take a sentence that serves another far better."""
    return choice.role is Role.CREDITS or choice.score >= choice.candidate.best - _OTHER_ROLE_MARGIN


# ---- Nothing twice ----

_SAME_CONTRIBUTION = 0.45
_SAME_OBJECT = 0.5
_SAME, _SAME_METHOD = 0.5, 0.42
_SAME_RESULT, _SAME_NUMBER = 0.66, 0.35
_SAME_WORDS, _SAME_CLAIM = 0.7, 0.35
_SAME_FIGURES = 0.4
_REPEATED, _BROUGHT_AGAIN = 0.42, 0.36  # a conclusion says again what the abstract said
_BEST = re.compile(r"\bstate[- ]of[- ]the[- ]art\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_TELLING_NUMBER_CHARS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_told(choice: Choice, chosen: Iterable[Choice], subject: Subject) -> bool:
    return any(_is_alike(choice, other, subject) for other in chosen)


def _is_alike(choice: Choice, other: Choice, subject: Subject) -> bool:
    one, two = choice.candidate, other.candidate
    if _rest_on_same(one, two) or (choice.role is other.role and _has_same_head(one.prose, two.prose)):
        return True
    if _STUDIES.match(one.prose) and _STUDIES.match(two.prose) and len(one.stems & two.stems & subject.title_stems) > 1:
        return True
    mine, theirs = set(_NUMBER.findall(one.prose)), set(_NUMBER.findall(two.prose))
    if choice.role is Role.RESULT is not other.role and WITH_UNIT.search(one.prose) and not mine & theirs:
        return False  # what was measured is more than that it was looked at
    if _shares_phrase(one, two, subject):
        return True
    if _shares_figures(one, two, mine & theirs):
        return True
    if choice.role is other.role is Role.RESULT and _is_same_measure(mine, theirs):
        return True
    if choice.role is other.role is Role.CONTRIBUTION and _presents_same(one, two, subject):
        return True
    if choice.role is other.role and overlap(one.stems, two.stems) > _most_shared(choice, other):
        return True
    if choice.role is other.role is Role.RESULT and _BEST.search(one.prose) and _BEST.search(two.prose):
        return overlap(one.stems, two.stems) > _SAME_CLAIM
    limit = _SAME_CONTRIBUTION if Role.CONTRIBUTION in (choice.role, other.role) else _SAME
    if choice.role is other.role is Role.METHOD:
        limit = _SAME_METHOD
    if choice.role is other.role is Role.RESULT and mine != theirs:
        limit = _SAME_NUMBER if any(len(one) > 1 for one in (mine & theirs) - _years(mine)) else _SAME_RESULT
    return overlap(_telling(one, two, subject), _telling(two, one, subject)) > limit


def _rest_on_same(one: Candidate, two: Candidate) -> bool:
    """Whether both are made of one sentence; two of the claims that it makes are not the same."""
    are_claims = one.part > 0 and two.part > 0 and one.part != two.part
    return bool(set(one.sentences) & set(two.sentences)) and not are_claims


def _shares_figures(one: Candidate, two: Candidate, shared: set[str]) -> bool:
    """Whether a number tells that both say the same: a long one does alone, a short one beside like words."""
    shared = shared - _years(shared)
    if any(len(number) >= _TELLING_NUMBER_CHARS for number in shared):
        return True
    return any(len(number) > 1 for number in shared) and overlap(one.stems, two.stems) > _SAME_FIGURES


def _presents_same(one: Candidate, two: Candidate, subject: Subject) -> bool:
    if _quoted(one.prose) & _quoted(two.prose) or subject.introduced(one.prose) & subject.introduced(two.prose):
        return True
    if overlap(_object(one.prose), _object(two.prose)) > _SAME_OBJECT:
        return True
    mine, theirs = _thing(one.prose), _thing(two.prose)
    shared = len(mine & theirs)
    return shared >= min(len(mine), len(theirs), 3) >= 2 or (shared > 0 and _is_recap(one, two))


def _most_shared(choice: Choice, other: Choice) -> float:
    if not _is_recap(choice.candidate, other.candidate):
        return _SAME_WORDS
    return _BROUGHT_AGAIN if choice.role is Role.CONTRIBUTION else _REPEATED


_PHRASE_WORDS = 5


def _shares_phrase(one: Candidate, other: Candidate, subject: Subject) -> bool:
    """Whether both have the same five words in a row, and those tell something beyond the title."""
    shared = _phrases(one.prose) & _phrases(other.prose)
    return any(len(stems(phrase) - subject.title_stems - _REPORTING) > 1 for phrase in shared)


@lru_cache(maxsize=1024)
def _phrases(prose: str) -> frozenset[str]:
    words = prose.lower().rstrip(".").split()
    return frozenset(" ".join(words[at : at + _PHRASE_WORDS]) for at in range(len(words) - _PHRASE_WORDS + 1))


_STUDIES = re.compile(
    r"(?:We|This (?:paper|work|study|article)|I) (?:\w+ly )?(?:stud|consider|examin|investigat|explor|address|focus"
    r"|revisit|analy[sz]|assess|evaluat|ask|test)\w* "
)
"""What a paper is about, twice, is once too often."""


def _has_same_head(one: str, other: str) -> bool:
    """Whether both begin with the same words and those tell something: "We demonstrate the versatility"."""
    mine, theirs = one.lower().split()[:_HEAD_WORDS], other.lower().split()[:_HEAD_WORDS]
    return mine == theirs and (bool(stems(" ".join(mine)) - _REPORTING) or mine[0] == "this")


_HEAD_WORDS = 4
_REPORTING = stems(
    "find found show showed shown observe observed report reported demonstrate demonstrated propose present introduce "
    "develop describe provide conclude results experiments findings analysis study studies approach method model "
    "suggest indicate reveal further introduced presented evaluate evaluated compare compared"
)


def _is_same_measure(mine: set[str], theirs: set[str]) -> bool:
    """Whether one result has no number that the other lacks, and they share one that tells something."""
    shared = (mine & theirs) - _years(mine)
    return (mine <= theirs or theirs <= mine) and any(len(number) > 1 for number in shared)


def _quoted(prose: str) -> set[str]:
    return {name.lower() for name in _QUOTED.findall(prose)}


_QUOTED = re.compile(r"“([^“”]{2,40})”")
_INTRODUCES = re.compile(
    r"\b(?:introduc|propos|present|develop|describ|releas|buil|design|construct|implement)\w{0,4},? "
)
_OBJECT_CHARS = 80
_FEWEST_STEMS = 3


def _object(prose: str) -> frozenset[str]:
    """The stems right after "we present": two sentences that present the same thing are one."""
    match = _INTRODUCES.search(prose)
    return frozenset() if match is None else stems(prose[match.end() : match.end() + _OBJECT_CHARS])


_THING_ENDS = re.compile(
    r"\b(?:of|on|in|using|for|with|than|from|by|over|that|which|to|as|at|based|where|and|called|named)\b|[,;:(]"
)


def _thing(prose: str) -> frozenset[str]:
    """The stems of what is presented, without what it is for: "a two-stage model"."""
    match = _INTRODUCES.search(prose)
    return frozenset() if match is None else stems(_THING_ENDS.split(prose[match.end() :], 1)[0])


def _is_recap(one: Candidate, other: Candidate) -> bool:
    """Whether one looks ahead or back, so that what it presents was presented by the other."""
    zones = {one.zone, other.zone}
    return len(zones) > 1 and (Zone.CONCLUSION in zones or zones == {Zone.ABSTRACT, Zone.INTRODUCTION})


def _telling(candidate: Candidate, other: Candidate, subject: Subject) -> frozenset[str]:
    """The stems without the title's, which every sentence of the paper may have; all, if few are left."""
    own, others = candidate.stems - subject.title_stems, other.stems - subject.title_stems
    return own if min(len(own), len(others)) >= _FEWEST_STEMS else candidate.stems


def _years(numbers: set[str]) -> set[str]:
    return {number for number in numbers if _YEAR.fullmatch(number)}


# ---- Order ----


def _ordered(chosen: list[Choice], subject: Subject) -> list[Choice]:
    results = [choice for choice in chosen if choice.role is Role.RESULT]
    contributions = [choice for choice in chosen if choice.role is Role.CONTRIBUTION]
    named = [choice for choice in contributions if subject.name in subject.introduced(choice.candidate.prose)]
    leading = [max(group, key=lambda choice: choice.score) for group in (results, contributions) if group]
    roles = list(Role)

    def place(choice: Choice) -> tuple[int, bool, bool, int]:
        is_first = choice in named or (choice in leading and not (named and choice.role is Role.CONTRIBUTION))
        return (
            roles.index(choice.role),
            not is_first,
            choice.candidate.zone is not Zone.ABSTRACT,
            choice.candidate.sentences[0],
        )

    return sorted(chosen, key=place)
