"""The abstract of a paper that does not call it by name: the sentences that stand where one would."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from adapters.pdf.page.boxes import overlap_across
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.abstract_lines import (
    CONCLUDES,
    KEYWORDS,
    OLD_RIGHTS,
    PART,
    SENTENCE_END,
    STRAY_CHARS,
    follows,
    is_beside,
    with_row,
)
from adapters.pdf.structure.heading_lines import numbering
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.layout import Layout, LineKey
from adapters.pdf.structure.zones import own_zone
from bot.model import Zone

_MAIL = re.compile(r"\w@\w+\.")  # old fonts of publishers write a bracket as "@"
_NUMBERED_NAME = re.compile(r"\d{1,2}[A-Z]")  # "3D maps of ..."
_LAST_WORDS = re.compile(  # "of the wake. © 2022 Harbour Press"
    rf"[^\W\dA-Z_][^.!?]{{0,80}}[.!?]\s*(?:©|\(c\) \d|{OLD_RIGHTS})"
)
_PAGES = 6  # whose lines say what the body's font is
_NOTES = 0.25  # of the page's height, from the bottom
_OF_A_KIND = 3  # headings of one type
_SCANNED = 0.13  # of the size; what reads scans measures each line of a sentence anew
_NEXT_LINE = 1.5  # of the size
_ON_ROW = 0.4  # of the size; the rows of a scan come in pieces that stand a little higher or lower
_MANY_LINES = 10  # an abstract of two paragraphs has fewer in the second
_MIN_CHARS = 250  # of what has no heading and stands where an abstract would
_PARTS = 3  # at least, of an abstract that is told by them
_SAME_SIZE_PT = 0.65
_SAME_TYPE_PT = 0.4
_BACK_MATTER = frozenset({Zone.ACKNOWLEDGEMENTS, Zone.REFERENCES, Zone.APPENDIX, Zone.FRONT})
_TEXT_LINES = 3
_SENTENCE_WORDS = 7
_PROSE_WORDS = 12  # of a line; the addresses of authors have fewer


def structured_lines(
    pages: Sequence[PageContent], headings: Sequence[Heading], skip: frozenset[LineKey]
) -> list[tuple[LineKey, Line]]:
    """The sentences behind words that part an abstract ("IMPORTANCE", "RESULTS"), from the first to what concludes."""
    for page in pages[:2]:
        parts = [h for h in headings if h.first[0] == page.number and h.run_in_chars and PART.match(h.section.title)]
        ends = [h for h in parts[1:] if CONCLUDES.match(h.section.title)]
        if len(parts) < _PARTS or not ends or not _is_before_the_text(parts[0], ends[0], headings):
            continue
        start, end = parts[0].first[1], ends[0].first[1]
        found: list[tuple[LineKey, Line]] = []
        for i, line in enumerate(page.lines[start:], start):
            is_other = abs(line.size_pt - page.lines[start].size_pt) > _SAME_SIZE_PT or line.is_rotated
            if i > end and (is_other or KEYWORDS.match(line.text) or not follows(found[-1][1], line)):
                break
            if not is_other and (page.number, i) not in skip:
                found.append(((page.number, i), line))
        return found
    return []


def _is_before_the_text(first: Heading, end: Heading, headings: Sequence[Heading]) -> bool:
    """Whether parts are an abstract's: a letter is parted in the same way, and nothing but its back matter follows."""
    behind = [heading.section.zone for heading in headings if heading.first > end.first]
    return first.section.zone is not Zone.INTRODUCTION and not _BACK_MATTER.issuperset(behind)


def unmarked_lines(
    pages: Sequence[PageContent], layout: Layout, headings: Sequence[Heading], skip: frozenset[LineKey]
) -> list[tuple[LineKey, Line]]:
    """The sentences where an abstract would stand: above the first heading, set off from the body if any are."""
    starts = frozenset(h.first for h in headings)
    font = _body_font(pages, layout)
    sections = _sections(pages, headings)
    for page in pages[:2]:
        prose = [block for block in _blocks(page, layout, skip | starts) if _may_be_abstract(block, page)]
        blocks = [block for block in prose if not _is_behind_text(block, page, skip)]
        apart = [block for block in blocks if _is_set_apart(block, layout, font)]
        if apart:
            highest = max(apart, key=lambda block: block[0][1].box.top)
            whole = _with_next_paragraphs(highest, page, skip | starts)
            return _with_last_words(whole, page) or _with_overleaf(whole, pages, skip | starts)
        limit = min((key for key in starts if _zone_of(headings, key) is not Zone.BODY), default=None)
        before = [
            block
            for block in blocks
            if (limit is None or block[0][0] < limit) and not any(start < block[0][0] for start in sections)
        ]
        if before:
            whole = _with_last_words(before[0], page)
            end = before[0][-1][1].prose
            is_whole = bool(whole) or bool(SENTENCE_END.search(end)) or "://" in end
            is_abstract = is_whole and not _is_first_of_text(before[0], page, skip | starts)
            return (whole or before[0]) if is_abstract else []
        if prose or starts & {(page.number, i) for i in range(len(page.lines))}:
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
        if (page.number, i) in skip or not same_type or not follows(last, line) or KEYWORDS.match(line.text):
            break
        whole.append(((page.number, i), line))
    return whole


def _with_last_words(block: list[tuple[LineKey, Line]], page: PageContent) -> list[tuple[LineKey, Line]]:
    """A block with the line below it that ends its sentence and goes on with the rights, in their type; or nothing."""
    (_, behind), last = block[-1][0], block[-1][1]
    for i, line in enumerate(page.lines[behind + 1 : behind + 2], behind + 1):
        if not SENTENCE_END.search(last.prose) and _LAST_WORDS.match(line.text) and follows(last, line):
            return [*block, ((page.number, i), line)]
    return []


def _with_overleaf(
    block: list[tuple[LineKey, Line]], pages: Sequence[PageContent], skip: frozenset[LineKey]
) -> list[tuple[LineKey, Line]]:
    """A block that breaks off in a sentence, with the lines of its type that the next page begins with."""
    last = block[-1][1]
    if SENTENCE_END.search(last.prose) or last.page >= len(pages):
        return block
    rest: list[tuple[LineKey, Line]] = []
    for i, line in enumerate(pages[last.page].lines):
        if (last.page + 1, i) in skip or line.is_rotated:
            continue
        if line.font != last.font or abs(line.size_pt - last.size_pt) > 0.3 or KEYWORDS.match(line.text):
            break
        rest.append(((last.page + 1, i), line))
    return [*block, *rest]


def _zone_of(headings: Sequence[Heading], key: LineKey) -> Zone:
    return next(own_zone(h.section.title) for h in headings if h.first == key)


def _blocks(page: PageContent, layout: Layout, skip: frozenset[LineKey]) -> Iterator[list[tuple[LineKey, Line]]]:
    """Runs of lines of one type, one below the other."""
    block: list[tuple[LineKey, Line]] = []
    last: Line | None = None
    for i, line in enumerate(page.lines):
        key = (page.number, i)
        is_other = key in skip or line.is_rotated or bool(KEYWORDS.match(line.text))
        if not is_other and last is not None and (_is_next(last, line, layout) or is_beside(last, line)):
            block.append((key, line))
            last = with_row(last, line)
            continue
        if block and len(line.text) <= STRAY_CHARS and not is_other:
            continue  # a root sign, an index: on no line of its own
        if block:
            yield block
        block, last = ([], None) if is_other else ([(key, line)], line)
    if block:
        yield block


def _is_next(last: Line, line: Line, layout: Layout) -> bool:
    step = last.baseline_pt - line.baseline_pt
    reach = max(1.35 * layout.leading_pt * line.size_pt / layout.body_size_pt, 1.45 * line.size_pt)
    is_inside = line.text[:1].islower() and not SENTENCE_END.search(last.prose)
    slack_pt = _SCANNED * last.size_pt if is_inside else _SAME_TYPE_PT
    same_type = abs(last.size_pt - line.size_pt) < slack_pt and last.is_bold == line.is_bold
    is_new = line.box.left > last.box.left + 0.7 * line.size_pt and bool(SENTENCE_END.search(last.prose))
    return same_type and 0.4 * line.size_pt < step < reach and follows(last, line) and not is_new


def _may_be_abstract(block: Sequence[tuple[LineKey, Line]], page: PageContent) -> bool:
    text = " ".join(line.prose for _, line in block)
    words = text.split()
    is_cut = _is_below_addresses(block, page)
    return (
        len(text) >= _MIN_CHARS
        and (text[0].isupper() or not text[0].isascii() or bool(_NUMBERED_NAME.match(text)))
        and len(re.findall(r"[.。](?:\s|$)", text)) >= (1 if is_cut else 2)
        and not any(KEYWORDS.match(line.text) for _, line in block[:2])
        and sum(word[0].islower() for word in words) >= 0.5 * len(words)
        and (block[0][1].box.top > _NOTES * page.height_pt or _is_over_keywords(block, page) or is_cut)
        and not block[0][1].is_fixed_pitch
        and not _MAIL.search(text)
    )


def _is_behind_text(block: Sequence[tuple[LineKey, Line]], page: PageContent, skip: frozenset[LineKey]) -> bool:
    """Whether lines of sentences in type of its size stand above a block: it is no first paragraph then."""
    line = block[0][1]
    above = (
        other
        for i, other in enumerate(page.lines)
        if other.box.bottom >= line.box.top and (page.number, i) not in skip and not other.is_rotated
    )
    alike = (other for other in above if abs(other.size_pt - line.size_pt) < _SAME_TYPE_PT)
    over = (other for other in alike if overlap_across(other.box, line.box) > 0)
    return sum(map(_is_of_sentence, over)) >= _TEXT_LINES


def _is_of_sentence(line: Line) -> bool:
    words = line.text.split()
    return len(words) > _SENTENCE_WORDS and 2 * sum(word[0].islower() for word in words) > len(words)


def _is_first_of_text(block: Sequence[tuple[LineKey, Line]], page: PageContent, skip: frozenset[LineKey]) -> bool:
    """Whether the text has begun: paragraphs of the same size go on below, with nothing between, for many lines."""
    (_, behind), last = block[-1][0], block[-1][1]
    count = 0
    for i, line in enumerate(page.lines[behind + 1 :], behind + 1):
        is_near = -_ON_ROW < (last.baseline_pt - line.baseline_pt) / line.size_pt < _NEXT_LINE
        is_like = abs(line.size_pt - last.size_pt) < max(_SAME_TYPE_PT, _SCANNED * last.size_pt)  # or in italics
        is_next_column = line.box.bottom > last.box.top and not SENTENCE_END.search(last.prose)
        if (page.number, i) in skip or not (is_like and (is_near or is_next_column)) or KEYWORDS.match(line.text):
            break
        last, count = line, count + 1
    return count >= _MANY_LINES


def _is_over_keywords(block: Sequence[tuple[LineKey, Line]], page: PageContent) -> bool:
    """Whether the keywords follow: names and addresses above an abstract can fill the page."""
    (_, behind), last = block[-1][0], block[-1][1]
    return any(KEYWORDS.match(line.text) and follows(last, line) for line in page.lines[behind + 1 : behind + 2])


def _is_below_addresses(block: Sequence[tuple[LineKey, Line]], page: PageContent) -> bool:
    """Whether sentences break off at the foot of a page that holds nothing but names and addresses above them."""
    above = page.lines[: block[0][0][1]]
    is_open = not SENTENCE_END.search(block[-1][1].prose)
    return is_open and len(above) > _PROSE_WORDS and all(line.text.count(" ") < _PROSE_WORDS for line in above)


def _sections(pages: Sequence[PageContent], headings: Sequence[Heading]) -> set[LineKey]:
    """The headings that are numbered, or set as others of the paper are: the text has begun at the first of them."""
    types: defaultdict[tuple[str, float], list[LineKey]] = defaultdict(list)
    for heading in headings:
        line = pages[heading.first[0] - 1].lines[heading.first[1]]
        if not heading.run_in_chars:
            types[line.font, round(line.size_pt, 1)].append(heading.first)
    of_a_kind = {key for keys in types.values() if len(keys) >= _OF_A_KIND for key in keys}
    return of_a_kind | {
        h.first for h in headings if numbering(pages[h.first[0] - 1].lines[h.first[1]].text) is not None
    }


def _is_set_apart(block: Sequence[tuple[LineKey, Line]], layout: Layout, font: str) -> bool:
    line = block[len(block) // 2][1]
    return line.is_bold or line.font != font or abs(line.size_pt - layout.body_size_pt) > _SAME_TYPE_PT


def _body_font(pages: Sequence[PageContent], layout: Layout) -> str:
    fonts = Counter[str]()
    for page in pages[:_PAGES]:
        for line in page.lines:
            if abs(line.size_pt - layout.body_size_pt) < _SAME_TYPE_PT:
                fonts[line.font] += len(line.text)
    return fonts.most_common(1)[0][0] if fonts else ""
