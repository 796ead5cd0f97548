"""One request at a time, and no sooner than arXiv allows: within this process."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


class IntervalGate:
    """Implements `bot.ports.RequestGate` for one process; turns come in the order in which they are asked for.

    arXiv asks for no more than one request every three seconds over all machines that one runs, and one connection at a
    time: https://info.arxiv.org/help/api/tou.html. The seconds run from the end of a request to the start of the next,
    so that the server sees them too, however slow the way to it is.
    """

    def __init__(
        self,
        min_interval_s: float,
        *,
        now_s: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._min_interval_s = min_interval_s
        self._now_s = now_s
        self._sleep = sleep
        self._turn = asyncio.Lock()
        self._open_at_s = now_s()

    @asynccontextmanager
    async def turn(self, *, within_s: float) -> AsyncIterator[None]:
        until_s = self._now_s() + within_s
        self._refuse_later_than(until_s)
        async with asyncio.timeout(within_s):
            await self._turn.acquire()
        try:
            while (wait_s := self._open_at_s - self._now_s()) > 0:  # again: it may be put off during the wait
                self._refuse_later_than(until_s)
                await self._sleep(wait_s)
            try:
                yield
            finally:
                self._put_off(self._min_interval_s)
        finally:
            self._turn.release()

    async def hold_off(self, seconds: float) -> None:
        self._put_off(seconds)

    def _put_off(self, seconds: float) -> None:
        self._open_at_s = max(self._open_at_s, self._now_s() + seconds)

    def _refuse_later_than(self, until_s: float) -> None:
        if self._open_at_s > until_s:
            raise TimeoutError
