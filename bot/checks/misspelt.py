"""Words of a tweet that are one letter off a word of its quotes, the paper's title or its authors: cokoa for cocoa."""

import re
from collections.abc import Iterable, Iterator

from bot.checks.folding import fold
from bot.checks.name_reading import is_common
from bot.checks.vocabulary import Vocabulary

_WORD = re.compile(r"(?<![\w@#/.-])[^\W\d_]+(?:[-‐‑_][^\W\d_]+)*(?![\w/]|\.\w)")
_FEWEST_LETTERS = 5
_SPELLINGS = frozenset({frozenset("sz"), frozenset("ei"), frozenset("eo"), frozenset("ae")})
"""Letters by which one word has two spellings or forms: optimise, artefact, adviser, hypotheses, women."""

_ENDS_A_FORM = frozenset("sdrnyetgl")
"""Letters by which two forms of a lower-case word differ at their end: samples, sampled, sampler."""


def misspelt(prose: str, told: Iterable[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(word, what `told` has) for each word that neither the paper nor the language's common words know.

    Args:
        told: What the tweet rests on. Only there is a likeness no chance.
    """
    unknown = [word for word in dict.fromkeys(_WORD.findall(prose)) if _is_unknown(word, vocabulary)]
    if not unknown:
        return
    known = {word for text in told for word in _WORD.findall(text) if _is_telling(word)}
    for word in unknown:
        likest = next((other for other in sorted(known) if _is_one_letter_off(word, other)), None)
        if likest:
            yield word, likest


def _is_telling(word: str) -> bool:
    return len(word) >= _FEWEST_LETTERS and not is_common(word)


def _is_unknown(word: str, vocabulary: Vocabulary) -> bool:
    forms = (word, word.removesuffix("s"), f"{word}s")
    return _is_telling(word) and not any(map(vocabulary.has, forms))


def _is_one_letter_off(word: str, other: str) -> bool:
    one, two = fold(word), fold(other)
    if len(one) != len(two):
        return False
    places = [place for place, (mine, theirs) in enumerate(zip(one, two, strict=True)) if mine != theirs]
    if len(places) != 1:
        return False
    letters = frozenset((one[places[0]], two[places[0]]))
    is_another_form = word.islower() and places[0] == len(one) - 1 and letters <= _ENDS_A_FORM
    return letters not in _SPELLINGS and not is_another_form
