"""Graphics that may hide text, also those in forms: a plot is a form of thousands of parts, few of them near text."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple, TypeAlias

import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.boxes import height, width
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.matrices import IDENTITY, Matrices, Matrix, inverted, multiplied, scale_of, transformed
from adapters.pdf.page.page_content import ObjectKind
from bot.model import Box

KINDS = {
    raw.FPDF_PAGEOBJ_PATH: ObjectKind.PATH,
    raw.FPDF_PAGEOBJ_IMAGE: ObjectKind.IMAGE,
    raw.FPDF_PAGEOBJ_SHADING: ObjectKind.SHADING,
    raw.FPDF_PAGEOBJ_FORM: ObjectKind.FORM,
}
"""What PDFium calls graphics."""

COVER_PT = 3.0  # as high and wide as the smallest type that is read, and more than a rule
_MAX_PARTS = 20_000
"""A form with more is a plot of dots: it is not looked into for what covers text."""
_STRIP_PT = 12.0  # a line of text
_MOST_STRIPS = 8
MAX_DEPTH = 3
"""So deep are forms in forms looked into."""

Place: TypeAlias = tuple[int, ...]


class Cover(NamedTuple):
    """A graphic that may hide text, or stand behind it.

    Attributes:
        box: On the page as shown.
        place: In the order of painting; what has the greater one lies above.
        space: From the space that it is drawn in to that of the page, where it is in a form.
    """

    kind: ObjectKind
    box: Box
    handle: engine.Handle
    place: Place
    space: Matrix = IDENTITY


_Part = tuple[float, float, float, float, engine.Handle, ObjectKind, int]
"""Left, bottom, right, top in the space of its form, handle, kind, number in the form."""


class _Held(NamedTuple):
    """The parts of a form that are as large as a letter, and the way from its space to the page as shown and back.

    Attributes:
        strips: The parts by the strips across the form that they reach into, counted upwards.
        tall: Those that reach into many.
        step: How high a strip is.
    """

    strips: Mapping[int, list[_Part]]
    tall: list[_Part]
    step: float
    space: Matrix
    shown: Matrix
    back: Matrix

    def near(self, text: Box) -> list[_Part]:
        """The parts that reach into a box of the page as shown, the first painted first."""
        left, bottom, right, top = transformed(text, self.back)
        strips = range(math.floor(bottom / self.step), math.floor(top / self.step) + 1)
        found = {
            part[-1]: part
            for part in chain(self.tall, *(self.strips.get(strip, ()) for strip in strips))
            if part[0] <= right and part[2] >= left and part[1] <= top and part[3] >= bottom
        }
        return [found[n] for n in sorted(found)]


class FormParts:
    """What the forms of an open page hold, each read once.

    Args:
        text_places: The places of the text in forms are noted here.
    """

    def __init__(self, frame: PageFrame, text_places: dict[engine.Handle, Place]) -> None:
        self._frame = frame
        self._text_places = text_places
        self._matrices = Matrices()
        self._sides = engine.Numbers("f", 4)
        self._held: dict[engine.Handle, _Held | None] = {}

    def near(self, form: Cover, text: Box) -> Iterator[Cover]:
        """The graphics in a form that reach into the box of a text."""
        if form.handle not in self._held:
            self._held[form.handle] = self._read(form)
        held = self._held[form.handle]
        if held is None:
            return
        for left, bottom, right, top, handle, kind, n in held.near(text):
            box = transformed(Box(left, bottom, right, top), held.shown)
            if width(box) < COVER_PT or height(box) < COVER_PT:
                continue
            part = Cover(kind, box, handle, (*form.place, n), held.space)
            if kind is ObjectKind.FORM:
                yield from self.near(part, text)
            else:
                yield part

    def _read(self, form: Cover) -> _Held | None:
        if engine.count_children(form.handle) > _MAX_PARTS or len(form.place) > MAX_DEPTH:
            return None
        space = multiplied(self._matrices.of(form.handle), form.space)
        shown = multiplied(space, self._frame.matrix)
        back = inverted(shown)
        step = _STRIP_PT / scale_of(shown) if back else 1.0
        least_across, least_upright = _least_sides(shown)
        strips: defaultdict[int, list[_Part]] = defaultdict(list)
        tall: list[_Part] = []
        bounds, at, read, given = engine.object_bounds, self._sides.at, self._sides.read, engine.given
        for n, handle in enumerate(engine.children(form.handle)):
            number = engine.object_kind(handle)
            if number == raw.FPDF_PAGEOBJ_TEXT:
                self._text_places[handle] = (*form.place, n)
            elif number in KINDS and bounds(given(handle), *at):
                left, bottom, right, top = read()
                if right - left < least_across or top - bottom < least_upright:
                    continue
                part = left, bottom, right, top, handle, KINDS[number], n
                if top - bottom > _MOST_STRIPS * step:
                    tall.append(part)
                else:
                    for strip in range(int(bottom // step), int(top // step) + 1):
                        strips[strip].append(part)
        return None if back is None else _Held(strips, tall, step, space, shown, back)


def _least_sides(shown: Matrix) -> tuple[float, float]:
    """How wide and how high a part may at least be that is as large as a letter where the matrix puts it."""
    a, b, c, d, *_ = shown
    if a and d and not b and not c:
        return COVER_PT / abs(a), COVER_PT / abs(d)
    if b and c and not a and not d:
        return COVER_PT / abs(b), COVER_PT / abs(c)
    return 0.0, 0.0
