"""The matrices that place what a form holds."""

import math
from typing import TypeAlias

from adapters.pdf.page import engine
from bot.model import Box

Matrix: TypeAlias = tuple[float, ...]
"""a, b, c, d, e, f: what PDF 32000-1, 8.3.3 calls them."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Matrices:
    """The matrices of the objects of an open page."""

    def __init__(self) -> None:
        self._numbers = engine.Numbers("f", 6)

    def of(self, handle: engine.Handle) -> Matrix:
        is_given = engine.object_matrix(engine.given(handle), self._numbers.at[0])
        return tuple(self._numbers.read()) if is_given else IDENTITY


def transformed(box: Box, matrix: Matrix) -> Box:
    """The box around what `matrix` makes of another."""
    a, b, c, d, e, f = matrix
    if b == c == 0:
        x, other_x, y, other_y = a * box.left + e, a * box.right + e, d * box.bottom + f, d * box.top + f
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what `inner` does, and then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, x, y = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + x, e * h + f * j + y


def inverted(matrix: Matrix) -> Matrix | None:
    """The matrix that undoes what another does; None for one that leaves no area."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if not area:
        return None
    return d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area


def scale_of(matrix: Matrix) -> float:
    """By how much it makes lengths larger: the root of what it does to areas."""
    a, b, c, d, *_ = matrix
    return math.sqrt(abs(a * d - b * c))
