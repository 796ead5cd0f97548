"""What a database's errors mean: a sentence that says what to do and holds no password."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import InvalidRequestError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from adapters.store.address import address_of
from adapters.store.faults import unavailable
from bot.errors import StoreUnavailable

SERVER = address_of(Path(), "postgresql://ada:hunter2@db.example.org:5433/lab")
FILE = address_of(Path("/data"), None)
AT = "db.example.org:5433/lab"
TO = 'connection to server at "192.0.2.7", port 5433 failed: '


class TooManyConnections(psycopg.OperationalError):
    sqlstate = "53300"


class Unheard(psycopg.OperationalError):
    sqlstate = "XX001"


class Ended(psycopg.OperationalError):
    sqlstate = "57P01"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        pytest.param(
            TO + "Connection refused", f"{AT} does not answer (it refuses connections). Start it, or", id="down"
        ),
        pytest.param("connection timeout expired", f"{AT} does not answer (no answer came in time)", id="silent"),
        pytest.param(
            "failed to resolve host 'db.example.org': [Errno -2] Name or service not known",
            "there is no host of that name",
            id="no such host",
        ),
        pytest.param(
            TO + 'FATAL:  password authentication failed for user "ada"',
            "are wrong, or not for here. Mend PAPERTHREAD_DATABASE_URL.",
            id="password",
        ),
        pytest.param(TO + 'FATAL:  role "ada" does not exist', "does not let this user in", id="user"),
        pytest.param(TO + 'FATAL:  no pg_hba.conf entry for host "1.2.3.4"', "or not for here", id="from elsewhere"),
        pytest.param(TO + "fe_sendauth: no password supplied", "user or password", id="no password"),
        pytest.param(TO + 'FATAL:  database "lab" does not exist', f"no such database as {AT}. Create", id="database"),
        pytest.param(TO + "FATAL:  sorry, too many clients already", "Raise its max_connections", id="full"),
        pytest.param(TO + "FATAL:  the database system is starting up", "starting or stopping", id="starting"),
        pytest.param("server does not support SSL, but SSL was required", "encrypted connection failed", id="SSL"),
        pytest.param("something new", f"{AT} does not answer. Start it, or mend PAPERTHREAD_DATABASE_URL", id="other"),
    ],
)
def test_a_server_that_does_not_answer_is_told_with_what_to_do(told: str, why: str) -> None:
    error = unavailable(OperationalError(None, None, psycopg.OperationalError(f"{told} hunter2")), SERVER)

    assert why in str(error)
    assert "hunter2" not in str(error)
    assert "ada" not in str(error)
    assert str(error).startswith("The database cannot be used: ")
    assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        pytest.param(TooManyConnections("x"), "Raise its max_connections", id="by its code"),
        pytest.param(Unheard("password authentication failed"), "(SQLSTATE XX001)", id="a code goes before words"),
        pytest.param(Ended("terminating connection"), "does not answer. Start it", id="ended by its keeper"),
        pytest.param(OSError(errno.ENETUNREACH, "Network is unreachable"), "Network is unreachable", id="system"),
    ],
)
def test_codes_are_understood(cause: Exception, why: str) -> None:
    error = cause if isinstance(cause, OSError) else OperationalError(None, None, cause)

    assert why in unavailable(error, SERVER).why


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("SQLITE_NOTADB", "/data/paperthread.db is no SQLite database. Move it away", id="no database"),
        pytest.param("SQLITE_CORRUPT_VTAB", "is damaged. Put a backup in its place", id="damaged"),
        pytest.param("SQLITE_CANTOPEN", "cannot be opened. Set PAPERTHREAD_DATA_DIR", id="not opened"),
        pytest.param("SQLITE_READONLY_DIRECTORY", "cannot be written. Set PAPERTHREAD_DATA_DIR", id="read only"),
        pytest.param("SQLITE_FULL", "the disk that holds /data/paperthread.db is full. Make room", id="full"),
        pytest.param("SQLITE_BUSY_SNAPSHOT", "another program has kept", id="locked"),
        pytest.param("SQLITE_IOERR_FSYNC", "the disk that holds /data/paperthread.db fails", id="broken disk"),
        pytest.param("SQLITE_MISUSE", "does not answer as it should (SQLITE_MISUSE)", id="other"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_what_to_do(name: str, why: str) -> None:
    cause = sqlite3.OperationalError("words of SQLite")
    cause.sqlite_errorname = name

    assert why in unavailable(OperationalError(None, None, cause), FILE).why


@pytest.mark.parametrize(
    ("error", "why"),
    [
        pytest.param(NoConnectionFree(), "no connection came free in time", id="no connection free"),
        pytest.param(InvalidRequestError("x"), "does not answer as it should (InvalidRequestError)", id="other"),
    ],
)
def test_errors_of_the_library_itself_are_told_too(error: SQLAlchemyError, why: str) -> None:
    assert why in unavailable(error, FILE).why


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("postgres://ada:hunter2@db.example.org:5433/lab", id="short"),
        pytest.param(" postgresql://ada:hunter2@db.example.org:5433/lab\n", id="usual, with room round it"),
        pytest.param("postgresql+psycopg://ada:hunter2@db.example.org:5433/lab", id="with the driver"),
    ],
)
def test_each_spelling_of_an_address_names_the_same_database(url: str) -> None:
    assert address_of(Path(), url) == SERVER
    assert SERVER.name == AT


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("postgresql:///lab?host=/run/postgresql", "/run/postgresql/lab", id="socket"),
        pytest.param("postgresql://?host=a&host=b&dbname=lab", "a/lab", id="several hosts"),
        pytest.param("postgresql://", "this machine", id="nothing said"),
    ],
)
def test_an_address_is_called_by_server_and_database(url: str, name: str) -> None:
    assert address_of(Path(), url).name == name


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mysql://ada:hunter2@db.example.org/lab", id="another database"),
        pytest.param("postgresql+asyncpg://ada:hunter2@db.example.org/lab", id="another driver"),
        pytest.param("postgresql://ada:hunter2@db.example.org:port/lab", id="no port"),
        pytest.param("ada:hunter2@db.example.org/lab", id="no scheme"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_address_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="is no PostgreSQL address; one looks like") as caught:
        address_of(Path(), url)

    assert "hunter2" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
