"""Page trees and page boxes that no program would write."""

from collections.abc import Mapping

from tests.hostile_pdfs.by_hand import PAGE, file_of, paper, paper_objects, shells, stream, with_objects
from tests.hostile_pdfs.cases import Case, Maker, fixed


def _of(**more: object) -> Maker:
    return fixed(lambda: paper(**more))


def _changed(changes: Mapping[int, bytes]) -> Maker:
    return fixed(lambda: with_objects(changes))


def _deep_tree(depth: int) -> bytes:
    objects = paper_objects()
    objects[2] = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    for level in range(depth):
        number = 10 + level
        kid = number + 1 if level < depth - 1 else 3
        objects[number] = b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (
            2 if level == 0 else number - 1,
            kid,
        )
    return file_of(objects)


def _many_pages(count: int) -> bytes:
    objects = paper_objects()
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(count))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    objects |= {10 + number: PAGE for number in range(count)}
    return file_of(objects)


_TREE = (
    Case("pages: kids are their parent", _changed({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})),
    Case("pages: kids in a ring", _changed({
        2: b"<< /Type /Pages /Kids [10 0 R] /Count 3 >>",
        10: b"<< /Type /Pages /Parent 2 0 R /Kids [11 0 R 3 0 R] /Count 3 >>",
        11: b"<< /Type /Pages /Parent 10 0 R /Kids [10 0 R 3 0 R] /Count 3 >>",
    })),
    Case("pages: one page many times", _changed({
        2: b"<< /Type /Pages /Kids [%s] /Count 300 >>" % (b"3 0 R " * 300)
    }), is_big=True),
    Case("pages: none", _changed({2: b"<< /Type /Pages /Kids [] /Count 0 >>"})),
    Case("pages: no tree", _changed({1: b"<< /Type /Catalog >>"})),
    Case("pages: count of a billion", _changed({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"})),
    Case("pages: count below zero", _changed({2: b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"})),
    Case("pages: count too small", _changed({2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 1 >>"})),
    Case("pages: the kid is a number", _changed({2: b"<< /Type /Pages /Kids [42] /Count 1 >>"})),
    Case("pages: tree 10,000 deep", fixed(lambda: _deep_tree(10_000))),
    Case("pages: 2,000", fixed(lambda: _many_pages(2_000))),
    Case("pages: 20,000", fixed(lambda: _many_pages(20_000))),
    Case("pages: their parents in a ring", _changed({
        2: b"<< /Type /Pages /Parent 10 0 R /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        10: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    })),
    Case("pages: content is itself", _changed({3: PAGE.replace(b"4 0 R", b"[3 0 R 4 0 R]")})),
    Case("pages: content of 20,000 pieces", _changed({3: PAGE.replace(b"4 0 R", b"[%s]" % (b"10 0 R " * 20_000)),
                                                      10: stream(b"0 0 m 10 10 l S ")})),
    Case("pages: no content", _changed({3: PAGE.replace(b"/Contents 4 0 R", b"")})),
    Case("pages: no fonts", _changed({5: b"<< >>"})),
    Case("pages: resources in a ring", _changed({5: b"<< /Font 5 0 R /XObject 5 0 R >>"})),
)  # fmt: skip


# ---- Boxes ----


_BOXES = {
    "huge": b"0 0 1000000000 1000000000",
    "a poster of 200 inches": b"0 0 14400 14400",
    "zero": b"0 0 0 0",
    "upside down": b"612 792 0 0",
    "below zero": b"-1000 -1000 -388 -208",
    "no number": b"NaN Inf nan inf",
    "words": b"(left) (bottom) (right) (top)",
    "two numbers": b"612 792",
    "far away": b"1e9 1e9 1000000612 1000000792",
    "one point wide": b"0 0 1 792",
}


def _boxed(box: bytes) -> Maker:
    return _changed({3: PAGE.replace(b"0 0 612 792", box)})


_SIZES = (
    *(Case(f"page box: {name}", _boxed(box)) for name, box in _BOXES.items()),
    Case("page box: huge, with white text", _changed(
        {3: PAGE.replace(b"0 0 612 792", b"0 0 14400 14400"), 4: stream(shells(b"1 1 1 rg"))}
    )),
    Case("page box: none", _changed({3: PAGE.replace(b"/MediaBox [0 0 612 792]", b"")})),
    Case("crop box beside the page", _of(page=b" /CropBox [5000 5000 5612 5792]")),
    Case("user unit of 1,000", _of(page=b" /UserUnit 1000")),
    Case("user unit of zero", _of(page=b" /UserUnit 0")),
    *(Case(f"turned by {turn}", _of(page=b" /Rotate %d" % turn)) for turn in (45, 90, 180, 270, -90, 2**31)),
)  # fmt: skip

CASES = (*_TREE, *_SIZES)
