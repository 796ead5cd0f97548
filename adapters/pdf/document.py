"""A whole PDF as a `Paper`: every part of reading in its order. Synchronous; runs in the worker process."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain

import pypdfium2 as pdfium

from adapters.pdf.cells.table_cells import with_cells
from adapters.pdf.cells.table_words import page_words
from adapters.pdf.figures.figures import find_figures
from adapters.pdf.figures.ink import PageInk, page_ink
from adapters.pdf.figures.sideways import turned_content
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.opening import open_document
from adapters.pdf.page.file_words import information
from adapters.pdf.page.hyperlinks import all_links, printed_links
from adapters.pdf.page.lying import unturned
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.page_pass import RawPages, read_pages
from adapters.pdf.readability import unreadable_because
from adapters.pdf.reading_warnings import is_readable, reading_warnings
from adapters.pdf.scans import is_scan
from adapters.pdf.structure.abstract import find_abstract
from adapters.pdf.structure.code_link import find_code
from adapters.pdf.structure.contents import contents_lines
from adapters.pdf.structure.footnotes import footnotes
from adapters.pdf.structure.front import read_front
from adapters.pdf.structure.furniture import settled
from adapters.pdf.structure.headings import find_headings
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import LineKey, measure, without_common_bold
from adapters.pdf.structure.margin_labels import without_margin_labels
from adapters.pdf.structure.outline import read_outline
from adapters.pdf.structure.page_text import Asides, page_text
from adapters.pdf.structure.paragraphs import ParagraphBuilder
from adapters.pdf.structure.references import reference_lines
from adapters.pdf.structure.stamp import stamp
from bot.errors import PaperDamaged, PaperUnreadable
from bot.model import Figure, Paper, Zone


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
    contents, texts, broken = without_common_bold(raw_pages.contents), raw_pages.texts, frozenset(raw_pages.broken)
    layout = settled(contents, measure(contents))
    vocabulary = Vocabulary(line.text for page in contents for line in page.lines)
    front = read_front(
        contents,
        layout,
        vocabulary,
        told_title=information(document, "Title"),
        told_authors=information(document, "Author"),
    )
    reading = find_figures(
        contents,
        layout,
        vocabulary,
        lambda number: _ink(document, number),
        partial(turned_content, document, raw_pages.number_faces),
        front.lines,
    )
    beside = reading.caption_lines | reading.inside_lines
    aside = layout.furniture | beside | front.lines | contents_lines(contents)
    headings = find_headings(contents, layout, aside, read_outline(document), front.authors)
    abstract = find_abstract(contents, layout, headings, aside, vocabulary)
    inside = abstract.lines | abstract.parts
    headings = [h for h in headings if h.first not in inside or h.section.zone is Zone.ABSTRACT]
    aside |= abstract.parts
    listed = reference_lines(contents, headings, aside)
    builder = ParagraphBuilder(contents, layout, headings, aside | listed, abstract.lines, vocabulary)
    sections, paragraphs = without_margin_labels(contents, layout, headings, tuple(builder.paragraphs()))
    notes = footnotes(contents, layout, headings, beside)
    asides = Asides(layout.furniture, reading.caption_lines, reading.inside_lines, notes)
    outside = _outside(contents, reading.inside_lines)
    pages = tuple(
        page_text(
            content,
            asides,
            listed,
            vocabulary,
            is_readable=is_readable(text, outside.get(content.number), is_broken=content.number in broken),
        )
        for content, text in zip(contents, texts, strict=True)
    )
    bare = (_without(page, layout.furniture) for page in contents)
    links = all_links(raw_pages.links, list(chain.from_iterable(map(printed_links, bare))))
    arxiv = stamp(contents[0])
    return Paper(
        name=name,
        title=front.title,
        authors=front.authors,
        abstract=abstract.text,
        pages=pages,
        sections=sections,
        paragraphs=paragraphs,
        links=links,
        code=find_code(links, pages, front.title),
        figures=_as_shown(
            with_cells(reading.figures, contents, partial(page_words, document)), contents, raw_pages.turned
        ),
        arxiv_id=arxiv[0] if arxiv else None,
        arxiv_version=arxiv[1] if arxiv else None,
        hidden_text=tuple(raw_pages.hidden),
        warnings=tuple(reading_warnings(pages, texts, broken, is_scan=is_scan(document, raw_pages.contents))),
    )


def _outside(contents: Sequence[PageContent], inside_lines: frozenset[LineKey]) -> dict[int, str]:
    """Number of a page with text in figures -> its text outside of them."""
    with_figures = {number for number, _ in inside_lines}
    return {
        page.number: "\n".join(line.text for i, line in enumerate(page.lines) if (page.number, i) not in inside_lines)
        for page in contents
        if page.number in with_figures
    }


def _as_shown(
    figures: Sequence[Figure], contents: Sequence[PageContent], turned: Mapping[int, int]
) -> tuple[Figure, ...]:
    """The figures with their boxes on the pages as the file shows them, where these were turned to be read."""
    shown: list[Figure] = []
    for figure in figures:
        degrees, page = turned.get(figure.page, 0), contents[figure.page - 1]
        width_pt, height_pt = page.width_pt, page.height_pt
        if degrees in (90, 270):
            width_pt, height_pt = height_pt, width_pt
        box = unturned(figure.box, degrees, width_pt=width_pt, height_pt=height_pt)
        shown.append(replace(figure, box=box, turn_degrees=(figure.turn_degrees + degrees) % 360))
    return tuple(shown)


def _ink(document: pdfium.PdfDocument, number: int) -> PageInk:
    with closing(document[number - 1]) as page:
        return page_ink(page)


def _without(page: PageContent, furniture: frozenset[LineKey]) -> PageContent:
    return replace(page, lines=tuple(line for i, line in enumerate(page.lines) if (page.number, i) not in furniture))
