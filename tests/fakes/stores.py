"""An open store for tests: the real one, on a SQLite file that was migrated once and copied."""

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from adapters.store.address import FILE_NAME
from adapters.store.database import Clock, utc_now
from adapters.store.store import SqlStore


async def open_store(folder: Path, *, clock: Clock = utc_now) -> SqlStore:
    """The store of a folder, as it is if there is one already. Who asks closes it."""
    lay_file(folder)
    store = SqlStore(folder, clock=clock)
    await store.open()
    return store


def lay_file(folder: Path) -> None:
    """Have a folder hold the file of an empty store, if it holds none."""
    file = folder / FILE_NAME
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_empty_file())


@cache
def _empty_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as beside_the_loop:
        beside_the_loop.submit(asyncio.run, _migrate(Path(folder))).result()
        return (Path(folder) / FILE_NAME).read_bytes()


async def _migrate(folder: Path) -> None:
    store = SqlStore(folder)
    await store.open()
    await store.close()  # the last to close writes the log into the file
