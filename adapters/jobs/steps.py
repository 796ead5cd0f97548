"""The steps of one job, recorded by DBOS; and the door that no step goes through any more when the process ends."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from adapters.jobs.records import StepFailed, is_result
from bot.errors import StoreUnavailable
from bot.ports.jobs import StepResult
from bot.records import Job

_log = logging.getLogger(__name__)


class PutBack(BaseException):
    """The store went away in the middle of a job: it is to be done again, from its last recorded step.

    It is no `Exception`, so that no story takes it for a failure of its own, and DBOS records nothing of it.
    """


class Door:
    """Lets steps begin while it is open, and knows when the last of them is through."""

    def __init__(self) -> None:
        self._is_shut = False
        self._inside = 0
        self._empty = asyncio.Event()
        self._empty.set()

    @asynccontextmanager
    async def inside(self) -> AsyncIterator[None]:
        if self._is_shut:
            await asyncio.Future()  # until it is cancelled: what has not begun is left for later, or for others
        self._inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._empty.set()

    def shut(self) -> None:
        self._is_shut = True

    def open(self) -> None:
        """Let steps begin again; whoever waits before it has to be cancelled first."""
        self._is_shut = False

    async def until_empty(self) -> None:
        await self._empty.wait()


class RecordedSteps:
    """Implements `bot.ports.Steps` inside a workflow of DBOS."""

    def __init__(self, job: Job, door: Door) -> None:
        self._job = job
        self._door = door

    async def do(self, name: str, call: Callable[[], Coroutine[Any, Any, StepResult]]) -> StepResult:
        outcome = "recorded before"
        began_s = time.monotonic()

        async def body() -> StepResult:
            nonlocal outcome
            outcome = "failed"
            try:
                result = await call()
            except StoreUnavailable as error:
                outcome = "put back"
                raise PutBack from error
            except asyncio.CancelledError:
                outcome = "cut off"
                raise
            if not is_result(result):
                raise TypeError(f"step {name} gave a {type(result).__name__}, which is no result of a step")
            outcome = "done"
            return result

        async with self._door.inside():
            try:
                result = await DBOS.run_step_async({"name": name}, body)
            except SQLAlchemyError as error:  # it could not be recorded
                outcome = "put back"
                raise PutBack from error
            except StepFailed as failed:
                if not str(failed).startswith("sqlalchemy."):
                    raise
                result = await body()  # all that is recorded of it is that it could not be recorded
            finally:
                _log.info(
                    'step story=%s line=%s step="%s" seconds=%.2f outcome=%s',
                    self._job.story,
                    self._job.line,
                    name,
                    time.monotonic() - began_s,
                    outcome,
                )
        return result
