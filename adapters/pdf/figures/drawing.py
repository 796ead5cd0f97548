"""Pictures of figures and pages, as PNG."""

import io
from contextlib import closing

import pypdfium2 as pdfium
from PIL import Image as Pillow
from PIL import ImageOps

from adapters.pdf.figures.ink import ink_of
from adapters.pdf.page.boxes import height, intersection, width
from bot.errors import FigureError
from bot.model import Box, Image

_SCALE = 2.0  # 144 pixels an inch
_MARGIN_PT = 4.0
_MAX_SIDE_PX = 4096  # of a poster; the platforms that show pictures scale larger ones down anyway
_MIN_SIDE_PT = 1.0
_CLOCKWISE = {  # Pillow turns the other way
    90: Pillow.Transpose.ROTATE_270,
    180: Pillow.Transpose.ROTATE_180,
    270: Pillow.Transpose.ROTATE_90,
}


def draw(document: pdfium.PdfDocument, page: int, box: Box, *, label: str, turn_degrees: int = 0) -> Image:
    """A region of a page at 144 pixels an inch, white edges trimmed, with a white margin of 4 points.

    The margin is painted, not taken from the page: nothing that stands beside the box comes into the picture. A region
    that would be wider or higher than 4096 pixels is drawn smaller.

    Args:
        page: Counted from 1.
        box: In points, of the page as shown.
        label: What an error calls it.
        turn_degrees: By how much the picture is turned clockwise: 0, 90, 180 or 270.

    Raises:
        FigureError: There is no such page, it cannot be drawn, or the box covers nothing of it.
    """
    picture = _trimmed(rendered(document, page, box, label), label)
    if turn_degrees:
        picture = picture.transpose(_CLOCKWISE[turn_degrees])
    return as_png(ImageOps.expand(picture, round(_MARGIN_PT * _SCALE), fill="white"))


def draw_page(document: pdfium.PdfDocument, page: int, *, label: str) -> Image:
    """A whole page at 144 pixels an inch, as it is, for when the figure's place on it is not sure.

    Raises:
        FigureError: There is no such page, or it cannot be drawn.
    """
    return as_png(rendered(document, page, None, label))


def rendered(document: pdfium.PdfDocument, number: int, box: Box | None, label: str) -> Pillow.Image:
    """A region of a page, or all of it, at 144 pixels an inch or less.

    Raises:
        FigureError: There is no such page, it cannot be drawn, or the box covers nothing of it.
    """
    if not 1 <= number <= len(document):
        raise FigureError(label, f"the file has no page {number}")
    try:
        with closing(document[number - 1]) as page:
            shown = Box(0, 0, *page.get_size())
            part = shown if box is None else intersection(box, shown)
            if part is None or width(part) < _MIN_SIDE_PT or height(part) < _MIN_SIDE_PT:
                raise FigureError(label, f"its box covers nothing of page {number}")
            scale = min(_SCALE, _MAX_SIDE_PX / max(width(part), height(part)))
            cut_off = (part.left, part.bottom, shown.right - part.right, shown.top - part.top)
            with closing(page.render(scale=scale, crop=cut_off, draw_annots=False, may_draw_forms=False)) as bitmap:
                picture: Pillow.Image = bitmap.to_pil().convert("RGB")
                return picture
    except pdfium.PdfiumError as error:
        raise FigureError(label, f"page {number} cannot be read") from error


def _trimmed(picture: Pillow.Image, label: str) -> Pillow.Image:
    found = ink_of(picture.convert("L")).getbbox()
    if found is None:
        raise FigureError(label, "there is nothing but white in its box")
    return picture.crop(found)


def as_png(picture: Pillow.Image) -> Image:
    """The picture as it goes out."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    return Image(file.getvalue(), picture.width, picture.height)
