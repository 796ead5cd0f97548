"""Jobs of a few steps, for `tests.crashes`, and what must hold of what they left behind."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import psycopg

from adapters.jobs.jobs import DbosJobs
from bot.ports import Steps
from bot.records import Job
from tests.crashes import Journal, Lives, Reaper

DATABASE_URL = "PAPERTHREAD_TEST_DATABASE_URL"
"""Of a PostgreSQL server, with {} in the place of the database: each folder has one of its own."""

MIGRATED = "migrated"
"""A database of the server that all others are copied from, if it is there: with the tables, and nothing in them."""

# Jobs and how many steps each has. In one line the key of the second sorts before that of the first.
ONE_LINE = ((Job("a-second-name", "draft", "a", "ann"), 5), (Job("a-first-name", "shorten", "a", "bob"), 1))
TWO_LINES = (*ONE_LINE, (Job("b-other", "draft", "b", "ann"), 4))


async def one_line(folder: Path, journal: Journal, reaper: Reaper) -> None:
    await _work(ONE_LINE, folder, journal, reaper)


async def two_lines(folder: Path, journal: Journal, reaper: Reaper) -> None:
    await _work(TWO_LINES, folder, journal, reaper)


def faults(jobs_and_steps: Sequence[tuple[Job, int]], lives: Lives) -> Iterator[str]:
    """What must not be: a step lost, one done again that was recorded, one too often, or one out of its turn."""
    for line in sorted({job.line for job, _ in jobs_and_steps}):
        wanted = [
            f"{job.key} step {number}"
            for job, steps in jobs_and_steps
            if job.line == line
            for number in range(1, steps + 1)
        ]
        seen = [effect for effect in lives.journal if effect in wanted]
        # Each life does at most one step again, the one that was cut; everything else goes forward only.
        places = [wanted.index(effect) for effect in seen]
        if places != sorted(places):
            yield f"line {line} goes back: {seen}"
        for effect, number in Counter(dict.fromkeys(wanted, 0) | Counter(seen)).items():
            if not number:
                yield f"{effect} is lost"
            if number > 1 + len(lives.deaths):
                yield f"{effect} was done {number} times"
        if len(seen) > len(wanted) + len(lives.deaths):
            yield f"line {line} did {len(seen)} steps in place of {len(wanted)}"


async def _work(jobs_and_steps: Sequence[tuple[Job, int]], folder: Path, journal: Journal, reaper: Reaper) -> None:
    by_key = {job.key: (job, steps) for job, steps in jobs_and_steps}
    done = asyncio.Event()

    async def lookup(key: str) -> Job | None:
        return by_key[key][0]

    async def stories(job: Job, steps: Steps) -> None:
        for number in range(1, by_key[job.key][1] + 1):
            assert await steps.do(f"step {number}", partial(_step, job, number, journal)) == number
        journal.note(f"{job.key} ended")
        note_end()

    def note_end() -> None:
        if {f"{key} ended" for key in by_key} <= set(journal.lines()):
            done.set()

    note_end()
    jobs = DbosJobs(folder, lookup=lookup, database_url=database_of(folder), poll_s=0.02)
    for job, _ in jobs_and_steps:
        await jobs.enqueue(job)
    async with asyncio.TaskGroup() as group:
        group.create_task(jobs.run(reaper.stories(stories)))
        await done.wait()
        await jobs.close(within_s=5)


async def _step(job: Job, number: int, journal: Journal) -> int:
    journal.note(f"{job.key} step {number}")
    return number


def database_of(folder: Path) -> str | None:
    """The address of a PostgreSQL database of the folder's own, made if it is not there; None for SQLite."""
    form = os.environ.get(DATABASE_URL)
    if form is None:
        return None
    name = f"{folder.parent.name}_{folder.name}".lower().replace("-", "_")
    with psycopg.connect(form.format("postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(1)")  # one that was killed in the middle of making it still makes it
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (MIGRATED,)).fetchone()
            template = f" TEMPLATE {MIGRATED}" if known else ""
            server.execute(f'CREATE DATABASE "{name}"{template}'.encode())
    return form.format(name)
