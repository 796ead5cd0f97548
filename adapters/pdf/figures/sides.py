"""The sides of a caption on which its figure can stand."""

from enum import Enum

from bot.model import Box


class Side(Enum):
    """Where the figure stands, seen from its caption."""

    ABOVE = "above"
    BELOW = "below"
    LEFT = "left"
    RIGHT = "right"

    @property
    def is_across(self) -> bool:
        """Whether figure and caption stand side by side."""
        return self in (Side.LEFT, Side.RIGHT)


def distance(box: Box, caption: Box, side: Side) -> float:
    """From the caption to the near edge of a box on that side."""
    match side:
        case Side.ABOVE:
            return box.bottom - caption.top
        case Side.BELOW:
            return caption.bottom - box.top
        case Side.LEFT:
            return caption.left - box.right
        case Side.RIGHT:
            return box.left - caption.right


def far_distance(box: Box, caption: Box, side: Side) -> float:
    """From the caption to the far edge of a box on that side."""
    return distance(Box(box.right, box.top, box.left, box.bottom), caption, side)  # the box with its edges exchanged
