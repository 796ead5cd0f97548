"""What a journal notes in the margin under words in bold ("Citation:", "Funding:"): headings, but none of the paper."""

from collections.abc import Sequence
from dataclasses import replace

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.layout import Layout
from bot.model import Paragraph, Section

_SAME_SIZE_PT = 0.65
_PROSE_CHARS = 20  # of a line, at least
_PROSE_LINES = 5  # beside a margin
_NARROW = 0.6  # of the width of the prose, at most: a column in smaller type is wider


def without_margin_labels(
    pages: Sequence[PageContent], layout: Layout, headings: Sequence[Heading], paragraphs: Sequence[Paragraph]
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections without the labels of the margin, and the paragraphs counted to what is left.

    A paragraph under a label keeps its zone and counts for the section before the label.
    """
    place: list[int | None] = []
    sections: list[Section] = []
    for heading in headings:
        if not _is_in_margin(heading, pages[heading.first[0] - 1], layout):
            sections.append(heading.section)
        place.append(len(sections) - 1 if sections else None)
    counted = (replace(one, section=None if one.section is None else place[one.section]) for one in paragraphs)
    return tuple(sections), tuple(counted)


def _is_in_margin(heading: Heading, page: PageContent, layout: Layout) -> bool:
    """Whether a heading in small type stands in a narrow column that no line of the prose reaches."""
    line = page.lines[heading.first[1]]
    if line.size_pt > layout.body_size_pt - _SAME_SIZE_PT:
        return False
    lines = [
        other for i, other in enumerate(page.lines) if not other.is_rotated and (page.number, i) not in layout.furniture
    ]
    prose = [
        other
        for other in lines
        if abs(other.size_pt - layout.body_size_pt) <= _SAME_SIZE_PT and len(other.text) > _PROSE_CHARS
    ]
    if len(prose) < _PROSE_LINES or any(_overlap(line, other) for other in prose):
        return False
    column = [other for other in lines if _overlap(line, other) and abs(other.size_pt - line.size_pt) <= _SAME_SIZE_PT]
    return max(map(_width, column)) < _NARROW * max(map(_width, prose))


def _overlap(one: Line, other: Line) -> bool:
    return one.box.left < other.box.right and other.box.left < one.box.right


def _width(line: Line) -> float:
    return line.box.right - line.box.left
