"""Where the words of quotes stand on a page, and the part of the page around them with these words marked."""

import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing

import pypdfium2 as pdfium
from PIL import Image as Pillow
from PIL import ImageChops, ImageDraw

from adapters.pdf.figures.drawing import as_png, rendered
from adapters.pdf.figures.ink import ink_of
from adapters.pdf.page.boxes import around, grown, width
from adapters.pdf.page.frame import page_frame
from bot.errors import FigureError
from bot.model import Box, Evidence, Image

MOST_PARTS = 3
_CONTEXT_PT = 40.0  # about three lines of a paper above and below
_LEAST_LETTERS = 12  # a shorter piece of a quote may stand anywhere on its page
_MARKER = (255, 236, 110)
_MARKED_BEYOND_PT = 1.0
_BETWEEN_PX = 12
_MARGIN_PX = 16
_PAPER, _GAP = "white", (150, 150, 150)


def draw_quotes(document: pdfium.PdfDocument, evidence: Sequence[Evidence], *, label: str) -> Image:
    """The parts of pages that quotes stand on, at most three, one under the other, at 144 pixels an inch.

    A quote of which only a piece is found, since text of a page may come in another order, has that piece marked.

    Args:
        label: What an error calls it.

    Raises:
        FigureError: There is no such page, it cannot be drawn, or none of the words stands there.
    """
    quotes: dict[int, list[str]] = {}
    for one in evidence:
        quotes.setdefault(one.page, []).append(one.quote)
    parts = [_part(document, page, boxes, label) for page, boxes in _found(document, quotes, label)[:MOST_PARTS]]
    if not parts:
        raise FigureError(label, "its words were not found there as they are")
    return as_png(_stacked(parts))


def _found(document: pdfium.PdfDocument, quotes: dict[int, list[str]], label: str) -> list[tuple[int, list[Box]]]:
    """Of each page on which something was found, where."""
    found = []
    for number, words in quotes.items():
        if not 1 <= number <= len(document):
            raise FigureError(label, f"the file has no page {number}")
        try:
            with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
                boxes = _boxes(page, text, words)
        except pdfium.PdfiumError as error:
            raise FigureError(label, f"page {number} cannot be read") from error
        if boxes:
            found.append((number, boxes))
    return found


def _boxes(page: pdfium.PdfPage, text: pdfium.PdfTextPage, quotes: Sequence[str]) -> list[Box]:
    letters, places = _letters_of_page(text)
    frame = page_frame(page)
    boxes = []
    for quote in quotes:
        found = _span(_letters(quote), letters)
        if found is None:
            continue
        first, last = places[found[0]], places[found[1] - 1]
        rects = text.count_rects(first, last - first + 1)
        boxes += [frame.box(*text.get_rect(number)) for number in range(rects)]
    return boxes


def _span(quote: str, page: str) -> tuple[int, int] | None:
    """Where a quote stands among the letters of a page: whole, or its longest beginning or end that is sure."""
    start = page.find(quote)
    if start >= 0:
        return (start, start + len(quote)) if quote else None
    head = _longest(len(quote), lambda count: quote[:count] in page)
    tail = _longest(len(quote), lambda count: quote[len(quote) - count :] in page)
    if max(head, tail) < _LEAST_LETTERS:
        return None
    start = page.find(quote[:head]) if head >= tail else page.find(quote[len(quote) - tail :])
    return start, start + max(head, tail)


def _longest(most: int, is_there: Callable[[int], bool]) -> int:
    """The largest count that is there, if all smaller ones are."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if is_there(middle) else (least, middle - 1)
    return least


def _letters(words: str) -> str:
    """Letters and digits only, folded: what hyphens, ligatures, gaps and line ends do not change."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words).casefold() if sign.isalnum())


def _letters_of_page(text: pdfium.PdfTextPage) -> tuple[str, list[int]]:
    """The letters of a page, and the number of the sign that each is of."""
    letters, places = [], []
    for number in range(text.count_chars()):
        for letter in _letters(chr(pdfium.raw.FPDFText_GetUnicode(text, number))):
            letters.append(letter)
            places.append(number)
    return "".join(letters), places


def _part(document: pdfium.PdfDocument, page: int, marks: Sequence[Box], label: str) -> Pillow.Image:
    """The page from some lines above the marks to some below, as wide as it is."""
    whole = around(*marks)
    with closing(document[page - 1]) as opened:
        page_width, page_height = opened.get_size()
    bottom, top = max(whole.bottom - _CONTEXT_PT, 0.0), min(whole.top + _CONTEXT_PT, page_height)
    part = Box(0.0, bottom, page_width, top)
    picture = rendered(document, page, part, label)
    scale = picture.width / width(part)
    marker = Pillow.new("RGB", picture.size, _PAPER)
    pen = ImageDraw.Draw(marker)
    for box in (grown(mark, _MARKED_BEYOND_PT) for mark in marks):
        upper, lower = (top - box.top) * scale, (top - box.bottom) * scale
        pen.rectangle((box.left * scale, upper, box.right * scale, lower), fill=_MARKER)
    marked = ImageChops.multiply(picture, marker)
    ink = ink_of(marked.convert("L")).getbbox()
    if ink is None:
        raise FigureError(label, f"page {page} shows nothing there")
    return marked.crop((max(ink[0] - _MARGIN_PX, 0), 0, min(ink[2] + _MARGIN_PX, marked.width), marked.height))


def _stacked(parts: Sequence[Pillow.Image]) -> Pillow.Image:
    if len(parts) == 1:
        return parts[0]
    height = sum(part.height for part in parts) + _BETWEEN_PX * (len(parts) - 1)
    whole = Pillow.new("RGB", (max(part.width for part in parts), height), _GAP)
    down = 0
    for part in parts:
        row = Pillow.new("RGB", (whole.width, part.height), _PAPER)
        row.paste(part, (0, 0))
        whole.paste(row, (0, down))
        down += part.height + _BETWEEN_PX
    return whole
