"""What arXiv says in the web page that it sends in place of a PDF."""

import re
from enum import Enum, auto


class PageSays(Enum):
    """What a web page is about."""

    WITHDRAWN = auto()
    NO_PDF = auto()
    DENIED = auto()
    SOMETHING_ELSE = auto()


_READ_BYTES = 64_000  # the pages are shorter
_TAG = re.compile(r"<[^<>]*>")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|!--)", re.IGNORECASE)

# The words of the templates withdrawn, not_found, bad_id, unavailable, cannot_build_pdf and no_source in
# browse/templates/dissemination of https://github.com/arXiv/arxiv-browse, and of https://arxiv.org/denied.html.
_WORDS = {
    PageSays.WITHDRAWN: re.compile(r"\bhas been withdrawn\b|\bpaper \S+ withdrawn\b"),
    PageSays.NO_PDF: re.compile(
        r"\bno (?:document|article|file) for\b|\bfile unavailable\b|\bpdf unavailable\b"
        r"|\b(?:unable|failed) to produce pdf\b|generating pdf\b"
    ),
    PageSays.DENIED: re.compile(r"\baccess denied\b|\brobot detection\b|\bcaptcha\b"),
}


def is_page(body: bytes) -> bool:
    """Whether this is HTML, whatever its headers call it."""
    return _HTML.match(body.removeprefix(b"\xef\xbb\xbf")) is not None


def read_page(body: bytes) -> PageSays:
    """What the page says, by the words it shows."""
    words = " ".join(_TAG.sub(" ", body[:_READ_BYTES].decode("utf-8", "replace")).split()).lower()
    return next((says for says, pattern in _WORDS.items() if pattern.search(words)), PageSays.SOMETHING_ELSE)
