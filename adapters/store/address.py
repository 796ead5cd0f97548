"""Where the database is: a file in a folder, or a PostgreSQL server; and what to call it without its password."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreUnavailable

FILE_NAME = "paperthread.db"

_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is.

    Attributes:
        name: What sentences call it: the file, or server and database; without user and password.
        file: Of SQLite; None of PostgreSQL.
    """

    url: URL
    name: str
    file: Path | None

    @property
    def is_sqlite(self) -> bool:
        return self.file is not None


def address_of(data_dir: Path, url: str | None) -> Address:
    """The address of a setting, or of the file in the data folder where nothing is set.

    Raises:
        StoreUnavailable: It is no PostgreSQL address. What was set is not shown: it may hold a password.
    """
    if url is None:
        file = data_dir / FILE_NAME
        return Address(URL.create("sqlite+aiosqlite", database=str(file)), str(file), file)
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        raise StoreUnavailable(_NO_ADDRESS) from None
    if parsed.drivername not in _SCHEMES:
        raise StoreUnavailable(_NO_ADDRESS)
    return Address(parsed.set(drivername="postgresql+psycopg"), _name(parsed), None)


_NO_ADDRESS = (
    "PAPERTHREAD_DATABASE_URL is no PostgreSQL address; one looks like postgresql://user:password@host:5432/database,"
    " with signs such as @ and / in the password written as %40 and %2F"
)


def _name(url: URL) -> str:
    """The server, and the database in it; libpq takes both also from its own parameters."""
    host = url.host or _first(url, "host") or "this machine"
    port = f":{url.port}" if url.port else ""
    database = url.database or _first(url, "dbname")
    return f"{host}{port}/{database}" if database else f"{host}{port}"


def _first(url: URL, name: str) -> str | None:
    value = url.query.get(name)
    return value if isinstance(value, str) or value is None else value[0]
