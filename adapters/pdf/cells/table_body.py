"""The rows of a table's body: lines put into columns, what was wrapped put together again."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from adapters.pdf.cells.table_labels import Row, with_spanning
from adapters.pdf.cells.table_lines import Segment, Span, TextLine, joined
from adapters.pdf.cells.table_values import is_blank, is_deviation, is_numeric

_ONE_ROW_EM = 0.8  # lines nearer than this are parts of one row: no two rows are set so tight
_REACH_PT = 1.0
_CELL_GAP_EM = 1.5  # between words of one cell; justified lines have wide spaces
_SPACE_EM = 0.75


def body_rows(bands: Sequence[Sequence[TextLine]], columns: Sequence[Span], em: float) -> list[Row] | None:
    """The rows from the top, or None where a cell cannot be put into one column."""
    rows: list[Row] = []
    for number, band in enumerate(bands):
        placed = [_placed(line, columns, number, em) for line in band]
        if any(row is None for row in placed):
            return None
        of_band: list[Row] = []
        for cluster in _clusters([row for row in placed if row is not None], em):
            of_cluster = _as_rows(cluster)
            if of_cluster is None:
                return None
            of_band += of_cluster
        rows += _with_rests(_with_label_around(of_band), columns)
    rows = _ruled_rows(_with_headings(rows))
    return None if any(_is_head_again(row, rows) for row in rows) else with_spanning(rows, em)


def _is_head_again(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row of words stands between two rules, in the middle of rows of numbers: heads for what is below."""
    is_alone = row.band > rows[0].band and [other for other in rows if other.band == row.band] == [row]
    is_of_words = len(row.cells) > 1 and not any(is_numeric(text) or is_blank(text) for text in row.cells.values())
    others = [text for other in rows if other is not row for column, text in other.cells.items() if column]
    return is_alone and is_of_words and 2 * sum(map(is_numeric, others)) > len(others)


def _with_label_around(rows: Sequence[Row]) -> list[Row]:
    """The rows between two rules; where only one has cells and label lines stand round it, they are one row."""
    full = [row for row in rows if set(row.cells) != {0}]
    if len(full) != 1 or rows[0] is full[0] or rows[-1] is full[0]:
        return list(rows)
    full[0].cells[0] = reduce(joined, [row.cells[0] for row in rows if 0 in row.cells])
    return full


def _with_rests(rows: Sequence[Row], columns: Sequence[Span]) -> list[Row]:
    """The rows, the wrapped rests of cells put to their beginnings."""
    whole: list[Row] = []
    for row in rows:
        if whole and _goes_on(whole[-1], row, columns):
            _append(whole[-1], row)
        else:
            whole.append(row)
    return whole


def _with_headings(rows: Sequence[Row]) -> list[Row]:
    """The rows; words alone in a line, over a column of numbers, are a heading and stand in no column."""
    for row in rows:
        if len(row.cells) == 1 and not row.is_floating and 0 not in row.cells:
            [(column, text)] = row.cells.items()
            others = [other.cells[column] for other in rows if column in other.cells and other is not row]
            is_of_numbers = 2 * sum(map(is_numeric, others)) > len(others)
            if is_of_numbers and not is_numeric(text) and not is_blank(text):
                row.cells, row.last = {0: text}, {0: row.last[column]}
                row.is_heading = True
    return list(rows)


def _ruled_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows, those between two rules made one in a table that has rules round every row.

    Such a table has one label between any two rules, and numbers in one line at most.
    """
    bands = [[row for row in rows if row.band == band] for band in sorted({row.band for row in rows})]
    is_ruled = len(bands) > 2 and all(sum(0 in row.cells for row in band) == 1 for band in bands)
    if not is_ruled or any(_has_two_numbers(band) for band in bands):
        return list(rows)
    whole = []
    for first, *others in bands:
        for row in others:
            _append(first, row)
        first.is_floating = False
        whole.append(first)
    return whole


def _has_two_numbers(rows: Sequence[Row]) -> bool:
    """Whether a column has a number in two of the rows."""
    columns = [column for row in rows for column, text in row.cells.items() if is_numeric(text)]
    return len(columns) > len(set(columns))


def _placed(line: TextLine, columns: Sequence[Span], band: int, em: float) -> Row | None:
    at = [_column_at(segment, columns) for segment in line.segments]
    if (len(at) == 1 and at[0] is None) or _is_running(line, at, em):
        piece = Segment(tuple(line.words))
        return Row({0: piece.text}, line.baseline_pt, line.baseline_pt, band, {0: piece}, is_heading=True)
    by_column: dict[int, list[Segment]] = {}
    for segment, column in zip(line.segments, at, strict=True):
        if column is None:
            return None
        before = by_column.setdefault(column, [])
        if column and before and segment.left - before[-1].right > _CELL_GAP_EM * em:
            return None  # a column that is several here
        before.append(segment)
    whole = {
        column: Segment(tuple(word for piece in pieces for word in piece.words)) for column, pieces in by_column.items()
    }
    cells = {column: segment.text for column, segment in whole.items()}
    return Row(cells, line.baseline_pt, line.baseline_pt, band, whole)


def _is_running(line: TextLine, at: Sequence[int | None], em: float) -> bool:
    """Whether a line is a sentence across columns that stand far apart: a note, the heading of a group."""
    gaps = [right.left - left.right for left, right in pairwise(line.segments)]
    if not gaps or max(gaps) > _SPACE_EM * em:
        return False
    if any(is_numeric(segment.text) for segment in line.segments[1:]):
        return False
    return len(line.words) > 2 * len(gaps) + 2 or None in at


def _column_at(segment: Segment, columns: Sequence[Span]) -> int | None:
    """The only column that a piece reaches into, or None."""
    for reach in (_REACH_PT, -_REACH_PT):
        hit = [
            i
            for i, span in enumerate(columns)
            if segment.left < span.right - reach and segment.right > span.left + reach
        ]
        if hit:
            return hit[0] if len(hit) == 1 else None
    return None


def _clusters(rows: Sequence[Row], em: float) -> list[list[Row]]:
    clusters: list[list[Row]] = []
    for row in rows:
        if clusters and clusters[-1][-1].bottom_pt - row.top_pt < _ONE_ROW_EM * em:
            clusters[-1].append(row)
        else:
            clusters.append([row])
    return clusters


def _as_rows(cluster: Sequence[Row]) -> list[Row] | None:
    """One row of lines that stand half a line apart: each column but one has one line there, centred on the others.

    Where several have more, the lines are rows and what stands between them labels both.
    """
    if len(cluster) == 1:
        return list(cluster)
    times: dict[int, int] = {}
    for row in cluster:
        for column in row.cells:
            times[column] = times.get(column, 0) + 1
    once = [column for column, n in times.items() if n == 1]
    twice = [column for column, n in times.items() if n > 1]
    numeric_twice = [column for column in twice if any(is_numeric(row.cells.get(column, "")) for row in cluster)]
    if not numeric_twice and len(twice) <= max(1, len(once)):
        whole = cluster[0]
        for row in cluster[1:]:
            _append(whole, row)
        return [whole]
    if not numeric_twice:
        return None  # several lines of words beside each other: one row or two
    floating = [row for row in cluster if set(row.cells) <= set(once) and not row.is_heading]
    kept = [row for row in cluster if row not in floating]
    if not floating or any(upper.bottom_pt - lower.top_pt < 0.5 for upper, lower in pairwise(kept)):
        return None
    for row in floating:
        row.is_floating = True
    return list(cluster)


def _goes_on(row: Row, below: Row, columns: Sequence[Span]) -> bool:
    """Whether `below` is the wrapped rest of cells of `row`: its first words had no room there."""
    is_row = not (row.is_heading or below.is_heading or row.is_floating or below.is_floating)
    if not is_row or not set(below.cells) < set(row.cells):
        return False
    if 0 not in below.cells and all(map(is_deviation, below.cells.values())):
        return not any(map(is_deviation, row.cells.values()))
    if any(is_numeric(text) or is_blank(text) for text in below.cells.values()):
        return False
    if any(is_numeric(row.cells[column]) for column in below.cells):
        return False
    for column, segment in below.last.items():
        room = columns[column].width - (row.last[column].right - row.last[column].left)
        first = segment.words[0]
        if room > first.box.right - first.box.left + 0.3 * first.size_pt:
            return False
    return True


def _append(row: Row, below: Row) -> None:
    for column, text in below.cells.items():
        row.cells[column] = joined(row.cells.get(column, ""), text)
        row.last[column] = below.last[column]
    row.bottom_pt = below.bottom_pt
