"""What a number counts: the words right behind it, against those behind the numbers of the quotes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.checks.clauses import stem
from bot.checks.folding import fold
from bot.checks.number_likeness import is_same
from bot.checks.units import PERCENT, PLAIN, VAGUE, counted, unit
from bot.checks.vocabulary import Vocabulary
from bot.checks.words import STOP_WORDS
from bot.checks.written_number import Number

_MOST_WORDS = 5
_WORD = re.compile(r"(?:\s?\([A-Z]{2,6}\))?[\s-]{1,3}(?P<word>[^\W\d_][\w'’]*)")
_ENDS_A_NAME = frozenset(
    "on in at for with from to by and or than as when while if but is are was were be has have had can that which who"
    " per vs versus against after before over under within of between among during each respectively using used".split()
)
_THING = re.compile(r"[\s-](?:[a-z-]+\s){0,2}?(?P<noun>[a-z]{4,}s)\b")
_LOOSE = frozenset(
    "kinds things ways guesses types sorts times reasons ideas points steps takeaways questions lessons pieces"
    " parts tricks worlds cases ones others candidates examples ingredients surprises caveats authors coauthors"
    " colleagues tweets posts versions options levels units forms sides halves places spots tries attempts rounds"
    " lines categories groups sets numbers pairs rows names words terms choices settings conditions scenarios"
    " aspects factors facets flavours flavors corners directions goals aims problems challenges limits"
    " limitations drawbacks downsides upsides strengths weaknesses changes differences similarities patterns"
    " stages phases layers decades centuries years months weeks days hours minutes seconds hundreds thousands"
    " millions billions folks months this these those plus minus across versus less".split()
)
"""Nouns that stand for whatever is counted, and words that only end like a noun."""

_OF_DATA = frozenset({"readings", "measurements", "observations", "datapoints"})
"""What a count of data is called, whatever was measured."""

_NOUN_REACH_CHARS = 60  # "8 parallel grippers, or hands"
_ENDS_THE_REACH = re.compile(r"[.;:]\s|\d|\b(?:by|from|in|for|with|on|at|to|that|which|who|than|were|was|are|is)\b")
_FEWEST_LETTERS = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 40
_BACK = re.compile(r"\b(?:the|these|those|both)\s\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’]+[ -]\Z")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and the text it stands in."""

    number: Number
    text: str


def counts_the_same(claim: Number, prose: str, carrier: Counted) -> bool:
    """False only if both count something known, and the evidence names the tweet's nowhere near its number.

    The number of a name counts nothing: "WMT 2014", "Llama 2".
    """
    number = carrier.number
    name = named_by(prose, claim)
    if name and name == named_by(carrier.text, number):
        return True
    if (
        not claim.nouns
        or not number.nouns
        or claim.nouns & number.nouns
        or claim.dimension not in (PLAIN, PERCENT, VAGUE)
    ):
        return True
    after = carrier.text[number.end : number.end + _NOUN_REACH_CHARS]
    after = _ENDS_THE_REACH.split(after)[0]
    return any(claim.nouns & counted(word) for word in re.findall(r"[A-Za-z]+", after))


def counted_instead(
    claim: Number, prose: str, carriers: Sequence[Counted], sources: Sequence[Counted]
) -> Counted | None:
    """The number of the quotes that counts what the tweet says of the claim, if the claim counts another thing there.

    "4,720 nests in 462 lakes": a tweet with 4,720 lakes is told of the 462.
    """
    said = names_behind(prose, claim)
    if not said or claim.dimension != PLAIN:
        return None
    own = [names_behind(carrier.text, carrier.number) for carrier in carriers]
    heads = {root for root, word in said.items() if word.endswith("s") and word.islower()} or said.keys()
    if not all(own) or any(name.keys() & said.keys() or _may_be_one(name, said) for name in own):
        return None
    others = (
        source
        for source in sources
        if source.number.dimension == PLAIN
        and not source.number.is_weak
        and not any(is_same(source.number.value, carrier.number.value) for carrier in carriers)
    )
    return next((source for source in others if names_behind(source.text, source.number).keys() & heads), None)


def counts_otherwise(claim: Number, prose: str, sources: Sequence[Counted]) -> bool:
    """Whether the quotes have another number of the same things: "three albums" where they have "10 albums"."""
    things = {stem for stem, word in names_behind(prose, claim).items() if word.endswith("s")}
    return any(
        source.number.dimension == PLAIN
        and not source.number.is_weak
        and not is_same(source.number.value, claim.value)
        and not (source.number.value < claim.value and _points_back(source))
        and not things.isdisjoint(names_behind(source.text, source.number))
        for source in sources
    )


def _points_back(source: Counted) -> bool:
    """Whether it may be some of those that were told of: "the two devices" of three."""
    return _BACK.search(source.text, max(source.number.start - 6, 0), source.number.start) is not None


def thing_counted(text: str, number: Number) -> str:
    """The plural noun of content that stands right behind a number, or behind up to two words more; "" if none does."""
    match = _THING.match(text, number.end) if number.dimension == PLAIN else None
    return "" if match is None or match["noun"] in _LOOSE or unit(match["noun"]) else match["noun"]


def is_nowhere(noun: str, quotes: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether neither quotes nor paper have a noun, nor one that may stand for it. Measured: 1 honest tweet of 543."""
    if _is_in(quotes, noun) or (noun in _OF_DATA and any(map(vocabulary.has_word, _OF_DATA))):
        return False
    alike = {form for line in counted(noun) for word in line.split() for form in (word, f"{word}s")}
    singulars = {noun, noun.removesuffix("s"), noun.removesuffix("es"), re.sub(r"ies$", "y", noun)}
    return not any(map(vocabulary.has_word, alike | singulars))


def is_unquoted(noun: str, carriers: Sequence[Counted], quotes: Sequence[str]) -> bool:
    """Whether quotes count something with a number, and know nothing of this noun, nor of one that may stand for it."""
    behind = [names_behind(carrier.text, carrier.number).values() for carrier in carriers]
    if not counted(noun) or not all(behind) or any(word.lower() in _LOOSE for words in behind for word in words):
        return False
    return not _is_in(quotes, noun)


def _is_in(quotes: Sequence[str], noun: str) -> bool:
    """Whether the quotes have the noun in some form, or one that may stand for it."""
    words = {word for quote in quotes for word in _LETTERS.findall(quote.lower())}
    return any(stem(fold(noun)) in fold(word) or counted(word) & counted(noun) for word in words)


def named_by(text: str, number: Number) -> str:
    """The capitalised word that a number stands right behind, or ""."""
    match = _NAME_BEFORE.search(text, max(number.start - _LONGEST_NAME, 0), number.start)
    return match[0].strip() if match else ""


def _may_be_one(name: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two names have words that may stand for each other."""
    return any(counted(word) & counted(another) for word in name.values() for another in other.values())


def names_behind(text: str, number: Number) -> dict[str, str]:
    """The words behind a number up to a preposition or a mark, by their stems: "own", "ringed", "herons"."""
    words: dict[str, str] = {}
    end = number.end
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, end)):
        folded = fold(match["word"])
        if folded in _ENDS_A_NAME:
            break
        if folded not in STOP_WORDS and len(folded) >= _FEWEST_LETTERS:
            words[stem(folded)] = match["word"]
        end = match.end()
    return words
