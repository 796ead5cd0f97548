"""The abstract: which lines it is made of, under its heading or, where it has none, at the head of the paper."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.abstract_lines import (
    CONCLUDES,
    KEYWORDS,
    OLD_RIGHTS,
    PART,
    SENTENCE_END,
    SMALL_PRINT,
    STRAY_CHARS,
    follows,
    is_beside,
    is_over_keywords,
    with_row,
)
from adapters.pdf.structure.heading_lines import AROUND_TITLE
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import Layout, LineKey
from adapters.pdf.structure.names import is_affiliation, is_name
from adapters.pdf.structure.running_text import is_address
from adapters.pdf.structure.unmarked_abstract import structured_lines, unmarked_lines
from adapters.pdf.structure.zones import own_zone
from bot.model import NOT_TEXT, Box, Zone

_SAME_SIZE_PT = 0.65
_MAX_CHARS = 6000
_SAME_EDGE_PT = 3
_PART_GAP = 5.5  # of the size, between the parts of a manuscript with double spacing
_NEXT_ROW = 2.0  # of the size, from a heading to the line under it
_PICTURE = 6.0  # of the size; an initial or a small picture stands left of the first lines
_RAISED = 1.5  # of the size, by which brackets and root signs stand over their row
_FORMULA = 4.5  # of the size, from a line to the displayed formula under it
_WORD = re.compile(r"[^\W\d_²³¹⁰-ₙ]{4,}")
# What a publisher prints behind the last sentence.
_RIGHTS = re.compile(
    r"\s*(?:©|\(c\) (?=\d{4})|[°·] ?c (?=\d{4})|\bCopyright (?=.{0,20}\d{4})|\b(?:Index Terms|Key ?[Ww]ords)\s*[:—–])"
    r".{0,200}$"
)
_OLD_RIGHTS = re.compile(rf"(?<=[.!?:)\]])\s+{OLD_RIGHTS}.{{0,120}}$")
_PUBLISHED = re.compile(r"(?<=[.!?)\]])\s+Published by [A-Z][^.]{2,60}\.(?: https?://\S+)?$")
_ALL_RIGHTS = re.compile(
    r"(?<=[.)])\s[^.]{0,12}\b(?:19|20)\d\d\b[^.]{0,80}(?:\.[^.]{0,40}){0,3}"
    r"(?:All rights reserved|Todos los derechos reservados|Todos os direitos reservados|Tous droits réservés)\.?$",
    re.I,
)
_CODES = re.compile(
    r"\s*(?:\((?:JEL|PACS|MSC|AMS)\b[^()]*\)|\[Supplement[^\[\]]*\]"
    r"|(?:[Tt]otal words|[Nn]umber of words|[Ww]ord count) ?: ?[\d,]+"
    r"|\([A-Z][A-Za-z. &]{2,50},? \d{4}[;,:] ?\d[^()]{3,40}\))\.?$"  # "(Harbours 2005;16: 717-726)"
)
_CITATION = re.compile(  # of the paper itself: "The Journal of Harbours, 2016, 196: 12–24."
    r"(?<=[.)])\s(?:[A-Z][A-Za-z]*\.?|of|the|and|for|in|&)(?: (?:[A-Z][A-Za-z]*\.?|of|the|and|for|in|&)){0,7},? "
    r"(?:\(?\d{4}\)?[,;.:]? ?)?"
    r"\d{1,4} ?(?:\(\d+\))?[:,] ?\w?\d+\s?[–-]\s?\w?\d+(?:,? \(?\d{4}\)?)?\.?"
    r"(?: [^.]*;[^.]*)?$"  # and keywords that are not called so
)
_NOTE = re.compile(r"^[*†‡§¶∗⁰¹²³⁴-⁹]+\s?[A-Z]")
_BEGINS = re.compile(r"^(?:introduction|background|(?:materials and )?methods?|results)\b", re.I)


@dataclass(frozen=True, slots=True)
class Abstract:
    """The abstract.

    Attributes:
        text: One line, hyphens healed; raised and lowered digits as ¹ and ₁.
        lines: Where it stands; empty where there is none.
        parts: The lines of the headings inside it ("Methods").
    """

    text: str = ""
    lines: frozenset[LineKey] = frozenset()
    parts: frozenset[LineKey] = frozenset()


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
        parts = _parts(marked, pages, headings, skip)
        found = list(_under(marked, pages, headings, skip, parts))
        return _abstract(found, vocabulary, parts, heading=marked)
    lines = structured_lines(pages, headings, skip) or unmarked_lines(pages, layout, headings, skip)
    return _abstract(lines, vocabulary, frozenset())


def _abstract(
    lines: Sequence[tuple[LineKey, Line]],
    vocabulary: Vocabulary,
    parts: frozenset[LineKey],
    heading: Heading | None = None,
) -> Abstract:
    text = ""
    for key, line in lines:
        start = heading.run_in_chars if heading is not None and key == heading.first else 0
        words = line.prose[start:]
        if NOT_TEXT in words:
            words = line.text[start:]
        text = vocabulary.append(text, words.strip().rstrip(":") + ":" if key in parts else words.strip())
    whole = text.replace(BREAK_HYPHEN, "-").lstrip(AROUND_TITLE)
    for behind in (_RIGHTS, _PUBLISHED, _OLD_RIGHTS, _ALL_RIGHTS, _CODES, _CITATION):
        whole = behind.sub("", whole)
    keys = frozenset(key for key, _ in lines)
    return Abstract(whole, keys - parts, keys & parts)


def _parts(
    marked: Heading, pages: Sequence[PageContent], headings: Sequence[Heading], skip: frozenset[LineKey]
) -> frozenset[LineKey]:
    """The headings that part an abstract ("Background", "Methods"), each on a line of its own, in whatever size.

    The first of them stands right under the heading of the abstract; the paper itself begins with a heading of another
    type, one that names no part, one that was there already, or one that begins behind what concludes.
    """
    following = headings[headings.index(marked) + 1 :]
    next_line = next((key for key, line in _lines_from(pages, _next(marked.last)) if key not in skip), None)
    if marked.run_in_chars or not following or following[0].first != next_line:
        return frozenset()
    found: dict[str, LineKey] = {}
    type_of: Line | None = None
    for heading in following:
        title, line = heading.section.title.casefold(), pages[heading.first[0] - 1].lines[heading.first[1]]
        is_plain = not heading.run_in_chars and heading.section.zone is not Zone.FRONT and _is_unnumbered(heading, line)
        is_over = bool(_BEGINS.match(title)) and any(map(CONCLUDES.match, found))
        if type_of is not None and _is_in_margin(type_of, line):
            continue
        type_of = type_of or line
        is_same_type = abs(line.size_pt - type_of.size_pt) < 0.4 and line.is_bold == type_of.is_bold
        if not is_plain or not is_same_type or is_over or title in found or not PART.match(title):
            break
        found[title] = heading.first
    return frozenset(found.values())


def _is_unnumbered(heading: Heading, line: Line) -> bool:
    return line.text.casefold().startswith(heading.section.title.casefold())


def _under(
    marked: Heading,
    pages: Sequence[PageContent],
    headings: Sequence[Heading],
    skip: frozenset[LineKey],
    parts: frozenset[LineKey],
) -> Iterator[tuple[LineKey, Line]]:
    """The lines below a heading, up to the next heading, the keywords, or a change of the type or the block."""
    others = {h.first: h for h in headings if h is not marked}
    first: Line | None = None
    last: Line | None = None
    right = chars = 0.0
    for key, line in _from_first_line(marked, pages, others, skip, parts):
        is_in_its_font = first is not None and line.font == first.font  # `last` may be a formula in larger type
        if last is not None and key not in parts and not is_in_its_font and _is_in_margin(last, line):
            continue
        row = _row_from(pages, key)
        if first is not None and last is not None and _is_small_print(row, first, last, line):
            continue
        if KEYWORDS.match(row) or chars > _MAX_CHARS or _opens_addresses(pages, key, last):
            return
        if key in parts:
            yield key, line
            first, right = None, 0.0
            continue
        if first is None or last is None:
            first = last = line
        if (key in others and not _is_part(others[key], line, first)) or _is_note(row, first, last, line):
            return
        if _is_of_formula(first, last, line):
            yield key, line
            last = _with_piece(last, line)
            continue
        belongs = _belongs(first, last, line, right)
        if belongs is None and not _is_rest(pages, key, first, last):
            return
        if belongs is False:
            last = _past_small_formula(first, last, line)
            continue
        if not follows(last, line) and len(line.text) > STRAY_CHARS and line.box.bottom > last.box.top:
            first, right = line, 0.0  # the next column has edges of its own
        yield key, line
        last = with_row(last, line)
        right = max(right, line.box.right)
        chars += len(line.text)


def _belongs(first: Line, last: Line, line: Line, right: float) -> bool | None:
    """Whether a line is one of the block; None where the block ends at it."""
    if not _is_of_type(first, last, line):
        return None if line.size_pt > first.size_pt and follows(last, line) else False
    if line is first or _stays(first, last, line, right) or _opens_part(first, last, line):
        return True
    return None if len(line.text) > STRAY_CHARS else False


def _opens_part(first: Line, last: Line, line: Line) -> bool:
    """Whether a part of the abstract ("Methods") opens, below a wide gap, as the first one did."""
    is_alike = line.font == first.font and abs(line.box.left - first.box.left) < _SAME_EDGE_PT
    step = (last.baseline_pt - line.baseline_pt) / line.size_pt
    are_parts = bool(PART.match(first.text)) and bool(PART.match(line.text))
    return are_parts and is_alike and line.page == last.page and 0 < step < _PART_GAP


def _is_rest(pages: Sequence[PageContent], key: LineKey, first: Line, last: Line) -> bool:
    """Whether whole sentences in the next column, over the keywords, are the rest of what the last column ends with."""
    lines = pages[key[0] - 1].lines
    line = lines[key[1]]
    is_next_column = line.page == last.page and line.box.left > last.box.right and line.box.bottom > last.box.top
    return is_next_column and abs(line.size_pt - first.size_pt) < _SAME_SIZE_PT and is_over_keywords(lines, key[1])


def _is_in_margin(last: Line, line: Line) -> bool:
    """Whether a line stands in smaller type beside the block that `last` ends: dates, editors, rights of a journal."""
    is_beside = line.box.right <= last.box.left or line.box.left >= last.box.right
    is_smaller = line.font != last.font and line.size_pt < last.size_pt - _SAME_SIZE_PT
    return is_beside and is_smaller and line.page == last.page


def _is_small_print(row: str, first: Line, last: Line, line: Line) -> bool:
    """Whether a line is of the notes below a column whose last sentence goes on in the next."""
    is_smaller = line.size_pt < first.size_pt - _SAME_SIZE_PT
    is_below = line.page == last.page and line.baseline_pt < last.baseline_pt
    return bool(SMALL_PRINT.match(row)) and is_smaller and is_below and not SENTENCE_END.search(last.prose)


def _is_note(row: str, first: Line, last: Line, line: Line) -> bool:
    """Whether a footnote in the type of the abstract begins here."""
    return line is not first and bool(_NOTE.match(row)) and bool(SENTENCE_END.search(last.prose))


def _opens_addresses(pages: Sequence[PageContent], key: LineKey, last: Line | None) -> bool:
    """Whether the name of an author stands here, behind the last sentence and over an institution or address."""
    line, *below = pages[key[0] - 1].lines[key[1] : key[1] + 2]
    is_behind = last is not None and SENTENCE_END.search(last.prose) is not None and is_name(line.text)
    return is_behind and any("@" in other.text or is_affiliation(other.text) for other in below)


def _is_of_type(first: Line, last: Line, line: Line) -> bool:
    """Whether the line has the size of the first one, or is an address below the last."""
    if abs(line.size_pt - first.size_pt) <= _SAME_SIZE_PT:
        return True
    is_link = line.is_fixed_pitch or "://" in line.text or ("/" in line.text and is_address(line.text))
    return is_link and follows(last, line)


def _row_from(pages: Sequence[PageContent], key: LineKey) -> str:
    """The line and what stands right of it: a loose line may come in pieces ("Index", "Terms")."""
    lines = pages[key[0] - 1].lines
    row = lines[key[1]].text
    for line, other in zip(lines[key[1] :], lines[key[1] + 1 : key[1] + 3], strict=False):
        if not is_beside(line, other):
            break
        row += f" {other.text}"
    return row


def _from_first_line(
    marked: Heading,
    pages: Sequence[PageContent],
    others: Mapping[LineKey, Heading],
    skip: frozenset[LineKey],
    parts: frozenset[LineKey],
) -> Iterator[tuple[LineKey, Line]]:
    """The lines from the first sentence under a heading on; nothing if another heading comes before it."""
    headline = pages[marked.first[0] - 1].lines[marked.first[1]]
    is_found = False
    for key, line in _lines_from(pages, marked.first if marked.run_in_chars else _next(marked.last)):
        if key in skip or line.is_rotated:
            continue
        if not is_found and key not in parts:
            if key in others and _opens_paper(others[key]):
                return
            if _is_short(line, pages[line.page - 1].lines[key[1] + 1 : key[1] + 10]):
                continue  # a thesis repeats its title and author under the heading
            if line.page == headline.page and line.box.right < headline.box.left:
                continue  # Elsevier's dates and keywords, in a narrow column left of the heading
            is_elsewhere = key in others and not _is_part(others[key], line, line)
            if is_elsewhere or line.page > headline.page + 1:
                return
            if not (marked.run_in_chars or KEYWORDS.match(line.text) or _is_below(headline, line)):
                continue
        is_found = True
        yield key, line


def _opens_paper(heading: Heading) -> bool:
    return not heading.run_in_chars and own_zone(heading.section.title) is Zone.INTRODUCTION


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
    if is_beside or (overlaps and line.baseline_pt < headline.baseline_pt):
        return True
    is_next = 0 < headline.baseline_pt - line.baseline_pt < _NEXT_ROW * em
    return is_next and headline.box.right < line.box.left < headline.box.right + _PICTURE * em


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
    if heading.section.zone is Zone.FRONT or own_zone(heading.section.title) is Zone.ABSTRACT:
        return False  # "Abstract." behind a "Résumé."
    is_same_type = line.page == first.page and abs(line.size_pt - first.size_pt) < 0.4
    if heading.run_in_chars:
        return is_same_type
    if line is not first and own_zone(heading.section.title) is Zone.INTRODUCTION:
        return False  # behind sentences, it opens the paper
    return (
        is_same_type
        and _is_unnumbered(heading, line)
        and bool(PART.match(heading.section.title))
        and line.box.left < first.box.right
    )


def _is_of_formula(first: Line, last: Line, line: Line) -> bool:
    """Whether a line is a piece of a formula in the sentence that `last` breaks off: a root sign, a fraction's half."""
    is_piece = not _WORD.search(line.text) and abs(line.size_pt - first.size_pt) <= _SAME_SIZE_PT
    is_inside = line.page == last.page and line.box.left > first.box.left - last.size_pt
    step = (last.baseline_pt - line.baseline_pt) / last.size_pt
    return is_piece and is_inside and -_RAISED < step < _FORMULA and not SENTENCE_END.search(last.prose)


def _past_small_formula(first: Line, last: Line, line: Line) -> Line:
    """The row that the block goes on from, where a line in its font and smaller type is a displayed formula."""
    return _with_piece(last, line) if line.font == first.font and follows(last, line) else last


def _with_piece(last: Line, line: Line) -> Line:
    """The row `last`, as low and as wide as a formula that goes on from it."""
    left, bottom, right, top = last.box
    box = Box(left, min(bottom, line.box.bottom), max(right, line.box.right), top)
    return replace(last, baseline_pt=min(last.baseline_pt, line.baseline_pt), box=box)


def _stays(first: Line, last: Line, line: Line, right: float) -> bool:
    """Whether `line` goes on with the block that `last` ends."""
    em = line.size_pt
    if follows(last, line):
        is_outside = line.box.left < first.box.left - 2.2 * em or line.box.right > right + 2.5 * em
        return not (is_outside and SENTENCE_END.search(last.prose) and right > 0)
    if abs(line.baseline_pt - last.baseline_pt) < 0.6 * em and line.page == last.page:
        return line.box.left > last.box.left  # the rest of a row with a wide gap
    return not SENTENCE_END.search(last.prose) and (line.page > last.page or line.box.top > last.box.top)
