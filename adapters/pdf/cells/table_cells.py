"""The rows and columns of tables, for those whose structure is sure.

A cell in the wrong place is worse than none: what cannot be put into one row and one column makes the whole table
give none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from adapters.pdf.cells.table_bands import Bands, are_beside, bands_of, table_rules, table_walls
from adapters.pdf.cells.table_body import body_rows
from adapters.pdf.cells.table_heads import head_rows
from adapters.pdf.cells.table_lines import TextLine, columns_of, joined, text_lines, told_apart
from adapters.pdf.cells.table_values import is_blank, is_numeric
from adapters.pdf.cells.table_words import Word
from adapters.pdf.page.boxes import centre, grown, middle
from adapters.pdf.page.characters import BREAK_HYPHEN, UNREADABLE
from adapters.pdf.page.page_content import PageContent, PageObject
from bot.model import Box, Figure, FigureKind, TableCells

_MAX_WORDS = 4000
_MIN_ROWS = 2
_MAX_ROTATED = 0.1
_MAX_HEAD_LINES = 8
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
# What the mathematical fonts of some publishers give for −, ( and ): their numbers have lost signs and points.
_SPOILT = re.compile(r"[¼ðÞ]|\d:\d{3,}")
_TWO_NUMBERS = re.compile(r"[\d%)⁎*†‡]\s+[-−–+]?\d+(?:[.,]\d+)?%?(?:\s|$)")
_MANY_NUMBERS = 0.4  # of the pieces
_SOME_NUMBERS = 0.1  # of the cells
_FULL = 0.85  # of the cells of a table of words: emptier ones have wrapped lines and lists that look like rows
_PART_OF_NUMBER = re.compile(r"^(?:±|\+/-|\+-)")
_SIGN = re.compile(r"^(?:\.{2,3}|…|\+/-|[±×/:]|to)$")
_MOST = 0.7


def with_cells(
    figures: Iterable[Figure], pages: Sequence[PageContent], words_on: Callable[[PageContent], list[Word]]
) -> tuple[Figure, ...]:
    """The figures, those that are tables with their cells where they are sure.

    Args:
        words_on: Reads the words of a page; asked once for each page that has a sure table.
    """
    by_number = {page.number: page for page in pages}

    @cache
    def words_of(number: int) -> list[Word]:
        return words_on(by_number[number])

    return tuple(
        replace(figure, cells=table_cells(figure.box, words_of(figure.page), by_number[figure.page].objects))
        if figure.kind is FigureKind.TABLE and figure.is_sure
        else figure
        for figure in figures
    )


def table_cells(box: Box, words: Sequence[Word], objects: Sequence[PageObject]) -> TableCells | None:
    """The cells of the table in `box`, or None where they are not sure."""
    around_it = grown(box, 1.0)
    inside = [
        word
        for word in words
        if around_it.left <= centre(word.box) <= around_it.right
        and around_it.bottom <= middle(word.box) <= around_it.top
    ]
    upright = [word for word in inside if not word.is_rotated]
    if not upright or len(inside) > _MAX_WORDS or len(upright) < (1 - _MAX_ROTATED) * len(inside):
        return None
    em = _usual_size(upright)
    rules = table_rules(box, objects)
    if are_beside(rules):
        return None
    walls = table_walls(box, objects)
    return _cells(bands_of(text_lines(upright, em, walls), rules, em), em, walls)


def _usual_size(words: Sequence[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size_pt, 1)] += len(word.text)
    return sizes.most_common(1)[0][0]


def _cells(bands: Bands, em: float, walls: Sequence[float]) -> TableCells | None:
    head, body = _parted(bands)
    body_lines = [line for band in body for line in band]
    columns = told_apart(columns_of(body_lines, em, walls), head, body_lines, em, walls)
    if len(columns) < 2:
        return None
    rows = body_rows(body, columns, em)
    if not rows:
        return None
    heads = head_rows(head, columns, bands.part_rules, em) if head else []
    if heads is None:
        return None
    grid = [*heads, *([row.cells.get(i, "") for i in range(len(columns))] for row in rows)]
    grid, n_heads = _with_whole_labels(_with_whole_numbers(_without_notes(grid)), len(heads)), len(heads)
    has_boxes = any(rule.top < body_lines[0].baseline_pt for rule in bands.part_rules)
    if _has_doubt(grid, n_heads, has_groups=any(len(band) > 1 for band in body), has_boxes=has_boxes):
        return None
    return TableCells(tuple(tuple(row) for row in grid), n_heads)


def _parted(bands: Bands) -> tuple[Sequence[TextLine], Sequence[Sequence[TextLine]]]:
    """(the lines of the head, the bands of the body)."""
    first, *others = bands.lines or ((),)
    is_title = len(first) == 1 and len(first[0].segments) == 1
    if is_title and len(others) > 1 and not _looks_like_body(others[0], others[1:], bands.part_rules):
        first, *others = (*first, *others[0]), *others[1:]
    if others and len(first) <= _MAX_HEAD_LINES and not _looks_like_body(first, others, bands.part_rules):
        more = _further_heads(others)
        return [*first, *(line for band in others[:more] for line in band)], others[more:]
    if others:
        return (), bands.lines
    for n, line in enumerate(first):
        if n and any(is_numeric(segment.text) for segment in line.segments[1:]):
            return first[:n], [first[n:]]
        if any(is_numeric(segment.text) for segment in line.segments):
            break
    return (), bands.lines


def _further_heads(bands: Sequence[Sequence[TextLine]]) -> int:
    """How many of the bands under the first go on with its heads: single lines of words over rows of numbers."""
    count = 0
    while count + 1 < len(bands) and len(bands[count]) == 1 and len(bands[count][0].segments) > 1:
        rest = [line for band in bands[count + 1 :] for line in band]
        if any(is_numeric(piece.text) or is_blank(piece.text) for piece in bands[count][0].segments):
            break
        if _numeric_share(rest) <= _MANY_NUMBERS:
            break
        count += 1
    return count


def _looks_like_body(
    first: Sequence[TextLine], others: Sequence[Sequence[TextLine]], part_rules: Sequence[Box]
) -> bool:
    """Whether the uppermost band has numbers as the bands below it have them: groups of rows, no head."""
    if _numeric_share(first) <= _MANY_NUMBERS:
        return False
    if len(first) == 1:
        return all(len(band) == 1 for band in others)
    is_spanned = len(first[0].segments) < len(first[-1].segments) or any(
        first[-1].baseline_pt < rule.top < first[0].baseline_pt for rule in part_rules
    )
    return _numeric_share(first[:1]) > _MANY_NUMBERS or not is_spanned


def _numeric_share(lines: Sequence[TextLine]) -> float:
    texts = [segment.text for line in lines for segment in line.segments[1:]]
    return sum(map(is_numeric, texts)) / len(texts) if texts else 0.0


def _without_notes(grid: list[list[str]]) -> list[list[str]]:
    """The rows without headings at the end: nothing stands under them, they are notes."""
    while grid and not any(grid[-1][1:]):
        grid = grid[:-1]
    return grid


def _with_whole_labels(grid: list[list[str]], heads: int) -> list[list[str]]:
    """The rows; a label that goes on beside the next row, as its open bracket shows, is put whole to both."""
    for upper, lower in pairwise(grid[heads:]):
        is_open = upper[0].count("(") > upper[0].count(")")
        if is_open and lower[0].count(")") > lower[0].count("("):
            upper[0] = lower[0] = joined(upper[0], lower[0])
    return grid


def _looks_like_head(row: Sequence[str]) -> bool:
    """Whether a row has words over its columns and no label, as a head has."""
    words = [cell for cell in row[1:] if cell and not is_numeric(cell) and not is_blank(cell)]
    return not row[0] and len(words) > 1 and len(words) == sum(map(bool, row))


def _with_whole_numbers(grid: list[list[str]]) -> list[list[str]]:
    """The rows, "± 0.2" put to the number before it and both ends of a range to the sign between them."""
    column = 1
    while grid and column < len(grid[0]):
        texts = [row[column] for row in grid if row[column]]
        if _mostly(_PART_OF_NUMBER, texts) or (_mostly(_SIGN, texts) and column + 1 < len(grid[0])):
            if _mostly(_SIGN, texts):
                _join_columns(grid, column + 1)
            _join_columns(grid, column)
        else:
            column += 1
    return grid


def _mostly(form: re.Pattern[str], texts: Sequence[str]) -> bool:
    return bool(texts) and sum(bool(form.match(text)) for text in texts) >= _MOST * len(texts)


def _join_columns(grid: list[list[str]], column: int) -> None:
    """Put a column into the one before it; a head that spans both stays as it is."""
    for row in grid:
        part = row.pop(column)
        row[column - 1] = row[column - 1] if part == row[column - 1] else joined(row[column - 1], part)


def _has_doubt(grid: Sequence[Sequence[str]], heads: int, *, has_groups: bool, has_boxes: bool) -> bool:
    """Whether what came out is no table as papers have them.

    Args:
        has_groups: There are rows without a rule between them.
        has_boxes: There are rules round single cells.
    """
    body = grid[heads:]
    cells = [cell for row in body for cell in row[1:] if cell]
    if len(grid[0]) < 2 or not cells or len(grid) < _MIN_ROWS:
        return True
    if sum(UNREADABLE in cell for cell in cells) > 0.1 * len(cells):
        return True
    is_head_again = any(row[1:] == head[1:] and any(row[1:]) for row in body for head in grid[:heads])
    if is_head_again or any(map(_looks_like_head, body[1:])):
        return True  # several tables under each other
    if any(cell.endswith(BREAK_HYPHEN) for row in body for cell in row):
        return True  # the sign of the number behind it, taken for a hyphen
    whole = [_THOUSANDS.sub("", cell) for row in body for cell in row]
    if any(_TWO_NUMBERS.search(cell) and is_numeric(cell.replace(" ", "")) for cell in whole):
        return True
    if sum(bool(_SPOILT.search(cell)) for row in grid for cell in row) > 1:
        return True
    is_of_words = sum(map(is_numeric, cells)) < _SOME_NUMBERS * len(cells)
    filled = sum(bool(cell) for row in body for cell in row)
    is_full = filled >= _FULL * len(body) * len(body[0])
    return is_of_words and has_groups and (has_boxes or not is_full)
