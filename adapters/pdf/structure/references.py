"""The reference list: what stands in it is nobody's claim here, and no evidence."""

import re
from collections.abc import Sequence

from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.layout import LineKey
from bot.model import Zone

_FIRST = re.compile(r"^\[1\]\s*\S|^\(1\)\s+[A-Z]|^1\.\s+[A-Z]")
_SECOND = re.compile(r"^\[2\]\s*\S|^\(2\)\s+[A-Z]|^2\.\s+[A-Z]")
_THIRD = re.compile(r"^\[3\]\s*\S|^\(3\)\s+[A-Z]|^3\.\s+[A-Z]")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ENTRY_LINES = 8  # the next entry begins within so many lines
_LAST_SHARE = 0.5  # a list without a heading is looked for in the last half of the lines


def reference_lines(
    contents: Sequence[PageContent], headings: Sequence[Heading], beside: frozenset[LineKey]
) -> frozenset[LineKey]:
    """Every line of the reference list: from its heading, or from its entry 1, to the next heading.

    Args:
        beside: Lines that are no running text (captions, furniture, cells); never part of the list.
    """
    keys = [(page.number, i) for page in contents for i in range(len(page.lines)) if (page.number, i) not in beside]
    starts = {h.first: h.section.zone is Zone.REFERENCES for h in headings}
    if not any(starts.values()):
        first = _unheaded_start(contents, keys)
        if first is not None:
            starts[first] = True
    listed: set[LineKey] = set()
    is_inside = False
    for key in keys:
        is_inside = starts.get(key, is_inside)
        if is_inside:
            listed.add(key)
    return frozenset(listed)


def _unheaded_start(contents: Sequence[PageContent], keys: Sequence[LineKey]) -> LineKey | None:
    """Entry 1 of a numbered list of works, as letters and RevTeX set it: behind a rule, without a heading."""
    pages = {page.number: page for page in contents}
    texts = [pages[number].lines[i].text for number, i in keys]
    for n in range(int(len(texts) * _LAST_SHARE), len(texts)):
        if not _FIRST.match(texts[n]):
            continue
        second = _next(texts, n, _SECOND)
        third = _next(texts, second, _THIRD) if second else None
        if third and len(_YEAR.findall(" ".join(texts[n : third + 2]))) >= 2:
            return keys[n]
    return None


def _next(texts: Sequence[str], start: int, entry: re.Pattern[str]) -> int | None:
    within = range(start + 1, min(start + 1 + _ENTRY_LINES, len(texts)))
    return next((n for n in within if entry.match(texts[n])), None)
