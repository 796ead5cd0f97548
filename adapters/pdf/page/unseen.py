"""Whether text makes any difference to what a reader sees: the page is drawn with it and without it."""

from collections.abc import Collection, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from adapters.pdf.page import engine
from adapters.pdf.page.boxes import around, height
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.outlines import vast_outlines_left_out
from adapters.pdf.page.runs import Run
from bot.model import Box

_SCALE = 2.0
_MAX_SIDE_PX = 3000
_MIN_CONTRAST = 24  # of 255, in one of the colours, between a letter that can be read and what is behind it
_PAST_LATIN = "\u0180"
_INNER = 0.15  # of the height of a word at its upper and lower edge, where letters of other lines reach in


class Difference:
    """What drawing some runs changes of a page: nothing, where they are not to be seen.

    They are all left out at once, with all that their text objects draw, and so are the `copies`: text objects of which
    the engine gives no text, since they repeat others.
    """

    def __init__(
        self, page: pdfium.PdfPage, frame: PageFrame, runs: Sequence[Run], copies: Collection[engine.Handle] = ()
    ) -> None:
        self._scale = min(_SCALE, _MAX_SIDE_PX / max(frame.width_pt, frame.height_pt))
        self._part = _whole_points(around(*(run.box for run in runs)), frame)
        modes = {
            source: engine.render_mode(engine.given(source)) for source in {*copies, *(run.source for run in runs)}
        }
        turn = (frame.rotation - page.get_rotation()) % 360
        part = self._part
        cut_off = (part.left, part.bottom, frame.width_pt - part.right, frame.height_pt - part.top)
        with vast_outlines_left_out(page):
            with_text = _drawn(page, self._scale, cut_off, turn)
            for source in modes:
                engine.set_render_mode(source, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            without = _drawn(page, self._scale, cut_off, turn)
        for source, mode in modes.items():
            engine.set_render_mode(source, mode)
        self._picture = ImageChops.difference(with_text, without)

    def is_at(self, box: Box) -> bool:
        """Whether it shows inside of `box`."""
        inner = _INNER * height(box)
        scale, part = self._scale, self._part
        region = (
            max(int((box.left - part.left) * scale), 0),
            max(int((part.top - box.top + inner) * scale), 0),
            min(int((box.right - part.left) * scale) + 1, self._picture.width),
            min(int((part.top - box.bottom - inner) * scale) + 1, self._picture.height),
        )
        if region[2] <= region[0] or region[3] <= region[1]:
            return False
        return max(high for _, high in self._picture.crop(region).getextrema()) >= _MIN_CONTRAST  # type: ignore[misc]  # one pair a colour


def _whole_points(box: Box, frame: PageFrame) -> Box:
    """The box within the page, with whole points to be cut off at each side."""
    across, upright = frame.width_pt, frame.height_pt
    left, bottom = max(int(box.left), 0), max(int(box.bottom), 0)
    right, top = max(int(across - box.right), 0), max(int(upright - box.top), 0)
    return Box(left, bottom, across - right, upright - top)


def _drawn(page: pdfium.PdfPage, scale: float, cut_off: tuple[float, ...], turn: int) -> Image.Image:
    picture: Image.Image = page.render(scale=scale, crop=cut_off, rotation=turn).to_pil().convert("RGB")
    return picture


def is_drawable(run: Run) -> bool:
    """Whether the engine surely has the letters of a run; for fonts that are not in the file it has Latin ones only."""
    return engine.is_embedded(engine.font_of(engine.given(run.source))) > 0 or max(run.text, default="") < _PAST_LATIN
