"""Files whose words were recognised in pictures of the pages."""

from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.page.page_pass import read_pages
from adapters.pdf.scans import is_scan
from tests.pdf_files import one_page

WORDS = "".join(f"({'Pilots guide large ships into harbours'}) Tj 0 -12 Td " for _ in range(6))
SEEN = f"BT 0 Tr /F1 9 Tf 20 180 Td {WORDS} ET"
UNSEEN = f"BT 3 Tr /F1 9 Tf 20 180 Td {WORDS} ET"
HEAD = "BT 0 Tr /F1 9 Tf 20 190 Td (Fetched from an archive) Tj ET"
PICTURE = "BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI"


def picture(width: int, height: int) -> str:
    return f"q {width} 0 0 {height} 0 0 cm {PICTURE} Q"


def answer(pdf: bytes) -> bool:
    with closing(pdfium.PdfDocument(pdf)) as document:
        return is_scan(document, read_pages(document).contents)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(f"{picture(300, 200)} {UNSEEN}", True, id="unseen words over a picture"),
        pytest.param(f"{picture(300, 200)} {UNSEEN} {HEAD}", True, id="the head of an archive on them"),
        pytest.param(f"{UNSEEN} {picture(300, 200)}", True, id="unseen words under a picture"),
        pytest.param(f"{picture(300, 200)} {UNSEEN} {SEEN}", False, id="words that are seen"),
        pytest.param(f"{picture(300, 200)} {SEEN}", False, id="a background"),
        pytest.param(f"{picture(100, 100)} {UNSEEN} {SEEN}", False, id="a figure"),
        pytest.param(SEEN, False, id="words only"),
        pytest.param("", False, id="a blank page"),
    ],
)
def test_a_scan_is_told_by_its_pictures(content: str, *, expected: bool) -> None:
    assert answer(one_page(content)) is expected


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        pytest.param("Adobe Acrobat 9.33 Paper Capture Plug-in with ClearScan", True, id="letters made of pictures"),
        pytest.param("ABBYY FineReader", True, id="a recogniser"),
        pytest.param("Acrobat Distiller 9.0", False, id="a press"),
    ],
)
def test_a_scan_is_told_by_the_program_that_read_it(program: str, *, expected: bool) -> None:
    file = one_page(SEEN, objects=[f"<< /Producer ({program}) >>"]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 6 0 R")

    assert answer(file) is expected
