"""The long form of the tests of several processes: what is killed, stopped, hung or restarted while a lab is busy.

Prints a line for each form. Minutes, not seconds: processes are begun again, and each form has drafts and actions under
way at the moment of its fault.

    python -m tests.fleet_forms [--form killed] [--times 3] [--drafts 8] [--seed 1]
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.postgres import PostgresServer
from tests.fleet_lab import LISTENS, BusyLab, busy_lab
from tests.members import Member, members

_MOST_S = 400.0
_TAIL = 12
_HANGS_S = 20.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a fault happens: two processes, the first of which listens to Discord."""

    lab: BusyLab
    listener: Member
    other: Member
    postgres: PostgresServer
    dice: random.Random


async def killed(scene: Scene) -> None:
    """The one that listens is killed and not begun again."""
    await scene.listener.kill()


async def other_killed(scene: Scene) -> None:
    """The one that stands by is killed and not begun again."""
    await scene.other.kill()


async def both_killed(scene: Scene) -> None:
    """Both are killed, and begun again."""
    await asyncio.gather(scene.listener.kill(), scene.other.kill())
    await asyncio.gather(scene.listener.begin(), scene.other.begin())


async def rolling(scene: Scene) -> None:
    """One after the other is told to end, and begun again, as for a new release."""
    for member in (scene.listener, scene.other):
        status = await member.stop()
        if status:
            raise AssertionError(f"process {member.name} ended with {status}")
        served = member.count("serves discord")
        await member.begin()
        await member.until("serves discord", times=served + 1)


async def hung(scene: Scene) -> None:
    """The one that listens is held for so long that others take over, and then let go on."""
    scene.listener.send(signal.SIGSTOP)
    await asyncio.sleep(_HANGS_S)
    scene.listener.send(signal.SIGCONT)


async def postgres_restarted(scene: Scene) -> None:
    """The database ends every connection, and is back after a while."""
    await asyncio.to_thread(scene.postgres.restart, rests_s=scene.dice.uniform(0, 6))


FORMS: Mapping[str, Callable[[Scene], Awaitable[None]]] = {
    form.__name__: form for form in (killed, other_killed, both_killed, rolling, hung, postgres_restarted)
}


async def played(form: Callable[[Scene], Awaitable[None]], server: PostgresServer, drafts: int, seed: int) -> str:
    """What a form came to, in a line; the faults in lines of their own."""
    dice = random.Random(seed)  # nobody's secret depends on it
    url = server.url(server.create())
    with tempfile.TemporaryDirectory() as folder:
        async with busy_lab(url=url, pause_s=0.3) as lab, members(lab.settings, Path(folder)) as both:
            try:
                async with asyncio.timeout(_MOST_S):
                    took_s = await _play(form, lab, both, server, drafts, dice)
                faults = list(lab.faults())
            except (TimeoutError, RuntimeError, AssertionError) as error:
                took_s, faults = _MOST_S, [f"{type(error).__name__} {error}", *lab.faults()]
                faults += [line for member in both for line in (f"log of {member.name}:", *member.log[-_TAIL:])]
    head = f"{form.__name__:20} {len(lab.requests):3} drafts {sum(lab.acts.values()):3} actions"
    counted = f"{len(faults):3} lost or doubled {lab.given_again():3} tweets in flight written again {took_s:6.1f} s"
    return "\n    ".join([f"{head} {counted}", *faults])


async def _play(
    form: Callable[[Scene], Awaitable[None]],
    lab: BusyLab,
    both: Sequence[Member],
    server: PostgresServer,
    drafts: int,
    dice: random.Random,
) -> float:
    """Have a form happen to a lab; how long it took from the fault until all was done."""
    await asyncio.gather(*(member.until("serves discord") for member in both))
    await lab.until(lambda: any(member.count(LISTENS) for member in both))
    await lab.discord.server.gateway.until_identified(1)
    listener, other = sorted(both, key=lambda member: -member.count(LISTENS))
    old = [await lab.ask() for _ in range(drafts // 2)]
    await lab.until_done()
    for request in old:
        await lab.ask()
        await lab.press(request, dice.randint(2, 4))
    await asyncio.sleep(dice.uniform(0.2, 4))
    began_s = time.monotonic()
    await form(Scene(lab, listener, other, server, dice))
    for request in old:  # people go on all the while
        await lab.press(request, dice.randint(5, 7))
    await lab.until_done()
    return time.monotonic() - began_s


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fleet_forms", description=__doc__)
    parser.add_argument("--form", choices=FORMS, action="append", help="only this one")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--drafts", type=int, default=8, help="half of them are under way at the moment of the fault")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    wrong = 0
    with PostgresServer() as server:
        for name in given.form or FORMS:
            for number in range(given.times):
                line = asyncio.run(played(FORMS[name], server, given.drafts, given.seed + number))
                wrong += "\n" in line
                print(line, flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
