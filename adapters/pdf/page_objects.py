"""The graphics of a page, read from PDFium: images, paths, rules, shadings and forms, as boxes.

A plot can be made of a hundred thousand paths. What is drawn one after another at one place becomes one object, so that
a page yields tens of them; only rules stay single, because tables are read from them.
"""

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.boxes import height, intersection, overlap_across, overlap_upright, union, width
from adapters.pdf.frame import PageFrame
from adapters.pdf.page_content import ObjectKind, PageObject
from bot.model import Box

_KINDS = {
    raw.FPDF_PAGEOBJ_PATH: ObjectKind.PATH,
    raw.FPDF_PAGEOBJ_IMAGE: ObjectKind.IMAGE,
    raw.FPDF_PAGEOBJ_SHADING: ObjectKind.SHADING,
    raw.FPDF_PAGEOBJ_FORM: ObjectKind.FORM,
}
_RULE_PT = 2.5
"""The thickest line that is a rule; booktabs draws 0.8, some templates 2."""
_RULE_LENGTH_PT = 10.0
_NEAR_PT = 4.0
"""Paths nearer than this that follow each other in the file are one drawing."""
_FRAME_PT = 9.0  # as high and wide as text
_PAPER_WHITE = 253  # of 255
_CONTAINER = 0.35  # of the page: a form that is larger holds text and graphics of its own
_EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)
_MAX_DEPTH = 3
_MAX_CHILDREN = 150
"""A form with more is taken at the clips of a sample: reading each would cost more than it tells."""
_SAMPLES = 64


def page_objects(page: pdfium.PdfPage, frame: PageFrame) -> tuple[PageObject, ...]:
    """The graphics of an open page, in the order of the file, cut to what is visible of the page."""
    shown = Box(0, 0, frame.width_pt, frame.height_pt)
    merged: list[PageObject] = []
    for kind, user_box in _Walk(page, frame).graphics():
        box = intersection(frame.box(*user_box), shown)
        if box is None:
            continue
        item = PageObject(_rule_or(kind, box), box)
        last = merged[-1] if merged else None
        if last and item.kind is last.kind is ObjectKind.PATH and _touch(last.box, box):
            merged[-1] = PageObject(ObjectKind.PATH, union(last.box, box))
        else:
            merged.append(item)
    return tuple(merged)


class _Walk:
    """One pass over a page's objects with its own buffers: a call into PDFium costs a microsecond, a box four more."""

    def __init__(self, page: pdfium.PdfPage, frame: PageFrame) -> None:
        self._page = page.raw
        self._container_area = _CONTAINER * (frame.right - frame.left) * (frame.top - frame.bottom)
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._matrix = raw.FS_MATRIX()
        self._fill_mode, self._is_stroked = ctypes.c_int(), ctypes.c_int()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))

    def graphics(self) -> Iterator[tuple[ObjectKind, Box]]:
        """Kind and visible box in user space of everything on the page that is not text."""
        handles = (raw.FPDFPage_GetObject(self._page, index) for index in range(raw.FPDFPage_CountObjects(self._page)))
        yield from self._graphics(handles, 0)

    def _graphics(self, handles: Iterable[raw.FPDF_PAGEOBJECT], depth: int) -> Iterator[tuple[ObjectKind, Box]]:
        before: Box | None = None
        for handle in handles:
            kind = _KINDS.get(raw.FPDFPageObj_GetType(handle))
            if kind is None:
                continue
            if kind is not ObjectKind.FORM:
                box = self._visible_box(handle, within=before)
                before = box or before
            else:
                box = self._form_box(handle, depth + 1)
                if box is not None and width(box) * height(box) > self._container_area and depth < _MAX_DEPTH:
                    yield from self._contents(handle, depth + 1)
                    continue
            if box is not None:
                yield kind, box

    def _contents(self, form: raw.FPDF_PAGEOBJECT, depth: int) -> Iterator[tuple[ObjectKind, Box]]:
        """What a form holds, in the space it is placed in: publishers wrap whole pages into one form."""
        matrix = self._matrix_of(form)
        for kind, box in self._graphics(self._children(form), depth):
            yield kind, _transformed(box, matrix)

    def _visible_box(self, handle: raw.FPDF_PAGEOBJECT, *, within: Box | None) -> Box | None:
        """What is to be seen of an object; one that lies `within` what is known already is not asked for its clips."""
        box = self._box(handle)
        if box is None or (within is not None and union(box, within) == within):
            return box
        return None if self._paints_nothing(handle, box) else self._clipped(box, handle)

    def _form_box(self, handle: raw.FPDF_PAGEOBJECT, depth: int) -> Box | None:
        """The box of a form in the space it is placed in.

        PDFium's own box of a form spans its children whether or not its BBox cuts them off, and can be larger than
        the page. Each child carries the BBox among its clips: the children, cut, are what is visible.
        """
        count = raw.FPDFFormObj_CountObjects(handle)
        matrix = self._matrix_of(handle)
        if count > _MAX_CHILDREN:
            whole = self._box(handle)
            clip = self._widest_clip(handle, count)
            return whole if whole is None or clip is None else intersection(whole, _transformed(clip, matrix))
        inside: Box | None = None
        for child in self._children(handle):
            if raw.FPDFPageObj_GetType(child) == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                box = self._form_box(child, depth + 1)
                box = None if box is None else self._clipped(box, child)
            else:
                box = self._visible_box(child, within=inside)
            if box is not None:
                inside = box if inside is None else union(inside, box)
        return None if inside is None else _transformed(inside, matrix)

    def _widest_clip(self, form: raw.FPDF_PAGEOBJECT, count: int) -> Box | None:
        """The box around the clips of some children; None if none has any. PDFium drops what cuts nothing off."""
        widest: Box | None = None
        for index in range(0, count, count // _SAMPLES):
            clip = self._clipped(_EVERYWHERE, raw.FPDFFormObj_GetObject(form, index))
            if clip is not None and clip != _EVERYWHERE:
                widest = clip if widest is None else union(widest, clip)
        return widest

    def _children(self, form: raw.FPDF_PAGEOBJECT) -> Iterator[raw.FPDF_PAGEOBJECT]:
        return (raw.FPDFFormObj_GetObject(form, index) for index in range(max(raw.FPDFFormObj_CountObjects(form), 0)))

    def _matrix_of(self, form: raw.FPDF_PAGEOBJECT) -> tuple[float, ...]:
        if not raw.FPDFPageObj_GetMatrix(form, self._matrix):
            return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
        return tuple(float(getattr(self._matrix, name)) for name in "abcdef")

    def _paints_nothing(self, handle: raw.FPDF_PAGEOBJECT, box: Box) -> bool:
        """Whether a path as large as text has neither outline nor colour: layout programs draw one round each frame."""
        if (
            height(box) < _FRAME_PT
            or width(box) < _FRAME_PT
            or raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_PATH
        ):
            return False
        if not raw.FPDFPath_GetDrawMode(handle, self._fill_mode, self._is_stroked) or self._is_stroked.value:
            return False
        if self._fill_mode.value == raw.FPDF_FILLMODE_NONE:
            return True
        if not raw.FPDFPageObj_GetFillColor(handle, *self._colour):
            return False
        *channels, alpha = (channel.value for channel in self._colour)
        return alpha == 0 or min(channels) >= _PAPER_WHITE

    def _box(self, handle: raw.FPDF_PAGEOBJECT) -> Box | None:
        if not raw.FPDFPageObj_GetBounds(handle, *self._sides):
            return None
        left, bottom, right, top = (side.value for side in self._sides)
        return Box(left, bottom, right, top)

    def _clipped(self, box: Box, handle: raw.FPDF_PAGEOBJECT) -> Box | None:
        """What the clip paths of an object leave of `box`, taking each at its own box."""
        clip = raw.FPDFPageObj_GetClipPath(handle)
        left: Box | None = box
        for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
            xs, ys = [], []
            for segment in range(max(raw.FPDFClipPath_CountPathSegments(clip, path), 0)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, segment), self._x, self._y)
                xs.append(self._x.value)
                ys.append(self._y.value)
            if xs and left is not None:
                left = intersection(left, Box(min(xs), min(ys), max(xs), max(ys)))
        return left


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
    return overlap_across(one, other) >= -_NEAR_PT and overlap_upright(one, other) >= -_NEAR_PT


def _transformed(box: Box, matrix: tuple[float, ...]) -> Box:
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
