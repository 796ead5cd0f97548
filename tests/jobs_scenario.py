"""Jobs of a few steps, for `tests.crashes`."""

import asyncio
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from adapters.jobs.jobs import DbosJobs
from bot.ports import Steps
from bot.records import Job
from tests.crashes import Journal, Mortal

DATABASE_URL = "PAPERTHREAD_TEST_DATABASE_URL"
"""Of a PostgreSQL server, up to the name of the database: each folder has one of its own, of its name."""

# Jobs and how many steps each has. In one line the key of the second sorts before that of the first.
ONE_LINE = ((Job("a-second-name", "draft", "a", "ann"), 5), (Job("a-first-name", "shorten", "a", "bob"), 1))
TWO_LINES = (*ONE_LINE, (Job("b-other", "draft", "b", "ann"), 4))


async def one_line(folder: Path, journal: Journal, mortal: Mortal) -> None:
    await _work(ONE_LINE, folder, journal, mortal)


async def two_lines(folder: Path, journal: Journal, mortal: Mortal) -> None:
    await _work(TWO_LINES, folder, journal, mortal)


async def _work(jobs_and_steps: Sequence[tuple[Job, int]], folder: Path, journal: Journal, mortal: Mortal) -> None:
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
    url = os.environ.get(DATABASE_URL)
    jobs = DbosJobs(folder, lookup=lookup, database_url=url and f"{url}{folder.name}", poll_s=0.02)
    for job, _ in jobs_and_steps:
        await jobs.enqueue(job)
    async with asyncio.TaskGroup() as group:
        group.create_task(jobs.run(mortal(stories)))
        await done.wait()
        await jobs.close(within_s=5)


async def _step(job: Job, number: int, journal: Journal) -> int:
    journal.note(f"{job.key} step {number}")
    return number
