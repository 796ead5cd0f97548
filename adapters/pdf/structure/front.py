"""What stands before the text of a paper: sheets before it, its title, its authors, what is printed over them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.authors import find_authors
from adapters.pdf.structure.cover_sheets import authors_on_sheet, front_page, is_sheet, title_on_sheet, whole_title
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import Layout, LineKey, is_prose
from adapters.pdf.structure.title import find_title
from adapters.pdf.structure.zones import own_zone
from bot.model import Zone

_PROSE_CHARS = 40  # of a line of text; badges and the names of journals are shorter


@dataclass(frozen=True, slots=True)
class Front:
    """The title and the authors, and all lines that are no text because they stand with them or before them."""

    title: str
    authors: tuple[str, ...]
    lines: frozenset[LineKey]


def read_front(
    pages: Sequence[PageContent], layout: Layout, vocabulary: Vocabulary, *, told_title: str, told_authors: str
) -> Front:
    """Title and authors of the page that the paper begins on, or of the sheet before it where that says them better.

    Args:
        told_title, told_authors: What the file's own information says; "" if nothing.
    """
    page, sheet = front_page(pages, layout, vocabulary), pages[0]
    is_behind = page is not sheet
    on_sheet = title_on_sheet(sheet, page, vocabulary) if is_behind else None
    title, title_lines = on_sheet or find_title(page, layout, told_title, vocabulary)
    if is_behind and on_sheet is None:
        title, title_lines = whole_title(sheet, (title, title_lines), vocabulary)
    authors = find_authors(page, title_lines, told_authors)
    if is_behind and not authors.names:
        _, cover_lines = find_title(sheet, layout, "", vocabulary)
        authors = find_authors(sheet, cover_lines, "")
    listed = authors_on_sheet(sheet)
    if listed:  # what a scan says in pieces, the sheet before it says whole
        authors = replace(authors, names=listed)
    sheets = pages[: max(page.number - 1, is_sheet(sheet))]
    return Front(
        title,
        authors.names,
        frozenset((*title_lines, *authors.lines, *_above(page, title_lines)))
        | frozenset((before.number, i) for before in sheets for i in range(len(before.lines))),
    )


def _above(front: PageContent, title_lines: Sequence[LineKey]) -> frozenset[LineKey]:
    """What stands over the title: the kind of the article, the journal, badges; not the text of a column beside it."""
    top = max((front.lines[i].box.top for _, i in title_lines), default=front.height_pt)
    over = [(i, line) for i, line in enumerate(front.lines) if line.box.bottom >= top]
    if any(own_zone(line.text) is Zone.ABSTRACT for _, line in over):
        return frozenset()  # what was taken for the title is a heading
    return frozenset((front.number, i) for i, line in over if not is_prose(line) or len(line.text) < _PROSE_CHARS)
