"""The words of a file beside its pages: fields of its information dictionary, titles of its outline.

PDFium gives them as UTF-16, and files hold halves of surrogate pairs there, at which the usual decoding stops.
"""

import ctypes
from collections.abc import Callable

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MAX_CHARS = 2000  # a title is one or two hundred; some files hold a megabyte


def information(document: pdfium.PdfDocument, field: str) -> str:
    """A field of the document's information dictionary, such as "Title"; "" where it has none."""
    name = field.encode("ascii") + b"\0"
    return _text(lambda room, size: raw.FPDF_GetMetaText(document, name, room, size))


def bookmark_title(bookmark: pdfium.PdfBookmark) -> str:
    """The title of an entry of the outline."""
    return _text(lambda room, size: raw.FPDFBookmark_GetTitle(bookmark, room, size))


def _text(read: Callable[[object, int], int]) -> str:
    """What `read` writes into a room of so many bytes; without one, it says how many it needs."""
    size = read(None, 0)
    room = ctypes.create_string_buffer(size)
    read(room, size)
    return room.raw[: min(size - 2, 2 * _MAX_CHARS)].decode("utf-16-le", "replace") if size > 2 else ""
