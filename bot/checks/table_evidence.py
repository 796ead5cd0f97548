"""Cells of a paper's tables as evidence: which a quote stands for, what each says, which carry a number.

A quote is a table's when it is its label or caption, or the text of rows of it, on the table's page. A caption stands
for all cells; the text of a row for the cells of that row. Tables without sure cells have none to give.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.checks.folding import fold
from bot.checks.number_likeness import Likeness, likeness
from bot.checks.number_reading import read_numbers
from bot.checks.written_number import Number
from bot.model import Evidence, Figure, Paper, TableCells

_MIN_PART_CHARS = 12  # folded; a shorter piece of a caption may stand anywhere
_OF_ROW = 0.5  # of a row's cells, that its quote has
_OF_QUOTE = 0.8  # of a quote's words, that are the table's
_UNIT_IN_HEAD = re.compile(r"[(\[]\s?(?:in\s|×\s?)?(?P<unit>%|[a-zA-Zµμ°$€/²³]{1,6})\s?[)\]]")
_UNIT_AT_END = re.compile(r"%$")
_NUMBER_ONLY = re.compile(r"^[-−–+<>≤≥~≈]?\s?\d[\d.,]*$")
_NAMELESS = re.compile(r"^[\W\d_]*$")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell, with what its row and its column are called.

    Attributes:
        table: The label of the table: "Table 2".
        page: Where the table stands.
        labels: What its row is called, the heading above it first; empty where it has no name.
        column: Its column's heads from the top; "" where it has none.
        value: Its own words.
        unit: What the head says its numbers are in, where the cell does not say so itself: "%", "ms"; or "".
    """

    table: str
    page: int
    labels: tuple[str, ...]
    column: str
    value: str
    unit: str = ""

    @property
    def row(self) -> str:
        """The labels as a finding names them: "Without pruning, ResNet-50"."""
        return ", ".join(self.labels)

    @property
    def text(self) -> str:
        """The value with the unit of its head: as a sentence would quote it."""
        return f"{self.value}{'' if len(self.unit) < 2 else ' '}{self.unit}"

    @property
    def place(self) -> str:
        """ "In Table 2, row ResNet-50, column top-1: 76.3", for a finding."""
        parts = [f"In {self.table}", *([f"row {self.row}"] if self.row else [])]
        return ", ".join([*parts, *([f"column {self.column}"] if self.column else [])]) + f": {self.value}"


def cells_quoted(evidence: Evidence, paper: Paper) -> tuple[TableCell, ...]:
    """The cells that count as evidence with a quote: none unless it is a table's own words, on that table's page."""
    found: list[TableCell] = []
    for table in paper.figures:
        if table.cells is None or table.page != evidence.page:
            continue
        if _is_caption(evidence.quote, table):
            found += table_cells(table)
        elif rows := set(_rows_quoted(evidence.quote, table.cells)):
            found += [cell for row, cell in _placed_cells(table) if row in rows]
    return tuple(found)


def carrying(claim: Number, cells: Iterable[TableCell]) -> list[TableCell]:
    """The cells that have the number as it is claimed, or its digits where the cell has no unit."""
    return [cell for cell in cells if any(likeness(claim, number) in _CARRIES for number in numbers_of(cell))]


_CARRIES = (Likeness.SAME, Likeness.BARE)


def numbers_of(cell: TableCell) -> tuple[Number, ...]:
    """The numbers of a cell, in the unit of its head."""
    return tuple(read_numbers(cell.text))


def table_cells(table: Figure) -> tuple[TableCell, ...]:
    """The cells of a table that say something about their row, row by row; labels and empty cells are none."""
    return tuple(cell for _, cell in _placed_cells(table))


def _placed_cells(table: Figure) -> tuple[tuple[int, TableCell], ...]:
    return tuple(_read_cells(table, table.cells)) if table.cells is not None else ()


def _read_cells(table: Figure, cells: TableCells) -> Iterator[tuple[int, TableCell]]:
    heads = [_once(row[column] for row in cells.rows[: cells.head_rows]) for column in range(len(cells.rows[0]))]
    labels = label_columns(cells)
    starts = _label_starts(heads, labels)
    group = ""
    for number, row in enumerate(cells.rows[cells.head_rows :], cells.head_rows):
        if row[0] and not any(row[1:]):
            group = row[0]
            continue
        for column in range(labels, len(row)):
            start = max(at for at in starts if at <= column)
            name = tuple(_once([group, *row[start : start + labels]]))
            if column >= start + labels and (value := row[column]):
                head = " ".join(heads[column])
                yield number, TableCell(table.label, table.page, name, head, value, _unit(value, heads[column]))


def _label_starts(heads: Sequence[Sequence[str]], labels: int) -> list[int]:
    """Where labels begin: a table that was folded to save height has its first head again further on."""
    again = (n for n in range(labels, len(heads)) if heads[0] and heads[n] == heads[0])
    return [0, *again]


def label_columns(cells: TableCells) -> int:
    """How many of the first columns say what a row is about: the first, and those behind it that hold words."""
    body = cells.rows[cells.head_rows :]
    last = len(cells.rows[0]) - 1
    count = 1
    while count < last and _holds_words([row[count] for row in body if any(row[1:])]):
        count += 1
    return count


def _holds_words(column: Sequence[str]) -> bool:
    words = sum(
        not _NAMELESS.match(cell) and not cell.strip("(<>~±-−–$€").startswith(tuple("0123456789")) for cell in column
    )
    return 2 * words > len(column)


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _unit(value: str, heads: Sequence[str]) -> str:
    if not _NUMBER_ONLY.match(value):
        return ""
    for head in reversed(heads):
        if named := _UNIT_IN_HEAD.search(head):
            return named["unit"]
        if _UNIT_AT_END.search(head):
            return "%"
    return ""


def _is_caption(quote: str, table: Figure) -> bool:
    """Whether a quote is the label, the caption, or a piece of them that is long enough to be told."""
    said, label = fold(quote), fold(table.label)
    whole = label + fold(table.caption)
    return said == label or (bool(whole) and whole in said) or (len(said) >= _MIN_PART_CHARS and said in whole)


def _rows_quoted(quote: str, cells: TableCells) -> Iterator[int]:
    """The rows whose text is in a quote that is the table's words and hardly anything else."""
    words = [word for word in map(fold, quote.split()) if word]
    known = {fold(word) for row in cells.rows for cell in row for word in cell.split()}
    if not words or sum(word in known for word in words) < _OF_QUOTE * len(words):
        return
    said, labels = "".join(words), label_columns(cells)
    for number, row in enumerate(cells.rows[cells.head_rows :], cells.head_rows):
        label = fold("".join(dict.fromkeys(row[:labels])))
        values = [value for cell in row[labels:] if cell and (value := fold(cell.split()[0]))]
        if label and label in said and values:
            has = sum(value in words for value in values)
            if has >= max(1.0, _OF_ROW * len(values)):
                yield number
