"""Jobs in memory: `bot.ports.Jobs` that runs what is enqueued in this process, and forgets it with it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from bot.ports import Stories
from bot.ports.jobs import StepResult
from bot.records import Job


class PlainSteps:
    """Steps that are done and not recorded."""

    async def do(self, name: str, call: Callable[[], Coroutine[Any, Any, StepResult]]) -> StepResult:
        return await call()


class FakeJobs:
    """Runs the jobs of a line one after the other, those of different lines at once."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._stories: Stories | None = None
        self._lines: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, stories: Stories) -> None:
        """Say what jobs do, without waiting for `run`."""
        self._stories = stories

    async def open(self) -> None:
        """There is nothing to open."""

    async def run(self, stories: Stories) -> None:
        self._stories = stories
        await asyncio.Event().wait()

    async def enqueue(self, job: Job) -> None:
        if job.key in self.keys:
            return
        self.keys.append(job.key)
        task = asyncio.create_task(self._do(job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drop_ended(self, *, before: datetime) -> int:
        return 0

    async def close(self, *, within_s: float) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until every job has ended, also those that came meanwhile."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def _do(self, job: Job) -> None:
        assert self._stories is not None
        async with self._lines[job.line]:
            await self._stories(job, PlainSteps())
