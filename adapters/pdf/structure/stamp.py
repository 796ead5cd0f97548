"""The stamp that arXiv prints on the first page."""

import re

from adapters.pdf.page.page_content import PageContent

_STAMP = re.compile(r"arXiv:\s*((?:[a-z-]+(?:\.[A-Z]{2})?/)?\d[\d.]{3,10}\d)(?:v(\d+))?", re.I)


def stamp(page: PageContent) -> tuple[str, int | None] | None:
    """(arXiv id, version) of the stamp that arXiv prints on the first page."""
    for line in page.lines:
        found = _STAMP.search(line.text) if line.is_rotated or line.text.startswith("arXiv:") else None
        if found:
            return found.group(1), int(found.group(2)) if found.group(2) else None
    return None
