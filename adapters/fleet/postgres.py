"""What processes on one PostgreSQL agree on: whose duty something is, whose turn it is, and who is inside."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from types import TracebackType
from typing import Any

from adapters.fleet.session import Hold, Session
from bot.errors import StoreUnavailable
from bot.ports import Room

_DUTY_LOOK_S = 2.0
_LOOK_S = 0.1

_log = logging.getLogger(__name__)


class PostgresFleet:
    """`bot.ports.Fleet` over one connection of this process."""

    def __init__(self, url: str) -> None:
        """Nothing is opened; `url` is a PostgreSQL address as the settings have it."""
        scheme, separator, rest = url.partition("://")
        self._session = Session(f"{scheme.partition('+')[0]}{separator}{rest}".strip())
        self._gates: dict[str, SharedGate] = {}

    async def open(self) -> None:
        await self._session.open()

    async def keep(self) -> None:
        await self._session.keep()

    async def alone(self, duty: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            hold = await self._until_held(duty)
            _log.info("duty=%s outcome=taken", duty)
            working = asyncio.create_task(work())
            losing = asyncio.create_task(hold.lost.wait())
            try:
                await asyncio.wait([working, losing], return_when=asyncio.FIRST_COMPLETED)
                if working.done():
                    return working.result()
                _log.warning("duty=%s outcome=lost", duty)
            finally:
                for task in (working, losing):
                    task.cancel()
                await asyncio.gather(working, losing, return_exceptions=True)
                await self._session.give_back(hold)

    def gate(self, name: str, *, min_interval_s: float) -> "SharedGate":
        return self._gates.setdefault(name, SharedGate(self._session, name, min_interval_s))

    def lock(self, name: str) -> AbstractAsyncContextManager[object]:
        return SharedLock(self._session, name)

    def room(self, name: str, *, most: int) -> Room:
        names = [f"{name} {number}" for number in range(1, most + 1)]

        @asynccontextmanager
        async def place() -> AsyncIterator[None]:
            hold = await _one_of(self._session, names)
            try:
                yield
            finally:
                await self._session.give_back(hold)

        return place

    async def close(self) -> None:
        await self._session.close()

    async def _until_held(self, duty: str) -> Hold:
        while True:
            with suppress(StoreUnavailable):  # while it is away, nobody holds anything
                if (hold := await self._session.take(f"duty {duty}")) is not None:
                    return hold
            await asyncio.sleep(_DUTY_LOOK_S)


class SharedLock:
    """A lock of all processes."""

    def __init__(self, session: Session, name: str) -> None:
        self._session = session
        self._name = f"lock {name}"
        self._turn = asyncio.Lock()  # of this process: the tasks of one process do not look past each other
        self._hold: Hold | None = None

    async def __aenter__(self) -> None:
        await self._turn.acquire()
        try:
            self._hold = await _one_of(self._session, [self._name])
        except BaseException:
            self._turn.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        hold, self._hold = self._hold, None
        try:
            if hold is not None:
                await self._session.give_back(hold)
        finally:
            self._turn.release()


class SharedGate:
    """`bot.ports.RequestGate` of all processes; times are those of the database, whatever the machines' clocks say.

    Within a process turns come in the order in which they are asked for; whose process is next is a matter of chance.
    """

    def __init__(self, session: Session, name: str, min_interval_s: float) -> None:
        self._session = session
        self._name = name
        self._min_interval_s = min_interval_s
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def turn(self, *, within_s: float) -> AsyncIterator[None]:
        until_s = time.monotonic() + within_s
        async with asyncio.timeout(within_s):
            await self._turn.acquire()
        try:
            hold = await self._opened(until_s)
            try:
                yield
            finally:
                with suppress(StoreUnavailable):
                    await self._put_off(self._min_interval_s)
                await self._session.give_back(hold)
        finally:
            self._turn.release()

    async def hold_off(self, seconds: float) -> None:
        await self._put_off(seconds)

    async def _opened(self, until_s: float) -> Hold:
        while True:
            wait_s = await self._wait_s()
            left_s = until_s - time.monotonic()
            if wait_s > max(left_s, 0):
                raise TimeoutError
            if wait_s > 0:
                await asyncio.sleep(wait_s)
                continue  # again: it may be put off during the wait
            if (hold := await self._session.take(f"gate {self._name}")) is not None:
                if await self._wait_s() <= 0:  # another had it between the look and the lock
                    return hold
                await self._session.give_back(hold)
            elif left_s <= 0:
                raise TimeoutError
            else:
                await asyncio.sleep(min(_some_time_s(), left_s))

    async def _wait_s(self) -> float:
        row = await self._session.ask(
            "SELECT extract(epoch FROM open_at - clock_timestamp())::float8 FROM paperthread_gates WHERE name = %s",
            [self._name],
        )
        return 0.0 if row is None else float(row[0])

    async def _put_off(self, seconds: float) -> None:
        await self._session.ask(
            "INSERT INTO paperthread_gates AS gate VALUES (%s, clock_timestamp() + make_interval(secs => %s))"
            " ON CONFLICT (name) DO UPDATE SET open_at = greatest(gate.open_at, excluded.open_at)",
            [self._name, seconds],
        )


async def _one_of(session: Session, names: list[str]) -> Hold:
    """Hold the first lock of these that is free, as soon as one is."""
    while True:
        for name in names:
            if (hold := await session.take(name)) is not None:
                return hold
        await asyncio.sleep(_some_time_s())


def _some_time_s() -> float:
    """Not the same for all who wait, so that none of them is always the later one."""
    return _LOOK_S * random.uniform(0.5, 1.5)  # noqa: S311  # nobody's secret depends on it
