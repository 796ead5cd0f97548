"""What a hostile file is: a name, and how it is made from a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Maker = Callable[[bytes, Random], bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """One odd or hostile file.

    Attributes:
        name: In words: the file is called by it.
        make: The file from a paper's bytes; the same for the same bytes and the same state of the `Random`.
        is_big: Takes seconds to make or to read: not part of the short form.
    """

    name: str
    make: Maker
    is_big: bool = False


def fixed(make: Callable[[], bytes]) -> Maker:
    """A maker that needs no paper."""
    return lambda _paper, _chance: make()
