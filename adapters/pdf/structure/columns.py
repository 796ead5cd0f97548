"""Where the columns of a page stand, and which lines are running prose in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.layout import SAME_SIZE_PT, Layout, is_prose

_MIN_LINES = 15  # of prose, for a page to be judged by itself
_MIN_GUTTER_PT = 7.0
_SLACK_PT = 14.0
_MARGIN_GAP_PT = 4.0
_PAGE_MARGIN_PT = 20.0
_CROSSED = 0.2  # of the lines that a column has: what crosses a gutter at most (titles, wide captions)
_AS_USUAL = 0.5  # of the lines of a page
_NARROW = 0.6  # of what all lines cover: narrower lines stand in one of several columns
_MOSTLY = 0.6  # of the lines


@dataclass(frozen=True, slots=True)
class Column:
    """From `left` to `right`, in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def page_columns(pages: Sequence[PageContent], layout: Layout) -> dict[int, tuple[Column, ...]]:
    """Page number -> its columns from the left.

    A page of its own kind (one column in a paper of two) is judged by its own lines; a page that only leaves columns
    empty or narrower, as one full of figures does, has those of the pages like it.
    """
    spans = {page.number: _prose_spans(page, layout) for page in pages}
    shared = {
        kind: _columns([span for page in pages if _kind(page) == kind for span in spans[page.number]])
        for kind in {_kind(page) for page in pages}
    }
    found: dict[int, tuple[Column, ...]] = {}
    for page in pages:
        usual = shared[_kind(page)] or (Column(0.12 * page.width_pt, 0.88 * page.width_pt),)
        own = _columns(spans[page.number]) if len(spans[page.number]) >= _MIN_LINES else ()
        found[page.number] = usual if _fits(own, usual) or _is_as_usual(spans[page.number], usual) else own
    return found


def column_of(line: Line, columns: Sequence[Column]) -> Column:
    """The column that a line stands in; across several, from the first to the last of them.

    A line beside all columns, as captions in a wide margin are, has what is free there as its column; one between two
    columns is centred over all.
    """
    box = line.box
    enough = min(20.0, 0.5 * (box.right - box.left))
    touched = [c for c in columns if min(c.right, box.right) - max(c.left, box.left) > min(0.1 * c.width, enough)]
    if touched:
        return Column(touched[0].left, touched[-1].right)
    middle = (box.left + box.right) / 2
    before = [c.right for c in columns if c.right <= middle]
    behind = [c.left for c in columns if c.left >= middle]
    if before and behind:
        return Column(columns[0].left, columns[-1].right)
    if before:
        return Column(max(before) + _MARGIN_GAP_PT, max(box.right, columns[-1].right))
    return Column(min(box.left, _PAGE_MARGIN_PT), min(behind, default=box.right) - _MARGIN_GAP_PT)


def _kind(page: PageContent) -> tuple[int, int, int]:
    """Pages of one size and side: bound journals move the columns of left and right pages."""
    return round(page.width_pt), round(page.height_pt), page.number % 2


def _fits(own: Sequence[Column], usual: Sequence[Column]) -> bool:
    """Whether each of `own` lies in another one of `usual`."""
    homes = [next((i for i, c in enumerate(usual) if _lies_in(column, c)), None) for column in own]
    return None not in homes and len(set(homes)) == len(homes)


def _is_as_usual(spans: Sequence[tuple[float, float]], usual: Sequence[Column]) -> bool:
    """Whether the page has several columns as the others do, and some lines across them: a wide caption or table."""
    inside = sum(any(_lies_in(Column(*span), column) for column in usual) for span in spans)
    return len(usual) > 1 and inside >= _AS_USUAL * len(spans)


def _lies_in(inner: Column, outer: Column) -> bool:
    return outer.left - _SLACK_PT <= inner.left and inner.right <= outer.right + _SLACK_PT


def _prose_spans(page: PageContent, layout: Layout) -> list[tuple[float, float]]:
    return [
        (line.box.left, line.box.right)
        for i, line in enumerate(page.lines)
        if abs(line.size_pt - layout.body_size_pt) < SAME_SIZE_PT
        and line.box.right - line.box.left > 0.2 * page.width_pt
        and is_prose(line)
        and (page.number, i) not in layout.furniture
    ]


def _columns(spans: Sequence[tuple[float, float]]) -> tuple[Column, ...]:
    """The stretches that many lines cover, parted where few do; lines across all of them tell nothing."""
    if not spans:
        return ()
    extent = max(right for _, right in spans) - min(left for left, _ in spans)
    narrow = [(left, right) for left, right in spans if right - left < _NARROW * extent]
    if _MOSTLY * len(spans) <= len(narrow) < len(spans):
        parted = _columns(narrow)
        if len(parted) > 1:
            return parted
    steps: Counter[int] = Counter()
    for left, right in spans:
        steps[round(left)] += 1
        steps[round(right)] -= 1
    points = range(min(steps), max(steps))
    cover = {x: lines for x, lines in zip(points, accumulate(steps[x] for x in points), strict=True) if lines}
    usual = sorted(cover.values())[len(cover) // 2]
    dense = sorted(x for x, lines in cover.items() if lines > _CROSSED * usual)
    columns: list[Column] = []
    start = previous = dense[0]
    for x in dense[1:]:
        if x - previous > _MIN_GUTTER_PT:
            columns.append(Column(float(start), float(previous + 1)))
            start = x
        previous = x
    columns.append(Column(float(start), float(previous + 1)))
    wide = max(column.width for column in columns)
    return tuple(column for column in columns if column.width > 0.3 * wide)
