"""What is really to be seen of a page: its picture in black and white, a pixel a point.

Boxes of objects lie: they count what a clip path cuts off, what is white on white, what lies behind something else. The
picture does not. So the edges of crops are found on it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from adapters.pdf.page.outlines import vast_outlines_left_out
from bot.model import Box

_WHITE = 250
"""Lighter than this is paper: the grey of a shaded table row (#f2f2f2) is ink, the noise of a JPEG's white is not."""


_MAX_SIDE_PX = 3000
"""A poster of 5 m is drawn at less than a pixel a point, or its picture would fill the memory."""


@dataclass(frozen=True, slots=True)
class PageInk:
    """The ink of a page as shown; boxes are in points.

    Attributes:
        mask: 255 where there is ink, 0 where there is paper.
        pixels_per_pt: 1 for all but huge pages; boxes are good to one pixel.
    """

    mask: Image.Image
    pixels_per_pt: float = 1.0

    def tight(self, box: Box) -> Box | None:
        """The smallest box around the ink inside `box`, or None where there is none."""
        region = self._pixels(box)
        found = self.mask.crop(region).getbbox() if region else None
        if region is None or found is None:
            return None
        left, top = region[0] + found[0], region[1] + found[1]
        right, bottom = region[0] + found[2], region[1] + found[3]
        page_height, scale = self.mask.height, self.pixels_per_pt
        return Box(left / scale, (page_height - bottom) / scale, right / scale, (page_height - top) / scale)

    def clear_rows(self, box: Box) -> list[tuple[float, float]]:
        """(bottom, top) of each strip across `box` without ink, from the lowest."""
        region = self._pixels(box)
        if region is None:
            return []
        _, rows = self.mask.crop(region).getprojection()
        start, scale = (self.mask.height - region[3]) / self.pixels_per_pt, self.pixels_per_pt
        return [(start + low / scale, start + high / scale) for low, high in _runs_of_zero(rows[::-1])]

    def clear_columns(self, box: Box) -> list[tuple[float, float]]:
        """(left, right) of each strip up `box` without ink, from the left."""
        region = self._pixels(box)
        if region is None:
            return []
        columns, _ = self.mask.crop(region).getprojection()
        start, scale = region[0] / self.pixels_per_pt, self.pixels_per_pt
        return [(start + low / scale, start + high / scale) for low, high in _runs_of_zero(columns)]

    def share(self, box: Box) -> float:
        """How much of `box` is ink, 0-1."""
        region = self._pixels(box)
        if region is None:
            return 0.0
        part = self.mask.crop(region)
        return part.histogram()[255] / (part.width * part.height)

    def without(self, boxes: Iterable[Box]) -> "PageInk":
        """The same page with `boxes` wiped clean."""
        mask = self.mask.copy()
        draw = ImageDraw.Draw(mask)
        for box in boxes:
            region = self._pixels(box)
            if region is not None:
                draw.rectangle((region[0], region[1], region[2] - 1, region[3] - 1), fill=0)
        return PageInk(mask, self.pixels_per_pt)

    def turned(self, degrees: int) -> "PageInk":
        """The page turned clockwise by 90 or 270 degrees."""
        turn = Image.Transpose.ROTATE_270 if degrees == 90 else Image.Transpose.ROTATE_90  # PIL turns the other way
        return PageInk(self.mask.transpose(turn), self.pixels_per_pt)

    def _pixels(self, box: Box) -> tuple[int, int, int, int] | None:
        """(left, top, right, bottom) of every pixel that the box touches, or None if that is none."""
        scale, page_height = self.pixels_per_pt, self.mask.height
        left = max(math.floor(box.left * scale), 0)
        right = min(math.ceil(box.right * scale), self.mask.width)
        top = max(math.floor(page_height - box.top * scale), 0)
        bottom = min(math.ceil(page_height - box.bottom * scale), page_height)
        return (left, top, right, bottom) if left < right and top < bottom else None


def page_ink(page: pdfium.PdfPage) -> PageInk:
    """The ink of an open page, links and other annotations left out."""
    scale = min(1.0, _MAX_SIDE_PX / max(page.get_size()))
    with (
        vast_outlines_left_out(page),
        closing(page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)) as bitmap,
    ):
        return PageInk(ink_of(bitmap.to_pil()), scale)


def ink_of(grey: Image.Image) -> Image.Image:
    """The same picture with 255 where there is ink and 0 where there is paper."""
    return grey.point(lambda value: 255 if value < _WHITE else 0)


def _runs_of_zero(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, past the last) of each run of zeros."""
    start = 0
    for is_zero, run in groupby(values, key=lambda value: value == 0):
        end = start + len(list(run))
        if is_zero:
            yield start, end
        start = end
