"""The rows that authors stand in: lists of names put together over line ends, and their parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.layout import LineKey
from adapters.pdf.structure.names import (
    AUTHOR_MARKS,
    is_address,
    is_affiliation,
    is_name,
    is_single_name,
    join_suffixes,
)

SAME_SIZE_PT = 0.7
_MARK = AUTHOR_MARKS
OPENS_WITH_MARK = re.compile(rf"^\s*(?:[{_MARK}]|\(\d{{1,2}}\)|[12]?\d[\s-]{{0,2}}(?=[A-ZÀ-Þ]))")
_MARKS_OF_NAME = re.compile(rf"^[\s\d,{_MARK}]*,\s*(?=[^\W\d_])")  # of the one before: "²,⁵, Ada Example"
_ON_ROW = 0.3  # of the size
_ICON_WIDTH = 2.0  # of the size; what stands behind a name may be a picture
_OPEN_END = re.compile(rf"(?:[,;&]|\band)[\s{_MARK}]*$")
_AND_AT_END = re.compile(r"\band\s*$")
MARKS = re.compile(rf"[{_MARK}]+|(?<![^\W\d_])\d{{1,2}}(?!\d)|(?<=[^\W\d_])\d{{1,2}}(?!\w)")
_MARK_INSIDE = re.compile(  # between the family's name and the initials: "Томинин¹ В. Д."
    rf"(?<=[^\W\d_]{{2}})(?:[{_MARK}]+(?:,[{_MARK}]+)*|\d{{1,2}}) (?=(?:[^\W\d_]\.\s?){{1,3}}\s*(?:$|[,;]))"
)
_AMPERSAND = re.compile(r"\s+&\s*|\s*&\s+")
_SEPARATOR = re.compile(r"\s*[,;:·•|\t/，、；]\s*(?:(?:and|und|et)\s+)?|(?:^|\s+)(?:and|und|et)(?:\s+|$)", re.I)
_AND = re.compile(r"(?:^|\s)(?:e|y|и|och|og|en|i)\s")  # in languages where it may stand in a name, too
_ASIDE = re.compile(
    r"(?<![a-zß-ÿ] )\([^()]*\)|\([^()]*\)(?! [A-ZÀ-Þ])|\([^\w]*\)|\([^()]*[\d\s@.,][^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}\S*"
)
MAIL = re.compile(r"\S*@\s?\S*|https?:\S+|www\.\S+|\S+\.(?:edu|com|org|ac\.\w\w)\b")
_MEMBERSHIP = re.compile(
    r"(?:\b(?:graduate|student|senior|life|associate)\s+)*\b(?:member|fellow)s?,?\s*(?:of\s+)?(?:the\s+)?"
    r"(?:IEEE|ACM|AAAI|OSA|SIAM)\b",
    re.I,
)
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?a|m\.?s|dr|prof|dphil|mph|mba|rn|esq|ieee|acm|jd|frcp|mbbs|dvm|pharmd"
    r"|dipl\.\s?\w+\.?)\.?$",
    re.I,
)
_INITIAL = re.compile(r"[^\W\d_]\.(?:\s|$)")
_ORCID_ICON = re.compile(r"\s+iD$")
_LETTER_BEHIND = re.compile(r"(?<=\w\w) [a-z]$")  # a mark that the font itself raises
_FORM_OF_ADDRESS = re.compile(
    r"^(?:(?:by|authors?|prof(?:essor)?|dr|mr|mrs|ms|sir)\b[.:]*\s+"
    r"|(?:(?:assoc|asst|prof|doc|doz|dr|mag|dipl|ing|habil|rer|nat|med|phil|sc|techn)\.\s?)+(?=[^\W\d_]{2}))",
    re.I,
)
_STOP_BEFORE_ROLE = re.compile(r"(?<=[^\W\d_]{3})\. (?=[^\W\d_]{3})")
_ROLE = re.compile(
    r"(?:(?:associate|assistant|full|adjunct|visiting) )?(?:professor|lecturer|researcher|fellow)\b", re.I
)
_TEX = re.compile(r"\\\S+")  # "\dagger", or what a font of signs makes of its letters
_BEFORE_ACCENT = re.compile(r"(?<=[^\W\d_]) (?=[à-öø-ÿ][a-zà-ÿ]{2})")  # small capitals set such a letter apart
# Two names without the space between them, as some fonts lose it; "McSample" and "DeSample" are one.
_GLUED = re.compile(
    r"^(?!(?:Ma?c|Fitz|Van|Vander|Von|Der|Den|Del|Della|Dela|Dal|Di|De|Des|Du|Da|Dos|La|Le|Lo|San|Ben|Abu|Al|El)[A-ZÀ-Þ])"
    r"([A-ZÀ-Þ][a-zß-ÿ]{2,})([A-ZÀ-Þ][a-zß-ÿ]{2,})$"
)
_BROKEN = re.compile(rf"(?<=[^\W\d_])[{BREAK_HYPHEN}-]$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or several that go on from each other; `line` is the last of them."""

    line: Line
    keys: tuple[LineKey, ...]
    text: str
    is_marked: bool


def author_rows(lines: Sequence[tuple[LineKey, Line]]) -> Iterator[Row]:
    """The lines, lists of names that go on over a line end put together."""
    long_lines = [line for _, line in lines if line.text.count(" ") >= 2]
    loose = 2 * sum(len(line.wide_spaces) > 1 for line in long_lines) > len(long_lines) > 3
    open_row: Row | None = None
    for key, line in lines:
        row = Row(line, (key,), _with_tabs(line, are_spaces_wide=loose), bool(MARKS.search(line.text)))
        if open_row is not None and _goes_on(open_row, row):
            is_marked = open_row.is_marked or row.is_marked
            open_row = Row(line, (*open_row.keys, key), _joined(open_row.text, row.text), is_marked)
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


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a list of names runs on: it ends with a comma or inside a name."""
    one, other = above.line, below.line
    if abs(one.size_pt - other.size_pt) > SAME_SIZE_PT:
        return False
    if one.font != other.font and not (
        _AND_AT_END.search(above.text) and is_name(next(iter(parts_of(below.text)), ""))
    ):
        return False
    if _MARKS_OF_NAME.match(below.text) and _is_right_of(other, one):
        return True
    if OPENS_WITH_MARK.match(below.text):
        return False
    before, after = parts_of(above.text), parts_of(below.text)
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


def parts_of(text: str) -> list[str]:
    """What stands between the separators and marks of a row, without degrees, memberships, addresses."""
    text = _TEX.sub("", _BEFORE_ACCENT.sub("", text))
    text = _name_before_role(text)
    plain = _MARK_INSIDE.sub(" ", _MEMBERSHIP.sub(" , ", MAIL.sub(" , ", _ASIDE.sub(" , ", text))))
    found: list[str] = []
    chunks = _SEPARATOR.split(plain)
    # "Harbour & Coast Group" is one institution, "A&M" one word.
    for part in (part for c in chunks for part in ([c] if is_affiliation(c) else _AMPERSAND.split(c))):
        # A number of an address, not a mark: it must not part the words around it.
        pieces = [part] if is_address(part) else MARKS.split(part)
        for piece in (half for whole in pieces for half in _joined_by_and(whole)):
            bare = _FORM_OF_ADDRESS.sub("", re.sub(r"\s+", " ", piece).strip(" ,;:–—-_'\"“”()（）⁽⁾\ufffd")).strip()
            bare = _LETTER_BEHIND.sub("", _ORCID_ICON.sub("", bare))
            if bare and not _DEGREE.match(bare):
                found.append(bare.removesuffix(BREAK_HYPHEN))
    return _with_spaces(join_suffixes(found))


def _name_before_role(text: str) -> str:
    """The row with a comma for the stop behind a name: "Ada Example. Professor of Harbours."."""
    found = _STOP_BEFORE_ROLE.search(text)
    if found is None:
        return text
    before, behind = text[: found.start()], text[found.end() :]
    is_role = _ROLE.match(behind) or is_affiliation(behind)
    return f"{before}, {behind}" if is_role and is_name(before) else text


def _with_spaces(parts: list[str]) -> list[str]:
    """The parts, names that lost their space apart again where others in the list are names."""
    if not any(map(is_name, parts)):
        return parts
    return [part if is_affiliation(part) else _GLUED.sub(r"\1 \2", part) for part in parts]


def _joined_by_and(piece: str) -> Sequence[str]:
    """The names on both sides of "e", "y" or "и"; such a word inside of a name has no whole name on either side."""
    found = _AND.search(piece)
    if not found:
        return [piece]
    before, behind = piece[: found.start()].strip(), piece[found.end() :].strip()
    is_between = (not before or is_name(before)) and (is_name(behind) or (not before and is_single_name(behind)))
    return [before, behind] if is_between else [piece]
