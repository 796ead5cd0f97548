"""Text that is not what it seems: scripts, maps that lie, letters that nobody sees, fonts of noise."""

from tests.hostile_pdfs.by_hand import FONT, RESOURCES, file_of, paper, paper_objects, shells, stream
from tests.hostile_pdfs.cases import Case, Maker, fixed


def _of(**more: object) -> Maker:
    return fixed(lambda: paper(**more))


def _mapped(shown: bytes, unicode: str, *, encoding: bytes = b"/Identity-H") -> bytes:
    """Text set in a font of two-byte codes that mean what `unicode` says, each code its place in it."""
    rows = b"\n".join(b"<%04x> <%s>" % (n + 1, char.encode("utf-16-be", "surrogatepass").hex().encode()) for n, char in
                      enumerate(unicode))  # fmt: skip
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar endcmap end end"
        % (len(unicode), rows)
    )
    return file_of({
        **paper_objects(),
        4: stream(shown),
        5: b"<< /Font << /F1 6 0 R >> >>",
        6: b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding %s /DescendantFonts [10 0 R] /ToUnicode 11 0 R >>"
        % encoding,
        10: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> >>",
        11: stream(cmap),
    })  # fmt: skip


def _lines_of(text: str, letters: str, *, per_line: int = 60, is_upright: bool = False) -> bytes:
    """`text` in codes of `letters`, in lines, or in columns from the right."""
    codes = "".join(f"{letters.index(char) + 1:04x}" for char in text)
    rows = [codes[start : start + 4 * per_line] for start in range(0, len(codes), 4 * per_line)]
    place = (lambda n: (560 - 16 * n, 740)) if is_upright else (lambda n: (60, 740 - 14 * n))
    return b"\n".join(
        b"BT /F1 10 Tf %d %d Td <%s> Tj ET" % (*place(n), row.encode()) for n, row in enumerate(rows[:40])
    )


def _script(text: str, *, encoding: bytes = b"/Identity-H", is_upright: bool = False) -> Maker:
    letters = "".join(dict.fromkeys(text))
    return fixed(lambda: _mapped(_lines_of(text * 12, letters, is_upright=is_upright), letters, encoding=encoding))


_HEBREW = "הצדפים ממוינים לפי הצליל שלהם בלי מגע יד אדם והשגיאה קטנה. "
_ARABIC = "تفرز الأصداف حسب صوتها دون لمس والخطأ صغير جدا في المتحف. "
_CHINESE = "我们按照声音给贝壳分类，误差很小，只需要一个麦克风。"
CASES = (
    Case("right to left: Hebrew", _script(_HEBREW)),
    Case("right to left: Arabic", _script(_ARABIC)),
    Case("Chinese set upright", _script(_CHINESE, encoding=b"/Identity-V", is_upright=True)),
    Case("direction marks everywhere", _script(
        "".join(f"\u202e{char}\u200b" for char in "shells are sorted by sound. "))),
    Case("halves of surrogate pairs", _script("shells \ud800 are \udfff sorted by \ud835\udc00. ")),
    Case("controls for letters", _script("".join(map(chr, range(1, 27))) + " ")),
    Case("private letters", _script("".join(map(chr, range(0xE000, 0xE01A))) + " ")),
    Case("one letter for all", fixed(lambda: _mapped(
        _lines_of("sorted shells " * 40, "sorted hl"), "a" * 9))),
    Case("a million characters for one code", fixed(lambda: file_of({
        **paper_objects(), 6: FONT[:-2] + b"/ToUnicode 10 0 R >>",
        10: stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <"
                   + b"0041" * 500_000 + b"> endbfchar endcmap"),
    })), is_big=True),
    Case("text mirrored", _of(before=b"-1 0 0 1 612 0 cm")),
    Case("text upside down", _of(before=b"1 0 0 -1 0 792 cm")),
    Case("text askew", _of(before=b"0.9 0.3 -0.3 0.9 100 -60 cm")),
    Case("text on its side", _of(before=b"0 1 -1 0 612 0 cm")),
    Case("hidden: drawn invisibly", fixed(lambda: file_of({**paper_objects(), 4: stream(shells(b"3 Tr"))}))),
    Case("hidden: as a clip", fixed(lambda: file_of({**paper_objects(), 4: stream(shells(b"7 Tr"))}))),
    Case("hidden: in white", fixed(lambda: file_of({**paper_objects(), 4: stream(shells(b"1 1 1 rg"))}))),
    Case("hidden: under 1 pt", _of(before=b"0.05 0 0 0.05 100 100 cm")),
    Case("hidden: beside the page", _of(before=b"1 0 0 1 5000 0 cm")),
    Case("hidden: behind a box", _of(behind=b"1 1 1 rg 0 0 612 792 re f")),
    Case("hidden: in a layer that is off", fixed(lambda: paper(
        before=b"/OC /L1 BDC", behind=b"EMC", resources=b" /Properties << /L1 10 0 R >>",
        catalog=b"/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>",
        more={10: b"<< /Type /OCG /Name (off) >>"}))),
    Case("letters of size zero", _of(behind=b"BT /F1 0 Tf 72 60 Td (shells and shells) Tj ET")),
    Case("letters of 1e30 pt", _of(behind=b"BT /F1 1e30 Tf 72 60 Td (shells) Tj ET "
                                    b"BT /F1 999999999999 Tf (shells) Tj ET")),
    Case("letters without width", _of(behind=b"BT 0 Tz /F1 10 Tf 72 60 Td (shells and shells) Tj ET")),
    Case("matrix of no numbers", _of(behind=b"q NaN 0 0 NaN Inf -Inf cm BT /F1 10 Tf (shells) Tj ET Q")),
    Case("matrix of zeros", _of(before=b"0 0 0 0 0 0 cm")),
    Case("text 1e9 pt away", _of(behind=b"BT /F1 10 Tf 1000000000 -1000000000 Td (shells) Tj ET")),
    Case("blank page", fixed(lambda: file_of({**paper_objects(), 4: stream(b"")}))),
    Case("40 blank pages", fixed(lambda: file_of({
        **paper_objects(), 4: stream(b""), 2: b"<< /Type /Pages /Kids [%s] /Count 40 >>" % (b"3 0 R " * 40)}))),
    Case("font file of noise", lambda _, chance: file_of({
        **paper_objects(), 6: FONT.replace(b"/Type1", b"/TrueType")[:-2] + b"/FontDescriptor 10 0 R >>",
        10: b"<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 /FontFile2 11 0 R /FontFile3 11 0 R >>",
        11: stream(chance.randbytes(40_000), b"/Subtype /Type1C")})),
    Case("font that is its own descendant", fixed(lambda: file_of({
        **paper_objects(),
        6: b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] "
           b"/ToUnicode 6 0 R >>"}))),
    Case("character map that uses itself", fixed(lambda: file_of({
        **paper_objects(),
        6: b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 10 0 R /DescendantFonts [11 0 R] >>",
        10: stream(b"begincmap endcmap", b"/Type /CMap /CMapName /A /UseCMap 10 0 R"),
        11: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 >>"}))),
    Case("page that is only a picture", fixed(lambda: file_of({
        **paper_objects(), 4: stream(b"q 600 0 0 780 6 6 cm /X10 Do Q"),
        5: RESOURCES[:-2] + b"/XObject << /X10 10 0 R >> >>",
        10: stream(bytes(300 * 390), b"/Type /XObject /Subtype /Image /Width 300 /Height 390 /ColorSpace /DeviceGray "
                   b"/BitsPerComponent 8", is_packed=True)}))),
)  # fmt: skip
