"""Rule `quote` for a tweet's own words: what it puts in quotation marks stands in the paper, word for word."""

import re
from collections.abc import Iterator

from bot.checks.folding import fold
from bot.checks.paper_index import PaperIndex
from bot.checks.quotation import quoted
from bot.checks.quote_places import MIN_FOLDED_CHARS, find_place
from bot.checks.quotes import difference, split_at_ellipsis
from bot.model import Evidence, Finding, Level
from bot.wording import elided

RULE = "quote"

FEWEST_WORDS = 3
"""Fewer words in quotation marks are a term, or irony."""

FEWEST_IDEOGRAPHS = 7
"""The same where words have no spaces between them."""

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHOWN_CHARS = 100
_WORD = re.compile(r"[^\W\d_][^\s]*")


def check_quoted(text: str, *, index: PaperIndex, facts: list[str]) -> list[Finding]:
    """Rule `quote`: words in quotation marks are the paper's.

    Args:
        text: The tweet, without the paper's title.
        facts: The title and what the request says, which may be quoted too.
    """
    known = [fold(fact) for fact in facts]
    findings = []
    for words in quoted(text):
        is_term = len(_WORD.findall(words)) < FEWEST_WORDS and len(_IDEOGRAPH.findall(words)) < FEWEST_IDEOGRAPHS
        if is_term or any(fold(words) in fact for fact in known):
            continue
        findings += [finding for part in split_at_ellipsis(words) for finding in _check(part, index)]
    return findings


def _check(words: str, index: PaperIndex) -> Iterator[Finding]:
    folded, shown = fold(words), elided(words, _SHOWN_CHARS)
    if len(folded) < MIN_FOLDED_CHARS or _has_whole_words(folded, index):
        return
    place = find_place(Evidence(1, words), index)
    if place is None:
        yield Finding(
            RULE, Level.FLAG, shown, "The paper does not have these words, and they stand in quotation marks."
        )
        return
    comparison = place.comparison
    page = index.page_at(place.start)
    if comparison.altered:
        detail = f"These words stand in quotation marks, and differ from page {page}: {difference(comparison.altered)}."
        yield Finding(RULE, Level.FLAG, shown, detail)
    elif comparison.mended:
        detail = f"These words stand in quotation marks; page {page} has: {difference(comparison.mended)}."
        yield Finding(RULE, Level.ADVICE, shown, detail)


def _has_whole_words(folded: str, index: PaperIndex) -> bool:
    """Whether the paper has the words as they are, the titles of what it cites among them, and cuts no word."""
    for source in (index.body, index.uncited, index.references):
        hit = source.text.find(folded)
        while hit >= 0:
            start, end = source.source_span(hit, hit + len(folded))
            if not _is_within_a_word(index.text, start) and not _is_within_a_word(index.text, end):
                return True
            hit = source.text.find(folded, hit + 1)
    return False


def _is_within_a_word(text: str, offset: int) -> bool:
    return text[max(offset - 1, 0) : offset].isalpha() and text[offset : offset + 1].isalpha()
