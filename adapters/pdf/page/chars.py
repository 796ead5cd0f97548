"""The characters of an open page: the text in one call into PDFium, all else asked of one character at a time."""

import ctypes
from collections.abc import Callable, Sequence
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from adapters.pdf.page import engine
from adapters.pdf.page.characters import UNREADABLE, Edges
from adapters.pdf.page.fonts import Fonts
from adapters.pdf.page.pi_signs import told_by_shape, with_lost

_FIRST_PRINTED = 0x20
_LAST_OF_ONE_UNIT = 0xFFFF


class Chars:
    """The characters of a text page, by their offset in its text; the page has to stay open.

    Attributes:
        units: The text, a character of the string for each UTF-16 unit.
        object: The text object that drew a character; None for a space or a line break that PDFium put in.
        index: PDFium's own index of a character.
        calls: What PDFium's calls take for the text page.
    """

    def __init__(self, textpage: pdfium.PdfTextPage, fonts: Fonts) -> None:
        self.calls = engine.given(engine.address(textpage.raw))
        self._fonts = fonts
        self._edges = engine.Numbers("d", 4)
        count = raw.FPDFText_CountChars(textpage.raw)
        self.units = _read_units(textpage, count)
        index_of: Sequence[int] = range(count)
        # PDFium leaves characters out of its text, but not out of its list: those without a code, and those beyond
        # U+FFFF where it does not make two of them.
        if len(self.units) != count:
            places = self._indices(count)
            self.units, index_of = with_lost(self.units, places, count, self._lost_sign, self._box_of_index)
        self.index: Callable[[int], int] = index_of.__getitem__
        self.object = self._object_asker(index_of)
        self.ends = self._ends_asker(index_of)
        self.units = told_by_shape(self.units, self.box)

    def box(self, offset: int) -> Edges:
        """(left, bottom, right, top) of a character, in the page's own space."""
        return self._box_of_index(self.index(offset))

    def origin(self, offset: int) -> tuple[float, float]:
        """Where a character begins on its line, in the page's own space."""
        engine.char_origin(self.calls, self.index(offset), *self._edges.at[:2])
        x, y, *_ = self._edges.read()
        return x, y

    def _object_asker(self, index_of: Sequence[int]) -> Callable[[int], engine.Handle | None]:
        ask = partial(engine.text_object, self.calls)
        return ask if isinstance(index_of, range) else lambda offset: ask(index_of[offset])

    def _ends_asker(self, index_of: Sequence[int]) -> "Callable[[int, int], Ends]":
        """A function of two offsets, asked hundreds of times a page: the edges of the first, and before the last."""
        page, char_box, ends = self.calls, engine.char_box, engine.Numbers("d", 8)
        left, right, bottom, top, last_left, last_right, last_bottom, last_top = ends.at
        read = ends.read

        def asked(first: int, last: int) -> Ends:
            char_box(page, index_of[first], left, right, bottom, top)
            if last - first == 1:
                return read()[:4] * 2
            char_box(page, index_of[last - 1], last_left, last_right, last_bottom, last_top)
            return read()

        return asked

    def _indices(self, count: int) -> list[int]:
        """Offset in `units` -> PDFium's index, with what lies beyond U+FFFF put into `units`."""
        here = len(self.units)
        if engine.char_index(self.calls, here) < 0:
            return self._indices_of_text(here)
        # PDFium counts on behind its text: it counts signs beyond U+FFFF as if it had written them.
        codes = map(partial(engine.char_code, self.calls), range(count))
        far = {i: chr(code) for i, code in enumerate(codes) if code > _LAST_OF_ONE_UNIT}
        places = self._indices_of_text(here + len(far))
        near = iter(self.units)
        self.units = "".join(far.get(place) or next(near, "") for place in places)
        return places[: len(self.units)]

    def _indices_of_text(self, count: int) -> list[int]:
        """Offset in PDFium's text -> its index. The two drift apart one by one, so the places are found by halving."""
        ask = partial(engine.char_index, self.calls)
        indices: list[int] = []
        open_parts = [(0, ask(0), count - 1, ask(count - 1))] if count else []
        while open_parts:
            start, first, end, last = open_parts.pop()
            if last - first == end - start:
                indices += range(first, last + 1)
            else:
                middle = (start + end) // 2
                open_parts += [(middle + 1, ask(middle + 1), end, last), (start, first, middle, ask(middle))]
        return indices

    def _lost_sign(self, index: int) -> str:
        """What stands for a character that the text leaves out; "" for TeX's large brackets, which part no words."""
        name = self._fonts.of(engine.font_of(engine.given(engine.text_object(self.calls, index) or 0)) or 0).name
        code = engine.char_code(self.calls, index)
        return "" if name.startswith(("CM", "cm")) else chr(code) if 0 < code < _FIRST_PRINTED else UNREADABLE

    def _box_of_index(self, index: int) -> Edges:
        engine.char_box(self.calls, index, *self._edges.at)
        left, right, bottom, top = self._edges.read()
        return left, bottom, right, top


def _read_units(textpage: pdfium.PdfTextPage, count: int) -> str:
    """One UTF-16 unit a character of the string, so that offsets agree with PDFium's indices."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage.raw, 0, count, buffer)
    units = bytes(buffer)[: max(written - 1, 0) * 2]
    text = units.decode("utf-16-le", "surrogatepass")
    return text if len(text) * 2 == len(units) else "".join(map(chr, buffer[: written - 1]))


Ends = Sequence[float]
"""Left, right, bottom, top of a first character, then those of a last one, in the page's own space."""
