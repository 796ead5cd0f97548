"""The life of the process: its parts are kept running until it is told to end, and then it ends in time."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bot.errors import PaperthreadError
from bot.tracebacks import wordless_traceback

RESTS_S = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
"""How long a part rests after each failure in a row; the last holds for all that follow."""

_SETTLED_S = 5.0  # after a failure, a part counts as up when it has run for so long
_HANDING_OVER = 0.7  # of the time for ending; the rest is for connections
_LATE = 70  # the exit status of a process that had to be cut off: EX_SOFTWARE of sysexits.h

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that runs as long as the process does, until it is cancelled.

    Attributes:
        name: For the log and the health page.
        run: Begins it; called again after a failure if `is_restarted`.
        is_restarted: Otherwise an end of it, good or bad, ends the process.
        fatal: Failures that end the process all the same: what no waiting mends.
    """

    name: str
    run: Callable[[], Coroutine[Any, Any, None]]
    is_restarted: bool = True
    fatal: tuple[type[Exception], ...] = ()


class Process:
    """Runs parts beside each other, from `run` to its end."""

    def __init__(self, parts: Sequence[Part], *, rests_s: Sequence[float] = RESTS_S) -> None:
        self._parts = parts
        self._rests_s = rests_s
        self._up_at_s: dict[str, float | None] = {}  # when a part counts as up; None while it rests

    def is_up(self) -> Mapping[str, bool]:
        """Of each part whether it runs, and has run for a while if it had failed."""
        now_s = time.monotonic()
        begun = {part.name: self._up_at_s.get(part.name) for part in self._parts}
        return {name: up_at_s is not None and up_at_s <= now_s for name, up_at_s in begun.items()}

    async def run(self, hand_over: Callable[[float], Coroutine[Any, Any, None]], *, within_s: float = 10.0) -> None:
        """Work until SIGTERM or SIGINT, or until a part ends that is not restarted.

        Args:
            hand_over: Awaited at the end while all parts still run, with the seconds that it may take: what is under
                way is finished or left to the next start. A second signal cuts it short.
            within_s: How long the whole end may take from the signal on. A process that is not gone by then is cut off,
                also where threads hold it, by a thread of its own: nothing of the caller is run any more.

        Raises:
            Exception: What a part failed with that is not restarted, once all have ended.
        """
        told = asyncio.Event()
        hurry = asyncio.Event()
        with _signals(told, hurry, within_s):
            waiting = asyncio.create_task(told.wait())
            tasks = [asyncio.create_task(self._keep(part), name=part.name) for part in self._parts]
            try:
                await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
                _log.info("process outcome=%s", "told to end" if told.is_set() else "a part ended")
                await _within(within_s * _HANDING_OVER, hand_over(within_s * _HANDING_OVER), hurry)
            finally:
                failed = [error for task in tasks if task.done() and (error := _failure(task))]
                for task in (waiting, *tasks):
                    task.cancel()
                await asyncio.wait([waiting, *tasks], timeout=within_s * (1 - _HANDING_OVER) / 2)
        for error in failed:
            raise error

    async def _keep(self, part: Part) -> None:
        failures = 0
        while True:
            began_s = time.monotonic()
            self._up_at_s[part.name] = began_s + (_SETTLED_S if failures else 0)
            try:
                await part.run()
            except Exception as error:
                self._up_at_s[part.name] = None
                _log_failure(part, error)
                if not part.is_restarted or isinstance(error, part.fatal):
                    raise
            self._up_at_s[part.name] = None
            if not part.is_restarted:
                return
            failures = 1 if time.monotonic() - began_s > self._rests_s[-1] else failures + 1
            rest_s = self._rests_s[min(failures, len(self._rests_s)) - 1]
            _log.warning("part=%s outcome=ended rests_s=%g", part.name, rest_s)
            await asyncio.sleep(rest_s)


@contextmanager
def _signals(told: asyncio.Event, hurry: asyncio.Event, within_s: float) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def tell() -> None:
        if told.is_set():
            hurry.set()
            return
        told.set()
        watchdog = threading.Timer(within_s, _cut_off)
        watchdog.daemon = True
        watchdog.start()

    with suppress(NotImplementedError):  # Windows: Ctrl+C comes as KeyboardInterrupt there
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, tell)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)


async def _within(seconds: float, work: Coroutine[Any, Any, None], hurry: asyncio.Event) -> None:
    """Await `work` for so long at most, or until there is a hurry. A failure of it is logged: the end comes."""
    working, hurrying = asyncio.create_task(work), asyncio.create_task(hurry.wait())
    await asyncio.wait([working, hurrying], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, hurrying):
        task.cancel()
    await asyncio.wait([working, hurrying], timeout=1.0)
    if working.done() and (error := _failure(working)):
        _log.error("handing over failed\n%s", wordless_traceback(error))


def _failure(task: asyncio.Task[None]) -> BaseException | None:
    return None if task.cancelled() else task.exception()


def _log_failure(part: Part, error: Exception) -> None:
    if isinstance(error, PaperthreadError):
        _log.warning("part=%s outcome=failed why=%s", part.name, error)
    else:
        _log.error("part=%s outcome=failed\n%s", part.name, wordless_traceback(error))


def _cut_off() -> None:
    _log.error("process outcome=cut off")
    logging.shutdown()
    os._exit(_LATE)
