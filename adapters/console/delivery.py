"""What people do is handed to the bot: in order within a channel, and the channels beside each other."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from adapters.console import telling
from adapters.console.entries import Entry, Heard, Taken
from adapters.console.journal import Journal
from bot.chat_events import ChatEvent, Commanded, FormSent, HomeOpened, OnEvent

_log = logging.getLogger(__name__)


class Delivery:
    """One `run` of the adapter."""

    def __init__(self, journal: Journal, on_event: OnEvent, on_refused: Callable[[], None]) -> None:
        self._journal = journal
        self._on_event = on_event
        self._on_refused = on_refused
        self._loop = asyncio.get_running_loop()
        self._lines: dict[str, asyncio.Queue[tuple[int, ChatEvent]]] = {}
        self._group: asyncio.TaskGroup | None = None
        self._under_way = 0
        self._is_settled = asyncio.Event()
        self._is_settled.set()

    async def begin(self, group: asyncio.TaskGroup) -> None:
        """Hand over in tasks of `group` what comes from now on, and first what was heard before and never committed."""
        self._group = group
        await _whatever_comes(asyncio.to_thread(self._listen))

    def end(self) -> None:
        """Hand over nothing more."""
        self._group = None
        with suppress(ValueError):  # it had not begun
            self._journal.watchers.remove(self._watch)

    async def settled(self) -> None:
        """Wait until all that was told is committed, or was refused."""
        await self._is_settled.wait()

    def _listen(self) -> None:
        with self._journal.writing() as pen:  # what others wrote until now was missed
            for heard in pen.conversation.not_taken.values():
                self._watch(heard)
            self._journal.watchers.append(self._watch)

    def _watch(self, entry: Entry) -> None:
        """Called on any thread, while the journal is locked."""
        event = telling.event_of(entry, self._journal.conversation.messages) if isinstance(entry, Heard) else None
        if event is not None:
            with suppress(RuntimeError):  # the loop has ended: the next run tells it
                self._loop.call_soon_threadsafe(self._enqueue, entry.n, event)

    def _enqueue(self, n: int, event: ChatEvent) -> None:
        channel = (event.place if isinstance(event, Commanded | FormSent | HomeOpened) else event.message.place).channel
        if self._group is None:
            return
        if channel not in self._lines:
            self._lines[channel] = asyncio.Queue()
            self._group.create_task(self._hand_over(self._lines[channel]))
        self._under_way += 1
        self._is_settled.clear()
        self._lines[channel].put_nowait((n, event))

    async def _hand_over(self, line: asyncio.Queue[tuple[int, ChatEvent]]) -> None:
        while True:
            n, event = await line.get()
            try:
                await self._on_event(event)
            except Exception:  # noqa: BLE001  # a platform does not end because an event was not taken
                # It is told again at the next start.
                _log.exception("event %d of the console was not taken", n)
                self._on_refused()
            else:
                await _whatever_comes(asyncio.to_thread(self._acknowledge, n))
            self._under_way -= 1
            if not self._under_way:
                self._is_settled.set()

    def _acknowledge(self, n: int) -> None:
        try:
            with self._journal.writing() as pen:
                pen.put(Taken(n=pen.n, at=pen.at, of=n))
        except OSError as error:  # it is told again at the next start, and has one effect all the same
            _log.warning("that event %d was taken could not be written down (%s)", n, error.strerror)


async def _whatever_comes(work: Coroutine[Any, Any, None]) -> None:
    """Finish something short, and only then be cancelled."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
