"""A process that is killed in the middle of its work has kept whatever a method said it kept."""

import subprocess
import sys
from pathlib import Path

from adapters.store.store import SqlStore
from tests.adapters.store.conftest import Home

ROOT = Path(__file__).parent.parent.parent.parent

WORK = """
import asyncio, sys
from itertools import count
from pathlib import Path

from adapters.store.store import SqlStore
from bot.records import Job


async def work(folder, url):
    store = SqlStore(Path(folder), url=url)
    await store.open()
    for number in count():
        job = Job(f"job-{number}", "draft", "d1", "U1", {"text": "x" * 500})
        assert await store.events.accept(f"event-{number}", job)
        print(number, flush=True)


asyncio.run(work(sys.argv[1], sys.argv[2] or None))
"""


def kill_at_work(folder: Path, url: str | None) -> int:
    """How many events a process said it had accepted before it was killed."""
    command = [sys.executable, "-c", WORK, str(folder), url or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line == "40\n":
                break
        process.kill()
        return 41 + sum(line.endswith("\n") for line in process.stdout)


async def test_what_was_accepted_before_the_process_was_killed_is_there_with_its_jobs(
    home: Home, store: SqlStore
) -> None:
    told = kill_at_work(home.folder, home.url)

    jobs = [job.key for job in await store.events.unstarted()]
    assert jobs[:told] == [f"job-{number}" for number in range(told)]
    assert len(jobs) - told in (0, 1)  # the last may have been committed, and not told
