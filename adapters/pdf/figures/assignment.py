"""Which side of each caption its figure stands on, decided for the whole paper and page, so that none is used twice."""

from collections.abc import Iterable, Mapping, Sequence

from adapters.pdf.figures.captions import Caption
from adapters.pdf.figures.confidence import graphic_share, is_ruled
from adapters.pdf.figures.regions import Region, find_region, part_facing
from adapters.pdf.figures.scene import Scene
from adapters.pdf.figures.sides import Side
from adapters.pdf.page.boxes import around, height, overlap_share, width
from bot.model import Box, FigureKind

_WIDE_RULE = 0.25  # of the table: shorter ones are the beams of notes, or the lines of a legend
_ROUNDS = 6  # of choosing again in view of the others; two settle nearly every page
_RIVAL_GAP_PT = 32.0  # from a caption to a table that can be its own
_END_PT = 12.0  # what one claims beyond the end of the other at least, for that end to be one

Options = Mapping[Side, Region]
Shares = Mapping[FigureKind, Mapping[Side, float]]
"""For each kind, how much this paper puts figures on each side of their captions; the shares sum to 1."""


def all_options(scene: Scene) -> list[Options]:
    """What each caption of the page can mean, side by side."""
    return [
        {side: region for side in Side if (region := find_region(scene, caption, side)) is not None}
        for caption in scene.captions
    ]


def side_shares(scenes: Iterable[tuple[Scene, Sequence[Options]]]) -> Shares:
    votes = {kind: {Side.ABOVE: 0.5, Side.BELOW: 0.5, Side.LEFT: 0.0, Side.RIGHT: 0.0} for kind in FigureKind}
    votes[FigureKind.FIGURE][Side.ABOVE] = 2.0  # nearly every paper does
    for scene, options in scenes:
        for caption, regions in zip(scene.captions, options, strict=True):
            scores = {side: _quality(regions[side], caption.kind) if side in regions else 0.0 for side in Side}
            first, second = sorted(scores.values(), reverse=True)[:2]
            votes[caption.kind][max(scores, key=lambda side: scores[side])] += 2 * (first - second)
    return {kind: {side: votes[kind][side] / sum(votes[kind].values()) for side in Side} for kind in FigureKind}


def assign(scene: Scene, options: Sequence[Options], shares: Shares) -> list[Region | None]:
    """The region of each caption of a page, in their order; None where nothing is left for one."""
    sides = _Choice(scene, options, shares).best()
    regions: list[Region | None] = [None] * len(sides)
    taken: list[Box] = []
    # Tables first: rules bound a table, nothing bounds a figure.
    for i in sorted(range(len(sides)), key=lambda i: scene.captions[i].kind is FigureKind.FIGURE):
        side = sides[i]
        if side is None:
            continue
        region = find_region(scene, scene.captions[i], side, [*taken, *_beyond_partings(scene, options, sides, i)])
        regions[i] = region
        if region is not None:
            taken.append(region.box)
    return regions


def rival_of(caption: Caption, region: Region, options: Options, others: Iterable[Box]) -> Region | None:
    """A second table on the other side of a caption that no caption of the page has: one of the two lost its own."""
    facing = {Side.ABOVE: Side.BELOW, Side.BELOW: Side.ABOVE}.get(region.side)
    rival = options.get(facing) if facing is not None else None
    if caption.kind is not FigureKind.TABLE or rival is None or not is_ruled(rival) or rival.gap_pt > _RIVAL_GAP_PT:
        return None
    return None if any(overlap_share(rival.box, box) for box in (region.box, *others)) else rival


def _quality(region: Region, kind: FigureKind) -> float:
    """How much a region looks like what a caption of that kind names, 0-1."""
    graphic = graphic_share(region)
    if kind is FigureKind.FIGURE:
        score = 0.8 if graphic > 0.12 else 0.35
    elif sum(width(rule) > _WIDE_RULE * width(region.box) for rule in region.rules) >= 2:
        score = 0.8
    else:
        score = 0.3 if graphic > 0.5 else 0.4
    score -= 0.25 * (region.gap_pt > 45) + 0.2 * region.is_cut + 0.3 * (height(region.box) < 25)
    score -= 0.3 * region.side.is_across
    return max(score, 0.0)


class _Choice:
    """The sides for the captions of a page that have the best sum: the worth of their regions less what they share."""

    def __init__(self, scene: Scene, options: Sequence[Options], shares: Shares) -> None:
        self._scene = scene
        self._options = options
        self._worths = [
            {side: 0.2 + _quality(region, c.kind) + 0.8 * shares[c.kind][side] for side, region in regions.items()}
            for c, regions in zip(scene.captions, options, strict=True)
        ]
        self._overlaps: dict[tuple[int, Side, int, Side], float] = {}

    def best(self) -> list[Side | None]:
        """From two starts, each caption in turn takes what is best in view of the others, until nothing changes."""
        starts: list[list[Side | None]] = [self._by_worth(), [None] * len(self._worths)]
        return max((self._improved(start) for start in starts), key=self._total)

    def _by_worth(self) -> list[Side | None]:
        return [max(worth, key=lambda side: worth[side], default=None) for worth in self._worths]

    def _improved(self, sides: list[Side | None]) -> list[Side | None]:
        sides = list(sides)
        for _ in range(_ROUNDS):
            before = list(sides)
            for i, worth in enumerate(self._worths):
                sides[i] = max((None, *worth), key=lambda side: self._gain(i, side, sides))
            if sides == before:
                break
        return sides

    def _total(self, sides: Sequence[Side | None]) -> float:
        worths = sum(self._worths[i][side] for i, side in enumerate(sides) if side is not None)
        return worths - sum(1.5 * self._overlap(i, side, j, sides[j]) for i, side in enumerate(sides) for j in range(i))

    def _gain(self, i: int, side: Side | None, sides: Sequence[Side | None]) -> float:
        if side is None:
            return 0.0
        return self._worths[i][side] - sum(
            1.5 * self._overlap(i, side, j, other) for j, other in enumerate(sides) if j != i
        )

    def _overlap(self, i: int, side: Side | None, j: int, other: Side | None) -> float:
        """How much two regions overlap, 0-1; what stands between captions that face each other can be parted."""
        if side is None or other is None:
            return 0.0
        key = (i, side, j, other)
        if key not in self._overlaps:
            one = (self._scene.captions[i], self._options[i][side])
            two = (self._scene.captions[j], self._options[j][other])
            overlap = overlap_share(one[1].box, two[1].box)
            if overlap and _are_facing(one, two) and _parting(self._scene, one, two):
                overlap *= 0.1
            self._overlaps[key] = overlap
        return self._overlaps[key]


def _are_facing(one: tuple[Caption, Region], other: tuple[Caption, Region]) -> bool:
    upper, lower = sorted((one, other), key=lambda pair: -pair[0].box.top)
    return upper[1].side is Side.BELOW and lower[1].side is Side.ABOVE


def _parting(scene: Scene, one: tuple[Caption, Region], other: tuple[Caption, Region]) -> float | None:
    """The height that parts what two captions facing each other claim; a ruled table between them has its own end."""
    upper, lower = sorted((one, other), key=lambda pair: -pair[0].box.top)
    if upper[0].kind is FigureKind.TABLE and is_ruled(upper[1]) and upper[1].box.bottom > lower[1].box.bottom + _END_PT:
        return upper[1].box.bottom - 1
    if lower[0].kind is FigureKind.TABLE and is_ruled(lower[1]) and lower[1].box.top < upper[1].box.top - _END_PT:
        return lower[1].box.top + 1
    return part_facing(scene, upper[1], lower[1])


def _beyond_partings(scene: Scene, options: Sequence[Options], sides: Sequence[Side | None], i: int) -> list[Box]:
    """What a caption may not reach into because a caption that it faces has it; a ruled table needs no such bound."""
    side = sides[i]
    if side is None or (scene.captions[i].kind is FigureKind.TABLE and is_ruled(options[i][side])):
        return []
    own = (scene.captions[i], options[i][side])
    barred = []
    for j, other_side in enumerate(sides):
        if j == i or other_side is None:
            continue
        other = (scene.captions[j], options[j][other_side])
        if not overlap_share(own[1].box, other[1].box) or not _are_facing(own, other):
            continue
        parting = _parting(scene, own, other)
        if parting is not None:
            both = around(own[1].box, other[1].box)
            is_upper = own[0].box.top > other[0].box.top
            barred.append(both._replace(top=parting) if is_upper else both._replace(bottom=parting))
    return barred
