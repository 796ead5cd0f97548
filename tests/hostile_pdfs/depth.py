"""Depth without end and loops: nesting, forms, fonts, outlines, references that lead to themselves."""

from collections.abc import Mapping

from tests.hostile_pdfs.by_hand import file_of, paper, paper_objects, shells, stream, with_objects
from tests.hostile_pdfs.cases import Case, Maker, fixed

_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] "


def _of(**more: object) -> Maker:
    return fixed(lambda: paper(**more))


def _changed(changes: Mapping[int, bytes]) -> Maker:
    return fixed(lambda: with_objects(changes))


def _nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    return paper(more={10: opening * depth + b"1" + closing * depth}, page=b" /PieceInfo 10 0 R /Group 10 0 R")


def _forms(bodies: Mapping[int, bytes], content: bytes = b"/X10 Do") -> bytes:
    """The short paper with forms; the form numbered n is named /Xn for all."""
    names = b" ".join(b"/X%d %d 0 R" % (number, number) for number in bodies)
    resources = b" /XObject << %s >>" % names
    return paper(
        before=content,
        resources=resources,
        more={number: stream(body, _FORM + b"/Resources 5 0 R") for number, body in bodies.items()},
    )


def laughing_forms(wide: int, deep: int) -> bytes:
    """The short paper with a form that draws another `wide` times, and so on, `deep` levels down."""
    bodies = {10 + level: (b"/X%d Do " % (11 + level)) * wide for level in range(deep)}
    return _forms(bodies | {10 + deep: b"0 0 10 10 re f"})


def _type3(glyph: bytes) -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] "
        b"/FirstChar 97 /LastChar 97 /Widths [1000] /Encoding << /Differences [97 /a] >> "
        b"/CharProcs << /a 11 0 R >> /Resources << /Font << /F2 10 0 R >> >> >>"
    )
    objects = paper_objects(
        before=b"BT /F2 12 Tf 72 700 Td (aaaa aaaa) Tj ET", more={10: font, 11: stream(b"1000 0 d0 " + glyph)}
    )
    objects[5] = b"<< /Font << /F1 6 0 R /F2 10 0 R >> >>"
    return file_of(objects)


def _outline(count: int, *, is_ring: bool) -> bytes:
    objects = paper_objects(catalog=b"/Outlines 10 0 R")
    objects[10] = b"<< /Type /Outlines /First 11 0 R /Last %d 0 R /Count %d >>" % (10 + count, count)
    for number in range(11, 11 + count):
        following = 11 if is_ring and number == 10 + count else number + 1
        below = b"/First 11 0 R /Last 11 0 R /Count 1" if is_ring else b""
        objects[number] = b"<< /Title (Section %d) /Parent 10 0 R /Next %d 0 R /Dest [3 0 R /Fit] %s >>" % (
            number, following, below
        )  # fmt: skip
    return file_of(objects)


def _deep_outline(depth: int) -> bytes:
    objects = paper_objects(catalog=b"/Outlines 10 0 R")
    for number in range(10, 10 + depth):
        objects[number] = b"<< /Title (Deep) /First %d 0 R /Last %d 0 R /Count 1 /Dest [3 0 R /Fit] >>" % (
            number + 1, number + 1
        )  # fmt: skip
    return file_of(objects)


CASES = (
    Case("arrays nested 100,000 deep", fixed(lambda: _nested(b"[", b"]", 100_000))),
    Case("dictionaries nested 100,000 deep", fixed(lambda: _nested(b"<</A ", b">>", 100_000))),
    Case("arrays nested in the content", _of(before=b"[" * 200_000 + b"]" * 200_000 + b" TJ")),
    Case("states saved 500,000 times", _of(before=b"q " * 500_000)),
    Case("states restored 500,000 times", _of(before=b"Q " * 500_000)),
    Case("texts begun 100,000 times", _of(before=b"BT " * 100_000)),
    Case("marks begun 500,000 times", _of(before=b"/P BMC " * 500_000), is_big=True),
    Case("form that draws itself", fixed(lambda: _forms({10: b"/X10 Do " + shells()}))),
    Case("two forms that draw each other", fixed(lambda: _forms({10: b"/X11 Do", 11: b"/X10 Do"}))),
    Case("forms 1,000 deep", fixed(lambda: _forms(
        {n: b"/X%d Do" % (n + 1) if n < 1009 else shells() for n in range(10, 1010)}
    ))),
    Case("forms that draw ten others, nine deep", fixed(lambda: laughing_forms(10, 9)), is_big=True),
    Case("forms that draw three others, six deep", fixed(lambda: laughing_forms(3, 6))),
    Case("pattern of itself", fixed(lambda: paper(
        before=b"/Pattern cs /P1 scn 0 0 612 792 re f 0 g",
        resources=b" /Pattern << /P1 10 0 R >>",
        more={10: stream(b"/Pattern cs /P1 scn 0 0 9 9 re f",
                         b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 "
                         b"/BBox [0 0 10 10] /XStep 0.001 /YStep 0.001 /Resources 5 0 R")},
    ))),
    Case("soft mask of itself", fixed(lambda: paper(
        before=b"/G1 gs",
        resources=b" /ExtGState << /G1 << /SMask << /S /Luminosity /G 10 0 R >> >> >>",
        more={10: stream(b"/G1 gs 0 0 9 9 re f", _FORM + b"/Group << /S /Transparency >> /Resources 5 0 R")},
    ))),
    Case("Type 3 font that sets itself", fixed(lambda: _type3(b"BT /F2 1 Tf (aaaa) Tj ET"))),
    Case("Type 3 glyph of 100,000 lines", fixed(lambda: _type3(b"0 0 m 9 9 l S " * 100_000))),
    Case("outline in a ring", fixed(lambda: _outline(3, is_ring=True))),
    Case("outline of 50,000 entries", fixed(lambda: _outline(50_000, is_ring=False))),
    Case("outline 5,000 deep", fixed(lambda: _deep_outline(5_000))),
    Case("names in a ring", _of(catalog=b"/Names << /Dests 10 0 R >> /Dests 10 0 R",
                                more={10: b"<< /Kids [10 0 R] /Limits [(a) (z)] >>"})),
    Case("structure in a ring", _of(catalog=b"/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>",
                                    more={10: b"<< /Type /StructTreeRoot /K [10 0 R] /ParentTree 10 0 R >>"})),
    Case("length is itself", _changed({4: b"<< /Length 4 0 R >>\nstream\n" + shells() + b"\nendstream"})),
    Case("reference to itself", _of(page=b" /Annots 10 0 R", more={10: b"10 0 R"})),
    Case("references in a ring", _of(page=b" /Annots 10 0 R", more={10: b"11 0 R", 11: b"10 0 R"})),
    Case("annotations in a ring", _of(page=b" /Annots [10 0 R 10 0 R 3 0 R]", more={
        10: b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Parent 10 0 R /Popup 10 0 R /A 10 0 R /Next 10 0 R >>"
    })),
    Case("tables of references in a ring", fixed(lambda: file_of(paper_objects(), trailer=b"/Prev 9"))),
    Case("table of references too large", fixed(lambda: file_of(paper_objects(), size=2**31 - 1))),
)  # fmt: skip
