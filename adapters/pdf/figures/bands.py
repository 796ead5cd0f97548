"""The free space on each side of a caption, in which its figure must lie."""

from collections.abc import Sequence

from adapters.pdf.figures.captions import Caption
from adapters.pdf.figures.frames import MAX_RULES, joined_rules, rules_across
from adapters.pdf.figures.scene import Item, Scene
from adapters.pdf.figures.sides import Side, distance
from adapters.pdf.page.boxes import centre, intersection, middle, overlap_across, overlap_upright, share_inside, width
from adapters.pdf.page.page_content import ObjectKind
from bot.model import Box

_OVERHANG_PT = 45.0  # wide figures and tables stand out of the text block
_STICKS_OUT = 0.3  # of a thing lies in the band at least, if the band is to grow to it
_MATE_STEP_PT = 60.0  # captions of figures side by side can be that far apart in height
_MIN_STRIP_PT = 1.5
_SAME_EDGE_PT = 3.0
_ONE_COLUMN = 0.7  # of all columns: wider captions stand across several
_REACHES_OUT_PT = 10.0
_INSET_PT = 3.0  # columns are measured on ragged text: what only touches their edge does not block


def free_band(scene: Scene, caption: Caption, side: Side, taken: Sequence[Box]) -> Box | None:
    """From the caption to the next prose, furniture, caption or box of `taken`; None where there is no room.

    A frame that holds the caption with its figure ends it too.
    """
    band = _free_band(scene, caption, side, taken)
    frame = scene.frame_of(caption)
    return band if band is None or frame is None else intersection(band, frame)


def _free_band(scene: Scene, caption: Caption, side: Side, taken: Sequence[Box]) -> Box | None:
    stops = [*scene.stops, *taken, *scene.other_captions(caption)]
    if side.is_across:
        return _band_beside(scene, caption.box, side, stops)
    band = _band_over_or_under(scene, caption, side, [*scene.stops, *taken])
    if band is None:
        return None
    widened = _widened(band, scene, caption.box, side, stops)
    across = _text_across(scene, caption, widened)
    if not across:
        return widened
    band = _band_over_or_under(scene, caption, side, [*scene.stops, *taken, *across])
    return None if band is None else _widened(band, scene, caption.box, side, [*stops, *across])


def _text_across(scene: Scene, caption: Caption, band: Box) -> list[Box]:
    """Lines that begin in another column than the caption's and reach into its band: a title, the authors.

    No part of a figure in one column does, but a figure can be wider than the column of its caption, and have names
    across its parts: what a graphic holds is its own, and so is what stands in rows, but on a first page.
    """
    if caption.column.width > _ONE_COLUMN * (scene.columns[-1].right - scene.columns[0].left):
        return []
    texts = [item for item in scene.items if item.kind is None]
    graphics = [item.box for item in scene.items if item.is_graphic]
    found: list[Box] = []
    for item in texts:
        box = item.box
        reaches_in = overlap_across(box, band) > 0 and overlap_upright(box, band) > 0
        reaches_out = box.left < band.left - _REACHES_OUT_PT or box.right > band.right + _REACHES_OUT_PT
        if not (reaches_in and reaches_out) or any(share_inside(box, graphic) > 0.9 for graphic in graphics):
            continue
        row = [other.box for other in texts if overlap_upright(other.box, box) > 0.5 * item.size_pt]
        if len(row) == 1 or scene.page.number == 1:
            found += row
    return found


def _band_over_or_under(scene: Scene, caption: Caption, side: Side, stops: Sequence[Box]) -> Box | None:
    box, column = caption.box, caption.column
    others = scene.other_captions(caption)
    beside = [stop for stop in stops if overlap_upright(stop, box) > 2]
    on_left = [stop for stop in beside if stop.right <= box.left + 2]
    on_right = [stop for stop in beside if stop.left >= box.right - 2]
    # The last line of text that flows round a figure can be short: the lines over it say where the text ends.
    on_left += [stop for stop in stops if stop.right <= box.left + 2 and any(_starts_with(stop, o) for o in on_left)]
    on_right += [stop for stop in stops if stop.left >= box.right - 2 and any(_ends_with(stop, o) for o in on_right)]
    left = max([column.left, *(stop.right for stop in on_left)])
    right = min([column.right, *(stop.left for stop in on_right)])
    left_mates, right_mates = _mates(box, others, left, right)
    core = Box(
        max([left, *((mate.right + box.left) / 2 for mate in left_mates)]) + _INSET_PT,
        0,
        min([right, *((mate.left + box.right) / 2 for mate in right_mates)]) - _INSET_PT,
        scene.page.height_pt,
    )
    bottom, top = _reach(core, box, side, [*stops, *others], scene.page.height_pt)
    if top - bottom <= 8 or width(core) <= 20:
        return None
    if left_mates:
        left = _parting(scene, max(left_mates, key=lambda mate: mate.right), box, bottom, top)
    elif left == column.left:
        left = _hung_over_left(scene, left)
    if right_mates:
        right = _parting(scene, box, min(right_mates, key=lambda mate: mate.left), bottom, top)
    elif right == column.right:
        right = _hung_over_right(scene, right)
    return Box(left, bottom, right, top)


def _starts_with(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) < _SAME_EDGE_PT


def _ends_with(one: Box, other: Box) -> bool:
    return abs(one.right - other.right) < _SAME_EDGE_PT


def _mates(caption: Box, others: Sequence[Box], left: float, right: float) -> tuple[list[Box], list[Box]]:
    """Captions that stand beside this one in its column, if not quite at its height: to the left, to the right."""
    narrow = 0.6 * (right - left)
    beside = [
        other
        for other in others
        if (overlap_upright(other, caption) > 2 and left < other.right and other.left < right)
        or (
            left < centre(other) < right
            and overlap_upright(other, caption) > -_MATE_STEP_PT
            and width(other) < narrow > width(caption)
        )
    ]
    return (
        [other for other in beside if other.right <= caption.left + 2],
        [other for other in beside if other.left >= caption.right - 2],
    )


def _reach(core: Box, caption: Box, side: Side, stops: Sequence[Box], page_height: float) -> tuple[float, float]:
    """(bottom, top) of the free space over or under a caption."""
    blocking = [stop for stop in stops if _blocks(stop, core)]
    if side is Side.ABOVE:
        return caption.top, min([page_height, *(stop.bottom for stop in blocking if middle(stop) > caption.top)])
    return max([0.0, *(stop.top for stop in blocking if middle(stop) < caption.bottom)]), caption.bottom


def _blocks(stop: Box, core: Box) -> bool:
    return overlap_across(stop, core) > min(20.0, 0.5 * width(stop))


def _parting(scene: Scene, left: Box, right: Box, bottom: float, top: float) -> float:
    """Where to part what belongs to two captions side by side: between their graphics, or along a clear strip."""
    start, end = centre(left), centre(right)
    halfway = (left.right + right.left) / 2
    graphics = [
        item.box
        for item in scene.items
        if item.is_graphic
        and bottom <= middle(item.box) <= top
        and item.box.right > left.left
        and item.box.left < right.right
    ]
    last = max((box.right for box in graphics if centre(box) < halfway), default=start)
    first = min((box.left for box in graphics if centre(box) >= halfway), default=end)
    if start < last <= first + 2 and first < end:
        return (last + first) / 2
    return _clear_strip(scene, Box(start, bottom, end, top), halfway)


def _clear_strip(scene: Scene, between: Box, halfway: float) -> float:
    """The middle of the widest strip without ink, from top to bottom; `halfway` where there is none.

    The further from halfway, the wider it must be: there is clear space inside plots too.
    """
    best, best_worth = halfway, _MIN_STRIP_PT
    for left, right in scene.ink.clear_columns(between):
        worth = right - left - 0.15 * abs((left + right) / 2 - halfway)
        if worth > best_worth:
            best, best_worth = (left + right) / 2, worth
    return best


def _hung_over_left(scene: Scene, edge: float) -> float:
    """The left edge of a band moved out of the text block, half into the gutter where another column ends."""
    neighbours = [column.right for column in scene.columns if column.right <= edge + 2]
    return max((max(neighbours) + edge) / 2 if neighbours else 0.0, edge - _OVERHANG_PT)


def _hung_over_right(scene: Scene, edge: float) -> float:
    neighbours = [column.left for column in scene.columns if column.left >= edge - 2]
    return min((min(neighbours) + edge) / 2 if neighbours else scene.page.width_pt, edge + _OVERHANG_PT)


def _widened(band: Box, scene: Scene, caption: Box, side: Side, stops: Sequence[Box]) -> Box:
    """The band with what sticks out of it at a side, where all is free up to there.

    A figure can be wider than the column that its caption stands in.
    """
    items = [*scene.items, *(Item(rule, ObjectKind.RULE_ACROSS) for rule in _pieced_rules(scene))]
    for item in sorted(items, key=lambda item: distance(item.box, caption, side)):
        is_beyond = item.box.left < band.left or item.box.right > band.right
        if not is_beyond or share_inside(item.box, band) < _STICKS_OUT:
            continue
        if item.kind is None and item.box.left < band.left:
            continue
        far_end = {"top": item.box.top} if side is Side.ABOVE else {"bottom": item.box.bottom}
        to_the_left = Box(item.box.left, band.bottom, band.left, band.top)._replace(**far_end)
        to_the_right = Box(band.right, band.bottom, item.box.right, band.top)._replace(**far_end)
        if _is_free(to_the_left, stops) and _is_free(to_the_right, stops):
            # A point more than its box: ink is told by whole points.
            left = min(band.left, item.box.left - 1)
            right = max(band.right, item.box.right + 1)
            band = Box(left, band.bottom, right, band.top)
    return band


def _pieced_rules(scene: Scene) -> list[Box]:
    """Rules that are drawn cell by cell, whole."""
    pieces = rules_across(scene.items)
    if len(pieces) > MAX_RULES:
        return []
    known = set(pieces)
    return [rule for rule in joined_rules(pieces) if rule not in known]


def _is_free(added: Box, stops: Sequence[Box]) -> bool:
    return width(added) < 1 or not any(
        overlap_across(added, stop) > 1 and overlap_upright(added, stop) > 1 for stop in stops
    )


def _band_beside(scene: Scene, caption: Box, side: Side, stops: Sequence[Box]) -> Box | None:
    """The free space to the left or right of a caption."""
    left, right = (0.0, caption.left) if side is Side.LEFT else (caption.right, scene.page.width_pt)
    for stop in stops:
        if overlap_upright(stop, caption) > 2:
            if side is Side.LEFT and stop.right <= right + 2:
                left = max(left, stop.right)
            elif side is Side.RIGHT and stop.left >= left - 2:
                right = min(right, stop.left)
    core = Box(left + _INSET_PT, 0, right - _INSET_PT, scene.page.height_pt)
    if width(core) < 40:
        return None
    blocking = [stop for stop in stops if _blocks(stop, core)]
    top = min([scene.page.height_pt, *(stop.bottom for stop in blocking if middle(stop) > middle(caption))])
    bottom = max([0.0, *(stop.top for stop in blocking if middle(stop) < middle(caption))])
    return Box(left, bottom, right, top)
