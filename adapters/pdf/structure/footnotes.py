"""Which lines are footnotes."""

from collections.abc import Collection, Sequence

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.layout import Layout, LineKey
from bot.model import Zone

_SIZE_STEP_PT = 0.65
_FOOT = 0.4  # of the page's height
_PROSE_CHARS = 20


def footnotes(
    pages: Sequence[PageContent], layout: Layout, headings: Sequence[Heading], figures: Collection[LineKey]
) -> frozenset[LineKey]:
    """Small lines at the foot of a page, below all prose of their column.

    Args:
        figures: Lines of captions and figures, which are none.
    """
    abstract = {h.last for h in headings if h.section.zone is Zone.ABSTRACT}
    return frozenset(
        (page.number, i)
        for page in pages
        for i in _small_at_the_foot(page, layout)
        if (page.number, i) not in abstract and (page.number, i) not in figures
    )


def _small_at_the_foot(page: PageContent, layout: Layout) -> list[int]:
    prose = [
        line
        for line in page.lines
        if abs(line.size_pt - layout.body_size_pt) <= _SIZE_STEP_PT and len(line.text) > _PROSE_CHARS
    ]
    small = (
        (i, line)
        for i, line in enumerate(page.lines)
        if line.size_pt < layout.body_size_pt - _SIZE_STEP_PT and line.box.top < _FOOT * page.height_pt
    )
    return [i for i, line in small if _is_below(line, prose)]


def _is_below(line: Line, prose: Sequence[Line]) -> bool:
    over = [other for other in prose if other.box.left < line.box.right and other.box.right > line.box.left]
    return bool(over) and all(other.box.bottom >= line.box.bottom for other in over)
