"""Which lines of a page are the paper's running text: figures and tables end where it begins."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from adapters.pdf.page.boxes import centre, height, overlap_across, share_inside, width
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.columns import Column, column_of
from adapters.pdf.structure.layout import SAME_SIZE_PT, Layout, is_prose
from bot.model import Box

_FULL = 0.55  # of the column, for a line in the body's size
_NEARLY_FULL = 0.8
_FLUSH = 0.9  # of the column, for a line in another size: footnotes, references, abstracts
_EDGE_PT = 3.0
_SMALLEST = 0.55  # of the body's size: text that is smaller is code or labels, however long its lines are
_SMALL_CAPITALS = 0.74  # of the size of the text; ICLR's headings have 0.8
_INDENT_PT = 40.0
_PARAGRAPH_INDENT_PT = 30.0
_HEADING_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){1,3}|[IVX]{1,5})\.?\s+[^\W\d_]{2,}")
_NUMBER_ALONE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){0,3}|[IVX]{1,5})\.?$")
_EQUATION_NUMBER = re.compile(r"^\((?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})?[a-z]?\)$")
_NOTE = re.compile(
    r"(?:Notes?|(?:Data )?Sources?|Anmerkung(?:en)?|Quellen?|Notas?|Fuentes?|Remarques?|Примечани[ея])\s*[:.]"
    r"|(?:注|注释|资料来源|数据来源|出典)[:：]"
)
_WRAPPED_LINES = 4
_LOOSE = 1.2  # times the leading, between lines of one block
_RIGHT_EDGE_PT = 5.0  # scans are read to a few points, and hyphens hang out
_WRAPPED_WIDTH = 0.25  # of the column
_NOTE_WIDTH = 0.4  # of the column
_ADDRESS = re.compile(r"^(?:https?://)?(?:dx\.)?doi\.org/\S+$")
_SENTENCE_END = re.compile(r"[.:;。：；!?][)\"”’]?$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    line: Line
    column: Column
    is_alone: bool
    is_framed: bool

    @property
    def is_flush(self) -> bool:
        """Whether it fills its column from edge to edge, as justified text does and text in a picture does not."""
        return abs(self.indent_pt) < _EDGE_PT and abs(self.column.right - self.line.box.right) < _EDGE_PT

    @property
    def indent_pt(self) -> float:
        return self.line.box.left - self.column.left


def prose_lines(
    page: PageContent, layout: Layout, columns: Sequence[Column], captions: frozenset[int], frames: Sequence[Box]
) -> frozenset[int]:
    """The indices of lines that are prose or headings in one of the columns.

    Lines inside one of the `frames` are none, unless they fill the column from edge to edge: a picture's box can reach
    over text with its white margin.
    """
    open_lines = [
        (i, line, _is_framed(line, frames))
        for i, line in enumerate(page.lines)
        if i not in captions and not line.is_rotated and (page.number, i) not in layout.furniture
    ]
    rows = _Rows([line for _, line, is_framed in open_lines if not is_framed])
    candidates = []
    for i, line, is_framed in open_lines:
        column = column_of(line, columns)
        alone = not _has_row_mates(line, rows.around(line, 0.3 * line.size_pt), column)
        candidates.append(_Candidate(i, line, column, is_alone=alone, is_framed=is_framed))
    full = [c for c in candidates if _is_full(c, layout)]
    body_font = _most_common_font(full, layout)
    wordy = [c for c in candidates if _is_wordy(c.line)]
    prose = {c.index for c in full if _has_company(c, wordy) or (not c.is_framed and _stands_by_itself(c, layout))}
    outside = [c for c in candidates if c.is_alone and not c.is_framed]
    prose |= {c.index for c in outside if _is_lone_line(c, layout, body_font) or _is_heading(c, page, layout)}
    prose |= {c.index for c in outside if _is_note(c)}
    prose |= _wrapped_text([c for c in candidates if not c.is_framed], layout)
    prose |= _equation_rows(candidates)
    _spread(prose, [c for c in candidates if c.is_alone], page, columns)
    return frozenset(prose)


class _Rows:
    """Lines by their height: a plot can have thousands of labels, and each is compared with those beside it only."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = sorted(lines, key=_baseline)

    def around(self, line: Line, reach_pt: float) -> list[Line]:
        """The lines whose baseline is within `reach_pt` of that of `line`."""
        start = bisect_left(self._lines, line.baseline_pt - reach_pt, key=_baseline)
        end = bisect_right(self._lines, line.baseline_pt + reach_pt, key=_baseline)
        return self._lines[start:end]


def _baseline(line: Line) -> float:
    return line.baseline_pt


def _is_framed(line: Line, frames: Sequence[Box]) -> bool:
    return any(share_inside(line.box, frame) > 0.9 and height(frame) > 1.6 * height(line.box) for frame in frames)


def _has_row_mates(line: Line, others: Sequence[Line], column: Column) -> bool:
    """Whether other text stands beside it in the same column, as cells do; a number before a heading is none."""
    mates = [
        other
        for other in others
        if other is not line
        and abs(other.baseline_pt - line.baseline_pt) < 0.3 * line.size_pt
        and other.box.right > column.left
        and other.box.left < column.right
        and overlap_across(other.box, line.box) < -0.8 * line.size_pt
    ]
    return bool(mates) and not (len(mates) == 1 and _is_numbered_heading(line, mates[0]))


def _is_numbered_heading(one: Line, other: Line) -> bool:
    number, title = (one, other) if one.box.left < other.box.left else (other, one)
    return (
        bool(_NUMBER_ALONE.match(number.text))
        and abs(number.size_pt - title.size_pt) < 0.3
        and number.is_bold == title.is_bold
        and title.box.left - number.box.right < 3 * title.size_pt
        and title.text[:1].isupper()
    )


def _is_full(candidate: _Candidate, layout: Layout) -> bool:
    """A line that fills its column as justified text does."""
    if not is_prose(candidate.line) or candidate.line.size_pt < _SMALLEST * layout.body_size_pt:
        return False
    if not candidate.is_alone and width(candidate.line.box) < _NEARLY_FULL * candidate.column.width:
        return False
    if candidate.is_framed:
        return candidate.is_flush and _is_body(candidate, layout)
    if not -4 <= candidate.indent_pt <= _INDENT_PT:
        return False
    return width(candidate.line.box) >= (_FULL if _is_body(candidate, layout) else _FLUSH) * candidate.column.width


def _is_body(candidate: _Candidate, layout: Layout) -> bool:
    return abs(candidate.line.size_pt - layout.body_size_pt) < SAME_SIZE_PT


def _most_common_font(full: Sequence[_Candidate], layout: Layout) -> str:
    fonts = Counter(c.line.font for c in full if _is_body(c, layout))
    return fonts.most_common(1)[0][0] if fonts else ""


def _has_company(candidate: _Candidate, wordy: Sequence[_Candidate]) -> bool:
    """Whether a wordy line next to it goes on in the same column and size: a full one, or the last of a paragraph."""
    line = candidate.line
    for other in wordy:
        step = line.baseline_pt - other.line.baseline_pt
        if other.column != candidate.column or abs(other.line.size_pt - line.size_pt) >= SAME_SIZE_PT:
            continue
        if 0.5 * line.size_pt < step < 1.6 * line.size_pt and other.is_alone and abs(other.indent_pt) < _EDGE_PT:
            return True
        if 0.5 * line.size_pt < abs(step) < 2.2 * line.size_pt and width(other.line.box) > _FULL * other.column.width:
            return True
    return False


def _is_wordy(line: Line) -> bool:
    """Mostly letters, as prose is and rows of numbers are not."""
    return sum(char.isalpha() or char.isspace() for char in line.text) >= 0.6 * len(line.text)


def _stands_by_itself(candidate: _Candidate, layout: Layout) -> bool:
    """A single line of a paragraph, not a row of titles over plots: it begins and nearly ends at the column's edges."""
    return (
        _is_body(candidate, layout)
        and abs(candidate.indent_pt) < _EDGE_PT
        and width(candidate.line.box) > 0.8 * candidate.column.width
    )


def _is_lone_line(candidate: _Candidate, layout: Layout, body_font: str) -> bool:
    """The last line of a paragraph at the top of a column, or a paragraph of one short line."""
    line = candidate.line
    if not _is_body(candidate, layout) or line.font != body_font or line.is_fixed_pitch:
        return False
    if not -_EDGE_PT <= candidate.indent_pt <= _PARAGRAPH_INDENT_PT or not any(char.isalpha() for char in line.text):
        return False
    is_flush = abs(candidate.indent_pt) < _EDGE_PT
    return (bool(_SENTENCE_END.search(line.text)) and _is_wordy(line)) or (is_flush and is_prose(line))


def _wrapped_text(candidates: Sequence[_Candidate], layout: Layout) -> set[int]:
    """Justified lines that leave room for a figure beside them: several under each other with the same two edges.

    The short lines between them go with them: the last ones of paragraphs.
    """
    body = sorted((c for c in candidates if _is_body(c, layout)), key=lambda c: -c.line.baseline_pt)
    lines = [c for c in body if is_prose(c.line)]
    limit_pt = max(1.6 * layout.body_size_pt, _LOOSE * layout.leading_pt)
    found: set[int] = set()
    for k, c in enumerate(lines):
        block = [c]
        for other in islice(lines, k + 1, None):
            step = block[-1].line.baseline_pt - other.line.baseline_pt
            if step >= limit_pt:
                break
            if step > 0.5 * c.line.size_pt and _have_same_edges(block[-1], other):
                block.append(other)
        box = c.line.box
        is_at_edge = abs(box.left - c.column.left) < _EDGE_PT or abs(box.right - c.column.right) < _EDGE_PT
        if len(block) >= _WRAPPED_LINES and is_at_edge and width(box) > _WRAPPED_WIDTH * c.column.width:
            found |= {one.index for one in block}
            found |= {one.index for one in body if any(_ends_paragraph(one, other, limit_pt) for other in block)}
    return found


def _ends_paragraph(candidate: _Candidate, above: _Candidate, limit_pt: float) -> bool:
    line, box = candidate.line, above.line.box
    step = above.line.baseline_pt - line.baseline_pt
    return (
        0.5 * line.size_pt < step < limit_pt
        and abs(line.box.left - box.left) < _EDGE_PT
        and line.box.right < box.right + _EDGE_PT
    )


def _have_same_edges(one: _Candidate, other: _Candidate) -> bool:
    a, b = one.line.box, other.line.box
    return one.column == other.column and abs(a.left - b.left) < _EDGE_PT and abs(a.right - b.right) < _RIGHT_EDGE_PT


def _is_note(candidate: _Candidate) -> bool:
    """The first line of the notes under a figure or table, or the address that a journal prints under one."""
    line = candidate.line
    if _ADDRESS.match(line.text):
        return True
    return bool(_NOTE.match(line.text)) and width(line.box) > _NOTE_WIDTH * candidate.column.width


def _is_heading(candidate: _Candidate, page: PageContent, layout: Layout) -> bool:
    line = candidate.line
    if len(line.text) > 110 or not any(char.isalnum() for char in line.text):
        return False
    is_larger = line.size_pt > layout.body_size_pt + 0.7
    # Small capitals are read as capitals, most of them smaller than the text.
    is_capitals = line.text.isupper() and line.size_pt > _SMALL_CAPITALS * layout.body_size_pt
    if not is_capitals and not ((line.is_bold or is_larger) and line.size_pt > layout.body_size_pt - SAME_SIZE_PT):
        return False
    pair = next((other for other in page.lines if _is_row(line, other) and _is_numbered_heading(line, other)), None)
    if pair is not None:
        return abs(min(line.box.left, pair.box.left) - candidate.column.left) < _EDGE_PT
    if sum(char.isalpha() for char in line.text) < 3:
        return False
    is_flush = abs(candidate.indent_pt) < _EDGE_PT
    is_centred = abs(centre(line.box) - (candidate.column.left + candidate.column.right) / 2) < _EDGE_PT
    is_numbered = bool(_HEADING_NUMBER.match(line.text))
    return (is_flush and (is_larger or is_numbered)) or (is_centred and is_numbered)


def _is_row(one: Line, other: Line) -> bool:
    return one is not other and abs(one.baseline_pt - other.baseline_pt) < 0.3 * one.size_pt


def _equation_rows(candidates: Sequence[_Candidate]) -> set[int]:
    """The lines of displayed equations: what stands beside a number in brackets at the right edge of the column."""
    rows: set[int] = set()
    for number in candidates:
        if not _EQUATION_NUMBER.match(number.line.text) or number.is_framed:
            continue
        if abs(number.column.right - number.line.box.right) > _EDGE_PT:
            continue
        rows |= {
            c.index
            for c in candidates
            if c.column == number.column
            and not c.is_framed
            and abs(c.line.baseline_pt - number.line.baseline_pt) < 1.2 * number.line.size_pt
        }
    return rows


def _spread(prose: set[int], candidates: Sequence[_Candidate], page: PageContent, columns: Sequence[Column]) -> None:
    """Add the short lines of paragraphs: those that go on below or above prose at its edge and in its type."""
    grew = True
    while grew:
        grew = False
        for candidate in candidates:
            if candidate.index not in prose and any(_belongs(candidate, page.lines[j], columns) for j in prose):
                prose.add(candidate.index)
                grew = True


def _belongs(candidate: _Candidate, neighbour: Line, columns: Sequence[Column]) -> bool:
    line = candidate.line
    step = abs(neighbour.baseline_pt - line.baseline_pt)
    return (
        0.5 * neighbour.size_pt < step <= 1.55 * neighbour.size_pt
        and abs(neighbour.size_pt - line.size_pt) <= 0.3
        and -4 <= candidate.indent_pt <= 25
        and candidate.column == column_of(neighbour, columns)
    )
