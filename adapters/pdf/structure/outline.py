"""The outline of a PDF: the list of its parts that a viewer shows beside the pages."""

from itertools import islice

import pypdfium2 as pdfium

from adapters.pdf.page.characters import clean
from adapters.pdf.page.file_words import bookmark_title
from adapters.pdf.structure.headings import OutlineEntry

_DEPTH = 6
_MAX_ENTRIES = 2000  # a thesis has some hundred


def read_outline(document: pdfium.PdfDocument) -> list[OutlineEntry]:
    """The entries that lead to a page, in their order."""
    entries = []
    for bookmark in islice(document.get_toc(max_depth=_DEPTH), _MAX_ENTRIES):
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        if index is not None:
            entries.append(OutlineEntry(clean(bookmark_title(bookmark)).strip(), bookmark.level + 1, index + 1))
    return entries
