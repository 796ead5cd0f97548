"""Fields of a file's information and titles of its outline, whatever bytes stand there."""

from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.page.file_words import bookmark_title, information
from adapters.pdf.structure.outline import read_outline
from tests.hostile_pdfs.by_hand import file_of, paper_objects


def file_with(text: bytes) -> bytes:
    """A paper whose Title and whose only outline entry are that text, in UTF-16."""
    written = b"<%s>" % (b"\xfe\xff" + text).hex().encode()
    objects = paper_objects(catalog=b"/Outlines 10 0 R")
    objects[10] = b"<< /First 11 0 R /Last 11 0 R /Count 1 >>"
    objects[11] = b"<< /Title %s /Parent 10 0 R /Dest [3 0 R /Fit] >>" % written
    objects[12] = b"<< /Title %s >>" % written
    return file_of(objects, trailer=b"/Info 12 0 R")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Sorting Sea Shells".encode("utf-16-be"), "Sorting Sea Shells", id="letters"),
        pytest.param("A 𝔸 B".encode("utf-16-be"), "A 𝔸 B", id="a surrogate pair"),
        pytest.param(b"\0A\xd8\x00\0B", "A\ufffdB", id="half a pair"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(("é" * 5000).encode("utf-16-be"), "é" * 2000, id="too much"),
    ],
)
def test_the_words_are_read_and_what_is_no_character_is_replaced(text: bytes, read: str) -> None:
    with closing(pdfium.PdfDocument(file_with(text))) as document:
        (entry,) = document.get_toc()

        assert information(document, "Title") == read
        assert information(document, "Author") == ""
        assert bookmark_title(entry) == read


def test_of_an_outline_of_many_entries_the_first_two_thousand_are_read() -> None:
    objects = paper_objects(catalog=b"/Outlines 10 0 R")
    objects[10] = b"<< /First 11 0 R /Last 2510 0 R /Count 2500 >>"
    for number in range(11, 2511):
        objects[number] = b"<< /Title (Part %d) /Parent 10 0 R /Next %d 0 R /Dest [3 0 R /Fit] >>" % (
            number - 10,
            number + 1,
        )

    with closing(pdfium.PdfDocument(file_of(objects))) as document:
        entries = read_outline(document)

    assert (len(entries), entries[-1].title) == (2000, "Part 2000")
