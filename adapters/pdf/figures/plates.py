"""Pictures apart from their legends: in manuscripts the legends stand in the text, each picture on a page behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.figures.captions import Caption
from adapters.pdf.figures.scene import Scene
from adapters.pdf.page.boxes import area, grown
from adapters.pdf.page.page_content import RULES, PageContent
from adapters.pdf.structure.labels import read_label
from adapters.pdf.structure.layout import is_prose
from bot.model import Box, FigureKind

_LABELLED = 0.9
_IN_ORDER = 0.6
_MIN_SHARE = 0.04  # of the page, for its graphics
_HALO_PT = 3.5  # letters hang out of a line's box
_MAX_PROSE_LINES = 1
_MAX_WORDY_LINES = 40  # labels of a picture among them


@dataclass(frozen=True, slots=True)
class Plate:
    """A page that holds a picture and no caption. `label` is what it calls the picture, if it does: "Figure 2"."""

    page: int
    box: Box
    label: str | None


def may_hold_plate(page: PageContent) -> bool:
    """Whether it is worth drawing: something large stands on it, and hardly any text."""
    shown = page.width_pt * page.height_pt
    graphics = sum(area(item.box) for item in page.objects if item.kind not in RULES)
    return graphics > _MIN_SHARE * shown and sum(map(is_prose, page.lines)) <= _MAX_WORDY_LINES


def plate_on(scene: Scene) -> Plate | None:
    """The picture that fills a page without captions; None if the page has text, or nothing drawn."""
    page = scene.page
    if len(scene.prose) > _MAX_PROSE_LINES:
        return None
    labels = {
        i: label.text
        for i, line in enumerate(page.lines)
        if (label := read_label(line.text)) is not None and not label.rest
    }
    # All that is drawn: a picture as large as the page counts as its background elsewhere.
    ink = scene.ink.without(grown(page.lines[i].box, _HALO_PT) for i in labels)
    box = ink.tight(Box(0, 0, page.width_pt, page.height_pt))
    if box is None:
        return None
    names = set(labels.values())
    return Plate(page.number, box, names.pop() if len(names) == 1 else None)


def with_plates(
    legends: Sequence[Caption], plates: Sequence[Plate], *, is_in_order: bool
) -> Iterator[tuple[Caption, Plate, float]]:
    """Legends with their plates and how sure that is: by the label on the plate, or in order if none is left over.

    Args:
        is_in_order: Plates without a label may be taken in the order of the legends.
    """
    left = list(plates)
    unmatched = []
    for legend in legends:
        named = [plate for plate in left if plate.label == legend.label]
        if len(named) == 1:
            left.remove(named[0])
            yield legend, named[0], _LABELLED
        else:
            unmatched.append(legend)
    figures = [legend for legend in unmatched if legend.kind is FigureKind.FIGURE]
    unnamed = [plate for plate in left if plate.label is None]
    if is_in_order and len(figures) == len(unnamed) == len({legend.label for legend in figures}):
        yield from ((legend, plate, _IN_ORDER) for legend, plate in zip(figures, unnamed, strict=True))
