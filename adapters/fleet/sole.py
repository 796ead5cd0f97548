"""A process that is the only one: SQLite lets no second one in."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from bot.ports import RequestGate, Room


class SoleProcess:
    """`bot.ports.Fleet` where there is nobody to agree with."""

    async def open(self) -> None:
        """There is nothing to open."""

    async def keep(self) -> None:
        await asyncio.Event().wait()

    async def alone(self, duty: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:  # noqa: ARG002  # all are its own
        await work()

    def gate(self, name: str, *, min_interval_s: float) -> RequestGate | None:  # noqa: ARG002  # whoever asks keeps the pace
        return None

    def lock(self, name: str) -> AbstractAsyncContextManager[object]:  # noqa: ARG002  # each user asks for one
        return asyncio.Lock()

    def room(self, name: str, *, most: int) -> Room:  # noqa: ARG002  # whoever asks counts what is its own
        return nullcontext

    async def close(self) -> None:
        """Nothing is open."""
