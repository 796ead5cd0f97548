"""The lines of a page: text with place, size and font, as everything that reads layout needs them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium

from adapters.pdf.characters import BREAK_HYPHEN, RAISED_LETTERS, SUBSCRIPTS, SUPERSCRIPTS, UNREADABLE, clean
from adapters.pdf.frame import page_frame
from adapters.pdf.runs import Run, TextPage
from bot.model import NOT_TEXT, Box

_GAP_EM = 1.2  # a wider gap separates columns or cells; justified text stays below it
_LOOSE_EM = 3.5  # between the words of a justified line that holds few of them
_COUNTER = re.compile(
    r"^(?:[\dA-Z]{1,2}(?:\.\d{1,2})*[.)]|\((?:\d{1,2}|[a-z]{1,3})\)|[a-z][.)]|[IVX]{1,5}\.|[•‣▪■◦●○∙])$"
)
_BOLD_COUNTER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z](?:\.\d{1,2}){0,2}\.?|[IVX]{1,5}\.?)$")
_SOLID_CHARS = 30  # a line of text; shorter ones do not show where a column ends
_LETTER_MARK = re.compile("^\\w(?:,\\w)*,?$")  # what marks the affiliations of an author: "a", "a,b"
_LONE_STOP = re.compile(r" (?=[,.;:](?:\s|$))")
_SCRIPT_SIZE = 0.85  # of the line's size: smaller and shifted is an exponent, an index or a footnote mark
_WIDE_SPACE_EM = 0.7  # wider than the space of a justified line: between the names of two authors


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column, or one cell of a table's row.

    Attributes:
        text: Cleaned, raised and lowered digits as ¹ and ₁; a line broken with a hyphen ends with BREAK_HYPHEN.
        prose: The same without footnote marks, and with NOT_TEXT where letters are raised or lowered (a formula) or a
            glyph has no name.
        page: Counted from 1.
        box: In points, of the page as shown.
        baseline_pt: Height of the line that the letters stand on.
        size_pt: The size of most of its characters, matrix applied.
        font: Name of the font of most of its characters, without subset prefix.
        is_bold, is_fixed_pitch: Of most of its characters.
        is_rotated: The text does not run from left to right.
        bold_start: How many characters of `prose` from its start are bold, up to the first that is not.
        wide_spaces: Offsets in `text` of spaces that are wide enough to part names, though not columns.
    """

    text: str
    prose: str
    page: int
    box: Box
    baseline_pt: float
    size_pt: float
    font: str
    is_bold: bool
    is_fixed_pitch: bool
    is_rotated: bool = False
    bold_start: int = 0
    wide_spaces: tuple[int, ...] = ()


def page_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of an open page, in the order of its content; `number` is counted from 1."""
    text = TextPage(page, page_frame(page), every_word=number == 1)
    try:
        return group_lines(text.runs(), number)
    finally:
        text.close()


def group_lines(runs: Iterable[Run], page: int) -> list[Line]:
    """The lines that `runs` make, in the same order.

    The engine's own line breaks are not trusted: a new line begins at a gap above 1.2 em, at a new baseline, at text
    that runs another way, and behind a line-end hyphen.
    """
    lines: list[Line] = []
    current: list[Run] = []
    for run in runs:
        if current and not _continues(current, run):
            lines.append(_line(current, page))
            current = []
        current.append(run)
    if current:
        lines.append(_line(current, page))
    return _with_whole_rows([line for line in lines if line.text])


def _with_whole_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of justified text put together again whose words stand further apart than columns may.

    They are told from the cells of a table by the row above or below, which begins and ends where they do and has no
    gap over theirs.
    """
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _is_further_on(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    out: list[Line] = []
    for n, row in enumerate(rows):
        beside = [rows[i] for i in (n - 1, n + 1) if 0 <= i < len(rows)]
        is_whole = (len(row) == 2 and _is_counted(*row)) or (len(row) > 1 and any(_spans(row, r) for r in beside))
        out += [reduce(_side_by_side, row)] if is_whole else row
    return out


def _is_counted(line: Line, other: Line) -> bool:
    """Whether `line` is but the number or bullet of what stands beside it."""
    is_bold = line.is_bold and other.bold_start >= len(other.prose)
    counter = _BOLD_COUNTER if is_bold and other.font == line.font else _COUNTER
    return bool(counter.match(line.text)) and other.text[:1].isalpha() and line.is_bold == (other.bold_start > 0)


def _is_further_on(line: Line, other: Line) -> bool:
    em = line.size_pt
    return (
        abs(line.baseline_pt - other.baseline_pt) < 0.1 * em
        and abs(em - other.size_pt) < 0.3
        and 0 < other.box.left - line.box.right < _LOOSE_EM * em
        and not line.is_rotated
        and not line.text.endswith(BREAK_HYPHEN)
    )


def _spans(row: Sequence[Line], other: Sequence[Line]) -> bool:
    one = other[0]
    em = one.size_pt
    if sum(len(line.text) for line in other) <= _SOLID_CHARS or not all(map(_has_letters, row)):
        return False
    gaps = [(a.box.right, b.box.left) for a, b in pairwise(row)]
    return (
        abs(em - row[0].size_pt) < 0.3
        and 0.8 * em < abs(one.baseline_pt - row[0].baseline_pt) < 2 * em
        and abs(other[-1].box.right - row[-1].box.right) < 0.3 * em
        and abs(one.box.left - row[0].box.left) < 2.2 * em
        and not any(a.box.right < right and b.box.left > left for a, b in pairwise(other) for left, right in gaps)
    )


def _has_letters(line: Line) -> bool:
    return any(char.isalpha() for char in line.text)


def _side_by_side(line: Line, other: Line) -> Line:
    is_bold = line.bold_start >= len(line.prose)
    return replace(
        line,
        text=f"{line.text} {other.text}",
        prose=f"{line.prose} {other.prose}",
        box=Box(
            line.box.left,
            min(line.box.bottom, other.box.bottom),
            other.box.right,
            max(line.box.top, other.box.top),
        ),
        bold_start=len(line.prose) + 1 + other.bold_start if is_bold and other.bold_start else line.bold_start,
        wide_spaces=(
            *line.wide_spaces,
            len(line.text),
            *(len(line.text) + 1 + offset for offset in other.wide_spaces),
        ),
    )


def _continues(line: Sequence[Run], run: Run) -> bool:
    last = line[-1]
    if last.is_broken or run.face.is_rotated != last.face.is_rotated:
        return False
    if run.face.is_rotated:
        return not run.begins_line
    main = _main(line)
    em = max(main.face.size_pt, 1.0)
    gap = run.box.left - last.box.right
    shift = abs(run.baseline_pt - main.baseline_pt)
    if shift <= 0.12 * em:
        return -0.5 * em <= gap <= _GAP_EM * em
    larger = max(run.face.size_pt, em)
    is_script = min(run.face.size_pt, main.face.size_pt) < _SCRIPT_SIZE * larger
    # A raised mark may also open the line, before its main text.
    return is_script and shift <= 0.7 * larger and -0.6 * em <= gap <= 0.6 * em


def _main(line: Sequence[Run]) -> Run:
    """The run whose baseline and size the line has: the largest one, the first of those."""
    return max(line, key=lambda run: run.face.size_pt) if len(line) < 4 else _main_of_many(line)


def _main_of_many(line: Sequence[Run]) -> Run:
    tail = line[-4:]
    return max((line[0], *tail), key=lambda run: run.face.size_pt)


def _line(runs: Sequence[Run], page: int) -> Line:
    chars: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    bold = fixed = total = 0
    for run in runs:
        n = len(run.text)
        total += n
        chars[run.face.size_pt] += n
        fonts[run.face.font] += n
        bold += n * run.face.is_bold
        fixed += n * run.face.is_fixed_pitch
    size = chars.most_common(1)[0][0]
    base = max((run for run in runs if run.face.size_pt == size), key=lambda run: len(run.text)).baseline_pt
    joined = _join(runs, size, base)
    return Line(
        text=joined.text,
        prose=joined.prose,
        page=page,
        box=Box(
            min(run.box.left for run in runs),
            min(run.box.bottom for run in runs),
            max(run.box.right for run in runs),
            max(run.box.top for run in runs),
        ),
        baseline_pt=base,
        size_pt=size,
        font=fonts.most_common(1)[0][0],
        is_bold=2 * bold > total,
        is_fixed_pitch=2 * fixed > total,
        is_rotated=runs[0].face.is_rotated,
        bold_start=joined.bold_start,
        wide_spaces=joined.wide_spaces,
    )


class _Joined(NamedTuple):
    """What the runs of a line say together; the fields are those of `Line`."""

    text: str
    prose: str
    bold_start: int
    wide_spaces: tuple[int, ...]


def _join(runs: Sequence[Run], size_pt: float, baseline_pt: float) -> _Joined:
    text = prose = ""
    bold_start: int | None = None
    wide_spaces: list[int] = []
    right = runs[0].box.left
    owes_space = False  # a footnote mark that goes leaves the space before it
    for run in runs:
        if bold_start is None and not run.face.is_bold:
            bold_start = len(prose)
        written = clean(run.text)
        space = "" if run.is_joined or not text else " "
        if space and run.box.left - right > (_WIDE_SPACE_EM + run.face.is_fixed_pitch) * size_pt:
            wide_spaces.append(len(text))
        right = run.box.right
        shift = run.baseline_pt - baseline_pt
        if run.face.size_pt < _SCRIPT_SIZE * size_pt and abs(shift) > 0.08 * size_pt:
            text += space + _script(written, shift)
            if _is_footnote_mark(written, shift, prose[-2:]):
                owes_space = owes_space or bool(space)
                continue
            prose += space + _script_in_prose(written, shift, prose[-1:])
        else:
            text += space + written
            prose += (space or " " * (owes_space and bool(prose))) + written.replace(UNREADABLE, NOT_TEXT)
        owes_space = False
    end = BREAK_HYPHEN if runs[-1].is_broken else ""
    # Behind "competitions" with its mark 1 the comma had a space before it; without the mark it has none.
    whole = _LONE_STOP.sub("", prose.strip())
    return _Joined(
        text=text.strip() + end,
        prose=whole + end,
        bold_start=len(whole) if bold_start is None else bold_start,
        wide_spaces=tuple(wide_spaces),
    )


def _script(written: str, shift: float) -> str:
    if shift > 0 and _LETTER_MARK.match(written):
        written = unicodedata.normalize("NFKC", written).translate(RAISED_LETTERS)
    return written.translate(SUPERSCRIPTS if shift > 0 else SUBSCRIPTS)


def _is_footnote_mark(written: str, shift: float, before: str) -> bool:
    """Raised digits or marks behind a word or a stop; behind a digit or a single letter they are an exponent."""
    if shift <= 0 or not all(char.isdigit() or char in "*†‡§¶∗,⋆?" for char in written):
        return False
    if any(len(mark) > 2 for mark in written.split(",")):
        return False  # no paper has a hundred footnotes: a residue (Arg³⁸¹), an isotope
    return not before or before[-1] in ".,;:!?)]\"'”’" or (len(before) == 2 and before.isalpha())


def _script_in_prose(written: str, shift: float, before: str) -> str:
    """A power of a number is prose (10⁶ samples); any other raised or lowered letter makes a formula."""
    if shift > 0 and before[-1:].isdigit() and written.lstrip("-−–").isdigit():
        return _script(written, shift)
    if shift > 0 and before[-1:].isdigit() and written.casefold() in ("st", "nd", "rd", "th"):
        return written
    return NOT_TEXT
