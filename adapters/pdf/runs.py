"""The text of a page as runs of one type, by as few calls into PDFium as will do.

A call costs about a microsecond, and a page has thousands of characters: so the text is taken in one call, and where
one text object ends and the next begins is found by halving, since the characters of an object stand together.
"""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.accents import attached
from adapters.pdf.characters import ENGINE_BREAK, join_surrogates
from adapters.pdf.frame import PageFrame
from adapters.pdf.letter_size import size_of
from adapters.pdf.tex_fonts import decoded
from bot.model import Box

_ENGINE_LINE = re.compile(r"[^\r\n\ufffe]+")
# Control characters are solid: where a file does not name a glyph, the engine gives its code.
_SOLID = re.compile(r"[^ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
# Times takes 0.45 a character with its spaces; a run wider than this is looked at word by word: it may hold a gap.
_WIDE_EM = 0.53
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123: flags of a font descriptor
_FIXED_PITCH = 1 << 0
_BOLD_NAME = re.compile(
    r"bold|black|heavy|semib|demi|medi(?!um)|cmbx|cmssbx|sfbx|ecbx|[a-z]tb\d*$|[a-z]tbi$|-b$|mtbx|ptmb|phvb|txb$", re.I
)
_FIXED_NAME = re.compile(r"mono|courier|cmtt|sftt|ectt|typewriter|consol|code|txtt|zi4|lmtt|letter ?gothic", re.I)
_UNDRAWN_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_STROKE_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_LIGHT = 215  # of 255, the darkest channel: paler than the grey that papers set their notes in
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LEAST_PT = 3.0  # below it, a size is checked against the letters
_MUCH_LARGER = 1.5
_SAMPLE_SIGNS, _SAMPLE_REACH = 24, 240


@dataclass(frozen=True, slots=True)
class Face:
    """Size, font and colour of a text object.

    Attributes:
        dx, dy: The direction its text runs in, on the page as shown.
        is_undrawn: It leaves no mark: render mode 3 or 7, or wholly transparent.
        is_light: Its letters are white or nearly so.
    """

    size_pt: float
    font: str
    is_bold: bool
    is_fixed_pitch: bool
    dx: float
    dy: float
    is_undrawn: bool = False
    is_light: bool = False

    @property
    def is_rotated(self) -> bool:
        return self.dx <= 0 or abs(self.dy) > 0.2 * self.dx


class Run(NamedTuple):
    """Characters of one text object in one line, from the first that is no space to the last.

    Attributes:
        baseline_pt: Height of the line it stands on.
        is_joined: No space stands between this run and the one before.
        is_broken: A line-end hyphen follows.
        begins_line: The engine put a line break before it.
    """

    text: str
    box: Box
    baseline_pt: float
    face: Face
    is_joined: bool
    is_broken: bool
    begins_line: bool


class TextPage:
    """The text of an open page; close it before the page.

    With `every_word`, each word is a run of its own: slower, and shows gaps that a run of many words hides.
    """

    def __init__(self, page: pdfium.PdfPage, frame: PageFrame, *, every_word: bool = False) -> None:
        self._frame = frame
        self._every_word = every_word
        self._textpage = page.get_textpage()
        self._handle = self._textpage.raw
        self._faces: dict[int, Face] = {}
        self._sizes: dict[tuple[int, float], float] = {}
        self._fonts: dict[bytes, tuple[str, bool, bool]] = {}
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        count = raw.FPDFText_CountChars(self._handle)
        self.units = self._read_units(count)
        # PDFium leaves characters without a code out of its text, but not out of its list.
        self._index_of = (
            None
            if len(self.units) == count
            else [raw.FPDFText_GetCharIndexFromTextIndex(self._handle, i) for i in range(len(self.units))]
        )
        self._edits = attached(self.units, self._char_box)

    def close(self) -> None:
        self._textpage.close()

    def runs(self) -> Iterator[Run]:
        """The runs in the order of the page's content."""
        for line in _ENGINE_LINE.finditer(self.units):
            words = [found.span() for found in _SOLID.finditer(self.units, *line.span())]
            if not words:
                continue
            is_broken = self.units[line.end() : line.end() + 1] == ENGINE_BREAK
            pieces = [piece for piece in self._pieces(words) if not self._is_gone(piece[0], piece[1])]
            for n, (first, last, face) in enumerate(pieces):
                yield self._run(
                    first,
                    last,
                    face,
                    is_joined=n > 0 and self._is_gone(pieces[n - 1][1], first),
                    is_broken=is_broken and n == len(pieces) - 1,
                    begins_line=n == 0,
                )

    def _pieces(self, words: list[tuple[int, int]]) -> Iterator[tuple[int, int, Face]]:
        """(first, last + 1, face) of each run of a line that consists of `words`."""
        solid = [i for start, end in words for i in range(start, end)]
        key_first, key_last = self._object(solid[0]), self._object(solid[-1])
        starts = [(0, key_first), *self._changes(solid, 0, key_first, len(solid) - 1, key_last)]
        ends = [a for a, _ in starts[1:]] + [len(solid)]
        for (a, key), b in zip(starts, ends, strict=True):
            first, last = solid[a], solid[b - 1] + 1
            face = self._face(key, first)
            if last - first == b - a or not (self._every_word or self._is_wide(first, last, face)):
                yield first, last, face
            else:
                yield from ((max(s, first), min(e, last), face) for s, e in words if s < last and e > first)

    def _changes(self, solid: list[int], a: int, key_a: int, b: int, key_b: int) -> list[tuple[int, int]]:
        """(position in `solid`, object) where another text object begins, between a and b, in order."""
        if key_a == key_b:
            return []
        if b - a == 1:
            return [(b, key_b)]
        middle = (a + b) // 2
        key = self._object(solid[middle])
        return self._changes(solid, a, key_a, middle, key) + self._changes(solid, middle, key, b, key_b)

    def _is_wide(self, first: int, last: int, face: Face) -> bool:
        left = self._char_box(first)[0]
        right = self._char_box(last - 1)[2]
        return abs(right - left) > _WIDE_EM * face.size_pt * (last - first)

    def _run(self, first: int, last: int, face: Face, *, is_joined: bool, is_broken: bool, begins_line: bool) -> Run:
        left, bottom, right_first, top = self._char_box(first)
        left_last, bottom_last, right, top_last = self._char_box(last - 1)
        box = self._frame.box(
            min(left, left_last), min(bottom, bottom_last), max(right, right_first), max(top, top_last)
        )
        text = decoded(join_surrogates(self._written(first, last)), face.font)
        return Run(text, box, self._baseline(first), face, is_joined, is_broken, begins_line)

    def _written(self, first: int, last: int) -> str:
        if not self._edits or self._edits.keys().isdisjoint(range(first, last)):
            return self.units[first:last]
        return "".join(self._edits.get(i, self.units[i]) for i in range(first, last))

    def _is_gone(self, first: int, last: int) -> bool:
        """Whether nothing is written between two offsets, as where all of it went to an accented letter."""
        return first == last or (bool(self._edits) and not self._written(first, last))

    def _read_units(self, count: int) -> str:
        """One UTF-16 unit a character of the string, so that offsets agree with PDFium's indices."""
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._handle, 0, count, buffer)
        units = bytes(buffer)[: max(written - 1, 0) * 2]
        text = units.decode("utf-16-le", "surrogatepass")
        return text if len(text) * 2 == len(units) else "".join(map(chr, buffer[: written - 1]))

    def _index(self, offset: int) -> int:
        return offset if self._index_of is None else self._index_of[offset]

    def _char_box(self, offset: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._edges
        raw.FPDFText_GetCharBox(self._handle, self._index(offset), left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def _baseline(self, offset: int) -> float:
        x, y = self._edges[0], self._edges[1]
        raw.FPDFText_GetCharOrigin(self._handle, self._index(offset), x, y)
        return self._frame.box(x.value, y.value, x.value, y.value).bottom

    def _object(self, offset: int) -> int:
        """The address of the text object that drew the character: tells objects apart, nothing more."""
        pointer = raw.FPDFText_GetTextObject(self._handle, self._index(offset))
        return ctypes.c_void_p.from_buffer(pointer).value or 0

    def _face(self, key: int, offset: int) -> Face:
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = self._read_face(offset)
        return face

    def _read_face(self, offset: int) -> Face:
        index = self._index(offset)
        raw.FPDFText_GetMatrix(self._handle, index, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        given = raw.FPDFText_GetFontSize(self._handle, index)
        sign = -1.0 if given < 0 else 1.0  # a mirrored size in a mirrored space
        size = abs(given) * scale
        raw.FPDFText_GetFontInfo(self._handle, index, self._name, len(self._name), self._flags)
        name, is_bold, is_fixed = self._font(self._name.value, self._flags.value)
        dx, dy = self._frame.direction(sign * self._matrix.a, sign * self._matrix.b)
        if size < _LEAST_PT:
            size = self._size_by_letters(offset, size, is_turned=abs(self._matrix.b) > abs(self._matrix.a))
        return Face(round(size, 2), name, is_bold, is_fixed, dx, dy, *self._look(index))

    def _size_by_letters(self, offset: int, nominal: float, *, is_turned: bool) -> float:
        """The size that the letters of the font at `offset` show, if it is another than the file says."""
        font = self._font_address(offset)
        known = self._sizes.get((font, nominal))
        if known is not None:
            return known
        signs: list[tuple[str, float]] = []
        for i in range(offset, min(offset + _SAMPLE_REACH, len(self.units))):
            if self._font_address(i) == font:
                left, bottom, right, top = self._char_box(i)
                signs.append((self.units[i], right - left if is_turned else top - bottom))
                if len(signs) == _SAMPLE_SIGNS:
                    break
        near = self._sizes.get((0, nominal))  # signs are as large as the letters near them
        shown = size_of(signs) or near or max(height for _, height in signs)
        size = shown if shown > _MUCH_LARGER * nominal else nominal
        self._sizes[font, nominal] = self._sizes[0, nominal] = size
        return size

    def _font_address(self, offset: int) -> int:
        font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(self._handle, self._index(offset)))
        return ctypes.c_void_p.from_buffer(font).value or 0

    def _look(self, index: int) -> tuple[bool, bool]:
        """(is_undrawn, is_light) of a character."""
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(self._handle, index))
        red, green, blue, alpha = self._colour
        if not raw.FPDFText_GetFillColor(self._handle, index, red, green, blue, alpha):
            return mode in _UNDRAWN_MODES, False
        fills = mode not in _STROKE_MODES
        is_light = fills and min(red.value, green.value, blue.value) >= _LIGHT
        return mode in _UNDRAWN_MODES or (fills and alpha.value == 0), is_light

    def _font(self, name: bytes, flags: int) -> tuple[str, bool, bool]:
        known = self._fonts.get(name)
        if known is None:
            text = _SUBSET.sub("", name.decode("utf-8", "replace"))
            is_bold = bool(flags & _FORCE_BOLD) or bool(_BOLD_NAME.search(text))
            is_fixed = bool(flags & _FIXED_PITCH) or bool(_FIXED_NAME.search(text))
            known = self._fonts[name] = (text, is_bold, is_fixed)
        return known
