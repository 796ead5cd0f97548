"""The authors' names on the first page, told apart from their institutions, addresses and marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.page.characters import BREAK_HYPHEN, clean
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
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
    join_suffixes,
)
from adapters.pdf.structure.zones import own_zone
from bot.model import Zone

_SAME_SIZE_PT = 0.7
_WITH_INSTITUTION_PT = 2.5
_CJK_SENTENCE_CHARS = 20
_FOOT = 0.4  # of the page's height
_MARK = AUTHOR_MARKS
_OPENS_WITH_MARK = re.compile(rf"^\s*(?:[{_MARK}]|\(\d{{1,2}}\)|[12]?\d[\s-]{{0,2}}(?=[A-ZÀ-Þ]))")
_COMMITTEE = re.compile(
    r"^(?:(?:thesis|doctoral|dissertation|examination) committee|(?:thesis )?(?:advis[oe]rs?|supervisors?)\b"
    r"|examiners?\b|betreuer|gutachter|orientador|directeur de|jury\b)",
    re.I,
)
_MARKS_OF_NAME = re.compile(rf"^[\s\d,{_MARK}]*,\s*(?=[^\W\d_])")  # of the one before: "²,⁵, Ada Example"
_ON_ROW = 0.3  # of the size
_ICON_WIDTH = 2.0  # of the size; what stands behind a name may be a picture
_WORD = re.compile(r"[^\W\d_]+")
_COMPANY = re.compile(r"^(?:ltd|limited|inc|corp|co|llc|gmbh|plc|s\.?a)\.?$", re.I)
_MARK_ALONE = re.compile(rf"^\s*(?:[{_MARK}]+|\d{{1,2}})\s*$")  # of an institution, raised so far that it is a line
_OPEN_END = re.compile(rf"(?:[,;&]|\band)[\s{_MARK}]*$")
_AND_AT_END = re.compile(r"\band\s*$")
_MARKS = re.compile(rf"[{_MARK}]+|(?<![^\W\d_])\d{{1,2}}(?!\d)|(?<=[^\W\d_])\d{{1,2}}(?!\w)")
_MARK_INSIDE = re.compile(  # between the family's name and the initials: "Томинин¹ В. Д."
    rf"(?<=[^\W\d_]{{2}})(?:[{_MARK}]+(?:,[{_MARK}]+)*|\d{{1,2}}) (?=(?:[^\W\d_]\.\s?){{1,3}}\s*(?:$|[,;]))"
)
_AMPERSAND = re.compile(r"\s+&\s*|\s*&\s+")
_SEPARATOR = re.compile(r"\s*[,;:·•|\t/，、；]\s*(?:(?:and|und|et)\s+)?|(?:^|\s+)(?:and|und|et)\s+", re.I)
_AND = re.compile(r"(?:^|\s)(?:e|y|и|och|og|en|i)\s")  # in languages where it may stand in a name, too
_ASIDE = re.compile(
    r"(?<![a-zß-ÿ] )\([^()]*\)|\([^()]*\)(?! [A-ZÀ-Þ])|\([^\w]*\)|\([^()]*[\d\s@.,][^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}\S*"
)
_MAIL = re.compile(r"\S*@\s?\S*|https?:\S+|www\.\S+|\S+\.(?:edu|com|org|ac\.\w\w)\b")
_MEMBERSHIP = re.compile(
    r"(?:\b(?:graduate|student|senior|life|associate)\s+)*\b(?:member|fellow)s?,?\s*(?:of\s+)?(?:the\s+)?"
    r"(?:IEEE|ACM|AAAI|OSA|SIAM)\b",
    re.I,
)
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?a|m\.?s|dr|prof|dphil|mph|mba|rn|esq|ieee|acm|jd|frcp|mbbs|dvm|pharmd)\.?$",
    re.I,
)
_INITIAL = re.compile(r"[^\W\d_]\.(?:\s|$)")
_ORCID_ICON = re.compile(r"\s+iD$")
_LETTER_BEHIND = re.compile(r"(?<=\w\w) [a-z]$")  # a mark that the font itself raises
_FORM_OF_ADDRESS = re.compile(r"^(?:by|authors?|prof(?:essor)?|dr|mr|mrs|ms|sir)\b[.:]*\s+", re.I)
_COLLABORATION = re.compile(r"\b(?:collaborations?|consorti(?:um|a))\b", re.I)
_FOR_GROUP = re.compile(r"^(?:\W*(?:on behalf of|for|and)\s+)+", re.I)
_GROUP_CHARS = 90
_BROKEN = re.compile(rf"(?<=[^\W\d_])[{BREAK_HYPHEN}-]$")
_FAMILY_FIRST = re.compile(r"^(?P<family>[A-ZÀ-Þ][\w'’-]+), (?P<first>[A-ZÀ-Þ][\w'’.-]+(?: [A-ZÀ-Þ][\w'’.-]*)?)$")
_BARE_NUMBER = re.compile(r"(?:^|[\s,])\d{1,5}(?=[\s,]|$)")  # of a house; marks stand close behind the names
_BLOCK_LEADING = 1.35  # of the size
_IN_NOTE = re.compile(rf"^[{_MARK}\d]+\s?(?P<name>[^,:;(@]{{5,40}}?)\s*(?:[,:(]|\bis\b)(?P<rest>.+)")
_Found = tuple[list[str], tuple[LineKey, ...]]
"""Names, and the lines that they stand on."""

_SMALL_WORDS = frozenset("and of the for de und et at in von van der la di do da dos y & del with le des du zu".split())


@dataclass(frozen=True, slots=True)
class Authors:
    """The names, in order, and the lines that they stand on."""

    names: tuple[str, ...] = ()
    lines: tuple[LineKey, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, or several that go on from each other; `line` is the last of them."""

    line: Line
    keys: tuple[LineKey, ...]
    text: str
    is_marked: bool


def find_authors(page: PageContent, title_lines: Sequence[LineKey], metadata_author: str) -> Authors:
    """The authors that the first page names between the title and the abstract.

    The file's own author field wins where the page prints the same names and it has more of them.
    """
    if not title_lines:
        return Authors()
    below = _front_lines(page, title_lines)
    found = (
        _turned(page, below[:1])
        or _named_in(below)
        or _named_from_first(_beside(page, title_lines))
        or _named_in(_below_by_place(page, title_lines))
        or _elsewhere(page)
    )
    names = tuple(dict.fromkeys(name for of_row, _ in found for name in of_row))
    lines = tuple(key for _, keys in found for key in keys)
    given = [clean(name).strip() for name in re.split(r"\s*[;,]\s*|\s+and\s+", metadata_author) if name.strip()]
    printed = _folded("".join(line.text for line in page.lines))
    are_printed = all(_folded(name) in printed and (is_name(name) or name in names) for name in given)
    if are_printed and (len(given) > len(names) or (len(given) == len(names) and _are_parts(names, given))):
        names = tuple(given)
    # Addresses write first and last name as one word.
    words = frozenset(_WORD.findall(" ".join(_MAIL.sub(" ", line.text) for line in page.lines)))
    return Authors(tuple(in_usual_case(closed_up(name, words)) for name in names), lines)


def _are_parts(names: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each name is the other in its place or its end: a list that is broken inside a name leaves that."""
    return all(_folded(name) in _folded(other) for name, other in zip(names, whole, strict=True))


def _named_in(lines: Sequence[tuple[LineKey, Line]]) -> list[_Found]:
    return list(_named(list(_rows(lines))))


def _named_from_first(lines: Sequence[tuple[LineKey, Line]]) -> list[_Found]:
    """The names in a block that begins with them; none in one that begins with anything else."""
    found = _named_in(lines)
    return found if found and lines[0][0] in found[0][1] else []


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
        name = _MARKS.sub("", line.text).strip()
        if is_name(name) and _is_over_address(line, below):
            blocks.append(([name], ((page.number, i),)))
        note = _IN_NOTE.match(line.text) if line.box.top < _FOOT * page.height_pt else None
        if note and is_name(note["name"]) and ("@" in note["rest"] or is_affiliation(note["rest"])):
            notes.append(([note["name"]], ()))
    everything = [((page.number, i), line) for i, line in enumerate(page.lines)]
    return blocks if len(blocks) > 1 else _turned(page, everything) or notes


def _front_lines(page: PageContent, title_lines: Sequence[LineKey]) -> list[tuple[LineKey, Line]]:
    """The lines below the title, up to the abstract or to where sentences begin."""
    first = max(i for _, i in title_lines) + 1
    below = min(page.lines[i].box.bottom for _, i in title_lines)
    lines: list[tuple[LineKey, Line]] = []
    for i, line in enumerate(page.lines[first:], first):
        if _opens_text(line):
            break
        if line.is_rotated or line.box.bottom > below + 2:
            continue
        if lines and _is_sentence(line) and _is_sentence(lines[-1][1]):
            return lines[:-1]
        lines.append(((page.number, i), line))
    return lines


def _below_by_place(page: PageContent, title_lines: Sequence[LineKey]) -> list[tuple[LineKey, Line]]:
    """The same by where the lines stand, of those that come before the title: some files have it behind the text."""
    first = min(i for _, i in title_lines)
    below = min(page.lines[i].box.bottom for _, i in title_lines)
    placed = sorted(enumerate(page.lines[:first]), key=lambda item: (-item[1].baseline_pt, item[1].box.left))
    lines = [(i, line) for i, line in placed if not line.is_rotated and line.box.bottom <= below + 2]
    end = next((n for n, (_, line) in enumerate(lines) if _opens_text(line) or _is_sentence(line)), len(lines))
    return [((page.number, i), line) for i, line in lines[:end]]


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


def _rows(lines: Sequence[tuple[LineKey, Line]]) -> Iterator[_Row]:
    """The lines, lists of names that go on over a line end put together."""
    long_lines = [line for _, line in lines if line.text.count(" ") >= 2]
    loose = 2 * sum(len(line.wide_spaces) > 1 for line in long_lines) > len(long_lines) > 3
    open_row: _Row | None = None
    for key, line in lines:
        row = _Row(line, (key,), _with_tabs(line, are_spaces_wide=loose), bool(_MARKS.search(line.text)))
        if open_row is not None and _goes_on(open_row, row):
            is_marked = open_row.is_marked or row.is_marked
            open_row = _Row(line, (*open_row.keys, key), _joined(open_row.text, row.text), is_marked)
            continue
        if open_row is not None:
            yield open_row
        open_row = row
    if open_row is not None:
        yield open_row


def _joined(above: str, below: str) -> str:
    """A list that goes on: "Ab-" and "del Example" are one name, so are "Jean-" and "Pierre Example"."""
    if not _BROKEN.search(above):
        return f"{above} {below}"
    return above[:-1] + ("-" if below[:1].isupper() else "") + below


def _with_tabs(line: Line, *, are_spaces_wide: bool) -> str:
    """The text, a tab for each space that parts names; in a page of loose words no space does."""
    if are_spaces_wide:
        return line.text
    text = line.text
    for offset in reversed(line.wide_spaces):
        before, behind = text[:offset].split(), text[offset + 1 :]
        if before and (_INITIAL.fullmatch(before[-1]) or (len(before) == 1 and _INITIAL.match(behind))):
            continue  # inside of "ADA  B. EXAMPLE"
        text = f"{text[:offset]}\t{text[offset + 1 :]}"
    return text


def _goes_on(above: _Row, below: _Row) -> bool:
    """Whether a list of names runs on: it ends with a comma or inside a name."""
    one, other = above.line, below.line
    if abs(one.size_pt - other.size_pt) > _SAME_SIZE_PT:
        return False
    if one.font != other.font and not (_AND_AT_END.search(above.text) and is_name(next(iter(_parts(below.text)), ""))):
        return False
    if _MARKS_OF_NAME.match(below.text) and _is_right_of(other, one):
        return True
    if _OPENS_WITH_MARK.match(below.text):
        return False
    before, after = _parts(above.text), _parts(below.text)
    if _is_half(one, other, before):
        return is_name(f"{before[-1]} {after[0]}") if after else False
    if not 0.5 * one.size_pt < one.baseline_pt - other.baseline_pt < 2.5 * one.size_pt:
        return False
    listed = [part for part in before if is_name(part)]
    if not listed or not after or any(map(is_affiliation, before)):
        return False
    if _BROKEN.search(above.text):
        return is_name(_joined(before[-1] if before[-1].endswith("-") else f"{before[-1]}-", after[0]))
    if _OPEN_END.search(above.text):
        return is_name(after[0]) or is_single_name(after[0]) or is_name(f"{before[-1]} {after[0]}")
    if len(listed) + sum(map(is_name, after)) < 2 or is_affiliation(after[0]):
        return False
    are_capitals = above.text.isupper() or before[-1].isupper()
    half = before[-1].capitalize() if are_capitals else before[-1]
    ends_inside = is_single_name(half) and " " not in half
    starts_inside = " " not in after[0] and len(after) > 1 and is_name(after[1])
    return (ends_inside or starts_inside) and is_name(f"{before[-1]} {after[0]}")


def _is_right_of(line: Line, other: Line) -> bool:
    """Whether a line stands on the row of the other, an icon's width behind it."""
    is_on_row = abs(line.baseline_pt - other.baseline_pt) < _ON_ROW * line.size_pt
    return is_on_row and 0 < line.box.left - other.box.right < _ICON_WIDTH * line.size_pt


def _is_half(line: Line, other: Line, parts: Sequence[str]) -> bool:
    """Whether `line` is a first name that stands a wide space before the rest of it: "ADA   B. EXAMPLE"."""
    gap = other.box.left - line.box.right
    is_beside = abs(line.baseline_pt - other.baseline_pt) < 0.1 * line.size_pt and 0 < gap < 1.6 * line.size_pt
    return is_beside and len(parts) == 1 and " " not in parts[0] and bool(_INITIAL.match(other.text))


def _named(rows: Sequence[_Row]) -> Iterator[_Found]:
    """(names, lines) of each row of names."""
    face: Line | None = None
    are_marked = False
    # The first line that opened with a mark: what follows in its type is institutions, unless marked as names are.
    institutions: Line | None = None
    institution: Line | None = None  # of the row before
    is_behind_mark = False
    for row in rows:
        line = row.line
        opens_with_mark = is_behind_mark or bool(_OPENS_WITH_MARK.match(row.text))
        is_behind_mark = bool(_MARK_ALONE.match(row.text))
        if _COLLABORATION.search(row.text) and len(row.text) < _GROUP_CHARS and not any(map(is_name, _parts(row.text))):
            yield [_MARKS.sub("", _FOR_GROUP.sub("", row.text)).strip(" ,;.()")], row.keys
            face = face or line
            continue
        if face is not None and opens_with_mark and any(map(is_affiliation, _parts(row.text))):
            institutions = institutions or line
            continue
        is_street = (
            institution is not None and bool(_BARE_NUMBER.search(row.text)) and _is_right_below(institution, line)
        )
        institution = line if is_street or any(map(is_affiliation, _parts(row.text))) else None
        if is_street:
            continue
        names = _names(row.text) or _names_of_loose(row.text)
        if not names or (face is not None and not _is_like(face, row, len(names))):
            continue
        if institutions is not None and institutions.font == line.font:
            is_other_type = face is not None and face.font != line.font
            if is_other_type or (are_marked and not row.is_marked):
                continue
        face = face or line
        are_marked = are_marked or row.is_marked
        yield names, row.keys


def _is_right_below(one: Line, other: Line) -> bool:
    """Whether a line is the next one of the block that the first is in."""
    is_same_type = one.font == other.font and abs(one.size_pt - other.size_pt) < _SAME_SIZE_PT
    return is_same_type and 0 < one.baseline_pt - other.baseline_pt < _BLOCK_LEADING * one.size_pt


def _is_like(face: Line, row: _Row, names: int) -> bool:
    """Whether the row is in the type of the first names.

    A list of names may be in another font of that size, and a name with its institution in another size.
    """
    line = row.line
    if _is_same_type(face, line):
        return True
    parts = _parts(row.text)
    # "Ramat Gan, Israel" is a town in its country.
    has_institution = names == 1 and len(parts) > 1 and is_affiliation(parts[1]) and not is_place(parts[1])
    slack_pt = _WITH_INSTITUTION_PT if has_institution else _SAME_SIZE_PT
    return (names > 1 or has_institution) and abs(face.size_pt - line.size_pt) <= slack_pt


def _is_same_type(one: Line, other: Line) -> bool:
    return one.font == other.font and one.is_bold == other.is_bold and abs(one.size_pt - other.size_pt) <= 1.2


def _names(text: str) -> list[str]:
    """The names of a row, up to the first institution; [] where it is anything else."""
    parts = _parts(text)
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
    parts = _parts(plain) if plain != text else []
    return parts if parts and all(map(is_name, parts)) else []


def _is_group(part: str) -> bool:
    return bool(_COLLABORATION.search(part)) and len(part) < _GROUP_CHARS


def _parts(text: str) -> list[str]:
    """What stands between the separators and marks of a row, without degrees, memberships, addresses."""
    plain = _MARK_INSIDE.sub(" ", _MEMBERSHIP.sub(" , ", _MAIL.sub(" , ", _ASIDE.sub(" , ", text))))
    found: list[str] = []
    chunks = _SEPARATOR.split(plain)
    # "Harbour & Coast Group" is one institution, "A&M" one word.
    for part in (part for c in chunks for part in ([c] if is_affiliation(c) else _AMPERSAND.split(c))):
        # A number of an address, not a mark: it must not part the words around it.
        pieces = [part] if is_address(part) else _MARKS.split(part)
        for piece in (half for whole in pieces for half in _joined_by_and(whole)):
            bare = _FORM_OF_ADDRESS.sub("", re.sub(r"\s+", " ", piece).strip(" ,;:–—-_'\"“”()⁽⁾\ufffd")).strip()
            bare = _LETTER_BEHIND.sub("", _ORCID_ICON.sub("", bare))
            if bare and not _DEGREE.match(bare):
                found.append(bare.removesuffix(BREAK_HYPHEN))
    return join_suffixes(found)


def _joined_by_and(piece: str) -> Sequence[str]:
    """The names on both sides of "e", "y" or "и"; such a word inside of a name has no whole name on either side."""
    found = _AND.search(piece)
    if not found:
        return [piece]
    before, behind = piece[: found.start()].strip(), piece[found.end() :].strip()
    is_between = (not before or is_name(before)) and (is_name(behind) or (not before and is_single_name(behind)))
    return [before, behind] if is_between else [piece]


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
