"""Whether the words of a file were recognised in pictures of its pages; one that was misread looks like any other."""

import re
from collections.abc import Sequence
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page.file_words import information
from adapters.pdf.page.page_content import ObjectKind, PageContent

_RECOGNISERS = re.compile(
    r"paper capture|capture server|clearscan|finereader|\bocr\b|ocrmypdf|tesseract|omnipage|readiris", re.I
)
"""Programs that read pictures, as the fields "Producer" and "Creator" name them."""
_WHOLE = 0.8  # of a page, that the picture of it covers
_WORDED_CHARS = 100
_PAGES = 3  # that are looked into
_UNSEEN = 0.8  # of the pieces of text on a scan; the head that a library prints on it is seen


def is_scan(document: pdfium.PdfDocument, pages: Sequence[PageContent]) -> bool:
    """Whether most pages with words are pictures under words that nobody sees, or the file says who recognised them."""
    if any(_RECOGNISERS.search(information(document, field)) for field in ("Producer", "Creator")):
        return True
    worded = [page for page in pages if sum(len(line.text) for line in page.lines) > _WORDED_CHARS]
    pictures = [page for page in worded if _is_picture(page)]
    return 2 * len(pictures) > len(worded) and all(_is_unseen(document, page.number) for page in pictures[:_PAGES])


def _is_picture(page: PageContent) -> bool:
    boxes = [item.box for item in page.objects if item.kind is ObjectKind.IMAGE]
    whole = _WHOLE * page.width_pt * page.height_pt
    return any((box.right - box.left) * (box.top - box.bottom) > whole for box in boxes)


def _is_unseen(document: pdfium.PdfDocument, number: int) -> bool:
    with closing(document[number - 1]) as page:
        texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        modes: list[int] = [raw.FPDFTextObj_GetTextRenderMode(text.raw) for text in texts]
    return modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) > _UNSEEN * len(modes)
