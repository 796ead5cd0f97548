"""The matrices that place what a form holds."""

from typing import TypeAlias

from bot.model import Box

Matrix: TypeAlias = tuple[float, ...]
"""a, b, c, d, e, f: what PDF 32000-1, 8.3.3 calls them."""


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
