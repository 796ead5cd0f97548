"""What the pages of one document have in common: the size of its prose, its leading, its furniture."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import ObjectKind, PageContent
from adapters.pdf.structure.labels import read_label

LineKey = tuple[int, int]
"""(page, index in `PageContent.lines`)."""

LinePlace = tuple[str, int]
"""Of a line: its running words and about where it stands."""

ObjectPlace = tuple[ObjectKind, tuple[int, ...]]
"""Of a graphic: its kind and about where it stands, the same on every page that has it."""

SAME_SIZE_PT = 0.65
"""Sizes nearer to each other are one type; footnotes are set a point smaller than the text, most captions too."""

_SAMPLE_PAGES = 12  # appendices full of code or tables would vote for their own size
_COMMON = 0.5  # of the characters: more of them are most of the text
_EDGE = 0.11  # of the page's height: where running heads and page numbers stand
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–—\s]*(?:\d{1,4}|[ivxl]{1,6})[-–—\s]*(?:(?:of|/|:)\s*\d{1,4})?$", re.I)
_DIGITS = re.compile(r"\d+")
_PLACE_PT = 4.0
_SHIFTED = 2  # times that
_LONG_HEAD = 15  # letters


@dataclass(frozen=True, slots=True)
class Layout:
    """What layout is judged against.

    Attributes:
        body_size_pt: The size of most prose.
        leading_pt: From one baseline of prose to the next.
        furniture: Running heads, page numbers and stamps: no part of text or figures. `measure` takes them by words
            and place alone; `furniture.settled` weighs them against the rest of their page, and adds the numbers of
            lines in the margin.
        heads: What is drawn with running heads: their rules and logos. `furniture.settled` finds them.
    """

    body_size_pt: float
    leading_pt: float
    furniture: frozenset[LineKey]
    heads: frozenset[ObjectPlace] = frozenset()


def measure(pages: Sequence[PageContent]) -> Layout:
    """The layout that `pages` share."""
    body = _body_size(pages)
    return Layout(body, _leading(pages, body), frozenset(_furniture(pages)))


def without_common_bold(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages, a font that most of the text is set in no longer bold: what all words have sets none of them off.

    The layers that were read from scans name one font for everything, and some foundries' books call themselves bold.
    """
    chars: Counter[str] = Counter()
    bold: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            chars[line.font] += len(line.text)
            bold[line.font] += len(line.text) * line.is_bold
    font, most = chars.most_common(1)[0] if chars else ("", 0)
    if bold[font] < _COMMON * most or most < _COMMON * chars.total():
        return list(pages)
    return [
        replace(page, lines=tuple(_unbold(line) if line.font == font else line for line in page.lines))
        for page in pages
    ]


def is_prose(line: Line) -> bool:
    """Whether the line is words in a row: long enough, mostly letters, and neither code nor turned."""
    text = line.text
    if line.is_rotated or line.is_fixed_pitch or len(text) < 12:
        return False
    letters = sum(char.isalpha() or char.isspace() for char in text)
    return letters >= 0.75 * len(text) and (text.count(" ") >= 2 or is_cjk(text))


def is_cjk(text: str) -> bool:
    """Whether the text is mostly Chinese, Japanese or Korean signs."""
    return sum("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in text) > 0.4 * len(text)


def running_words(text: str) -> str:
    """The words of a line by which it is known again on other pages: digits aside, for they count the pages.

    The number of a caption's label is no such number: "Table 1" and "Table 2" at the top of two pages are two captions.
    """
    words = text.casefold().strip()
    return words if read_label(text) else _DIGITS.sub("", words).strip()


def line_place(line: Line) -> LinePlace:
    """The running words of a line, and about where it stands."""
    return running_words(line.text), round(line.baseline_pt / _PLACE_PT)


def near_places(place: LinePlace) -> Iterator[LinePlace]:
    """Where the same words are the same running head: scanners shift pages by some points, few words may be others."""
    words, height = place
    reach = _SHIFTED if sum(map(str.isalpha, words)) >= _LONG_HEAD else 0
    return ((words, near) for near in range(height - reach, height + reach + 1))


def _unbold(line: Line) -> Line:
    return replace(line, is_bold=False, bold_start=0)


def _body_size(pages: Sequence[PageContent]) -> float:
    votes: Counter[float] = Counter()
    for page in pages[:_SAMPLE_PAGES]:
        for line in page.lines:
            if (len(line.text) > 30 or is_cjk(line.text)) and is_prose(line):
                votes[line.size_pt] += len(line.text)
    if not votes:
        sizes = [line.size_pt for page in pages for line in page.lines]
        return statistics.median(sizes) if sizes else 10.0
    return votes.most_common(1)[0][0]


def _leading(pages: Sequence[PageContent], body_size_pt: float) -> float:
    steps: Counter[float] = Counter()
    for page in pages[:_SAMPLE_PAGES]:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            step = above.baseline_pt - below.baseline_pt
            if abs(above.size_pt - body_size_pt) < SAME_SIZE_PT and 0.8 * body_size_pt < step < 2.6 * body_size_pt:
                steps[round(step * 2) / 2] += 1
    return steps.most_common(1)[0][0] if steps else 1.2 * body_size_pt


def _furniture(pages: Sequence[PageContent]) -> Iterator[LineKey]:
    yield from _running_heads(pages)
    for page in pages:
        for i, line in enumerate(page.lines):
            is_stamp = line.is_rotated and line.text.startswith("arXiv:")
            if is_stamp or (_at_edge(line, page) and _PAGE_NUMBER.match(line.text)):
                yield page.number, i


def _running_heads(pages: Sequence[PageContent]) -> Iterator[LineKey]:
    """Lines with the same running words at the same height of three pages; of two in a short paper."""
    places: defaultdict[LinePlace, dict[int, list[LineKey]]] = defaultdict(dict)
    for page in pages:
        for i, line in enumerate(page.lines):
            if _at_edge(line, page):
                place = line_place(line)
                if place[0]:
                    places[place].setdefault(page.number, []).append((page.number, i))
    needed = 3 if len(pages) > 6 else 2
    for place, found in places.items():
        if len({number for near in near_places(place) for number in places.get(near, ())}) >= needed:
            for keys in found.values():
                yield from keys


def _at_edge(line: Line, page: PageContent) -> bool:
    return line.box.bottom > (1 - _EDGE) * page.height_pt or line.box.top < _EDGE * page.height_pt
