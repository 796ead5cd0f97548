"""Much from little: streams, pictures, text and drawings that grow as they are read."""

import zlib
from collections.abc import Callable

from tests.hostile_pdfs.by_hand import PAGE, file_of, paper, paper_objects, stream
from tests.hostile_pdfs.cases import Case, Maker, fixed


def _behind(content: Callable[[], bytes]) -> Maker:
    """The short paper with so much more on its page."""
    return fixed(lambda: paper(behind=content()))


def _bomb(size: int, filters: int = 1, letter: bytes = b" ") -> bytes:
    content = letter * size
    for _ in range(filters):
        content = zlib.compress(content, 9)
    named = b"/Filter [%s]" % (b"/FlateDecode " * filters)
    return file_of({**paper_objects(), 3: PAGE.replace(b"4 0 R", b"[10 0 R 4 0 R]"), 10: stream(content, named)})


def _image(entries: bytes, content: bytes) -> bytes:
    return paper(
        before=b"q 400 0 0 300 100 60 cm /X10 Do Q",
        resources=b" /XObject << /X10 10 0 R >>",
        more={10: stream(content, b"/Type /XObject /Subtype /Image " + entries)},
    )


def _scattered(operators: bytes, count: int) -> bytes:
    """Operators with two numbers in them, `count` times all over the page."""
    return b"".join(operators % (n * 37 % 590, n * 101 % 790) for n in range(count))


_RGB = b"/ColorSpace /DeviceRGB /BitsPerComponent 8 "


def _noise_picture(name: str) -> Maker:
    entries = b"/Width 900 /Height 700 " + _RGB + b"/Filter /" + name.encode()
    return lambda _, chance: _image(entries, chance.randbytes(60_000))


CASES = (
    Case("bomb: 300 MB of spaces", fixed(lambda: _bomb(300_000_000)), is_big=True),
    Case("bomb: 500 MB of spaces, packed three times", fixed(lambda: _bomb(500_000_000, 3)), is_big=True),
    Case("bomb: 100 MB of lines", fixed(lambda: _bomb(9_000_000, 1, b"0 0 m 9 9 l")), is_big=True),
    Case(
        "bomb: picture of 60,000 by 60,000",
        fixed(
            lambda: _image(
                b"/Width 60000 /Height 60000 " + _RGB + b"/Filter /FlateDecode", zlib.compress(bytes(4_000_000))
            )
        ),
        is_big=True,
    ),
    Case("picture of 2^31 by 2^31", fixed(lambda: _image(b"/Width 2147483647 /Height 2147483647 " + _RGB, b"x" * 99))),
    Case("picture of minus 5 by 0", fixed(lambda: _image(b"/Width -5 /Height 0 " + _RGB, b"x" * 99))),
    *(
        Case(f"picture of noise: {name}", _noise_picture(name))
        for name in (
            *("JBIG2Decode", "JPXDecode", "DCTDecode", "CCITTFaxDecode"),
            *("LZWDecode", "RunLengthDecode", "ASCII85Decode", "FlateDecode"),
        )
    ),
    Case(
        "predictor of a billion columns",
        fixed(
            lambda: _image(
                b"/Width 9 /Height 9 "
                + _RGB
                + b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000000 /Colors 32 >>",
                zlib.compress(bytes(9_000)),
            )
        ),
    ),
    Case(
        "5 million characters",
        _behind(lambda: b"BT /F1 6 Tf 40 40 Td (" + b"shells and more " * 312_500 + b") Tj ET"),
        is_big=True,
    ),
    Case(
        "5 million characters, in 100,000 lines",
        _behind(
            lambda: b"BT /F1 1 Tf 1 TL 40 790 Td " + (b"(" + b"shells and more of " * 3 + b") Tj T* ") * 90_000 + b"ET"
        ),
        is_big=True,
    ),
    Case(
        "5 million characters of prose, far down",
        _behind(
            lambda: (
                b"BT /F1 9 Tf 11 TL 72 790 Td "
                + b"(The shells are sorted by sound, and the error of 2.5 percent is small.) Tj T* " * 70_000
                + b"ET"
            )
        ),
        is_big=True,
    ),
    Case(
        "a word of a million letters",
        _behind(lambda: b"BT /F1 6 Tf 40 40 Td (" + b"shell" * 200_000 + b") Tj ET"),
        is_big=True,
    ),
    Case(
        "50,000 texts of one letter",
        _behind(lambda: _scattered(b"BT /F1 6 Tf %d %d Td (s) Tj ET ", 50_000)),
        is_big=True,
    ),
    Case(
        "100,000 words at one place", _behind(lambda: b"BT /F1 10 Tf 72 60 Td (shells) Tj ET " * 100_000), is_big=True
    ),
    Case("300,000 lines drawn", _behind(lambda: _scattered(b"%d %d m 9 9 l S ", 300_000)), is_big=True),
    Case("300,000 rules drawn", _behind(lambda: _scattered(b"%d %d 20 0.5 re f ", 300_000)), is_big=True),
    Case("one path of a million lines", _behind(lambda: b"0 0 m " + b"9 9 l 500 600 l " * 500_000 + b"S"), is_big=True),
    Case("20,000 clips", fixed(lambda: paper(before=b"0 0 600 790 re W n " * 20_000))),
    Case(
        "100,000 links",
        fixed(
            lambda: paper(
                page=b" /Annots [%s]" % (b"10 0 R " * 100_000),
                more={
                    10: b"<< /Type /Annot /Subtype /Link /Rect [70 600 300 700] "
                    b"/A << /S /URI /URI (https://example.org) >> >>"
                },
            )
        ),
        is_big=True,
    ),
    Case(
        "200,000 objects",
        fixed(lambda: file_of(paper_objects(more=dict.fromkeys(range(10, 200_000), b"[1 2 3]")))),
        is_big=True,
    ),
)
