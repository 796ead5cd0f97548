"""How far a caption goes: from its first line down to where a table, a figure or the text begins."""

from collections.abc import Sequence
from itertools import pairwise

from adapters.pdf.page.boxes import height, overlap_across
from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import ObjectKind, PageContent
from adapters.pdf.structure.columns import Column, column_of
from adapters.pdf.structure.layout import is_prose

_SAME_SIZE_PT = 0.45
_SAME_EDGE_PT = 2.5
_GAP_EM = 2.2  # between words of a badly justified line; cells of a table stand further apart, or in more than one row
_SPACED_GAP_EM = 4.0  # between a label and its words, in a first line that is spaced out to the edge
_WORD_GAP_EM = 0.3  # cells stand further apart
_OVERLAP_EM = 0.8  # of words on one line, where one stands over a sign of the other
_SMALL = 0.5  # of the size of the text: the type of fractions is not smaller
_SAME_BASELINE_PT = 1.5
_UNEVEN_EM = 3.0  # that the halves of a caption differ in height at most
_RAGGED = 0.12  # of the width: text that is not justified breaks that early
_HEAD_PT = 70.0  # the coloured ground of a table's head is not higher
_MIN_SPACES = 3  # of a line of text
_MAX_ROWS = 40
_MAX_HANG_PT = 90.0


def caption_lines(
    page: PageContent, first: int, barred: frozenset[int], column: Column, *, is_bare_label: bool
) -> tuple[int, ...]:
    """The indices of a caption's lines.

    Args:
        first: Index of the line that its label opens.
        column: Of that line.
        barred: Lines that no caption goes on into: other captions, furniture.
        is_bare_label: The label stands alone on its line, as IEEE's tables have it; the words follow below, often in
            another size.
    """
    rows = [_row_of(page, first, barred, column)]
    if is_bare_label and len(rows[0]) == 1:
        rows = [_row_of(page, first, barred, column, gap_em=_SPACED_GAP_EM)]
    while len(rows) < _MAX_ROWS:
        following = _next_row(page, rows, barred, column, loosely=is_bare_label and len(rows) == 1)
        if not following:
            break
        rows.append(following)
    return tuple(index for row in rows for index in row)


def second_half(
    page: PageContent, caption: Sequence[int], barred: frozenset[int], columns: Sequence[Column]
) -> tuple[int, ...]:
    """The lines of the next column that a caption goes on in, at its own height; none if it does not.

    Some journals set the caption of a wide figure in two columns under it. The second begins where the first does, with
    nothing above it, in the same type, and ends where the first ends; text of the next column does not.
    """
    lines = [page.lines[i] for i in caption]
    first = lines[0]
    home = next((k for k, column in enumerate(columns[:-1]) if column_of(first, columns) == column), None)
    if home is None or len(lines) < 2:
        return ()
    column = columns[home + 1]
    fonts = {line.font for line in lines}
    for i, line in enumerate(page.lines):
        if (
            i not in barred
            and abs(line.baseline_pt - first.baseline_pt) < _SAME_BASELINE_PT
            and abs(line.size_pt - first.size_pt) <= _SAME_SIZE_PT
            and line.font in fonts
            and abs(line.box.left - column.left) < _SAME_EDGE_PT
            and line.text.count(" ") >= _MIN_SPACES
            and not _has_text_above(line, page)
        ):
            half = caption_lines(page, i, barred, column, is_bare_label=False)
            ends = page.lines[half[-1]].baseline_pt - lines[-1].baseline_pt
            return half if abs(ends) < _UNEVEN_EM * first.size_pt else ()
    return ()


def _has_text_above(line: Line, page: PageContent) -> bool:
    return any(
        0.5 * line.size_pt < other.baseline_pt - line.baseline_pt < 1.7 * line.size_pt
        and overlap_across(other.box, line.box) > 0
        and abs(other.size_pt - line.size_pt) <= _SAME_SIZE_PT
        for other in page.lines
    )


def _next_row(
    page: PageContent, rows: Sequence[Sequence[int]], barred: frozenset[int], column: Column, *, loosely: bool
) -> list[int]:
    """The row that carries the caption on, or nothing at its end."""
    lines = [_Row([page.lines[i] for i in row]) for row in rows]
    last = lines[-1]
    known = {i for row in rows for i in row}
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    step_limit = (2.4 if loosely else 1.6) * max(line.size_pt for line in lines)
    below = [
        i
        for i, line in enumerate(page.lines)
        if i not in known
        and not line.is_rotated
        and any(char.isalnum() for char in line.text)  # the sign of a root stands between rows
        and 0.5 * last.size_pt < last.baseline_pt - line.baseline_pt <= step_limit
        and line.box.left < right
        and line.box.right > left
        and abs(line.size_pt - last.size_pt) <= (0.3 * last.size_pt if loosely else _SAME_SIZE_PT)
    ]
    if not below:
        return []
    top = max(page.lines[i].baseline_pt for i in below)
    candidates = [i for i in below if top - page.lines[i].baseline_pt < 0.3 * last.size_pt]
    nearest = min(candidates, key=lambda i: abs(page.lines[i].box.left - left))
    if nearest in barred:
        return []
    row_indices = _row_of(page, nearest, barred, column)
    row = _Row([page.lines[i] for i in row_indices])
    if _has_row_mates(row, row_indices, page, left, right) or _rule_between(last, row, page):
        return []
    if _enters_colour(lines[0], row, page):
        return []
    if loosely:
        return row_indices
    steps = [above.baseline_pt - below.baseline_pt for above, below in pairwise(lines)]
    if steps and last.baseline_pt - row.baseline_pt > 1.2 * steps[0] + 0.5:
        return []
    if len(row_indices) > 1 and not _is_one_line(row, right):
        return []
    return row_indices if not _ended(lines, row) and _is_aligned(lines, row) else []


class _Row:
    """Lines that stand side by side and were one line, parted by wide spaces."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.longest = max(lines, key=lambda line: len(line.text))
        self.left = min(line.box.left for line in lines)
        self.right = max(line.box.right for line in lines)
        self.baseline_pt = self.longest.baseline_pt
        self.size_pt = self.longest.size_pt
        self.text = " ".join(line.text for line in lines)
        self.is_close = all(b.box.left - a.box.right < _WORD_GAP_EM * self.size_pt for a, b in pairwise(lines))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def _row_of(
    page: PageContent, index: int, barred: frozenset[int], column: Column, *, gap_em: float = _GAP_EM
) -> list[int]:
    """The line and what follows to its right in its column, on the same baseline, as if it were one line."""
    row = [index]
    line = page.lines[index]
    while True:
        reach = gap_em * line.size_pt
        right_of = [
            i
            for i, other in enumerate(page.lines)
            if i not in row
            and i not in barred
            and abs(other.baseline_pt - line.baseline_pt) < 0.15 * line.size_pt
            and abs(other.size_pt - line.size_pt) <= _SAME_SIZE_PT
            and (other.box.left < column.right + _SAME_EDGE_PT or line.box.right > column.right + _SAME_EDGE_PT)
            and -_OVERLAP_EM * line.size_pt < other.box.left - line.box.right
            and other.box.right > line.box.right
        ]
        if not right_of:
            return row
        nearest = min(right_of, key=lambda i: page.lines[i].box.left)
        other = page.lines[nearest]
        fraction = _small_between(line, other, page)
        if other.box.left - max([line.box.right, *(page.lines[i].box.right for i in fraction)]) > reach:
            return row
        row += [*(i for i in fraction if i not in row), nearest]
        line = other


def _small_between(line: Line, following: Line, page: PageContent) -> list[int]:
    """The pieces of a fraction between two pieces of a line: small type at their height, from one to the other."""
    return [
        i
        for i, other in enumerate(page.lines)
        if _SMALL * line.size_pt < other.size_pt < line.size_pt - _SAME_SIZE_PT
        and line.box.right - _SAME_EDGE_PT < other.box.left
        and other.box.right < following.box.left + _SAME_EDGE_PT
        and other.box.left - line.box.right < _GAP_EM * line.size_pt
        and abs(other.baseline_pt - line.baseline_pt) < 0.8 * line.size_pt
    ]


def _has_row_mates(row: _Row, indices: Sequence[int], page: PageContent, left: float, right: float) -> bool:
    """Other text beside the row, within or near the caption's edges: then it is a row of a table.

    Text that lies over the row is none: it belongs to a figure and is clipped away.
    """
    return any(
        i not in indices
        and abs(other.baseline_pt - row.baseline_pt) < 0.3 * row.size_pt
        and abs(other.size_pt - row.size_pt) <= _SAME_SIZE_PT
        and other.box.right > left - 5
        and other.box.left < right + 5
        and (other.box.left > row.right - 2 or other.box.right < row.left + 2)
        for i, other in enumerate(page.lines)
    )


def _rule_between(above: _Row, below: _Row, page: PageContent) -> bool:
    return any(
        item.kind is ObjectKind.RULE_ACROSS
        and below.baseline_pt + 0.35 * below.size_pt < item.box.bottom < above.baseline_pt
        and overlap_across(item.box, below.longest.box) > 0.5 * below.width
        for item in page.objects
    )


def _is_one_line(row: _Row, right: float) -> bool:
    """Whether pieces side by side are a line of text with wide gaps, as signs without a glyph leave them: not cells."""
    if row.is_close:
        return True
    if not is_prose(row.longest):
        return False
    return row.right > right - _SAME_EDGE_PT or (row.text.endswith(".") and row.longest.text.count(" ") > _MIN_SPACES)


def _enters_colour(first: _Row, row: _Row, page: PageContent) -> bool:
    """Whether the row stands on a coloured ground that the caption began outside of: the head of a table."""
    return any(
        item.kind is ObjectKind.PATH
        and height(item.box) <= _HEAD_PT
        and item.box.left <= row.left + 1
        and item.box.right >= row.right - 1
        and item.box.bottom <= row.baseline_pt
        and row.baseline_pt + 0.5 * row.size_pt < item.box.top < first.baseline_pt
        for item in page.objects
    )


def _ended(rows: Sequence[_Row], following: _Row) -> bool:
    """Whether the paragraph ended on its last row: the first word of the next would still have fitted there."""
    last = rows[-1]
    if last.text.endswith(BREAK_HYPHEN):
        return False
    words = following.text.split()
    advance = following.width / max(len(following.text), 1)
    first_word = advance * (len(words[0]) + 1) if words else 0.0
    everything = (*rows, following)
    room_at_right = max(row.right for row in everything) - last.right
    room_if_centred = max(row.width for row in everything) - last.width
    widest = max(row.width for row in everything)
    return min(room_at_right, room_if_centred) > first_word + max(2.0, _RAGGED * widest)


def _is_aligned(rows: Sequence[_Row], following: _Row) -> bool:
    """At the left edge of the caption, hanging from it, or centred under it."""
    if len(rows) > 1:
        is_at_edge = abs(following.left - min(row.left for row in rows[1:])) < _SAME_EDGE_PT
    else:
        is_at_edge = (
            -30 < following.left - rows[0].left < _MAX_HANG_PT
        )  # the first may be indented, the others may hang
    centre = (min(row.left for row in rows) + max(row.right for row in rows)) / 2
    return is_at_edge or abs(following.centre - centre) < 4
