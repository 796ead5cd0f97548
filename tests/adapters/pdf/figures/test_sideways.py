"""A page read on its side holds the same text as the page as shown."""

from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.figures.sideways import TURNS, turned_content
from tests.pdf_files import one_page


@pytest.mark.parametrize("degrees", TURNS)
def test_the_numbers_of_lines_are_no_words_of_a_turned_page(degrees: int) -> None:
    rows = [
        f"BT /F1 5 Tf 20 {180 - 12 * n} Td ({n + 40}) Tj /F1 10 Tf 9 0 Td (Pilots guide ships) Tj ET" for n in range(12)
    ]
    with closing(pdfium.PdfDocument(one_page(" ".join(rows)))) as document:
        lines = turned_content(document, {("Helvetica", 5.0)}, 1, degrees).lines

    assert [line.text for line in lines if not line.is_number_of_line] == ["Pilots guide ships"] * 12
    assert sorted(line.text for line in lines if line.is_number_of_line) == [str(n) for n in range(40, 52)]
