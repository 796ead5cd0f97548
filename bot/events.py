"""What happens on the way to a draft, for whoever shows progress."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.model import Tweet


class Step(StrEnum):
    """The steps of a draft, in order; also the keys of `Draft.seconds`."""

    FETCH = "fetch"
    READ = "read"
    WRITE = "write"
    CHECK = "check"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step of the draft of paper `name` began; `detail` is a clause such as "24 pages", or ""."""

    name: str
    step: Step
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TweetChecked:
    """A tweet of the draft of paper `name` is written and checked, or is no longer as it was told before.

    Attributes:
        total: How many tweets the draft has, as far as it is known yet.
    """

    name: str
    tweet: Tweet
    total: int


Event = StepStarted | TweetChecked
Progress = Callable[[Event], None]
"""Called as things happen; it must not raise or wait."""
