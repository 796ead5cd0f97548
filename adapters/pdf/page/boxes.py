"""Small geometry on boxes of a page."""

from bot.model import Box


def width(box: Box) -> float:
    return box.right - box.left


def height(box: Box) -> float:
    return box.top - box.bottom


def area(box: Box) -> float:
    return (box.right - box.left) * (box.top - box.bottom)


def centre(box: Box) -> float:
    """Halfway between its left and right edge."""
    return (box.left + box.right) / 2


def middle(box: Box) -> float:
    """Halfway between its lower and upper edge."""
    return (box.bottom + box.top) / 2


def intersection(one: Box, other: Box) -> Box | None:
    """What both cover, or None; a box without width or height still counts."""
    box = Box(
        max(one.left, other.left), max(one.bottom, other.bottom), min(one.right, other.right), min(one.top, other.top)
    )
    return box if box.left <= box.right and box.bottom <= box.top else None


def union(one: Box, other: Box) -> Box:
    """The smallest box around both."""
    return Box(
        min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top)
    )


def around(box: Box, *others: Box) -> Box:
    """The smallest box around all."""
    for other in others:
        box = union(box, other)
    return box


def grown(box: Box, by_pt: float) -> Box:
    return Box(box.left - by_pt, box.bottom - by_pt, box.right + by_pt, box.top + by_pt)


def overlap_across(one: Box, other: Box) -> float:
    """Over how many points both stand above each other; negative is the gap between them."""
    return min(one.right, other.right) - max(one.left, other.left)


def overlap_upright(one: Box, other: Box) -> float:
    """Over how many points both stand beside each other; negative is the gap between them."""
    return min(one.top, other.top) - max(one.bottom, other.bottom)


def share_inside(inner: Box, outer: Box) -> float:
    """How much of `inner` lies in `outer`, 0-1; thin boxes count by their length."""
    across, upright = overlap_across(inner, outer), overlap_upright(inner, outer)
    if across < 0 or upright < 0:
        return 0.0
    inner_width, inner_height = inner.right - inner.left, inner.top - inner.bottom
    return (across / inner_width if inner_width > 0.01 else 1.0) * (
        upright / inner_height if inner_height > 0.01 else 1.0
    )


def overlap_share(one: Box, other: Box) -> float:
    """How much of the smaller of two boxes lies in the other, 0-1."""
    return max(share_inside(one, other), share_inside(other, one))
