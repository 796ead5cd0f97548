"""Opening: the schema of this release on both databases, and what is said where it cannot be had."""

import asyncio
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from adapters.store.address import FILE_NAME
from adapters.store.migrations import HEAD, VERSION_TABLE
from adapters.store.opening import _MIGRATIONS
from adapters.store.store import SqlStore
from adapters.store.tables import metadata
from bot.errors import StoreTooNew, StoreUnavailable
from tests.adapters.store.conftest import Home
from tests.fakes.postgres import GUARDED, PASSWORD, PostgresServer
from tests.fakes.stores import lay_file

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs a folder in which nobody can write: /proc")


def test_what_the_migrations_make_is_what_the_code_expects(home: Home) -> None:
    with home.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "version_table": VERSION_TABLE}
        difference = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)

    assert difference == []


def test_the_newest_migration_is_the_one_that_opening_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_heads() == [HEAD]
    assert all(Path(one.path).name.startswith(f"r{one.revision}_") for one in scripts.walk_revisions())


async def test_a_database_of_a_later_release_is_left_alone(home: Home) -> None:
    set_revision(home, "9999")
    try:
        with pytest.raises(StoreTooNew, match="its schema is 9999"):
            await home.open()
    finally:
        set_revision(home, HEAD)  # the next test has the same database


async def test_stores_that_are_opened_at_the_same_moment_make_the_tables_once(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    url = new_database()
    stores = [SqlStore(tmp_path, url=url) for _ in range(4)]

    await asyncio.gather(*(store.open() for store in stores))

    accepted = await asyncio.gather(*(store.events.accept("event-1", None) for store in stores))
    await asyncio.gather(*(store.close() for store in stores))
    assert sum(accepted) == 1


@pytest.mark.parametrize("is_sqlite", [True, False], ids=["sqlite", "postgresql"])
async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    is_sqlite: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = Home(tmp_path, None if is_sqlite else request.getfixturevalue("new_database")())
    with home.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE wishes (words TEXT)")

    with pytest.raises(StoreUnavailable, match="another program has tables"):
        await home.open()

    assert inspect(home.engine).get_table_names() == ["wishes"]


async def test_the_file_and_its_folder_are_made(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there % yet?"
    stores = [SqlStore(folder) for _ in range(3)]

    await asyncio.gather(*(store.open() for store in stores))

    accepted = await asyncio.gather(*(store.events.accept("event-1", None) for store in stores))
    await asyncio.gather(*(store.close() for store in stores))
    assert sum(accepted) == 1
    assert (folder / FILE_NAME).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="needs the permissions of POSIX")
async def test_nobody_else_may_read_the_files(tmp_path: Path) -> None:
    store = SqlStore(tmp_path)
    await store.open()
    await store.events.accept("event-1", None)

    permissions = permissions_in(tmp_path)

    await store.close()
    assert permissions[FILE_NAME] == "0o600"
    assert set(permissions.values()) == {"0o600"}  # its log has them from the file


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("I am no folder.", encoding="utf-8")

    await assert_unavailable(SqlStore(tmp_path / "file" / "data"), "(Not a directory). Set PAPERTHREAD_DATA_DIR")


@linux
async def test_a_folder_that_cannot_be_written_is_told() -> None:
    await assert_unavailable(SqlStore(Path("/proc/self/task")), "Set PAPERTHREAD_DATA_DIR to a folder")


async def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("I am no database. " * 100, encoding="utf-8")

    await assert_unavailable(SqlStore(tmp_path), f"{FILE_NAME} is no SQLite database")

    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == "I am no database. " * 100


async def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    lay_file(tmp_path)
    file = tmp_path / FILE_NAME
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 40_000)

    await assert_unavailable(SqlStore(tmp_path), f"{FILE_NAME} is damaged. Put a backup in its place")


async def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]  # bound, and nobody listens

        await assert_unavailable(
            SqlStore(tmp_path, url=f"postgresql://ada:hunter2@127.0.0.1:{port}/lab"),
            f"127.0.0.1:{port}/lab does not answer (it refuses connections)",
        )


async def test_connections_that_the_server_has_ended_are_made_anew(
    new_database: Callable[[], str], postgres: PostgresServer, tmp_path: Path
) -> None:
    store = SqlStore(tmp_path, url=new_database())
    await store.open()
    await asyncio.gather(*(store.events.accept(f"event-{number}", None) for number in range(5)))

    postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    accepted = await asyncio.gather(*(store.events.accept(f"event-{number}", None) for number in range(6)))
    await store.close()
    assert sum(accepted) == 1


async def test_a_wrong_password_is_told_and_not_shown(postgres: PostgresServer, tmp_path: Path) -> None:
    url = postgres.url("postgres", user=GUARDED, password="hunter2")

    await assert_unavailable(SqlStore(tmp_path, url=url), "user or password are wrong")


async def test_a_database_that_is_not_there_is_told(postgres: PostgresServer, tmp_path: Path) -> None:
    await assert_unavailable(SqlStore(tmp_path, url=postgres.url("nowhere")), "/nowhere. Create it")


async def test_a_user_without_the_right_to_make_tables_is_told(new_database: Callable[[], str], tmp_path: Path) -> None:
    url = new_database().replace("postgres:@", f"{GUARDED}:{PASSWORD}@")

    await assert_unavailable(SqlStore(tmp_path, url=url), "may not make and change tables")


def permissions_in(folder: Path) -> dict[str, str]:
    return {file.name: oct(file.stat().st_mode & 0o777) for file in folder.iterdir()}


def set_revision(home: Home, revision: str) -> None:
    with home.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'")


async def assert_unavailable(store: SqlStore, why: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        await store.open()
    assert why in str(caught.value)
    assert "hunter2" not in str(caught.value)
