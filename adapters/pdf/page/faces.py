"""Size, font and colour of the text objects of a page, each asked once."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.chars import Chars
from adapters.pdf.page.fonts import Fonts
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.letter_size import size_of
from adapters.pdf.page.pi_signs import is_pi_font
from adapters.pdf.page.tex_fonts import has_own_codes, is_for_text

_UNDRAWN_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_STROKE_MODES = frozenset({raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_PATTERN = (191, 191, 191)  # what PDFium says of letters that a tiling pattern fills
_LIGHT = 215  # of 255, the darkest channel: paler than the grey that papers set their notes in
MIN_SIZE_PT = 1.0
FAINT = 32  # of 255: what is less opaque leaves no letter that can be read
_LEAST_PT = 3.0  # below it, a size is checked against the letters
_MUCH_LARGER = 1.5
_LEVEL_PT = 0.01
_SAMPLE_SIGNS, _SAMPLE_REACH = 24, 240

Colour = tuple[int, int, int]
"""Red, green, blue: 0-255."""

_Look = tuple[engine.Handle, int, float, bytes, bytes | int]
"""Font, render mode, size, the matrix but for its place, the colour or 0."""


@dataclass(frozen=True, slots=True)
class Face:
    """Size, font and colour of a text object.

    Attributes:
        dx, dy: The direction its text runs in, on the page as shown.
        is_undrawn: It leaves no mark: render mode 3 or 7, or wholly transparent.
        is_squeezed: Its letters are less than a point wide, however high.
        is_light: Its letters are white or nearly so, hardly opaque, or of a paint that cannot be told.
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
    is_squeezed: bool = False
    is_light: bool = False
    colour: Colour | None = (0, 0, 0)
    is_rotated: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_rotated", self.dx <= 0 or abs(self.dy) > 0.2 * self.dx)


class Codes(IntEnum):
    """What the characters of a font are: all what they seem, those that can be printed, or perhaps none."""

    PLAIN = 0
    PLAIN_IF_PRINTED = 1
    ITS_OWN = 2


TextObject = tuple[Face, float | None, Codes]
"""Face, height of the line it stands on (None where that is not the same for all its letters), what its characters are.
"""


class TextObjects:
    """The text objects of a page that `chars` are of.

    Attributes:
        read: The text object of that handle, which draws the character at that offset.
    """

    def __init__(self, chars: Chars, frame: PageFrame, fonts: Fonts) -> None:
        self._chars = chars
        self._frame = frame
        self._fonts = fonts
        self._looks: dict[_Look, tuple[Face, bool, Codes]] = {}
        self._faces: dict[tuple[_Look, float], Face] = {}
        self._sizes: dict[tuple[int, float], float] = {}
        self._levels: dict[engine.Handle, bool] = {}
        self._matrix = engine.Numbers("f", 6)
        self._colour = engine.Numbers("I", 4)
        self.read = self._reader()

    def _reader(self) -> Callable[[engine.Handle, int], TextObject]:
        """What `read` is: it is asked hundreds of times a page, so all that it needs is at hand."""
        calls, index_of, given = self._chars.calls, self._chars.index, engine.given
        font_of, render_mode = engine.font_of, engine.render_mode
        char_matrix, char_colour, char_size = engine.char_matrix, engine.char_colour, engine.char_size
        matrix, (red, green, blue, alpha) = self._matrix.at[0], self._colour.at
        rise, shape, channels = self._matrix.number, self._matrix.head(4), self._colour.head(4)
        known_look, bottom = self._looks.get, self._frame.bottom

        def read(key: engine.Handle, offset: int) -> TextObject:
            index = index_of(offset)
            char_matrix(calls, index, matrix)
            has_colour = char_colour(calls, index, red, green, blue, alpha)
            drawn = given(key)
            look = (
                font_of(drawn) or 0,
                render_mode(drawn),
                char_size(calls, index),
                shape(),
                has_colour and channels(),
            )
            face, is_level, codes = known_look(look) or self._read_look(look, offset)
            return face, rise(5) - bottom if is_level else None, codes

        return read

    def _read_look(self, look: _Look, offset: int) -> tuple[Face, bool, Codes]:
        font, _, given, *_ = look
        a, b, c, d, _, rise = self._matrix.read()
        nominal = size = abs(given) * (math.hypot(c, d) or 1.0)
        if nominal < _LEAST_PT:
            size = self._size_by_letters(offset, font, nominal, is_turned=abs(b) > abs(a))
        name = self._fonts.of(font).name
        face = self._faces.get((look, size))
        if face is None:
            face = self._faces[look, size] = self._face(look, size)
        known = face, b == 0 and self._is_level(font, offset, rise), _codes_of(name)
        if nominal >= _LEAST_PT:  # what the letters of small type show may differ from place to place
            self._looks[look] = known
        return known

    def _face(self, look: _Look, size_pt: float) -> Face:
        font, mode, given, _, channels = look
        a, b, c, d, *_ = self._matrix.read()
        red, green, blue, alpha = self._colour.read()
        known = self._fonts.of(font)
        sign = -1 if given < 0 else 1  # a mirrored size in a mirrored space
        is_pale = min(red, green, blue) >= _LIGHT or (red, green, blue) == _PATTERN
        fills = bool(channels) and mode not in _STROKE_MODES
        return Face(
            round(size_pt, 2),
            known.name,
            known.is_bold,
            known.is_fixed_pitch,
            *self._frame.direction(sign * a, sign * b),
            is_undrawn=mode in _UNDRAWN_MODES or (fills and alpha == 0),
            is_squeezed=size_pt * math.hypot(a, b) < MIN_SIZE_PT * math.hypot(c, d),
            is_light=mode in _STROKE_MODES or (bool(channels) and (is_pale or alpha < FAINT)),
            colour=(int(red), int(green), int(blue)) if fills else None,
        )

    def _is_level(self, font: engine.Handle, offset: int, rise: float) -> bool:
        """Whether the letters of a font stand on the line that its text objects begin at: those of columns do not."""
        known = self._levels.get(font)
        if known is None:
            _, height = self._chars.origin(offset)
            known = self._levels[font] = self._frame.rotation == 0 and abs(height - rise) < _LEVEL_PT
        return known

    def _size_by_letters(self, offset: int, font: engine.Handle, nominal: float, *, is_turned: bool) -> float:
        """The size that the letters of the font at `offset` show, if it is another than the file says."""
        known = self._sizes.get((font, nominal))
        if known is not None:
            return known
        chars = self._chars
        signs: list[tuple[str, float]] = []
        for i in range(offset, min(offset + _SAMPLE_REACH, len(chars.units))):
            if (engine.font_of(engine.given(chars.object(i) or 0)) or 0) == font:
                left, bottom, right, top = chars.box(i)
                signs.append((chars.units[i], right - left if is_turned else top - bottom))
                if len(signs) == _SAMPLE_SIGNS:
                    break
        near = self._sizes.get((0, nominal))  # signs are as large as the letters near them
        shown = size_of(signs) or near or max(height for _, height in signs)
        size = shown if shown > _MUCH_LARGER * nominal else nominal
        self._sizes[font, nominal] = self._sizes[0, nominal] = size
        return size


def _codes_of(font: str) -> Codes:
    if is_pi_font(font):
        return Codes.ITS_OWN
    if is_for_text(font):
        return Codes.PLAIN_IF_PRINTED
    return Codes.ITS_OWN if has_own_codes(font) else Codes.PLAIN
