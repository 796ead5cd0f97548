"""A whole PDF as a `Paper`: every part of reading in its order. Synchronous; runs in the worker process."""

from collections.abc import Sequence
from contextlib import closing
from itertools import chain

import pypdfium2 as pdfium

from adapters.pdf.abstract import find_abstract
from adapters.pdf.authors import find_authors
from adapters.pdf.characters import clean
from adapters.pdf.code_link import find_code
from adapters.pdf.contents import contents_lines
from adapters.pdf.figures import find_figures
from adapters.pdf.front_matter import find_title, stamp
from adapters.pdf.headings import Heading, OutlineEntry, find_headings
from adapters.pdf.hyperlinks import all_links, printed_links
from adapters.pdf.hyphens import Vocabulary
from adapters.pdf.ink import PageInk, page_ink
from adapters.pdf.layout import Layout, LineKey, measure
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.opening import open_document
from adapters.pdf.page_content import PageContent
from adapters.pdf.page_pass import RawPages, read_pages
from adapters.pdf.page_text import Asides, page_text
from adapters.pdf.paragraphs import ParagraphBuilder
from adapters.pdf.readability import unreadable_because
from adapters.pdf.reading_warnings import is_readable, reading_warnings
from adapters.pdf.references import reference_lines
from bot.errors import PaperDamaged, PaperUnreadable
from bot.model import Paper, Zone


def read_paper(pdf: bytes, *, name: str, limits: ReadingLimits | None = None) -> Paper:
    """The paper that the bytes hold.

    Raises:
        PaperError: The file cannot be read; the subclass says why.
    """
    with closing(open_document(pdf, name=name, limits=limits or ReadingLimits())) as document:
        pages = read_pages(document)
        if len(pages.broken) == len(pages.contents):
            raise PaperDamaged(name)
        why = unreadable_because([text for number, text in enumerate(pages.texts, 1) if number not in pages.broken])
        if why is not None:
            raise PaperUnreadable(name, why=why)
        return _paper(document, name, pages)


def _paper(document: pdfium.PdfDocument, name: str, raw_pages: RawPages) -> Paper:
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
        page_text(
            content, asides, listed, vocabulary, is_readable=is_readable(text, is_broken=content.number in broken)
        )
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
        warnings=tuple(reading_warnings(pages, texts, broken)),
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
