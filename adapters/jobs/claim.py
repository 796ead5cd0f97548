"""The jobs' database, claimed by this process alone: two that run the same jobs would do their steps twice.

What a process has begun is found again by its executor id (DBOS looks for rows with that id when it starts), so the
id must be the same after a restart, and two living processes must never have the same one.
"""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psycopg
from sqlalchemy import make_url

from bot.errors import StoreInUse, StoreUnavailable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SCHEMA = "dbos"
"""Where DBOS's tables are in PostgreSQL; in SQLite they have a file of their own."""

_DATABASE = "jobs.db"
_LOCK = "jobs.lock"
_LOCKS = 0x70617065  # our own number range among PostgreSQL's advisory locks, which all programs of a database share
_MOST_PROCESSES = 1000


@dataclass(frozen=True, slots=True)
class Claim:
    """A database that is ours until `release`, or until the process dies, however it dies.

    Attributes:
        url: For SQLAlchemy, with a driver that blocks.
        executor_id: What DBOS writes beside the work that this process has begun.
    """

    url: str
    executor_id: str
    release: Callable[[], None]


def claim_folder(folder: Path) -> Claim:
    """Claim a data folder, and make its file of jobs ready.

    Raises:
        StoreInUse: Another process works on this folder.
        StoreUnavailable: The folder cannot be written.
    """
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


def claim_postgres(url: str) -> Claim:
    """Claim the first executor id that no other process holds, by a lock that lasts as long as the connection.

    Raises:
        StoreUnavailable: PostgreSQL does not answer, or refuses.
    """
    address = make_url(url)
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        # Keepalives: a lock whose holder's machine has gone is free within a minute.
        connection = psycopg.connect(
            plain, autocommit=True, connect_timeout=10, keepalives_idle=20, keepalives_interval=10, keepalives_count=3
        )
    except psycopg.Error as error:
        raise StoreUnavailable(_reason(error)) from error
    for number in range(1, _MOST_PROCESSES):
        row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (_LOCKS, number)).fetchone()
        if row is not None and row[0]:
            driven = address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
            return Claim(driven, f"postgresql-{number}", connection.close)
    connection.close()
    raise StoreUnavailable(f"{_MOST_PROCESSES} processes work on it already")


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
