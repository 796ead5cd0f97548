"""One connection to PostgreSQL, and the advisory locks that this process holds by it.

The server lets go of them when the connection ends, however that comes: a process that is killed has it closed by its
system, and one whose machine is gone, or that hangs, is silent for `_SILENCE` and is then cut off by the server.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, TypeVar

import psycopg
from psycopg import AsyncConnection

from bot.errors import StoreUnavailable

KEEP_EVERY_S = 1.0
"""How often the server hears of a process that holds anything."""

_SILENCE = "6s"  # longer than any stall that is worth living through, and short enough for others to go on in time
_ANSWER_S = 4.0
_LOCKS = 0x70617066  # our own number range among PostgreSQL's advisory locks, which all programs of a database share
_TABLES = (
    "CREATE UNLOGGED TABLE IF NOT EXISTS paperthread_gates (name text PRIMARY KEY, open_at timestamptz NOT NULL)",
    "DELETE FROM paperthread_gates WHERE open_at < clock_timestamp() - interval '1 day'",  # a gate of long ago is open
)

Row = tuple[Any, ...]
_T = TypeVar("_T")

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Line:
    """A connection; `locked` is what the server knows to be ours, `used` what somebody here holds of it."""

    connection: AsyncConnection[Row]
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    locked: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Hold:
    """A lock that is held until it is given back, or until `lost` is set: then others may have it."""

    key: int
    line: _Line

    @property
    def lost(self) -> asyncio.Event:
        return self.line.lost


class Session:
    """Asks PostgreSQL, one question after the other; after a loss the next one connects anew."""

    def __init__(self, address: str) -> None:
        """`address` is libpq's: postgresql://user:password@host/database."""
        self._address = address
        self._turn = asyncio.Lock()
        self._line: _Line | None = None
        self._asking: set[asyncio.Task[Any]] = set()

    async def open(self) -> None:
        """Connect, and make what gates are kept in.

        Raises:
            StoreUnavailable: PostgreSQL does not answer, or refuses.
        """
        async with self._turn:
            line = await self._connected()
            # Two that make a table in the same moment: IF NOT EXISTS does not tell them apart.
            await self._ask(line, "SELECT pg_advisory_lock(%s, 0)", [_LOCKS])
            try:
                for statement in _TABLES:
                    await self._ask(line, statement)
            finally:
                await self._ask(line, "SELECT pg_advisory_unlock(%s, 0)", [_LOCKS])

    async def keep(self) -> None:
        """Be heard of by the server as long as it runs, and notice when the connection is lost."""
        while True:
            with suppress(StoreUnavailable):
                await self.ask(f"SET idle_session_timeout = '{_SILENCE}'")
                await self._let_go()
            await asyncio.sleep(KEEP_EVERY_S)

    async def ask(self, statement: str, given: Sequence[object] = ()) -> Row | None:
        """The first row of an answer.

        Raises:
            StoreUnavailable: PostgreSQL does not answer, or refuses.
        """

        async def asked() -> Row | None:
            async with self._turn:
                return await self._ask(await self._connected(), statement, given)

        return await asyncio.shield(self._begun(asked()))

    async def take(self, name: str) -> Hold | None:
        """Hold the lock of a name; None if somebody holds it, here or elsewhere.

        Raises:
            StoreUnavailable: PostgreSQL does not answer, or refuses.
        """
        key = _key(name)

        async def taken() -> Hold | None:
            async with self._turn:
                line = await self._connected()
                if key not in line.locked:
                    row = await self._ask(line, "SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, key])
                    if row != (True,):
                        return None
                    line.locked.add(key)
                if key in line.used:
                    return None
                line.used.add(key)
                return Hold(key, line)

        taking = self._begun(taken())
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            taking.add_done_callback(_drop)  # whoever wanted it is gone
            raise

    async def give_back(self, hold: Hold) -> None:
        """Let others have it; where the connection is lost they may already."""
        hold.line.used.discard(hold.key)
        with suppress(StoreUnavailable):
            await asyncio.shield(self._begun(self._let_go()))

    async def close(self) -> None:
        if self._asking:
            await asyncio.wait(self._asking)
        async with self._turn:
            if self._line is not None:
                await self._lose(self._line)

    # ---- Inside ----

    async def _let_go(self) -> None:
        """Unlock what nobody here holds: also what was asked for by a task that was cancelled meanwhile."""
        async with self._turn:
            line = self._line
            for key in () if line is None or line.lost.is_set() else line.locked - line.used:
                assert line is not None  # noqa: S101  # there are no keys without it
                await self._ask(line, "SELECT pg_advisory_unlock(%s, %s)", [_LOCKS, key])
                line.locked.discard(key)

    def _begun(self, asking: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]":
        """A question that is asked to its end, also where who asks is cancelled: the connection is of all."""
        task = asyncio.create_task(asking)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
        return task

    async def _connected(self) -> _Line:
        if self._line is None or self._line.lost.is_set():
            try:
                async with asyncio.timeout(_ANSWER_S):
                    connection = await AsyncConnection.connect(self._address, autocommit=True)
                    self._line = _Line(connection)
            except (psycopg.Error, OSError, TimeoutError) as error:
                raise _unavailable(error) from error
        return self._line

    async def _ask(self, line: _Line, statement: str, given: Sequence[object] = ()) -> Row | None:
        try:
            async with asyncio.timeout(_ANSWER_S):
                cursor = await line.connection.execute(statement.encode(), given or None)
                return await cursor.fetchone() if cursor.description else None
        except (psycopg.Error, OSError, TimeoutError) as error:
            await self._lose(line)
            _log.warning("fleet outcome=connection lost kind=%s", type(error).__name__)
            raise _unavailable(error) from error

    async def _lose(self, line: _Line) -> None:
        line.lost.set()
        with suppress(psycopg.Error, OSError):
            await line.connection.close()


def _drop(taking: "asyncio.Task[Hold | None]") -> None:
    if not taking.cancelled() and taking.exception() is None and (hold := taking.result()) is not None:
        hold.line.used.discard(hold.key)  # unlocked with the next word to the server


def _key(name: str) -> int:
    """A number for a name, of the 32 bits that PostgreSQL has for it; two of a thousand names rarely share one."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big", signed=True)


def _unavailable(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(f"PostgreSQL does not answer ({type(error).__name__})")
