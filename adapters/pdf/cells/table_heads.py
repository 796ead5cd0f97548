"""The heads of a table's columns: which columns each piece of its head stands over."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from adapters.pdf.cells.table_lines import Segment, Span, TextLine, joined
from adapters.pdf.page.boxes import middle
from bot.model import Box

_UNDER_PT = 14.0  # a rule under a spanning head is no further below its letters
_COVERED = 0.5  # of a column, for a rule to stand over it
_CENTRE_EM = 0.5  # how far a spanning head may stand from the middle of its columns
_TOUCH_PT = 1.0
_WORD_GAP_EM = 1.5
_SPACE_EM = 0.8
_ALIGNED_EM = 0.5
_MAX_LABEL_COLUMNS = 3
_CLEARLY = 0.4  # of the next best: then the best way to share columns out is the one meant


@dataclass(frozen=True, slots=True)
class _Placed:
    """One piece of a head line and the columns it is the head of."""

    segment: Segment
    columns: range


def head_rows(
    lines: Sequence[TextLine], columns: Sequence[Span], part_rules: Sequence[Box], em: float
) -> list[list[str]] | None:
    """The rows of the head, each a text a column, or None where a piece cannot be put over its columns.

    Lines are one row unless a head in the upper one spans several columns.
    """
    rows: list[list[str]] = []
    is_spanning_above = False
    for number, line in enumerate(lines):
        placed = _placed(line, lines[number + 1 :], columns, part_rules, em)
        if placed is None:
            return None
        is_spanning = any(len(piece.columns) > 1 for piece in placed)
        if not rows or is_spanning != is_spanning_above or (is_spanning and not _is_wrapped(rows[-1], placed)):
            rows.append([""] * len(columns))
        for piece in placed:
            for column in piece.columns:
                rows[-1][column] = joined(rows[-1][column], piece.segment.text)
        is_spanning_above = is_spanning
    return rows


def _is_wrapped(row: Sequence[str], placed: Sequence[_Placed]) -> bool:
    """Whether a line of spanning heads goes on with the words of the one above: over the same columns."""
    return all(len({row[column] for column in piece.columns}) == 1 for piece in placed)


def _placed(
    line: TextLine, below: Sequence[TextLine], columns: Sequence[Span], part_rules: Sequence[Box], em: float
) -> list[_Placed] | None:
    over = _rules_under(line, below, part_rules)
    segments = _pieces(line, columns, over, em)
    ruled = [_over_rule(segment, segments, over, columns) for segment in segments]
    spans = [_touched(segment, columns) for segment in segments]
    if any(span is not None and len(span) > 1 for span in ruled):
        spans = [rule or span for rule, span in zip(ruled, spans, strict=True)]
    elif any(len(span) != 1 for span in spans) or (below and len(spans) < len(columns) - 1):
        spans = _shared_out(segments, columns, em) or spans
    placed = [_Placed(segment, span) for segment, span in zip(segments, spans, strict=True)]
    if any(len(piece.columns) == 0 for piece in placed):
        return None
    if any(right.columns.start < left.columns.stop for left, right in pairwise(placed)):
        return None
    is_free = [rule is None and len(piece.columns) > 1 for piece, rule in zip(placed, ruled, strict=True)]
    if any(free and not _is_told(number, placed, columns, em) for number, free in enumerate(is_free)):
        return None
    return placed


def _is_told(number: int, placed: Sequence[_Placed], columns: Sequence[Span], em: float) -> bool:
    """Whether a head without a rule is centred over its columns, and not as well over more of them."""
    piece = placed[number]
    first = placed[number - 1].columns.stop if number else 0
    last = placed[number + 1].columns.start if number + 1 < len(placed) else len(columns)
    wider = (
        range(start, stop)
        for start in range(first, piece.columns.start + 1)
        for stop in range(piece.columns.stop, last + 1)
    )
    fitting = [span for span in wider if _off_centre(piece.segment, span, columns) < _CENTRE_EM * em]
    return fitting == [piece.columns]


def _pieces(line: TextLine, columns: Sequence[Span], rules: Sequence[Box], em: float) -> list[Segment]:
    """The pieces of a head line; what stands over one column or one rule is one, though its words stand apart."""
    pieces = list(line.segments)
    while True:
        near = [
            (right.left - left.right, n)
            for n, (left, right) in enumerate(pairwise(pieces))
            if right.left - left.right < _WORD_GAP_EM * em and _belong_together(left, right, columns, rules, em)
        ]
        if not near:
            return pieces
        _, n = min(near)
        pieces[n : n + 2] = [_one(pieces[n], pieces[n + 1])]


def _one(left: Segment, right: Segment) -> Segment:
    return Segment((*left.words, *right.words))


def _belong_together(left: Segment, right: Segment, columns: Sequence[Span], rules: Sequence[Box], em: float) -> bool:
    touched = {*_touched(left, columns), *_touched(right, columns)}
    if len(touched) == 1:
        return True
    is_near = right.left - left.right < _SPACE_EM * em
    if is_near and any(_is_over(left, rule) and _is_over(right, rule) for rule in rules):
        return True
    # The words of a head over two columns can stand over one of them each, though not as a head of it would.
    is_stray = any(not _is_aligned(piece, columns, em) for piece in (left, right))
    whole = range(min(touched), max(touched) + 1) if touched else range(0)
    return is_near and is_stray and len(whole) > 1 and _off_centre(_one(left, right), whole, columns) < _CENTRE_EM * em


def _is_aligned(piece: Segment, columns: Sequence[Span], em: float) -> bool:
    """Whether a piece stands over one column as heads do: at its left edge, at its right edge, or in its middle."""
    touched = _touched(piece, columns)
    if len(touched) != 1:
        return False
    span = columns[touched[0]]
    offs = (piece.left - span.left, piece.right - span.right, piece.centre - (span.left + span.right) / 2)
    return min(map(abs, offs)) < _ALIGNED_EM * em


def _rules_under(line: TextLine, below: Sequence[TextLine], part_rules: Sequence[Box]) -> list[Box]:
    """The rules between a head line and the next; what stands under the last line parts rows of the body."""
    if not below:
        return []
    floor = max(other.baseline_pt for other in below)
    return [
        rule
        for rule in part_rules
        if floor - 1 < middle(rule) < line.baseline_pt + 1 and line.baseline_pt - middle(rule) < _UNDER_PT
    ]


def _is_over(segment: Segment, rule: Box) -> bool:
    return rule.left - _TOUCH_PT <= segment.centre <= rule.right + _TOUCH_PT


def _over_rule(
    segment: Segment, line: Sequence[Segment], rules: Sequence[Box], columns: Sequence[Span]
) -> range | None:
    """The columns of the rule right under a piece that has none of its neighbours over it; None if there is no such."""
    for rule in rules:
        if _is_over(segment, rule) and sum(_is_over(other, rule) for other in line) == 1:
            hit = [
                i
                for i, span in enumerate(columns)
                if min(span.right, rule.right) - max(span.left, rule.left) > _COVERED * span.width
            ]
            return range(hit[0], hit[-1] + 1) if hit else None
    return None


def _touched(segment: Segment, columns: Sequence[Span]) -> range:
    """The columns that a piece stands over; none where it is in a gap."""
    hit = [
        i
        for i, span in enumerate(columns)
        if segment.left < span.right - _TOUCH_PT and segment.right > span.left + _TOUCH_PT
    ]
    return range(hit[0], hit[-1] + 1) if hit else range(0)


def _shared_out(segments: Sequence[Segment], columns: Sequence[Span], em: float) -> list[range] | None:
    """How the columns from some one on go to the pieces, each centred over its own; None if that is not clear."""
    ways: list[tuple[float, list[range]]] = []

    def share(number: int, start: int, taken: list[range], worst: float) -> None:
        if number == len(segments):
            if start == len(columns) and any(len(span) > 1 for span in taken):
                ways.append((worst, taken))
            return
        for stop in range(start + 1, len(columns) + 1):
            off = _off_centre(segments[number], range(start, stop), columns)
            if off < _CENTRE_EM * em:
                share(number + 1, stop, [*taken, range(start, stop)], max(worst, off))

    for first in range(min(_MAX_LABEL_COLUMNS + 1, len(columns))):
        share(0, first, [], 0.0)
    ways.sort(key=lambda way: way[0])
    is_clear = len(ways) == 1 or (len(ways) > 1 and ways[0][0] < _CLEARLY * ways[1][0])
    return ways[0][1] if is_clear else None


def _off_centre(segment: Segment, span: range, columns: Sequence[Span]) -> float:
    """How far the middle of a piece is from the middle of its columns."""
    return abs((columns[span[0]].left + columns[span[-1]].right) / 2 - segment.centre)
