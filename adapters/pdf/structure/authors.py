"""The authors' names on the first page, told apart from their institutions, addresses and marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.page.characters import clean
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.author_rows import MAIL, MARKS, OPENS_WITH_MARK, SAME_SIZE_PT, Row, author_rows, parts_of
from adapters.pdf.structure.heading_lines import AROUND_TITLE, run_in_chars, split_number
from adapters.pdf.structure.layout import LineKey, is_cjk
from adapters.pdf.structure.names import (
    AUTHOR_MARKS,
    closed_up,
    in_usual_case,
    is_address,
    is_affiliation,
    is_name,
    is_place,
    is_single_name,
)
from adapters.pdf.structure.title import folded, small_capitals_as_names
from adapters.pdf.structure.zones import own_zone
from bot.model import Zone

_WITH_INSTITUTION_PT = 2.5
_CJK_SENTENCE_CHARS = 20
_FOOT = 0.4  # of the page's height
_MARK = AUTHOR_MARKS
_COMMITTEE = re.compile(
    r"^(?:(?:thesis|doctoral|dissertation|examination) committee|(?:thesis )?(?:advis[oe]rs?|supervisors?)\b"
    r"|examiners?\b|betreuer|gutachter|orientador|directeur de|jury\b)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_COMPANY = re.compile(r"^(?:ltd|limited|inc|corp|co|llc|gmbh|plc|s\.?a)\.?$", re.I)
_MARK_ALONE = re.compile(rf"^\s*(?:[{_MARK}]+|\d{{1,2}})\s*$")  # of an institution, raised so far that it is a line
_COLLABORATION = re.compile(r"\b(?:collaborations?|consorti(?:um|a))\b", re.I)
_FOR_GROUP = re.compile(r"^(?:\W*(?:on behalf of|for|and)\s+)+", re.I)
_AND_FIRST = re.compile(r"and\s", re.I)
# What journals print below the names, with the names in it again or with those of others.
_LABELLED = re.compile(
    r"^\W*(?:citation|cite (?:this|as)|how to cite|to cite|correspond(?:ence|ing)|received|accepted|edited by"
    r"|reviewed by|(?:academic |handling |associate )?editors?|reviewers?)\b",
    re.I,
)
_WRAPPED_CHARS = 30  # of a line that goes on in the next
_IN_BRACKETS = re.compile(r"^\(.+\)\W*$")
_GROUP_CHARS = 90
_FAMILY_FIRST = re.compile(r"^(?P<family>[A-ZÀ-Þ][\w'’-]+), (?P<first>[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]*)?)$")
_BARE_NUMBER = re.compile(r"(?:^|[\s,])\d{1,5}(?=[\s,]|$)")  # of a house; marks stand close behind the names
_ORCID = re.compile(r"\[[\d⁰¹²³⁴-⁹]{4}(?:[-–−⁻][\d⁰¹²³⁴-⁹X]{4}){3}\]")
_GOES_ON = re.compile(r"\b(?:and|of|for|the|de|di|du|des|für|und|&)$", re.I)
_LISTING = re.compile(r"[,;•·]|\band\b")
_TRANSLATED = 2  # lines of the title in another language
_OVER_TITLE = 2.5  # of its size
_ROWS_OVER_TITLE = 5.0  # the same for several lines of names and nothing else
_BLOCK_LEADING = 1.35  # of the size
_PARAGRAPH_LEADING = 2.6  # of the size: manuscripts are set with double spacing
_IN_NOTE = re.compile(rf"^[{_MARK}\d]+\s?(?P<name>[^,:;(@]{{5,40}}?)\s*(?:[,:(]|\bis\b)(?P<rest>.+)")
_Found = tuple[list[str], tuple[LineKey, ...]]
"""Names, and the lines that they stand on."""

_SMALL_WORDS = frozenset("and of the for de und et at in von van der la di do da dos y & del with le des du zu".split())


@dataclass(frozen=True, slots=True)
class Authors:
    """The names, in order, and the lines that they stand on."""

    names: tuple[str, ...] = ()
    lines: tuple[LineKey, ...] = ()


def find_authors(page: PageContent, title_lines: Sequence[LineKey], metadata_author: str) -> Authors:
    """The authors that the first page names between the title and the abstract.

    The file's own author field wins where the page prints the same names and it has more of them.
    """
    if not title_lines:
        return Authors()
    below = _front_lines(page, title_lines)
    found = (
        _turned(page, below[:1])
        or max(_named_in(below), _above_title(page, title_lines), key=_count)
        or _named_from_first(_beside(page, title_lines))
        or _by_place(page, title_lines)
        or _rows_above_title(page, title_lines)
        or _elsewhere(page)
    )
    names = tuple(dict.fromkeys(name for of_row, _ in found for name in of_row))
    lines = tuple(key for _, keys in found for key in keys)
    given = [clean(name).strip() for name in re.split(r"\s*[;,]\s*|\s+and\s+", metadata_author) if name.strip()]
    printed = folded("".join(line.text for line in page.lines))
    are_printed = all(folded(name) in printed and (is_name(name) or name in names) for name in given)
    if are_printed and (len(given) > len(names) or (len(given) == len(names) and _are_parts(names, given))):
        names = tuple(given)
    # Addresses write first and last name as one word.
    words = frozenset(_WORD.findall(" ".join(MAIL.sub(" ", line.text) for line in page.lines)))
    return Authors(tuple(in_usual_case(closed_up(name, words)) for name in names), lines)


def _are_parts(names: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each name is the other in its place or its end: a list that is broken inside a name leaves that."""
    return all(folded(name) in folded(other) for name, other in zip(names, whole, strict=True))


def _count(found: Sequence[_Found]) -> int:
    return sum(len(names) for names, _ in found)


def _named_in(lines: Sequence[tuple[LineKey, Line]]) -> list[_Found]:
    return list(_named(list(author_rows(lines))))


def _named_from_first(lines: Sequence[tuple[LineKey, Line]], *, before: int = 0) -> list[_Found]:
    """The names in a block that begins with them, but for `before` lines; none in one that begins otherwise."""
    found = _named_in(lines)
    return found if found and any(key in found[0][1] for key, _ in lines[: before + 1]) else []


def _above_title(page: PageContent, title_lines: Sequence[LineKey]) -> list[_Found]:
    """A list of names and nothing else in the line that stands right over the title."""
    title = max((page.lines[i] for _, i in title_lines), key=lambda line: line.baseline_pt)
    over = [(i, line) for i, line in enumerate(page.lines) if not line.is_rotated and line.box.bottom >= title.box.top]
    i, line = min(over, key=lambda item: item[1].baseline_pt, default=(0, title))
    parts = parts_of(small_capitals_as_names(line.text))
    is_list = (
        bool(_LISTING.search(line.text))
        and len(parts) > 1
        and line.baseline_pt - title.baseline_pt < _OVER_TITLE * title.size_pt
    )
    return [(parts, ((page.number, i),))] if is_list and all(map(is_name, parts)) else []


def _rows_above_title(page: PageContent, title_lines: Sequence[LineKey]) -> list[_Found]:
    """Names in capitals, each on a line of its own, in a block of two or more right over the title."""
    first = min(i for _, i in title_lines)
    title = page.lines[first]
    block: list[int] = []
    for i in range(first - 1, -1, -1):
        line, below = page.lines[i], page.lines[block[-1]] if block else title
        is_next = _is_next_in_block(line, below) if block else _is_close_over(line, title)
        if not is_next or not line.text.isupper() or not is_name(MARKS.sub("", line.text).strip()):
            break
        block.append(i)
    rows: list[_Found] = [([MARKS.sub("", page.lines[i].text).strip()], ((page.number, i),)) for i in reversed(block)]
    return rows if len(rows) > 1 else []


def _is_close_over(line: Line, title: Line) -> bool:
    step = line.baseline_pt - title.baseline_pt
    return not line.is_rotated and line.size_pt < title.size_pt and 0 < step < _ROWS_OVER_TITLE * title.size_pt


def _beside(page: PageContent, title_lines: Sequence[LineKey]) -> list[tuple[LineKey, Line]]:
    """The lines left or right of the title, at its height."""
    title = [page.lines[i] for _, i in title_lines]
    bottom, top = min(line.box.bottom for line in title), max(line.box.top for line in title)
    left, right = min(line.box.left for line in title), max(line.box.right for line in title)
    return [
        ((page.number, i), line)
        for i, line in enumerate(page.lines)
        if not line.is_rotated
        and (line.box.right < left or line.box.left > right)
        and bottom - line.size_pt < line.baseline_pt < top
    ]


def _turned(page: PageContent, lines: Sequence[tuple[LineKey, Line]]) -> list[_Found]:
    """Names written with the family's first, each on a line over its address; none where `lines` hold none."""
    if not any(_FAMILY_FIRST.match(line.text) for _, line in lines):
        return []
    return [
        ([f"{turned['first']} {turned['family']}"], ((page.number, i),))
        for i, (line, below) in enumerate(zip(page.lines, page.lines[1:], strict=False))
        if (turned := _FAMILY_FIRST.match(line.text)) and _is_over_address(line, below)
    ]


def _is_over_address(line: Line, below: Line) -> bool:
    """Whether an institution or address in another type stands right under a line."""
    is_over = abs(line.box.left - below.box.left) < 3 and 0 < line.baseline_pt - below.baseline_pt < 2 * line.size_pt
    is_other = (line.font, line.size_pt) != (below.font, below.size_pt)
    return is_over and is_other and (is_affiliation(below.text) or "@" in below.text)


def _elsewhere(page: PageContent) -> list[_Found]:
    """Names that do not stand between title and abstract: in blocks beside it, or in a note at the foot."""
    blocks: list[_Found] = []
    notes: list[_Found] = []
    for i, (line, below) in enumerate(zip(page.lines, page.lines[1:], strict=False)):
        name = MARKS.sub("", line.text).strip()
        if is_name(name) and _is_over_address(line, below):
            blocks.append(([name], ((page.number, i),)))
        note = _IN_NOTE.match(line.text) if line.box.top < _FOOT * page.height_pt else None
        if note and is_name(note["name"]) and ("@" in note["rest"] or is_affiliation(note["rest"])):
            notes.append(([note["name"]], ()))
    everything = [((page.number, i), line) for i, line in enumerate(page.lines)]
    return blocks if len(blocks) > 1 else _turned(page, everything) or notes


def _front_lines(page: PageContent, title_lines: Sequence[LineKey]) -> list[tuple[LineKey, Line]]:
    """The lines behind the title, up to the abstract or to where sentences begin."""
    first = max(i for _, i in title_lines) + 1
    return _before_text(page, list(enumerate(page.lines[first:], first)), title_lines)


def _by_place(page: PageContent, title_lines: Sequence[LineKey]) -> list[_Found]:
    """The names below the title by where they stand, before it in the file or in a list behind the text."""
    first = min(i for _, i in title_lines)
    placed = sorted(enumerate(page.lines), key=lambda item: (-item[1].baseline_pt, item[1].box.left))
    before = [item for item in placed if item[0] < first]
    found = _named_from_first(_before_text(page, before, title_lines))
    listed = _named_from_first(_before_text(page, placed, title_lines), before=_TRANSLATED)
    return found or (listed if _count(listed) > 1 else [])


def _before_text(
    page: PageContent, numbered: Sequence[tuple[int, Line]], title_lines: Sequence[LineKey]
) -> list[tuple[LineKey, Line]]:
    """Of some lines those below the title, up to the abstract or to where sentences begin."""
    below = min(page.lines[i].box.bottom for _, i in title_lines)
    lines: list[tuple[LineKey, Line]] = []
    for i, line in numbered:
        key = (page.number, i)
        if key in title_lines or line.is_rotated:
            continue
        if _opens_text(line):
            break
        if line.box.bottom > below + 2:
            continue
        if lines and _is_sentence(line) and _is_sentence(lines[-1][1]):
            return lines[:-1]
        lines.append((key, line))
    return lines


def _opens_text(line: Line) -> bool:
    """Whether the abstract, the introduction or a thesis' committee begins here, by the words that it begins with."""
    if _COMMITTEE.match(line.text):
        return True
    title = line.prose[: run_in_chars(line)] or line.text
    return own_zone(split_number(title.strip(AROUND_TITLE))[0]) in (Zone.ABSTRACT, Zone.INTRODUCTION)


def _is_sentence(line: Line) -> bool:
    if is_cjk(line.text):
        return len(line.text) > _CJK_SENTENCE_CHARS and not is_affiliation(line.text)
    words = line.text.split()
    lower = sum(word[0].islower() and word.casefold() not in _SMALL_WORDS for word in words)
    return len(words) >= 7 and lower >= 0.45 * len(words)


def _named(rows: Sequence[Row]) -> Iterator[_Found]:
    """(names, lines) of each row of names."""
    face: Line | None = None
    are_capitals = are_marked = False
    # The first line that opened with a mark: what follows in its type is institutions, unless marked as names are.
    institutions: Line | None = None
    is_behind_mark = False
    aside: Line | None = None  # the last line of sentences, or of a note, that goes on
    for row in _without_rest_of_institutions(_without_rows_of_institutions(rows)):
        line = row.line
        is_labelled = bool(_LABELLED.match(row.text))
        is_aside = is_labelled or _is_sentence(line) or (aside is not None and _is_next_in_block(aside, line))
        if face is not None and is_aside:
            aside = None if line.text.endswith(".") or len(line.text) < _WRAPPED_CHARS else line
            if is_labelled or not _is_sentence(line):
                continue
        opens_with_mark = is_behind_mark or bool(OPENS_WITH_MARK.match(row.text))
        is_behind_mark = bool(_MARK_ALONE.match(row.text))
        if (
            _COLLABORATION.search(row.text)
            and len(row.text) < _GROUP_CHARS
            and not any(map(is_name, parts_of(row.text)))
        ):
            if face is not None and _IN_BRACKETS.match(row.text):
                continue  # it says where those who are named above belong
            yield [MARKS.sub("", _FOR_GROUP.sub("", row.text)).strip(" ,;.()")], row.keys
            face = face or line
            continue
        if face is not None and opens_with_mark and any(map(is_affiliation, parts_of(row.text))):
            institutions = institutions or line
            continue
        names = _names(row.text) or _names_of_loose(row.text)
        if not names or (face is not None and not _is_like(face, row, len(names))):
            continue
        if are_capitals and not any(map(str.isupper, names)):
            continue
        if institutions is not None and institutions.font == line.font:
            is_other_type = face is not None and face.font != line.font
            if is_other_type or (are_marked and not row.is_marked):
                continue
        if face is None:
            are_capitals = all(map(str.isupper, names))
        face = face or line
        are_marked = are_marked or row.is_marked
        yield names, row.keys


def _without_rows_of_institutions(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without the cells that stand, each below a name, among others of which most are institutions."""
    for row in rows:
        beside = [other for other in rows if abs(other.line.baseline_pt - row.line.baseline_pt) < 1]
        institutions = sum(any(map(is_affiliation, parts_of(other.text)[:1])) for other in beside)
        is_one_of_them = 2 * institutions > len(beside) > 2
        if not (is_one_of_them and any(_is_right_below(other.line, row.line) for other in rows)):
            yield row


def _without_rest_of_institutions(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without those that go on an institution: from its open end, or with the number of a house."""
    institutions: list[Line] = []
    for row in rows:
        names_place = any(map(is_affiliation, parts_of(row.text)))
        above = [institution for institution in institutions if _is_right_below(institution, row.line)]
        goes_on = any(_GOES_ON.search(institution.text) for institution in above)
        if names_place or goes_on:
            institutions.append(row.line)
        if not goes_on and (names_place or not above or not _BARE_NUMBER.search(row.text)):
            yield row


def _is_right_below(one: Line, other: Line) -> bool:
    """Whether a line is the next one of the block that the first is in."""
    is_same_type = one.font == other.font and abs(one.size_pt - other.size_pt) < SAME_SIZE_PT
    overlap = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return is_same_type and overlap > 0 and 0 < one.baseline_pt - other.baseline_pt < _BLOCK_LEADING * one.size_pt


def _is_next_in_block(one: Line, other: Line) -> bool:
    """Whether a line is the next one of a paragraph, however far apart its lines are set."""
    is_same = one.font == other.font and abs(one.size_pt - other.size_pt) < SAME_SIZE_PT
    step = (one.baseline_pt - other.baseline_pt) / one.size_pt
    return is_same and abs(one.box.left - other.box.left) < 3 and 0 < step < _PARAGRAPH_LEADING


def _is_like(face: Line, row: Row, names: int) -> bool:
    """Whether the row is in the type of the first names.

    A list of names may be in another font of that size, and a name with its institution in another size.
    """
    line = row.line
    if _is_same_type(face, line) or _ORCID.search(row.text):
        return True
    parts = parts_of(row.text)
    # "Ramat Gan, Israel" is a town in its country.
    has_institution = names == 1 and len(parts) > 1 and is_affiliation(parts[1]) and not is_place(parts[1])
    is_last = names == 1 and bool(_AND_FIRST.match(row.text))  # in small capitals, which measure smaller
    slack_pt = _WITH_INSTITUTION_PT if has_institution or is_last else SAME_SIZE_PT
    return (names > 1 or has_institution or is_last) and abs(face.size_pt - line.size_pt) <= slack_pt


def _is_same_type(one: Line, other: Line) -> bool:
    return one.font == other.font and one.is_bold == other.is_bold and abs(one.size_pt - other.size_pt) <= 1.2


def _names(text: str) -> list[str]:
    """The names of a row, up to the first institution; [] where it is anything else."""
    parts = parts_of(text)
    before: list[str] = []
    for part in parts:
        if is_affiliation(part) and not _is_group(part):
            break
        before.append(part)
    names = [part for part in before if is_name(part)]
    if names and len(parts) > len(before) and before[-1] == names[-1] and _COMPANY.match(parts[len(before)]):
        names.pop()  # "Harbour Works, Ltd."
    if len(before) == 1 and len(parts) > 1 and is_address(parts[1]):
        return []  # a street before its postal code
    if not names or 2 * len(names) < len(before):
        return []
    if len(names) >= 2:
        last = max(i for i, part in enumerate(before) if is_name(part))
        names = [part for i, part in enumerate(before) if is_name(part) or (i < last and is_single_name(part))]
    return [*names, *(_FOR_GROUP.sub("", part) for part in before if _is_group(part))]


def _names_of_loose(text: str) -> list[str]:
    """The names of a row whose words stand so far apart that every one seemed to be a name of its own."""
    plain = text.replace("\t", " ")
    parts = parts_of(plain) if plain != text else []
    return parts if parts and all(map(is_name, parts)) else []


def _is_group(part: str) -> bool:
    return bool(_COLLABORATION.search(part)) and len(part) < _GROUP_CHARS
