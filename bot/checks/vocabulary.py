"""The words of a paper, for asking whether it names something."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.checks.folding import Folded, fold
from bot.checks.words import STOP_WORDS

_START_CHARS = 4
_MIN_LOWER_CHARS = 3
_STEM_CHARS = 6
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_WITHIN_NAMES = frozenset({"of", "the", "for", "in", "and"})
_MAX_HITS = 200  # a page of one repeated letter has as many hits as letters


class Vocabulary:
    """What a paper names and calls things, read once and asked for every tweet.

    Args:
        text: The whole paper.
        parts: Its folded texts, which hold offsets into `text`.
    """

    def __init__(self, text: str, parts: Sequence[Folded]) -> None:
        self._text = text
        self._parts = parts
        written = set(re.findall(r"[^\W_]+", text))
        self._words = frozenset(map(fold, written))
        self._lower = frozenset(word for word in written if word.islower() and len(word) >= _MIN_LOWER_CHARS)
        self._by_start: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._lower:
            self._by_start[word[:_START_CHARS]].add(word)
        self._lower_stems = frozenset(word[:_STEM_CHARS] for word in self._lower if len(word) >= _STEM_CHARS)
        self._capitals: defaultdict[str, set[str]] = defaultdict(set)
        for word in written:
            if word.istitle() and len(word) >= _START_CHARS:
                self._capitals[fold(word)[:_START_CHARS]].add(fold(word))
        self._answers: dict[str, bool] = {}

    def has(self, name: str) -> bool:
        """Whether the paper has the name, in any case, with any hyphens and spaces, and as no mere part of a word."""
        if name not in self._answers:
            is_word = name.isalpha() and fold(name) in self._words
            self._answers[name] = is_word or next(self.offsets(name), None) is not None
        return self._answers[name]

    def has_word(self, word: str) -> bool:
        """Whether the paper has the word in any case, or another form of it in lower case."""
        return fold(word) in self._words or self.has_in_lower_case(word)

    def offsets(self, name: str) -> Iterator[int]:
        """Where in the text the name stands."""
        wanted = fold(name)
        if not wanted:
            return
        for part in self._parts:
            hit, hits = part.text.find(wanted), 0
            while hit >= 0 and hits < _MAX_HITS:
                start, end = part.source_span(hit, hit + len(wanted))
                if self._begins(start) and self._ends(end):
                    yield start
                hit, hits = part.text.find(wanted, hit + 1), hits + 1

    def has_symbol(self, digits: str) -> bool:
        """Whether the digits stand behind a letter that is none of the Latin alphabet's 26, on the line or below it."""
        lowered = digits.translate(_LOWERED)
        return re.search(rf"[^\x00-\x7f\W\d_]\s?(?:{digits}|{lowered})(?!\d)", self._text) is not None

    def has_in_lower_case(self, word: str) -> bool:
        """Whether the paper has this lower-case word, or another form of it."""
        if word in self._lower or (len(word) >= _STEM_CHARS and word[:_STEM_CHARS] in self._lower_stems):
            return True
        stem = word[: max(len(word) - 1, _START_CHARS)]
        alike = self._by_start.get(word[:_START_CHARS], ())
        return len(word) > _START_CHARS and any(other.startswith(stem) for other in alike)

    def capitals(self, start: str) -> frozenset[str]:
        """The capitalised words, folded, that begin with these four folded letters."""
        return frozenset(self._capitals.get(start, ()))

    def spells_out(self, letters: str) -> bool:
        """Whether words one after another begin with these capital letters: "reinforcement learning" for RL."""
        words = r"[\s-]+".join(rf"\b{letter}[^\W\d_]*" for letter in letters)
        found = re.finditer(words, self._text, re.IGNORECASE) if len(letters) > 1 else ()
        return any(_may_stand_for_a_name(re.split(r"[\s-]+", match[0].lower())) for match in found)

    def _begins(self, offset: int) -> bool:
        before, first = self._text[offset - 1 : offset], self._text[offset]
        return not before.isalnum() or (before.islower() and first.isupper()) or (before.isdigit() != first.isdigit())

    def _ends(self, offset: int) -> bool:
        last, after = self._text[offset - 1], self._text[offset : offset + 2]
        if not after[:1].isalnum():
            return last != "." and not re.match(r"\.\d", after)
        if after[0].isdigit():
            return not last.isdigit()  # a footnote's mark, or a version
        is_plural = after[0] == "s" and not after[1:].isalnum()
        return is_plural or (last.islower() and after[0].isupper()) or last.isdigit()


def _may_stand_for_a_name(words: Sequence[str]) -> bool:
    """Whether capitals are made of such words: "state of the art" is, "shows an energy" is not."""
    return {words[0], words[-1]}.isdisjoint(STOP_WORDS) and STOP_WORDS.intersection(words) <= _WITHIN_NAMES
