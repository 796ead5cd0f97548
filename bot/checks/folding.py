"""Text reduced to what two copies of a sentence agree on, with the way back to where each character came from."""

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

KEPT_SIGNS = frozenset("%√∑<>≥≤±")
"""Signs that change what a sentence says, and that copies of it keep."""

_WORD_CHARS = 32
"""Up to this long, a text is a word that will be folded again."""

_DOTLESS = str.maketrans({"ı": "i", "ȷ": "j", "⁄": ""})  # PDFs write í as a stray acute and a dotless i


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origins[i]` is the offset in the source of what `text[i]` was made from."""

    text: str
    origins: Sequence[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The (start, end) in the source of `text[start:end]`, which may not be empty."""
        return self.origins[start], self.origins[end - 1] + 1

    def find_origin(self, offset: int) -> int:
        """Where in `text` the first character stands that was made from `offset` of the source or from what follows."""
        return bisect_left(self.origins, offset)

    def without(self, spans: Iterable[tuple[int, int]]) -> "Folded":
        """The same, without what was made from these (start, end) of the source, which come in order."""
        pieces: list[str] = []
        origins = array("l")
        done = 0
        for start, end in spans:
            first = self.find_origin(start)
            pieces.append(self.text[done:first])
            origins.extend(self.origins[done:first])
            done = self.find_origin(end)
        origins.extend(self.origins[done:])
        return Folded("".join([*pieces, self.text[done:]]), origins)


def fold(text: str) -> str:
    """`text` in lower case, letters and digits only, with KEPT_SIGNS and points before digits; accents are gone."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return _fold_word(text) if len(text) <= _WORD_CHARS else "".join(_pieces(text))


@lru_cache(maxsize=1 << 16)
def _fold_word(text: str) -> str:
    return "".join(_pieces(text))


def fold_with_origins(text: str, start: int = 0, end: int | None = None) -> Folded:
    """`text[start:end]` folded; the origins are offsets in the whole `text`."""
    pieces = _pieces(text[start:end])
    folded = "".join(pieces)
    origins = array("l", [offset for offset, piece in enumerate(pieces, start) if piece])
    if len(origins) < len(folded):  # some character made several
        origins = array("l", [offset for offset, piece in enumerate(pieces, start) for _ in piece])
    return Folded(folded, origins)


def _pieces(text: str) -> list[str]:
    """What each character of `text` folds to, in order."""
    pieces = [_FOLDED[character] for character in text]
    point = text.find(".")
    while point >= 0:
        if text[point + 1 : point + 2].isdigit():
            pieces[point] = "."
        point = text.find(".", point + 1)
    return pieces


class _FoldedCharacters(dict[str, str]):
    """What a character folds to, worked out once for each."""

    def __missing__(self, character: str) -> str:
        decomposed = unicodedata.normalize("NFKD", character).casefold().translate(_DOTLESS)
        folded = "".join(part for part in decomposed if part.isalnum() or part in KEPT_SIGNS)
        self[character] = folded
        return folded


_FOLDED = _FoldedCharacters()
