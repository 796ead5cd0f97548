"""A whole PDF as a `Paper`: every part of reading in its order. Synchronous; runs in the worker process."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.abstract import find_abstract
from adapters.pdf.authors import find_authors
from adapters.pdf.characters import clean
from adapters.pdf.code_link import find_code
from adapters.pdf.contents import contents_lines
from adapters.pdf.figures import find_figures
from adapters.pdf.frame import page_frame
from adapters.pdf.front_matter import find_title, stamp
from adapters.pdf.headings import Heading, OutlineEntry, find_headings
from adapters.pdf.hidden import visible_runs
from adapters.pdf.hyperlinks import all_links, annotated_links, printed_links
from adapters.pdf.hyphens import Vocabulary
from adapters.pdf.ink import PageInk, page_ink
from adapters.pdf.layout import Layout, LineKey, measure
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.lines import group_lines
from adapters.pdf.page_content import PageContent
from adapters.pdf.page_objects import page_objects
from adapters.pdf.page_text import Asides, page_text
from adapters.pdf.paragraphs import ParagraphBuilder
from adapters.pdf.readability import is_picture, is_text, unreadable_because
from adapters.pdf.references import reference_lines
from adapters.pdf.runs import TextPage
from bot.errors import NotAPdf, PaperDamaged, PaperLocked, PaperTooLarge, PaperUnreadable
from bot.model import HiddenText, Link, Page, Paper, Zone
from bot.wording import listed_pages

_HEADER_WITHIN = 1024  # bytes: PDF 32000-1, annex H: viewers accept the header anywhere in the first 1024
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def open_document(pdf: bytes, *, name: str, limits: ReadingLimits) -> pdfium.PdfDocument:
    """The document, opened with the empty password.

    Raises:
        PaperTooLarge, NotAPdf, PaperLocked, PaperDamaged: As their names say.
    """
    if len(pdf) > limits.max_bytes:
        raise PaperTooLarge(name, amount=_megabytes(len(pdf)), limit=_megabytes(limits.max_bytes), measure="MB")
    if b"%PDF-" not in pdf[:_HEADER_WITHIN]:
        raise NotAPdf(name, looks_like=_looks_like(pdf))
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == _PASSWORD_ERROR or "password" in str(error).lower():
            raise PaperLocked(name) from error
        raise PaperDamaged(name) from error
    if len(document) > limits.max_pages:
        pages = len(document)
        document.close()
        raise PaperTooLarge(name, amount=pages, limit=limits.max_pages, measure="pages")
    return document


def read_paper(pdf: bytes, *, name: str, limits: ReadingLimits | None = None) -> Paper:
    """The paper that the bytes hold.

    Raises:
        PaperError: The file cannot be read; the subclass says why.
    """
    with closing(open_document(pdf, name=name, limits=limits or ReadingLimits())) as document:
        pages = _read_pages(document)
        if len(pages.broken) == len(pages.contents):
            raise PaperDamaged(name)
        why = unreadable_because([text for number, text in enumerate(pages.texts, 1) if number not in pages.broken])
        if why is not None:
            raise PaperUnreadable(name, why=why)
        return _paper(document, name, pages)


@dataclass(slots=True)
class _Pages:
    """What one pass over the pages gives.

    Attributes:
        texts: As the engine gave them, for judging whether they can be read.
        broken: Numbers of pages that could not be opened.
    """

    contents: list[PageContent] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)


def _read_pages(document: pdfium.PdfDocument) -> _Pages:
    pages = _Pages()
    for number in range(1, len(document) + 1):
        try:
            with closing(document[number - 1]) as page:
                _read_page(page, number, pages)
        except pdfium.PdfiumError:
            pages.broken.add(number)
            pages.texts = [*pages.texts[: number - 1], ""]
            pages.contents = [
                *pages.contents[: number - 1],
                PageContent(number=number, width_pt=612, height_pt=792, rotation=0, lines=(), objects=()),
            ]
    return pages


def _read_page(page: pdfium.PdfPage, number: int, pages: _Pages) -> None:
    frame = page_frame(page)
    objects = tuple(page_objects(page, frame))
    # The names on the first page may stand no further apart than the words of a justified line.
    with closing(TextPage(page, frame, every_word=number == 1)) as text:
        runs, hidden = visible_runs(
            text.runs(),
            page=number,
            size_pt=(frame.width_pt, frame.height_pt),
            objects=objects,
            drawing=lambda: page.render(scale=2, grayscale=True).to_pil(),
        )
        pages.texts.append(text.units if runs else "")
    content = PageContent(
        number=number,
        width_pt=frame.width_pt,
        height_pt=frame.height_pt,
        rotation=frame.rotation,
        lines=tuple(group_lines(runs, number)),
        objects=objects,
    )
    pages.hidden += hidden
    pages.links += annotated_links(page, content)
    pages.contents.append(content)


def _paper(document: pdfium.PdfDocument, name: str, raw_pages: _Pages) -> Paper:
    contents, texts, broken = raw_pages.contents, raw_pages.texts, frozenset(raw_pages.broken)
    layout = measure(contents)
    vocabulary = Vocabulary(line.text for page in contents for line in page.lines)
    reading = find_figures(contents, layout, vocabulary, lambda number: _ink(document, number))
    metadata = document.get_metadata_dict()
    title, title_lines = find_title(contents[0], layout, metadata.get("Title", ""), vocabulary)
    authors = find_authors(contents[0], title_lines, metadata.get("Author", ""))
    aside = (
        layout.furniture
        | reading.caption_lines
        | reading.inside_lines
        | frozenset(title_lines)
        | frozenset(authors.lines)
        | contents_lines(contents)
    )
    headings = find_headings(contents, layout, aside, _outline(document))
    abstract = find_abstract(contents, layout, headings, aside, vocabulary)
    headings = [h for h in headings if h.first not in abstract.lines or h.section.zone is Zone.ABSTRACT]
    listed = reference_lines(contents, headings, aside)
    builder = ParagraphBuilder(contents, layout, headings, aside | listed, abstract.lines, vocabulary)
    paragraphs = tuple(builder.paragraphs())
    asides = Asides(
        layout.furniture, reading.caption_lines, reading.inside_lines, _footnotes(contents, layout, headings)
    )
    pages = tuple(
        page_text(content, asides, listed, vocabulary, is_readable=_is_readable(text, content.number, broken))
        for content, text in zip(contents, texts, strict=True)
    )
    links = all_links(raw_pages.links, list(chain.from_iterable(map(printed_links, contents))))
    arxiv = stamp(contents[0])
    return Paper(
        name=name,
        title=title,
        authors=authors.names,
        abstract=abstract.text,
        pages=pages,
        sections=tuple(h.section for h in headings),
        paragraphs=paragraphs,
        links=links,
        code=find_code(links, pages, title),
        figures=reading.figures,
        arxiv_id=arxiv[0] if arxiv else None,
        arxiv_version=arxiv[1] if arxiv else None,
        hidden_text=tuple(raw_pages.hidden),
        warnings=tuple(_warnings(pages, texts, broken)),
    )


def _ink(document: pdfium.PdfDocument, number: int) -> PageInk:
    with closing(document[number - 1]) as page:
        return page_ink(page)


def _outline(document: pdfium.PdfDocument) -> list[OutlineEntry]:
    entries = []
    for bookmark in document.get_toc(max_depth=6):
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        if index is not None:
            entries.append(OutlineEntry(clean(bookmark.get_title()).strip(), bookmark.level + 1, index + 1))
    return entries


def _footnotes(contents: Sequence[PageContent], layout: Layout, headings: Sequence[Heading]) -> frozenset[LineKey]:
    """Small lines at the foot of a page, below all prose of their column."""
    abstract = {h.last for h in headings if h.section.zone is Zone.ABSTRACT}
    notes: set[LineKey] = set()
    for page in contents:
        prose = [line for line in page.lines if abs(line.size_pt - layout.body_size_pt) <= 0.65 and len(line.text) > 20]
        for i, line in enumerate(page.lines):
            is_small = line.size_pt < layout.body_size_pt - 0.65 and line.box.top < 0.4 * page.height_pt
            beside = [other for other in prose if other.box.left < line.box.right and other.box.right > line.box.left]
            if (
                is_small
                and beside
                and (page.number, i) not in abstract
                and all(o.box.bottom >= line.box.bottom for o in beside)
            ):
                notes.add((page.number, i))
    return frozenset(notes)


def _is_readable(text: str, number: int, broken: frozenset[int]) -> bool:
    return number not in broken and not is_picture(text) and (len(text.strip()) < 100 or is_text(text))


def _warnings(pages: Sequence[Page], texts: Sequence[str], broken: frozenset[int]) -> list[str]:
    pictures = [
        page.number for page, text in zip(pages, texts, strict=True) if page.number not in broken and is_picture(text)
    ]
    garbled = [
        page.number
        for page in pages
        if not page.is_readable and page.number not in broken and page.number not in pictures
    ]
    return [
        f"{listed_pages(numbers).capitalize()} {what}, and nothing of {'it' if len(numbers) == 1 else 'them'} was read."
        for numbers, what in (
            (sorted(broken), "could not be opened"),
            (
                pictures,
                "carries no text (a picture, or blank)" if len(pictures) == 1 else "carry no text (pictures, or blank)",
            ),
            (
                garbled,
                "has text without readable letters" if len(garbled) == 1 else "have text without readable letters",
            ),
        )
        if numbers
    ]


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
    return "another kind of file"


def _megabytes(count: int) -> int:
    return -(-count // 1_000_000)
