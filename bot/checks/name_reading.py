"""The words of a tweet that name something: people, systems, data sets, places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.checks.entities import hashtags, links, mentions
from bot.checks.units import unit

EVERYDAY = frozenset(
    "AI ML NLP CS PhD LLM LLMs GPU GPUs CPU CPUs RAM API APIs URL PDF FAQ DIY TL TLDR IMO IMHO FYI PSA AKA ASAP OK Q&A"
    " PC PCs DNA RNA TV IQ GPS VR SUV SUVs USA US UK EU EDIT TBD WIP GitHub arXiv I'm I've I'll I'd".split()
)
"""Short forms that everybody knows and no paper need introduce."""

_TOKEN = re.compile(r"(?<!\w)[^\W\d_](?:\w|[-‐‑.](?=\d)|[-‐‑'’&](?=[^\W_]))*\+{0,2}")
_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTION = re.compile(r"[^\W\d_]*n['’]t|(?P<word>[^\W\d_]+)['’](?:re|ve|ll|d|m)", re.IGNORECASE)
_CAMEL = re.compile(r"[^\W\d_]*[a-zà-ÿ][A-Z]|[A-Z].*[A-Z]")
_OPENS = re.compile(
    r"(?:\A\s*|[.!?:;…»”\"](?:\s|\Z)|\n|[—–(\[“„«\"]|\s-|[^\w\s,.'’\-/&)\]%+=<>$€£~≈*]\ufe0f?)\s*[“„«\"'‘(\[]*\Z"
)
_LABEL = re.compile(r"(?:\s(?!(?:is|are|was|has|does|did|can|will)\b)\w+)?:(?!/|\s?[~≈<>$€£±+-]?\d)")
"""Behind a word that heads what follows. What stands before a figure is no heading: "Norway: 420 vs. 422"."""

_OBJECT = re.compile(
    r"\s(?:an?|the|your|our|their|its|his|her|this|these|those|it|them|us|me|all|any|every|each"
    r"|two|three|four|five|six|ten|some|several|both|many|up|off|out)\b"
)
"""Behind a verb that begins a sentence; no name stands before an article or a count."""

_AMOUNT = re.compile(r"[xX]\d[\d.,]*|(?:sub|over|under|mid|near|non|pre|post|early|late)-\d\S*", re.IGNORECASE)
_AFTER_A_NUMBER = re.compile(r"\d\s?\Z")
_GERMAN = re.compile(
    r"\b(?:der|die|das|den|dem|und|ist|sind|nicht|ein|eine|einer|mit|von|zu|im|auf|für|wir|wird|sich)\b"
)
_MIN_GERMAN_WORDS = 2
_ROMAN = re.compile(r"-[IVX]{2,}$")
_ENDINGS = ("ing", "ly", "ed")
_CHARS_BEFORE = 12  # are enough to see whether a sentence begins


@dataclass(frozen=True, slots=True)
class Name:
    """A word that names something.

    Attributes:
        text: As written, without a possessive ending.
        is_sure: Its shape says so: two capitals, a digit. Others are capitalised words, which may be plain ones.
    """

    text: str
    start: int
    is_sure: bool


def read_names(prose: str) -> Iterator[Name]:
    """The names of a tweet, in order; links, handles and tags are none.

    A capitalised word that only begins a sentence is a name unless it is a common word, or looks like a verb's form.
    """
    text = _without_entities(prose)
    has_sentences = _is_english(text)
    has_capital_nouns = not has_sentences and len(_GERMAN.findall(text)) >= _MIN_GERMAN_WORDS
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        before = text[max(match.start() - _CHARS_BEFORE, 0) : match.start()]
        if contraction := _CONTRACTION.fullmatch(word):
            word = contraction["word"] or ""  # "Isn't" is none, of "Ann'd" Ann is one
        if len(word) < 2 or word in EVERYDAY or _AMOUNT.fullmatch(word) or _is_a_unit(word, before):
            continue
        if _is_sure(word):
            if not _is_shouted(word):
                yield Name(word, match.start(), is_sure=True)
        elif word[0].isupper() and not has_capital_nouns and not is_common(word):
            opens = _OPENS.search(before) is not None
            if not opens or (has_sentences and not _begins_a_clause(word, text, match.end())):
                yield Name(word, match.start(), is_sure=False)


def _begins_a_clause(word: str, text: str, end: int) -> bool:
    """Whether a capitalised word that opens a sentence is a label, or a verb, by its form or what stands behind it."""
    return bool(_LABEL.match(text, end) or word.endswith(_ENDINGS) or _OBJECT.match(text, end))


def is_common(word: str) -> bool:
    """Whether a word, or every part of it, is one that no reader takes for a name when it is capitalised."""
    return all(_is_plain(part) for part in re.split(r"[-‐‑'’]", word.lower()) if part)


def _is_plain(word: str) -> bool:
    known = _common_words()
    if word in known:
        return True
    stems = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("ed"))
    return any(stem in known for stem in stems)


def _is_a_unit(word: str, before: str) -> bool:
    """Whether it is GHz behind a number, and not the beginning of a name."""
    return unit(word) is not None and _AFTER_A_NUMBER.search(before) is not None


def _is_sure(word: str) -> bool:
    return any(sign.isdigit() for sign in word) or _CAMEL.search(word) is not None


def _is_shouted(word: str) -> bool:
    """NOT, VERY-BAD, Self-Attention: capitals that make no name of common words. MIMIC-III is one by its number."""
    return (
        not any(sign.isdigit() for sign in word)
        and not _ROMAN.search(word)
        and (
            (word.isupper() and is_common(word))
            or ("-" in word and all(part.istitle() or part.islower() for part in word.split("-")) and is_common(word))
        )
    )


def _is_english(text: str) -> bool:
    """Whether the lower-case words are mostly English ones; of other languages too few are known here."""
    words = re.findall(r"(?<!\w)[^\W\d_A-Z][^\W\d_]+(?!\w)", text)
    return not words or sum(map(_is_plain, words)) * 3 >= len(words)


def _without_entities(prose: str) -> str:
    for entity in (*links(prose), *mentions(prose), *hashtags(prose)):
        prose = prose[: entity.start] + " " * (entity.end - entity.start) + prose[entity.end :]
    return prose


@cache
def _common_words() -> frozenset[str]:
    """The words of common_words.txt.

    The project's own list, under its licence: words that open tweets, written down by hand, and words that a count
    over 150 papers found in lower case in four or more of them and seldom capitalised. No other list went
    into it.
    """
    return frozenset(files("bot.checks").joinpath("common_words.txt").read_text("utf-8").split())
