"""Rules put together, and the boxes that hold text which is no running text: pictures, frames, ruled tables."""

from collections.abc import Iterator, Sequence

from adapters.pdf.boxes import around, height, intersection, overlap_across, width
from adapters.pdf.page_content import RULES, ObjectKind, PageObject
from bot.model import Box

_SAME_HEIGHT_PT = 1.0
_JOINT_PT = 2.5  # between the pieces that a program draws one rule in
_SAME_ENDS_PT = 6.0
_MIN_FRAME_PT = 10.0
_MIN_RULE_PT = 40.0
_MAX_ROW_PT = 260.0  # between two rules of one table


def joined_rules(objects: Sequence[PageObject]) -> list[Box]:
    """The horizontal rules, pieces at one height that meet made one, from the top."""
    pieces = sorted(
        (item.box for item in objects if item.kind is ObjectKind.RULE_ACROSS), key=lambda box: (-box.top, box.left)
    )
    rules: list[Box] = []
    for piece in pieces:
        i = next((i for i, rule in enumerate(rules) if _meet(rule, piece)), None)
        if i is None:
            rules.append(piece)
        else:
            rules[i] = around(rules[i], piece)
    return rules


def _meet(rule: Box, piece: Box) -> bool:
    return abs(rule.top - piece.top) <= _SAME_HEIGHT_PT and overlap_across(rule, piece) >= -_JOINT_PT


def frames(objects: Sequence[PageObject], captions: Sequence[Box]) -> list[Box]:
    """Boxes of graphics, and of rules with the same ends under each other; no caption stands inside one of these."""
    graphics = [item.box for item in objects if item.kind not in RULES and height(item.box) > _MIN_FRAME_PT]
    return [*graphics, *_stacks(joined_rules(objects), captions)]


def _stacks(rules: Sequence[Box], captions: Sequence[Box]) -> Iterator[Box]:
    left = [rule for rule in rules if width(rule) > _MIN_RULE_PT]
    while left:
        stack = left.pop(0)
        for rule in list(left):
            is_alike = abs(rule.left - stack.left) < _SAME_ENDS_PT and abs(rule.right - stack.right) < _SAME_ENDS_PT
            if not is_alike or stack.bottom - rule.top > _MAX_ROW_PT:
                continue
            between = Box(stack.left, rule.top, stack.right, stack.bottom)
            if any(_inside(caption, between) for caption in captions):
                break
            stack = around(stack, rule)
            left.remove(rule)
        if height(stack) > 8:
            yield stack


def _inside(caption: Box, between: Box) -> bool:
    common = intersection(caption, between)
    return common is not None and height(common) > 0.5 * height(caption) and width(common) > 0.3 * width(caption)
