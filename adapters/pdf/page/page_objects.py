"""The graphics of a page, read from PDFium: images, paths, rules, shadings and forms, as boxes.

A plot can be made of a hundred thousand paths. What is drawn one after another at one place becomes one object, so that
a page yields tens of them; only rules stay single, because tables are read from them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.boxes import height, intersection, union, width
from adapters.pdf.page.clips import Clips
from adapters.pdf.page.faces import FAINT
from adapters.pdf.page.form_parts import COVER_PT, KINDS, MAX_DEPTH, Cover, FormParts, Place
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.matrices import IDENTITY, Matrices, multiplied, transformed
from adapters.pdf.page.page_content import ObjectKind, PageObject
from bot.model import Box

_RULE_PT = 2.5
"""The thickest line that is a rule; booktabs draws 0.8, some templates 2."""
_RULE_LENGTH_PT = 10.0
_NEAR_PT = 4.0
"""Paths nearer than this that follow each other in the file are one drawing."""
_FRAME_PT = 9.0  # as high and wide as text
_PAPER_WHITE = 253  # of 255
_CONTAINER = 0.35  # of the page: a form that is larger holds text and graphics of its own
_WHOLE_PAGE = 0.7
_PLOT_CHILDREN = 3000
"""A form with more that leaves room for text beside it is one plot: its parts are not worth the time to read each."""
_EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)
_MAX_CHILDREN = 150
"""A form with more is taken at the clips of a sample: reading each would cost more than it tells."""
_SAMPLES = 256


class PageGraphics:
    """What was read of a page's objects in one walk; more can be asked as long as the page is open.

    Attributes:
        objects: The graphics in the order of the file, cut to what is visible of the page.
        covers: The single graphics that are as large as a letter, white ones too.
        text_places: Text object -> its place in the order of painting; without those inside of forms that are taken
            as one thing, until the `parts` near them were asked for.
        faint_texts: The text objects in forms that are, as a whole, almost transparent.
        parts: What the forms among `covers` hold.
    """

    def __init__(self, objects: tuple[PageObject, ...], covers: list[Cover], walk: "_Walk") -> None:
        self.objects = objects
        self.covers = covers
        self.text_places = walk.text_places
        self.faint_texts = walk.faint_texts
        self.parts = FormParts(walk.frame, walk.text_places)
        self._walk = walk

    def is_clipped_away(self, text: engine.Handle) -> bool:
        """Whether the clip paths of a text object leave nothing of it."""
        return self._walk.is_clipped_away(text)


def page_graphics(page: pdfium.PdfPage, frame: PageFrame) -> PageGraphics:
    """The graphics of an open page, and in which order they and the text are painted."""
    across, upright = frame.width_pt, frame.height_pt
    walk = _Walk(page, frame)
    merged: list[tuple[ObjectKind, Box]] = []
    covers: list[Cover] = []
    drawing: Box | None = None  # the box of the last of `merged`, if it is a path
    for kind, user_box, handle, place, is_blank in walk.graphics():
        left, bottom, right, top = box = frame.box(*user_box)
        if left < 0 or bottom < 0 or right > across or top > upright:
            left, bottom, right, top = box = Box(max(left, 0), max(bottom, 0), min(right, across), min(top, upright))
            if left > right or bottom > top:
                continue
        is_form = kind is ObjectKind.FORM
        if right - left < COVER_PT or top - bottom < COVER_PT:
            shape = _rule_or(kind, box)
        else:
            shape = kind
            if is_blank or not is_form:
                covers.append(Cover(kind, box, handle, place, walk.space if is_form else IDENTITY))
        if is_blank:
            continue
        if shape is not ObjectKind.PATH:
            merged.append((shape, box))
            drawing = None
        elif drawing is None or not _touch(drawing, box):
            merged.append((shape, box))
            drawing = box
        elif not _is_within(box, drawing):
            drawing = union(drawing, box)
            merged[-1] = shape, drawing
    return PageGraphics(tuple(PageObject(*item) for item in merged), covers, walk)


_Found = tuple[ObjectKind, Box, engine.Handle, Place, bool]
"""Kind, visible box in user space, handle, place in the order of painting, and whether it paints nothing but white.

A form comes with the whole of its box and all its white, and again with what is to be seen of it.
"""


class _Walk:
    """One pass over a page's objects with its own buffers."""

    def __init__(self, page: pdfium.PdfPage, frame: PageFrame) -> None:
        self._page = engine.address(page.raw)
        self._object = partial(engine.page_object, engine.given(self._page))
        self.frame = frame
        self._page_area = max((frame.right - frame.left) * (frame.top - frame.bottom), 1.0)
        self._sides = engine.Numbers("f", 4)
        self._matrices = Matrices()
        self._mode = engine.Numbers("i", 2)
        self._colour = engine.Numbers("I", 4)
        self._clips = Clips()
        self._place = 0
        self.space = IDENTITY
        self.text_places: dict[engine.Handle, Place] = {}
        self.faint_texts: set[engine.Handle] = set()

    def graphics(self) -> Iterator[_Found]:
        """Everything on the page that is not text."""
        yield from self._graphics(map(self._object, range(engine.count_objects(self._page))), 0)

    def _graphics(self, handles: Iterable[engine.Handle], depth: int) -> Iterator[_Found]:
        before: Box | None = None
        for handle, number in self._noted(handles):
            place = (self._place,)
            kind = KINDS.get(number)
            if kind is None:
                continue
            if kind is ObjectKind.FORM:
                if self._is_faint(handle):
                    self.faint_texts.update(self._texts(handle, depth + 1))
                box = self._form_box(handle, depth + 1)
                if box is not None and depth < MAX_DEPTH and self._is_container(handle, box):
                    yield from self._contents(handle, depth + 1)
                    continue
                whole = self._box(handle)
                if whole is not None:  # with the white that it may lay over text
                    yield kind, whole, handle, place, True
                if box is not None:
                    yield kind, box, handle, place, False
                continue
            box = self._box(handle)
            if box is None:
                continue
            # One that lies within what is known already is not asked for its clips.
            if before is None or not _is_within(box, before):
                is_blank = kind is ObjectKind.PATH and self._paints_nothing(handle, box)
                box = self._clips.cut(box, handle)
                if box is None:
                    continue
                if is_blank:
                    yield kind, box, handle, place, True
                    continue
            before = box
            yield kind, box, handle, place, False

    def _noted(self, handles: Iterable[engine.Handle]) -> Iterator[tuple[engine.Handle, int]]:
        """The objects that are no text, with their kinds; all are counted on, and the places of the text noted."""
        listed = list(handles)
        kinds = list(map(engine.object_kind, listed))
        done = 0
        for n, kind in enumerate(kinds):
            if kind != raw.FPDF_PAGEOBJ_TEXT:
                if done < n:
                    self._note(listed[done:n])
                done = n + 1
                self._place += 1
                yield listed[n], kind
        self._note(listed[done:])

    def _note(self, texts: Sequence[engine.Handle]) -> None:
        first = self._place + 1
        self._place += len(texts)
        self.text_places.update(zip(texts, zip(range(first, first + len(texts)), strict=True), strict=True))

    def is_clipped_away(self, text: engine.Handle) -> bool:
        box = self._box(text)
        if box is None or not width(box) or not height(box):
            return False
        left = self._clips.cut(box, text)
        return left is None or not width(left) or not height(left)

    def _is_faint(self, form: engine.Handle) -> bool:
        return bool(engine.object_colour(engine.given(form), *self._colour.at)) and self._colour.number(3) < FAINT

    def _texts(self, form: engine.Handle, depth: int) -> Iterator[engine.Handle]:
        for child in engine.children(form):
            kind = engine.object_kind(child)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield child
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                yield from self._texts(child, depth + 1)

    def _is_container(self, form: engine.Handle, box: Box) -> bool:
        share = width(box) * height(box) / self._page_area
        if share <= _CONTAINER:
            return False
        return share > _WHOLE_PAGE or engine.count_children(form) <= _PLOT_CHILDREN

    def _contents(self, form: engine.Handle, depth: int) -> Iterator[_Found]:
        """What a form holds, in the space it is placed in: publishers wrap whole pages into one form."""
        matrix = self._matrices.of(form)
        outside = self.space
        self.space = multiplied(matrix, outside)
        for kind, box, handle, place, is_blank in self._graphics(engine.children(form), depth):
            yield kind, transformed(box, matrix), handle, place, is_blank
        self.space = outside

    def _visible_box(self, handle: engine.Handle, number: int, *, within: Box | None) -> Box | None:
        """What is to be seen of an object; one that lies `within` what is known already is not asked for its clips."""
        box = self._box(handle)
        if box is None or (within is not None and _is_within(box, within)):
            return box
        if number == raw.FPDF_PAGEOBJ_PATH and self._paints_nothing(handle, box):
            return None
        return self._clips.cut(box, handle)

    def _form_box(self, handle: engine.Handle, depth: int) -> Box | None:
        """The box of a form in the space it is placed in.

        PDFium's own box of a form spans its children whether or not its BBox cuts them off, and can be larger than
        the page. Each child carries the BBox among its clips: the children, cut, are what is visible.
        """
        count = engine.count_children(handle)
        matrix = self._matrices.of(handle)
        if count > _MAX_CHILDREN:
            whole = self._box(handle)
            clip = self._widest_clip(handle, count)
            return whole if whole is None or clip is None else intersection(whole, transformed(clip, matrix))
        inside: Box | None = None
        for child in engine.children(handle):
            number = engine.object_kind(child)
            if number == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                box = self._form_box(child, depth + 1)
                box = None if box is None else self._clips.cut(box, child)
            else:
                box = self._visible_box(child, number, within=inside)
            if box is not None:
                inside = box if inside is None else union(inside, box)
        return None if inside is None else transformed(inside, matrix)

    def _widest_clip(self, form: engine.Handle, count: int) -> Box | None:
        """The box around the clips of some children; None if none has any.

        PDFium drops what cuts nothing off, so a child without one is in sight as a whole.
        """
        widest: Box | None = None
        is_clipped = False
        for index in range(0, count, max(count // _SAMPLES, 1)):
            child = engine.child_object(form, index)
            clip = self._clips.cut(_EVERYWHERE, child)
            if clip == _EVERYWHERE:
                clip = self._box(child)
            elif clip is not None:
                is_clipped = True
            if clip is not None:
                widest = clip if widest is None else union(widest, clip)
        return widest if is_clipped else None

    def _paints_nothing(self, path: engine.Handle, box: Box) -> bool:
        """Whether a path as large as text has neither outline nor colour: layout programs draw one round each frame."""
        if (
            height(box) < _FRAME_PT
            or width(box) < _FRAME_PT
            or not engine.draw_mode(engine.given(path), *self._mode.at)
        ):
            return False
        fill_mode, is_stroked = self._mode.read()
        if is_stroked:
            return False
        if fill_mode == raw.FPDF_FILLMODE_NONE:
            return True
        if not engine.object_colour(engine.given(path), *self._colour.at):
            return False
        *channels, alpha = self._colour.read()
        return alpha == 0 or min(channels) >= _PAPER_WHITE

    def _box(self, handle: engine.Handle) -> Box | None:
        return Box._make(self._sides.read()) if engine.object_bounds(engine.given(handle), *self._sides.at) else None


def _rule_or(kind: ObjectKind, box: Box) -> ObjectKind:
    """`kind`, or a rule; old programs draw rules as images of one pixel."""
    if kind not in (ObjectKind.PATH, ObjectKind.IMAGE):
        return kind
    across, upright = width(box), height(box)
    if upright <= _RULE_PT and across >= max(_RULE_LENGTH_PT, 3 * upright):
        return ObjectKind.RULE_ACROSS
    if across <= _RULE_PT and upright >= max(_RULE_LENGTH_PT, 3 * across):
        return ObjectKind.RULE_UPRIGHT
    return kind


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - _NEAR_PT <= other.right
        and other.left - _NEAR_PT <= one.right
        and one.bottom - _NEAR_PT <= other.top
        and other.bottom - _NEAR_PT <= one.top
    )


def _is_within(box: Box, outer: Box) -> bool:
    return outer.left <= box.left and outer.bottom <= box.bottom and box.right <= outer.right and box.top <= outer.top
