"""Processes that die by SIGKILL at the edges of steps and are started again, and what they left behind each time.

A scenario is `async def scenario(folder, journal, mortal)`: it makes everything anew from what `folder` holds, gives
its stories through `mortal`, writes each effect into `journal`, and returns when all is done. It is named
"module:function" and run by a process of its own, which imports it once and forks a child for each life, so that a
life costs no start of Python.

    lives = crash("tests.jobs_scenario:five_steps", tmp_path, Deaths.EACH)
"""

import argparse
import asyncio
import importlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.ports import Steps, Stories
from bot.ports.jobs import StepResult
from bot.records import Job

ROOT = Path(__file__).parent.parent
_MOST_S = 60.0  # a life that lasts longer hangs
_MOST_LIVES = 500


class Deaths(StrEnum):
    """How a scenario is killed.

    EACH: In one folder, at the first edge that none died at yet, until none is left.
    ONE: At the first edge, then to the end; in a new folder at the second, and so on.
    RANDOM: At any moment at all, then to the end; in a new folder again.
    """

    EACH = "each"
    ONE = "one"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Lives:
    """What one folder saw.

    Attributes:
        deaths: The edge of each death, in order; "any moment" of random ones.
        journal: All lines, in order, of all lives.
    """

    deaths: tuple[str, ...]
    journal: tuple[str, ...]


class Journal:
    """Lines on the disk: what is written stays written, whatever becomes of the process."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, line: str) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> list[str]:
        return self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []


Mortal = Callable[[Stories], Stories]
Scenario = Callable[[Path, Journal, Mortal], Coroutine[Any, Any, None]]


class MortalSteps:
    """Steps with an edge before the call, one behind it, and one behind its record: at each the process may die."""

    def __init__(self, job: Job, steps: Steps, die_if_due: Callable[[str], None]) -> None:
        self._job = job
        self._steps = steps
        self._die_if_due = die_if_due

    async def do(self, name: str, call: Callable[[], Coroutine[Any, Any, StepResult]]) -> StepResult:
        is_new = False

        async def mortal_call() -> StepResult:
            nonlocal is_new
            is_new = True
            self._die_if_due(f"{self._job.key} before {name}")
            result = await call()
            self._die_if_due(f"{self._job.key} behind {name}")
            return result

        result = await self._steps.do(name, mortal_call)
        if is_new:
            self._die_if_due(f"{self._job.key} behind the record of {name}")
        return result


class Reaper:
    """Counts edges, and ends the process where it is due.

    Args:
        die_at: The number of the edge, from 1; "new" is the first that none died at in this folder; "" is none.
    """

    def __init__(self, deaths: Journal, die_at: str) -> None:
        self._deaths = deaths
        self._die_at = die_at
        self._died_at = set(deaths.lines())
        self._passed = 0

    def stories(self, stories: Stories) -> Stories:
        async def mortal(job: Job, steps: Steps) -> None:
            await stories(job, MortalSteps(job, steps, self.die_if_due))

        return mortal

    def die_if_due(self, edge: str) -> None:
        self._passed += 1
        if self._die_at == str(self._passed) or (self._die_at == "new" and edge not in self._died_at):
            self._deaths.note(edge)
            os.kill(os.getpid(), signal.SIGKILL)


def crash(
    scenario: str, folder: Path, deaths: Deaths, *, env: Mapping[str, str] | None = None, times: int = 10
) -> list[Lives]:
    """Run a scenario through its deaths; one `Lives` a folder that was used.

    Args:
        scenario: "module:function".
        env: Variables for it beside those of this process.
        times: How many random deaths.

    Raises:
        subprocess.CalledProcessError: A life ended otherwise than it should; what it wrote is on stderr.
    """
    command = [sys.executable, "-m", "tests.crashes", scenario, str(folder), deaths, "--times", str(times)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, check=True, stdout=subprocess.PIPE)
    return [Lives(tuple(given["deaths"]), tuple(given["journal"])) for given in json.loads(done.stdout)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill a scenario and start it again; prints JSON.")
    parser.add_argument("scenario", help="module:function")
    parser.add_argument("folder", type=Path, help="an empty folder for what it keeps")
    parser.add_argument("deaths", type=Deaths, choices=list(Deaths))
    parser.add_argument("--times", type=int, default=10, help="how many random deaths")
    given = parser.parse_args()
    module, _, name = given.scenario.partition(":")
    nursery = Nursery(getattr(importlib.import_module(module), name), given.folder)
    lives = (
        nursery.random_deaths(given.times) if given.deaths is Deaths.RANDOM else nursery.deaths_at_edges(given.deaths)
    )
    print(json.dumps([asdict(life) for life in lives]))


class Nursery:
    """Forks the lives of one scenario. It has no threads, so a fork of it is a whole process."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self._scenario = scenario
        self._folder = folder

    def deaths_at_edges(self, deaths: Deaths) -> list[Lives]:
        if deaths is Deaths.EACH:
            while self._live(self._folder, "new"):
                pass
            return [_seen(self._folder)]
        lives: list[Lives] = []
        while self._live(folder := self._folder / str(len(lives) + 1), str(len(lives) + 1)):
            self._live(folder, "")
            lives.append(_seen(folder))
        return lives

    def random_deaths(self, times: int) -> list[Lives]:
        began_s = time.monotonic()
        self._live(self._folder / "0", "")
        whole_s = time.monotonic() - began_s
        lives: list[Lives] = []
        for number in range(1, times + 1):
            folder = self._folder / str(number)
            self._live(folder, "", dies_after_s=random.uniform(0, whole_s))  # nobody's secret depends on it
            self._live(folder, "")
            lives.append(_seen(folder))
        return lives

    def _live(self, folder: Path, die_at: str, *, dies_after_s: float | None = None) -> bool:
        """One life; whether it was killed."""
        folder.mkdir(parents=True, exist_ok=True)
        child = os.fork()
        if not child:
            self._be(folder, die_at)
        began_s = time.monotonic()
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                break
            lived_s = time.monotonic() - began_s
            if dies_after_s is not None and lived_s >= dies_after_s:
                Journal(folder / "deaths").note("any moment")
                os.kill(child, signal.SIGKILL)
                dies_after_s = None
            elif lived_s > _MOST_S:
                os.kill(child, signal.SIGKILL)
                raise TimeoutError(
                    f"a life in {folder} did not end; its journal: {Journal(folder / 'journal').lines()}"
                )
            time.sleep(0.002)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            if len(Journal(folder / "deaths").lines()) > _MOST_LIVES:
                raise RuntimeError(f"{_MOST_LIVES} deaths and no end")
            return True
        if status:
            raise RuntimeError(f"a life in {folder} ended with {os.waitstatus_to_exitcode(status)}")
        return False

    def _be(self, folder: Path, die_at: str) -> None:
        """Live, in the child. It does not come back."""
        status = 1
        try:
            reaper = Reaper(Journal(folder / "deaths"), die_at)
            asyncio.run(self._scenario(folder, Journal(folder / "journal"), reaper.stories))
            status = 0
        except BaseException:  # noqa: BLE001  # a forked child must not go on as its parent
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)


def _seen(folder: Path) -> Lives:
    return Lives(tuple(Journal(folder / "deaths").lines()), tuple(Journal(folder / "journal").lines()))


if __name__ == "__main__":
    main()
