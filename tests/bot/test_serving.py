"""What keeps a conversation running, and whether anything of it is under way."""

import asyncio
from pathlib import Path

import pytest

from adapters.fleet.sole import SoleProcess
from adapters.jobs.claim import claim_folder
from bot.config import Settings
from bot.errors import StoreInUse
from bot.ports import Steps
from bot.records import Job
from bot.serving import WatchedJobs, parts_of, served
from tests.builders import person
from tests.fakes.chat import FakeChat
from tests.fakes.jobs import FakeJobs
from tests.fakes.labs import scene
from tests.fakes.scripted_model import shell_paper
from tests.fakes.stores import lay_file, open_store

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


async def test_a_job_that_a_process_took_in_and_could_not_hand_on_is_handed_on_by_one_that_lives(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, shell_paper()) as lab:
        (hand_on,) = (
            part for part in parts_of(lab.lab, lab.service, lab.jobs, SoleProcess()) if part.name == "handing on"
        )
        begun: asyncio.Queue[str] = asyncio.Queue()

        async def stories(job: Job, steps: Steps) -> None:
            begun.put_nowait(job.key)

        lab.jobs.take(stories)
        await lab.store.events.accept("left", Job("left", "tell", "left", ANN.key))

        running = asyncio.create_task(hand_on.run())

        assert await begun.get() == "left"
        running.cancel()
        await asyncio.wait([running])


async def test_a_second_process_on_the_same_files_is_refused_before_it_listens_to_anything(tmp_path: Path) -> None:
    lay_file(tmp_path)
    first = claim_folder(tmp_path)

    with pytest.raises(StoreInUse):
        async with served(Settings(data_dir=tmp_path), [FakeChat()], SoleProcess()):
            pass

    first.release()
