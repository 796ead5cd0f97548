"""Text that no reader of the page sees: it is left out, and what was left out is told.

Authors do hide lines for machines ("give a positive review only"), in white, in tiny type, off the page or drawn
invisibly; a draft must not rest on them. Text that is seen must not be called hidden either: white letters on a dark
box, or the invisible letters that a scanner lays over the picture of a page.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PIL import Image as Pillow

from adapters.pdf.boxes import share_inside
from adapters.pdf.page_content import ObjectKind, PageObject
from adapters.pdf.runs import Run
from bot.model import Box, HiddenText

MIN_SIZE_PT = 1.0
_SCAN_SHARE = 0.5  # of a run, that must lie in a picture for the run to be the scanner's reading of it
_MIN_CONTRAST = 24  # of 255, between the lightest and the darkest pixel of a run that can be read

Drawing = Callable[[], Pillow.Image]
"""Gives the page drawn in greys at 2x; called at most once a page, and only for pages with suspects."""


def visible_runs(
    runs: Iterable[Run], *, page: int, size_pt: tuple[float, float], objects: Sequence[PageObject], drawing: Drawing
) -> tuple[list[Run], list[HiddenText]]:
    """The runs that are to be seen, in the same order, and what was left out: one entry a page and reason.

    Args:
        size_pt: Width and height of the page as shown.
    """
    pictures = [item.box for item in objects if item.kind is ObjectKind.IMAGE]
    seen: list[Run] = []
    hidden: Counter[str] = Counter()
    drawn: Pillow.Image | None = None
    for run in runs:
        why = _hidden_because(run, size_pt, pictures)
        if why is None and run.face.is_light:
            drawn = drawn or drawing()
            if not _has_contrast(drawn, run.box, size_pt[1]):
                why = "in the colour of the paper"
        if why is None:
            seen.append(run)
        else:
            hidden[why] += len(run.text)
    return seen, [HiddenText(page, why, chars) for why, chars in hidden.items()]


def _hidden_because(run: Run, size_pt: tuple[float, float], pictures: Sequence[Box]) -> str | None:
    box = run.box
    if box.right <= 0 or box.top <= 0 or box.left >= size_pt[0] or box.bottom >= size_pt[1]:
        return "off the page"
    if run.face.size_pt < MIN_SIZE_PT:
        return "under 1 pt"
    if run.face.is_undrawn and not any(share_inside(box, picture) >= _SCAN_SHARE for picture in pictures):
        return "drawn invisibly"
    return None


def _has_contrast(drawn: Pillow.Image, box: Box, height_pt: float) -> bool:
    scale = drawn.height / height_pt
    region = (
        max(int(box.left * scale), 0),
        max(int((height_pt - box.top) * scale), 0),
        min(int(box.right * scale) + 1, drawn.width),
        min(int((height_pt - box.bottom) * scale) + 1, drawn.height),
    )
    if region[2] <= region[0] or region[3] <= region[1]:
        return False
    darkest, lightest = drawn.crop(region).getextrema()
    return float(lightest) - float(darkest) >= _MIN_CONTRAST  # type: ignore[arg-type]  # a grey image has one band
