"""What belongs to the page and not to the paper: running heads, page numbers, their rules and logos, backgrounds.

`layout` finds the lines of it by their words and places; here they are weighed against the graphics of the page, for a
figure at the top of a page has lines that look the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from adapters.pdf.page.boxes import (
    grown,
    height,
    intersection,
    middle,
    overlap_across,
    overlap_upright,
    share_inside,
    width,
)
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import RULES, ObjectKind, PageContent, PageObject
from adapters.pdf.structure.columns import Column, page_columns
from adapters.pdf.structure.labels import read_label
from adapters.pdf.structure.layout import SAME_SIZE_PT, Layout, LineKey, LinePlace, ObjectPlace, line_place, near_places
from bot.model import Box

_BACKGROUND = 0.85  # of the page: larger objects lie behind everything
_EDGE = 0.16  # of the page's height: where running heads stand
_REPEATED = 3  # pages with the same thing at the same place
_PAGE_NUMBER_CHARS = 4
_ROW_PT = 10.0
_MARGIN_CHARS = 15
_MARGIN_GAP_PT = 10.0
_IS_THE_LINE = 0.95
_COUNT = re.compile(r"^\D{0,6}?(\d{1,5})\D{0,2}(?:(?:of|/|:)\s*\d{1,4})?$", re.I)
_TAKE_PART = 0.75
_SHORT_PAPER = 6  # pages; in it, two numbers that count with the pages are enough
_SAME_ROW_PT = 1.5
_PARTS = re.compile(r"^(?:\(?[A-Ha-h]\)?|[A-H]{2,4})$")  # the letter of a part, or those of several in one row
_LETTER_GAP_PT = 24.0  # from the letter of a part to what is drawn, over names of rows and columns
_TITLE_GAP_PT = 6.0
_PICTURE_PT = 40.0
_TITLE_ROWS = 2
_TITLE_CHARS = 40
_MOST = 0.5  # of the height of the page
_SAME_PLACE_PT = 4.0
_LINE_NUMBER = re.compile(r"^\d{1,4}$")
_MIN_LINE_NUMBERS = 15  # a page of a manuscript under review has some fifty in its margin
_LEADING = 1.6  # times the size, at most
_EVEN = 0.5  # of them: between the others stand headings, figures, formulas
_NUMBER_GAP_PT = 4.0
_MARGIN = 0.14  # of the page's width

_Margin = tuple[str, int]
"""Which ends numbers have under each other, and where."""


def settled(pages: Sequence[PageContent], layout: Layout) -> Layout:
    """The layout with its furniture weighed: what is left of it is no part of text or figures on any page."""
    columns = page_columns(pages, layout)
    heads, words = _coming_back(pages)
    numbers = _line_numbers(pages)  # these stand beside figures too
    layout = replace(layout, heads=heads, furniture=layout.furniture | numbers)
    found = _counting(pages) | numbers
    drawn: dict[int, list[PageObject]] = {}
    for page in pages:
        gone = drawn_heads(page, layout)
        drawn[page.number] = [item for item in page.objects if item not in gone and not is_background(item, page)]
    titles = _titles_of_pictures(pages, drawn)
    for page in pages:
        known = {index for number, index in layout.furniture if number == page.number}
        likely = known | {
            i for i, line in enumerate(page.lines) if _is_at_edge(line.box, page) and line_place(line) in words
        }
        likely -= titles[page.number] | _in_captions(page)
        found |= {(page.number, i) for i in _weighed(page, known, likely, columns[page.number], drawn[page.number])}
    return replace(layout, furniture=found)


def drawn_heads(page: PageContent, layout: Layout) -> frozenset[PageObject]:
    """The graphics of the running heads: near the edge, as on other pages, and with no caption between.

    Tables at the top of several pages, each under a caption of two lines, have their rules at the same place.
    """
    found = [item for item in page.objects if _is_at_edge(item.box, page) and _object_place(item) in layout.heads]
    if not found:
        return frozenset()
    labelled = [line.box for line in page.lines if not line.is_rotated and read_label(line.text) is not None]
    return frozenset(item for item in found if not _is_within(item.box, labelled, page.height_pt))


def is_background(item: PageObject, page: PageContent) -> bool:
    return width(item.box) > _BACKGROUND * page.width_pt and height(item.box) > _BACKGROUND * page.height_pt


def is_in_margin(line: Line, columns: Sequence[Column], objects: Sequence[PageObject]) -> bool:
    """Turned text beside the columns, away from all graphics: the running head of a landscape page, a stamp."""
    if not line.is_rotated or len(line.text) < _MARGIN_CHARS:
        return False
    is_outside = line.box.left > columns[-1].right + 8 or line.box.right < columns[0].left - 8
    reach = grown(line.box, _MARGIN_GAP_PT)
    # A form that holds but this line is the line.
    return is_outside and not any(
        intersection(item.box, reach) and share_inside(item.box, reach) < _IS_THE_LINE for item in objects
    )


def _coming_back(pages: Sequence[PageContent]) -> tuple[frozenset[ObjectPlace], frozenset[LinePlace]]:
    """What stands near the upper or lower edge at the same place of several pages: objects, and lines of text."""
    objects: Counter[ObjectPlace] = Counter()
    lines: defaultdict[LinePlace, set[int]] = defaultdict(set)
    for page in pages:
        objects.update({_object_place(item) for item in page.objects if _is_at_edge(item.box, page)})
        for line in page.lines:
            if _is_at_edge(line.box, page) and _is_worded(line):
                lines[line_place(line)].add(page.number)
    return (
        frozenset(place for place, times in objects.items() if times >= _REPEATED),
        frozenset(
            place
            for place in lines
            if len({number for near in near_places(place) for number in lines.get(near, ())}) >= _REPEATED
        ),
    )


def _is_within(box: Box, captions: Sequence[Box], page_height: float) -> bool:
    """Whether a caption stands between a thing and the edge of the page that it is near."""
    is_upper = middle(box) > page_height / 2
    return any(
        overlap_across(box, caption) > 0 and (caption.bottom >= box.top if is_upper else caption.top <= box.bottom)
        for caption in captions
    )


def _line_numbers(pages: Sequence[PageContent]) -> frozenset[LineKey]:
    """The numbers of the lines down the margins of a manuscript: they count, over most of a page; cells do not.

    They stand at even distances and alone, which those of references do not. On its last page they may be but a few,
    at the place that they have on others.
    """
    sure: set[_Margin] = set()
    rows: list[tuple[_Margin, frozenset[LineKey]]] = []
    for page in pages:
        for margin, numbers in _numbers_in_margins(page).items():
            numbers.sort(key=lambda i: -page.lines[i].baseline_pt)
            counts = {int(page.lines[b].text) - int(page.lines[a].text) for a, b in pairwise(numbers)}
            if len(counts) == 1 and min(counts) > 0:
                rows.append((margin, frozenset((page.number, i) for i in numbers)))
                heights = [page.lines[i].baseline_pt for i in numbers]
                reaches = len(numbers) >= _MIN_LINE_NUMBERS and heights[0] - heights[-1] > _MOST * page.height_pt
                steps = Counter(round((a - b) / _SAME_ROW_PT) for a, b in pairwise(heights))
                is_even = bool(steps) and max(steps.values()) >= _EVEN * len(heights)
                if reaches and is_even and not any(_is_close_by_text(page, i) for i in numbers[:_MIN_LINE_NUMBERS]):
                    sure.add(margin)
    close = frozenset((page.number, i) for page in pages for i, line in enumerate(page.lines) if line.is_number_of_line)
    return close.union(*(keys for margin, keys in rows if margin in sure))


def _is_close_by_text(page: PageContent, index: int) -> bool:
    box = page.lines[index].box
    return any(
        i != index and overlap_upright(line.box, box) > 0 and overlap_across(line.box, box) > -_NUMBER_GAP_PT
        for i, line in enumerate(page.lines)
    )


def _numbers_in_margins(page: PageContent) -> dict[_Margin, list[int]]:
    """Where numbers stand under each other beside the text -> their lines."""
    places: defaultdict[_Margin, list[int]] = defaultdict(list)
    for i, line in enumerate(page.lines):
        if _LINE_NUMBER.match(line.text) and _is_beside(line, page):
            places["left", round(line.box.left / _SAME_PLACE_PT)].append(i)
            places["right", round(line.box.right / _SAME_PLACE_PT)].append(i)
    return places


def _weighed(
    page: PageContent,
    known: AbstractSet[int],
    likely: AbstractSet[int],
    columns: Sequence[Column],
    objects: Sequence[PageObject],
) -> frozenset[int]:
    """The indices of lines that are no part of text or figures; `objects` without backgrounds and heads.

    Nothing else stands outside of running heads or beside them, nothing drawn stands near a page number: the head of a
    table at the top of several pages is none, nor are the "10" of an axis and the "x" of a diagram.
    """
    others = [line for i, line in enumerate(page.lines) if i not in known and not line.is_rotated]
    return frozenset(
        i
        for i, line in enumerate(page.lines)
        if (i in likely and _is_apart(line, others, objects, page.height_pt / 2))
        or is_in_margin(line, columns, objects)
    )


def _in_captions(page: PageContent) -> set[int]:
    """The lines that go on under a label, near the edges: figures of one making have the same words there."""
    found: set[int] = set()
    ends = [line for line in page.lines if not line.is_rotated and read_label(line.text) is not None]
    while ends:
        next_lines = {
            i
            for i, line in enumerate(page.lines)
            if i not in found and _is_at_edge(line.box, page) and any(_goes_on(end, line) for end in ends)
        }
        found |= next_lines
        ends = [page.lines[i] for i in next_lines]
    return found


def _goes_on(line: Line, under: Line) -> bool:
    step = line.baseline_pt - under.baseline_pt
    return (
        0.5 * line.size_pt < step < _LEADING * line.size_pt
        and abs(line.size_pt - under.size_pt) < SAME_SIZE_PT
        and overlap_across(line.box, under.box) > 0
    )


def _titles_of_pictures(pages: Sequence[PageContent], drawn: Mapping[int, Sequence[PageObject]]) -> dict[int, set[int]]:
    """Page number -> the lines that are titles there; none that stands on as many other pages without a picture."""
    titles = {page.number: _titles(page, drawn[page.number]) for page in pages}
    alone: Counter[LinePlace] = Counter()
    for page in pages:
        others = (line for i, line in enumerate(page.lines) if i not in titles[page.number])
        lines = {line_place(line) for line in others if _is_at_edge(line.box, page)}
        alone.update(place for place in lines if _has_words(place[0]))
    return {
        page.number: {i for i in titles[page.number] if alone[line_place(page.lines[i])] < _REPEATED} for page in pages
    }


def _titles(page: PageContent, objects: Sequence[PageObject]) -> set[int]:
    """The lines that stand close at a picture, or at a line that does: titles and letters of its parts.

    Figures of one making have them at the same place of several pages. A running head keeps a line's distance, and is
    no letter such as "A".
    """
    left = {
        i: line
        for i, line in enumerate(page.lines)
        if not line.is_rotated and len(line.text) <= _TITLE_CHARS and _is_at_edge(line.box, page)
    }
    drawn = [item.box for item in objects if item.kind not in RULES]
    near = [box for box in drawn if height(box) > _PICTURE_PT]
    found = {i for i, line in left.items() if _PARTS.match(line.text) and _is_by_any(line.box, drawn, _LETTER_GAP_PT)}
    for _ in range(_TITLE_ROWS):
        close = {i for i, line in left.items() if _is_by_any(line.box, near, _TITLE_GAP_PT)}
        near = [left.pop(i).box for i in close]
        found |= close
    return found


def _is_by_any(line: Box, others: Sequence[Box], gap_pt: float) -> bool:
    return any(overlap_upright(line, box) > -gap_pt and overlap_across(line, box) > -2 * gap_pt for box in others)


def _counting(pages: Sequence[PageContent]) -> frozenset[LineKey]:
    """The page numbers that go up with the pages at one place, each with what stands beside it.

    Whatever is drawn near them, and whatever the words beside them: each chapter has its own. Most pages with a number
    at that height take part: the cells of tables at the top of several pages count on one or two by chance.
    """
    places: defaultdict[tuple[int, int], set[LineKey]] = defaultdict(set)
    numbered: defaultdict[int, set[int]] = defaultdict(set)
    for page in pages:
        for i, line in enumerate(page.lines):
            is_none = line.is_rotated or not _is_at_edge(line.box, page) or read_label(line.text) is not None
            number = None if is_none else _COUNT.match(line.text)
            if number is not None:
                height_there = round(line.baseline_pt / 4)
                places[int(number[1]) - page.number, height_there].add((page.number, i))
                numbered[height_there].add(page.number)
    needed = _REPEATED if len(pages) > _SHORT_PAPER else 2
    numbers = [
        key
        for (_, height_there), keys in places.items()
        for counting in [len({number for number, _ in keys})]
        if counting >= needed and counting >= _TAKE_PART * len(numbered[height_there])
        for key in keys
    ]
    by_number = {page.number: page for page in pages}
    return frozenset(
        (number, i)
        for number, of in numbers
        for i, line in enumerate(by_number[number].lines)
        if not line.is_rotated and abs(line.baseline_pt - by_number[number].lines[of].baseline_pt) < _SAME_ROW_PT
    )


def _is_apart(line: Line, others: Sequence[Line], objects: Sequence[PageObject], page_middle: float) -> bool:
    is_upper = line.box.bottom > page_middle
    if len(line.text) <= _PAGE_NUMBER_CHARS and any(_is_by(line, item.box, is_upper=is_upper) for item in objects):
        return False
    if line.is_rotated:
        return True
    if _is_between_rules(line, objects):
        return False
    outside = [
        other
        for other in others
        if other is not line
        and (other.baseline_pt > line.baseline_pt - 1 if is_upper else other.baseline_pt < line.baseline_pt + 1)
    ]
    return len(outside) < 2


def _is_by(line: Line, graphic: Box, *, is_upper: bool) -> bool:
    """Whether a graphic stands at the height of a line close to it, or further out on the page."""
    near = Box(line.box.left - 40, line.box.bottom - 8, line.box.right + 40, line.box.top + 8)
    reaches_out = graphic.top >= middle(line.box) if is_upper else graphic.bottom <= middle(line.box)
    return reaches_out and intersection(graphic, near) is not None


def _is_between_rules(line: Line, objects: Sequence[PageObject]) -> bool:
    """Whether rules stand close over and under a line, or one under it with upright ones: the head of a table."""
    close = [
        item.box
        for item in objects
        if item.kind is ObjectKind.RULE_ACROSS
        and overlap_across(item.box, line.box) > 0
        and overlap_upright(item.box, line.box) > -_ROW_PT
    ]
    under = [rule for rule in close if rule.top <= line.baseline_pt]
    upright = [item.box for item in objects if item.kind is ObjectKind.RULE_UPRIGHT]
    return bool(under) and (
        any(rule.bottom > line.baseline_pt for rule in close)
        or any(overlap_upright(side, line.box) > 0 and overlap_across(side, under[0]) > 0 for side in upright)
    )


def _is_at_edge(box: Box, page: PageContent) -> bool:
    return box.bottom > (1 - _EDGE) * page.height_pt or box.top < _EDGE * page.height_pt


def _is_worded(line: Line) -> bool:
    """Words and no code: the numbers of references and the first lines of programs come back by chance."""
    return not line.is_fixed_pitch and _has_words(line.text)


def _has_words(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 3


def _is_beside(line: Line, page: PageContent) -> bool:
    return line.box.right < _MARGIN * page.width_pt or line.box.left > (1 - _MARGIN) * page.width_pt


def _object_place(item: PageObject) -> ObjectPlace:
    return item.kind, tuple(round(side / 2) for side in item.box)
