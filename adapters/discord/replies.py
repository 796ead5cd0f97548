"""Words to one person that everybody sees: they go again after a minute."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from adapters.discord.names import PLATFORM
from bot.errors import ChatError
from bot.model.chat import MessageRef, Place

_LIFE_S = 60.0
_SWEEP_EVERY_S = 5.0

_log = logging.getLogger(__name__)


class Replies:
    """The short replies that stand, and when each of them goes.

    Args:
        remove: Takes a message away.
    """

    def __init__(self, remove: Callable[[MessageRef], Coroutine[Any, Any, None]]) -> None:
        self._remove = remove
        self._standing: dict[MessageRef, float] = {}  # until when, on the monotonic clock

    def note(self, channel: str, message: str) -> None:
        """Take that one away in a minute."""
        self._standing.setdefault(MessageRef(Place(PLATFORM, "", channel), message), time.monotonic() + _LIFE_S)

    async def sweep(self) -> None:
        """Take replies away in time until cancelled."""
        while True:
            await asyncio.sleep(_SWEEP_EVERY_S)
            await self.take_away(time.monotonic())

    async def take_away(self, now_s: float) -> None:
        """Remove the replies whose time is over at that moment of the monotonic clock."""
        over = [reply for reply, until_s in self._standing.items() if until_s <= now_s]
        for reply in over:
            del self._standing[reply]
            try:
                await self._remove(reply)
            except ChatError as error:
                _log.warning("a short reply stays: %s", error)
