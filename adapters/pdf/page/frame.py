"""From a PDF page's own coordinates to the page as a reader sees it."""

from dataclasses import dataclass

import pypdfium2 as pdfium

from adapters.pdf.page.matrices import Matrix
from bot.model import Box

_made = tuple.__new__


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible box of a page in user space and its rotation (0, 90, 180, 270 degrees clockwise).

    PDFium's text and object boxes are in user space, before cropping and rotation; everything that leaves
    `adapters.pdf` is in points from the lower left corner of the page as shown.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width_pt(self) -> float:
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height_pt(self) -> float:
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """From user space to the page as shown, as `box` takes single boxes there."""
        match self.rotation:
            case 90:
                return 0.0, -1.0, 1.0, 0.0, -self.bottom, self.right
            case 180:
                return -1.0, 0.0, 0.0, -1.0, self.right, self.top
            case 270:
                return 0.0, 1.0, -1.0, 0.0, self.top, -self.left
            case _:
                return 1.0, 0.0, 0.0, 1.0, -self.left, -self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The same region on the page as shown."""
        if not self.rotation:
            # As Box(...) makes it, at half the price: every letter and graphic passes here.
            return _made(Box, (left - self.left, bottom - self.bottom, right - self.left, top - self.bottom))
        match self.rotation:
            case 90:
                return Box(bottom - self.bottom, self.right - right, top - self.bottom, self.right - left)
            case 180:
                return Box(self.right - right, self.top - top, self.right - left, self.top - bottom)
            case _:
                return Box(self.top - top, left - self.left, self.top - bottom, right - self.left)

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """The same direction on the page as shown."""
        match self.rotation:
            case 90:
                return y, -x
            case 180:
                return -x, -y
            case 270:
                return -y, x
            case _:
                return x, y


def page_frame(page: pdfium.PdfPage) -> PageFrame:
    """The frame of an open page: its crop box within its media box, as PDFium shows it."""
    left, bottom, right, top = page.get_bbox()
    return PageFrame(left, bottom, right, top, page.get_rotation())
