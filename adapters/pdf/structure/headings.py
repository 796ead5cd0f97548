"""The headings of a paper: found by how they look, checked against the file's own table of contents, given levels."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.heading_lines import (
    AROUND_TITLE,
    Numbering,
    continues_heading,
    heading_text,
    in_capitals,
    is_heading,
    is_italic,
    is_known_name,
    joined,
    numbering,
    paragraph_lines,
    run_in_chars,
    split_number,
)
from adapters.pdf.structure.layout import Layout, LineKey
from adapters.pdf.structure.zones import own_zone, zones
from bot.model import Section, Zone

_RUN_IN_LEVEL = 4  # below whatever section it stands in
_OUTERMOST = frozenset({Zone.ABSTRACT, Zone.FRONT, Zone.ACKNOWLEDGEMENTS, Zone.REFERENCES})
_FRONT_PAGES = 3  # what stands above an abstract on one of these is title, names and addresses
_SAME_SIZE_PT = 0.3
_MANY = 0.2
_LONGEST_CHARS = 200  # of a title
_ROW_GAP = 3.0  # of the size
_TELLING_CHARS = 5  # of an entry of the outline, to be looked for in any type
_CHAPTER = re.compile(
    r"^(?:chapter|chapitre|kapitel|part|глава)\s*(?:\d{1,2}|[ivxl]{1,5}|one|two|three|four|five|six)\.?$", re.I
)
_CHAPTER_LINES = 2  # between the number of a chapter and its name
_ROLES = re.compile(r"^(?:credit )?author(?:s['’]?|['’]s|ship)? (?:credit )?(?:contributions?|roles?)\b", re.I)
_CORRESPONDING = re.compile(r"^\W*corresponding authors?\b\W*", re.I)
_BARE_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.?$")
_STOP = re.compile(r"[.:?]\s+(?=\S)")

_Style = tuple[float, str, bool, bool]
"""Size, font, bold, in capitals."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section and where the text calls it by name.

    Attributes:
        first, last: The lines of the heading.
        run_in_chars: How much of the line `first` is the heading, where text follows on the same line; else 0.
    """

    section: Section
    first: LineKey
    last: LineKey
    run_in_chars: int = 0


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's own table of contents."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """A heading as the page shows it; `number_level` is 2 for "4.1", None for one without a number."""

    heading: Heading
    style: _Style
    number_level: int | None
    numbering: Numbering | None = None

    @property
    def title(self) -> str:
        return self.heading.section.title


def find_headings(
    pages: Sequence[PageContent],
    layout: Layout,
    skip: frozenset[LineKey],
    outline: Sequence[OutlineEntry],
    authors: Sequence[str] = (),
) -> list[Heading]:
    """The headings in order, with levels and zones.

    Args:
        skip: Lines that are no running text: furniture, captions, the title, the authors.
        outline: The file's table of contents; it decides where it agrees with the pages.
        authors: Their names: in bold they open notes and lives, no sections.
    """
    named = _Named(outline if _is_useful(outline) else ())
    shown = _levelled(_lettered(list(_shown(pages, layout, skip, named))))
    shown = [h for h in shown if len(h.section.title) <= _LONGEST_CHARS]  # longer, it is a paragraph in bold type
    shown = _without_authors(shown, authors)
    found = _without_front(_with_outline(shown, outline) if _is_useful(outline) else shown)
    found = _of_letter(_without_chapters(_without_works(_without_roles(found), pages)))
    kinds = zones((h.section.title, h.section.level) for h in found)
    return [replace(h, section=replace(h.section, zone=zone)) for h, zone in zip(found, kinds, strict=True)]


class _Named:
    """The headings that the file's own table of contents names, to be known wherever a line says just that."""

    def __init__(self, outline: Sequence[OutlineEntry]) -> None:
        self._titles: defaultdict[int, set[str]] = defaultdict(set)
        for entry in outline:
            title = _folded(entry.title)
            if len(title) >= _TELLING_CHARS:
                self._titles[entry.page].add(title)

    def has(self, line: Line) -> bool:
        """Whether the line is such a heading and nothing else."""
        titles = self._titles.get(line.page, ())
        return bool(titles) and not line.is_rotated and _folded(line.text) in titles

    def run_in_chars(self, line: Line) -> int:
        """How much of a line is such a heading, with its number, where text follows on the line; 0 for none."""
        titles = self._titles.get(line.page)
        if not titles or line.is_rotated or numbering(line.prose) is None:
            return 0
        stops = (found.end() for found in _STOP.finditer(line.prose[:_LONGEST_CHARS]))
        return next((end for end in stops if _folded(line.prose[:end]) in titles), 0)


def _shown(pages: Sequence[PageContent], layout: Layout, skip: frozenset[LineKey], named: _Named) -> Iterator[_Shown]:
    for page in pages:
        open_one: _Shown | None = None
        open_line: Line | None = None
        last: Line | None = None
        inside = paragraph_lines(page.lines, layout)
        for i, line in enumerate(page.lines):
            key = (page.number, i)
            if key in skip:
                continue
            if open_one and open_line and continues_heading(open_line, line):
                section = open_one.heading.section
                section = replace(section, title=joined(section.title, heading_text(line)))
                open_one = replace(open_one, heading=replace(open_one.heading, section=section, last=key))
                open_line = line
                continue
            if open_one:
                yield open_one
                open_one = None
            chars = 0 if named.has(line) else run_in_chars(line) or named.run_in_chars(line)
            above = _above(page.lines, i)
            below = page.lines[i + 1] if i + 1 < len(page.lines) else None
            if chars:
                yield _run_in(line, key, chars)
                last = line
            elif named.has(line) or (
                is_heading(line, above, below, layout) and not (last and _is_beside(last, line)) and i not in inside
            ):
                text = heading_text(line)
                title, number = split_number(text)
                section = Section(title, number or 1, page.number)
                open_one = _Shown(Heading(section, key, key), _style(line, title), number, numbering(text))
                open_line = last = line
        if open_one:
            yield open_one


def _above(lines: Sequence[Line], i: int) -> Line | None:
    """The line before, or the one before that where the line has its number on a line of its own, beside it."""
    is_numbered = i > 0 and bool(_BARE_NUMBER.match(lines[i - 1].text)) and _is_beside(lines[i - 1], lines[i])
    before = i - 1 - is_numbered
    return lines[before] if before >= 0 else None


def _run_in(line: Line, key: LineKey, chars: int) -> _Shown:
    title, number = split_number(line.prose[:chars].strip(AROUND_TITLE))
    inner = number if number and number > 1 else _RUN_IN_LEVEL
    level = 1 if own_zone(title) in (Zone.ABSTRACT, Zone.FRONT) else inner
    return _Shown(Heading(Section(title, level, line.page), key, key, chars), _style(line, title), number)


def _style(line: Line, title: str) -> _Style:
    return round(line.size_pt, 1), line.font, line.is_bold, in_capitals(title)


def _is_beside(one: Line, other: Line) -> bool:
    """Whether a line goes on the row of a heading; the heading of the next column is further off."""
    is_on_row = abs(one.baseline_pt - other.baseline_pt) < 0.3 * one.size_pt
    return is_on_row and -one.size_pt < other.box.left - one.box.right < _ROW_GAP * one.size_pt


def _lettered(shown: Sequence[_Shown]) -> list[_Shown]:
    """The headings; "A." is inside "II." where roman numbers count the sections."""
    if sum(one.numbering is Numbering.ROMAN for one in shown) < 2:
        return list(shown)
    end = next((n for n, one in enumerate(shown) if own_zone(one.title) is Zone.REFERENCES), len(shown))
    return [
        replace(
            one,
            number_level=2,
            heading=replace(one.heading, section=replace(one.heading.section, level=2)),
        )
        if one.numbering is Numbering.LETTER and one.number_level == 1 and n < end
        else one
        for n, one in enumerate(shown)
    ]


def _levelled(shown: Sequence[_Shown]) -> list[Heading]:
    """The headings, those without numbers given the level that their type has elsewhere in the paper."""
    votes: defaultdict[_Style, Counter[int]] = defaultdict(Counter)
    for one in shown:
        if not one.heading.run_in_chars and (one.number_level or is_known_name(one.title)):
            votes[one.style][one.number_level or 1] += 1
    level_of = {style: _voted(counts) for style, counts in votes.items()}
    main = max((s for s, level in level_of.items() if level == 1), key=lambda s: votes[s].total(), default=None)
    is_numbered = sum(one.number_level is not None for one in shown) >= 3
    found: list[Heading] = []
    before, has_begun = 1, False
    for one in shown:
        level = one.heading.section.level
        if not one.heading.run_in_chars:
            if one.number_level is None:
                level = _level(one, level_of, main, before + 1 if is_numbered else 2)
            before = level if one.number_level or level == 1 else before
        elif has_begun and level == 1:
            level = _RUN_IN_LEVEL  # "Summary." at the end of a section
        has_begun = has_begun or own_zone(one.title) is Zone.INTRODUCTION
        found.append(replace(one.heading, section=replace(one.heading.section, level=level)))
    return found


def _voted(counts: Counter[int]) -> int:
    """The level of a type; where the file sets all its headings in one type, the outermost."""
    return 1 if counts[1] >= _MANY * counts.total() else counts.most_common(1)[0][0]


def _level(one: _Shown, level_of: dict[_Style, int], main: _Style | None, inner: int) -> int:
    if own_zone(one.title) in _OUTERMOST or main is None:
        return 1
    if one.style in level_of:
        of_style = level_of[one.style]
        return of_style if of_style == 1 else of_style + 1  # "Worker Failure" between "3.3" and "3.4"
    size, font, is_bold, is_capital = one.style
    is_as_strong = (
        (is_bold or not main[2]) and (is_capital or not main[3]) and (not is_italic(font) or is_italic(main[1]))
    )
    is_like_main = size > main[0] - _SAME_SIZE_PT and is_as_strong
    return 1 if size > main[0] + _SAME_SIZE_PT or is_like_main else inner


def _folded(title: str) -> str:
    return "".join(char for char in split_number(title)[0].casefold() if char.isalnum())


def _is_useful(outline: Sequence[OutlineEntry]) -> bool:
    """Three entries or more with words in them; slides and theses name every page."""
    return sum(len(_folded(entry.title)) > 2 for entry in outline) >= 3


def _with_outline(shown: Sequence[Heading], outline: Sequence[OutlineEntry]) -> list[Heading]:
    """The outline's sections where lines show them, and of the other headings those that are known by name."""
    left = list(shown)
    found: list[Heading] = []
    entries = [entry for entry in outline if len(_folded(entry.title)) >= 2]
    for entry in entries:
        folded = _folded(entry.title)
        match = next(
            (h for h in left if abs(h.section.page - entry.page) <= 1 and _folded(h.section.title) == folded), None
        )
        if match is not None:
            left.remove(match)
            found.append(replace(match, section=replace(match.section, level=entry.level)))
    if 2 * len(found) < len(entries):
        return list(shown)  # an outline of another making (bookmarks of figures, a cover): the pages know better
    outermost = min(h.section.level for h in found)  # the paper's title may stand above all its sections
    found = [replace(h, section=replace(h.section, level=h.section.level - outermost + 1)) for h in found]
    known = [h for h in left if own_zone(h.section.title) is not Zone.BODY or h.run_in_chars]
    return sorted([*found, *known], key=lambda h: h.first)


def _without_chapters(headings: Sequence[Heading]) -> list[Heading]:
    """Without "Chapter 3" on a line of its own, where the name of the chapter is the next heading on the page."""
    return [
        heading
        for heading, after in zip_longest(headings, headings[1:])
        if after is None
        or not _CHAPTER.match(heading.section.title)
        or heading.last[0] != after.first[0]
        or after.first[1] - heading.last[1] > _CHAPTER_LINES
    ]


def _without_roles(headings: Sequence[Heading]) -> list[Heading]:
    """Without what each author did ("Formal analysis: ..."), which runs in below "Author contributions"."""
    kept: list[Heading] = []
    is_among = False
    for heading in headings:
        is_among = bool(_ROLES.match(heading.section.title)) or (is_among and heading.run_in_chars > 0)
        if not is_among or _ROLES.match(heading.section.title):
            kept.append(heading)
    return kept


def _without_authors(headings: Sequence[Heading], authors: Sequence[str]) -> list[Heading]:
    names = set(map(_folded, authors))
    return [h for h in headings if _folded(_CORRESPONDING.sub("", h.section.title)) not in names]


def _of_letter(headings: Sequence[Heading]) -> list[Heading]:
    """The headings of a letter, which all run in, are its sections."""
    inner = [h for h in headings if own_zone(h.section.title) not in _OUTERMOST]
    has_main = any(own_zone(h.section.title) in (Zone.INTRODUCTION, Zone.CONCLUSION) for h in inner)
    if len(inner) < 2 or not has_main or not all(h.run_in_chars for h in inner):
        return list(headings)
    return [replace(h, section=replace(h.section, level=1)) for h in headings]


def _without_works(headings: Sequence[Heading], pages: Sequence[PageContent]) -> list[Heading]:
    """Without what is bold inside a list of references: names, volumes. A heading like that of the list ends it."""
    kept: list[Heading] = []
    opened: Line | None = None
    for heading in headings:
        line = _line_of(heading, pages)
        if own_zone(heading.section.title) is Zone.REFERENCES:
            opened = line
        elif opened is not None:
            if heading.run_in_chars or not _is_as_strong(line, heading, opened):
                continue
            opened = None
        kept.append(heading)
    return kept


def _line_of(heading: Heading, pages: Sequence[PageContent]) -> Line:
    return pages[heading.first[0] - 1].lines[heading.first[1]]


def _is_as_strong(line: Line, heading: Heading, of_list: Line) -> bool:
    if is_known_name(heading.section.title) or own_zone(heading.section.title) is not Zone.BODY:
        return heading.section.level == 1 or line.size_pt > of_list.size_pt - _SAME_SIZE_PT
    if line.font == of_list.font and abs(line.size_pt - of_list.size_pt) < _SAME_SIZE_PT:
        return True
    return line.size_pt > of_list.size_pt + _SAME_SIZE_PT or numbering(line.text) is not None


def _without_front(headings: Sequence[Heading]) -> list[Heading]:
    """Without lines of the first page that stand above the abstract: title, authors, affiliations."""
    opening = (Zone.ABSTRACT, Zone.INTRODUCTION)
    first = next((i for i, h in enumerate(headings) if own_zone(h.section.title) in opening), None)
    if first is None or headings[first].section.page > _FRONT_PAGES:
        return list(headings)
    return list(headings[first:])
