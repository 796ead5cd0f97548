"""The outlines of paths: how thick they are, and those that are too dear to draw.

A translucent path that is filled and outlined PDFium draws in a picture of its own, as large as the whole box of the
path and not as what of it is asked for. An area of a plot that runs far out of the page takes a second and some hundred
MB so, and a hundredth of that without its outline.
"""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.form_parts import COVER_PT, MAX_DEPTH
from adapters.pdf.page.matrices import Matrices, scale_of

_MAX_OBJECTS = 50_000  # of a page that are looked at


class Outlines:
    """How the outlines of paths are drawn; to be asked while their page is open."""

    def __init__(self) -> None:
        self._matrices = Matrices()
        self._width = engine.Numbers("f", 1)

    def are_thick(self, path: engine.Handle, scale: float = 1.0) -> bool:
        """Whether the outline of a path is as wide as letters are high; `scale` is that of the form it is in."""
        engine.stroke_width(engine.given(path), self._width.at[0])
        a, b, *_ = self._matrices.of(path)
        return self._width.number(0) * math.hypot(a, b) * scale >= COVER_PT


@contextmanager
def vast_outlines_left_out(page: pdfium.PdfPage) -> Iterator[None]:
    """An open page without the thin outlines of the translucent areas that are larger than the page."""
    width_pt, height_pt = page.get_size()
    fills = dict(_Vast(width_pt * height_pt).of_page(engine.address(page.raw)))
    for path, fill in fills.items():
        engine.set_draw_mode(path, fill, False)
    try:
        yield
    finally:
        for path, fill in fills.items():
            engine.set_draw_mode(path, fill, True)


class _Vast:
    """One walk over the objects of a page, for paths that are filled, outlined and larger than `area` square points."""

    def __init__(self, area: float) -> None:
        self._area = area
        self._left = _MAX_OBJECTS
        self._outlines = Outlines()
        self._sides = engine.Numbers("f", 4)
        self._matrices = Matrices()
        self._mode = engine.Numbers("i", 2)

    def of_page(self, page: engine.Handle) -> Iterator[tuple[engine.Handle, int]]:
        """(path, how it is filled)."""
        given = engine.given(page)
        yield from self._among((engine.page_object(given, n) for n in range(engine.count_objects(page))), 1.0, 0)

    def _among(self, handles: Iterable[engine.Handle], scale: float, depth: int) -> Iterator[tuple[engine.Handle, int]]:
        for handle in handles:
            self._left -= 1
            if self._left < 0:
                return
            kind = engine.object_kind(handle)
            if kind == raw.FPDF_PAGEOBJ_PATH and engine.has_transparency(engine.given(handle)) > 0:
                fill = self._fill_of_vast(handle, scale)
                if fill != raw.FPDF_FILLMODE_NONE:
                    yield handle, fill
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                its_scale = scale * scale_of(self._matrices.of(handle))
                yield from self._among(engine.children(handle), its_scale, depth + 1)

    def _fill_of_vast(self, path: engine.Handle, scale: float) -> int:
        """How a path is filled that is also outlined, thinly, and too large; of all others, that it is not."""
        given = engine.given(path)
        if not engine.draw_mode(given, *self._mode.at) or not engine.object_bounds(given, *self._sides.at):
            return int(raw.FPDF_FILLMODE_NONE)
        fill, is_stroked = self._mode.read()
        left, bottom, right, top = self._sides.read()
        is_vast = (right - left) * (top - bottom) * scale**2 > self._area
        is_dear = is_stroked and is_vast and not self._outlines.are_thick(path, scale)
        return int(fill) if is_dear else int(raw.FPDF_FILLMODE_NONE)
