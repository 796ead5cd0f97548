"""The processes that share one database, as one of them sees the others."""

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from bot.ports.papers import RequestGate

Room = Callable[[], AbstractAsyncContextManager[object]]
"""Gives a place among a number that all share, held for the length of the block."""


class Fleet(Protocol):
    """What the processes of one database do only one at a time, or only so many at once.

    What a process holds is free for the others as soon as that process, or its connection, is gone. Each method may
    raise `StoreUnavailable`.
    """

    async def open(self) -> None: ...

    async def keep(self) -> None:
        """Look after what is held, until cancelled: whoever holds anything has to have this running."""
        ...

    async def alone(self, duty: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something while no other process does it: stand by until it is this one's turn, and then do it.

        Where this process loses the duty in the middle of it, `work` is cancelled, and begun again when the duty is its
        own once more. It comes back when `work` does, or raises what that raised; the duty is free then.
        """
        ...

    def gate(self, name: str, *, min_interval_s: float) -> RequestGate | None:
        """The gate of that name, which all processes go through; None where there can be no other process."""
        ...

    def lock(self, name: str) -> AbstractAsyncContextManager[object]:
        """A lock that may be entered again and again, by several tasks: one of all processes is inside at a time."""
        ...

    def room(self, name: str, *, most: int) -> Room:
        """Places of that name; so many in all processes together. Where there can be no other, they are not counted."""
        ...

    async def close(self) -> None: ...
