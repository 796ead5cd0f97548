"""Whether what PDFium calls text is text: the check that keeps a bot from making things up about garbage."""

import re
from collections.abc import Sequence

_CONTROL = re.compile("([\x00-\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd])\\1*")
_LEADERS = re.compile(r"(?:[.·…_]\s?){4,}")  # of a table of contents
_MIN_CHARS = 300  # of the whole document: below it there is nothing to draft from
_FIRST_PAGES = 10
_PAGE_CHARS = 100  # a page with fewer is a title page or a picture, and says nothing about its fonts
_LONE = 0.8  # share of words that are one sign: a code without a Unicode map, each glyph set by itself
_MIN_WORDS = 80
_MAX_CONTROLS = 0.1  # share; files without a Unicode map had 0.14 and 0.49, pages with odd symbols in figures 0.08


def unreadable_because(texts: Sequence[str]) -> str | None:
    """Why nothing can be drafted from a document whose pages carry `texts` as the engine gave them; None if it can."""
    if not texts:
        return "it has no pages"
    if len("".join(texts).strip()) < _MIN_CHARS:
        return "its pages are pictures, or blank" if any(map(is_picture, texts)) else "it holds only a few words"
    whole = [text for text in texts if len(text.strip()) > _PAGE_CHARS]
    first = whole[:_FIRST_PAGES]
    if 2 * sum(map(is_text, whole)) < len(whole) or 2 * sum(map(_is_prose, first)) < len(first):
        return "its fonts do not say which letters they draw"
    return None


def is_text(text: str) -> bool:
    """Whether the characters are letters and digits, and few controls or private ones (no Unicode map)."""
    text = _CONTROL.sub(r"\1", _LEADERS.sub(" ", text))
    words = text.split()
    if len(words) >= _MIN_WORDS and sum(len(word) == 1 and word.isascii() for word in words) > _LONE * len(words):
        return False
    solid = sum(map(len, words))
    if solid == 0 or len(_CONTROL.findall(text)) > _MAX_CONTROLS * len(text):
        return False
    return sum(map(str.isalnum, text)) >= 0.5 * solid


def is_picture(text: str) -> bool:
    """Whether a page carries next to no text of its own."""
    return len(text.strip()) < 20


def _is_prose(text: str) -> bool:
    """Whether most characters are letters, as on the first pages of a paper (a page of tables is none, but is text)."""
    text = _LEADERS.sub(" ", text)
    return is_text(text) and sum(map(str.isalpha, text)) >= 0.5 * (len(text) - sum(map(str.isspace, text)))
