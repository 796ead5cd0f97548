"""The authors' names on the first page, told apart from their institutions, addresses and marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.characters import BREAK_HYPHEN, clean
from adapters.pdf.heading_lines import AROUND_TITLE, run_in_chars, split_number
from adapters.pdf.layout import LineKey, is_cjk
from adapters.pdf.lines import Line
from adapters.pdf.names import is_address, is_affiliation, is_name, is_single_name, join_suffixes
from adapters.pdf.page_content import PageContent
from adapters.pdf.zones import own_zone
from bot.model import Zone

_SAME_SIZE_PT = 0.7
_WITH_INSTITUTION_PT = 2.5
_CJK_SENTENCE_CHARS = 20
_MARK = r"⁰¹²³⁴-⁹⁺⁻ⁿⁱ₀-₉ᵃ-ᵿʰ-ˣᶜᶠᶻ*†‡§¶∗⋆★☆♠♣♥♦♭♮♯✉⁎#+?!$^~◦○●◇◆■□△▲▽∥‖\ufffc"
_OPENS_WITH_MARK = re.compile(rf"^\s*(?:[{_MARK}]|\(\d{{1,2}}\)|[12]?\d[\s-]{{0,2}}(?=[A-ZÀ-Þ]))")
_OPEN_END = re.compile(rf"(?:[,;&]|\band)[\s{_MARK}]*$")
_MARKS = re.compile(rf"[{_MARK}]+|(?<![^\W\d_])\d{{1,2}}(?!\d)|(?<=[^\W\d_])\d{{1,2}}(?!\w)")
_SEPARATOR = re.compile(r"\s*[,;:·•|&\t/，、；]\s*(?:(?:and|und|et)\s+)?|(?:^|\s+)(?:and|und|et)\s+", re.I)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}\S*")
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
_LETTER_BEHIND = re.compile(r"(?<=\w\w) [a-z]$")  # a mark that the font itself raises
_FORM_OF_ADDRESS = re.compile(r"^(?:by|authors?|prof(?:essor)?|dr|mr|mrs|ms|sir)\b[.:]*\s+", re.I)
_COLLABORATION = re.compile(r"\bcollaborations?\b", re.I)
_FOR_GROUP = re.compile(r"^(?:\W*(?:on behalf of|for|and)\s+)+", re.I)
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
    found = list(_named(list(_rows(_front_lines(page, title_lines)))))
    names = tuple(dict.fromkeys(name for of_row, _ in found for name in of_row))
    lines = tuple(key for _, keys in found for key in keys)
    given = [clean(name).strip() for name in re.split(r"\s*[;,]\s*|\s+and\s+", metadata_author) if name.strip()]
    printed = _folded("".join(line.text for line in page.lines))
    if len(given) > len(names) and all(is_name(name) and _folded(name) in printed for name in given):
        return Authors(tuple(given), lines)
    return Authors(names, lines)


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


def _opens_text(line: Line) -> bool:
    """Whether the abstract or the introduction begins here, by the words that it begins with."""
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
            text = open_row.text.removesuffix(BREAK_HYPHEN)
            joint = "" if text != open_row.text else " "
            is_marked = open_row.is_marked or row.is_marked
            open_row = _Row(line, (*open_row.keys, key), text + joint + row.text, is_marked)
            continue
        if open_row is not None:
            yield open_row
        open_row = row
    if open_row is not None:
        yield open_row


def _with_tabs(line: Line, *, are_spaces_wide: bool) -> str:
    """The text, a tab for each space that parts names; in a page of loose words no space does."""
    if are_spaces_wide:
        return line.text
    text = line.text
    for offset in reversed(line.wide_spaces):
        text = f"{text[:offset]}\t{text[offset + 1 :]}"
    return text


def _goes_on(above: _Row, below: _Row) -> bool:
    """Whether a list of names runs on: it ends with a comma or inside a name."""
    one, other = above.line, below.line
    if one.font != other.font or abs(one.size_pt - other.size_pt) > _SAME_SIZE_PT or _OPENS_WITH_MARK.match(below.text):
        return False
    if not 0.5 * one.size_pt < one.baseline_pt - other.baseline_pt < 2.5 * one.size_pt:
        return False
    before, after = _parts(above.text), _parts(below.text)
    listed = [part for part in before if is_name(part)]
    if not listed or not after or any(map(is_affiliation, before)):
        return False
    if above.text.endswith(BREAK_HYPHEN):
        return is_name(before[-1] + after[0])
    if _OPEN_END.search(above.text):
        return is_name(after[0]) or is_single_name(after[0]) or is_name(f"{before[-1]} {after[0]}")
    if len(listed) + sum(map(is_name, after)) < 2 or is_affiliation(after[0]):
        return False
    ends_inside = is_single_name(before[-1]) and " " not in before[-1]
    starts_inside = " " not in after[0] and len(after) > 1 and is_name(after[1])
    return (ends_inside or starts_inside) and is_name(f"{before[-1]} {after[0]}")


def _named(rows: Sequence[_Row]) -> Iterator[tuple[list[str], tuple[LineKey, ...]]]:
    """(names, lines) of each row of names."""
    face: Line | None = None
    are_marked = False
    # The first line that opened with a mark: what follows in its type is institutions, unless marked as names are.
    institutions: Line | None = None
    for row in rows:
        line = row.line
        if _COLLABORATION.search(row.text) and len(row.text) < 90 and not is_affiliation(row.text):
            yield [_MARKS.sub("", _FOR_GROUP.sub("", row.text)).strip(" ,;.()")], row.keys
            face = face or line
            continue
        if face is not None and _OPENS_WITH_MARK.match(row.text) and any(map(is_affiliation, _parts(row.text))):
            institutions = institutions or line
            continue
        names = _names(row.text)
        if not names or (face is not None and not _is_like(face, row, len(names))):
            continue
        if institutions is not None and institutions.font == line.font:
            is_other_type = face is not None and face.font != line.font
            if is_other_type or (are_marked and not row.is_marked):
                continue
        face = face or line
        are_marked = are_marked or row.is_marked
        yield names, row.keys


def _is_like(face: Line, row: _Row, names: int) -> bool:
    """Whether the row is in the type of the first names.

    A list of names may be in another font of that size, and a name with its institution in another size.
    """
    line = row.line
    if _is_same_type(face, line):
        return True
    parts = _parts(row.text)
    has_institution = names == 1 and len(parts) > 1 and is_affiliation(parts[1])
    slack_pt = _WITH_INSTITUTION_PT if has_institution else _SAME_SIZE_PT
    return (names > 1 or has_institution) and abs(face.size_pt - line.size_pt) <= slack_pt


def _is_same_type(one: Line, other: Line) -> bool:
    return one.font == other.font and one.is_bold == other.is_bold and abs(one.size_pt - other.size_pt) <= 1.2


def _names(text: str) -> list[str]:
    """The names of a row, up to the first institution; [] where it is anything else."""
    parts = _parts(text)
    before: list[str] = []
    for part in parts:
        if is_affiliation(part):
            break
        before.append(part)
    names = [part for part in before if is_name(part)]
    if len(before) == 1 and len(parts) > 1 and is_address(parts[1]):
        return []  # a street before its postal code
    if not names or 2 * len(names) < len(before):
        return []
    if len(names) >= 2:
        last = max(i for i, part in enumerate(before) if is_name(part))
        names = [part for i, part in enumerate(before) if is_name(part) or (i < last and is_single_name(part))]
    return names


def _parts(text: str) -> list[str]:
    """What stands between the separators and marks of a row, without degrees, memberships, addresses."""
    plain = _MEMBERSHIP.sub(" , ", _MAIL.sub(" , ", _ASIDE.sub(" , ", text)))
    found: list[str] = []
    for part in _SEPARATOR.split(plain):
        # A number of an address, not a mark: it must not part the words around it.
        pieces = [part] if is_address(part) else _MARKS.split(part)
        for piece in pieces:
            bare = _FORM_OF_ADDRESS.sub("", re.sub(r"\s+", " ", piece).strip(" ,;:–—-_'\"“”()⁽⁾")).strip()
            bare = _LETTER_BEHIND.sub("", bare)
            if bare and not _DEGREE.match(bare):
                found.append(bare.removesuffix(BREAK_HYPHEN))
    return join_suffixes(found)


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
