"""One page as the search for figures sees it: what can belong to a figure, and what no figure goes past."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.figures.captions import Caption
from adapters.pdf.figures.frames import frames, have_same_ends, rules_across
from adapters.pdf.figures.front_block import front_block
from adapters.pdf.figures.ink import PageInk
from adapters.pdf.figures.prose import prose_lines
from adapters.pdf.figures.surrounds import (
    algorithms,
    frame_around,
    frame_box,
    frame_lines,
    ornaments,
    up_to_rules,
    with_rule_over,
    without_frame,
)
from adapters.pdf.page.boxes import (
    grown,
    intersection,
    overlap_across,
    overlap_upright,
    share_inside,
    width,
)
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import RULES, ObjectKind, PageContent, PageObject
from adapters.pdf.structure.columns import Column
from adapters.pdf.structure.furniture import drawn_heads, is_background
from adapters.pdf.structure.layout import Layout, LineKey
from bot.model import Box, FigureKind

_HALO_PT = 2.0  # letters reach that far out of their boxes where a font's measures are wrong
_CAPTION_HALO_PT = 1.0  # figures stand closer to these
_FONT_MISSING = 0.3  # of the prose lines without ink: the file brings no font for them, and there is none here either
_DESCENT, _ASCENT = 0.24, 0.72  # of the size
_BAR_PT = 60.0
_MARKING_PT = 4.0
_WATERMARK = 4.0  # times the size of the text
_BAR_GAP_PT = 2.5


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be part of a figure: a graphic, or a line of text.

    Attributes:
        box: Of a graphic, cut to its ink.
        kind: None for text.
        line_index: Of text, in `PageContent.lines`.
        size_pt: Of text.
    """

    box: Box
    kind: ObjectKind | None = None
    line_index: int | None = None
    size_pt: float = 0.0

    @property
    def is_graphic(self) -> bool:
        """Drawn, and more than a rule."""
        return self.kind is not None and self.kind not in RULES


@dataclass(frozen=True, slots=True)
class Scene:
    """A page with captions.

    Attributes:
        items: Graphics that show, and text that is neither prose nor caption nor furniture: labels, cells, code.
        prose: Running text and headings.
        furniture: Running heads, page numbers, stamps, text in the margin, an ornament under the abstract; also title
            and authors.
        ink: Of the page without prose, furniture, captions and the frames around them.
        frames: Of the caption at that place in `captions`: the frame that holds it with its figure, and nobody else's.
        extents: Of the caption at that place in `captions`: what the figure of no other goes into.
    """

    page: PageContent
    body_size_pt: float
    columns: tuple[Column, ...]
    captions: tuple[Caption, ...]
    items: tuple[Item, ...]
    prose: tuple[Box, ...]
    furniture: tuple[Box, ...]
    ink: PageInk
    frames: tuple[Box | None, ...]
    extents: tuple[Box, ...]

    @property
    def stops(self) -> tuple[Box, ...]:
        """What no figure goes past."""
        return self.prose + self.furniture

    def other_captions(self, caption: Caption) -> list[Box]:
        """What stands in the way of a caption because it is another's."""
        return [extent for other, extent in zip(self.captions, self.extents, strict=True) if other is not caption]

    def frame_of(self, caption: Caption) -> Box | None:
        return next(frame for own, frame in zip(self.captions, self.frames, strict=True) if own is caption)


def page_scene(
    page: PageContent,
    layout: Layout,
    columns: Sequence[Column],
    captions: Sequence[Caption],
    ink: PageInk,
    front: frozenset[LineKey] = frozenset(),
) -> Scene:
    """The scene of a page; `front` are the lines of the title and the authors of the paper."""
    in_captions = frozenset(index for caption in captions for _, index in caption.keys)
    words = [page.lines[i].box for i in in_captions]
    surrounds = [_frame(caption, page, ink) for caption in captions]
    marks = _bars(page.objects, words) | _markings(page.objects, words)
    repeating = drawn_heads(page, layout)
    objects = [
        item for item in page.objects if item not in marks and item not in repeating and not is_background(item, page)
    ]
    apart_boxes = algorithms(objects, page.lines) if any(item.kind not in RULES for item in objects) else []
    parting = ornaments(objects, page.lines, columns)
    objects = [item for item in objects if not any(item in rules for rules in parting)]
    furniture = frozenset(index for number, index in layout.furniture if number == page.number)
    furniture |= front_block(page, front, in_captions)
    grounds = [grown(page.lines[i].box, _HALO_PT) for i in furniture]
    objects = [item for item in objects if not any(share_inside(item.box, ground) > 0.95 for ground in grounds)]
    visible = frozenset(i for i, line in enumerate(page.lines) if ink.share(line.box) > 0)
    framed = frames(objects, [caption.box for caption in captions])
    for parts in dict.fromkeys(surrounds):
        objects = without_frame(objects, parts)
    prose = prose_lines(page, layout, columns, in_captions, framed)
    if len(prose - visible) < _FONT_MISSING * len(prose):
        prose &= visible
    apart = prose | in_captions | furniture
    wiped = [item.box for item in page.objects if item in marks or item in repeating]
    wiped += [grown(frame_box(rules), _HALO_PT) for rules in parting]
    wiped += [line for parts in surrounds if parts for line in frame_lines(parts)]
    wiped += [_letters(page.lines[i], _HALO_PT) for i in apart - in_captions]
    rules = rules_across(objects)
    wiped += [up_to_rules(_letters(page.lines[i], _CAPTION_HALO_PT), page.lines[i].box, rules) for i in in_captions]
    clean = ink.without(wiped)
    graphics = _graphics(objects, clean)
    texts = (
        Item(line.box, None, i, line.size_pt)
        for i, line in enumerate(page.lines)
        if i in visible and i not in apart and not _is_watermark(line, layout)
    )
    own_frames = tuple(_own_frame(caption, parts, captions) for caption, parts in zip(captions, surrounds, strict=True))
    return Scene(
        page=page,
        body_size_pt=layout.body_size_pt,
        columns=tuple(columns),
        captions=tuple(captions),
        items=(*graphics, *texts),
        prose=tuple(page.lines[i].box for i in sorted(prose)),
        furniture=(*(page.lines[i].box for i in sorted(furniture)), *map(frame_box, parting), *apart_boxes),
        ink=clean,
        frames=own_frames,
        extents=tuple(
            _with_rule_over(caption, objects, page) if frame is None else frame
            for caption, frame in zip(captions, own_frames, strict=True)
        ),
    )


def _frame(caption: Caption, page: PageContent, ink: PageInk) -> frozenset[PageObject]:
    is_figure = caption.kind is FigureKind.FIGURE  # a table is drawn in rules, and some have the caption between them
    return frame_around(caption.box, page.objects, ink.share) if is_figure else frozenset()


def _own_frame(caption: Caption, parts: frozenset[PageObject], captions: Sequence[Caption]) -> Box | None:
    if not parts:
        return None
    frame = frame_box(parts)
    return None if any(other is not caption and intersection(other.box, frame) for other in captions) else frame


def _with_rule_over(caption: Caption, objects: Sequence[PageObject], page: PageContent) -> Box:
    if caption.kind is FigureKind.FIGURE:
        return caption.box
    return with_rule_over(caption.box, objects, [line.box for line in page.lines])


def _is_watermark(line: Line, layout: Layout) -> bool:
    return line.is_rotated and line.size_pt > _WATERMARK * layout.body_size_pt


def _letters(line: Line, halo_pt: float) -> Box:
    """Where the letters of a line are, with what hangs below it: boxes are measured on some of its letters only."""
    box = grown(line.box, halo_pt)
    if line.is_rotated:
        return box
    return box._replace(
        bottom=min(box.bottom, line.baseline_pt - _DESCENT * line.size_pt),
        top=max(box.top, line.baseline_pt + _ASCENT * line.size_pt),
    )


def _bars(objects: Sequence[PageObject], words: Sequence[Box]) -> frozenset[PageObject]:
    """The bars of roots and fractions in captions, which are drawn as rules; a rule of a table has others like it."""
    short = [item for item in objects if item.kind is ObjectKind.RULE_ACROSS and width(item.box) < _BAR_PT]
    return frozenset(
        item
        for item in short
        if any(
            width(item.box) < 0.5 * width(box)
            and overlap_across(item.box, box) > 0.8 * width(item.box)
            and overlap_upright(item.box, box) > -_BAR_GAP_PT
            for box in words
        )
        and not any(other is not item and have_same_ends(other.box, item.box) for other in short)
    )


def _markings(objects: Sequence[PageObject], words: Sequence[Box]) -> frozenset[PageObject]:
    """Colour laid over words of captions with a marker."""
    return frozenset(
        item
        for item in objects
        if item.kind not in RULES and any(share_inside(item.box, grown(box, _MARKING_PT)) > 0.95 for box in words)
    )


def _graphics(objects: Sequence[PageObject], ink: PageInk) -> Iterator[Item]:
    """The objects that show, each cut to its ink: a form's white margin reaches over text."""
    for item in objects:
        box: Box | None = item.box
        if item.kind not in RULES:
            box = ink.tight(item.box)
        elif not ink.share(item.box):
            box = None
        if box is not None:
            yield Item(intersection(box, item.box) or box, item.kind)
