"""What stands on a side of a caption: the candidates for its figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.pdf.figures.bands import free_band
from adapters.pdf.figures.captions import Caption
from adapters.pdf.figures.frames import joined_rules
from adapters.pdf.figures.scene import Item, Scene
from adapters.pdf.figures.sides import Side, distance, far_distance
from adapters.pdf.figures.tables import up_to_last_rule
from adapters.pdf.page.boxes import area, around, grown, height, intersection, overlap_upright, share_inside, width
from adapters.pdf.page.page_content import ObjectKind
from bot.model import Box, FigureKind

_IN_BAND = 0.55  # of a thing, for it to be in the band
_IN_BOX = 0.6
_GRAPHIC_GAP_PT = {FigureKind.FIGURE: 60.0, FigureKind.TABLE: 32.0}  # between the parts of one figure
_FIRST_GAP_PT = 100.0  # from a caption to the only graphic that can be its figure
_TEXT_GAP_PT = 16.0
_TITLE_GAP_PT = 32.0
_WORDS_IN_ROW = 4  # pieces of a line of text; more are the labels of an axis
_BESIDE_GAP_PT = 12.0
_ROW_GAP_PT = 6.0
_UNDERLINE_PT = 90.0
_CUT_PT = 6.0
_LET_OUT_PT = 1.5
_LETTER_EDGE_PT = 0.6  # serifs stand out of the box of a line
_HARDLY_PROSE = 2  # lines
_MARGIN_INK = 0.01
_SPECK_PT2 = 1.0
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
    if side.is_across:
        kept = _beside(items, caption.box)
    else:
        kept = _over_or_under(items, caption, side, band, is_alone=_is_alone(scene))
    rough = intersection(around(*(item.box for item in kept)), band) if kept else None
    own = band
    if rough is not None and caption.kind is FigureKind.TABLE and not side.is_across:
        own = _up_to_dropped(band, rough, _without(items, kept), caption.box, side)
    box = _settled(scene, rough, own) if rough else None
    if box is None or height(box) < _MIN_HEIGHT_PT or width(box) < _MIN_WIDTH_PT:
        return None
    inside = [item for item in items if share_inside(item.box, box) > _IN_BOX]
    box = _with_whole_letters(box, inside, own)
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


def _is_alone(scene: Scene) -> bool:
    """Whether a page holds one figure and nothing else."""
    return len(scene.captions) == 1 and len(scene.prose) <= _HARDLY_PROSE


def _over_or_under(items: Sequence[Item], caption: Caption, side: Side, band: Box, *, is_alone: bool) -> list[Item]:
    is_all_its = is_alone and caption.kind is FigureKind.FIGURE
    graphics = [far_distance(item.box, caption.box, side) for item in items if item.is_graphic] if is_all_its else []
    band_end = far_distance(band, caption.box, side)
    kept = _connected(items, caption, side, sure_to_pt=max(graphics, default=0.0), band_end_pt=band_end)
    kept = _without_stray_text(kept, caption.box, side, band_end)
    if caption.kind is FigureKind.FIGURE:
        return kept
    return up_to_last_rule(kept, caption.box, side, band_end_pt=band_end)


def _connected(
    items: Sequence[Item], caption: Caption, side: Side, *, sure_to_pt: float, band_end_pt: float
) -> list[Item]:
    """What is connected with the caption: from it outwards, up to a gap; no gap counts within `sure_to_pt` of it."""
    kept: list[Item] = []
    reached = 0.0
    for item in sorted(items, key=lambda item: distance(item.box, caption.box, side)):
        gap = distance(item.box, caption.box, side) - reached
        limit = _TEXT_GAP_PT if item.kind is None and kept else _GRAPHIC_GAP_PT[caption.kind]
        if item.is_graphic and not any(other.is_graphic for other in kept) and caption.kind is FigureKind.FIGURE:
            limit = _FIRST_GAP_PT
        is_beyond = gap > limit and far_distance(item.box, caption.box, side) > sure_to_pt
        is_nearer = band_end_pt - far_distance(item.box, caption.box, side) > 2 * gap
        if is_beyond and not (kept and is_nearer and gap <= _TITLE_GAP_PT and _is_in_row_of_titles(item, items, kept)):
            if item.kind is None:
                continue
            break
        kept.append(item)
        reached = max(reached, far_distance(item.box, caption.box, side))
    return kept


def _is_in_row_of_titles(item: Item, items: Sequence[Item], kept: Sequence[Item]) -> bool:
    """Whether it is one of several short texts in a row over or under the graphics: the names of columns of plots."""
    extent = around(*(other.box for other in kept))
    row = [
        other.box
        for other in items
        if other.kind is None and overlap_upright(other.box, item.box) > 0.5 * height(item.box)
    ]
    return (
        item.kind is None
        and len(row) > 1
        and all(extent.left <= box.left and box.right <= extent.right for box in row)
        and sum(map(width, row)) < 0.5 * width(extent)
    )


def _without_stray_text(items: Sequence[Item], caption: Box, side: Side, band_end: float) -> list[Item]:
    """Without text at the far end that is nearer to what is behind it than to the figure: the last line of a list."""
    order = sorted(items, key=lambda item: far_distance(item.box, caption, side))
    while len(order) > 1 and _is_texty(order[-1]):
        last = order[-1]
        reach = -0.3 * last.size_pt
        row = [item for item in order if overlap_upright(item.box, last.box) > reach]
        rest = [item for item in order if overlap_upright(item.box, last.box) <= reach]
        if not rest or not all(map(_is_texty, row)) or len(row) > _WORDS_IN_ROW:
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


def _without(items: Sequence[Item], some: Sequence[Item]) -> list[Item]:
    """By identity: a page can have thousands of labels."""
    known = set(map(id, some))
    return [item for item in items if id(item) not in known]


def _up_to_dropped(band: Box, rough: Box, dropped: Sequence[Item], caption: Box, side: Side) -> Box:
    """The band up to the nearest text beyond the table that was left out: the box must not grow over it again."""
    end = far_distance(rough, caption, side) - 1
    beyond = [distance(item.box, caption, side) for item in dropped if item.kind is None]
    limit = min((reach for reach in beyond if reach >= end), default=None)
    if limit is None:
        return band
    return (
        band._replace(top=caption.top + limit) if side is Side.ABOVE else band._replace(bottom=caption.bottom - limit)
    )


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


def _with_whole_letters(box: Box, inside: Sequence[Item], band: Box) -> Box:
    """The box, let out by a point or so where letters of its text touch what was wiped away beside it."""
    texts = [grown(item.box, _LETTER_EDGE_PT) for item in inside if item.kind is None]
    whole = intersection(around(box, *texts), _reaching(box, _LET_OUT_PT, band))
    return whole or box


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
    # A hairline covers both points of an edge's width; less is a speck of a letter that was wiped away.
    return any(scene.ink.share(edge) * area(edge) > _SPECK_PT2 for edge in edges)


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
