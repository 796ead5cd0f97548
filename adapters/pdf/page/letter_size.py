"""The size of type by its letters, for fonts made of pixels whose own size says nothing.

Old TeX files carry their letters as bitmaps in fonts of Type 3, set at 0.12 or 0.24 pt: the pixels bring the real size.
"""

from collections.abc import Iterable

# Computer Modern, which nearly all of these files are set in; round letters reach over the line at both ends.
_HEIGHTS = (
    ("ABDEFHIKLMNPRTVWXYZ", 0.683), ("CGOSU", 0.727), ("bdf", 0.705), ("hkl", 0.694), ("0123456789", 0.66),
    ("aceos", 0.459), ("mnru", 0.442), ("vwxz", 0.431), ("g", 0.659), ("pqy", 0.636), ("i", 0.66), ("t", 0.626),
)  # fmt: skip
_HEIGHT_EM = {letter: height for letters, height in _HEIGHTS for letter in letters}
_STEP_PT = 0.5  # the same type comes out a little different on every page


def size_of(signs: Iterable[tuple[str, float]]) -> float | None:
    """The size in points of type whose signs are as high as given; None if there is no letter among them."""
    found = [(height, _HEIGHT_EM[letter]) for letter, height in signs if letter in _HEIGHT_EM]
    if not found:
        return None
    size = sum(height for height, _ in found) / sum(em for _, em in found)
    return max(round(size / _STEP_PT) * _STEP_PT, _STEP_PT)
