"""What a lab of many channels and people costs two processes on one PostgreSQL.

Our Discord and a model server run in this process, two `paperthread run` beside it. Papers are posted in waves, one in
each channel, and tweets of those that are done are written again meanwhile, half by an emoji and half by a button. Then
one person floods the bot, and at the end one process is killed.

    python bench/load.py                                    # 500 drafts, 2,000 actions: the better part of an hour
    python bench/load.py --drafts 40 --channels 10 --people 8
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from bot.model.chat import MessageRef, Person, Place
from tests.fakes.discord_server.world import GUILD
from tests.fakes.postgres import PostgresServer
from tests.fleet_lab import BusyLab, busy_lab
from tests.members import Member, members

_ACTIONS_A_DRAFT = 4
_FLOOD = 20
_OTHERS = 5
_UNDER_WAY = 6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=500)
    parser.add_argument("--channels", type=int, default=50)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--pause-s", type=float, default=0.1, help="what the model takes for one tweet")
    given = parser.parse_args()
    with PostgresServer() as server, tempfile.TemporaryDirectory() as folder:
        url = server.url(server.create())
        return asyncio.run(_bench(url, Path(folder), given.drafts, given.channels, given.people, given.pause_s))


async def _bench(url: str, folder: Path, drafts: int, channels: int, people: int, pause_s: float) -> int:
    async with busy_lab(url=url, pause_s=pause_s) as lab:
        world = lab.discord.world
        places = [Place("discord", GUILD, world.channel(f"papers-{number}")["id"]) for number in range(channels)]
        persons = [Person("discord", GUILD, world.user(f"person{number}")["id"]) for number in range(people)]
        async with members(lab.settings, folder) as both:
            await asyncio.gather(*(member.until("serves discord") for member in both))
            await lab.discord.server.gateway.until_identified(1)
            await _waves(lab, places, persons, both, drafts)
            await _flood(lab, places, persons)
            await _recovery(lab, places, both)
        faults = list(lab.faults())
        print(f"lost or doubled: {len(faults)}", *faults[:20], sep="\n    ")
        return 1 if faults else 0


async def _waves(
    lab: BusyLab, places: Sequence[Place], persons: Sequence[Person], both: Sequence[Member], drafts: int
) -> None:
    began_s, began_bytes = time.monotonic(), _bytes(lab)
    last: list[MessageRef] = []
    steps = sorted({min(100, drafts), drafts})
    while len(lab.requests) < drafts:
        number = len(lab.requests)
        wave = [
            await lab.ask(place, by=persons[(number + index) % len(persons)])
            for index, place in enumerate(places[: drafts - number])
        ]
        await _act(lab, last, persons)
        await lab.until(lambda wave=wave: all(map(lab.is_done, wave)))  # type: ignore[misc]  # bound now
        last = wave
        if steps and len(lab.requests) >= steps[0]:
            steps.pop(0)
            await lab.until_done()
            _tell_size(lab, both, began_bytes)
    await _act(lab, last, persons)
    await lab.until_done()
    took_s = time.monotonic() - began_s
    actions = sum(lab.acts.values())
    pace = drafts / took_s * 60
    print(f"{len(lab.requests)} drafts and {actions} actions in {took_s:.0f} s: {pace:.0f} drafts a minute")
    _tell_size(lab, both, began_bytes)
    answered = [one.answered_after_s for one in lab.interactions if one.answered_after_s is not None]
    cuts = quantiles(answered, n=100)
    print(
        f"acknowledged {len(answered)} of {len(lab.interactions)} buttons: p50 {cuts[49] * 1000:.0f} ms,"
        f" p99 {cuts[98] * 1000:.0f} ms, max {max(answered) * 1000:.0f} ms"
    )


async def _act(lab: BusyLab, requests: Sequence[MessageRef], persons: Sequence[Person]) -> None:
    """Have four tweets of each draft written again."""
    for index, request in enumerate(requests):
        for number in range(2, 2 + _ACTIONS_A_DRAFT):
            by = persons[(index + number) % len(persons)]
            await (lab.press if number % 2 else lab.use_button)(request, number, by=by)
            await asyncio.sleep(0.02)  # people are not one machine


async def _flood(lab: BusyLab, places: Sequence[Place], persons: Sequence[Person]) -> None:
    """One person posts many papers, then others one each: when are these done?"""
    began_s = time.monotonic()
    flood = [await lab.ask(places[index % len(places)], by=persons[0]) for index in range(_FLOOD)]
    others = [
        await lab.ask(places[index % len(places)], by=persons[1 + index % (len(persons) - 1)])
        for index in range(_OTHERS)
    ]
    ended_s: dict[str, float] = {}
    while len(ended_s) < len(flood) + len(others):
        for request in (*flood, *others):
            if request.id not in ended_s and lab.is_done(request):
                ended_s[request.id] = time.monotonic() - began_s
        await asyncio.sleep(0.05)
    of_others, of_flood = ([ended_s[one.id] for one in those] for those in (others, flood))
    behind = [sum(at_s < ended for at_s in of_flood) for ended in of_others]
    print(
        f"{_OTHERS} people behind one who had posted {_FLOOD}: done after {median(of_others):.1f} s"
        f" (at most {max(of_others):.1f}), the flood after {median(of_flood):.1f} ({max(of_flood):.1f});"
        f" drafts of the flood that were done before theirs: {behind}"
    )


async def _recovery(lab: BusyLab, places: Sequence[Place], both: Sequence[Member]) -> None:
    """One process is killed in the middle of drafts, and not begun again."""
    requests = [await lab.ask(places[index % len(places)]) for index in range(_UNDER_WAY)]
    await lab.until(lambda: any(len(lab.tweets(request)) > 1 for request in requests))
    dead, alive = both
    known = alive.count("takeover outcome=done")
    await dead.kill()
    began_s = time.monotonic()
    with_jobs = asyncio.create_task(alive.until("takeover outcome=done", times=known + 1))
    done = asyncio.create_task(lab.until(lambda: all(map(lab.is_done, requests))))
    await asyncio.wait([with_jobs, done], return_when=asyncio.FIRST_COMPLETED)
    taken = f"taken over after {time.monotonic() - began_s:.1f} s" if with_jobs.done() else "had nothing under way"
    await done
    with_jobs.cancel()
    print(f"a process killed with -9: {taken}, all {_UNDER_WAY} drafts done after {time.monotonic() - began_s:.1f} s")
    await lab.until_done()


def _tell_size(lab: BusyLab, both: Sequence[Member], began_bytes: float) -> None:
    drafts, actions = len(lab.requests), sum(lab.acts.values())
    grown_kb = (_bytes(lab) - began_bytes) / 1000
    connections = lab.look("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") - 1
    memory = " and ".join(f"{_resident_mb(member.pid):.0f}" for member in both)
    print(
        f"after {drafts} drafts and {actions} actions: {memory} MB of memory, {grown_kb / drafts:.0f} kB of database a"
        f" draft with its actions, {connections:.0f} connections",
        flush=True,
    )


def _bytes(lab: BusyLab) -> float:
    return lab.look("SELECT pg_database_size(current_database())")


def _resident_mb(pid: int) -> float:
    """Of a process without its children: those read PDFs, and are replaced."""
    (line,) = (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    sys.exit(main())
