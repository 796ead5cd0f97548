"""Jobs that outlive the process, as workflows of DBOS in the bot's own database."""

import asyncio
import logging
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from dbos import DBOS, DBOSConfig
from sqlalchemy.exc import SQLAlchemyError

from adapters.jobs.claim import SCHEMA, Claim, ClaimLost, claim_folder, claim_postgres
from adapters.jobs.queue import APPLICATION, QUEUE, WORKFLOW, JobQueue
from adapters.jobs.quiet import quiet_dbos
from adapters.jobs.records import JsonRecords
from adapters.jobs.steps import Door, PutBack, RecordedSteps
from adapters.jobs.takeover import begin_again, keep, recover, take_over
from bot.errors import DraftForgotten, StoreError, StoreUnavailable
from bot.ports.jobs import Stories
from bot.records import Job
from bot.tracebacks import wordless_traceback

Lookup = Callable[[str], Awaitable[Job | None]]
"""The job of a key, as the store has it; None if it was forgotten."""

# Jobs begun under one version are gone on with under the same one only. Raise it when a story's steps change so that a
# job begun before cannot be replayed (a step taken out, put between others, or renamed), and say in the same change
# what becomes of those: they hold their lines until something is done about them. A step added at a story's end, or
# one whose inside changes, needs no new version.
_STEPS_VERSION = "1"

_MOST_THREADS = 32  # DBOS writes from threads, and sets no bound; it becomes the loop's own pool as well
_MOST_CONNECTIONS = 10  # of PostgreSQL's 100 by default
_MOST_BEGINNINGS = 100  # of one job: one that takes the process down each time is left after so many
_DYING_S = 2.0
_ENDED = ("SUCCESS", "ERROR", "CANCELLED")
_DROPPED_AT_ONCE = 500

_only_one = threading.Lock()  # held while DBOS runs: it is a singleton, and a second start would join the first
_log = logging.getLogger(__name__)


class DbosJobs:
    """Implements `bot.ports.Jobs`. DBOS is a singleton, so there is one of these open in a process at a time.

    `enqueue` and `run` open it too, `close` ends it for good: also after `run` was cancelled or failed.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        lookup: Lookup,
        database_url: str | None = None,
        poll_s: float = 0.25,
        put_back_s: float = 5.0,
        recover_s: float = 10.0,
        free_s: float = 4.0,
    ) -> None:
        """Say where the jobs are; nothing is opened.

        Args:
            data_dir: Has the file of jobs, unless there is a `database_url`.
            lookup: Words are in the store only, so a job is looked up when it begins.
            database_url: Of PostgreSQL; DBOS's tables are in a schema of their own there.
            poll_s: How often the queue is looked at.
            put_back_s: How long a job rests when the store was unavailable in the middle of it.
            recover_s: How often to look for jobs that were begun here and that nothing works on.
            free_s: On PostgreSQL, how long another process has to be gone before its jobs are taken over. One that
                cannot see for half of that whether it is taken to be gone itself stops working.
        """
        self._data_dir = data_dir
        self._lookup = lookup
        self._database_url = database_url
        self._poll_s = poll_s
        self._put_back_s = put_back_s
        self._recover_s = recover_s
        self._free_s = free_s
        self._opening = asyncio.Lock()
        self._opened = ExitStack()
        self._claim: Claim | None = None
        self._queue: JobQueue | None = None
        self._stories: Stories | None = None
        self._is_launched = False
        self._is_closing = False
        self._closed = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None
        self._door = Door()
        self._tasks: set[asyncio.Task[object]] = set()
        self._running: Counter[str] = Counter()  # keys of jobs that are worked on
        self._ending: set[asyncio.Task[object]] = set()

    async def open(self) -> None:
        await self._open()

    async def run(self, stories: Stories) -> None:
        try:
            await self._open()
        except StoreUnavailable:
            if not self._is_closing:
                raise
        if self._is_closing:
            return  # the process ends before it has begun
        self._stories = stories
        try:
            self._launch()
        except BaseException:
            await self.close(within_s=0)
            raise
        watching = self._watching = asyncio.create_task(self._watch())
        try:
            await asyncio.wait([watching])
        finally:
            self._door.shut()
            watching.cancel()
        if self._is_closing:
            await self._closed.wait()
        else:
            await self.close(within_s=0)
            watching.result()  # raises why it ended

    async def enqueue(self, job: Job) -> None:
        """Have a job done, as the port says.

        Raises:
            StoreInUse: Another process works on the same SQLite files.
            StoreUnavailable: The database does not answer, or it was closed.
        """
        queue = await self._open()
        await asyncio.to_thread(queue.put, job)

    async def drop_ended(self, *, before: datetime) -> int:
        if not self._is_launched or self._is_closing:
            return 0
        removed = 0
        while ended := await DBOS.list_workflows_async(
            status=list(_ENDED),
            queue_name=QUEUE,
            completed_before=before.isoformat(),
            limit=_DROPPED_AT_ONCE,
            load_input=False,
            load_output=False,
        ):
            async with self._door.inside():
                await DBOS.delete_workflows_async([status.workflow_id for status in ended])
            removed += len(ended)
        return removed

    async def close(self, *, within_s: float) -> None:
        if self._is_closing:
            await self._closed.wait()
            return
        self._is_closing = True
        self._door.shut()
        if self._watching is not None:
            self._watching.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._door.until_empty()
                if self._ending:
                    await asyncio.wait(self._ending)
        # A task that is cancelled writes nothing down: its job stays as it is, and is gone on with at the next start.
        await self._cancel_tasks()
        async with self._opening:
            await self._end()
        self._closed.set()

    # ---- Opening and ending ----

    async def _open(self) -> JobQueue:
        async with self._opening:
            if self._is_closing:
                raise StoreUnavailable("it is being closed")
            if self._queue is None:
                try:
                    self._queue = await asyncio.to_thread(self._open_blocking)
                except BaseException:
                    self._opened.close()
                    raise
            return self._queue

    def _open_blocking(self) -> JobQueue:
        self._claim = claim_postgres(self._database_url) if self._database_url else claim_folder(self._data_dir)
        self._opened.callback(self._claim.release)
        self._opened.enter_context(quiet_dbos())
        queue = JobQueue(self._claim.url, poll_s=self._poll_s)
        self._opened.callback(queue.close)
        queue.open()
        return queue

    def _launch(self) -> None:
        """Start DBOS: its threads look for jobs, and run them on this loop."""
        if self._claim is None or not _only_one.acquire(blocking=False):
            raise RuntimeError("jobs run in this process already")
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": self._claim.url,
            "dbos_system_schema": SCHEMA,
            "application_version": _STEPS_VERSION,
            "executor_id": self._claim.executor_id,
            "serializer": JsonRecords(),
            "log_level": "WARNING",
            "max_executor_threads": _MOST_THREADS,
            "sys_db_pool_size": _MOST_CONNECTIONS,
            "db_engine_kwargs": {"hide_parameters": True},
            # Notifications and schedules are not used; their threads only have to end soon.
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": self._poll_s,
        }
        self._is_launched = True

        async def run_job(job_key: str) -> None:
            await self._run_job(job_key)

        DBOS(config=config)
        DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_MOST_BEGINNINGS)(run_job)
        DBOS.launch()

    async def _end(self) -> None:
        if self._is_launched:
            loop = asyncio.get_running_loop()
            # DBOS has put its own pool in the place of the loop's, and that one takes no work any more once it ends;
            # the platforms still do theirs meanwhile.
            loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="asyncio"))
            with ThreadPoolExecutor(1) as ending:  # joining its threads blocks, and the loop's own pool ends with them
                await loop.run_in_executor(ending, lambda: DBOS.destroy(destroy_registry=True))
            _only_one.release()
            await self._cancel_tasks()  # those that were begun meanwhile
        await asyncio.to_thread(self._opened.close)

    async def _watch(self) -> None:
        assert self._claim is not None  # noqa: S101  # it was launched
        executor_id, shared = self._claim.executor_id, self._claim.shared
        losses: list[BaseException] = []
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(recover(executor_id, running=self._running.keys, every_s=self._recover_s))
                if shared is not None:
                    group.create_task(keep(shared, free_s=self._free_s, stop=self._stop, go_on=self._go_on))
                    group.create_task(take_over(shared, free_s=self._free_s))
        except* ClaimLost as lost:
            losses += lost.exceptions
        if losses:  # out here: what is raised in there, Python 3.11.2 wraps in a group
            raise losses[0]

    async def _stop(self) -> None:
        """Work on nothing any more, as if killed."""
        self._door.shut()
        await self._cancel_tasks()

    async def _go_on(self) -> None:
        """Work on what others have not taken over."""
        await self._cancel_tasks()  # what DBOS has begun meanwhile, and what waits before the door
        if self._claim is not None:
            await begin_again(self._claim.executor_id)
        self._door.open()

    async def _cancel_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            _, stubborn = await asyncio.wait(self._tasks, timeout=_DYING_S)
            for task in stubborn:
                _log.error("a job does not let itself be cancelled: %s", task.get_coro())

    # ---- A job ----

    async def _run_job(self, key: str) -> None:
        task = asyncio.current_task()
        if task is None or self._stories is None:
            raise RuntimeError("a job runs in a task, after `run` was given the stories")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._running[key] += 1
        task.add_done_callback(lambda _: self._has_left(key))
        try:
            async with self._door.inside():
                job = await self._lookup(key)
            if job is None:
                _log.info("job outcome=forgotten")
            else:
                await self._tell(job, self._stories)
        except (PutBack, StoreError) as error:
            await self._put_back(key, error)
        self._ending.add(task)  # what is left is that DBOS writes down the end
        task.add_done_callback(self._ending.discard)

    async def _tell(self, job: Job, stories: Stories) -> None:
        began_s = time.monotonic()
        outcome = "cut off"
        try:
            await stories(job, RecordedSteps(job, self._door))
            outcome = "done"
        except DraftForgotten:
            outcome = "forgotten"  # while it was worked on
        except asyncio.CancelledError as error:
            if (task := asyncio.current_task()) is None or task.cancelling():
                raise
            outcome = "failed"  # something that the story waited for was cancelled, and not the job
            _log.error("job story=%s line=%s failed\n%s", job.story, job.line, wordless_traceback(error))
        except BaseException as error:
            if _store_is_gone(error):
                outcome = "put back"
                raise PutBack from error
            if not isinstance(error, Exception):
                raise
            outcome = "failed"
            _log.error("job story=%s line=%s failed\n%s", job.story, job.line, wordless_traceback(error))
        finally:
            seconds = time.monotonic() - began_s
            _log.info("job story=%s line=%s seconds=%.2f outcome=%s", job.story, job.line, seconds, outcome)

    async def _put_back(self, key: str, error: BaseException) -> None:
        """Have DBOS begin the job again, with its recorded steps, when the store had time to come back."""
        _log.warning("job outcome=put back\n%s", wordless_traceback(error))
        while True:
            await asyncio.sleep(self._put_back_s)
            with suppress(SQLAlchemyError):  # the jobs' own database is away as well
                async with self._door.inside():
                    await DBOS.resume_workflow_async(key, queue_name=QUEUE)
                raise asyncio.CancelledError  # this run of it ends without an outcome

    def _has_left(self, key: str) -> None:
        self._running -= Counter([key])  # without those that are at 0


def _store_is_gone(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return error.subgroup((PutBack, StoreUnavailable)) is not None
    return isinstance(error, PutBack | StoreUnavailable)
