"""Work that outlives the process that began it."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Protocol

from bot.records import Job

StepResult = str | int | bool | None
"""What a recorded step leaves behind: small, and no text of people or papers; those are in the store."""


class Steps(Protocol):
    """The recorded steps of one job."""

    async def do(self, name: str, call: Callable[[], Coroutine[Any, Any, StepResult]]) -> StepResult:
        """Do a step once: in a job that goes on after a crash its recorded result comes back instead.

        A crash in the middle of a step has it done again, so `call` is written to be repeatable.

        Args:
            name: What the step is; the same steps come in the same order each time the job runs.
        """
        ...


Stories = Callable[[Job, Steps], Coroutine[Any, Any, None]]
"""What a job does. It raises nothing that a person should have been told."""


class Jobs(Protocol):
    """Runs jobs: those of one line one after the other as they came, those of different lines at once."""

    async def open(self) -> None:
        """Connect, and claim what no other process may work on.

        Raises:
            StoreInUse: Another process works on the same SQLite files.
            StoreUnavailable: The database does not answer, or refuses.
        """
        ...

    async def run(self, stories: Stories) -> None:
        """Work until cancelled, beginning with what was left unfinished. Called once, opened or not."""
        ...

    async def enqueue(self, job: Job) -> None:
        """Have a job done; one of that key that was enqueued before is that one.

        Returns when this is committed. It may come before `run`.
        """
        ...

    async def drop_ended(self, *, before: datetime) -> int:
        """Remove the records of jobs that ended before then; how many. A job of that key would be done once more."""
        ...

    async def close(self, *, within_s: float) -> None:
        """Begin nothing more, wait so long for the steps under way, then leave the rest for the next start."""
        ...
