"""A font that stands in for Chinese, Japanese and Korean fonts that neither the file nor the machine has.

PDFium leaves a string out of the text of a page where its ink has no width, and without a font a string of one sign has
none: whole names and headings lose single signs. With this font, every such sign is an empty frame.
"""

import ctypes
import struct
from functools import cache

import pypdfium2.raw as raw

# Windows' numbers of sets of characters, as PDFium uses them: Shift-JIS, Hangul, GB 2312, Big 5.
_CHARSETS = frozenset({128, 129, 134, 136})
_RANGES = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))  # Unicode's blocks of their signs
_HANDLE = 0x5F0F  # any number that is no address; the system's own fonts are addresses
_WHOLE_FILE = 0  # in place of a table's name
_EM, _ASCENT, _DESCENT = 1000, 880, -120
_FRAME = ((60, -80, 940, 820), (100, -40, 900, 780))  # outer and inner edge: left, bottom, right, top

_Contour = tuple[tuple[int, int], ...]


def install() -> None:
    """Offer the font to PDFium for good, behind the fonts that the machine has."""
    _installed()


@cache
def _installed() -> "_Fonts":
    """What PDFium calls until the process ends; the cache keeps it."""
    fonts = _Fonts()
    raw.FPDF_SetSystemFontInfo(ctypes.byref(fonts.info))
    return fonts


class _Fonts:
    """PDFium's way to the fonts of the machine, with the one that stands in."""

    def __init__(self) -> None:
        self._system = raw.FPDF_GetDefaultSystemFontInfo()
        self._file = stand_in_font()
        self.info = raw.FPDF_SYSFONTINFO()
        self.info.version = 1
        kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
        for name, call in (
            ("EnumFonts", self._enumerate),
            ("MapFont", self._map),
            ("GetFont", self._get),
            ("GetFontData", self._data),
            ("GetFaceName", self._face_name),
            ("GetFontCharset", self._charset),
            ("DeleteFont", self._delete),
        ):
            setattr(self.info, name, kinds[name](call))

    def _enumerate(self, _: object, mapper: int) -> None:
        self._system.contents.EnumFonts(self._system, mapper)

    def _map(self, _: object, weight: int, italic: int, charset: int, pitch: int, face: bytes, exact: object) -> int:
        found: int | None = self._system.contents.MapFont(self._system, weight, italic, charset, pitch, face, exact)
        return found or (_HANDLE if charset in _CHARSETS else 0)

    def _get(self, _: object, face: bytes) -> int:
        return self._system.contents.GetFont(self._system, face) or 0

    def _data(self, _: object, font: int, table: int, room: int | None, size: int) -> int:
        if font != _HANDLE:
            taken: int = self._system.contents.GetFontData(self._system, font, table, room, size)
            return taken
        if table != _WHOLE_FILE:
            return 0
        if room and size >= len(self._file):
            ctypes.memmove(room, self._file, len(self._file))
        return len(self._file)

    def _face_name(self, _: object, font: int, room: object, size: int) -> int:
        return 0 if font == _HANDLE else self._system.contents.GetFaceName(self._system, font, room, size)

    def _charset(self, _: object, font: int) -> int:
        return 0 if font == _HANDLE else self._system.contents.GetFontCharset(self._system, font)

    def _delete(self, _: object, font: int) -> None:
        if font != _HANDLE:
            self._system.contents.DeleteFont(self._system, font)


def stand_in_font() -> bytes:
    """A TrueType file with one glyph, an empty frame, for every sign of the three scripts."""
    glyph = _glyph(_rectangle(*_FRAME[0]), _rectangle(*_FRAME[1])[::-1])
    # OpenType 1.9: head, hhea, hmtx, maxp, loca, glyf, cmap (format 13: many signs, one glyph), name and post.
    tables = {
        b"cmap": _character_map(),
        b"glyf": glyph,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0),
            *(0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, _FRAME[0][0]),
        b"loca": struct.pack(">III", 0, 0, len(glyph)),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 8, 2, 0, 0, 2, *[0] * 8),
        b"name": struct.pack(">HHH", 0, 0, 6),
        b"post": struct.pack(">IIhhIIIII", 0x30000, *[0] * 8),
    }
    directory, body = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128), b""
    start = len(directory) + 16 * len(tables)
    for tag, table in tables.items():
        directory += tag + struct.pack(">III", 0, start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return directory + body


def _rectangle(left: int, bottom: int, right: int, top: int) -> _Contour:
    return ((left, bottom), (left, top), (right, top), (right, bottom))


def _glyph(*contours: _Contour) -> bytes:
    points = [point for contour in contours for point in contour]
    ends = [4 * n + 3 for n in range(len(contours))]
    steps = [(x - a, y - b) for (x, y), (a, b) in zip(points, [(0, 0), *points], strict=False)]
    data = struct.pack(">hhhhh", len(contours), *_FRAME[0]) + struct.pack(f">{len(ends)}HH", *ends, 0)
    data += bytes([1] * len(points))  # every point is on the curve
    data += struct.pack(f">{len(steps)}h", *(x for x, _ in steps)) + struct.pack(
        f">{len(steps)}h", *(y for _, y in steps)
    )
    return data + b"\0" * (-len(data) % 4)


def _character_map() -> bytes:
    groups = b"".join(struct.pack(">III", first, last, 1) for first, last in _RANGES)
    return (
        struct.pack(">HHHHI", 0, 1, 3, 10, 12)
        + struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_RANGES))
        + groups
    )
