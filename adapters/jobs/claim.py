"""The jobs' database, claimed by this process alone: two that run the same jobs would do their steps twice.

What a process has begun is found again by its executor id (DBOS looks for rows with that id when it starts), so the
id must be the same after a restart, and two living processes must never have the same one.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreInUse, StoreUnavailable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SCHEMA = "dbos"
"""Where DBOS's tables are in PostgreSQL; in SQLite they have a file of their own."""

_DATABASE = "jobs.db"
_LOCK = "jobs.lock"
LOCKS = 0x70617065  # our own number range among PostgreSQL's advisory locks, which all programs of a database share
_MOST_PROCESSES = 1000
_PREFIX = "postgresql-"
_SILENCE = "6s"
"""PostgreSQL lets go of the lock of a process that is silent for so long: its machine is gone, or it hangs."""
_DEAF_MS = 10_000  # as long as that a server may take to say that it has heard
# DBOS writes times by SQLite's unixepoch('subsec') from this Python on (its _migration.py, get_sqlite_timestamp_expr);
# an older SQLite makes NULL of it.
_PYTHON_WITH_SUBSECONDS, _SQLITE_WITH_SUBSECONDS = (3, 12), (3, 42)
_OLDEST = 14_00_00  # the first that closes sessions which are idle

_Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """A database that is ours until `release`, or until the process dies, however it dies.

    Attributes:
        url: For SQLAlchemy, with a driver that blocks.
        executor_id: What DBOS writes beside the work that this process has begun.
        shared: How to look after what other processes have begun; None where there can be no other.
    """

    url: str
    executor_id: str
    release: Callable[[], None]
    shared: "SharedClaim | None" = None


class SharedClaim:
    """One executor id of many, held by a lock that lasts as long as a connection. Its methods block."""

    def __init__(self, address: str) -> None:
        """Take the first id that no other process holds.

        Raises:
            StoreUnavailable: PostgreSQL does not answer, or refuses.
        """
        self._address = address
        self._connection = self._connect()
        free = (number for number in range(1, _MOST_PROCESSES) if _has_locked(self._connection, number))
        try:
            self._number = next(free, 0)
        except psycopg.Error as error:
            self._connection.close()
            raise StoreUnavailable(_reason(error)) from error
        if not self._number:
            self._connection.close()
            raise StoreUnavailable(f"{_MOST_PROCESSES} processes work on it already")

    @property
    def executor_id(self) -> str:
        return f"{_PREFIX}{self._number}"

    def close(self) -> None:
        self._connection.close()

    def keep(self) -> None:
        """See that the id is still ours; after a loss of the connection it is taken again.

        Raises:
            StoreUnavailable: PostgreSQL does not answer.
            ClaimLost: Another process has taken the id meanwhile.
        """
        with suppress(psycopg.Error):
            self._connection.execute(f"SET idle_session_timeout = '{_SILENCE}'".encode())  # from the first look on
            return
        self._connection.close()
        self._connection = self._connect()
        is_ours = False
        try:
            is_ours = _has_locked(self._connection, self._number)
        finally:
            if not is_ours:
                self._connection.close()  # the next look begins here again
        if not is_ours:
            raise ClaimLost

    @contextmanager
    def in_place_of(self, executor_id: str) -> Iterator[bool]:
        """Whether the process of that id is gone; nobody else takes the id as long as the block lasts."""
        number, connection = executor_id.removeprefix(_PREFIX), self._connection
        is_gone = number.isdecimal() and int(number) != self._number and _has_locked(connection, int(number))
        try:
            yield is_gone
        finally:
            if is_gone:
                connection.execute("SELECT pg_advisory_unlock(%s, %s)", (LOCKS, int(number)))

    def _connect(self) -> _Connection:
        try:
            connection = psycopg.connect(self._address, autocommit=True, connect_timeout=10, tcp_user_timeout=_DEAF_MS)
        except psycopg.Error as error:
            raise StoreUnavailable(_reason(error)) from error
        if connection.info.server_version < _OLDEST:
            connection.close()
            raise StoreUnavailable("PostgreSQL 14 or later is needed")
        return connection


def _has_locked(connection: _Connection, number: int) -> bool:
    row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCKS, number)).fetchone()
    return row is not None and row[0] is True


class ClaimLost(StoreUnavailable):
    """Another process goes on with what this one had begun."""

    def __init__(self) -> None:
        super().__init__("the connection was lost for so long that another process took over; start this one again")


def claim_folder(folder: Path) -> Claim:
    """Claim a data folder, and make its file of jobs ready.

    Raises:
        StoreInUse: Another process works on this folder.
        StoreUnavailable: The folder cannot be written, or Python's SQLite is too old for DBOS.
    """
    if problem := sqlite_problem(sys.version_info[:2], sqlite3.sqlite_version_info):
        raise StoreUnavailable(problem)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("ab")
    except OSError as error:
        raise StoreUnavailable(_reason(error)) from error
    try:
        _lock(lock, folder)
        # DBOS leaves the journal as it finds it. With a write-ahead log a step costs half as much, and readers do not
        # wait for a writer.
        with closing(sqlite3.connect(folder / _DATABASE)) as database:
            database.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        lock.close()
        raise StoreUnavailable(str(error)) from error
    except BaseException:
        lock.close()
        raise
    # There is one process at a time, so one name will do; it holds when the folder is moved or restored elsewhere.
    return Claim(f"sqlite:///{folder / _DATABASE}", "sqlite", lock.close)


def sqlite_problem(python: tuple[int, ...], sqlite: tuple[int, ...]) -> str | None:
    """Why jobs cannot be kept by this Python's SQLite, as the end of a sentence; None if they can."""
    if python < _PYTHON_WITH_SUBSECONDS or sqlite >= _SQLITE_WITH_SUBSECONDS:
        return None
    return (
        f"this is Python {'.'.join(map(str, python))} with SQLite {'.'.join(map(str, sqlite))}, and from Python 3.12 on"
        " jobs take SQLite 3.42 or newer; use Python 3.11, or PostgreSQL by PAPERTHREAD_DATABASE_URL"
    )


def claim_postgres(url: str) -> Claim:
    """Claim an executor id in a database that other processes may work on as well.

    Raises:
        StoreUnavailable: PostgreSQL does not answer, or refuses.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError; both quote the password
        raise StoreUnavailable("PAPERTHREAD_DATABASE_URL is no PostgreSQL address") from None
    shared = SharedClaim(address.set(drivername="postgresql").render_as_string(hide_password=False))
    driven = address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    return Claim(driven, shared.executor_id, shared.close, shared)


def _lock(lock: BinaryIO, folder: Path) -> None:
    """Take the file's lock. The system lets go of it when the file is closed, and closes files of a killed process."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise StoreInUse(str(folder)) from error
    except OSError as error:
        raise StoreUnavailable(f"{folder} cannot be locked, {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    with suppress(IndexError):
        return str(error).splitlines()[0]
    return type(error).__name__
