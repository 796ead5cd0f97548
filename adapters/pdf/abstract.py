"""The abstract: which lines it is made of, under its heading or, where it has none, at the head of the paper."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.pdf.characters import BREAK_HYPHEN
from adapters.pdf.heading_lines import AROUND_TITLE
from adapters.pdf.headings import Heading
from adapters.pdf.hyphens import Vocabulary
from adapters.pdf.layout import Layout, LineKey
from adapters.pdf.lines import Line
from adapters.pdf.page_content import PageContent
from adapters.pdf.zones import own_zone
from bot.model import NOT_TEXT, Zone

_PAGES = 6  # a thesis has its abstract behind a title page and a dedication
_SAME_SIZE_PT = 0.65
_MAX_CHARS = 6000
_STRAY_CHARS = 4
_MIN_CHARS = 250  # of what has no heading and stands where an abstract would
_SENTENCE_END = re.compile(r"[.!?:。！？：][\"”’)\]]*(?:\s*\[[\d,\s–-]+\])?$")
_KEYWORDS = re.compile(
    r"^\W*(?:(?:additional |author )?key[ -]?words?\b|index terms|pacs\b|ccs concepts|categories and subject"
    r"|general terms|jel\b|msc\b"
    r"|(?:\d{4} )?(?:ams |mathematics )?subject classification|subjects?\b\s*:?$|correspondence (?:to|should|and)\b"
    r"|(?-i:(?:Received|Accepted|Published|Revised|Submitted)(?:\s*:|,? (?:\d|in |on |[A-Z])))"
    r"|e-?mail|\(?dated:|©|copyright|permission to|this article is|open access|doi\b|https?://(?:dx\.)?doi"
    r"|how to cite|citation:"
    r"|关键词|ключевые слова|schlüssel|schlagw|mots[- ]cl)",
    re.I,
)
# The parts of an abstract as medical and biological journals ask for them.
_PART = re.compile(
    r"^(?:background|introduction|context|motivations?|objectives?|aims?|purpose|goals?|hypothesis|importance"
    r"|rationale|design|setting"
    r"|participants|patients|subjects|materials?|methods?|methodology|main outcome|interventions?|measurements?"
    r"|approach|data|evaluation"
    r"|(?:principal |main |key )?(?:results?|findings?)|conclusions?|discussion|interpretation|significance"
    r"|implications?|limitations"
    r"|availability|implementation|contact|supplementary|funding|summary|trial registration|contributions?|novelty"
    r"|originality|problem)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Abstract:
    """The abstract.

    Attributes:
        text: One line, hyphens healed; raised and lowered digits as ¹ and ₁.
        lines: Where it stands; empty where there is none.
    """

    text: str = ""
    lines: frozenset[LineKey] = frozenset()


def find_abstract(
    pages: Sequence[PageContent],
    layout: Layout,
    headings: Sequence[Heading],
    skip: frozenset[LineKey],
    vocabulary: Vocabulary,
) -> Abstract:
    """The abstract of a paper; `skip` are lines that are no running text: furniture, captions, title, names."""
    marked = next((h for h in headings if h.section.zone is Zone.ABSTRACT), None)
    if marked is not None:
        found = list(_under(marked, pages, headings, skip))
        return _abstract(found, vocabulary, marked.run_in_chars)
    return _abstract(_unmarked(pages, layout, headings, skip), vocabulary, 0)


def _abstract(lines: Sequence[tuple[LineKey, Line]], vocabulary: Vocabulary, run_in_chars: int) -> Abstract:
    text = ""
    for _, line in lines:
        words = line.prose[run_in_chars:] if not text else line.prose
        if NOT_TEXT in words:
            words = line.text[-len(line.text) + run_in_chars :] if not text else line.text
        text = vocabulary.append(text, words.strip())
    return Abstract(text.replace(BREAK_HYPHEN, "-").lstrip(AROUND_TITLE), frozenset(key for key, _ in lines))


def _under(
    marked: Heading, pages: Sequence[PageContent], headings: Sequence[Heading], skip: frozenset[LineKey]
) -> Iterator[tuple[LineKey, Line]]:
    """The lines below a heading, up to the next heading, the keywords, or a change of the type or the block."""
    others = {h.first: h for h in headings if h is not marked}
    first: Line | None = None
    last: Line | None = None
    right = chars = 0.0
    for key, line in _from_first_line(marked, pages, others, skip):
        if _KEYWORDS.match(line.text) or chars > _MAX_CHARS:
            return
        if first is None or last is None:
            first = last = line
        if key in others and not _is_part(others[key], line, first):
            return
        is_of_its_type = abs(line.size_pt - first.size_pt) <= _SAME_SIZE_PT
        if not is_of_its_type and not (line.is_fixed_pitch and _follows(last, line)):
            if line.size_pt > first.size_pt and _follows(last, line):
                return
            continue
        if line is not first:
            if not _stays(first, last, line, right):
                return
            if not _follows(last, line) and len(line.text) > _STRAY_CHARS and line.box.top > last.box.top:
                first, right = line, 0.0  # the next column has edges of its own
        yield key, line
        last = line
        right = max(right, line.box.right)
        chars += len(line.text)


def _from_first_line(
    marked: Heading, pages: Sequence[PageContent], others: Mapping[LineKey, Heading], skip: frozenset[LineKey]
) -> Iterator[tuple[LineKey, Line]]:
    """The lines from the first sentence under a heading on; nothing if another heading comes before it."""
    headline = pages[marked.first[0] - 1].lines[marked.first[1]]
    is_found = False
    for key, line in _lines_from(pages, marked.first if marked.run_in_chars else _next(marked.last)):
        if key in skip or line.is_rotated:
            continue
        if not is_found:
            if _is_short(line, pages[line.page - 1].lines[key[1] + 1 : key[1] + 10]):
                continue  # a thesis repeats its title and author under the heading
            is_elsewhere = key in others and not _is_part(others[key], line, line)
            if is_elsewhere or line.page > headline.page + 1:
                return
            if not (marked.run_in_chars or _KEYWORDS.match(line.text) or _is_below(headline, line)):
                continue
            is_found = True
        yield key, line


def _lines_from(pages: Sequence[PageContent], start: LineKey) -> Iterator[tuple[LineKey, Line]]:
    for page in pages[start[0] - 1 : start[0] + 1]:
        for i, line in enumerate(page.lines):
            if page.number > start[0] or i >= start[1]:
                yield (page.number, i), line


def _next(key: LineKey) -> LineKey:
    return key[0], key[1] + 1


def _is_below(headline: Line, line: Line) -> bool:
    """Whether a line may be the first under the heading: in its column, or right of it on the same row."""
    if line.page != headline.page:
        return True
    em = headline.size_pt
    is_beside = abs(line.baseline_pt - headline.baseline_pt) < 0.5 * em and line.box.left > headline.box.right
    overlaps = line.box.left < headline.box.right + 2 * em and line.box.right > headline.box.left - 2 * em
    return is_beside or (overlaps and line.baseline_pt < headline.baseline_pt)


def _is_short(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line stands alone, shorter than sentences are set below it."""
    upright = [other for other in following if not other.is_rotated]
    if not upright:
        return False
    step = line.baseline_pt - upright[0].baseline_pt
    is_alone = abs(upright[0].size_pt - line.size_pt) > 0.4 or step > 2.2 * line.size_pt
    widest = max(other.box.right - other.box.left for other in upright)
    return line.box.right - line.box.left < (0.85 if is_alone else 0.6) * widest


def _is_part(heading: Heading, line: Line, first: Line) -> bool:
    """Whether a heading names a part of the abstract ("Methods:"), not of the paper."""
    if heading.section.zone is Zone.FRONT:
        return False
    is_same_type = line.page == first.page and abs(line.size_pt - first.size_pt) < 0.4
    if heading.run_in_chars:
        return is_same_type
    is_numbered = not line.text.casefold().startswith(heading.section.title.casefold())
    return (
        is_same_type
        and not is_numbered
        and bool(_PART.match(heading.section.title))
        and line.box.left < first.box.right
    )


def _stays(first: Line, last: Line, line: Line, right: float) -> bool:
    """Whether `line` goes on with the block that `last` ends."""
    em = line.size_pt
    if _follows(last, line):
        is_outside = line.box.left < first.box.left - 2.2 * em or line.box.right > right + 2.5 * em
        return not (is_outside and _SENTENCE_END.search(last.prose) and right > 0)
    if abs(line.baseline_pt - last.baseline_pt) < 0.6 * em and line.page == last.page:
        return line.box.left > last.box.left  # the rest of a row with a wide gap
    return not _SENTENCE_END.search(last.prose) and (line.page > last.page or line.box.top > last.box.top)


def _follows(last: Line, line: Line) -> bool:
    step = last.baseline_pt - line.baseline_pt
    overlap = min(last.box.right, line.box.right) - max(last.box.left, line.box.left)
    return line.page == last.page and 0.4 * line.size_pt < step < 2.8 * line.size_pt and overlap > 0


def _unmarked(
    pages: Sequence[PageContent], layout: Layout, headings: Sequence[Heading], skip: frozenset[LineKey]
) -> list[tuple[LineKey, Line]]:
    """The sentences where an abstract would stand: above the first heading, set off from the body if any are."""
    starts = frozenset(h.first for h in headings)
    font = _body_font(pages, layout)
    for page in pages[:2]:
        blocks = [block for block in _blocks(page, layout, skip | starts) if _may_be_abstract(block, page)]
        apart = [block for block in blocks if _is_set_apart(block, layout, font)]
        if apart:
            return _with_next_paragraphs(max(apart, key=lambda block: block[0][1].box.top), page, skip | starts)
        limit = min((key for key in starts if _zone_of(headings, key) is not Zone.BODY), default=None)
        before = [block for block in blocks if limit is None or block[0][0] < limit]
        if before:
            return before[0]
        if blocks or starts & {(page.number, i) for i in range(len(page.lines))}:
            break
    return []


def _with_next_paragraphs(
    block: Sequence[tuple[LineKey, Line]], page: PageContent, skip: frozenset[LineKey]
) -> list[tuple[LineKey, Line]]:
    """A block set apart, with the paragraphs of its type that follow it."""
    whole = list(block)
    for i, line in enumerate(page.lines[block[-1][0][1] + 1 :], block[-1][0][1] + 1):
        last = whole[-1][1]
        same_type = abs(line.size_pt - last.size_pt) < 0.3 and line.font == last.font
        if (page.number, i) in skip or not same_type or not _follows(last, line) or _KEYWORDS.match(line.text):
            break
        whole.append(((page.number, i), line))
    return whole


def _zone_of(headings: Sequence[Heading], key: LineKey) -> Zone:
    return next(own_zone(h.section.title) for h in headings if h.first == key)


def _blocks(page: PageContent, layout: Layout, skip: frozenset[LineKey]) -> Iterator[list[tuple[LineKey, Line]]]:
    """Runs of lines of one type, one below the other."""
    block: list[tuple[LineKey, Line]] = []
    for i, line in enumerate(page.lines):
        key = (page.number, i)
        last = block[-1][1] if block else None
        is_other = key in skip or line.is_rotated or bool(_KEYWORDS.match(line.text))
        if not is_other and last is not None and (_is_next(last, line, layout) or _is_beside(last, line)):
            block.append((key, line))
            continue
        if block and len(line.text) <= _STRAY_CHARS and not is_other:
            continue  # a root sign, an index: on no line of its own
        if block:
            yield block
        block = [] if is_other else [(key, line)]
    if block:
        yield block


def _is_beside(last: Line, line: Line) -> bool:
    em = last.size_pt
    return (
        abs(last.baseline_pt - line.baseline_pt) < 0.6 * em and last.box.left < line.box.left < last.box.right + 3 * em
    )


def _is_next(last: Line, line: Line, layout: Layout) -> bool:
    step = last.baseline_pt - line.baseline_pt
    reach = max(1.35 * layout.leading_pt * line.size_pt / layout.body_size_pt, 1.45 * line.size_pt)
    same_type = abs(last.size_pt - line.size_pt) < 0.4 and last.is_bold == line.is_bold
    is_new = line.box.left > last.box.left + 0.7 * line.size_pt and bool(_SENTENCE_END.search(last.prose))
    return same_type and 0.4 * line.size_pt < step < reach and _follows(last, line) and not is_new


def _may_be_abstract(block: Sequence[tuple[LineKey, Line]], page: PageContent) -> bool:
    text = " ".join(line.prose for _, line in block)
    words = text.split()
    return (
        len(text) >= _MIN_CHARS
        and (text[0].isupper() or not text[0].isascii())
        and len(re.findall(r"[.。](?:\s|$)", text)) >= 2
        and not any(_KEYWORDS.match(line.text) for _, line in block[:2])
        and sum(word[0].islower() for word in words) >= 0.5 * len(words)
        and block[0][1].box.top > 0.25 * page.height_pt
        and not block[0][1].is_fixed_pitch
        and "@" not in text
    )


def _is_set_apart(block: Sequence[tuple[LineKey, Line]], layout: Layout, font: str) -> bool:
    line = block[len(block) // 2][1]
    return line.is_bold or line.font != font or abs(line.size_pt - layout.body_size_pt) > 0.4


def _body_font(pages: Sequence[PageContent], layout: Layout) -> str:
    fonts = Counter[str]()
    for page in pages[:_PAGES]:
        for line in page.lines:
            if abs(line.size_pt - layout.body_size_pt) < 0.4:
                fonts[line.font] += len(line.text)
    return fonts.most_common(1)[0][0] if fonts else ""
