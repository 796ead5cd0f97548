"""The lines of a page: text with place, size and font, as everything that reads layout needs them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.line_text import SCRIPT_SIZE, line_text
from adapters.pdf.page.runs import Run
from bot.model import Box

_GAP_EM = 1.2  # a wider gap separates columns or cells; justified text stays below it
_LOOSE_EM = 3.5  # between the words of a justified line that holds few of them
_COUNTER = re.compile(
    r"^(?:[\dA-Z]{1,2}(?:\.\d{1,2})*[.)]|\((?:\d{1,2}|[a-z]{1,3})\)|[a-z][.)]|[IVX]{1,5}\.|[•‣▪■◦●○∙])$"
)
_BOLD_COUNTER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z](?:\.\d{1,2}){0,2}\.?|[IVX]{1,5}\.?)$")
_SOLID_CHARS = 30  # a line of text; shorter ones do not show where a column ends


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
        is_number_of_line: It is but the number that a manuscript sets before a line.
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
    is_number_of_line: bool = False


def group_lines(runs: Sequence[Run], page: int, numbers: Collection[int] = ()) -> list[Line]:
    """The lines that `runs` make, in the same order; behind them the numbers of lines, the runs at `numbers`.

    The engine's own line breaks are not trusted: a new line begins at a gap above 1.2 em, at a new baseline, at text
    that runs another way, and behind a line-end hyphen.
    """
    lines: list[Line] = []
    current: list[Run] = []
    main: Run | None = None
    for run in _without(numbers, runs) if numbers else runs:
        if main is not None and _continues(current[-1], main, run):
            current.append(run)
            if run.face is main.face and main is current[0]:  # as in most lines
                continue
            main = _main(current, main)
            continue
        if current:
            lines.append(_line(current, page))
        current, main = [run], run
    if current:
        lines.append(_line(current, page))
    whole = _with_whole_rows([line for line in lines if line.text])
    return [*whole, *(replace(_line([runs[i]], page), is_number_of_line=True) for i in sorted(numbers))]


def _without(numbers: Collection[int], runs: Sequence[Run]) -> Iterator[Run]:
    """The other runs; what follows a number at the start of a line begins it."""
    begins_line = False
    for i, run in enumerate(runs):
        if i in numbers:
            begins_line |= run.begins_line
        else:
            yield run._replace(begins_line=True) if begins_line else run
            begins_line = False


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


def _continues(last: Run, main: Run, run: Run) -> bool:
    """Whether a run belongs to the line that ends with `last`, and has the baseline and size of `main`."""
    face = run.face
    if last.is_broken or face.is_rotated != last.face.is_rotated:
        return False
    if face.is_rotated:
        return not run.begins_line
    em = main.face.size_pt
    if em < 1.0:
        em = 1.0
    gap = run.box[0] - last.box[2]
    shift = abs(run.baseline_pt - main.baseline_pt)
    if shift <= 0.12 * em:
        return -0.5 * em <= gap <= _GAP_EM * em
    larger = max(face.size_pt, em)
    is_script = min(face.size_pt, main.face.size_pt) < SCRIPT_SIZE * larger
    # A raised mark may also open the line, before its main text.
    return is_script and shift <= 0.7 * larger and -0.6 * em <= gap <= 0.6 * larger


def _main(line: Sequence[Run], before: Run) -> Run:
    """The run whose baseline and size the line has: the largest of the first and the last four, the first of those.

    `before` is the one that it had without its last run.
    """
    if len(line) > 5 and before is line[-5]:  # it is none of these any more
        return max((line[0], *line[-4:]), key=_size)
    last = line[-1]
    return last if last.face.size_pt > before.face.size_pt else before


def _line(runs: Sequence[Run], page: int) -> Line:
    first = runs[0]
    face, base, box = first.face, first.baseline_pt, first.box
    size, font, is_bold, is_fixed = face.size_pt, face.font, face.is_bold, face.is_fixed_pitch
    if len(runs) > 1:
        for run in runs:
            if run.face is not face:
                size, font, is_bold, is_fixed = _common(runs)
                base = max((run for run in runs if run.face.size_pt == size), key=_length).baseline_pt
                break
        else:
            base = max(runs, key=_length).baseline_pt
        lefts, bottoms, rights, tops = zip(*(run.box for run in runs), strict=True)
        box = Box(min(lefts), min(bottoms), max(rights), max(tops))
    words = line_text(runs, size, base)
    return Line(
        text=words.text,
        prose=words.prose,
        page=page,
        box=box,
        baseline_pt=base,
        size_pt=size,
        font=font,
        is_bold=is_bold,
        is_fixed_pitch=is_fixed,
        is_rotated=face.is_rotated,
        bold_start=words.bold_start,
        wide_spaces=words.wide_spaces,
    )


def _common(runs: Sequence[Run]) -> tuple[float, str, bool, bool]:
    """(size, font, is bold, is of fixed pitch) that most characters of the runs have."""
    sizes: dict[float, int] = {}
    fonts: dict[str, int] = {}
    bold = fixed = total = 0
    for run in runs:
        n, face = len(run.text), run.face
        total += n
        sizes[face.size_pt] = sizes.get(face.size_pt, 0) + n
        fonts[face.font] = fonts.get(face.font, 0) + n
        if face.is_bold:
            bold += n
        if face.is_fixed_pitch:
            fixed += n
    return max(sizes, key=sizes.__getitem__), max(fonts, key=fonts.__getitem__), 2 * bold > total, 2 * fixed > total


def _length(run: Run) -> int:
    return len(run.text)


def _size(run: Run) -> float:
    return run.face.size_pt
