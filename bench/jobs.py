"""What jobs cost: `python bench/jobs.py [--postgresql] [--jobs 40] [--beside own|same]`.

Jobs of five empty steps, enqueued one after the other while they run, each on a line of its own. With `--beside`, a
second writer commits a row every 5 ms meanwhile, as the store does: into a file of its own, or into that of the jobs.
Milliseconds by the clock: the median, the 99th of a hundred and the worst.
"""

import argparse
import asyncio
import sqlite3
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from adapters.jobs.jobs import DbosJobs
from bot.ports import Steps
from bot.records import Job
from tests.fakes.postgres import PostgresServer

STEPS = 5


def tell(what: str, times_s: list[float]) -> None:
    times_ms = sorted(time_s * 1000 for time_s in times_s)
    middle, late, worst = times_ms[len(times_ms) // 2], times_ms[int(len(times_ms) * 0.99)], times_ms[-1]
    print(f"{what:36} {middle:8.1f} {late:8.1f} {worst:8.1f}   of {len(times_ms)}")


async def nothing() -> None:
    return None


async def measure(folder: Path, database_url: str | None, number: int) -> None:
    known = {f"job-{serial}": Job(f"job-{serial}", "draft", f"line-{serial}", "ann") for serial in range(number)}
    enqueued_s: dict[str, float] = {}
    enqueueing, waiting, steps_took, whole = [], [], [], []
    done = asyncio.Event()

    async def lookup(key: str) -> Job | None:
        return known[key]

    async def stories(job: Job, steps: Steps) -> None:
        waiting.append(time.monotonic() - enqueued_s[job.key])
        for serial in range(STEPS):
            began_s = time.monotonic()
            await steps.do(f"step {serial}", nothing)
            steps_took.append(time.monotonic() - began_s)
        whole.append(time.monotonic() - enqueued_s[job.key])
        if len(whole) == number:
            done.set()

    jobs = DbosJobs(folder, lookup=lookup, database_url=database_url)
    began_s = time.monotonic()
    async with asyncio.TaskGroup() as group:
        group.create_task(jobs.run(stories))
        for job in known.values():
            before_s = enqueued_s[job.key] = time.monotonic()
            await jobs.enqueue(job)
            enqueueing.append(time.monotonic() - before_s)
        await done.wait()
        ended_s = time.monotonic()
        await jobs.close(within_s=5)
    tell("opening, and the first enqueued", enqueueing[:1])
    tell("enqueue", enqueueing[1:])
    tell("enqueue to start", waiting[1:])
    tell("a step", steps_took)
    tell("enqueue to end, of five steps", whole[1:])
    tell("all of it, from opening on", [ended_s - began_s])
    tell("close", [time.monotonic() - ended_s])


def write_beside(file: Path, stop: threading.Event, took: list[float]) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE IF NOT EXISTS beside (value TEXT)")
        while not stop.wait(0.005):
            began_s = time.monotonic()
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO beside VALUES (?)", ("x" * 500,))
            database.execute("COMMIT")
            took.append(time.monotonic() - began_s)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python bench/jobs.py", description=__doc__)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--jobs", type=int, default=40)
    parser.add_argument("--beside", choices=["own", "same"])
    given = parser.parse_args()
    with ExitStack() as open_ones:
        folder = Path(open_ones.enter_context(tempfile.TemporaryDirectory()))
        server = open_ones.enter_context(PostgresServer()) if given.postgresql else None
        url = server.url(server.create()) if server else None
        took: list[float] = []
        if given.beside:
            stop = threading.Event()
            file = folder / ("jobs.db" if given.beside == "same" else "beside.db")
            writer = threading.Thread(target=partial(write_beside, file, stop, took))
            writer.start()
            open_ones.callback(writer.join)
            open_ones.callback(stop.set)
        asyncio.run(measure(folder, url, given.jobs))
        if took:
            tell("a commit beside it", took)


if __name__ == "__main__":
    main()
