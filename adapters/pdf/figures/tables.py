"""Where a table ends: ruled tables say so themselves."""

from collections.abc import Sequence

from adapters.pdf.figures.frames import have_same_ends, joined_rules
from adapters.pdf.figures.scene import Item
from adapters.pdf.figures.sides import Side, distance, far_distance
from adapters.pdf.page.boxes import around, centre, height, overlap_upright, share_inside, width
from adapters.pdf.page.page_content import ObjectKind
from bot.model import Box

_MIN_RULE_PT = 30.0
_SAME_ENDS_PT = 6.0
_NOTE_GAP_PT = 8.0  # between the last rule and the notes under it
_HEAD_ROW_PT = 14.0  # between the last rule, read upwards, and a head without a rule over it
_HEAD_ONLY_PT = 26.0  # between rules over and under a head: the rows follow, without a rule at their end
_ROW_GAP_PT = 14.0  # between these
_HIGH_HEAD_PT = 48.0  # of two or three lines
_WIDE_ROW_GAP_PT = 24.0  # between rows whose cells stand in line
_IN_LINE_PT = 1.5
_CELLS_IN_LINE = 2
_LINES_OF_CELL = 3  # that stand over the others of its row
_LINE_GAP_PT = 6.0  # between the lines of a cell
_ROW_PARTS = frozenset({None, ObjectKind.RULE_UPRIGHT})
_NOTES_GO_ON_PT = 20.0  # to other text: nearer, and it is more of the notes
_NEXT_TABLE_PT = 24.0  # between tables under one caption
_ROW_PT = 25.0  # the colour behind a row is not higher
_HEAD_PT = 70.0  # nor that behind a head of several rows
_MIN_STRIPES = 3


def up_to_last_rule(items: Sequence[Item], caption: Box, side: Side, *, band_end_pt: float) -> list[Item]:
    """The items up to the last rule of the table, with notes that follow close to it.

    What follows further on is another's. Fewer than two rules say nothing: then all stay. Notes that go on in what was
    taken for running text are left out as a whole.

    Args:
        band_end_pt: How far from the caption the free space reaches.
    """
    pieces = [item.box for item in items if item.kind is ObjectKind.RULE_ACROSS]
    rules = [rule for rule in joined_rules(pieces) if width(rule) > _MIN_RULE_PT]
    if len(rules) < 2:
        return list(items)
    stripes = _stripes(items, rules)
    rules += stripes
    rules.sort(key=lambda rule: distance(rule, caption, side))
    graphics = [
        item.box
        for item in items
        if item.is_graphic and not any(share_inside(item.box, stripe) > 0.99 for stripe in stripes)
    ]
    last_rule = _end_of_rules(rules, graphics, caption, side)
    gap = _NOTE_GAP_PT if side is Side.BELOW else _HEAD_ROW_PT
    kept, end = _connected(items, caption, side, last_rule, gap)
    notes = [item for item in kept if distance(item.box, caption, side) > last_rule]
    if last_rule - distance(rules[0], caption, side) < _HEAD_ONLY_PT and _have_cells(notes):
        kept, end = _connected(items, caption, side, last_rule, _ROW_GAP_PT)
        notes = [item for item in kept if distance(item.box, caption, side) > last_rule]
    if last_rule - distance(rules[0], caption, side) < _HIGH_HEAD_PT and _have_cells(notes):
        rows, end = _rows_in_line(items, notes, caption, side, end)
        kept, notes = kept + rows, notes + rows
    known = set(map(id, kept))
    left_over = [distance(item.box, caption, side) for item in items if item.kind is None and id(item) not in known]
    next_text = min([band_end_pt, *(reach for reach in left_over if reach > last_rule)])
    # Over a table that is read upwards stands its head, not notes.
    if side is Side.BELOW and notes and next_text - end < _NOTES_GO_ON_PT and not _have_cells(notes):
        return [item for item in kept if item not in notes]
    return kept


def _connected(
    items: Sequence[Item], caption: Box, side: Side, last_rule: float, gap_pt: float
) -> tuple[list[Item], float]:
    """What stands up to the last rule, and beyond it no further apart than `gap_pt`; how far that reaches."""
    kept, end = list[Item](), last_rule
    for item in sorted(items, key=lambda item: distance(item.box, caption, side)):
        beyond = distance(item.box, caption, side) - end
        if beyond <= 0:
            kept.append(item)
        elif item.kind in _ROW_PARTS and beyond < gap_pt:
            kept.append(item)
            end = max(end, far_distance(item.box, caption, side))
    return kept, end


def _rows_in_line(
    items: Sequence[Item], above: Sequence[Item], caption: Box, side: Side, end: float
) -> tuple[list[Item], float]:
    """The rows that go on behind the first one under a head, further apart than others: their cells stand in line."""
    rows, pending = list[Item](), list[Item]()
    reach = end
    cells = [item.box for item in above if item.kind is None]
    left = [item for item in items if item.kind is None and distance(item.box, caption, side) >= end - 1]
    left.sort(key=lambda item: distance(item.box, caption, side))
    while left and distance(left[0].box, caption, side) - reach < _WIDE_ROW_GAP_PT:
        line = list[Item]()
        while left and (not line or distance(left[0].box, caption, side) < reach):
            line.append(left.pop(0))
            reach = max(reach, far_distance(line[-1].box, caption, side))
        in_line = sum(any(_are_in_line(item.box, cell) for cell in cells) for item in line)
        if in_line >= _CELLS_IN_LINE:
            rows, pending, end = rows + pending + line, [], reach
        elif in_line and not pending and distance(line[0].box, caption, side) - end < _LINE_GAP_PT:
            rows, end = rows + line, reach  # the last line of a cell
        elif in_line and len(pending) < _LINES_OF_CELL:
            pending += line
        else:
            break
    return rows, end


def _are_in_line(one: Box, other: Box) -> bool:
    return min(abs(one.left - other.left), abs(one.right - other.right), abs(centre(one) - centre(other))) < _IN_LINE_PT


def _have_cells(items: Sequence[Item]) -> bool:
    """Whether some stand side by side, as in the rows of a table and not in its notes."""
    return any(
        overlap_upright(one.box, other.box) > 0.5 * height(one.box)
        for i, one in enumerate(items)
        for other in items[:i]
    )


def _stripes(items: Sequence[Item], rules: Sequence[Box]) -> list[Box]:
    """The colours behind rows that go from end to end of the rules: some tables have them in place of more rules.

    That behind the head can be higher than those behind rows.
    """
    cells = [item.box for item in items if item.kind is ObjectKind.PATH and height(item.box) <= _HEAD_PT]
    grounds = [box for box in _side_by_side(cells) if any(have_same_ends(box, rule) for rule in rules)]
    rows = [box for box in grounds if height(box) <= _ROW_PT]
    return grounds if len(rows) >= _MIN_STRIPES and len(grounds) - len(rows) <= len(rows) / 2 else []


def _side_by_side(cells: Sequence[Box]) -> list[Box]:
    """The same colours, those of cells that touch in a row made one."""
    rows: list[Box] = []
    for cell in sorted(cells, key=lambda box: (-round(box.top), box.left)):
        last = rows[-1] if rows else None
        if last and abs(last.top - cell.top) < 1 and abs(last.bottom - cell.bottom) < 1 and cell.left - last.right < 2:
            rows[-1] = around(last, cell)
        else:
            rows.append(cell)
    return rows


def _end_of_rules(rules: Sequence[Box], graphics: Sequence[Box], caption: Box, side: Side) -> float:
    """How far from the caption the rules go that draw the table; a second one may follow close to the first."""
    end = 0.0
    left = list(rules)
    while left:
        first = left[0]
        alike = [rule for rule in left if have_same_ends(rule, first)]
        if end:
            is_part = first.left > rules[0].left - _SAME_ENDS_PT and first.right < rules[0].right + _SAME_ENDS_PT
            is_far = distance(first, caption, side) - end > _NEXT_TABLE_PT
            if is_far or (len(alike) < 2 and not is_part) or _is_plot(around(*alike), graphics):
                break
        end = max(end, *(far_distance(rule, caption, side) for rule in alike))
        left = [rule for rule in left if far_distance(rule, caption, side) > end]
    return end


def _is_plot(rules: Box, graphics: Sequence[Box]) -> bool:
    """Whether rules are axes: graphics stand between them that are more than the colour behind a row."""
    return any(overlap_upright(graphic, rules) > 4 and height(graphic) > _ROW_PT for graphic in graphics)
