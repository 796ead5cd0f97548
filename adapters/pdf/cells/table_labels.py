"""Labels that stand for several rows of a table: beside the middle of them, or beside the first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from adapters.pdf.cells.table_lines import Segment
from adapters.pdf.cells.table_values import is_numeric

_CENTRE_EM = 0.35  # how far a label may stand from the middle of its rows
_TIE_EM = 0.2  # nearer to one label than to the next by less: it is not known whose row it is


@dataclass(slots=True)
class Row:
    """A row of cells while it is being read.

    Attributes:
        cells: Column -> text.
        last: Column -> the last line of the cell.
        band: Which band of rules it stands in.
        is_heading: One piece of text across the columns.
        is_floating: It stands between rows, as the label of several.
    """

    cells: dict[int, str]
    top_pt: float
    bottom_pt: float
    band: int
    last: dict[int, Segment] = field(default_factory=dict)
    is_heading: bool = False
    is_floating: bool = False

    @property
    def middle_pt(self) -> float:
        return (self.top_pt + self.bottom_pt) / 2


def with_spanning(rows: Sequence[Row], em: float) -> list[Row] | None:
    """The rows, each text that stands in the middle of several rows put into each of them.

    None where a text between rows has no rows that it is in the middle of.
    """
    kept = [row for row in rows if not row.is_floating]
    if _has_wrapped_labels(kept):
        return None
    columns = {column for row in rows if row.is_floating for column in row.cells}
    if any(0 not in row.cells for row in kept):
        columns.add(0)
    for column in columns:
        for band in {row.band for row in rows}:
            of_band = [row for row in kept if row.band == band and not row.is_heading]
            labels = [row for row in rows if row.band == band and column in row.cells and not row.is_heading]
            groups = _centred_groups(labels, [row for row in of_band if column not in row.cells], em)
            if groups is not None:
                for label, members in groups:
                    for row in members:
                        row.cells[column] = label.cells[column]
            elif any(row.is_floating for row in labels):
                return None
    _fill_down(kept)
    return kept


def _fill_down(rows: Sequence[Row]) -> None:
    """Put labels into the rows below them, where each group between rules begins with one and all rows have another."""
    usual = [row for row in rows if not row.is_heading]
    firsts = [row for n, row in enumerate(usual) if n == 0 or usual[n - 1].band != row.band]
    bare = [row for row in usual if 0 not in row.cells]
    if len(firsts) < 2 or any(0 not in row.cells for row in firsts):
        return
    is_grouped = all(
        1 in row.cells and not is_numeric(row.cells[1]) and any(map(is_numeric, row.cells.values())) for row in bare
    )
    if is_grouped:
        for above, row in pairwise(usual):
            if 0 not in row.cells:
                row.cells[0] = above.cells[0]


def _has_wrapped_labels(rows: Sequence[Row]) -> bool:
    """Whether labels of groups of rows go on beside the next row: then it is not sure what stands for what."""
    usual = [row for row in rows if not row.is_heading]
    if all(0 in row.cells for row in usual):
        return False
    pairs = [(a.cells[0], b.cells[0]) for a, b in pairwise(usual) if a.band == b.band and 0 in a.cells and 0 in b.cells]
    return any(lower[:1].islower() or lower[:1] in "([" or upper[-1:] in "+,-&/" for upper, lower in pairs if lower)


def _centred_groups(labels: Sequence[Row], bare: Sequence[Row], em: float) -> list[tuple[Row, list[Row]]] | None:
    """Each label with the bare rows nearest to it, if it stands in the middle of them; None if one does not."""
    members: list[list[Row]] = [[] for _ in labels]
    for row in bare:
        order = sorted(range(len(labels)), key=lambda i: abs(labels[i].middle_pt - row.middle_pt))
        if not order:
            return None
        if len(order) > 1:
            nearest, second = (abs(labels[i].middle_pt - row.middle_pt) for i in order[:2])
            if second - nearest < _TIE_EM * em:
                return None
        members[order[0]].append(row)
    for label, group in zip(labels, members, strict=True):
        everyone = group if label.is_floating else [*group, label]
        if not everyone:
            return None
        top, bottom = max(row.top_pt for row in everyone), min(row.bottom_pt for row in everyone)
        if abs((top + bottom) / 2 - label.middle_pt) > _CENTRE_EM * em:
            return None
    return list(zip(labels, members, strict=True))
