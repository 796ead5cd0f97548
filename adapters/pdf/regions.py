"""What stands on a side of a caption: the candidates for its figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.pdf.bands import free_band
from adapters.pdf.boxes import around, height, intersection, overlap_upright, share_inside, width
from adapters.pdf.captions import Caption
from adapters.pdf.frames import joined_rules
from adapters.pdf.page_content import ObjectKind
from adapters.pdf.scene import Item, Scene
from adapters.pdf.sides import Side, distance, far_distance
from adapters.pdf.tables import up_to_last_rule
from bot.model import Box, FigureKind

_IN_BAND = 0.55  # of a thing, for it to be in the band
_IN_BOX = 0.6
_GRAPHIC_GAP_PT = {FigureKind.FIGURE: 60.0, FigureKind.TABLE: 32.0}  # between the parts of one figure
_TEXT_GAP_PT = 16.0
_BESIDE_GAP_PT = 12.0
_ROW_GAP_PT = 6.0
_UNDERLINE_PT = 90.0
_CUT_PT = 6.0
_MARGIN_INK = 0.01
_MIN_WIDTH_PT, _MIN_HEIGHT_PT = 12, 6


@dataclass(frozen=True, slots=True)
class Region:
    """What stands on one side of a caption.

    Attributes:
        box: Around the ink of it.
        gap_pt: From the caption to it.
        clear_pt: From its far edge to where something else begins.
        graphics: The boxes of what is drawn, rules aside.
        rules: The boxes of horizontal rules, pieces joined.
        upright_rules: How many vertical ones there are.
        line_indices: Of its text, in `PageContent.lines`.
        left_out: Graphics in the free space on that side that are not in the box.
        is_cut: Something goes on past the box.
    """

    side: Side
    box: Box
    gap_pt: float
    clear_pt: float
    graphics: tuple[Box, ...]
    rules: tuple[Box, ...]
    upright_rules: int
    line_indices: tuple[int, ...]
    left_out: tuple[Box, ...]
    is_cut: bool


def find_region(scene: Scene, caption: Caption, side: Side, taken: Sequence[Box] = ()) -> Region | None:
    """What `caption` can mean on that side, or None; the boxes `taken` belong to other captions."""
    band = free_band(scene, caption, side, taken)
    if band is None:
        return None
    items = [item for item in scene.items if share_inside(item.box, band) > _IN_BAND]
    kept = _beside(items, caption.box) if side.is_across else _over_or_under(items, caption, side, band)
    rough = intersection(around(*(item.box for item in kept)), band) if kept else None
    box = _settled(scene, rough, band) if rough else None
    if box is None or height(box) < _MIN_HEIGHT_PT or width(box) < _MIN_WIDTH_PT:
        return None
    inside = [item for item in items if share_inside(item.box, box) > _IN_BOX]
    return Region(
        side=side,
        box=box,
        gap_pt=distance(box, caption.box, side),
        clear_pt=far_distance(band, box, side),
        graphics=tuple(item.box for item in inside if item.is_graphic),
        rules=tuple(joined_rules(item.box for item in inside if item.kind is ObjectKind.RULE_ACROSS)),
        upright_rules=sum(item.kind is ObjectKind.RULE_UPRIGHT for item in inside),
        line_indices=tuple(item.line_index for item in inside if item.line_index is not None),
        left_out=tuple(item.box for item in items if item.is_graphic and share_inside(item.box, box) < 0.5),
        is_cut=_crosses_edge(scene, box, band) or any(_sticks_out(scene, item, box) for item in inside),
    )


def part_facing(scene: Scene, upper: Region, lower: Region) -> float | None:
    """The height that parts what two captions claim between them, the upper one below itself, the lower one above.

    It is the middle of the widest empty strip; None where there is none.
    """
    strips = scene.ink.clear_rows(around(upper.box, lower.box))
    bottom, top = max(strips, key=lambda strip: strip[1] - strip[0], default=(0.0, 0.0))
    return (bottom + top) / 2 if top - bottom > _ROW_GAP_PT else None


def _over_or_under(items: Sequence[Item], caption: Caption, side: Side, band: Box) -> list[Item]:
    kept = _connected(items, caption, side)
    kept = _without_stray_text(kept, caption.box, side, far_distance(band, caption.box, side))
    return up_to_last_rule(kept, caption.box, side) if caption.kind is FigureKind.TABLE else kept


def _connected(items: Sequence[Item], caption: Caption, side: Side) -> list[Item]:
    """What is connected with the caption: from it outwards, up to a gap."""
    kept: list[Item] = []
    reached = 0.0
    for item in sorted(items, key=lambda item: distance(item.box, caption.box, side)):
        gap = distance(item.box, caption.box, side) - reached
        if gap > (_TEXT_GAP_PT if item.kind is None and kept else _GRAPHIC_GAP_PT[caption.kind]):
            if item.kind is None:
                continue
            break
        kept.append(item)
        reached = max(reached, far_distance(item.box, caption.box, side))
    return kept


def _without_stray_text(items: Sequence[Item], caption: Box, side: Side, band_end: float) -> list[Item]:
    """Without text at the far end that is nearer to what is behind it than to the figure: the last line of a list."""
    order = sorted(items, key=lambda item: far_distance(item.box, caption, side))
    while len(order) > 1 and _is_texty(order[-1]):
        last = order[-1]
        reach = -0.3 * last.size_pt
        row = [item for item in order if overlap_upright(item.box, last.box) > reach]
        rest = [item for item in order if overlap_upright(item.box, last.box) <= reach]
        if not rest or not all(map(_is_texty, row)):
            break
        inward = distance(last.box, caption, side) - max(far_distance(item.box, caption, side) for item in rest)
        outward = band_end - far_distance(last.box, caption, side)
        if inward <= _ROW_GAP_PT or outward >= inward:
            break
        order = rest
    return order


def _is_texty(item: Item) -> bool:
    """Text, or the rule under a word."""
    return item.kind is None or (item.kind is ObjectKind.RULE_ACROSS and width(item.box) < _UNDERLINE_PT)


def _beside(items: Sequence[Item], caption: Box) -> list[Item]:
    """What stands at the height of a caption beside it, and what is close to that."""
    box, kept, left = caption, list[Item](), list(items)
    gap = 0.0
    while True:
        near = [item for item in left if overlap_upright(item.box, box) > -gap]
        if not near:
            return kept
        left = [item for item in left if overlap_upright(item.box, box) <= -gap]
        kept += near
        box, gap = around(*(item.box for item in kept)), _BESIDE_GAP_PT


def _settled(scene: Scene, rough: Box, band: Box) -> Box | None:
    """The box around the ink, grown over whatever touches it, inside the band."""
    box = scene.ink.tight(_reaching(rough, 1.0, band))
    for _ in range(16):
        if box is None:
            return None
        wider = scene.ink.tight(_reaching(box, 3.0, band))
        if wider == box:
            return box
        box = wider
    return box


def _reaching(box: Box, by_pt: float, band: Box) -> Box:
    return Box(
        max(box.left - by_pt, band.left),
        max(box.bottom - by_pt, band.bottom),
        min(box.right + by_pt, band.right),
        min(box.top + by_pt, band.top),
    )


def _crosses_edge(scene: Scene, box: Box, band: Box) -> bool:
    """Whether there is ink beyond the band's edge right where the box ends at it."""
    edges = []
    if box.left <= band.left + 1:
        edges.append(Box(band.left - 3, box.bottom, band.left - 1, box.top))
    if box.right >= band.right - 1:
        edges.append(Box(band.right + 1, box.bottom, band.right + 3, box.top))
    if box.top >= band.top - 1:
        edges.append(Box(box.left, band.top + 1, box.right, band.top + 3))
    if box.bottom <= band.bottom + 1:
        edges.append(Box(box.left, band.bottom - 3, box.right, band.bottom - 1))
    return any(scene.ink.share(edge) > 0 for edge in edges)


def _sticks_out(scene: Scene, item: Item, box: Box) -> bool:
    """Whether a picture goes on past the box with more than its white margin; paths are many drawings in one."""
    if not item.is_graphic or item.kind is ObjectKind.PATH:
        return False
    outside = (
        item.box._replace(right=box.left - _CUT_PT),
        item.box._replace(top=box.bottom - _CUT_PT),
        item.box._replace(left=box.right + _CUT_PT),
        item.box._replace(bottom=box.top + _CUT_PT),
    )
    return any(width(part) > 0 and height(part) > 0 and scene.ink.share(part) > _MARGIN_INK for part in outside)
