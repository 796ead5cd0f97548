"""What people do is handed to the core: in order within a channel, and the channels beside each other."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from bot.errors import StoreError
from bot.tracebacks import wordless_traceback

Work = Callable[[], Coroutine[Any, Any, None]]

_log = logging.getLogger(__name__)


class Delivery:
    """The lines of one run; whoever makes it closes it."""

    def __init__(self, retries_s: Sequence[float]) -> None:
        """Begin without a line.

        Args:
            retries_s: Discord tells nothing twice: what could not be committed is tried again after so long.
        """
        self._retries_s = retries_s
        self._lines: dict[str, asyncio.Queue[tuple[Work, bool]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, channel: str, work: Work, *, is_repeated: bool = True) -> None:
        """Have something done behind what came before it in that channel.

        Args:
            is_repeated: Whether it is done again if it fails; an interaction cannot wait for that.
        """
        if channel not in self._lines:
            self._lines[channel] = asyncio.Queue()
            task = asyncio.create_task(self._work_off(channel, self._lines[channel]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._lines[channel].put_nowait((work, is_repeated))

    async def close(self) -> None:
        """Drop what was not done yet: it is looked up when the platform is listened to again."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work_off(self, channel: str, line: asyncio.Queue[tuple[Work, bool]]) -> None:
        while not line.empty():
            work, is_repeated = line.get_nowait()
            await self._do(work, is_repeated=is_repeated)
        del self._lines[channel]

    async def _do(self, work: Work, *, is_repeated: bool) -> None:
        failures = 0
        while True:
            try:
                await work()
            except Exception as error:  # noqa: BLE001  # a platform does not end because an event was not taken
                _log.error("an event of Discord was not taken\n%s", wordless_traceback(error))
                # A store that is away comes back; whatever else fails so often fails for ever.
                is_hopeless = failures >= len(self._retries_s) and not isinstance(error, StoreError)
                if not is_repeated or is_hopeless:
                    return
            else:
                return
            await asyncio.sleep(self._retries_s[min(failures, len(self._retries_s) - 1)])
            failures += 1
