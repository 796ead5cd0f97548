"""What is drawn around captions: the frame of a figure with its caption, the rule over the caption of a table."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product

from adapters.pdf.figures.frames import have_same_ends, joined_rules, rules_across
from adapters.pdf.page.boxes import around, centre, grown, height, overlap_across, share_inside, width
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import RULES, ObjectKind, PageObject
from adapters.pdf.structure.columns import Column
from bot.model import Box

_CORNER_PT = 3.0  # between the ends of two sides that meet
_MIN_ROOM_PT = 30.0  # in a frame beside the caption, for a figure
_MAX_SIDES = 40  # more are a grid or hatching
_LINE_PT = 2.0
_ROUNDED_PT = 8.0  # how far a rounded corner reaches in
_CLEAR_PT = 4.0  # from the line of a frame to what it holds
_DRAWN = 0.45  # of a side, for it to be a line: half, where it lies between two points
_INSIDE = 0.99
_HOLLOW = 0.4  # of a strip along it, with ink: a colour behind everything has more
_SIGN_GAP_PT = 15.0
_HEADING_PT = 16.0  # between the heading of an algorithm and the rules that hold it
_ORNAMENT_PT = 80.0
_RULE_PT = 60.0  # shorter ones are the bars of fractions
_RULE_GAP_PT = 12.0  # between a caption and the rules that hold it

_ALGORITHM = re.compile(r"(?:Algorithm|ALGORITHM|Procedure|Listing)\s+\d")

ShareOf = Callable[[Box], float]


def frame_around(caption: Box, objects: Sequence[PageObject], ink_share: ShareOf) -> frozenset[PageObject]:
    """What draws the smallest frame that holds the caption of a figure, and the figure with it; nothing if none does.

    Args:
        ink_share: How much of a box is ink, 0-1.
    """
    found = [
        *((item,) for item in objects if _is_hollow_frame(item, caption, ink_share)),
        *_of_four_rules(caption, objects),
    ]
    return frozenset(min(found, key=lambda parts: height(frame_box(parts)), default=()))


def frame_box(parts: Iterable[PageObject]) -> Box:
    first, *others = (item.box for item in parts)
    return around(first, *others)


def without_frame(objects: Sequence[PageObject], parts: frozenset[PageObject]) -> list[PageObject]:
    """The objects without the frame; what a path draws inside of it stays, if it is all that is drawn there.

    Paths drawn one after another share one box: that of a frame can have the drawing in it too.
    """
    left = [item for item in objects if item not in parts]
    for path in (item for item in parts if item.kind not in RULES):
        inside = grown(path.box, -_CLEAR_PT)
        if not any(other.kind not in RULES and share_inside(other.box, path.box) > _INSIDE for other in left):
            left.append(PageObject(path.kind, inside))
    return left


def frame_lines(parts: frozenset[PageObject]) -> list[Box]:
    """Where the ink of a frame is."""
    if any(item.kind in RULES for item in parts):
        return [grown(item.box, 1.0) for item in parts]
    box = frame_box(parts)
    corners = [
        Box(x, y, x + _ROUNDED_PT, y + _ROUNDED_PT)
        for x, y in product((box.left, box.right - _ROUNDED_PT), (box.bottom, box.top - _ROUNDED_PT))
    ]
    return [grown(strip, 1.0) for strip in (*_sides(box, 0.0, _LINE_PT), *corners)]


def with_rule_over(caption: Box, objects: Sequence[PageObject], lines: Sequence[Box]) -> Box:
    """The caption of a table with the rule over it, where it stands between two: what is above ends at that rule.

    The rule is nearer to the caption than to the text over it; else it is the last one of a table there.
    """
    rules = joined_rules(rules_across(objects))
    below = [rule for rule in rules if 0 <= caption.bottom - rule.top < _RULE_GAP_PT]
    for over in rules:
        gap = over.bottom - caption.top
        if not 0 <= gap < _RULE_GAP_PT or not any(have_same_ends(over, rule) for rule in below):
            continue
        above = [box.bottom - over.top for box in lines if box.bottom > over.bottom and overlap_across(box, over) > 0]
        if min(above, default=gap + 1) > gap:
            return around(caption, over)
    return caption


def ornaments(
    objects: Sequence[PageObject], lines: Sequence[Line], columns: Sequence[Column]
) -> list[frozenset[PageObject]]:
    """Rules to the left and right of a lone sign in the middle of a page: what parts an abstract from the text."""
    middle = (columns[0].left + columns[-1].right) / 2
    across = [item for item in objects if item.kind is ObjectKind.RULE_ACROSS and width(item.box) > _ORNAMENT_PT]
    found: list[frozenset[PageObject]] = []
    for line in lines:
        sign = line.box
        if len(line.text) != 1 or line.text.isalnum() or line.is_rotated or abs(centre(sign) - middle) > _SIGN_GAP_PT:
            continue
        beside = [item for item in across if sign.bottom < item.box.bottom < sign.top]
        lefts = [item for item in beside if 0 < sign.left - item.box.right < _SIGN_GAP_PT]
        rights = [item for item in beside if 0 < item.box.left - sign.right < _SIGN_GAP_PT]
        found += [frozenset((left, right)) for left, right in product(lefts, rights) if _are_alike(left.box, right.box)]
    return found


def _are_alike(left: Box, right: Box) -> bool:
    return abs(left.bottom - right.bottom) < 1 and abs(width(left) - width(right)) < _CORNER_PT


def algorithms(objects: Sequence[PageObject], lines: Sequence[Line]) -> list[Box]:
    """Algorithms that stand between rules with a heading of their own ("Algorithm 1: ..."): no part of a figure."""
    rules = joined_rules(rules_across(objects))
    found = []
    for line in lines:
        if line.is_rotated or not _ALGORITHM.match(line.text):
            continue
        over = [rule for rule in rules if 0 < rule.bottom - line.baseline_pt < _HEADING_PT and _holds(rule, line.box)]
        under = [rule for rule in rules if rule.top < line.baseline_pt and over and have_same_ends(rule, over[0])]
        if len(under) > 1 and line.baseline_pt - under[0].top < _HEADING_PT:
            found.append(around(over[0], under[1]))
    return found


def _holds(rule: Box, line: Box) -> bool:
    return rule.left - _CORNER_PT < line.left and line.right < rule.right + _CORNER_PT


def up_to_rules(letters: Box, line: Box, rules: Sequence[Box]) -> Box:
    """The place of a caption's letters without the rules close over and under it: those of its table."""
    for rule in rules:
        if width(rule) < _RULE_PT or overlap_across(rule, line) <= 0:
            continue
        if letters.bottom < rule.top <= line.bottom:
            letters = letters._replace(bottom=rule.top)
        if line.top <= rule.bottom < letters.top:
            letters = letters._replace(top=rule.bottom)
    return letters


def _of_four_rules(caption: Box, objects: Sequence[PageObject]) -> list[tuple[PageObject, ...]]:
    sides = [
        item
        for item in objects
        if item.kind is ObjectKind.RULE_UPRIGHT
        and item.box.bottom < caption.bottom
        and item.box.top > caption.top
        and height(item.box) > height(caption) + _MIN_ROOM_PT
    ]
    if len(sides) > _MAX_SIDES:
        return []
    across = [item for item in objects if item.kind is ObjectKind.RULE_ACROSS and width(item.box) > width(caption)]
    found: list[tuple[PageObject, ...]] = []
    for left in (item for item in sides if item.box.right <= caption.left):
        for right in (item for item in sides if item.box.left >= caption.right):
            corners = around(left.box, right.box)
            upper = [
                item for item in across if _joins(item.box, corners) and abs(item.box.top - corners.top) < _CORNER_PT
            ]
            lower = [
                item
                for item in across
                if _joins(item.box, corners) and abs(item.box.bottom - corners.bottom) < _CORNER_PT
            ]
            if _have_same_height(left.box, right.box) and upper and lower:
                found.append((left, right, *upper, *lower))
    return found


def _joins(rule: Box, corners: Box) -> bool:
    return abs(rule.left - corners.left) < _CORNER_PT and abs(rule.right - corners.right) < _CORNER_PT


def _have_same_height(one: Box, other: Box) -> bool:
    return abs(one.top - other.top) < _CORNER_PT and abs(one.bottom - other.bottom) < _CORNER_PT


def _is_hollow_frame(item: PageObject, caption: Box, ink_share: ShareOf) -> bool:
    """Whether a path draws a line around the caption and what else stands there, with nothing close along it."""
    box = item.box
    has_room = height(box) > height(caption) + _MIN_ROOM_PT
    if item.kind is not ObjectKind.PATH or not has_room or share_inside(caption, box) < 1:
        return False
    is_drawn = all(ink_share(side) > _DRAWN for side in _sides(box, 0.0, 1.0))
    return is_drawn and all(ink_share(side) < _HOLLOW for side in _sides(box, _CLEAR_PT, 1.0))


def _sides(box: Box, inwards_pt: float, thick_pt: float) -> list[Box]:
    """Strips along the four sides of a box, some way inside of it."""
    inner = grown(box, -inwards_pt)
    return [
        inner._replace(right=inner.left + thick_pt),
        inner._replace(left=inner.right - thick_pt),
        inner._replace(top=inner.bottom + thick_pt),
        inner._replace(bottom=inner.top - thick_pt),
    ]
