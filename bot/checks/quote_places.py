"""Where in the paper a quote stands: letter for letter, around a footnote, or nearly."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from rapidfuzz.fuzz import partial_ratio_alignment

from bot.checks.citations import without_citations
from bot.checks.folding import Folded, fold
from bot.checks.paper_index import SEPARATOR, PaperIndex
from bot.checks.quote_words import SAME, Comparison, changed_pointers, compare, judge_gaps
from bot.model import Evidence

MIN_FOLDED_CHARS = 6
"""A shorter quote is found anywhere and proves nothing."""

MIN_SIMILARITY = 80.0
"""Of 100. Measured: an honest quote reaches 68 on a foreign page, 81 on its own with three words of twenty altered."""

MIN_PIECE_CHARS = 10
"""The shortest run of a quote that is looked for by itself."""

MAX_GAP_CHARS = 1500
"""A footnote, or a table between two columns, that may stand inside a sentence on its page."""

_MAX_GAP_BEFORE_A_FEW_LETTERS = 40  # less than a piece is found anywhere, so it has to be near
_MAX_HITS_OF_A_RUN = 5
# A raised figure before a word, or a plain one at the start of a line: ¹The code, 1The code.
_NOTE_MARK = re.compile(r"(?<!\w)[⁰¹²³⁴-⁹](?=[^\W\d])|(?<![^\n])\d(?=[A-Z][a-z])")
_MAX_WINDOWS = 4
_MAX_HITS = 50  # a page of one repeated letter has as many hits as letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands, as (start, end) in the index's text, and how it compares with what stands there."""

    start: int
    end: int
    comparison: Comparison = SAME


def find_place(item: Evidence, index: PaperIndex) -> Place | None:
    """Where the quote stands: letter for letter first, then with something in between, then by likeness.

    The page that the evidence names is looked at before the others; the reference list never.
    """
    return (
        _exact(item, fold(item.quote), index.body, index)
        or _exact(item, fold(without_citations(item.quote)), index.uncited, index)
        or _with_gaps(item, index.uncited, index)
        or _alike(item, index.uncited, index)
    )


def is_letter_for_letter(item: Evidence, index: PaperIndex) -> bool:
    """Whether the paper has the quote as it is."""
    return _exact(item, fold(item.quote), index.body, index) is not None


def is_in_references(item: Evidence, index: PaperIndex) -> bool:
    """Whether the quote is taken from the reference list, or nearly."""
    return _alike(item, index.references, index) is not None


def _ranges(
    item: Evidence, folded: Folded, index: PaperIndex, *, beyond: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where to look, in folded offsets: on the page named and so far `beyond` it, as a quote may run on; everywhere."""
    start, end = index.page_span(item.page)
    last = len(folded.text)
    return (folded.find_origin(start), min(folded.find_origin(end) + beyond, last)), (0, last)


def _exact(item: Evidence, quote: str, folded: Folded, index: PaperIndex) -> Place | None:
    if len(quote) < MIN_FOLDED_CHARS:
        return None
    for start, end in _ranges(item, folded, index, beyond=len(quote)):
        hits = islice(_hits(folded.text, quote, start, end), _MAX_HITS)
        spans = [folded.source_span(hit, hit + len(quote)) for hit in hits]
        whole = [span for span in spans if span == _whole_words(index.text, *span)]
        if whole:
            first, last = min(whole, key=lambda span: abs(index.page_at(span[0]) - item.page))
            pointers = () if folded is index.body else tuple(changed_pointers(item.quote, index.text, first, last))
            return Place(first, last, replace(SAME, altered=pointers))
        if spans:
            first, last = _whole_words(index.text, *spans[0])
            return Place(first, last, compare(item.quote, index.text, first, last))
    return None


def _hits(text: str, quote: str, start: int, end: int) -> Iterator[int]:
    hit = text.find(quote, start, end)
    while hit >= 0:
        yield hit
        hit = text.find(quote, hit + 1, end)


def _with_gaps(item: Evidence, folded: Folded, index: PaperIndex) -> Place | None:
    """The place where the whole quote stands in order, in runs of some length with something between them."""
    quote = fold(without_citations(item.quote))
    for start, end in _ranges(item, folded, index, beyond=MAX_GAP_CHARS):
        if runs := _runs(folded.text, quote, start, end):
            gaps = [_gap(folded, left, right, index.text) for (_, left), (right, _) in pairwise(runs)]
            first, last = _whole_words(index.text, *folded.source_span(runs[0][0], runs[-1][1]))
            if any(_cuts_a_word(index.text, *gap) for gap in gaps):
                return Place(first, last, compare(item.quote, index.text, first, last))
            return Place(first, last, judge_gaps(index.text, gaps))
    return None


def _runs(text: str, quote: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans that make up the quote one after another, each as long as can be; empty if they do not."""
    runs: list[tuple[int, int]] = []
    done = 0
    while done < len(quote):
        position = runs[-1][1] if runs else start
        reach = MAX_GAP_CHARS if len(quote) - done >= MIN_PIECE_CHARS else _MAX_GAP_BEFORE_A_FEW_LETTERS
        run = _longest_run(text, quote[done:], position, min(position + reach, end) if runs else end)
        if run is None:
            return []
        done += run[1] - run[0]
        runs.append(run)
    return runs


def _gap(folded: Folded, left: int, right: int, text: str) -> tuple[int, int]:
    """The (start, end) in the text of what stands between two runs of a quote."""
    # Where the gap begins and the rest of the quote begin alike, the run before took letters of the gap.
    while left > 1 and folded.text[left - 1] == folded.text[right - 1] and _joins(text, folded.origins[left]):
        left, right = left - 1, right - 1
    return folded.origins[left - 1] + 1, folded.origins[right]


def _longest_run(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the longest beginning of the quote stands in text[start:end]; None if that is shorter than a piece."""
    low, high = min(MIN_PIECE_CHARS, len(quote)), len(quote)
    where = text.find(quote[:low], start, end)
    if where < 0:
        return None
    while low < high:
        middle = (low + high + 1) // 2
        hit = text.find(quote[:middle], where, end)
        if hit < 0:
            high = middle - 1
        else:
            where, low = hit, middle
    return where, where + low


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a gap takes a part of a word, as "out" of "without"; digits behind a word are a footnote's mark."""
    return not text[start:end].strip().isdigit() and (_joins(text, start) or _joins(text, end))


def _alike(item: Evidence, folded: Folded, index: PaperIndex) -> Place | None:
    """The place most like the quote, from the quote's own first letters to its last if they are near."""
    quote, text = fold(without_citations(item.quote)), folded.text
    for start, end in _ranges(item, folded, index, beyond=len(quote)):
        found = [
            (alignment.score, window + alignment.dest_start, window + alignment.dest_end)
            for window, limit in _likely_windows(text, quote, start, end)
            if (alignment := partial_ratio_alignment(quote, text[window:limit], score_cutoff=MIN_SIMILARITY))
        ]
        if not found:
            continue
        _, left, right = max(found)
        reach = len(quote) // 2  # the page's own citations and footnotes stretch the sentence
        opening, closing = quote[:MIN_PIECE_CHARS], quote[-MIN_PIECE_CHARS:]
        first = text.rfind(opening, max(left - reach, start), left + reach)
        last = text.find(closing, max(right - reach, left), min(right + reach, end))
        left = first if first >= 0 else left
        right = last + len(closing) if last >= 0 else right
        if left < right and SEPARATOR not in text[left:right]:
            left, right = _whole_words(index.text, *folded.source_span(left, right))
            return Place(left, right, compare(item.quote, index.text, left, right))
    return None


def _likely_windows(text: str, quote: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of text[start:end], each a little longer than the quote, that share most of its runs of letters."""
    slack = max(len(quote) // 4, MIN_PIECE_CHARS)
    votes: Counter[int] = Counter()
    for offset in range(0, len(quote) - MIN_PIECE_CHARS + 1, MIN_PIECE_CHARS // 2):
        run = quote[offset : offset + MIN_PIECE_CHARS]
        votes.update((hit - offset) // slack for hit in islice(_hits(text, run, start, end), _MAX_HITS_OF_A_RUN))
    likely = [bucket * slack for bucket, _ in votes.most_common(_MAX_WINDOWS)]
    windows = [(max(middle - slack, start), min(middle + len(quote) + 2 * slack, end)) for middle in likely]
    # A shorter text would be looked for in the quote.
    return [(first, last) for first, last in windows if last - first >= len(quote)]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, with the words and numbers that it cuts made whole."""
    while start > 0 and _joins(text, start):
        start -= 1
    while end < len(text) and _joins(text, end):
        end += 1
    return start, end


def _joins(text: str, offset: int) -> bool:
    """Whether the characters before and after `offset` belong to one word or number."""
    before, after = text[offset - 1], text[offset]
    if _NOTE_MARK.match(text, offset - 1):
        return False
    if before.isalnum() and after.isalnum():
        return True
    if before.isdigit() and after == "." and text[offset + 1 : offset + 2].isdigit():
        return True
    if before == "." and after.isdigit() and text[offset - 2 : offset - 1].isdigit():
        return True
    return before.isdigit() and after == "," and bool(re.match(r",\d{3}(?!\d)", text[offset : offset + 5]))
