"""Where a table ends: ruled tables say so themselves."""

from collections.abc import Sequence

from adapters.pdf.boxes import around, height, overlap_upright, width
from adapters.pdf.frames import joined_rules
from adapters.pdf.page_content import ObjectKind
from adapters.pdf.scene import Item
from adapters.pdf.sides import Side, distance, far_distance
from bot.model import Box

_MIN_RULE_PT = 30.0
_SAME_ENDS_PT = 6.0
_NOTE_GAP_PT = 8.0  # between the last rule and the notes under it
_NEXT_TABLE_PT = 24.0  # between tables under one caption
_ROW_PT = 25.0  # the colour behind a row is not higher


def up_to_last_rule(items: Sequence[Item], caption: Box, side: Side) -> list[Item]:
    """The items up to the last rule of the table, with notes that follow close to it.

    What follows further on is another's. Fewer than two rules say nothing: then all stay.
    """
    pieces = [item.box for item in items if item.kind is ObjectKind.RULE_ACROSS]
    rules = [rule for rule in joined_rules(pieces) if width(rule) > _MIN_RULE_PT]
    if len(rules) < 2:
        return list(items)
    rules.sort(key=lambda rule: distance(rule, caption, side))
    end = _end_of_rules(rules, [item.box for item in items if item.is_graphic], caption, side)
    kept = []
    for item in sorted(items, key=lambda item: distance(item.box, caption, side)):
        beyond = distance(item.box, caption, side) - end
        if beyond <= 0:
            kept.append(item)
        elif item.kind is None and beyond < _NOTE_GAP_PT:
            kept.append(item)
            end = max(end, far_distance(item.box, caption, side))
    return kept


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


def have_same_ends(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) < _SAME_ENDS_PT and abs(one.right - other.right) < _SAME_ENDS_PT
