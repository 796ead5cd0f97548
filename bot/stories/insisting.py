"""Calls of a platform that may be made twice: repeated until it answers, or for a quarter of a minute."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.errors import ChatUnavailable
from bot.stories.lab import Lab

TRIES = 6
_FIRST_PAUSE_S = 0.5

_Done = TypeVar("_Done")


def pause_s(tries: int) -> float:
    """How long to wait before a call is made again that failed so often."""
    return _FIRST_PAUSE_S * 2.0 ** (tries - 1)


async def insist(lab: Lab, call: Callable[[], Awaitable[_Done]]) -> _Done:
    """The answer to a call that does no harm if it is made twice.

    Raises:
        ChatUnavailable: The platform gives none.
    """
    for tries in range(1, TRIES):
        try:
            return await call()
        except ChatUnavailable:
            await lab.pause(pause_s(tries))
    return await call()
