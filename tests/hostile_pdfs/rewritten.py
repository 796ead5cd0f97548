"""Papers that pypdf has written again with something odd in them."""

import io
import logging
from collections.abc import Callable, Iterator
from random import Random

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests.hostile_pdfs.cases import Case, Maker

Change = Callable[[PdfWriter, Random], None]


def _again(change: Change) -> Maker:
    def make(paper: bytes, chance: Random) -> bytes:
        logging.getLogger("pypdf").setLevel(logging.ERROR)
        writer = PdfWriter(clone_from=io.BytesIO(paper))
        change(writer, chance)
        return _written(writer)

    return make


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


# ---- Fonts ----


def fonts(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every font of the file, those inside forms too."""
    for held in writer._objects:
        value = held.get_object() if held is not None else None
        if isinstance(value, DictionaryObject) and value.get("/Type") == "/Font":
            yield value


def _without_unicode_maps(writer: PdfWriter, _: Random) -> None:
    for font in fonts(writer):
        font.pop("/ToUnicode", None)


def _without_maps_and_encodings(writer: PdfWriter, _: Random) -> None:
    for font in fonts(writer):
        font.pop("/ToUnicode", None)
        if font.get("/Subtype") != "/Type0":
            font.pop("/Encoding", None)


def _all_letters_one(writer: PdfWriter, _: Random) -> None:
    codes = "".join(f"<{code:02x}> <0061>\n" for code in range(1, 256))
    cmap = DecodedStreamObject()
    header = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 255 beginbfchar\n"
    cmap.set_data(f"{header}{codes}endbfchar endcmap".encode())
    reference = writer._add_object(cmap)
    for font in fonts(writer):
        font[NameObject("/ToUnicode")] = reference


def _without_font_files(writer: PdfWriter, _: Random) -> None:
    for held in writer._objects:
        value = held.get_object() if held is not None else None
        if isinstance(value, DictionaryObject) and value.get("/Type") == "/FontDescriptor":
            for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                value.pop(name, None)


# ---- Pages ----


def _before_each_page(content: bytes) -> Change:
    """Content in front of what each page draws."""

    def change(writer: PdfWriter, _: Random) -> None:
        begun = DecodedStreamObject()
        begun.set_data(content + b"\n")
        reference = writer._add_object(begun)
        for page in writer.pages:
            held = page.get("/Contents")
            own = held.get_object() if held is not None else None
            parts = list(own) if isinstance(own, ArrayObject) else [page.raw_get("/Contents")] if held else []
            page[NameObject("/Contents")] = ArrayObject([reference, *parts])

    return change


def _as_pictures(every: int) -> Change:
    """Each so many pages only a picture."""

    def change(writer: PdfWriter, _: Random) -> None:
        image = DecodedStreamObject()
        image.set_data(bytes(range(256)) * 40)
        facts = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray"}
        sizes = {"/Width": 128, "/Height": 80, "/BitsPerComponent": 8}
        image.update({NameObject(name): NameObject(value) for name, value in facts.items()})
        image.update({NameObject(name): NumberObject(value) for name, value in sizes.items()})
        shown = writer._add_object(image)
        drawn = DecodedStreamObject()
        drawn.set_data(b"q 500 0 0 700 50 50 cm /Scan Do Q")
        content = writer._add_object(drawn)
        for page in writer.pages[::every]:
            page[NameObject("/Contents")] = content
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/XObject"): DictionaryObject({NameObject("/Scan"): shown})}
            )

    return change


def _each_page(change_page: Callable[[PageObject, int], object]) -> Change:
    def change(writer: PdfWriter, _: Random) -> None:
        for number, page in enumerate(writer.pages):
            change_page(page, number)

    return change


def _scaled(share: float) -> Change:
    return _each_page(lambda page, _: page.scale_by(share))


def _blank_between(writer: PdfWriter, _: Random) -> None:
    for index in range(len(writer.pages), 0, -1):
        writer.insert_blank_page(index=index)


def _in_disorder(paper: bytes, chance: Random) -> bytes:
    reader = PdfReader(io.BytesIO(paper))
    pages = list(reader.pages)
    chance.shuffle(pages)
    writer = PdfWriter()
    for page in pages:
        writer.add_page(page)
    return _written(writer)


def _last_page_alone(paper: bytes, _: Random) -> bytes:
    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(paper)).pages[-1])
    return _written(writer)


def _two_on_a_sheet(paper: bytes, _: Random) -> bytes:
    reader = PdfReader(io.BytesIO(paper))
    writer = PdfWriter()
    for left, right in zip(reader.pages[::2], reader.pages[1::2], strict=False):
        sheet = writer.add_blank_page(2 * float(left.mediabox.width), float(left.mediabox.height))
        sheet.merge_page(left)
        sheet.merge_translated_page(right, float(left.mediabox.width), 0)
    return _written(writer)


# ---- Locks ----


def _locked(user: str, owner: str | None, *, algorithm: str = "RC4-128") -> Change:
    return lambda writer, _: writer.encrypt(user, owner, algorithm=algorithm)


def _with_a_broken_lock(entry: str, value: bytes | int) -> Maker:
    """A paper locked with the empty password, and one entry of the lock wrong."""

    def make(paper: bytes, chance: Random) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(paper))
        writer.encrypt("", "owner", algorithm="RC4-128")
        lock = writer._encrypt_entry
        if isinstance(lock, DictionaryObject):
            lock[NameObject(entry)] = NumberObject(value) if isinstance(value, int) else ByteStringObject(value)
        return _written(writer)

    return make


# ---- What files carry besides pages ----

_ADDRESSES = {
    "of a megabyte": "https://example.org/" + "a" * 1_000_000,
    "of JavaScript": "javascript:app.alert('shells')",
    "with controls": "https://example.org/\r\n\x00\x1b[31mred\x07",
    "with direction marks": "https://example.org/\u202egro.elpmaxe//:sptth",
    "that are broken": "https://[::1/%zz?#:99999",
    "of a file": "file:///etc/passwd",
    "with a port of words": "https://example.org:port/",
}


def _linked(address: str) -> Change:
    def change(writer: PdfWriter, _: Random) -> None:
        for number in range(min(len(writer.pages), 3)):
            writer.add_annotation(number, Link(rect=(60, 600, 300, 700), url=address))

    return change


def _named(**facts: str | bytes) -> Change:
    def change(writer: PdfWriter, _: Random) -> None:
        held = writer._info
        if held is None:
            return
        for name, value in facts.items():
            held[NameObject(f"/{name}")] = (
                TextStringObject(value) if isinstance(value, str) else ByteStringObject(value)
            )

    return change


def _with_actions(writer: PdfWriter, _: Random) -> None:
    before: DictionaryObject | None = None
    for kind, name, value in (
        ("/JavaScript", "/JS", "app.alert('shells');"),
        ("/Launch", "/F", "calc.exe"),
        ("/URI", "/URI", "http://x"),
        ("/SubmitForm", "/F", "https://example.org/collect"),
    ):
        action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(name): TextStringObject(value)})
        if before is not None:
            action[NameObject("/Next")] = before
        before = action
        writer.root_object[NameObject("/OpenAction")] = action
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})


def _with_attachments(paper: bytes, _: Random) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(paper))
    writer.add_attachment("paper.pdf", paper)
    writer.add_attachment("../../run.exe", b"MZ" + bytes(9_000))
    return _written(writer)


def _as_attachment_of_a_blank_page(paper: bytes, _: Random) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.add_attachment("paper.pdf", paper)
    return _written(writer)


def _with_a_form(writer: PdfWriter, _: Random) -> None:
    xfa = DecodedStreamObject()
    xfa.set_data(b"<?xml version='1.0'?><xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>" + b"<a>" * 9_000)
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): writer._add_object(xfa), NameObject("/Fields"): ArrayObject()}
    )
    writer.root_object[NameObject("/NeedsRendering")] = NumberObject(1)


def _with_dangling_pages(writer: PdfWriter, _: Random) -> None:
    """Every second page points to an object that is not there."""
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]  # pypdf types values loosely
    for index in range(0, len(kids), 2):
        kids[index] = IndirectObject(900_000 + index, 0, writer)


def _written_again(paper: bytes, _: Random) -> bytes:
    """As programs save a note: the paper as it was, and behind it what changed."""
    writer = PdfWriter(PdfReader(io.BytesIO(paper)), incremental=True)
    writer.add_annotation(0, Link(rect=(60, 600, 300, 700), url="https://example.org"))
    return _written(writer)


def _written_again_and_cut(paper: bytes, chance: Random) -> bytes:
    return _written_again(paper, chance)[:-60]


CASES = (
    Case("paper: written again", _again(lambda _writer, _chance: None)),
    Case("paper: no Unicode maps", _again(_without_unicode_maps)),
    Case("paper: no Unicode maps and no encodings", _again(_without_maps_and_encodings)),
    Case("paper: all letters one", _again(_all_letters_one)),
    Case("paper: no font files", _again(_without_font_files)),
    Case("paper: all pages pictures", _again(_as_pictures(1))),
    Case("paper: every second page a picture", _again(_as_pictures(2))),
    Case("paper: blank pages between", _again(_blank_between)),
    Case("paper: pages in disorder", _in_disorder),
    Case("paper: last page alone", _last_page_alone),
    Case("paper: two pages on a sheet", _two_on_a_sheet),
    Case("paper: pages turned by 90", _again(_each_page(lambda page, _: page.rotate(90)))),
    Case("paper: pages turned, each otherwise", _again(_each_page(lambda page, n: page.rotate(90 * (n % 4))))),
    Case("paper: as small as a stamp", _again(_scaled(0.05))),
    Case("paper: fifty times as large", _again(_scaled(50))),
    Case("paper: mirrored", _again(_before_each_page(b"-1 0 0 1 612 0 cm"))),
    Case("paper: askew", _again(_before_each_page(b"0.94 0.34 -0.34 0.94 150 -80 cm"))),
    Case("paper: drawn invisibly", _again(_before_each_page(b"3 Tr"))),
    Case("paper: beside the page", _again(_before_each_page(b"1 0 0 1 9000 0 cm"))),
    Case("paper: every second page missing", _again(_with_dangling_pages)),
    Case("paper: user unit of 10", _again(_each_page(
        lambda page, _: page.__setitem__(NameObject("/UserUnit"), FloatObject(10))))),
    Case("paper: locked with a password", _again(_locked("shells", "owner"))),
    Case("paper: locked, opens without a password", _again(_locked("", "owner"))),
    Case("paper: locked, owner without a password", _again(_locked("shells", ""))),
    Case("paper: locked with 40 bits", _again(_locked("", "owner", algorithm="RC4-40"))),
    Case("paper: lock without a key", _with_a_broken_lock("/O", b"")),
    Case("paper: lock of revision 99", _with_a_broken_lock("/R", 99)),
    Case("paper: lock of version 99", _with_a_broken_lock("/V", 99)),
    Case("paper: lock of a billion bits", _with_a_broken_lock("/Length", 1_000_000_000)),
    *(Case(f"paper: links {name}", _again(_linked(address))) for name, address in _ADDRESSES.items()),
    Case("paper: title with controls", _again(_named(Title="Sea\x00 \x1b[31mshells\r\n\x07 \u202e and \u2028more",
                                                     Author="Ada\x00 Example"))),
    Case("paper: title of half pairs", _again(_named(Title=b"\xfe\xff\xd8\x00\x00A\xdf\xff\x00B\xd8\x00"))),
    Case("paper: title of a megabyte", _again(
        _named(Title="Shells and more " * 62_500, Author="Ada Example, " * 9_000))),
    Case("paper: title of markup", _again(_named(Title="<script>alert(1)</script> @everyone `x` *y* {{ z }}"))),
    Case("paper: actions", _again(_with_actions)),
    Case("paper: attachments", _with_attachments),
    Case("paper: attached to a blank page", _as_attachment_of_a_blank_page),
    Case("paper: XFA form", _again(_with_a_form)),
    Case("paper: later state behind", _written_again),
    Case("paper: later state cut off", _written_again_and_cut),
)  # fmt: skip
