"""Whole files through the reader, in this process: what is refused, what is warned of, what is read."""

import pytest

from adapters.pdf.document import read_paper
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.opening import open_document
from bot.errors import NotAPdf, PaperDamaged, PaperError, PaperTooLarge, PaperUnreadable
from bot.model import Zone
from tests.builders_pdf import Sheet, Text, paper_pdf, pdf_of
from tests.pdf_files import one_page

GOOD = Sheet(
    [Text("Pilots guide large ships into harbours and judge the current by eye.", y_pt=700 - 14 * i) for i in range(12)]
)
PICTURE = Sheet(drawing="0 0 1 rg 100 100 300 300 re f")
GARBLED = Sheet([Text("".join(chr(1 + (7 * i + j) % 8) for j in range(60)), y_pt=700 - 14 * i) for i in range(12)])
NO_PAGES = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Size 3 /Root 1 0 R >>\n%%EOF"
)


@pytest.mark.parametrize(
    ("file", "looks_like"),
    [
        pytest.param(b"", "an empty file", id="empty"),
        pytest.param(b" \n ", "an empty file", id="blank"),
        pytest.param(
            b"<!DOCTYPE html><html><body>Log in</body></html>", "a web page (perhaps a login page)", id="web page"
        ),
        pytest.param(b"\n\n<HTML><head>", "a web page (perhaps a login page)", id="web page without a type"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "a picture", id="jpeg"),
        pytest.param(b"PK\x03\x04word/", "a zip or Office file", id="zip"),
        pytest.param(b"%!PS-Adobe-3.0", "a PostScript file", id="postscript"),
        pytest.param(b"\x1f\x8b\x08", "a compressed file", id="gzip"),
        pytest.param(b"{\\rtf1", "an RTF file", id="rtf"),
        pytest.param(b"\\documentclass{article}", "LaTeX source", id="latex"),
        pytest.param(b"just words", "another kind of file", id="text"),
        pytest.param(b"x" * 2000 + b"%PDF-1.7", "another kind of file", id="a header too far in"),
    ],
)
def test_what_is_no_pdf_is_named(file: bytes, looks_like: str) -> None:
    with pytest.raises(NotAPdf) as caught:
        read_paper(file, name="paper.pdf")

    assert caught.value.looks_like == looks_like


@pytest.mark.parametrize(
    ("file", "error"),
    [
        pytest.param(b"%PDF-1.7\nnothing follows", PaperDamaged, id="a header alone"),
        pytest.param(paper_pdf()[:600], PaperDamaged, id="cut off"),
        pytest.param(NO_PAGES, PaperDamaged, id="no pages"),
        pytest.param(pdf_of(*[Sheet()] * 2000), PaperTooLarge, id="2,000 pages"),
        pytest.param(pdf_of(PICTURE, PICTURE), PaperUnreadable, id="pictures"),
        pytest.param(pdf_of(GARBLED, GARBLED), PaperUnreadable, id="no Unicode map"),
        pytest.param(one_page("BT /F1 12 Tf 20 100 Td (A short note.) Tj ET"), PaperUnreadable, id="a few words"),
    ],
)
def test_a_file_that_cannot_be_drafted_from_is_refused_in_a_sentence(file: bytes, error: type[PaperError]) -> None:
    with pytest.raises(error, match=r"^odd\.pdf: .*\.$") as caught:
        read_paper(file, name="odd.pdf")

    assert type(caught.value) is error


def test_the_limits_are_told_with_what_went_beyond_them() -> None:
    with pytest.raises(PaperTooLarge) as pages:
        read_paper(pdf_of(*[Sheet()] * 30), name="long.pdf", limits=ReadingLimits(max_pages=20))
    with pytest.raises(PaperTooLarge) as size:
        read_paper(paper_pdf(), name="big.pdf", limits=ReadingLimits(max_bytes=1000))

    assert (pages.value.amount, pages.value.limit, pages.value.measure) == (30, 20, "pages")
    assert size.value.measure == "MB"


def test_junk_before_the_header_does_no_harm() -> None:
    assert (
        read_paper(b"HTTP/1.1 200 OK\n\n" + paper_pdf(), name="shells.pdf").title == "Sorting Sea Shells By Their Sound"
    )


@pytest.mark.parametrize(
    ("pages", "unreadable", "warning"),
    [
        pytest.param([GOOD, GOOD], [], None, id="none"),
        pytest.param(
            [GOOD, PICTURE, GOOD],
            [2],
            "Page 2 carries no text (a picture, or blank), and nothing of it was read.",
            id="a picture",
        ),
        pytest.param(
            [GOOD, PICTURE, GOOD, PICTURE, GOOD, PICTURE],
            [2, 4, 6],
            "Pages 2, 4 and 6 carry no text (pictures, or blank), and nothing of them was read.",
            id="pictures",
        ),
        pytest.param(
            [GOOD, GOOD, GARBLED],
            [3],
            "Page 3 has text without readable letters, and nothing of it was read.",
            id="a garbled page",
        ),
    ],
)
def test_pages_that_could_not_be_read_are_named(pages: list[Sheet], unreadable: list[int], warning: str | None) -> None:
    paper = read_paper(pdf_of(*pages), name="mixed.pdf")

    assert paper.warnings == (() if warning is None else (warning,))
    assert [page.number for page in paper.pages if not page.is_readable] == unreadable


def test_a_page_that_cannot_be_opened_costs_that_page_only() -> None:
    broken = pdf_of(GOOD, GOOD, GOOD).replace(
        b"/Type /Page /Parent 2 0 R /Contents 8 0 R", b"/Type /Pago /Parent 2 0 R /Contents 8 0 R"
    )

    paper = read_paper(broken, name="broken.pdf")

    assert len(paper.pages) == 3
    assert paper.pages[2].is_readable


def test_a_paper_has_everything_that_is_asked_of_it() -> None:
    paper = read_paper(paper_pdf(), name="shells.pdf")

    assert (paper.title, paper.authors) == ("Sorting Sea Shells By Their Sound", ("Ada Example", "Ben Sample"))
    assert paper.abstract.startswith("Sea shells are sorted by hand in most museums.")
    assert paper.abstract.endswith("We release the recordings.")
    assert [section.title for section in paper.sections] == [
        "Abstract",
        "Introduction",
        "Results",
        "Limitations",
        "Future Work",
        "Acknowledgements",
    ]
    assert {paragraph.zone for paragraph in paper.paragraphs} == {
        Zone.ABSTRACT,
        Zone.INTRODUCTION,
        Zone.RESULTS,
        Zone.LIMITATIONS,
        Zone.FUTURE,
        Zone.ACKNOWLEDGEMENTS,
    }


def test_an_open_document_is_the_callers_to_close() -> None:
    document = open_document(paper_pdf(), name="shells.pdf", limits=ReadingLimits())

    assert len(document) == 2
    document.close()
