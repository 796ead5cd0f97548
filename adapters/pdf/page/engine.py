"""PDFium's functions that a page takes thousands of calls of, bound once more at less than half the price.

The usual binding makes an object for each pointer and lets go of the interpreter's lock for each call. Here handles are
plain addresses, and the lock is kept: the process that reads a PDF has nothing else to do. What is given to hundreds of
calls (a page, the places that numbers are written to) is made ready for them once.
"""

import ctypes
from array import array
from collections.abc import Callable
from itertools import repeat
from typing import Literal, TypeAlias

import pypdfium2.raw as raw

Handle: TypeAlias = int
"""The address of one of PDFium's objects; 0 stands for none. Good as long as the page is open."""

Given: TypeAlias = object
"""An address made ready for the calls below that take no plain one; `given` makes it."""

given: Callable[[Handle], Given] = ctypes.c_void_p.from_param  # of a plain number


def address(pointer: object) -> Handle:
    """The handle of what the usual binding gave."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a pointer of the binding


class Numbers:
    """A row of numbers that PDFium writes into.

    Attributes:
        at: The address of each, ready to be given; a call into PDFium takes them one by one, or the first for all.
        read: Gives what is in the row.
        number: Gives one of them.
    """

    def __init__(self, code: Literal["f", "d", "i", "I"], count: int) -> None:
        self._row = array(code, [0] * count)
        first, size = self._row.buffer_info()[0], self._row.itemsize
        self.at = tuple(map(given, range(first, first + count * size, size)))
        self.read = self._row.tolist
        self.number = self._row.__getitem__

    def head(self, count: int) -> Callable[[], bytes]:
        """Gives what is in the first places as bytes: to tell whether it is the same as before."""
        return memoryview(self._row)[:count].tobytes


_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
_ROOM = ctypes.c_void_p  # of a number to be written


def _bound(name: str, result: object, *arguments: object) -> Callable[..., int]:
    """A function that takes plain numbers."""
    place = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    function: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(place)  # type: ignore[arg-type]
    return function


def _quick(name: str, result: object = _INT) -> Callable[..., int]:
    """A function whose every address has to be `Given`, and whose other arguments are plain ints."""
    return _bound(name, result)


# ---- Characters: (text page, index, ...), all addresses given ----

char_code = _quick("FPDFText_GetUnicode", ctypes.c_uint)
text_object = _quick("FPDFText_GetTextObject", _HANDLE)
char_box = _quick("FPDFText_GetCharBox")
"""Writes left, right, bottom, top."""
char_origin = _quick("FPDFText_GetCharOrigin")
char_matrix = _quick("FPDFText_GetMatrix")
char_colour = _quick("FPDFText_GetFillColor")
char_size: Callable[[Given, int], float] = _quick("FPDFText_GetFontSize", ctypes.c_double)
char_index = _quick("FPDFText_GetCharIndexFromTextIndex")

# ---- Text objects and fonts ----

font_of = _quick("FPDFTextObj_GetFont", _HANDLE)
"""Of a text object, given."""
render_mode = _quick("FPDFTextObj_GetTextRenderMode")
"""Of a text object, given."""
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _ROOM, ctypes.c_size_t)
font_flags = _bound("FPDFFont_GetFlags", _INT, _HANDLE)
is_embedded = _bound("FPDFFont_GetIsEmbedded", _INT, _HANDLE)
set_render_mode = _bound("FPDFTextObj_SetTextRenderMode", _INT, _HANDLE, _INT)

# ---- Objects of a page ----

count_objects = _bound("FPDFPage_CountObjects", _INT, _HANDLE)
page_object = _quick("FPDFPage_GetObject", _HANDLE)
"""(page, index), the page given."""
count_children = _bound("FPDFFormObj_CountObjects", _INT, _HANDLE)
child_object = _bound("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
object_kind = _bound("FPDFPageObj_GetType", _INT, _HANDLE)


def children(form: Handle) -> list[Handle]:
    """What a form holds, in the order of painting."""
    return list(map(child_object, repeat(form), range(max(count_children(form), 0))))


count_annotations = _bound("FPDFPage_GetAnnotCount", _INT, _HANDLE)
annotation = _bound("FPDFPage_GetAnnot", _HANDLE, _HANDLE, _INT)
annotation_kind = _bound("FPDFAnnot_GetSubtype", _INT, _HANDLE)
close_annotation = _bound("FPDFPage_CloseAnnot", None, _HANDLE)
next_link = _bound("FPDFLink_Enumerate", _INT, _HANDLE, _ROOM, _ROOM)
"""Counts on where the first number says, writes the link's handle."""
clip_of = _quick("FPDFPageObj_GetClipPath", _HANDLE)
"""Of an object, given."""
has_transparency = _quick("FPDFPageObj_HasTransparency")
"""Of an object, given: it is blended, masked or not wholly opaque."""
count_marks = _quick("FPDFPageObj_CountMarks")
"""Of an object, given."""
mark = _bound("FPDFPageObj_GetMark", _HANDLE, _HANDLE, ctypes.c_ulong)
mark_name = _bound("FPDFPageObjMark_GetName", _INT, _HANDLE, _ROOM, ctypes.c_ulong, _ROOM)
"""(mark, room, its bytes, place for the bytes taken): UTF-16."""
count_clips = _bound("FPDFClipPath_CountPaths", _INT, _HANDLE)
count_segments = _bound("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)

# ---- What they write: (object, places), all addresses given ----

object_bounds = _quick("FPDFPageObj_GetBounds")
"""Writes left, bottom, right, top."""
object_matrix = _quick("FPDFPageObj_GetMatrix")
object_colour = _quick("FPDFPageObj_GetFillColor")
draw_mode = _quick("FPDFPath_GetDrawMode")
"""Writes how it is filled, and whether it is outlined."""
set_draw_mode = _bound("FPDFPath_SetDrawMode", _INT, _HANDLE, _INT, _INT)
"""(path, how it is filled, whether it is outlined)."""
stroke_colour = _quick("FPDFPageObj_GetStrokeColor")
stroke_width = _quick("FPDFPageObj_GetStrokeWidth")
"""Writes it in the space of the object."""
annotation_box = _quick("FPDFAnnot_GetRect")
"""Writes left, top, right, bottom."""
segment_point = _quick("FPDFPathSegment_GetPoint")
