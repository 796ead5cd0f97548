"""The database behind the store: connections, transactions, and the one place where its errors are translated."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from adapters.store.address import Address
from adapters.store.faults import unavailable
from adapters.store.turns import Turns
from bot.errors import StoreError

Clock = Callable[[], datetime]
"""The time now, with its zone."""

_CONNECTIONS = 8  # a process; PostgreSQL gives 100 to all, and jobs need some too
_PATIENCE_S = 30.0  # for a free connection, and for another process that writes the same SQLite file
_CONNECT_TIMEOUT_S = 10

_SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout = {_PATIENCE_S * 1000:.0f}",
    # In WAL mode a commit stands in the log before it returns. NORMAL does not wait until the disk has it: a process
    # that is killed loses nothing, since the system has it; a machine that loses power may lose the last commits, and
    # what is there is whole.
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what was forgotten is overwritten, not left in free pages
)

_KEEPALIVE = {  # a server that is gone without a word is noticed in about half a minute
    "connect_timeout": _CONNECT_TIMEOUT_S,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
}

_BEGIN = "paperthread_begin"
"""The execution option that says how a transaction begins in SQLite; "" is none."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class Writing:
    """A transaction that writes; it is committed when its block ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._dialect = sqlite if connection.dialect.name == "sqlite" else postgresql

    async def execute(self, statement: Executable) -> CursorResult[Any]:
        result = await self.connection.execute(statement)
        assert isinstance(result, CursorResult)  # noqa: S101  # all that is not streamed is one
        return result

    async def insert_once(self, table: Table, **values: object) -> bool:
        """Insert a row; False, and nothing is changed, if one is there that it would collide with."""
        statement = self._dialect.insert(table).values(**values).on_conflict_do_nothing().inline()
        # Of an insert the number of rows is not kept unless it is asked for.
        return (await self.execute(statement.execution_options(preserve_rowcount=True))).rowcount == 1

    async def put(self, table: Table, **values: object) -> None:
        """Insert a row, or give the row of that primary key these values."""
        keys = [column.name for column in table.primary_key]
        statement = self._dialect.insert(table).values(**values)
        others = {name: statement.excluded[name] for name in values if name not in keys}
        await self.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


class Database:
    """Connections to one database."""

    def __init__(self, address: Address, clock: Clock) -> None:
        self.address = address
        self.now = clock
        engine = _engine(address)
        self._engine = engine
        self._writing = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        # A draft is read in several statements, which shall all see the same state; SQLite does that by itself.
        self._reading = engine if address.is_sqlite else engine.execution_options(isolation_level="REPEATABLE READ")
        self._turns = Turns() if address.is_sqlite else None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads.

        Raises:
            StoreUnavailable: The database does not answer, or refuses.
        """
        with self._translated():
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self, *, is_urgent: bool = False) -> AsyncIterator[Writing]:
        """A transaction that writes. In SQLite the tasks of a process take turns, so that none waits for a lock.

        Args:
            is_urgent: A platform waits for it to acknowledge something: it goes before those of which that is not so.

        Raises:
            StoreUnavailable: The database does not answer, or refuses; nothing was changed, or, where the connection
                broke at the very end, all of it was.
            StoreError: It belongs to a draft or tweet that is not there.
        """
        with self._translated():
            async with self._turn(is_urgent=is_urgent), self._writing.begin() as connection:
                yield Writing(connection)

    async def wipe_log(self) -> None:
        """Have SQLite write its log into the file and empty it, so that nothing deleted is left in it.

        Where a reader is at work it stays until the next time.
        """
        if self.address.is_sqlite:
            outside = self._engine.execution_options(**{_BEGIN: ""})
            with self._translated():
                async with self._turn(), outside.connect() as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        await self._engine.dispose()

    def _turn(self, *, is_urgent: bool = False) -> AbstractAsyncContextManager[None]:
        return nullcontext() if self._turns is None else self._turns.taken(is_urgent=is_urgent)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise StoreError("Something should be kept of a draft or tweet that is not there.") from error
        except (SQLAlchemyError, OSError) as error:
            raise unavailable(error, self.address) from error


def _engine(address: Address) -> AsyncEngine:
    options = {
        "poolclass": AsyncAdaptedQueuePool,
        "pool_size": _CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": _PATIENCE_S,
        "hide_parameters": True,  # they are words of people and papers, and would stand in tracebacks
    }
    if not address.is_sqlite:
        keepalive = {name: value for name, value in _KEEPALIVE.items() if name not in address.url.query}
        return create_async_engine(address.url, connect_args=keepalive, pool_pre_ping=True, **options)
    # Python's own way to begin transactions knows no BEGIN IMMEDIATE.
    engine = create_async_engine(address.url, connect_args={"isolation_level": None}, **options)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for setting in _SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # With a plain BEGIN a transaction that reads first, and then wants to write, is refused if another wrote between.
    begin = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)
