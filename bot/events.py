"""What happens on the way to a draft, for whoever shows progress."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


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


Progress = Callable[[StepStarted], None]
"""Called as steps begin; it must not raise or wait."""
