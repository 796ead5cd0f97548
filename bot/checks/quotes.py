"""Quotes set against the paper: each is replaced by the page's own words, or it is no evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.checks.folding import fold
from bot.checks.paper_index import PaperIndex
from bot.checks.quote_places import MIN_FOLDED_CHARS, Place, find_place, is_in_references, is_letter_for_letter
from bot.checks.support import check_support
from bot.model import Evidence, Finding, Level

__all__ = ["Aligned", "PaperIndex", "align", "check_support", "difference", "split_at_ellipsis"]

RULE = "quote"

_ELLIPSIS = re.compile(r"\[\s?(?:\.\.\.|…)\s?\]|\(\s?(?:\.\.\.|…)\s?\)|\.\s?\.\s?\.|…")
_STRAY_SPACE = re.compile(r"(?<=[\w)\]”%]) (?=[,;:)\]](?: |$)|\.(?: |$))")
_MAX_SHOWN_CHARS = 100


@dataclass(frozen=True, slots=True)
class Aligned:
    """Evidence in the page's own words, one line each, and what there was to say about it."""

    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


def align(evidence: Sequence[Evidence], index: PaperIndex) -> Aligned:
    """Find each quote in the paper.

    A quote with "..." counts as several; one that runs over a page or around a footnote comes back as several.

    Returns:
        The evidence that stands, without doubles, and findings of rule "quote": flags for what was not found, stands
        in the reference list, is too short, or differs in a word that changes the meaning; repairs for the rest.
    """
    found: list[Evidence] = []
    findings: list[Finding] = []
    for item in evidence:
        for part in _parts(item, index):
            pieces, remarks = _align_one(part, index)
            found += [piece for piece in pieces if piece not in found]
            findings += remarks
    return Aligned(tuple(found), tuple(findings))


def difference(pairs: Sequence[tuple[str, str]]) -> str:
    """Pairs of (words of the quote, words of the page) as a finding tells them."""
    return "; ".join(_difference(_shown(said), _shown(stands)) for said, stands in pairs)


def split_at_ellipsis(quote: str) -> list[str]:
    """What stands before, between and behind the "..." of a quote."""
    return [part.strip() for part in _ELLIPSIS.split(quote) if fold(part)]


def _parts(item: Evidence, index: PaperIndex) -> list[Evidence]:
    """The quotes that a quote with "..." stands for; itself if the page has those points as well."""
    parts = split_at_ellipsis(item.quote)
    if len(parts) < 2 or is_letter_for_letter(item, index):
        return [item]
    return [replace(item, quote=part) for part in parts]


def _align_one(item: Evidence, index: PaperIndex) -> tuple[list[Evidence], list[Finding]]:
    if len(fold(item.quote)) < MIN_FOLDED_CHARS:
        return [], [_flag(item, "is too short to be evidence; quote the whole sentence")]
    place = find_place(item, index)
    if place is None:
        if is_in_references(item, index):
            return [], [_flag(item, "stands in the reference list, which is no evidence for what this paper says")]
        return [], [_flag(item, "is not in the paper; copy the words from the page")]
    comparison = place.comparison
    pieces = _pieces(_with_marks(place, item.quote, index.text), index)
    findings = [_flag(item, f"differs from the page: {difference(comparison.altered)}")] if comparison.altered else []
    if comparison.mended:
        findings.append(_repair(item, f"the page's own words stand in for it: {difference(comparison.mended)}"))
    if item.page not in {piece.page for piece in pieces}:
        findings.append(_repair(item, f"it is on page {pieces[0].page}, not {item.page}"))
    return pieces, findings


def _with_marks(place: Place, quote: str, text: str) -> Place:
    """The place with the brackets, quotation marks and full stop that the quote has around its words too."""
    start, end = place.start, place.end
    first = next(offset for offset, character in enumerate(quote) if fold(character))
    last = next(offset for offset in reversed(range(len(quote))) if fold(quote[offset]))
    before, after = quote[:first], quote[last + 1 :]
    while start > 0 and not text[start - 1].isspace() and text[start - 1] in before:
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] in f"{after}%":
        end += 1
    return replace(place, start=start, end=end)


def _pieces(place: Place, index: PaperIndex) -> list[Evidence]:
    """The place as evidence: cut at page ends and at what stands between but does not belong."""
    gaps = place.comparison.gaps
    starts = [place.start, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), place.end]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        for page_start, page_end in index.pages_of(start, end):
            quote = _one_line(index.text[page_start:page_end])
            if fold(quote):
                pieces.append(Evidence(index.page_at(page_start), quote))
    return pieces


def _one_line(text: str) -> str:
    """`text` with single spaces, and none between a word and a mark (a PDF has one where a broken word was joined)."""
    return _STRAY_SPACE.sub("", " ".join(text.split()))


# ---- What is said about it ----


def _flag(item: Evidence, problem: str) -> Finding:
    return Finding(RULE, Level.FLAG, _shown(item.quote), f"The quote for page {item.page} {problem}.")


def _repair(item: Evidence, what: str) -> Finding:
    return Finding(RULE, Level.REPAIR, _shown(item.quote), f"The quote for page {item.page} was mended: {what}.")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_SHOWN_CHARS else f"{text[: _MAX_SHOWN_CHARS - 1]}…"


def _difference(said: str, stands: str) -> str:
    if said and stands:
        return f"“{said}” for “{stands}”"
    return f"“{said}” added" if said else f"“{stands}” left out"
