"""The long form of the replay test: 10,000 tellings of events, doubled and out of order. A minute or two.

python -m tests.replayed_events [--tellings 10000] [--seed 1]
"""

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path

from tests.bot.test_service import desk_at, events, replayed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replayed_events", description=__doc__)
    parser.add_argument("--tellings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_replay(Path(folder), given.tellings, given.seed))


async def _replay(folder: Path, tellings: int, seed: int) -> int:
    once = events(tellings // 3)
    told = replayed(once, random.Random(seed), times=3)[:]  # nobody's secret depends on it
    began_s = time.monotonic()
    async with desk_at(folder) as desk:
        for event in told:
            await desk.service.on_event(event)
        keys = [job.key for job in desk.jobs.jobs]
    wrong = abs(len(set(keys)) - len(once)) + len(keys) - len(set(keys))
    spent_s = time.monotonic() - began_s
    print(f"{len(told)} tellings of {len(once)} events: {len(keys)} jobs, {wrong} wrong, {spent_s:.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
