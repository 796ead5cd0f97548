"""How sure it is that a region is the whole of a caption's figure and nothing else.

The factors were set by looking at the crops of some seventy papers: what halves the confidence was wrong about every
second time, what leaves it was hardly ever wrong.
"""

import re
from collections import Counter
from collections.abc import Sequence

from adapters.pdf.figures.captions import Caption
from adapters.pdf.figures.frames import have_same_ends, joined_rules, rules_across
from adapters.pdf.figures.regions import Region
from adapters.pdf.figures.scene import Scene
from adapters.pdf.figures.sides import Side
from adapters.pdf.page.boxes import area, around, height, overlap_across, overlap_upright, share_inside, width
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import ObjectKind, PageContent
from adapters.pdf.structure.furniture import is_background
from adapters.pdf.structure.layout import SAME_SIZE_PT, is_cjk, is_prose
from bot.model import Box, FigureKind

_BEST = 0.97
_FAR_PT = 45.0
_LEVEL_PT, _BESIDE_PT = 3.0, 90.0
_APART_PT = 9.0
_FULL_PAGE = 0.75  # of the page
_SOME_GRAPHIC = 0.12  # of the box
_MANY, _ROW_PT = 6, 100.0
_PART_PT2 = 600.0  # as large as a small panel
_PART_GAP_PT = 50.0
_PART_NAME = re.compile(r"^\(?[a-z]\)\s*\w", re.I)
_PART_NAME_GAP_PT = 25.0
_GOES_ON = re.compile(r"\bcontinued? (?:on|from|overleaf)\b|\(continued\)|\bcontinues on\b", re.I)
_GOES_ON_PT = 14.0
_SHORT_CELL = 30  # characters
_SAME_ROW_PT = 1.0
_HANGS_OUT_PT = 12.0
_HEAD_PT = 48.0  # of two or three lines
_CJK_WORDS = 4  # characters


def confidence(
    scene: Scene,
    caption: Caption,
    region: Region,
    *,
    side_share: float,
    others: Sequence[Box],
    pages_beside: Sequence[PageContent],
) -> float:
    """From 0 to 1; below 0.5 the crop is not to be shown as right.

    Args:
        side_share: How many of this paper's captions of the kind have their figure on that side, 0-1.
        others: The boxes of the other captions of the page.
        pages_beside: The pages before and behind, where they have no table with a caption: there a table can go on.
    """
    box = region.box
    doubts = (
        (region.is_cut, 0.4),
        (region.gap_pt > _FAR_PT and not _is_level(caption, region), 0.6),
        (side_share < 0.25, 0.6),
        (region.side.is_across and side_share >= 0.25, 0.8),
        (_is_small(region), 0.5),
        (caption.kind is FigureKind.FIGURE and not region.graphics and _is_scan(scene), 0.5),
        (area(box) > _FULL_PAGE * scene.page.width_pt * scene.page.height_pt, 0.8),
        (any(share_inside(box, other) > 0.05 or share_inside(other, box) > 0.3 for other in others), 0.3),
        (_left_out_share(region, others) > 0.1, 0.5),
        (_has_nobodys_beside(scene, region, others), 0.45),
        (not is_ruled(region) and _holds_prose(scene, region, caption.kind), 0.5),
        (caption.kind is FigureKind.FIGURE and _has_paragraph_beyond(scene, region), 0.45),
        (_longest_blank(scene, region) > max(60.0, 0.3 * height(box)), 0.6),
        (_says_it_goes_on(scene, region), 0.4),
        (caption.kind is FigureKind.TABLE and _goes_on_elsewhere(scene, region, pages_beside), 0.4),
    )
    sure = _BEST * _likeness(scene, region, caption.kind)
    for is_doubtful, factor in doubts:
        if is_doubtful:
            sure *= factor
    return round(sure, 2)


def _is_level(caption: Caption, region: Region) -> bool:
    """Whether a caption beside what is drawn begins or ends at its height, as those in a margin do."""
    box, words = region.box, caption.box
    edges = min(abs(box.top - words.top), abs(box.bottom - words.bottom))
    return region.side.is_across and bool(region.graphics) and edges < _LEVEL_PT and region.gap_pt < _BESIDE_PT


def _is_scan(scene: Scene) -> bool:
    """Whether the page is one picture with its text laid over it: where a drawing ends, no object tells."""
    return any(item.kind is ObjectKind.IMAGE and is_background(item, scene.page) for item in scene.page.objects)


def _is_small(region: Region) -> bool:
    """Too small for a figure; a row of many signs, as in an equation between diagrams, may be low."""
    is_row = graphic_share(region) > _SOME_GRAPHIC and len(region.graphics) >= _MANY and width(region.box) > _ROW_PT
    return width(region.box) < 45 or height(region.box) < (12 if is_row else 20)


def graphic_share(region: Region) -> float:
    """How much of the box is covered by graphics, rules aside; overlapping ones count twice."""
    return sum(map(area, region.graphics)) / max(area(region.box), 1.0)


def is_ruled(region: Region) -> bool:
    """Whether rules of the same ends stand at least a row of text apart, as over and under a table.

    Tables side by side under one caption have theirs side by side.
    """
    stacks: list[Box] = []
    for i, rule in enumerate(region.rules):
        if any(overlap_across(rule, stack) > 0 for stack in stacks):
            continue
        if any(have_same_ends(rule, other) and abs(rule.top - other.top) > 8 for other in region.rules[i + 1 :]):
            stacks.append(rule)
    return sum(map(width, stacks)) > 0.5 * width(region.box)


def _likeness(scene: Scene, region: Region, kind: FigureKind) -> float:
    """How much the region looks like a table, or like a figure."""
    has_graphic = graphic_share(region) > _SOME_GRAPHIC
    rules = len(region.rules) + region.upright_rules
    if kind is FigureKind.TABLE:
        if is_ruled(region):
            return 1.0
        if _rows_of_cells(scene, region) >= 3:
            return 0.9
        return 0.7 if has_graphic or rules >= 2 else 0.45
    if has_graphic:
        return 1.0
    if is_ruled(region) or rules >= 4:
        return 0.9
    # Only text, such as code: right if it stands well apart from all other text.
    return 0.7 if region.clear_pt > _APART_PT else 0.4


def _rows_of_cells(scene: Scene, region: Region) -> int:
    """How many rows have two cells or more; 0 if most have one."""
    rows = Counter(round(scene.page.lines[i].baseline_pt / 3) for i in region.line_indices)
    several = sum(cells >= 2 for cells in rows.values())
    return several if several >= 0.6 * len(rows) else 0


def _left_out_share(region: Region, others: Sequence[Box]) -> float:
    """The size of graphics that nobody has, on this side of the caption, against the size of the box."""
    nobodys = [
        box
        for box in region.left_out
        if overlap_across(box, region.box) > 0 and not any(share_inside(box, other) > 0.5 for other in others)
    ]
    return sum(map(area, nobodys)) / max(area(region.box), 1.0)


def _longest_blank(scene: Scene, region: Region) -> float:
    """The height in points of the widest empty strip across the box."""
    return max((top - bottom for bottom, top in scene.ink.clear_rows(region.box)), default=0.0)


def _has_nobodys_beside(scene: Scene, region: Region, others: Sequence[Box]) -> bool:
    """Whether graphics that no caption of the page has stand close beside the box: a part of the figure, it may be."""
    box = region.box
    return any(
        item.is_graphic
        and area(item.box) > _PART_PT2
        and -_PART_GAP_PT < overlap_across(item.box, box) < 1
        and overlap_upright(item.box, box) > 0.5 * height(item.box)
        and not any(share_inside(item.box, other) > 0.3 for other in others)
        for item in scene.items
    )


def _holds_prose(scene: Scene, region: Region, kind: FigureKind) -> bool:
    """Whether sentences stand in the open, in no picture and no frame: across the box, or many of them in columns.

    In a table, those with a short cell beside them are cells that explain it.
    """
    lines = [scene.page.lines[i] for i in region.line_indices]
    sentences = [
        line
        for line in lines
        if is_prose(line) and not any(share_inside(line.box, graphic) > 0.9 for graphic in region.graphics)
    ]
    names = _names_of_parts(lines, region.graphics)
    short = [line for line in lines if len(line.text) <= _SHORT_CELL] if kind is FigureKind.TABLE else []
    sentences = [
        line
        for line in sentences
        if line not in names and not any(abs(line.baseline_pt - cell.baseline_pt) < _SAME_ROW_PT for cell in short)
    ]
    wide = [line for line in sentences if width(line.box) > 0.5 * width(region.box)]
    in_body_size = [
        line for line in sentences if len(line.text) > 25 and abs(line.size_pt - scene.body_size_pt) < SAME_SIZE_PT
    ]
    return len(wide) >= 3 or len(in_body_size) >= 8


def _names_of_parts(lines: Sequence[Line], graphics: Sequence[Box]) -> list[Line]:
    """Captions of the parts of a figure: "(a) ..." close under what is drawn, with the lines that it goes on in."""
    names: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.baseline_pt):
        opens = _PART_NAME.match(line.text) and any(
            overlap_across(line.box, graphic) > 0 and -1 < graphic.bottom - line.box.top < _PART_NAME_GAP_PT
            for graphic in graphics
        )
        goes_on = any(
            0 < name.baseline_pt - line.baseline_pt < 1.4 * line.size_pt
            and abs(name.size_pt - line.size_pt) < SAME_SIZE_PT
            and overlap_across(name.box, line.box) > 0
            for name in names
        )
        if opens or goes_on:
            names.append(line)
    return names


def _has_paragraph_beyond(scene: Scene, region: Region) -> bool:
    """Whether rows of Chinese in the body's size stand between the graphics and the far edge of the box.

    Lines with formulas in them fall to pieces that look like no sentence.
    """
    if not region.graphics or region.side.is_across:
        return False
    drawn = around(*region.graphics)
    beyond = [
        line
        for line in (scene.page.lines[i] for i in region.line_indices)
        if abs(line.size_pt - scene.body_size_pt) < SAME_SIZE_PT
        and (line.box.bottom > drawn.top if region.side is Side.ABOVE else line.box.top < drawn.bottom)
    ]
    rows = {round(line.baseline_pt / 3) for line in beyond}
    return len(rows) > 1 and any(is_cjk(line.text) and len(line.text) > _CJK_WORDS for line in beyond)


def _says_it_goes_on(scene: Scene, region: Region) -> bool:
    """Whether a line in the box or close under it says "continued on the next page"."""
    return any(
        _GOES_ON.search(line.text)
        for line in scene.page.lines
        if overlap_across(line.box, region.box) > 0 and overlap_upright(line.box, region.box) > -_GOES_ON_PT
    )


def _goes_on_elsewhere(scene: Scene, region: Region, pages_beside: Sequence[PageContent]) -> bool:
    """Whether a table is the first or last part of one that goes over pages.

    Then nothing but the page's edge stands at its far end, and the page there begins or ends with a rule that has
    the same ends. What stands in one of several columns goes on in another one.
    """
    widest = max(column.width for column in scene.columns)
    if len(scene.columns) > 1 and width(region.box) < widest + _HANGS_OUT_PT:
        return False
    long = [rule for rule in region.rules if width(rule) > 0.8 * width(region.box)]
    if not long or region.side.is_across or not _reaches_page_end(scene, region):
        return False
    wanted = scene.page.number + (-1 if region.side is Side.ABOVE else 1)
    for page in pages_beside:
        if page.number == wanted:
            rule = _outermost_rule(page, is_first=region.side is Side.BELOW)
            return rule is not None and any(have_same_ends(rule, own) for own in long)
    return False


def _reaches_page_end(scene: Scene, region: Region) -> bool:
    beyond = (*scene.prose, *(caption.box for caption in scene.captions))
    if region.side is Side.ABOVE:
        return not any(box.bottom > region.box.top - 1 for box in beyond)
    return not any(box.top < region.box.bottom + 1 for box in beyond)


def _opens_table(rule: Box, rules: Sequence[Box], page: PageContent) -> bool:
    """Whether a head between two rules follows, at the very top of a page that has no running head over it."""
    under = [other for other in rules if 0 < rule.bottom - other.top < _HEAD_PT and have_same_ends(rule, other)]
    between = [
        line
        for line in page.lines
        if overlap_across(line.box, rule) > 0 and under and under[0].top < line.baseline_pt < rule.bottom
    ]
    return len(between) > 1 and not any(line.box.bottom > rule.top for line in page.lines)


def _outermost_rule(page: PageContent, *, is_first: bool) -> Box | None:
    """The first rule under the head of a page, or the last one over its foot, if it stands near there."""
    rules = joined_rules(rules_across(page.objects))
    if is_first:
        upper = [
            rule
            for rule in rules
            if 0.8 * page.height_pt < rule.top and (rule.top < 0.92 * page.height_pt or _opens_table(rule, rules, page))
        ]
        return max(upper, key=lambda rule: rule.top, default=None)
    lower = [rule for rule in rules if 0.08 * page.height_pt < rule.top < 0.25 * page.height_pt]
    return min(lower, key=lambda rule: rule.top, default=None)
