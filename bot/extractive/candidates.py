"""Every tweet that a paper's own sentences could make: prose, evidence, and how well it serves each role."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.extractive.language import Language
from bot.extractive.parting import SHORTEST_WHOLE_CHARS
from bot.extractive.role_rules import CLOSENESS_WEIGHT, NEVER, Place, with_closeness
from bot.extractive.salience import Salience, stems
from bot.extractive.sentences import Sentence
from bot.extractive.shortening import Form
from bot.model import Evidence, Role, Voice, Zone

MOST_CHARS = 200
"""The longest prose of a tweet, in columns of a Latin letter; a Chinese character counts two."""

_GATE = 1.5  # shortening is the dear part: no sentence is shortened that no role wants this much
_PAIRED_CHARS = 125
_SHORTEST_PIECE_CHARS = 20  # a quote of a few letters beyond a page break would be no evidence
_PAIR_COST = 0.15
_END_CHARS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible tweet.

    Attributes:
        sentences: Numbers of the sentences it was made of.
        part: Which of the claims of its one sentence it makes, from 1; 0 if the whole sentence stands behind it.
        scores: Of the roles it could have.
    """

    prose: str
    evidence: tuple[Evidence, ...]
    sentences: tuple[int, ...]
    zone: Zone
    scores: dict[Role, float]
    stems: frozenset[str]
    part: int = 0

    @property
    def best(self) -> float:
        return max(self.scores.values())


def candidates_of(
    sentences: Sequence[Sentence], language: Language, salience: Salience, voice: Voice
) -> list[Candidate]:
    """All candidates in order of the paper; single sentences before the pairs that begin with them."""
    background = _background(sentences, language)
    before_findings, after_findings = _around_first_finding(sentences, background, language)
    listed = _listed(sentences, language)
    last = max(background, default=-1)
    workshop = _Workshop(language, salience, voice)
    singles: list[_Single | None] = []
    before: Sentence | None = None
    named: _Named | None = None
    brought = _Brought()
    parted: list[Candidate] = []
    for index, sentence in enumerate(sentences):
        following = sentences[index + 1] if index + 1 < len(sentences) else None
        if before is not None and before.paragraph != sentence.paragraph:
            before, named, brought = None, None, _Brought()
        place = Place(
            sentence.zone,
            is_background=sentence.number in background,
            is_before_findings=sentence.number in before_findings,
            is_after_findings=sentence.number in after_findings,
            is_caption=sentence.figure is not None,
            is_gap=sentence.number == last or language.contrasts(sentence.text),
            is_listed=sentence.number in listed,
            is_cited=language.cites(sentence.text),
        )
        text = workshop.tidied(sentence, place)
        single = workshop.single(sentence, text, place, "" if before is None else before.text, named, brought)
        is_followed = following is not None and following.paragraph == sentence.paragraph
        if single is not None and following is not None and is_followed and not place.is_background:
            single = replace(single, is_taken_back=language.takes_back(following.text, sentence.text))
        singles.append(single)
        if not place.is_background:
            parted += workshop.parts(sentence, text, place)
        named = _named_after(sentence, named, language)
        brought = brought.after(sentence, language)
        before = sentence
    found = [single.candidate for single in singles if single is not None and single.is_tweet]
    pairs = (
        workshop.pair(first, second)
        for first, second in pairwise(singles)
        if first is not None and second is not None and first.paragraph == second.paragraph
    )
    return found + parted + [pair for pair in pairs if pair is not None]


@dataclass(frozen=True, slots=True)
class _Named:
    """The name that an "it" in the next sentence means, and the words that say so."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Brought:
    """The things that the sentences of a paragraph so far brought.

    Attributes:
        evidence: The words that say so.
        last: What the sentence right before brought, if one thing only.
    """

    things: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    last: str | None = None

    def after(self, sentence: Sentence, language: Language) -> "_Brought":
        things = language.things_brought(sentence.text)
        if not things:
            return self if self.last is None else replace(self, last=None)
        return _Brought(self.things | things, sentence.evidence, next(iter(things)) if len(things) == 1 else None)


def _named_after(sentence: Sentence, named: _Named | None, language: Language) -> _Named | None:
    name = language.speaks_of(sentence.text)
    if name is not None:
        return _Named(name, sentence.evidence)
    return named if named is not None and language.with_name(sentence.text, named.name) else None


@dataclass(frozen=True, slots=True)
class _Single:
    """A sentence in the form that fits best, and as it was.

    Attributes:
        text: Tidied, not shortened.
        is_lead: It only introduces a name ("We present NAME."), and the next sentence says what that is.
        is_taken_back: The next sentence limits or denies what it says, so that it stands only with that.
    """

    candidate: Candidate
    text: str
    place: Place
    paragraph: int
    stands_alone: bool
    is_lead: bool = False
    is_taken_back: bool = False

    @property
    def is_tweet(self) -> bool:
        return self.stands_alone and not self.is_taken_back


def _background(sentences: Sequence[Sentence], language: Language) -> frozenset[int]:
    """The sentences of the abstract before the first that speaks of the work, if there is one.

    Where none says "we", the first that tells what was done or found.
    """
    abstract = [sentence for sentence in sentences if sentence.zone is Zone.ABSTRACT]
    for turns in (language.turns, language.turns_silently):
        for place, sentence in enumerate(abstract):
            if turns(sentence.text):
                return frozenset(one.number for one in abstract[:place])
    return frozenset()


def _around_first_finding(
    sentences: Sequence[Sentence], background: frozenset[int], language: Language
) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences of the abstract's own part before the first that tells a finding, and those behind it.

    An abstract tells what was done and then what came of it: what a sentence without telling words means follows from
    its side. Both are empty where no sentence tells a finding.
    """
    own = [one for one in sentences if one.zone is Zone.ABSTRACT and one.number not in background]
    for place, sentence in enumerate(own):
        if language.tells_finding(sentence.text):
            return frozenset(one.number for one in own[:place]), frozenset(one.number for one in own[place + 1 :])
    return frozenset(), frozenset()


_LONGEST_LIST = 9


def _listed(sentences: Sequence[Sentence], language: Language) -> frozenset[int]:
    """The sentences of the introduction that follow "our contributions are"."""
    announced = [s.number for s in sentences if s.zone is Zone.INTRODUCTION and language.announces_list(s.text)]
    if not announced:
        return frozenset()
    first = announced[-1] + 1
    following = sentences[first : first + _LONGEST_LIST]
    return frozenset(s.number for s in following if s.zone is Zone.INTRODUCTION)


def _holds(evidence: Sequence[Evidence], zone: Zone) -> bool:
    """Whether a sentence over a page break can be trusted to be one: of thanks nothing would show what is between."""
    if len(evidence) == 1:
        return True
    if any(one.quote.endswith("-") for one in evidence[:-1]):
        return False  # half a word, or a word with a hyphen
    return zone is not Zone.ACKNOWLEDGEMENTS and all(len(one.quote) >= _SHORTEST_PIECE_CHARS for one in evidence)


_SHORT_CHARS, _CHARS_PER_COST = 100, 30
_TELLS_LITTLE = frozenset({Role.CONTRIBUTION, Role.METHOD})


def _thin_cost(text: str, role: Role) -> float:
    """What a short sentence costs in the roles that ask for something told: few words tell little there."""
    return max(0, _SHORT_CHARS - len(text)) / _CHARS_PER_COST if role in _TELLS_LITTLE else 0.0


@dataclass(frozen=True, slots=True)
class _Workshop:
    """Makes candidates of sentences."""

    language: Language
    salience: Salience
    voice: Voice

    def tidied(self, sentence: Sentence, place: Place) -> str | None:
        """The sentence as a tweet would begin with it, if a role could want it and it can be one."""
        if not (place.is_caption or self.language.may_serve(sentence.text, place.zone)):
            return None
        return self.language.tidied(sentence.text) if _holds(sentence.evidence, place.zone) else None

    def single(
        self,
        sentence: Sentence,
        text: str | None,
        place: Place,
        before: str,
        named: _Named | None,
        brought: _Brought,
    ) -> _Single | None:
        """The best form of one sentence, if a role wants it.

        `text` is the sentence tidied, `before` the sentence before it, or "".
        """
        if text is None:
            return None
        language = self.language
        evidence = sentence.evidence
        text, meant = self._resolved(language.owned(text, place, self.voice), named, brought)
        evidence = tuple(dict.fromkeys(meant + evidence))
        words = language.role_scores(text, place)
        wanted = max(words.values(), default=NEVER)
        if wanted + CLOSENESS_WEIGHT < _GATE:  # before its closeness is measured, which is dear
            return None
        place = replace(place, closeness=self.salience.closeness(sentence.text))
        if wanted + CLOSENESS_WEIGHT * place.closeness < _GATE:
            return None
        is_lead = language.only_introduces(text)
        form, alone = self._form(text, place.zone, lenient=place.zone is Zone.ACKNOWLEDGEMENTS), True
        if form is None:
            alone = False
            form = Form(text, 0.0) if is_lead else self._following_form(text, before, place.zone)
        if form is None:
            return None
        scores = with_closeness(words, place) if form.text == text else language.role_scores(form.text, place)
        scores = {role: score - form.cost for role, score in scores.items()}
        scores = {role: score - _thin_cost(form.text, role) for role, score in scores.items()}
        if self.voice is Voice.CURATOR:
            scores.pop(Role.CREDITS, None)  # it is not the curator who thanks
        if not scores:
            return None
        prose = language.voiced(form.text, self.voice)
        alone = alone and language.columns(prose) <= MOST_CHARS
        candidate = Candidate(prose, evidence, (sentence.number,), sentence.zone, scores, stems(form.text))
        return _Single(candidate, text, place, sentence.paragraph, alone, is_lead)

    def parts(self, sentence: Sentence, text: str | None, place: Place) -> list[Candidate]:
        """The claims that one sentence makes, each on its own; `text` is the sentence tidied."""
        if text is None or len(text) < SHORTEST_WHOLE_CHARS:
            return []
        if not self.language.may_serve(sentence.text, place.zone):
            return []
        found: list[Candidate] = []
        for part, claim in enumerate(self.language.parts_of(text), start=1):
            one = replace(sentence, text=claim)
            alone = self.single(one, self.tidied(one, place), place, "", None, _Brought())
            if alone is not None and alone.is_tweet:
                found.append(replace(alone.candidate, part=part))
        return found

    def _resolved(self, text: str, named: _Named | None, brought: _Brought) -> tuple[str, tuple[Evidence, ...]]:
        """The sentence with names for what points back where that is sure, and the words that say so."""
        evidence: tuple[Evidence, ...] = ()
        resolved = None if named is None else self.language.with_name(text, named.name)
        if named is not None and resolved is not None:
            text, evidence = resolved, named.evidence
        ours = self.language.with_our(text, brought.things, brought.last) if brought.things else None
        return (text, evidence) if ours is None else (ours, brought.evidence + evidence)

    def pair(self, first: _Single, second: _Single) -> Candidate | None:
        """Two neighbours as one tweet, where the second leans on the first."""
        if first.is_lead and second.is_tweet:
            return self._joined(first.candidate, second.candidate, first.place)
        if second.is_taken_back or not first.stands_alone or (second.stands_alone and not first.is_taken_back):
            return None
        one, other = first.candidate, second.candidate
        if not second.stands_alone and not one.prose.endswith(first.text[-_END_CHARS:]):
            return None  # what the second points back to may stand in what was cut
        room = MOST_CHARS - self.language.columns(other.prose) - 1
        if self.language.columns(one.prose) > room:
            form = self._form(first.text, first.place.zone, limit_chars=room)
            if form is None or not form.text.endswith(first.text[-_END_CHARS:]):
                return None
            one = replace(one, prose=self.language.voiced(form.text, self.voice), stems=stems(form.text))
        if not self.language.follows(other.prose, one.prose, second.place.zone, self.voice):
            return None
        return self._joined(one, other, first.place)

    def _form(self, text: str, zone: Zone, *, lenient: bool = False, limit_chars: int = MOST_CHARS) -> Form | None:
        def stands(form: str) -> bool:
            return self.language.stands(form, zone, self.voice, lenient=lenient)

        return self.language.best_form(text, limit_chars=limit_chars, stands=stands)

    def _following_form(self, text: str, before: str, zone: Zone) -> Form | None:
        def follows(form: str) -> bool:
            return self.language.follows(form, before, zone, self.voice)

        return self.language.best_form(text, limit_chars=_PAIRED_CHARS, stands=follows) if before else None

    def _joined(self, one: Candidate, other: Candidate, place: Place) -> Candidate | None:
        prose = f"{one.prose} {other.prose}"
        if self.language.columns(prose) > MOST_CHARS:
            return None
        alone = self.language.role_scores(prose, place) if place.zone is Zone.ABSTRACT else {}
        roles = one.scores.keys() | other.scores.keys()
        scores = {
            role: max(one.scores.get(role, NEVER), other.scores.get(role, NEVER), alone.get(role, NEVER)) - _PAIR_COST
            for role in roles
        }
        evidence = tuple(dict.fromkeys(one.evidence + other.evidence))
        sentences = one.sentences + other.sentences
        return Candidate(prose, evidence, sentences, one.zone, scores, one.stems | other.stems)
