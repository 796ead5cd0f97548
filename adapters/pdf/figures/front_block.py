"""Title and authors on the first page, where they stand over a figure across the page."""

from collections.abc import Collection

from adapters.pdf.page.boxes import overlap_across
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.layout import LineKey

_STEP = 1.7  # times the size, between the lines under one author: affiliation, town, address
_SAME_SIZE = 1.2
_LINES_OF_ADDRESS = 3  # under a name; more would run on into text and figures


def front_block(page: PageContent, front: Collection[LineKey], captions: frozenset[int]) -> frozenset[int]:
    """The lines of `front` on the page, with those that go on right under them: affiliations and addresses.

    None that stands under a caption: that is a table which was taken for a title.

    Args:
        captions: The lines of the page that are captions.
    """
    highest = max((page.lines[i].box.top for i in captions), default=0.0)
    found = {i for number, i in front if number == page.number and page.lines[i].box.bottom > highest}
    last = found
    for _ in range(_LINES_OF_ADDRESS):
        last = {
            i
            for i, line in enumerate(page.lines)
            if i not in found and i not in captions and any(_goes_on(page.lines[j], line) for j in last)
        }
        found |= last
    return frozenset(found)


def _goes_on(upper: Line, lower: Line) -> bool:
    step = upper.baseline_pt - lower.baseline_pt
    return (
        not lower.is_rotated
        and 0.5 * lower.size_pt < step < _STEP * lower.size_pt
        and lower.size_pt < _SAME_SIZE * upper.size_pt
        and overlap_across(upper.box, lower.box) > 0
    )
