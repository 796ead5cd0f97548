"""Whether anything of the conversation is under way."""

import asyncio
from pathlib import Path

from bot.ports import Steps
from bot.records import Job
from bot.serving import WatchedJobs
from tests.builders import person
from tests.fakes.jobs import FakeJobs
from tests.fakes.stores import open_store

ANN = person("U1")


async def test_jobs_that_fail_repeat_or_are_forgotten_leave_nobody_waiting(tmp_path: Path) -> None:
    store = await open_store(tmp_path)
    below = FakeJobs()
    jobs = WatchedJobs(below, store.events)
    failing, repeated, forgotten = (Job(key, "tell", key, ANN.key) for key in ("failing", "repeated", "forgotten"))
    begun: list[str] = []
    may_end = asyncio.Event()

    async def stories(job: Job, steps: Steps) -> None:
        begun.append(job.key)
        await may_end.wait()
        if job.key == "failing":
            raise asyncio.CancelledError

    for job in (failing, repeated):
        await store.events.accept(job.key, job)
    below.take(jobs.watched(stories))
    await jobs.enqueue(failing)
    await jobs.enqueue(repeated)
    assert not await jobs.is_idle()
    may_end.set()
    await below.idle()
    await jobs.enqueue(repeated)
    below.keys.append("forgotten")  # as a queue that has it, and finds nothing to do when its turn comes
    await jobs.enqueue(forgotten)

    assert await jobs.is_idle()
    assert begun == ["failing", "repeated"]
    await store.close()
