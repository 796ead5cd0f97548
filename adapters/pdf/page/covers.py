"""Which runs of a page something may hide: what is painted over them, or stands behind them in their own colour.

It is told from boxes and the order of painting, which is cheap and no more than a suspicion: a graphic may be clipped,
transparent or blended. Whether the text is really not to be seen is for the drawn page to say.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.boxes import area, height, share_inside
from adapters.pdf.page.engine import clip_of, count_clips, given
from adapters.pdf.page.form_parts import Cover
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.outlines import Outlines
from adapters.pdf.page.page_content import ObjectKind
from adapters.pdf.page.page_objects import PageGraphics
from adapters.pdf.page.runs import Run
from adapters.pdf.page.see_through import see_through
from bot.model import Box

_TALL_PT = 30.0  # higher ones are turned, such as stamps in the margin, and would be near everything
_LETTER_PT = 3.0  # a graphic over less of a run hides no letter of it
_MOST = 0.9
_HALF = 0.5  # of the height of a run, that must be covered
_OPAQUE = 200  # of 255
_SAME_COLOUR = 24  # of 255, in each channel
_MAX_COMPARED = 500_000  # of runs with graphics: a second; where there are more, all text is drawn with and without
_SCAN_AREA = 0.5  # of the page, that the pictures of a scan take
_SCAN_RUNS = 0.8  # of the text, that lies under them
_WORDS = {
    ObjectKind.PATH: "covered by a filled shape",
    ObjectKind.IMAGE: "covered by a picture",
    ObjectKind.SHADING: "covered by a shading",
}
_NO_CONTRAST = "in the colour of what is behind it"
_ANNOTATED = "covered by an annotation"
CLIPPED = "clipped away"
# Others lie over text and are meant to: highlights are transparent, and notes can be moved.
_COVERING_ANNOTATIONS = frozenset(
    {raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_FREETEXT,
     raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_INK}
)  # fmt: skip


def suspects(
    runs: Sequence[Run], page: pdfium.PdfPage, frame: PageFrame, graphics: PageGraphics, links: int
) -> dict[int, str]:
    """Index of a run -> why it may not be to be seen; `links` is how many of the page's annotations are links."""
    sources = {run.source for run in runs}
    odd = dict(see_through(sources, graphics))
    odd |= {
        source: CLIPPED
        for source in sources
        if count_clips(clip_of(given(source))) > 0 and graphics.is_clipped_away(source)
    }
    found = {i: odd[run.source] for i, run in enumerate(runs) if run.source in odd} if odd else {}
    over = _over_and_behind(runs, frame, graphics)
    found |= {i: why for i, why in over.items() if found.get(i) != CLIPPED}
    found |= dict.fromkeys(_under_annotations(runs, engine.address(page.raw), frame, links), _ANNOTATED)
    return found


def _over_and_behind(runs: Sequence[Run], frame: PageFrame, graphics: PageGraphics) -> dict[int, str]:
    if all(run.face.is_undrawn for run in runs):  # a scanner's reading: there is nothing to cover
        return {}
    overlaps = _overlaps(runs, graphics.covers)
    if overlaps is None:
        return dict.fromkeys(range(len(runs)), _WORDS[ObjectKind.PATH])
    found: dict[int, str] = {}
    paints = _Paints()
    for i, covers in overlaps.items():
        run = runs[i]
        single = list(_single(covers, run, graphics))  # tells the place of text inside of a form, too
        place = graphics.text_places.get(run.source)
        if place is None:
            continue
        is_like_its_ground = False
        for cover in filter(paints.is_opaque, single):
            if cover.place > place:
                found[i] = _WORDS[cover.kind]
            elif paints.is_like(cover, run):
                is_like_its_ground = True
            elif share_inside(run.box, cover.box) >= _MOST:
                is_like_its_ground = False
        if is_like_its_ground:
            found.setdefault(i, _NO_CONTRAST)
    under_pictures = [i for i, why in found.items() if why == _WORDS[ObjectKind.IMAGE]]
    if under_pictures and _is_scan(len(under_pictures), len(runs), frame, graphics):
        for i in under_pictures:  # the scanner's reading of the picture, which readers see
            del found[i]
    return found


def _overlaps(runs: Sequence[Run], covers: Sequence[Cover]) -> Mapping[int, list[Cover]] | None:
    """Index of a run -> the graphics that lie over it or behind it, the first painted first; None: too many to tell."""
    found: defaultdict[int, list[Cover]] = defaultdict(list)
    if not covers:
        return found
    turned = [i for i, run in enumerate(runs) if height(run.box) > _TALL_PT]
    upright = sorted((run.box.bottom, i) for i, run in enumerate(runs) if height(run.box) <= _TALL_PT)
    bottoms = [bottom for bottom, _ in upright]
    compared = 0
    for cover in covers:
        left, bottom, right, top = box = cover.box
        first, last = bisect_left(bottoms, bottom - _TALL_PT), bisect_right(bottoms, top)
        compared += last - first + len(turned)
        if compared > _MAX_COMPARED:
            return None
        for i in (*turned, *(i for _, i in upright[first:last])):
            text = runs[i].box
            if text.left < right and text.right > left and _lies_over(box, runs[i]):
                found[i].append(cover)
    return found


def _lies_over(box: Box, run: Run) -> bool:
    """Whether a graphic takes letters of a run: asked for thousands of pairs."""
    left, bottom, right, top = box
    its_left, its_bottom, its_right, its_top = run.box
    across = min(its_right, right) - max(its_left, left)
    if across <= 0 or (across < _LETTER_PT and across < _MOST * (its_right - its_left)):
        return False
    upright = min(its_top, top) - max(its_bottom, bottom)
    return upright >= _HALF * (its_top - its_bottom)


def _single(covers: Sequence[Cover], run: Run, graphics: PageGraphics) -> Iterator[Cover]:
    """The graphics, forms by what they hold."""
    place = graphics.text_places.get(run.source)
    for cover in covers:
        if cover.kind is not ObjectKind.FORM:
            yield cover
        elif place is None or place[: len(cover.place)] <= cover.place:  # text above a form is not hidden by it
            yield from (part for part in graphics.parts.near(cover, run.box) if _lies_over(part.box, run))


def _is_scan(under: int, runs: int, frame: PageFrame, graphics: PageGraphics) -> bool:
    pictures = sum(area(item.box) for item in graphics.objects if item.kind is ObjectKind.IMAGE)
    return pictures >= _SCAN_AREA * frame.width_pt * frame.height_pt and under >= _SCAN_RUNS * runs


def _under_annotations(runs: Sequence[Run], page: engine.Handle, frame: PageFrame, links: int) -> Iterator[int]:
    count = engine.count_annotations(page)
    if count == links:  # as on nearly all pages; to ask each annotation for its kind takes longer
        return
    sides = engine.Numbers("f", 4)
    for n in range(count):
        annotation = engine.annotation(page, n)
        if not annotation:
            continue
        if engine.annotation_kind(annotation) in _COVERING_ANNOTATIONS:
            engine.annotation_box(engine.given(annotation), sides.at[0])
            left, top, right, bottom = sides.read()
            box = frame.box(left, bottom, right, top)
            yield from (i for i, run in enumerate(runs) if _lies_over(box, run))
        engine.close_annotation(annotation)


class _Paints:
    """How graphics are filled, each asked once."""

    def __init__(self) -> None:
        self._known: dict[engine.Handle, tuple[int, ...] | None] = {}
        self._mode = engine.Numbers("i", 2)
        self._colour = engine.Numbers("I", 4)
        self._outlines = Outlines()

    def is_opaque(self, cover: Cover) -> bool:
        if cover.kind is not ObjectKind.PATH:
            return True
        paint = self._paint(cover.handle)
        return paint is not None and paint[3] >= _OPAQUE

    def is_like(self, cover: Cover, run: Run) -> bool:
        """Whether the graphic is painted with the colour of the letters."""
        if cover.kind is not ObjectKind.PATH or run.face.colour is None:
            return False
        paint = self._paint(cover.handle)
        if paint is None:
            return False
        red, green, blue, _ = paint
        its_red, its_green, its_blue = run.face.colour
        return (
            abs(red - its_red) < _SAME_COLOUR
            and abs(green - its_green) < _SAME_COLOUR
            and abs(blue - its_blue) < _SAME_COLOUR
        )

    def _paint(self, handle: engine.Handle) -> tuple[int, ...] | None:
        """Red, green, blue, alpha of a path's area, or of its outline where only that covers letters; or None."""
        if handle not in self._known:
            path = engine.given(handle)
            fill_mode, is_stroked = self._mode.read() if engine.draw_mode(path, *self._mode.at) else (0, 0)
            ask = engine.object_colour if fill_mode != raw.FPDF_FILLMODE_NONE else engine.stroke_colour
            is_painted = fill_mode != raw.FPDF_FILLMODE_NONE or (is_stroked and self._outlines.are_thick(handle))
            has_colour = is_painted and ask(path, *self._colour.at)
            self._known[handle] = tuple(map(int, self._colour.read())) if has_colour else None
        return self._known[handle]
