"""What a database's errors mean for the person who runs the bot. No sentence holds a password."""

import re
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from adapters.store.address import Address
from bot.errors import StoreUnavailable

_URL = "PAPERTHREAD_DATABASE_URL"

_OCCUPIED = "another program has tables in {name} that are called as paperthread's. Give paperthread one of its own"
_OTHER_FOLDER = "Set PAPERTHREAD_DATA_DIR to a folder that this user may write to"

_OF_SQLITE = {
    "SQLITE_NOTADB": "{name} is no SQLite database. Move it away to begin anew, or put a backup in its place",
    "SQLITE_CORRUPT": "{name} is damaged. Put a backup in its place, or move it away to begin anew",
    "SQLITE_CANTOPEN": "{name} cannot be opened. {folder}",
    "SQLITE_READONLY": "{name} cannot be written. {folder}",
    "SQLITE_PERM": "{name} cannot be written. {folder}",
    "SQLITE_FULL": "the disk that holds {name} is full. Make room there",
    "SQLITE_BUSY": "another program has kept {name} locked. Stop it, or wait until it is done",
    "SQLITE_LOCKED": "another program has kept {name} locked. Stop it, or wait until it is done",
    "SQLITE_IOERR": "the disk that holds {name} fails. Look at the system's log",
}
"""By the name of SQLite's result code, extended codes by their beginning."""

_OF_POSTGRESQL = (
    (r"28...", r"password|role .* does not exist|pg_hba\.conf|authentication",
     f"{{name}} does not let this user in: user or password are wrong, or not for here. Mend {_URL}"),
    (r"3D...", r"database .* does not exist",
     f"there is no such database as {{name}}. Create it, or mend {_URL}"),
    (r"42501", r"permission denied",
     "this user may not make and change tables in {name}. Give it that right, or another database"),
    (r"42P07", r"relation .* already exists", _OCCUPIED),
    (r"53100", r"No space left", "the disk of {name} is full. Make room there"),
    (r"53300", r"too many (clients|connections)|remaining connection slots",
     "{name} has no connection left. Raise its max_connections, or stop what holds them"),
    (r"57P03", r"is starting up|is shutting down|in recovery mode", "{name} is starting or stopping. Try again soon"),
    (r"25006", r"read-only transaction", f"{{name}} takes no changes. Mend {_URL} to name the primary server"),
)  # fmt: skip
"""(SQLSTATE, words where libpq gives none, what it means); the words are English, as most servers speak."""


def unavailable(error: SQLAlchemyError | OSError, address: Address) -> StoreUnavailable:
    """The error for the core."""
    return StoreUnavailable(_why(error, address))


def _why(error: SQLAlchemyError | OSError, address: Address) -> str:
    name = address.name
    if isinstance(error, NoConnectionFree):
        return f"{name} is too slow: no connection came free in time. Give it more room, or the bot less to do"
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _why_sqlite(cause, name)
    if isinstance(cause, psycopg.Error):
        return _why_postgresql(cause, address)
    if isinstance(cause, OSError):
        reason = cause.strerror or type(cause).__name__
        todo = _OTHER_FOLDER if address.is_sqlite else f"Mend {_URL}"
        return f"{name} cannot be reached ({reason}). {todo}"
    return f"{name} does not answer as it should ({type(cause).__name__})"


def _why_sqlite(error: sqlite3.Error, name: str) -> str:
    code = getattr(error, "sqlite_errorname", "")  # errors of the module itself have none
    for begin, why in _OF_SQLITE.items():
        if code.startswith(begin):
            return why.format(name=name, folder=_OTHER_FOLDER)
    if "already exists" in str(error):
        return _OCCUPIED.format(name=name)
    return f"{name} does not answer as it should ({code or error})"


def _why_postgresql(error: psycopg.Error, address: Address) -> str:
    told = str(error)
    for state, words, why in _OF_POSTGRESQL:
        if re.fullmatch(state, error.sqlstate) if error.sqlstate else re.search(words, told):
            return why.format(name=address.name)
    if error.sqlstate is None or error.sqlstate.startswith(("08", "57")):
        return f"{address.name} does not answer{_reason(told)}. Start it, or mend {_URL}"
    return f"{address.name} does not answer as it should (SQLSTATE {error.sqlstate})"


_REASONS = {
    "Connection refused": "it refuses connections",
    "timeout": "no answer came in time",
    "timed out": "no answer came in time",
    "No such file or directory": "no server listens there",
    "resolve host": "there is no host of that name",
    "translate host name": "there is no host of that name",
    "name resolution": "there is no host of that name",
    "Name or service not known": "there is no host of that name",
    "No route to host": "no way leads to that host",
    "SSL": "the encrypted connection failed",
    "certificate": "the encrypted connection failed",
}
"""What libpq says -> the same in our words. Its own are not shown: they repeat what was in the address."""


def _reason(told: str) -> str:
    return next((f" ({why})" for words, why in _REASONS.items() if words in told), "")
