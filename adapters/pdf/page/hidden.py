"""Text that no reader of the page sees: it is left out, and what was left out is told.

Authors do hide lines for machines ("give a positive review only"), in white, in tiny type, off the page or drawn
invisibly; a draft must not rest on them. Text that is seen must not be called hidden either: white letters on a dark
box, or the invisible letters that a scanner lays over the picture of a page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2 as pdfium

from adapters.pdf.page.boxes import share_inside
from adapters.pdf.page.characters import clean
from adapters.pdf.page.covers import CLIPPED, suspects
from adapters.pdf.page.faces import MIN_SIZE_PT
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.hyperlinks import link_handles
from adapters.pdf.page.page_content import ObjectKind
from adapters.pdf.page.page_objects import PageGraphics, page_graphics
from adapters.pdf.page.runs import Run, TextPage
from adapters.pdf.page.unseen import Difference, is_drawable
from bot.model import Box, HiddenText

_SCAN_SHARE = 0.5  # of a run, that must lie in pictures for the run to be the scanner's reading of it
_SAME_PLACE = 0.5  # of the hidden text, that the text which repeats it covers
_NO_INK_PT = 0.02  # high: what PDFium says of letters without an outline
_WORD = re.compile(r"[^\W\d_]{4}")  # single signs without an outline are signs that the engine cannot draw
_WHITE = "in the colour of the paper"
_BLANK = "in letters that draw nothing"


def visible_runs(
    text: TextPage,
    page: pdfium.PdfPage,
    frame: PageFrame,
    *,
    number: int,
    graphics: PageGraphics | None = None,
    links: int | None = None,
) -> tuple[list[Run], list[HiddenText]]:
    """The runs that are to be seen, in the same order, and what was left out: one entry a page and reason.

    Args:
        number: Of the page.
        graphics: Of the page, if they are known already.
        links: How many its annotations are, if that is known already.
    """
    graphics = graphics or page_graphics(page, frame)
    runs = text.runs()
    reasons = dict(_told_by_the_file(runs, frame, graphics))
    doubts = suspects(runs, page, frame, graphics, len(link_handles(page)) if links is None else links)
    for i, run in enumerate(runs):
        if run.face.is_light:
            doubts.setdefault(i, _WHITE)
        elif run.box.top - run.box.bottom < _NO_INK_PT and _WORD.search(run.text) and is_drawable(run):
            doubts.setdefault(i, _BLANK)
    doubts = {
        i: why
        for i, why in doubts.items()
        if i not in reasons and not runs[i].face.is_undrawn and clean(runs[i].text).strip()
    }
    left: dict[int, list[Run]] = {i: [] for i in reasons}
    if doubts:
        # Of text that is painted twice in one place the engine knows the first only; the second may be in sight.
        copies = graphics.text_places.keys() - {run.source for run in runs}
        left |= _left_of(runs, doubts, text, Difference(page, frame, [runs[i] for i in doubts], copies))
    if not left:
        return runs, []
    seen = [run for i, run in enumerate(runs) for run in left.get(i, [run])]
    hidden = Counter[str]()
    for i, words in left.items():
        run = runs[i]
        if not any(_repeats(other, run) for other in seen):
            hidden[(doubts | reasons)[i]] += (
                len(run.text) if not words else _solid(run.text) - sum(_solid(word.text) for word in words)
            )
    return seen, [HiddenText(number, why, chars) for why, chars in hidden.items()]


def _told_by_the_file(runs: Sequence[Run], frame: PageFrame, graphics: PageGraphics) -> Iterator[tuple[int, str]]:
    """(index of a run, why it is not to be seen), where no drawing is needed to know."""
    across, upright = frame.width_pt, frame.height_pt
    pictures: list[Box] | None = None
    for i, run in enumerate(runs):
        (left, bottom, right, top), face = run.box, run.face
        if right <= 0 or top <= 0 or left >= across or bottom >= upright:
            yield i, "off the page"
        elif face.size_pt < MIN_SIZE_PT or face.is_squeezed:
            yield i, "under 1 pt"
        elif face.is_undrawn:
            pictures = pictures or [item.box for item in graphics.objects if item.kind is ObjectKind.IMAGE]
            # A scan may come in strips, and a line on the border of two.
            if sum(share_inside(run.box, picture) for picture in pictures) < _SCAN_SHARE:
                yield i, "drawn invisibly"


def _left_of(
    runs: Sequence[Run], doubts: Mapping[int, str], text: TextPage, difference: Difference
) -> dict[int, list[Run]]:
    """Index of a run -> the words of it that are to be seen, where these are not all."""
    left = {}
    for i, why in doubts.items():
        words = text.words(runs[i])
        seen = [word for word in words if difference.is_at(_room(word))]
        if len(seen) < len(words) and (why == CLIPPED or is_drawable(runs[i])):
            left[i] = seen
    return left


def _room(word: Run) -> Box:
    """Where the letters of a word are; of some the engine says that they have no height, and draws them."""
    left, bottom, right, top = word.box
    if top - bottom >= _NO_INK_PT:
        return word.box
    size = word.face.size_pt
    return Box(left, bottom - size, right, top + size)


def _repeats(seen: Run, hidden: Run) -> bool:
    """Whether text that is to be seen is the hidden text painted once more in its place, as drawing programs do."""
    return hidden.text in seen.text and share_inside(hidden.box, seen.box) >= _SAME_PLACE


def _solid(text: str) -> int:
    return len(text) - text.count(" ")
