"""Sentences and clauses of a tweet or a quote, and the stems by which two of them are compared."""

import re
from functools import lru_cache

from bot.checks.abbreviations import AFTER_NO_SHORT_FORM
from bot.checks.folding import fold
from bot.checks.words import STOP_WORDS

STEM_CHARS = 5
_SHORTEST_PLURAL_CHARS = 3

SENTENCE_END = re.compile(rf"[.!?…]{AFTER_NO_SHORT_FORM}(?=\s)|\n+")
_CLAUSE_END = re.compile(
    r"[;:–—]\s|,\s(?=(?:but|while|whereas|although|though|which|and|so|yet|because|since|as|suggesting|indicating)\b)"
    r"|\s(?=(?:but|while|whereas|although)\b|that (?:may|might|could)\b)"
)
_QUESTION = re.compile(r"[^.!?\n]*\?")
_WORD = re.compile(r"[^\W\d_][^\W_]+")


def without_questions(text: str) -> str:
    """`text` without its questions, which claim nothing."""
    return _QUESTION.sub("", text)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences, without their end marks; lines are sentences too."""
    return tuple(part.strip() for part in SENTENCE_END.split(text) if part.strip())


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of all sentences, parted at semicolons, colons, dashes and before "but", "while" and the like."""
    return tuple(part.strip() for one in sentences(text) for part in _CLAUSE_END.split(one) if part.strip())


def stem(folded_word: str) -> str:
    """What the forms of a folded word have in common; of short words all but the s of a plural."""
    if len(folded_word) > STEM_CHARS:
        return folded_word[:STEM_CHARS]
    return folded_word.removesuffix("s") if len(folded_word) > _SHORTEST_PLURAL_CHARS else folded_word


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry something."""
    folded = (fold(word) for word in _WORD.findall(text))
    return frozenset(word[:STEM_CHARS] for word in folded if len(word) > 2 and word not in STOP_WORDS)
