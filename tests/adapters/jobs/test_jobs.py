"""Jobs run once, in the order of their line, and go on where they were cut."""

import asyncio
import json
import logging
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from adapters.jobs.claim import LOCKS, ClaimLost, claim_folder, claim_postgres, sqlite_problem
from adapters.jobs.jobs import DbosJobs
from adapters.jobs.queue import JobQueue
from bot.errors import MessageTooLong, StoreInUse, StoreUnavailable
from bot.ports import Steps, Stories
from bot.ports.jobs import StepResult
from bot.records import Job
from tests.fakes.postgres import PostgresServer


@dataclass
class Bench:
    """A data folder, the jobs that the store knows, and what their stories did."""

    folder: Path
    database_url: str | None = None
    known: dict[str, Job] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    recover_s: float = 10.0
    _all_seen: dict[int, asyncio.Event] = field(default_factory=dict)

    def job(self, key: str, *, line: str = "a") -> Job:
        self.known[key] = Job(key, "draft", line, "ann")
        return self.known[key]

    def jobs(self) -> DbosJobs:
        async def lookup(key: str) -> Job | None:
            return self.known.get(key)

        return DbosJobs(
            self.folder,
            lookup=lookup,
            database_url=self.database_url,
            poll_s=0.02,
            put_back_s=0.01,
            recover_s=self.recover_s,
            free_s=0.8,
        )

    @asynccontextmanager
    async def running(self, stories: Stories, *, within_s: float = 2.0) -> AsyncIterator[DbosJobs]:
        jobs = self.jobs()
        async with asyncio.TaskGroup() as group:
            group.create_task(jobs.run(stories))
            try:
                async with asyncio.timeout(20):
                    yield jobs
            finally:
                await jobs.close(within_s=within_s)

    def see(self, what: str) -> None:
        self.seen.append(what)
        for number, event in self._all_seen.items():
            if len(self.seen) >= number:
                event.set()

    async def until_seen(self, number: int) -> None:
        self._all_seen.setdefault(number, asyncio.Event())
        if len(self.seen) < number:
            await self._all_seen[number].wait()

    async def result_of(self, what: str) -> str:
        """A step that is seen."""
        self.see(what)
        return what


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with all tables and no job: making them is half of what a test would take."""
    claim = claim_folder(tmp_path_factory.mktemp("made"))
    queue = JobQueue(claim.url, poll_s=0.02)
    queue.open()
    queue.close()
    claim.release()
    return Path(claim.url.removeprefix("sqlite:///")).parent


@pytest.fixture
def bench(made: Path, tmp_path: Path) -> Bench:
    return Bench(shutil.copytree(made, tmp_path / "data"))


def step(call: Callable[[], Coroutine[Any, Any, StepResult]]) -> Stories:
    """A story of one step."""

    async def stories(job: Job, steps: Steps) -> None:
        await steps.do("only", call)

    return stories


class TestOrder:
    async def test_jobs_of_a_line_run_one_after_the_other_as_they_were_put_there(self, bench: Bench) -> None:
        async def stories(job: Job, steps: Steps) -> None:
            for name in ("begin", "end"):
                await steps.do(name, partial(bench.result_of, f"{job.key} {name}"))

        names = ["z", "y", "b", "a", "c"]  # DBOS's own order within a second would be that of the keys
        async with bench.running(stories) as jobs:
            for name in names:
                await jobs.enqueue(bench.job(name))
            await bench.until_seen(10)

        assert bench.seen == [f"{name} {what}" for name in names for what in ("begin", "end")]

    async def test_jobs_that_were_enqueued_before_run_keep_their_order_over_a_restart(self, bench: Bench) -> None:
        async def stories(job: Job, steps: Steps) -> None:
            bench.see(job.key)

        earlier = bench.jobs()
        await earlier.enqueue(bench.job("z"))
        await earlier.enqueue(bench.job("y"))
        await earlier.close(within_s=1)
        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("a"))
            await bench.until_seen(3)

        assert bench.seen == ["z", "y", "a"]

    async def test_lines_run_beside_each_other(self, bench: Bench) -> None:
        meet = asyncio.Barrier(2)

        async def stories(job: Job, steps: Steps) -> None:
            await meet.wait()
            bench.see(job.key)

        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("one", line="a"))
            await jobs.enqueue(bench.job("two", line="b"))
            await bench.until_seen(2)

    async def test_a_key_is_done_once_however_often_it_is_enqueued(self, bench: Bench) -> None:
        async def stories(job: Job, steps: Steps) -> None:
            bench.see(job.key)

        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("one"))
            await jobs.enqueue(bench.known["one"])
            await jobs.enqueue(bench.job("two"))
            await bench.until_seen(2)
            await jobs.enqueue(bench.known["one"])
            await jobs.enqueue(bench.job("three"))
            await bench.until_seen(3)

        assert bench.seen == ["one", "two", "three"]

    async def test_a_job_that_was_forgotten_ends_quietly(self, bench: Bench) -> None:
        async def stories(job: Job, steps: Steps) -> None:
            bench.see(job.key)

        async with bench.running(stories) as jobs:
            await jobs.enqueue(Job("forgotten", "draft", "a", "ann"))
            await jobs.enqueue(bench.job("next"))
            await bench.until_seen(1)

        assert bench.seen == ["next"]


async def test_records_of_jobs_that_ended_long_ago_go_and_those_of_others_stay(bench: Bench) -> None:
    going_on = asyncio.Event()

    async def stories(job: Job, steps: Steps) -> None:
        await steps.do("only", partial(bench.result_of, job.key))
        if job.key == "under way":
            await going_on.wait()

    now = datetime.now(UTC)
    async with bench.running(stories) as jobs:
        for key in ("one", "two", "under way"):
            await jobs.enqueue(bench.job(key, line=key))
        await bench.until_seen(3)
        early = await jobs.drop_ended(before=now - timedelta(days=1))
        removed = 0
        while removed < 2:  # an end is recorded behind the last step
            removed += await jobs.drop_ended(before=now + timedelta(days=1))
        going_on.set()

    with closing(sqlite3.connect(bench.folder / "jobs.db")) as database:
        left = [key for (key,) in database.execute("SELECT workflow_uuid FROM workflow_status")]
        steps = [key for (key,) in database.execute("SELECT workflow_uuid FROM operation_outputs")]
    assert (early, left, steps) == (0, ["under way"], ["under way"])


class TestFailure:
    @pytest.mark.parametrize(
        ("failure", "kind"),
        [
            pytest.param(ValueError("a secret word"), "builtins.ValueError", id="a fault of ours"),
            pytest.param(asyncio.CancelledError("a secret word"), "CancelledError", id="something it waited for"),
            pytest.param(MessageTooLong("a secret word", length=2, limit=1), "bot.errors.chat", id="an error of ours"),
        ],
    )
    async def test_a_story_that_fails_is_logged_without_words_and_its_line_goes_on(
        self, bench: Bench, caplog: pytest.LogCaptureFixture, failure: BaseException, kind: str
    ) -> None:
        async def stories(job: Job, steps: Steps) -> None:
            bench.see(job.key)
            if job.key == "bad":
                raise failure

        caplog.set_level(logging.INFO)
        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("bad"))
            await jobs.enqueue(bench.job("good"))
            await bench.until_seen(2)

        assert f"job story=draft line=a failed\n{kind}" in caplog.text.replace("asyncio.exceptions.", "")
        assert "raise failure" in caplog.text
        assert "secret" not in caplog.text

    async def test_the_log_has_a_line_for_each_step_and_each_job(
        self, bench: Bench, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.INFO)
        async with bench.running(step(partial(bench.result_of, "a secret word"))) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(1)

        lines = [line for line in caplog.messages if line.startswith(("step", "job"))]
        assert [line.partition("seconds")[0] for line in lines] == [
            'step story=draft line=a step="only" ',
            "job story=draft line=a ",
        ]
        assert "secret" not in caplog.text
        assert capfd.readouterr() == ("", "")

    async def test_what_is_no_result_of_a_step_fails_the_job(
        self, bench: Bench, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def give_a_list() -> StepResult:
            bench.see("given")
            return []  # type: ignore[return-value]  # what is tested

        async with bench.running(step(give_a_list)) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(1)

        assert "builtins.TypeError" in caplog.text

    @pytest.mark.parametrize("is_in_a_group", [False, True], ids=["plain", "out of a task group"])
    async def test_a_job_that_lost_the_store_begins_again_behind_its_recorded_steps(
        self, bench: Bench, is_in_a_group: bool
    ) -> None:
        async def lose_the_store_once() -> StepResult:
            bench.see("second")
            if bench.seen.count("second") == 1:
                raise StoreUnavailable("it restarts")
            return None

        async def stories(job: Job, steps: Steps) -> None:
            await steps.do("first", partial(bench.result_of, "first"))
            if is_in_a_group:
                async with asyncio.TaskGroup() as group:
                    group.create_task(steps.do("second", lose_the_store_once))
            else:
                await steps.do("second", lose_the_store_once)
            bench.see("end")

        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(4)

        assert bench.seen == ["first", "second", "second", "end"]

    @pytest.mark.parametrize(
        ("table", "again"),
        [
            pytest.param("operation_outputs", ["first", "first", "second", "end"], id="a step"),
            pytest.param("workflow_status", ["first", "second", "end", "end"], id="the end"),
        ],
    )
    async def test_a_job_of_which_something_cannot_be_recorded_goes_on_when_it_can(
        self, bench: Bench, table: str, again: list[str]
    ) -> None:
        bench.recover_s = 0.3
        lost = asyncio.Event()

        async def lose(what: str) -> StepResult:
            bench.see(what)
            if what == "first" and table == "operation_outputs" and not lost.is_set():
                self._rename(bench, table, f"{table}_away")
                lost.set()
            return None

        async def stories(job: Job, steps: Steps) -> None:
            for what in ("first", "second"):
                await steps.do(what, partial(lose, what))
            bench.see("end")
            if table == "workflow_status" and not lost.is_set():
                self._rename(bench, table, f"{table}_away")
                lost.set()

        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("one"))
            await lost.wait()
            await asyncio.sleep(0.1)  # for what cannot be recorded meanwhile
            self._rename(bench, f"{table}_away", table)
            await bench.until_seen(4)

        assert bench.seen == again

    def _rename(self, bench: Bench, table: str, name: str) -> None:
        with closing(sqlite3.connect(bench.folder / "jobs.db", timeout=10)) as database:
            database.execute(f"ALTER TABLE {table} RENAME TO {name}")


class TestClosing:
    async def test_the_step_under_way_is_waited_for_and_the_next_is_left_for_the_next_start(self, bench: Bench) -> None:
        going_on = asyncio.Event()

        async def wait() -> StepResult:
            bench.see("first")
            await going_on.wait()
            return 1

        async def stories(job: Job, steps: Steps) -> None:
            assert await steps.do("first", wait) == 1
            await steps.do("second", partial(bench.result_of, "second"))

        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(1)
            closing = asyncio.create_task(jobs.close(within_s=5))
            await asyncio.sleep(0)
            going_on.set()
            await closing
        assert bench.seen == ["first"]
        async with bench.running(stories):
            await bench.until_seen(2)

        assert bench.seen == ["first", "second"]

    async def test_a_step_that_takes_too_long_is_cut_and_done_again_and_its_line_waits_for_it(
        self, bench: Bench
    ) -> None:
        async def hang_once(key: str) -> StepResult:
            bench.see(f"{key} second")
            if bench.seen == ["one first", "one second"]:
                await asyncio.Event().wait()
            return None

        async def stories(job: Job, steps: Steps) -> None:
            await steps.do("first", partial(bench.result_of, f"{job.key} first"))
            await steps.do("second", partial(hang_once, job.key))

        async with bench.running(stories, within_s=0.01) as jobs:
            await jobs.enqueue(bench.job("one"))
            await jobs.enqueue(bench.job("another"))
            await bench.until_seen(2)
        async with bench.running(stories):
            await bench.until_seen(5)

        assert bench.seen == ["one first", "one second", "one second", "another first", "another second"]

    async def test_an_error_of_ours_is_the_same_error_after_a_restart(self, bench: Bench) -> None:
        async def fail() -> StepResult:
            bench.see("failed")
            raise MessageTooLong("slack", length=5000, limit=4000)

        async def hang_once() -> StepResult:
            bench.see("hung")
            if bench.seen.count("hung") == 1:
                await asyncio.Event().wait()
            return None

        async def stories(job: Job, steps: Steps) -> None:
            with pytest.raises(MessageTooLong) as caught:
                await steps.do("post", fail)
            bench.see(f"{caught.value} {caught.value.platform} {caught.value.length}")
            await steps.do("tell", hang_once)

        async with bench.running(stories, within_s=0.01) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(3)
        async with bench.running(stories):
            await bench.until_seen(5)

        told = "Slack did not post: 5000 characters, and the limit is 4000. slack 5000"
        assert bench.seen == ["failed", told, "hung", told, "hung"]

    async def test_nothing_is_left_of_it(self, bench: Bench) -> None:
        before = set(threading.enumerate())

        async with bench.running(step(partial(bench.result_of, "done"))) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(1)

        assert {
            thread for thread in threading.enumerate() if thread not in before and "asyncio" not in thread.name
        } == (set())
        assert logging.getLogger("dbos").handlers == []
        assert await asyncio.to_thread(lambda: "the loop's threads work") == "the loop's threads work"
        assert len(asyncio.all_tasks()) == 1

    async def test_what_comes_after_it_is_refused(self, bench: Bench) -> None:
        jobs = bench.jobs()
        await jobs.close(within_s=0)
        await jobs.close(within_s=0)

        with pytest.raises(StoreUnavailable):
            await jobs.enqueue(bench.job("one"))
        await jobs.run(step(partial(bench.result_of, "never")))

    async def test_it_may_come_while_jobs_are_being_opened(self, bench: Bench) -> None:
        jobs = bench.jobs()
        running = asyncio.create_task(jobs.run(step(partial(bench.result_of, "never"))))
        await asyncio.sleep(0)

        await jobs.close(within_s=0)

        await running
        third = bench.jobs()
        await third.enqueue(bench.job("one"))
        await third.close(within_s=0)


@pytest.mark.parametrize(
    ("python", "sqlite", "is_refused"),
    [((3, 11), (3, 40, 1), False), ((3, 12), (3, 42, 0), False), ((3, 13), (3, 40, 1), True)],
)
def test_an_sqlite_that_is_too_old_for_a_python_is_told_with_what_to_do(
    python: tuple[int, ...], sqlite: tuple[int, ...], *, is_refused: bool
) -> None:
    problem = sqlite_problem(python, sqlite)

    assert (problem is not None) is is_refused
    assert problem is None or problem.startswith("this is Python 3.13 with SQLite 3.40.1")


class TestRefusal:
    async def test_a_second_one_on_the_same_folder_is_refused_until_the_first_has_ended(self, bench: Bench) -> None:
        first, second, third = bench.jobs(), bench.jobs(), bench.jobs()
        await first.enqueue(bench.job("one"))

        with pytest.raises(StoreInUse, match="Another paperthread is running"):
            await second.run(step(partial(bench.result_of, "never")))
        await second.close(within_s=0)
        await first.close(within_s=0)
        await third.enqueue(bench.job("two"))
        await third.close(within_s=0)

    async def test_a_second_one_in_the_same_process_is_refused_and_lets_go_of_its_folder(self, bench: Bench) -> None:
        other = Bench(bench.folder.parent / "other")
        async with bench.running(step(partial(bench.result_of, "done"))) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(1)
            second, third = other.jobs(), other.jobs()

            with pytest.raises(RuntimeError, match="in this process already"):
                await second.run(step(partial(other.result_of, "never")))
            await third.enqueue(other.job("two"))
            await third.close(within_s=0)
            await jobs.enqueue(bench.job("three"))
            await bench.until_seen(2)

    async def test_a_file_that_is_no_database_is_told_and_nothing_is_left_open(self, bench: Bench) -> None:
        file = bench.folder / "jobs.db"
        file.write_bytes(b"this is no database, whatever its name says" * 100)
        jobs = bench.jobs()

        with pytest.raises(StoreUnavailable, match="not a database"):
            await jobs.run(step(partial(bench.result_of, "never")))

        file.unlink()
        async with bench.running(step(partial(bench.result_of, "done"))) as again:
            await again.enqueue(bench.job("one"))
            await bench.until_seen(1)


def until_somebody_waits_for_a_lock(postgres: PostgresServer) -> None:
    while not postgres.run("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
        pass


class TestPostgres:
    async def test_a_job_that_was_cut_goes_on_and_its_line_stays_in_order(
        self, postgres: PostgresServer, tmp_path: Path
    ) -> None:
        bench = Bench(tmp_path / "data", postgres.url(postgres.create()))

        async def hang_once(key: str) -> StepResult:
            bench.see(f"{key} second")
            if bench.seen == ["z first", "z second"]:
                await asyncio.Event().wait()
            return None

        async def stories(job: Job, steps: Steps) -> None:
            await steps.do("first", partial(bench.result_of, f"{job.key} first"))
            await steps.do("second", partial(hang_once, job.key))

        async with bench.running(stories, within_s=0.01) as jobs:
            await jobs.enqueue(bench.job("z"))
            await jobs.enqueue(bench.job("y"))
            await bench.until_seen(2)
        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("x"))
            await bench.until_seen(7)

        assert bench.seen == ["z first", "z second", "z second", "y first", "y second", "x first", "x second"]
        assert not bench.folder.exists()

    async def test_what_another_process_had_begun_is_gone_on_with_when_that_one_is_gone(
        self, postgres: PostgresServer, tmp_path: Path
    ) -> None:
        bench = Bench(tmp_path / "data", postgres.url(postgres.create()))

        async def stories(job: Job, steps: Steps) -> None:
            bench.see(f"{job.key} begins")
            await steps.do("first", partial(bench.result_of, f"{job.key} first"))
            if bench.seen == ["z begins", "z first"]:
                await asyncio.Event().wait()

        earlier = claim_postgres(bench.database_url or "")  # so that the first has another executor id than the second
        async with bench.running(stories, within_s=0.01) as jobs:
            await jobs.enqueue(bench.job("z"))
            await jobs.enqueue(bench.job("y"))
            await bench.until_seen(2)
        earlier.release()
        async with bench.running(stories):
            await bench.until_seen(5)

        assert bench.seen == ["z begins", "z first", "z begins", "y begins", "y first"]

    async def test_a_process_that_lost_its_lock_stops_and_goes_on_when_it_holds_it_again(
        self, postgres: PostgresServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        database = postgres.create()
        bench = Bench(tmp_path / "data", postgres.url(database))
        cut_off = asyncio.Event()

        async def hang_once() -> StepResult:
            bench.see("second")
            if bench.seen.count("second") == 1:
                try:
                    await asyncio.Event().wait()
                finally:
                    cut_off.set()
            return None

        async def stories(job: Job, steps: Steps) -> None:
            await steps.do("first", partial(bench.result_of, "first"))
            await steps.do("second", hang_once)
            bench.see("end")

        async with bench.running(stories) as jobs:
            await jobs.enqueue(bench.job("one"))
            await bench.until_seen(2)
            postgres.run(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
            postgres.run(_cut_locks(database))
            await cut_off.wait()
            postgres.run(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
            await bench.until_seen(4)

        assert bench.seen == ["first", "second", "second", "end"]
        assert "outcome=working again" in caplog.text

    async def test_a_process_whose_place_was_taken_ends(self, postgres: PostgresServer, tmp_path: Path) -> None:
        database = postgres.create()
        bench = Bench(tmp_path / "data", postgres.url(database))
        ended = asyncio.Event()

        async def run() -> None:
            try:
                with pytest.raises(ClaimLost, match="start this one again"):
                    await jobs.run(step(partial(bench.result_of, "done")))
            finally:
                ended.set()

        jobs = bench.jobs()
        with psycopg.connect(postgres.url(database), autocommit=True) as other:
            async with asyncio.timeout(20), asyncio.TaskGroup() as group:
                await jobs.enqueue(bench.job("one"))
                group.create_task(run())
                await bench.until_seen(1)
                group.create_task(asyncio.to_thread(other.execute, "SELECT pg_advisory_lock(%s, 1)", [LOCKS]))
                await asyncio.to_thread(until_somebody_waits_for_a_lock, postgres)
                postgres.run(_cut_locks(database))
                await ended.wait()

    def test_two_processes_have_two_executor_ids_and_a_free_one_is_taken_again(self, postgres: PostgresServer) -> None:
        url = postgres.url("postgres")

        first, second = claim_postgres(url), claim_postgres(url)
        first.release()
        third = claim_postgres(url)

        assert [claim.executor_id for claim in (first, second, third)] == [
            "postgresql-1", "postgresql-2", "postgresql-1",
        ]  # fmt: skip
        second.release()
        third.release()

    @pytest.mark.parametrize(
        ("url", "why"),
        [
            pytest.param("postgresql://somebody:hunter2@127.0.0.1:1/x", "refused", id="nobody answers"),
            pytest.param("postgresql://somebody:hunter2@host:port/x", "no PostgreSQL address", id="no address"),
        ],
    )
    def test_a_server_that_cannot_be_used_is_told_without_the_password(self, url: str, why: str) -> None:
        with pytest.raises(StoreUnavailable, match=why) as caught:
            claim_postgres(url)

        assert "hunter2" not in str(caught.value)


def _cut_locks(database: str) -> str:
    """Ends the connections that hold an advisory lock."""
    return (
        "SELECT pg_terminate_backend(pid) FROM pg_locks"
        " WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()"
        f" AND database = (SELECT oid FROM pg_database WHERE datname = '{database}')"
    )


async def test_what_is_kept_is_json_and_no_word_of_the_job(bench: Bench) -> None:
    bench.known["one"] = Job("one", "draft", "a", "ann", {"words": "a secret word"})
    async with bench.running(step(partial(bench.result_of, "done"))) as jobs:
        await jobs.enqueue(bench.known["one"])
        await bench.until_seen(1)

    with closing(sqlite3.connect(bench.folder / "jobs.db")) as database:
        (given,) = database.execute("SELECT inputs FROM workflow_input").fetchall()
        (recorded,) = database.execute("SELECT function_name, output FROM operation_outputs").fetchall()
        ((journal,),) = database.execute("PRAGMA journal_mode").fetchall()
    assert json.loads(given[0]) == {"args": ["one"], "kwargs": {}}
    assert recorded == ("only", '"done"')
    assert journal == "wal"
