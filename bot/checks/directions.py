"""Rule `direction`: higher for lower, rises for falls."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.checks.claiming import CLAIMING
from bot.checks.clauses import STEM_CHARS, sentences, without_questions
from bot.checks.folding import fold
from bot.checks.number_reading import read_numbers
from bot.checks.quotation import without_quoted
from bot.checks.words import NEGATION, STOP_WORDS
from bot.model import Evidence, Finding, Level, Role

RULE = "direction"

MIN_LIKENESS = 1.4
"""How alike the surroundings of a word and of its opposite must be before the one is taken for the other."""

MIN_LIKENESS_OF_WITH = 2.2
"""The same for "with" and "without", which stand beside anything."""

MIN_LEAD = 0.5
"""By how much the opposite must fit better than the same word, if the quotes have both."""


_PAIRS = """
higher|lower
highest|lowest
high|low
more|less|fewer
most|least|fewest
greater|smaller
larger|smaller
largest|smallest
large|small
bigger|smaller
longer|shorter
longest|shortest
long|short
faster|slower
fastest|slowest
fast|slow
better|worse
best|worst
stronger|weaker
strong|weak
cheaper|costlier
deeper|shallower
deep|shallow
easier|harder
easy|hard|difficult
simpler|harder
improvement|degradation
gains|losses
above|below
upper|lower
maximum|minimum
positive|negative
positively|negatively
with|without
early|late
frequent|rare
often|rarely
always|never
all|none
many|few
sufficient|insufficient
necessary|unnecessary
stable|unstable
sensitive|robust|insensitive
dependent|independent
supervised|unsupervised
"""
_VERBS = """
increase|decrease|reduce|lower
rise|fall|drop|decline
raise|lower|reduce
grow|shrink|fall|drop
improve|worsen|degrade|hurt
gain|lose
outperform|underperform
maximize|minimize
overestimate|underestimate
strengthen|weaken
support|contradict
accept|reject
"""
_IRREGULAR = {"rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow"}
_IRREGULAR |= {"shrank": "shrink", "shrunk": "shrink", "lost": "lose", "dropped": "drop", "dropping": "drop"}

_RISES = re.compile(
    r"\b(?P<verb>ris(?:es|e|ing)|rose|grow(?:s|ing)?|grew|increas(?:es|ed|ing|e)|climb(?:s|ed)?|jump(?:s|ed)?|up|gains?|improv\w+)\b"
)
_FALLS = re.compile(
    r"\b(?P<verb>fall(?:s|ing)?|fell|drop(?:s|ped|ping)?|decreas(?:es|ed|ing|e)|shr[iau]nks?|declin(?:es|ed|e)|reduc(?:es|ed|ing)|down|cuts?)\b"
)
_FROM_TO = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}?(?P<first>[~≈$]?\d)")
_CLAUSE_MARK = re.compile(r"[,;:.()–—]|\b(?:and|but|while|whereas|vs|versus)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|[,;:.()–—]")
_OF_AMOUNT = frozenset({"more", "less", "fewer"})
_LOOSE = frozenset({"with", "without"})
_OF_A_FEW = frozenset({"a", "the", "these", "those", "last", "first", "next"})
_REACH_WORDS = 5
_DECAY = 0.82
_BEYOND_A_MARK = 0.3


def _forms() -> dict[str, str]:
    """Each form of a verb -> the verb."""
    forms = dict(_IRREGULAR)
    for verb in _VERBS.replace("|", " ").split():
        stem = verb.removesuffix("e")
        forms |= dict.fromkeys((verb, f"{verb}s", f"{stem}ed", f"{stem}ing"), verb)
    return forms


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (*_PAIRS.split(), *_VERBS.split()):
        first, *others = line.split("|")
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {word: frozenset(others) for word, others in found.items()}


_VERB_OF = _forms()
_OPPOSITES = _opposites()


def check_directions(prose: str, *, role: Role, evidence: Sequence[Evidence]) -> list[Finding]:
    """Flags where the quotes use the opposite word in the same surroundings; for "with" and "without" advice.

    Measured: no flag on 287 honest tweets, and one such advice.

    Where the tweet's own words contradict its own numbers ("rises from 5 to 3") no quote is needed.
    """
    free = without_questions(without_quoted(prose))
    findings = list(_contradictions(free))
    if role in CLAIMING and evidence:
        findings += _turned_words(free, evidence)
    return findings


# ---- Against its own numbers ----


def _contradictions(prose: str) -> Iterator[Finding]:
    for sentence in sentences(prose):
        for match in _FROM_TO.finditer(sentence):
            numbers = [number for number in read_numbers(sentence) if number.start >= match.start("first") - 1][:2]
            if len(numbers) < 2 or not re.fullmatch(
                r"[^.;,]{0,20}\bto\s+(?:\w+\s+){0,2}[~≈$]?", sentence[numbers[0].end : numbers[1].start]
            ):
                continue
            before = sentence[: match.start()].split(",")[-1]
            first, second = (number.value for number in numbers)
            if numbers[0].dimension != numbers[1].dimension or first == second:
                continue
            verb = _last(_FALLS if second > first else _RISES, before)
            other = _last(_RISES if second > first else _FALLS, before)
            if verb and (other is None or verb.start() > other.start()) and not verb[0].lower().startswith("improv"):
                words = sentence[match.start() : numbers[1].end]
                detail = f"From {numbers[0].text} to {numbers[1].text} is the other way than “{verb[0]}”."
                yield Finding(RULE, Level.FLAG, words, detail)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


# ---- Words ----


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with what stands around it: stem -> weight; `lemma` is the verb itself of a verb's form."""

    text: str
    lemma: str
    around: dict[str, float]
    next_stem: str
    is_denied: bool


def _turned_words(prose: str, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    quoted = [(item, word) for item in evidence for word in _directed(item.quote)]
    told = set()
    for word in _directed(prose):
        if word.next_stem and any(
            word.lemma == other.lemma and word.next_stem == other.next_stem for _, other in quoted
        ):
            continue  # the quotes have "few followers" as well
        same = max((_likeness(word, other) for _, other in quoted if other.lemma == word.lemma), default=0.0)
        for item, other in quoted:
            if word.lemma not in told and _is_opposite(word, other) and _likeness(word, other) - same >= MIN_LEAD:
                told.add(word.lemma)
                detail = f"The quote from page {item.page} says “{other.text}” in this place."
                yield Finding(RULE, Level.ADVICE if word.lemma in _LOOSE else Level.FLAG, word.text, detail)


def _is_opposite(word: "_Word", other: "_Word") -> bool:
    """Whether two words say the opposite in surroundings that are alike."""
    if other.lemma not in _OPPOSITES[word.lemma] or word.is_denied != other.is_denied:
        return False
    if word.lemma in _OF_AMOUNT and word.next_stem != other.next_stem:
        return False
    return _likeness(word, other) >= (MIN_LIKENESS_OF_WITH if word.lemma in _LOOSE else MIN_LIKENESS)


@lru_cache(maxsize=256)
def _directed(text: str) -> tuple[_Word, ...]:
    """The words that have an opposite, with their surroundings."""
    tokens = [match[0] for match in _WORD.finditer(text)]
    found = []
    for place, token in enumerate(tokens):
        word = _VERB_OF.get(token.lower(), token.lower())
        if word == "few" and tokens[place - 1 : place] and tokens[place - 1].lower() in _OF_A_FEW:
            continue  # "one of the few", "a few": some, not the opposite of many
        if word in _OPPOSITES:
            following = next((stem for stem in map(_stem, tokens[place + 1 :]) if stem), "")
            is_denied = any(NEGATION.fullmatch(fold(other)) for other in tokens[max(place - 3, 0) : place])
            found.append(_Word(token, word, _around(tokens, place), following, is_denied))
    return tuple(found)


def _around(tokens: Sequence[str], place: int) -> dict[str, float]:
    weights: dict[str, float] = {}
    for step in (-1, 1):
        weight, at, carrying = 1.0, place + step, 0
        while 0 <= at < len(tokens) and carrying < _REACH_WORDS:
            if _CLAUSE_MARK.fullmatch(tokens[at]):
                weight *= _BEYOND_A_MARK
            elif stem := _stem(tokens[at]):
                weights[stem] = max(weight, weights.get(stem, 0.0))
                weight *= _DECAY
                carrying += 1
            at += step
    return weights


def _stem(token: str) -> str:
    folded = fold(token)
    return (
        ""
        if folded in STOP_WORDS or _VERB_OF.get(folded, folded) in _OPPOSITES or len(folded) < 2
        else folded[:STEM_CHARS]
    )


def _likeness(one: _Word, other: _Word) -> float:
    return _likeness_of(one.around, other.around)


def _likeness_of(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(min(weight, other[stem]) for stem, weight in one.items() if stem in other)
