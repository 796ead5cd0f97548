"""An open store on each of the two databases, for tests that hold both to the same."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from pytest_asyncio import fixture, is_async_test
from sqlalchemy import Engine, NullPool, create_engine, delete, event

from adapters.store.address import FILE_NAME
from adapters.store.store import SqlStore
from adapters.store.tables import metadata
from tests.builders import NOON
from tests.fakes.stores import lay_file


@dataclass
class TickingClock:
    """A second later each time it is asked."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Home:
    """Where a store is: any number of stores, as of any number of processes, can be opened on it.

    Attributes:
        folder: For SQLite's file.
        url: Of PostgreSQL; None is SQLite.
    """

    folder: Path
    url: str | None
    clock: TickingClock = field(default_factory=TickingClock)
    opened: list[SqlStore] = field(default_factory=list)

    async def open(self) -> SqlStore:
        store = SqlStore(self.folder, url=self.url, clock=self.clock)
        await store.open()
        self.opened.append(store)
        return store

    @cached_property
    def engine(self) -> Engine:
        """For a look past the store."""
        if self.url is None:
            engine = create_engine(f"sqlite:///{self.folder / FILE_NAME}", poolclass=NullPool)
            # A later test looks into the file.
            event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete = ON"))
            return engine
        return create_engine(self.url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)

    def empty(self) -> None:
        with self.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))

    def everything(self) -> str:
        """Every value of every row of every table, as the database holds them."""
        with self.engine.connect() as connection:
            rows = [
                (table.name, *row)
                for table in metadata.sorted_tables
                for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}")
            ]
        return "\n".join(repr(row) for row in rows)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder share a loop, and a store that lives in it: to open one for each took the time."""
    for item in items:
        if Path(__file__).parent in item.path.parents and is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kept_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A database with the schema of this release, which all tests use one after the other."""
    folder = tmp_path_factory.mktemp("store")
    if request.param == "sqlite":
        lay_file(folder)
        return Home(folder, None)
    postgres = request.getfixturevalue("postgres")
    return Home(folder, postgres.url(postgres.create()))


@fixture(scope="session", loop_scope="session")
async def kept_store(kept_home: Home) -> AsyncIterator[SqlStore]:
    store = await kept_home.open()
    yield store
    await store.close()


@fixture(loop_scope="session")
async def home(kept_home: Home, kept_store: SqlStore) -> AsyncIterator[Home]:
    """A database with nothing in it."""
    kept_home.empty()
    home = replace(kept_home, opened=[])
    home.clock.now = NOON
    yield home
    await asyncio.gather(*(store.close() for store in home.opened))


@pytest.fixture
def store(home: Home, kept_store: SqlStore) -> SqlStore:
    return kept_store


@pytest.fixture
def new_database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes PostgreSQL databases without any table, which go with the server; says their addresses."""
    postgres = request.getfixturevalue("postgres")

    def make() -> str:
        url: str = postgres.url(postgres.create())
        return url

    return make
