"""Chinese text in a font that neither the file nor the machine has."""

from contextlib import closing

import pytest

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.opening import open_document
from tests.pdf_files import one_page
from tests.pdf_reading import page_lines

FONT = (
    "/F9 << /Type /Font /Subtype /Type0 /BaseFont /FZSong_GBK /Encoding /GBK-EUC-H /DescendantFonts [ << /Type /Font"
    " /Subtype /CIDFontType2 /BaseFont /FZSong_GBK /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
    " /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /FZSong_GBK /Flags 4 /Ascent 880"
    " /Descent -120 /CapHeight 700 /StemV 80 /ItalicAngle 0 /FontBBox [0 -120 1000 880] >> >> ] >>"
)


def shown(*strings: str) -> str:
    """A row of strings, each drawn by itself."""
    row = " ".join(f"<{string.encode('gbk').hex()}> Tj" for string in strings)
    return f"BT /F9 10 Tf 20 150 Td {row} ET"


@pytest.mark.parametrize(
    "strings",
    [
        pytest.param(("李", "涓子，侯磊"), id="a sign alone, then a row"),
        pytest.param(("港", "口", "的", "水", "流"), id="signs alone"),
    ],
)
def test_no_sign_is_lost(strings: tuple[str, ...]) -> None:
    pdf = one_page(shown(*strings), fonts=FONT)

    with closing(open_document(pdf, name="port.pdf", limits=ReadingLimits())) as document:
        (line,) = page_lines(document[0], 1)

    assert line.text == "".join(strings)
