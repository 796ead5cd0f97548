"""Made papers read by pypdf, which shares no code with PDFium: both must see the same pages, words and links."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from adapters.pdf.document import read_paper
from tests.builders_pdf import paper_pdf
from tests.pdf_files import typeset
from tests.pdfs import layout_pdf

_FOLDER = Path(__file__).parents[2] / "data" / "layouts"
PAPERS = sorted({path.stem for path in _FOLDER.glob("*.typ")} - {"words"})  # that one is no paper
LINKED = """
= Sorting Sea Shells
We release the code at #link("https://github.com/shells/sort")[our repository] and describe it on
#link("https://example.org/shells?by=sound#top")[a page of its own]. A mail address
#link("mailto:ada@example.org")[is no link to a paper].
#pagebreak()
The #link("https://example.org/museum")[city museum] lent us its shells. #lorem(120)
"""


@pytest.fixture(params=["shells", *PAPERS])
def pdf(request: pytest.FixtureRequest) -> bytes:
    return paper_pdf() if request.param == "shells" else layout_pdf(request.param)


def test_every_page_has_the_words_that_the_other_reader_finds_there(pdf: bytes) -> None:
    ours = [page.text for page in read_paper(pdf, name="made.pdf").pages]
    theirs = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]

    assert len(ours) == len(theirs)
    for own, other in zip(ours, theirs, strict=True):
        expected = words(other)
        missing = expected - words(own)
        # Running heads and stamps are left out on purpose; where a word is cut, the two readers part it differently.
        assert len(missing) <= max(0.08 * len(expected), 12), sorted(missing)


def test_the_links_are_those_that_the_other_reader_finds() -> None:
    pdf = typeset(LINKED)

    ours = {(link.page, link.url) for link in read_paper(pdf, name="made.pdf").links}

    assert ours == set(web_links(pdf))


def words(text: str) -> set[str]:
    """Its words of four letters and more, those broken at a line end left out."""
    text = re.sub(r"\w+-\n\w+", " ", text)
    return set(re.findall(r"[^\W\d_]{4,}", text.lower()))


def web_links(pdf: bytes) -> Iterator[tuple[int, str]]:
    """Page and address of every annotation that leads to the web."""
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(pdf)).pages, 1):
        for annotation in page.get("/Annots", []):
            address = str(annotation.get_object().get("/A", {}).get("/URI", ""))
            if address.startswith("http"):
                yield number, address
