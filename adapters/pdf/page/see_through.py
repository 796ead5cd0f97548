"""Text that is painted and may leave no trace: on a layer switched off, masked, blended away, almost transparent.

The file says no more than that it may be so; whether anything of it is to be seen is for the drawn page to say.
"""

import ctypes
from collections.abc import Iterable, Iterator

from adapters.pdf.page import engine
from adapters.pdf.page.page_objects import PageGraphics

_LAYERED = "on a layer that is not shown"
_TRANSPARENT = "transparent"
_LAYER_MARK = "OC"  # PDF 32000-1, 8.11.3.2: optional content
_MARK_BYTES = 16
_MAX_MARKS = 8  # of one object; those of tagged files are nested three deep


def see_through(sources: Iterable[engine.Handle], graphics: PageGraphics) -> Iterator[tuple[engine.Handle, str]]:
    """(text object, why nothing of it may be seen)."""
    marks = _Marks()
    for source in sources:
        drawn = engine.given(source)
        if source in graphics.faint_texts or engine.has_transparency(drawn) > 0:
            yield source, _TRANSPARENT
        elif (count := engine.count_marks(drawn)) > 0 and marks.put_on_a_layer(source, count):
            yield source, _LAYERED


class _Marks:
    """The marks that text objects carry, the name of each asked once: those of a paragraph share one."""

    def __init__(self) -> None:
        self._is_layer: dict[engine.Handle, bool] = {}
        self._name = ctypes.create_string_buffer(_MARK_BYTES)
        self._taken = ctypes.c_ulong()

    def put_on_a_layer(self, text: engine.Handle, count: int) -> bool:
        return any(self._names_a_layer(engine.mark(text, n)) for n in range(min(count, _MAX_MARKS)))

    def _names_a_layer(self, mark: engine.Handle) -> bool:
        known = self._is_layer.get(mark)
        if known is None:
            self._name.raw = bytes(_MARK_BYTES)
            engine.mark_name(mark, ctypes.addressof(self._name), _MARK_BYTES, ctypes.addressof(self._taken))
            name = self._name.raw.decode("utf-16-le", "replace").rstrip("\0")
            known = self._is_layer[mark] = name == _LAYER_MARK
        return known
