"""The text of a page as runs of one type, by as few calls into PDFium as will do.

A call costs about half a microsecond, and a page has thousands of characters: so the text is taken in one call, and
where one text object ends and the next begins is found by halving, since the characters of an object stand together.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.accents import Edges, attached
from adapters.pdf.page.characters import ENGINE_BREAK, UNREADABLE, join_surrogates
from adapters.pdf.page.fonts import Fonts
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.letter_size import size_of
from adapters.pdf.page.pi_signs import is_pi_font, told_by_shape, told_in_pi_font, with_lost
from adapters.pdf.page.tex_fonts import decoded
from bot.model import Box

_ENGINE_LINE = re.compile(r"[^\r\n\ufffe]+")
# Control characters are solid: where a file does not name a glyph, the engine gives its code.
_SPACES = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SOLID = re.compile(f"[^{_SPACES}]+")
_SPACE = re.compile(f"[{_SPACES}]")
# Times takes 0.45 a character with its spaces; a run wider than this is looked at word by word: it may hold a gap.
_WIDE_EM = 0.53
_UNDRAWN_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_STROKE_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_LIGHT = 215  # of 255, the darkest channel: paler than the grey that papers set their notes in
_FIRST_PRINTED = 0x20
_LEAST_PT = 3.0  # below it, a size is checked against the letters
_MUCH_LARGER = 1.5
_LEVEL_PT = 0.01
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE_SIGNS, _SAMPLE_REACH = 24, 240

Colour = tuple[int, int, int]
"""Red, green, blue: 0-255."""


@dataclass(frozen=True, slots=True)
class Face:
    """Size, font and colour of a text object.

    Attributes:
        dx, dy: The direction its text runs in, on the page as shown.
        is_undrawn: It leaves no mark: render mode 3 or 7, or wholly transparent.
        is_light: Its letters are white or nearly so.
        colour: That its letters are filled with; None where they are not filled.
        is_rotated: Its text does not run from left to right.
    """

    size_pt: float
    font: str
    is_bold: bool
    is_fixed_pitch: bool
    dx: float
    dy: float
    is_undrawn: bool = False
    is_light: bool = False
    colour: Colour | None = (0, 0, 0)
    is_rotated: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_rotated", self.dx <= 0 or abs(self.dy) > 0.2 * self.dx)


class Run(NamedTuple):
    """Characters of one text object in one line, from the first that is no space to the last.

    Attributes:
        baseline_pt: Height of the line it stands on.
        is_joined: No space stands between this run and the one before.
        is_broken: A line-end hyphen follows.
        begins_line: The engine put a line break before it.
        span: Offsets in the text of its page: of its first character, and past its last.
        source: The text object that it is of.
    """

    text: str
    box: Box
    baseline_pt: float
    face: Face
    is_joined: bool
    is_broken: bool
    begins_line: bool
    span: tuple[int, int] = (0, 0)
    source: engine.Handle = 0


class TextPage:
    """The text of an open page; close it before the page.

    With `every_word`, each word is a run of its own: slower, and shows gaps that a run of many words hides.
    """

    def __init__(self, page: pdfium.PdfPage, frame: PageFrame, *, every_word: bool = False) -> None:
        self._frame = frame
        self._every_word = every_word
        self._textpage = page.get_textpage()
        self._handle = engine.address(self._textpage.raw)
        self._objects: dict[engine.Handle, tuple[Face, float | None]] = {}
        self._faces: dict[tuple[object, ...], Face] = {}
        self._sizes: dict[tuple[int, float], float] = {}
        self._levels: dict[engine.Handle, bool] = {}
        self._fonts = Fonts()
        self._edges = engine.Numbers("d", 4)
        self._matrix = engine.Numbers("f", 6)
        self._colour = engine.Numbers("I", 4)
        count = raw.FPDFText_CountChars(self._textpage.raw)
        self.units = self._read_units(count)
        self._has_halves = _SURROGATE.search(self.units) is not None
        # PDFium leaves characters without a code out of its text, but not out of its list.
        self._index_of = None if len(self.units) == count else self._indices(len(self.units))
        if self._index_of is not None:
            self.units, self._index_of = with_lost(self.units, self._index_of, self._lost_sign, self._box_at)
        self._object, self._edges_of = self._askers()
        self.units = told_by_shape(self.units, self._char_box)
        self._edits = attached(self.units, self._char_box)

    def close(self) -> None:
        self._textpage.close()

    def runs(self) -> Iterator[Run]:
        """The runs in the order of the page's content."""
        for line in _ENGINE_LINE.finditer(self.units):
            end = line.end()
            text = line.group().lstrip(_SPACES)
            first = end - len(text)
            last = first + len(text.rstrip(_SPACES))
            if first == last:
                continue
            pieces = self._pieces(first, last)
            if self._edits:
                pieces = [piece for piece in pieces if not self._is_gone(piece[0], piece[1])]
            if not pieces:
                continue
            is_broken = self.units[end : end + 1] == ENGINE_BREAK
            yield self._run(pieces[0], is_broken=is_broken and len(pieces) == 1, begins_line=True)
            before = pieces[0][1]
            for n, piece in enumerate(pieces[1:], 2):
                is_joined = before == piece[0] or (bool(self._edits) and self._is_gone(before, piece[0]))
                yield self._run(piece, is_joined=is_joined, is_broken=is_broken and n == len(pieces))
                before = piece[1]

    def words(self, run: Run) -> list[Run]:
        """The words of a run, as runs."""
        first, last = run.span
        if not run.source or _SPACE.search(self.units, first, last) is None:
            return [run]
        words = [
            self._run((start, end, run.source, self._edges_of(start), self._edges_of(end - 1)))
            for start, end in self._words(first, last)
            if not self._is_gone(start, end)
        ]
        words[0] = words[0]._replace(is_joined=run.is_joined, begins_line=run.begins_line)
        words[-1] = words[-1]._replace(is_broken=run.is_broken)
        return words

    def _pieces(self, first: int, last: int) -> "list[_Piece]":
        """What a line is made of that begins and ends with a letter: the parts of it that one text object draws."""
        key, key_last = self._object(first) or 0, self._object(last - 1) or 0
        if key == key_last:
            return self._parts(first, last, key)
        solid = [i for start, end in self._words(first, last) for i in range(start, end)]
        changes: list[tuple[int, engine.Handle]] = []
        self._add_changes(changes, solid, 0, key, len(solid) - 1, key_last)
        pieces: list[_Piece] = []
        a = 0
        for b, next_key in changes:
            pieces += self._parts(solid[a], solid[b - 1] + 1, key)
            a, key = b, next_key
        return pieces + self._parts(solid[a], last, key)

    def _parts(self, first: int, last: int, key: engine.Handle) -> "list[_Piece]":
        """Letters of one text object, whole or by their words."""
        left = self._edges_of(first)
        if last == first + 1:
            return [(first, last, key, left, left)]
        right = self._edges_of(last - 1)
        whole = (first, last, key, left, right)
        if _SPACE.search(self.units, first, last) is None:
            return [whole]
        if not self._every_word:
            face, _ = self._objects.get(key) or self._read_object(key, first)
            if abs(right[1] - left[0]) <= _WIDE_EM * face.size_pt * (last - first):
                return [whole]
        return [
            (start, end, key, self._edges_of(start), self._edges_of(end - 1)) for start, end in self._words(first, last)
        ]

    def _words(self, first: int, last: int) -> list[tuple[int, int]]:
        return [found.span() for found in _SOLID.finditer(self.units, first, last)]

    def _add_changes(
        self,
        changes: list[tuple[int, engine.Handle]],
        solid: list[int],
        a: int,
        key_a: engine.Handle,
        b: int,
        key_b: engine.Handle,
    ) -> None:
        """Add (position in `solid`, object) where another text object begins, between a and b, in order."""
        if b - a == 1:
            changes.append((b, key_b))
            return
        middle = (a + b) // 2
        key = self._object(solid[middle]) or 0
        if key != key_a:
            self._add_changes(changes, solid, a, key_a, middle, key)
        if key != key_b:
            self._add_changes(changes, solid, middle, key, b, key_b)

    def _run(
        self, piece: "_Piece", *, is_joined: bool = False, is_broken: bool = False, begins_line: bool = False
    ) -> Run:
        first, last, key, (left, right, bottom, top), (last_left, last_right, last_bottom, last_top) = piece
        face, baseline = self._objects.get(key) or self._read_object(key, first)
        box = self._frame.box(
            min(left, last_left), min(bottom, last_bottom), max(right, last_right), max(top, last_top)
        )
        # Now and then the engine gives a letter the matrix of another object.
        if baseline is None or not box.bottom - face.size_pt < baseline < box.top + face.size_pt:
            baseline = self._baseline(first)
        text = self._written(first, last) if self._edits else self.units[first:last]
        if self._has_halves:
            text = join_surrogates(text)
        if is_pi_font(face.font) and len(text) == last - first:
            text = told_in_pi_font(text, face.font, lambda at: self._char_box(first + at))
        return Run(decoded(text, face.font), box, baseline, face, is_joined, is_broken, begins_line, (first, last), key)

    def _written(self, first: int, last: int) -> str:
        if self._edits.keys().isdisjoint(range(first, last)):
            return self.units[first:last]
        return "".join(self._edits.get(i, self.units[i]) for i in range(first, last))

    def _is_gone(self, first: int, last: int) -> bool:
        """Whether nothing is written between two offsets, as where all of it went to an accented letter."""
        return first == last or (self._edits.get(first) == "" and not self._written(first, last))

    def _read_units(self, count: int) -> str:
        """One UTF-16 unit a character of the string, so that offsets agree with PDFium's indices."""
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._textpage.raw, 0, count, buffer)
        units = bytes(buffer)[: max(written - 1, 0) * 2]
        text = units.decode("utf-16-le", "surrogatepass")
        return text if len(text) * 2 == len(units) else "".join(map(chr, buffer[: written - 1]))

    def _indices(self, count: int) -> list[int]:
        """Offset in `units` -> PDFium's index. The two drift apart one by one, so the places are found by halving."""
        indices: list[int] = []
        open_parts = [(0, count)]
        while open_parts:
            start, end = open_parts.pop()
            if start >= end:
                continue
            first, last = (engine.char_index(self._handle, offset) for offset in (start, end - 1))
            if last - first == end - 1 - start:
                indices += range(first, last + 1)
            else:
                middle = (start + end) // 2
                open_parts += [(middle, end), (start, middle)]
        return indices

    def _index(self, offset: int) -> int:
        return offset if self._index_of is None else self._index_of[offset]

    def _askers(self) -> "tuple[Callable[[int], engine.Handle | None], Callable[[int], _Edges]]":
        """Two functions of an offset, asked for it hundreds of times: the text object that drew it, and its edges."""
        handle, index_of = self._handle, self._index_of
        text_object, char_box = engine.text_object, engine.char_box
        left, right, bottom, top = self._edges.at
        read = self._edges.read

        def edges(offset: int) -> _Edges:
            char_box(handle, offset if index_of is None else index_of[offset], left, right, bottom, top)
            return read()

        if index_of is None:
            return partial(text_object, handle), edges
        return (lambda offset: text_object(handle, index_of[offset])), edges

    def _lost_sign(self, index: int) -> str:
        """What stands for a character that the text leaves out; "" for TeX's large brackets, which part no words."""
        name = self._fonts.of(engine.font_of(engine.text_object(self._handle, index) or 0) or 0).name
        code = engine.char_code(self._handle, index)
        return "" if name.startswith(("CM", "cm")) else chr(code) if 0 < code < _FIRST_PRINTED else UNREADABLE

    def _box_at(self, index: int) -> Edges:
        engine.char_box(self._handle, index, *self._edges.at)
        left, right, bottom, top = self._edges.read()
        return left, bottom, right, top

    def _char_box(self, offset: int) -> Edges:
        left, right, bottom, top = self._edges_of(offset)
        return left, bottom, right, top

    def _baseline(self, offset: int) -> float:
        engine.char_origin(self._handle, self._index(offset), *self._edges.at[:2])
        x, y = self._edges.read()[:2]
        return self._frame.box(x, y, x, y).bottom

    def _read_object(self, key: engine.Handle, offset: int) -> tuple[Face, float | None]:
        """The face of the text object that `offset` is of, and the baseline if it is the same for all of it."""
        index = self._index(offset)
        font = engine.font_of(key) or 0
        engine.char_matrix(self._handle, index, self._matrix.at[0])
        a, b, c, d, _, rise = self._matrix.read()
        has_colour = engine.char_colour(self._handle, index, *self._colour.at)
        given, mode = engine.char_size(self._handle, index), engine.render_mode(key)
        look = (font, given, mode, a, b, c, d, *(self._colour.read() if has_colour else ()))
        face = self._faces.get(look)
        if face is None:
            nominal = size = abs(given) * (math.hypot(c, d) or 1.0)
            if nominal < _LEAST_PT:
                size = self._size_by_letters(offset, font, nominal, is_turned=abs(b) > abs(a))
            face = self._face(look, size)
            if nominal >= _LEAST_PT:  # what the letters of small type show may differ from place to place
                self._faces[look] = face
        baseline = rise - self._frame.bottom if b == 0 and self._is_level(font, offset, rise) else None
        known = self._objects[key] = (face, baseline)
        return known

    def _face(self, look: tuple[float, ...], size_pt: float) -> Face:
        font, given, mode, a, b, _, _, *colour = look
        known = self._fonts.of(int(font))
        sign = -1 if given < 0 else 1  # a mirrored size in a mirrored space
        fills = bool(colour) and mode not in _STROKE_MODES
        return Face(
            round(size_pt, 2),
            known.name,
            known.is_bold,
            known.is_fixed_pitch,
            *self._frame.direction(sign * a, sign * b),
            is_undrawn=mode in _UNDRAWN_MODES or (fills and colour[3] == 0),
            is_light=fills and min(colour[:3]) >= _LIGHT,
            colour=(int(colour[0]), int(colour[1]), int(colour[2])) if fills else None,
        )

    def _is_level(self, font: engine.Handle, offset: int, rise: float) -> bool:
        """Whether the letters of a font stand on the line that its text objects begin at: those of columns do not."""
        known = self._levels.get(font)
        if known is None:
            engine.char_origin(self._handle, self._index(offset), *self._edges.at[:2])
            known = self._frame.rotation == 0 and abs(self._edges.read()[1] - rise) < _LEVEL_PT
            self._levels[font] = known
        return known

    def _size_by_letters(self, offset: int, font: engine.Handle, nominal: float, *, is_turned: bool) -> float:
        """The size that the letters of the font at `offset` show, if it is another than the file says."""
        known = self._sizes.get((font, nominal))
        if known is not None:
            return known
        signs: list[tuple[str, float]] = []
        for i in range(offset, min(offset + _SAMPLE_REACH, len(self.units))):
            if (engine.font_of(self._object(i) or 0) or 0) == font:
                left, bottom, right, top = self._char_box(i)
                signs.append((self.units[i], right - left if is_turned else top - bottom))
                if len(signs) == _SAMPLE_SIGNS:
                    break
        near = self._sizes.get((0, nominal))  # signs are as large as the letters near them
        shown = size_of(signs) or near or max(height for _, height in signs)
        size = shown if shown > _MUCH_LARGER * nominal else nominal
        self._sizes[font, nominal] = self._sizes[0, nominal] = size
        return size


_Edges = Sequence[float]
"""Left, right, bottom, top of a character, in the page's own space."""
_Piece = tuple[int, int, engine.Handle, _Edges, _Edges]
"""First character, past the last, text object, the edges of the first and the last character."""
