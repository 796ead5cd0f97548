"""The long form of the replay test: 10,000 tellings of events, doubled, out of order, and several at once. Minutes.

python -m tests.replayed_events [--tellings 10000] [--at-once 3] [--starts 10] [--seed 1]
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot.chat_events import ChatEvent
from tests.bot.test_service import desk_at, events, replayed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replayed_events", description=__doc__)
    parser.add_argument("--tellings", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=3, help="so many are told at once")
    parser.add_argument("--starts", type=int, default=10, help="how often the service begins anew on what is kept")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)  # nobody's secret depends on it
    once = events(given.tellings * 7 // 20)  # each is told three times on average
    told = replayed(once, dice, times=3)
    with tempfile.TemporaryDirectory() as folder:
        began_s = time.monotonic()
        jobs = Counter(asyncio.run(_replay(Path(folder), told, given.at_once, given.starts)))
    doubled, lost = sum(jobs.values()) - len(jobs), len(once) - len(jobs)
    print(
        f"{len(told)} tellings of {len(once)} events: {len(jobs)} jobs, {lost} lost, {doubled} doubled,"
        f" {time.monotonic() - began_s:.1f} s"
    )
    return 1 if lost or doubled else 0


async def _replay(folder: Path, told: list[ChatEvent], at_once: int, starts: int) -> list[str]:
    """The keys of all jobs that were handed over."""
    keys: list[str] = []
    of_a_start = -(-len(told) // starts)
    for begin in range(0, len(told), of_a_start):
        part = told[begin : begin + of_a_start]
        async with desk_at(folder) as desk:
            await desk.service.resume()
            for first in range(0, len(part), at_once):
                async with asyncio.TaskGroup() as group:
                    for event in part[first : first + at_once]:
                        group.create_task(desk.service.on_event(event))
            keys += [job.key for job in desk.jobs.jobs]
    return keys


if __name__ == "__main__":
    raise SystemExit(main())
