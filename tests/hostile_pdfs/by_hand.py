"""A writer of PDF files by hand, for what no library would write."""

import zlib
from collections.abc import Mapping, Sequence
from textwrap import wrap

from tests.builders_pdf import SHELLS

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 5 0 R >>"
RESOURCES = b"<< /Font << /F1 6 0 R >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(content: bytes, entries: bytes = b"", *, is_packed: bool = False) -> bytes:
    """A stream object's body."""
    if is_packed:
        content, entries = zlib.compress(content, 9), entries + b" /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def file_of(
    objects: Mapping[int, bytes], *, trailer: bytes = b"", root: bytes = b"1 0 R", size: int | None = None
) -> bytes:
    """A file with these objects and a classic table of references; `trailer` is more of its last dictionary."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    position = len(parts[0])
    starts: dict[int, int] = {}
    for number, body in objects.items():
        starts[number] = position
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        position += len(parts[-1])
    last = max(objects)
    rows = [
        b"%010d 00000 n \n" % starts[number] if number in starts else b"0000000000 65535 f \n"
        for number in range(last + 1)
    ]
    parts.append(b"xref\n0 %d\n%s" % (last + 1, b"".join(rows)))
    parts.append(b"trailer\n<< /Size %d /Root %s %s >>\n" % (size or last + 1, root, trailer))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(parts)


def paper_objects(
    *,
    before: bytes = b"",
    behind: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
    catalog: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a short paper on one page, with room for a fault.

    Args:
        before, behind: Content around the paper's text.
        page, resources, catalog: More entries of these dictionaries.
        more: More objects, numbered from 10.
    """
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE[:-2] + page + b" >>",
        4: stream(before + b"\n" + shells() + b"\n" + behind, is_packed=True),
        5: RESOURCES[:-2] + resources + b" >>",
        6: FONT,
        **(more or {}),
    }


def paper(**more: object) -> bytes:
    """The file of `paper_objects`."""
    return file_of(paper_objects(**more))  # type: ignore[arg-type]  # keywords are passed through


def shells(operators: bytes = b"") -> bytes:
    """The short paper of the builders as content of one page; `operators` stand at its beginning."""
    lines: list[tuple[str, float]] = [("Sorting Sea Shells By Their Sound", 18), ("Ada Example and Ben Sample", 11)]
    for paragraph in SHELLS.strip().split("\n\n"):
        if paragraph.startswith("# "):
            lines.append((paragraph.removeprefix("# "), 12))
        else:
            lines += [(line, 10) for line in wrap(paragraph, 90)]
    return b"BT " + operators + b" 72 740 Td\n" + _set(lines) + b"ET"


def _set(lines: Sequence[tuple[str, float]]) -> bytes:
    return b"".join(b"/F1 %d Tf 0 %d Td (%s) Tj\n" % (size, -1.3 * size, line.encode("ascii")) for line, size in lines)


def with_objects(changes: Mapping[int, bytes]) -> bytes:
    """The short paper with some of its objects replaced, or more of them."""
    return file_of({**paper_objects(), **changes})
