"""Figures and tables of a paper, from its captions."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.pdf.assignment import all_options, assign, side_shares
from adapters.pdf.captions import Caption, find_captions
from adapters.pdf.columns import page_columns
from adapters.pdf.confidence import confidence
from adapters.pdf.furniture import find_repeated
from adapters.pdf.hyphens import Vocabulary
from adapters.pdf.ink import PageInk
from adapters.pdf.layout import Layout, LineKey
from adapters.pdf.page_content import PageContent
from adapters.pdf.regions import Region
from adapters.pdf.scene import page_scene
from bot.model import Figure, FigureKind

_SAME_START = 30  # characters of a caption that tell copies


@dataclass(frozen=True, slots=True)
class FigureReading:
    """What was found, and which lines are no running text because of it."""

    figures: tuple[Figure, ...]
    caption_lines: frozenset[LineKey]
    inside_lines: frozenset[LineKey]


def find_figures(
    pages: Sequence[PageContent],
    layout: Layout,
    vocabulary: Vocabulary,
    ink_of: Callable[[int], PageInk],
) -> FigureReading:
    """The figures and tables of a paper, in the order of their captions.

    A caption with nothing on any side of it makes no figure; its lines are told all the same.

    Args:
        ink_of: Draws the page of that number; asked only for pages with captions.
    """
    columns = page_columns(pages, layout)
    captions = find_captions(pages, layout, columns, vocabulary)
    on_page: defaultdict[int, list[Caption]] = defaultdict(list)
    for caption in captions:
        on_page[caption.page].append(caption)
    repeated = find_repeated(pages)
    scenes = [
        page_scene(page, layout, columns[page.number], on_page[page.number], ink_of(page.number), repeated)
        for page in pages
        if page.number in on_page
    ]
    options = [all_options(scene) for scene in scenes]
    shares = side_shares(zip(scenes, options, strict=True))
    figures: list[Figure] = []
    inside: set[LineKey] = set()
    for scene, of_scene in zip(scenes, options, strict=True):
        number = scene.page.number
        regions = assign(scene, of_scene, shares)
        beside = [
            page for page in pages[max(number - 2, 0) : number + 1] if not _has_table(on_page.get(page.number, ()))
        ]
        found = []
        for caption, region in zip(scene.captions, regions, strict=True):
            if region is not None:
                others = [other.box for other in regions if other is not None and other is not region]
                share = shares[caption.kind][region.side]
                sure = confidence(scene, caption, region, side_share=share, others=others, pages_beside=beside)
                found.append((_figure(caption, region, sure), region))
        for figure, region in _once_each(found):
            figures.append(figure)
            inside.update((number, index) for index in region.line_indices)
    return FigureReading(
        figures=tuple(figures),
        caption_lines=frozenset(key for caption in captions for key in caption.keys),
        inside_lines=frozenset(inside),
    )


def _has_table(captions: Sequence[Caption]) -> bool:
    return any(caption.kind is FigureKind.TABLE for caption in captions)


def _figure(caption: Caption, region: Region, sure: float) -> Figure:
    return Figure(
        label=caption.label,
        kind=caption.kind,
        caption=caption.text,
        page=caption.page,
        box=region.box,
        confidence=sure,
    )


def _once_each(found: Sequence[tuple[Figure, Region]]) -> list[tuple[Figure, Region]]:
    """Without the copies of a caption that text hidden under a page carries: the surest of each stays."""
    best: dict[tuple[str, str], tuple[Figure, Region]] = {}
    for figure, region in found:
        key = (figure.label, figure.caption[:_SAME_START])
        if key not in best or figure.confidence > best[key][0].confidence:
            best[key] = (figure, region)
    return list(best.values())
