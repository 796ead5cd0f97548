"""A number as it stands in a text: what it is worth, in which unit, of what, and how firmly it is said."""

from dataclasses import dataclass
from enum import Enum


class Bound(Enum):
    """What the words around a number make of it."""

    NONE = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"

    @property
    def opposite(self) -> "Bound":
        """At most of at least, and the other way round; an exact number has none but itself."""
        return {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}.get(self, self)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number: its worth in the base unit of a dimension (bot/checks/units.py)."""

    value: float
    dimension: str


@dataclass(frozen=True, slots=True)
class RangeEnd:
    """That a number is one end of a range: what the other end is worth, and the range as written."""

    other: float
    is_upper: bool
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number.

    Attributes:
        text: As written, with its unit.
        start, end: Where it stands.
        readings: Every way to read it, the likeliest first; never empty, never negative.
        bare: As its digits say, without magnitude and unit: 75 of "75 tons".
        digits: How many significant digits are written, zeros at the end not counted.
        nouns: What it counts, in every way `units.counted` names it; empty if that is not known.
        is_strict: The bound leaves out the number itself: "more than", not "at least".
        is_approximate: "about", "nearly" and the like stand beside it.
        is_spelled: Written in letters.
        is_rounded_by_unit: Written with K, million and the like.
        is_negative: A minus stands before it.
        is_weak: It may carry another number but asks for none itself ("a single", "both", a guess at a lost exponent).
    """

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    bare: float
    digits: int
    nouns: frozenset[str] = frozenset()
    bound: Bound = Bound.NONE
    is_strict: bool = False
    is_approximate: bool = False
    is_spelled: bool = False
    is_rounded_by_unit: bool = False
    is_negative: bool = False
    is_weak: bool = False
    range_end: RangeEnd | None = None

    @property
    def value(self) -> float:
        return self.readings[0].value

    @property
    def dimension(self) -> str:
        return self.readings[0].dimension

    @property
    def has_unit(self) -> bool:
        """Whether its digits alone are not the whole of it."""
        return self.dimension != "" or self.is_rounded_by_unit

    @property
    def is_hedged(self) -> bool:
        """Whether it says of itself that it is not exact."""
        return self.is_approximate or self.bound is not Bound.NONE

    @property
    def is_loose(self) -> bool:
        """Whether it is not exact, and is no end of a range."""
        return self.is_hedged and self.range_end is None
