"""Files that are no PDF, whatever they are called."""

import base64
import gzip
import io
import zipfile
from random import Random

from PIL import Image

from tests.hostile_pdfs.cases import Case, fixed


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(file, "PNG")
    return file.getvalue()


def _zip(paper: bytes, _: Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("paper.pdf", paper)
    return file.getvalue()


_LOGIN = b"""<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form action="/login">Sign in to read this article.</form></body></html>
"""

CASES = (
    Case("empty", fixed(bytes)),
    Case("one byte", fixed(lambda: b"%")),
    Case("blank lines", fixed(lambda: b"\r\n" * 4000)),
    Case("login page", fixed(lambda: _LOGIN)),
    Case("login page behind a header", fixed(lambda: b"%PDF-1.4\n" + _LOGIN * 50)),
    Case("JSON", fixed(lambda: b'{"error": "not found", "status": 404}')),
    Case("picture", fixed(_picture)),
    Case("zip", _zip),
    Case("gzip", lambda paper, _: gzip.compress(paper, mtime=0)),
    Case("PostScript", fixed(lambda: b"%!PS-Adobe-3.0\n/Helvetica findfont 12 scalefont setfont\nshowpage\n" * 50)),
    Case("PostScript that names PDF", fixed(lambda: b"%!PS-Adobe-3.0\n%%Creator: %PDF-1.4\nshowpage\n" * 50)),
    Case("LaTeX", fixed(lambda: rb"\documentclass{article}\begin{document}Sea shells.\end{document}")),
    Case("text behind a header", fixed(lambda: b"%PDF-1.7\n" + b"The shells were sorted by hand. " * 400)),
    Case("header alone", fixed(lambda: b"%PDF-1.7")),
    Case("UTF-16 text", fixed(lambda: "%PDF-1.7 Sea shells".encode("utf-16"))),
    Case("zeros behind a header", fixed(lambda: b"%PDF-1.7\n" + bytes(5_000_000))),
    Case("noise behind a header", lambda _, chance: b"%PDF-1.7\n" + chance.randbytes(3_000_000)),
    Case("a paper in base64", lambda paper, _: base64.encodebytes(paper)),
)
