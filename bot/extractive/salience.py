"""How close a sentence is to what the paper is about: tf-idf against title and abstract, and stems in common."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff](?:[^\W\u3400-\u9fff]|-)*|[\u3400-\u9fff]")
_STEM_CHARS = 6
_FEWEST_TERMS = 5
_STOP_WORDS = frozenset(
    "about above across after all also although among and any are because been before being below between both but "
    "can could did does doing during each either even every few for from further had has have having here how however "
    "into its itself just like many may might more most much must nor not now often only other our ours over own per "
    "same several shall she should since some still such than that the their them then there these they this those "
    "through thus too under until upon use used uses using very via was well were what when where which while who "
    "whose why will with within without would yet you your paper work show shows".split()
)


def stems(text: str) -> frozenset[str]:
    """The content words of `text`, each cut to its stem; for Chinese, pairs of neighbouring characters."""
    return frozenset(_terms(text))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that the larger one has too, 0-1; of very small sets a lesser share."""
    return len(left & right) / max(_FEWEST_TERMS, min(len(left), len(right)))


class Salience:
    """Weighs the words of one paper: rare in its sentences is telling, common is not."""

    def __init__(self, sentences: Iterable[str], about: str) -> None:
        """`about` is what a sentence is compared with: title and abstract."""
        documents = [frozenset(_terms(sentence)) for sentence in sentences]
        counts = Counter(term for document in documents for term in document)
        self._idf: Mapping[str, float] = {
            term: math.log((1 + len(documents)) / (1 + count)) for term, count in counts.items()
        }
        self._unseen = math.log(1 + len(documents))
        self._about = self._vector(about)
        self._about_norm = _norm(self._about)

    def closeness(self, text: str) -> float:
        """The cosine of `text` with title and abstract, 0-1."""
        vector = self._vector(text)
        norm = _norm(vector) * self._about_norm
        return _dot(vector, self._about) / norm if norm else 0.0

    def likeness(self, left: str, right: str) -> float:
        """The cosine of two texts, 0-1."""
        one, other = self._vector(left), self._vector(right)
        norm = _norm(one) * _norm(other)
        return _dot(one, other) / norm if norm else 0.0

    def _vector(self, text: str) -> dict[str, float]:
        counts = Counter(_terms(text))
        return {term: (1 + math.log(count)) * self._idf.get(term, self._unseen) for term, count in counts.items()}


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    words = [word.lower() for word in _WORD.findall(text)]
    terms = [word[:_STEM_CHARS].rstrip("s") for word in words if len(word) > 2 and word not in _STOP_WORDS]
    wide = [word for word in words if "\u3400" <= word[0] <= "\u9fff"]
    return (*terms, *("".join(pair) for pair in pairwise(wide)))


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def _norm(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))
