"""PDFium's functions that a page takes thousands of calls of, bound once more at half the price.

The usual binding makes an object for each pointer and lets go of the interpreter's lock for each call. Here handles and
buffers are plain addresses, and the lock is kept: the process that reads a PDF has nothing else to do.
"""

import ctypes
from array import array
from collections.abc import Callable
from typing import Literal, TypeAlias

import pypdfium2.raw as raw

Handle: TypeAlias = int
"""The address of one of PDFium's objects; 0 stands for none. Good as long as the page is open."""


def address(pointer: object) -> Handle:
    """The handle of what the usual binding gave."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a pointer of the binding


class Numbers:
    """A row of numbers that PDFium writes into.

    Attributes:
        at: The address of each; a call into PDFium takes them one by one, or the first for all.
        read: Gives what is in the row.
    """

    def __init__(self, code: Literal["f", "d", "i", "I"], count: int) -> None:
        self._row = array(code, [0] * count)
        first, size = self._row.buffer_info()[0], self._row.itemsize
        self.at = tuple(range(first, first + count * size, size))
        self.read = self._row.tolist


_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
_ROOM = ctypes.c_void_p  # of a number to be written


def _bound(name: str, result: object, *arguments: object) -> Callable[..., int]:
    place = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    function: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(place)  # type: ignore[arg-type]
    return function


# ---- Characters: (text page, index, ...) ----

char_code = _bound("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
text_object = _bound("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
char_box = _bound("FPDFText_GetCharBox", _INT, _HANDLE, _INT, _ROOM, _ROOM, _ROOM, _ROOM)
"""Writes left, right, bottom, top."""
char_origin = _bound("FPDFText_GetCharOrigin", _INT, _HANDLE, _INT, _ROOM, _ROOM)
char_matrix = _bound("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _ROOM)
char_colour = _bound("FPDFText_GetFillColor", _INT, _HANDLE, _INT, _ROOM, _ROOM, _ROOM, _ROOM)
char_size: Callable[[Handle, int], float] = _bound("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
char_index = _bound("FPDFText_GetCharIndexFromTextIndex", _INT, _HANDLE, _INT)

# ---- Text objects and fonts ----

font_of = _bound("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
render_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _ROOM, ctypes.c_size_t)
font_flags = _bound("FPDFFont_GetFlags", _INT, _HANDLE)
is_embedded = _bound("FPDFFont_GetIsEmbedded", _INT, _HANDLE)
set_render_mode = _bound("FPDFTextObj_SetTextRenderMode", _INT, _HANDLE, _INT)

# ---- Objects of a page ----

count_objects = _bound("FPDFPage_CountObjects", _INT, _HANDLE)
page_object = _bound("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
count_children = _bound("FPDFFormObj_CountObjects", _INT, _HANDLE)
child_object = _bound("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
object_kind = _bound("FPDFPageObj_GetType", _INT, _HANDLE)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT, _HANDLE, _ROOM, _ROOM, _ROOM, _ROOM)
"""Writes left, bottom, right, top."""
object_matrix = _bound("FPDFPageObj_GetMatrix", _INT, _HANDLE, _ROOM)
object_colour = _bound("FPDFPageObj_GetFillColor", _INT, _HANDLE, _ROOM, _ROOM, _ROOM, _ROOM)
draw_mode = _bound("FPDFPath_GetDrawMode", _INT, _HANDLE, _ROOM, _ROOM)
count_annotations = _bound("FPDFPage_GetAnnotCount", _INT, _HANDLE)
annotation = _bound("FPDFPage_GetAnnot", _HANDLE, _HANDLE, _INT)
annotation_kind = _bound("FPDFAnnot_GetSubtype", _INT, _HANDLE)
annotation_box = _bound("FPDFAnnot_GetRect", _INT, _HANDLE, _ROOM)
"""Writes left, top, right, bottom."""
close_annotation = _bound("FPDFPage_CloseAnnot", None, _HANDLE)
next_link = _bound("FPDFLink_Enumerate", _INT, _HANDLE, _ROOM, _ROOM)
"""Counts on where the first number says, writes the link's handle."""
clip_of = _bound("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
count_clips = _bound("FPDFClipPath_CountPaths", _INT, _HANDLE)
count_segments = _bound("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment = _bound("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, _INT, _INT)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT, _HANDLE, _ROOM, _ROOM)
