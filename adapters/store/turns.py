"""Turns of those who write, one at a time."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_URGENT_IN_A_ROW = 8


class Turns:
    """In the order of their coming; but who is urgent goes before all who are not, for some turns in a row."""

    def __init__(self) -> None:
        self._is_taken = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()
        self._in_a_row = 0

    @asynccontextmanager
    async def taken(self, *, is_urgent: bool = False) -> AsyncIterator[None]:
        """The turn, for as long as the block lasts."""
        await self._come(self._urgent if is_urgent else self._others)
        try:
            yield
        finally:
            self._hand_on()

    async def _come(self, line: deque[asyncio.Future[None]]) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # the turn came in the same moment
                self._hand_on()
            raise

    def _hand_on(self) -> None:
        """Give the turn to who is next; it is never free while somebody waits."""
        lines = [self._urgent, self._others]
        if self._in_a_row >= _URGENT_IN_A_ROW:
            lines.reverse()
        for line in lines:
            while line:
                following = line.popleft()
                if not following.done():
                    self._in_a_row = self._in_a_row + 1 if line is self._urgent else 0
                    following.set_result(None)
                    return
        self._is_taken, self._in_a_row = False, 0
