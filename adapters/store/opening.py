"""Opening: the folder, the connection, and the schema of this release."""

import asyncio
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from adapters.store.database import Database
from adapters.store.faults import unavailable
from adapters.store.migrations import HEAD, VERSION_TABLE
from bot.errors import StoreTooNew

_MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 0x7061706572  # "paper"; any number that other programs do not take


async def open_database(database: Database) -> None:
    """Connect, and migrate the schema if it is not this release's.

    Raises:
        StoreUnavailable: The database does not answer, or refuses.
        StoreTooNew: A later release has migrated it.
    """
    file = database.address.file
    if file is not None:
        try:
            await asyncio.to_thread(_make, file)
        except OSError as error:
            raise unavailable(error, database.address) from error
    async with database.read() as connection:
        if await connection.run_sync(_revision) == HEAD:
            return
    async with database.write() as writing:  # in SQLite this is the lock already
        if not database.address.is_sqlite:
            # Two processes that start at once would both make the tables; the second waits here and finds them made.
            await writing.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await writing.connection.run_sync(_migrate)


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)  # papers that are not published yet are nobody else's business


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return revision


def _migrate(connection: Connection) -> None:
    # Alembic takes half a second to import, and most starts need it not.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    revision = _revision(connection)
    if revision is not None and revision not in known:
        raise StoreTooNew(revision)
    command.upgrade(config, "head")
