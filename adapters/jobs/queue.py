"""The queue of jobs: one at a time of each line, in the order in which they were put there."""

from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from adapters.jobs.claim import SCHEMA
from adapters.jobs.records import JsonRecords
from bot.errors import StoreUnavailable
from bot.records import Job

APPLICATION = "paperthread"
QUEUE = "jobs"
WORKFLOW = "run_job"


class JobQueue:
    """Jobs put where DBOS finds them; nothing of it runs anything. Its methods block.

    DBOS orders a line by the second on SQLite (by the millisecond on PostgreSQL), and what came within one by its id.
    So each job gets a number of its own, in the transaction that puts it there, as its priority: the lower goes first.

    Raises:
        StoreUnavailable: By each method; the database does not answer, or refuses.
    """

    def __init__(self, url: str, *, poll_s: float) -> None:
        self._url = url
        self._poll_s = poll_s
        self._engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=2, max_overflow=0)
        self._is_sqlite = self._engine.dialect.name == "sqlite"
        self._numbers = "paperthread_job_numbers" if self._is_sqlite else f"{SCHEMA}.paperthread_job_numbers"
        if self._is_sqlite:
            event.listen(self._engine, "connect", _be_patient)
        self._client: DBOSClient | None = None

    def open(self) -> None:
        """Make the tables, and the queue, if they are not there."""
        try:
            DBOS.migrate(self._url, schema=SCHEMA)
            with self._engine.begin() as connection:
                self._make_numbers(connection)
            self._client = DBOSClient(
                system_database_engine=self._engine,
                dbos_system_schema=SCHEMA,
                serializer=JsonRecords(),
                application_name=APPLICATION,
                retry_connection_errors=False,
            )
            self._client.register_queue(
                QUEUE, partition_concurrency=1, polling_interval_sec=self._poll_s, on_conflict="always_update"
            )
        except SQLAlchemyError as error:
            raise StoreUnavailable(_reason(error)) from error

    def put(self, job: Job) -> None:
        """Put a job at the end of its line; one of that key that is there, or was done, stays as it is."""
        if self._client is None:
            raise RuntimeError("put before open")
        try:
            with self._engine.begin() as connection:
                number = connection.execute(
                    text(f"UPDATE {self._numbers} SET number = number + 1 RETURNING number")  # noqa: S608  # our name
                ).scalar_one()
                options: EnqueueOptions = {
                    "workflow_name": WORKFLOW,
                    "queue_name": QUEUE,
                    "workflow_id": job.key,
                    "queue_partition_key": job.line,
                    "priority": number,
                }
                self._client.enqueue_in_transaction(connection, options, job.key)
        except SQLAlchemyError as error:
            raise StoreUnavailable(_reason(error)) from error

    def close(self) -> None:
        if self._client is not None:
            self._client.destroy()
            self._client = None
        self._engine.dispose()

    def _make_numbers(self, connection: Connection) -> None:
        if not self._is_sqlite:  # two that make a table in the same moment: IF NOT EXISTS does not tell them apart
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": self._numbers})
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS {self._numbers} (number INTEGER NOT NULL)"))
        connection.execute(
            text(f"INSERT INTO {self._numbers} SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM {self._numbers})")  # noqa: S608
        )


def _be_patient(connection: object, _record: object) -> None:
    """What DBOS does to its own connections: begin as a writer, and wait for another one."""
    connection.isolation_level = "IMMEDIATE"  # type: ignore[attr-defined]  # of sqlite3, which SQLAlchemy does not type
    connection.execute("PRAGMA busy_timeout=30000")  # type: ignore[attr-defined]  # the same


def _reason(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
