"""The long form of the tests of one process on SQLite while its disk is full, its files are locked, or it is moved.

Prints a line for each form. A full disk is played by a limit on the size of files, which Linux changes from outside.

    python -m tests.sqlite_forms [--form full] [--seed 1]
"""

import argparse
import asyncio
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.fleet_lab import BusyLab, busy_lab
from tests.members import Member

_MOST_S = 400.0
_DRAFTS = 4
_TAIL = 12
_FULL_S = 15.0
_LOCKED_S = 40.0  # longer than the 30 s that both wait for another writer


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a fault happens: one process that works on drafts and actions."""

    lab: BusyLab
    member: Member
    folder: Path


async def full(scene: Scene) -> None:
    """No file can grow for a while."""
    sizes = [file.stat().st_size for file in scene.folder.glob("*.db*")]
    _, most = resource.prlimit(scene.member.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(scene.member.pid, resource.RLIMIT_FSIZE, (max(min(sizes), 4096), most))
    await asyncio.sleep(_FULL_S)
    resource.prlimit(scene.member.pid, resource.RLIMIT_FSIZE, (most, most))


async def store_locked(scene: Scene) -> None:
    """Another program keeps the store's file for itself."""
    await _lock(scene.folder / "paperthread.db")


async def jobs_locked(scene: Scene) -> None:
    """Another program keeps the file of jobs for itself."""
    await _lock(scene.folder / "jobs.db")


async def _lock(file: Path) -> None:
    with closing(sqlite3.connect(file, timeout=60, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(_LOCKED_S)
        other.execute("ROLLBACK")


async def killed(scene: Scene) -> None:
    """It is killed, and begun again."""
    await scene.member.kill()
    await scene.member.begin()


FORMS: Mapping[str, Callable[[Scene], Awaitable[None]]] = {
    form.__name__: form for form in (full, store_locked, jobs_locked, killed)
}


async def played(form: Callable[[Scene], Awaitable[None]], seed: int) -> str:
    """What a form came to, in a line; the faults in lines of their own."""
    dice = random.Random(seed)  # nobody's secret depends on it
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with busy_lab(folder=folder, pause_s=0.3) as lab, Member("1", lab.settings) as member:
            try:
                async with asyncio.timeout(_MOST_S):
                    took_s = await _play(form, lab, member, folder, dice)
                faults = list(lab.faults())
            except (TimeoutError, RuntimeError) as error:
                took_s, faults = _MOST_S, [f"{type(error).__name__} {error}", *lab.faults(), *member.log[-_TAIL:]]
            faults += [line for line in member.log if "outcome=failed" in line and "job story" in line]
    head = f"{form.__name__:20} {len(lab.requests):3} drafts {sum(lab.acts.values()):3} actions"
    counted = f"{len(faults):3} lost or doubled {lab.given_again():3} tweets in flight written again {took_s:6.1f} s"
    return "\n    ".join([f"{head} {counted}", *faults])


async def _play(
    form: Callable[[Scene], Awaitable[None]], lab: BusyLab, member: Member, folder: Path, dice: random.Random
) -> float:
    """Have a form happen to a lab; how long it took from the fault until all was done."""
    await member.until("serves discord")
    await lab.discord.server.gateway.until_identified(1)
    old = [await lab.ask() for _ in range(_DRAFTS)]
    await lab.until_done()
    for request in old:
        await lab.ask()
        await lab.press(request, dice.randint(2, 4))
    await asyncio.sleep(dice.uniform(0.2, 2))
    began_s = time.monotonic()
    await form(Scene(lab, member, folder))
    for request in old:
        await lab.press(request, dice.randint(5, 7))
    await lab.until_done()
    return time.monotonic() - began_s


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sqlite_forms", description=__doc__)
    parser.add_argument("--form", choices=FORMS, action="append", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    wrong = 0
    for name in given.form or FORMS:
        line = asyncio.run(played(FORMS[name], given.seed))
        wrong += "\n" in line
        print(line, flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
