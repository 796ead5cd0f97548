"""Figures and tables of a paper, from its captions."""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.pdf.figures.assignment import Options, Shares, all_options, assign, rival_of, side_shares
from adapters.pdf.figures.captions import Caption, find_captions, is_continuation
from adapters.pdf.figures.confidence import confidence, graphic_share
from adapters.pdf.figures.ink import PageInk
from adapters.pdf.figures.plates import Plate, may_hold_plate, plate_on, with_plates
from adapters.pdf.figures.regions import Region
from adapters.pdf.figures.scene import Scene, page_scene
from adapters.pdf.figures.sideways import SidewaysPage, TurnedOf, sideways_layout, sideways_pages
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.columns import Column, page_columns
from adapters.pdf.structure.furniture import drawn_heads
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import Layout, LineKey
from bot.model import SURE_CONFIDENCE, Box, Figure, FigureKind

_SAME_START = 30  # characters of a caption that tell copies
_HARDLY_DRAWN = 0.12  # of a region: text, most likely, that is no figure
_PART = 0.4
_SURE_SHARE = 0.75  # of this paper's tables stand on that side of their captions: then a second one does not matter
_RIVALLED = 0.45
_NO_WORDS = 3  # characters that a caption of a label alone has at most

_SUPPLEMENT = re.compile(r"^(?:Supp|SI\b|Online|Additional|Web|e)|\bS[.-]?\d")


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
    turned_of: TurnedOf,
    front: frozenset[LineKey] = frozenset(),
) -> FigureReading:
    """The figures and tables of a paper, in the order of their captions.

    A caption that nothing could be found for has the whole of its page as its box, and a confidence of 0.

    Args:
        ink_of: Draws the page of that number; asked only for pages with captions, or with pictures of their own.
        turned_of: Reads a page turned; asked only for pages with captions that lie on their side.
        front: The lines of the title and the authors, and what stands over them: no figure goes into these.
    """
    columns = page_columns(pages, layout)
    captions = find_captions(pages, layout, columns, vocabulary)
    views = list(_views(pages, layout, columns, captions, ink_of, front))
    views += _sideways_views(pages, layout, vocabulary, ink_of, turned_of)
    options = [all_options(view.scene) for view in views]
    shares = side_shares(zip((view.scene for view in views), options, strict=True))
    found = [
        one
        for view, of_view in zip(views, options, strict=True)
        for one in _once_each(_found_on(view, of_view, shares))
    ]
    found = _parts_doubted(found)
    found.sort(key=lambda one: one.caption.page)
    listed = _listed(found, lambda: list(_plates(pages, layout, columns, captions, ink_of)))
    return FigureReading(
        figures=tuple(listed),
        caption_lines=frozenset(key for view in views for key in view.caption_keys()),
        inside_lines=frozenset(key for one in found for key in one.view.keys_inside(one.region)),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """A page with captions, as shown or turned, and the pages before and behind where a table of it can go on."""

    scene: Scene
    beside: Sequence[PageContent]
    turned: SidewaysPage | None = None

    def shown(self, box: Box) -> Box:
        return box if self.turned is None else self.turned.shown(box)

    def caption_keys(self) -> set[LineKey]:
        if self.turned is not None:
            return self.turned.keys_inside([caption.box for caption in self.scene.captions])
        return {key for caption in self.scene.captions for key in caption.keys}

    def keys_inside(self, region: Region | None) -> set[LineKey]:
        if region is None:
            return set()
        if self.turned is not None:
            return self.turned.keys_inside([region.box])
        return {(self.scene.page.number, index) for index in region.line_indices}


@dataclass(frozen=True, slots=True)
class _Found:
    """A caption with what was taken for its figure, and how sure that is, 0-1."""

    caption: Caption
    region: Region | None
    sure: float
    view: _View

    @property
    def is_apart(self) -> bool:
        """Whether its figure stands nowhere near it."""
        return self.region is None or (self.sure < SURE_CONFIDENCE and graphic_share(self.region) < _HARDLY_DRAWN)

    def figure(self) -> Figure:
        page = self.view.scene.page
        box = Box(0, 0, page.width_pt, page.height_pt) if self.region is None else self.region.box
        return Figure(
            label=self.caption.label,
            kind=self.caption.kind,
            caption=self.caption.text,
            page=page.number,
            box=self.view.shown(box),
            confidence=self.sure,
            turn_degrees=0 if self.view.turned is None else self.view.turned.degrees,
        )


def _views(
    pages: Sequence[PageContent],
    layout: Layout,
    columns: Mapping[int, Sequence[Column]],
    captions: Sequence[Caption],
    ink_of: Callable[[int], PageInk],
    front: frozenset[LineKey],
) -> Iterator[_View]:
    on_page: defaultdict[int, list[Caption]] = defaultdict(list)
    for caption in captions:
        on_page[caption.page].append(caption)
    for page in pages:
        if page.number in on_page:
            near = pages[max(page.number - 2, 0) : page.number + 1]
            beside = [other for other in near if not _has_table(on_page.get(other.number, ()))]
            ink = ink_of(page.number)
            own = on_page[page.number]
            yield _View(page_scene(page, layout, columns[page.number], own, ink, front), beside)


def _sideways_views(
    pages: Sequence[PageContent],
    layout: Layout,
    vocabulary: Vocabulary,
    ink_of: Callable[[int], PageInk],
    turned_of: TurnedOf,
) -> Iterator[_View]:
    turned = sideways_pages(pages, turned_of)
    contents = [page.content for page in turned]
    columns = {page.content.number: (page.column(),) for page in turned}
    its_layout = sideways_layout(turned, layout)
    captions = find_captions(contents, its_layout, columns, vocabulary)
    for page in turned:
        number = page.content.number
        own = [caption for caption in captions if caption.page == number]
        if own:
            heads = [item.box for item in drawn_heads(page.upright, layout)]
            ink = ink_of(number).without(heads).turned(page.degrees)
            yield _View(page_scene(page.without(heads), its_layout, columns[number], own, ink), (), page)


def _found_on(view: _View, options: Sequence[Options], shares: Shares) -> Iterator[_Found]:
    regions = assign(view.scene, options, shares)
    for caption, region, sides in zip(view.scene.captions, regions, options, strict=True):
        sure = 0.0
        if region is not None:
            others = [other.box for other in regions if other is not None and other is not region]
            share = shares[caption.kind][region.side]
            sure = confidence(view.scene, caption, region, side_share=share, others=others, pages_beside=view.beside)
            if share < _SURE_SHARE and rival_of(caption, region, sides, others) is not None:
                sure = round(_RIVALLED * sure, 2)
        yield _Found(caption, region, sure, view)


def _parts_doubted(found: Sequence[_Found]) -> list[_Found]:
    """Figures and tables that go over pages, each part with its caption: none of the parts is the whole."""
    parts = {one.caption.label for one in found if one.region is not None and is_continuation(one.caption.text)}
    return [replace(one, sure=round(_PART * one.sure, 2)) if one.caption.label in parts else one for one in found]


def _has_table(captions: Sequence[Caption]) -> bool:
    return any(caption.kind is FigureKind.TABLE for caption in captions)


def _once_each(found: Iterable[_Found]) -> list[_Found]:
    """Without the copies of a caption that text hidden under a page carries: the surest of each stays."""
    best: dict[tuple[str, str], _Found] = {}
    for one in found:
        key = (one.caption.label, one.caption.text[:_SAME_START])
        if key not in best or one.sure > best[key].sure:
            best[key] = one
    return list(best.values())


def _plates(
    pages: Sequence[PageContent],
    layout: Layout,
    columns: Mapping[int, Sequence[Column]],
    captions: Sequence[Caption],
    ink_of: Callable[[int], PageInk],
) -> Iterator[Plate]:
    taken = {1, *(caption.page for caption in captions)}
    for page in pages:
        if page.number not in taken and may_hold_plate(page):
            plate = plate_on(page_scene(page, layout, columns[page.number], (), ink_of(page.number)))
            if plate is not None:
                yield plate


def _listed(found: Sequence[_Found], plates: Callable[[], Sequence[Plate]]) -> Iterator[Figure]:
    """The figures, those whose pictures stand apart from their legends with the place of the picture."""
    apart = [one for one in found if one.is_apart]
    alone = {
        one.caption.label: one for one in found if one.sure >= SURE_CONFIDENCE and len(one.caption.text) <= _NO_WORDS
    }
    placed: dict[int, Figure] = {}
    merged: set[int] = set()
    for one in apart:
        picture = alone.get(one.caption.label)
        if picture is not None:
            placed[id(one)] = replace(picture.figure(), caption=one.caption.text)
            merged.add(id(picture))
    legends = {id(one.caption): one for one in apart if id(one) not in placed}
    if legends:
        # A manuscript has all its figures apart; a paper that has some in place has no pages of pictures for others.
        all_apart = all(one.region is None for one in found if one.caption.kind is FigureKind.FIGURE)
        captions = [one.caption for one in legends.values()]
        for caption, plate, sure in with_plates(captions, plates(), is_in_order=all_apart):
            one = legends[id(caption)]
            placed[id(one)] = replace(one.figure(), page=plate.page, box=plate.box, confidence=sure)
    known = {one.caption.label for one in found if one.region is not None}
    for one in found:
        if id(one) in placed:
            yield placed[id(one)]
        elif id(one) not in merged and not _is_list_entry(one, known):
            yield one.figure()


def _is_list_entry(one: _Found, known: Container[str]) -> bool:
    """Whether a caption that stands alone is an entry of a list: of the tables, or of what another file holds."""
    label = one.caption.label
    return (one.region is None and label in known) or (one.is_apart and bool(_SUPPLEMENT.search(label)))
