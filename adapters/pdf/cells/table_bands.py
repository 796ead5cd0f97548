"""What the rules of a table part: its head from its body, group from group, notes from all."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.pdf.cells.table_lines import TextLine
from adapters.pdf.cells.table_values import is_numeric
from adapters.pdf.figures.frames import joined_rules
from adapters.pdf.page.boxes import centre, grown, height, middle, overlap_across, share_inside, width
from adapters.pdf.page.page_content import ObjectKind, PageObject
from bot.model import Box

_HALF = 0.5
_MAX_NOTE_LINES = 3
_WHOLE = 0.9  # of the table's width, for a rule to part rows
_NEAR_PT = 3.0
_SAME_RULE_PT = 4.0  # between the two of a double rule
_MIN_RULE_PT = 8.0
_SAME_ENDS_PT = 3.0
_WALL_SHARE = 0.5  # of the table's height


@dataclass(frozen=True, slots=True)
class Bands:
    """The lines of a table between one rule and the next.

    Attributes:
        lines: Band by band from the top, none empty.
        part_rules: Rules that cover some columns only, from the top.
    """

    lines: tuple[tuple[TextLine, ...], ...]
    part_rules: tuple[Box, ...]


def table_rules(box: Box, objects: Sequence[PageObject]) -> list[Box]:
    """The horizontal rules of a table from the top, their pieces joined."""
    pieces = [
        item.box
        for item in objects
        if item.kind is ObjectKind.RULE_ACROSS
        and box.bottom - _NEAR_PT <= middle(item.box) <= box.top + _NEAR_PT
        and overlap_across(item.box, box) > 0.5 * width(item.box)
    ]
    return [rule for rule in joined_rules(pieces) if width(rule) >= _MIN_RULE_PT]


def table_walls(box: Box, objects: Sequence[PageObject]) -> list[float]:
    """Where upright rules stand, from the left, that go along most of the table; a program may draw one row by row."""
    heights: dict[float, float] = {}
    for item in objects:
        if item.kind is ObjectKind.RULE_UPRIGHT and share_inside(item.box, grown(box, _NEAR_PT)) > 0.5:
            at = next((x for x in heights if abs(x - centre(item.box)) < 1), centre(item.box))
            heights[at] = heights.get(at, 0.0) + height(item.box)
    return sorted(x for x, along in heights.items() if along > _WALL_SHARE * height(box))


def are_beside(rules: Sequence[Box]) -> bool:
    """Whether the rules draw several tables beside each other: the same gap parts them at three heights."""
    seams: dict[tuple[int, int], set[int]] = {}
    for one in rules:
        for other in rules:
            if abs(one.top - other.top) < 1 and other.left > one.right:
                seam = round(one.right / _SAME_ENDS_PT), round(other.left / _SAME_ENDS_PT)
                seams.setdefault(seam, set()).add(round(one.top))
    return any(len(heights) >= 3 for heights in seams.values())


def bands_of(lines: Sequence[TextLine], rules: Sequence[Box], em: float) -> Bands:
    """The lines parted by the rules that go across the whole table, without what stands outside its rules."""
    text_width = max(line.right for line in lines) - min(line.left for line in lines)
    widest = max(map(width, rules), default=0.0)
    # Notes may be wider than the rules; rules that leave half of the text out are none of the whole table.
    whole_width = widest if widest > _HALF * text_width else text_width
    whole = [rule for rule in rules if width(rule) >= _WHOLE * whole_width]
    parts = [rule for rule in rules if width(rule) < _WHOLE * whole_width]
    heights = _heights(whole)
    bands: list[list[TextLine]] = [[] for _ in range(len(heights) + 1)]
    for line in lines:
        middle_pt = line.baseline_pt + 0.25 * em
        bands[sum(at > middle_pt for at in heights)].append(line)
    above, *inner = bands
    below = inner.pop() if inner else []
    kept = [tuple(band) for band in inner if band]
    if above and (not kept or any(len(line.segments) > 1 for line in above)):
        kept.insert(0, tuple(above))
    if _has_columns(below) and (len(kept) < 2 or _has_numbers(below) or len(below) > _MAX_NOTE_LINES):
        kept.append(tuple(below))
    return Bands(tuple(kept), tuple(parts))


def _heights(rules: Sequence[Box]) -> list[float]:
    heights: list[float] = []
    for rule in rules:
        if not heights or heights[-1] - middle(rule) > _SAME_RULE_PT:
            heights.append(middle(rule))
    return heights


def _has_numbers(lines: Sequence[TextLine]) -> bool:
    """Whether every third piece is a number: rows of a table without a rule under it, no notes."""
    texts = [segment.text for line in lines for segment in line.segments]
    return 3 * sum(map(is_numeric, texts)) >= len(texts)


def _has_columns(lines: Sequence[TextLine]) -> bool:
    return sum(len(line.segments) > 1 for line in lines) > 0.5 * len(lines)
