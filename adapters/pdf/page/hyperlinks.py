"""The links of a paper: the file's own annotations, and addresses that are only printed."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.characters import BREAK_HYPHEN, clean
from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.page_content import PageContent
from bot.model import Box, Link

_SCHEMES = ("http://", "https://")
_PRINTED = re.compile(
    r"(?:https?://|www\.|(?<![\w@/.])(?:github\.com|gitlab\.com|huggingface\.co|arxiv\.org|doi\.org)/)[^\s<>\"'“”‘’{}|\\^`\u2010￼⁰¹²³⁴-⁹]+",
    re.I,
)
_MORE = re.compile(r"(?!https?:|www\.)[^\s<>\"'“”‘’{}|\\^`\u2010￼⁰¹²³⁴-⁹]+")
_FOOTNOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§ "
_TRAILING = ".,;:!?…'\"*†‡"
_GOES_ON = ("/", "-", "_", "=", "?", "&", "#", "%")  # never after a full stop: it would swallow the next sentence
_MAX_URL_CHARS = 2048
_MAX_TEXT_CHARS = 500  # that a link lies over; some files lay one over the whole page
_MAX_ANNOTATIONS = 3000  # of a page; a page of references has some hundred
_WORD = re.compile(r"\S+")
_COVERED = 0.4


def link_handles(page: pdfium.PdfPage) -> list[engine.Handle]:
    """The links among the annotations of an open page."""
    handle, position, link = engine.address(page.raw), engine.Numbers("i", 1), ctypes.c_void_p()
    at, room = position.at[0], ctypes.addressof(link)
    handles: list[engine.Handle] = []
    while engine.next_link(handle, at, room):
        handles.append(link.value or 0)
    return handles


def annotated_links(page: pdfium.PdfPage, content: PageContent, links: Sequence[engine.Handle]) -> Iterator[Link]:
    """Links that the file itself declares, with the words that they lie over; pieces on two lines are one."""
    frame = page_frame(page)
    rect = raw.FS_RECTF()
    before: Link | None = None
    for address in links[:_MAX_ANNOTATIONS]:
        handle = ctypes.cast(address, raw.FPDF_LINK)
        url = _target(page, handle)
        if not url or not raw.FPDFLink_GetAnnotRect(handle, rect):
            continue
        box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        link = Link(url, content.number, _words_under(content, box))
        if before is not None and before.url == url:
            before = Link(url, content.number, f"{before.text} {link.text}".strip()[:_MAX_TEXT_CHARS])
            continue
        if before is not None:
            yield before
        before = link
    if before is not None:
        yield before


def printed_links(content: PageContent) -> Iterator[Link]:
    """Addresses in the text of a page, joined over line ends where the first half says that it goes on."""
    lines = content.lines
    taken = -1
    for i, line in enumerate(lines):
        if i <= taken:
            continue
        text = line.text
        for found in _PRINTED.finditer(text):
            url, last = found.group(), i
            while (
                found.end() == len(text.removesuffix(BREAK_HYPHEN))
                and last + 1 < len(lines)
                and len(url) < _MAX_URL_CHARS
            ):
                is_broken = lines[last].text.endswith(BREAK_HYPHEN)
                if not (is_broken or url.endswith(_GOES_ON)):
                    break
                more = _MORE.match(lines[last + 1].text)
                if more is None:
                    break
                # TeX breaks a name behind "_" with a hyphen of its own.
                url = url.removesuffix("-") if url.endswith("_-") else url
                is_kept = is_broken and not url.endswith("_")
                url += ("-" if is_kept else "") + more.group()
                last += 1
                taken = last
                if more.end() != len(lines[last].text.removesuffix(BREAK_HYPHEN)):
                    break
            yield Link(_with_scheme(_trimmed(url)), content.number, _trimmed(url))


def all_links(annotated: Sequence[Link], printed: Sequence[Link]) -> tuple[Link, ...]:
    """Both kinds by page, each address once a page; what the file declares wins over what is printed."""
    seen: set[tuple[str, int]] = set()
    out: list[Link] = []
    for link in sorted(filter(_is_whole, [*annotated, *printed]), key=lambda link: link.page):
        key = (_comparable(link.url), link.page)
        is_stump = any(
            link.url != other.url and other.page == link.page and other.url.startswith(link.url) for other in annotated
        )
        if key not in seen and not (is_stump and link not in annotated):
            seen.add(key)
            out.append(link)
    return tuple(out)


def _is_whole(link: Link) -> bool:
    """Whether the address can be taken apart: what cannot is no address, and would stop whoever tries."""
    try:
        return bool(urlsplit(link.url).hostname) and urlsplit(link.url).port != 0
    except ValueError:
        return False


def _target(page: pdfium.PdfPage, handle: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(handle)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
    if not 1 < length <= _MAX_URL_CHARS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, length)
    url = clean(buffer.value.decode("utf-8", "replace")).strip()
    return url if url.lower().startswith(_SCHEMES) else ""


def _words_under(content: PageContent, box: Box) -> str:
    """The part of the lines that the box covers, by its share of each line's width."""
    parts = []
    for line in content.lines:
        middle = (line.box.bottom + line.box.top) / 2
        if not box.bottom <= middle <= box.top or line.box.right <= box.left or line.box.left >= box.right:
            continue
        width = max(line.box.right - line.box.left, 1.0)
        start = round(max(box.left - line.box.left, 0) / width * len(line.text))
        end = round(min(box.right - line.box.left, width) / width * len(line.text))
        parts.append(_whole_words(line.text, start, end))
    words = " ".join(parts).replace(BREAK_HYPHEN + " ", "").strip(BREAK_HYPHEN + _FOOTNOTE_MARKS)
    return words[:_MAX_TEXT_CHARS]


def _whole_words(text: str, start: int, end: int) -> str:
    """The words of which a good part lies between two places; the share of a width is only near the truth."""
    spans = [found.span() for found in _WORD.finditer(text)]
    covered = [(a, b) for a, b in spans if min(b, end) - max(a, start) >= _COVERED * (b - a)]
    if not covered:
        covered = [(a, b) for a, b in spans if a < end and b > start][:1]
    return text[covered[0][0] : covered[-1][1]] if covered else ""


def _trimmed(url: str) -> str:
    """Without the sentence's punctuation, and without a closing bracket that the address did not open."""
    while url:
        if url[-1] in _TRAILING or (url[-1] in ")]" and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "[")):
            url = url[:-1]
        else:
            break
    return url


def _with_scheme(url: str) -> str:
    return url if url.lower().startswith(_SCHEMES) else f"https://{url}"


def _comparable(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.lower()).rstrip("/")
