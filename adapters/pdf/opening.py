"""Opening a PDF, or saying in a named error why it cannot be opened."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.page.stand_in_font import install
from bot.errors import NotAPdf, PaperDamaged, PaperLocked, PaperTooLarge

_HEADER_WITHIN = 1024  # bytes: PDF 32000-1, annex H: viewers accept the header anywhere in the first 1024
_UNKNOWN = "another kind of file"
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def open_document(pdf: bytes, *, name: str, limits: ReadingLimits) -> pdfium.PdfDocument:
    """The document, opened with the empty password.

    Raises:
        PaperTooLarge, NotAPdf, PaperLocked, PaperDamaged: As their names say.
    """
    if len(pdf) > limits.max_bytes:
        raise PaperTooLarge(name, amount=_megabytes(len(pdf)), limit=_megabytes(limits.max_bytes), measure="MB")
    if b"%PDF-" not in pdf[:_HEADER_WITHIN]:
        if _is_headless(pdf):
            raise PaperDamaged(name)
        raise NotAPdf(name, looks_like=_looks_like(pdf))
    install()
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == _PASSWORD_ERROR or "password" in str(error).lower():
            raise PaperLocked(name) from error
        if not pdf.lstrip().startswith(b"%PDF-") and _looks_like(pdf) != _UNKNOWN:
            raise NotAPdf(name, looks_like=_looks_like(pdf)) from error  # it only speaks of PDF
        raise PaperDamaged(name) from error
    if len(document) > limits.max_pages:
        pages = len(document)
        document.close()
        raise PaperTooLarge(name, amount=pages, limit=limits.max_pages, measure="pages")
    return document


def _is_headless(data: bytes) -> bool:
    """Whether a file without the mark of a PDF at its beginning has all else of one, and is nothing else."""
    return b"startxref" in data[-_HEADER_WITHIN:] and b" obj" in data and _looks_like(data) == _UNKNOWN


def _looks_like(data: bytes) -> str:
    """What a file that is no PDF seems to be, in words."""
    head = data[:_HEADER_WITHIN].lstrip().lower()
    if not data.strip():
        return "an empty file"
    if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head")) or b"<html" in head:
        return "a web page (perhaps a login page)"
    for magic, words in (
        (b"\x89png", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"gif8", "a picture"),
        (b"pk\x03\x04", "a zip or Office file"), (b"\x1f\x8b", "a compressed file"), (b"%!ps", "a PostScript file"),
        (b"{\\rtf", "an RTF file"), (b"\\documentclass", "LaTeX source"),
    ):  # fmt: skip
        if head.startswith(magic):
            return words
    return _UNKNOWN


def _megabytes(count: int) -> int:
    return -(-count // 1_000_000)
