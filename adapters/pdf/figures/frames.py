"""Rules put together, and the boxes that hold text which is no running text: pictures, frames, ruled tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from adapters.pdf.page.boxes import around, height, intersection, overlap_across, width
from adapters.pdf.page.page_content import RULES, ObjectKind, PageObject
from bot.model import Box

MAX_RULES = 1000  # more are the hatching of a plot
_SAME_HEIGHT_PT = 1.0
_JOINT_PT = 2.5  # between the pieces that a program draws one rule in
_SAME_ENDS_PT = 6.0
_MIN_FRAME_PT = 10.0
_MIN_RULE_PT = 40.0
_MAX_ROW_PT = 260.0  # between two rules of one table


class Drawn(Protocol):
    """A graphic, or a line of text, which has no kind."""

    @property
    def box(self) -> Box: ...
    @property
    def kind(self) -> ObjectKind | None: ...


def rules_across(objects: Iterable[Drawn]) -> list[Box]:
    return [item.box for item in objects if item.kind is ObjectKind.RULE_ACROSS]


def joined_rules(pieces: Iterable[Box]) -> list[Box]:
    """Horizontal rules from the top, pieces at one height that meet made one."""
    rules: list[Box] = []
    row = 0  # the first rule that is not too high above the piece
    for piece in sorted(pieces, key=lambda box: (-box.top, box.left)):
        while row < len(rules) and rules[row].top - piece.top > _SAME_HEIGHT_PT:
            row += 1
        met = next((i for i in range(row, len(rules)) if overlap_across(rules[i], piece) >= -_JOINT_PT), None)
        if met is None:
            rules.append(piece)
        else:
            rules[met] = around(rules[met], piece)
    return rules


def have_same_ends(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) < _SAME_ENDS_PT and abs(one.right - other.right) < _SAME_ENDS_PT


def frames(objects: Sequence[PageObject], captions: Sequence[Box]) -> list[Box]:
    """Boxes of graphics, and of rules with the same ends under each other; no caption stands inside one of these."""
    graphics = [item.box for item in objects if item.kind not in RULES and height(item.box) > _MIN_FRAME_PT]
    return [*graphics, *_stacks(joined_rules(rules_across(objects)), captions)]


def _stacks(rules: Sequence[Box], captions: Sequence[Box]) -> Iterator[Box]:
    left = [rule for rule in rules if width(rule) > _MIN_RULE_PT]
    while 0 < len(left) <= MAX_RULES:
        stack = left.pop(0)
        for rule in list(left):
            if not have_same_ends(rule, stack) or stack.bottom - rule.top > _MAX_ROW_PT:
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
