"""What the fonts of a page say of themselves: name, weight, pitch."""

import ctypes
import re
from functools import lru_cache
from typing import NamedTuple

from adapters.pdf.page import engine

_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123: flags of a font descriptor
_FIXED_PITCH = 1 << 0
_BOLD_NAME = re.compile(
    r"bold|black|heavy|semib|demi|medi(?!um)|cmbx|cmssbx|sfbx|ecbx|[a-z]tb\d*$|[a-z]tbi$|-b$|mtbx|ptmb|phvb|txb$"
    r"|^Adv\w+\.BI?$"  # "AdvTTb8864ccf.B" of Springer and other journals
    r"|[-_](?:bd|hv|hvy|blk)(?:it|cn|ob|ex|ou|[^a-z]|$)",  # "HelveticaNeueLTStd-BdIt" of Frontiers, Sage, Wiley
    re.I,
)
_FIXED_NAME = re.compile(r"mono|courier|cmtt|sftt|ectt|typewriter|consol|code|txtt|zi4|lmtt|letter ?gothic", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ROOM_CHARS = 256


class Font(NamedTuple):
    """A font of a page; `name` is without subset prefix."""

    name: str
    is_bold: bool
    is_fixed_pitch: bool


class Fonts:
    """The fonts of an open page, each asked once.

    They are told apart by their objects: two fonts of one name, one of them out of a figure, may be of another pitch.
    """

    def __init__(self) -> None:
        self._known: dict[engine.Handle, Font] = {}
        self._name = ctypes.create_string_buffer(_ROOM_CHARS)

    def of(self, font: engine.Handle) -> Font:
        known = self._known.get(font)
        if known is None:
            known = self._known[font] = self._read(font)
        return known

    def _read(self, font: engine.Handle) -> Font:
        self._name.value = b""
        engine.font_name(font, ctypes.addressof(self._name), _ROOM_CHARS)
        return _told(self._name.value, max(engine.font_flags(font), 0))


@lru_cache(maxsize=512)  # every page of a paper has the same dozen
def _told(file_name: bytes, flags: int) -> Font:
    name = _SUBSET.sub("", file_name.decode("utf-8", "replace"))
    return Font(
        name,
        is_bold=bool(flags & _FORCE_BOLD) or bool(_BOLD_NAME.search(name)),
        is_fixed_pitch=bool(flags & _FIXED_PITCH) or bool(_FIXED_NAME.search(name)),
    )
