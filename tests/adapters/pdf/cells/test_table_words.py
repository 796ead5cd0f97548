from contextlib import closing

import pypdfium2 as pdfium

from adapters.pdf.cells.table_words import page_words, words_of
from adapters.pdf.page.page_pass import read_pages
from tests.pdf_files import one_page
from tests.pdfs import face, run


def words_of_page(content: str) -> list[str]:
    with closing(pdfium.PdfDocument(one_page(content))) as document:
        return [word.text for word in page_words(document, read_pages(document).contents[0])]


def test_each_word_of_a_page_has_its_own_box() -> None:
    content = "BT /F1 10 Tf 20 100 Td (Heron and stork) Tj ET"

    assert words_of_page(content) == ["Heron", "and", "stork"]


def test_what_no_reader_sees_is_no_word() -> None:
    content = "BT /F1 10 Tf 20 100 Td (51.2) Tj 3 Tr 40 0 Td (99.9) Tj 0 Tr 1 g 40 0 Td (98.7) Tj ET"

    assert words_of_page(content) == ["51.2"]


def test_an_index_hangs_on_its_word() -> None:
    runs = [run("conv"), run("4", 90.2, of=face(6), baseline=698), run("12", 120)]

    assert [word.text for word in words_of(runs)] == ["conv4", "12"]


def test_a_wide_gap_parts_words_though_no_space_is_written() -> None:
    runs = [run("51.2"), run("47.6", 100, is_joined=True)]

    assert [word.text for word in words_of(runs)] == ["51.2", "47.6"]
    assert not words_of(runs)[1].runs[0].is_joined


def test_turned_letters_stay_apart() -> None:
    turned = face(dx=0.0, dy=1.0)

    assert [word.is_rotated for word in words_of([run("Day", of=turned), run("12", 95, of=turned)])] == [True, True]
