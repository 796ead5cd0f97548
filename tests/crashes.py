"""Processes that die by SIGKILL at the edges of steps or calls and are started again, and what they left behind.

A scenario is `async def scenario(folder, journal, reaper)`: it makes everything anew from what `folder` holds, gives
its stories and ports through `reaper`, writes each effect into `journal`, and returns when all is done. It is named
"module:function" and run by a process of its own, which lives it once undisturbed, in the folder `UNDISTURBED`, and
then forks a child for each life: a life costs no start of Python, no import and no first use of anything. Where a part
of it has to outlive the lives, such as a chat platform, the scenario is an `Outlived`.

    lives = crash("tests.jobs_scenario:one_line", tmp_path, Deaths.EACH)
"""

import argparse
import asyncio
import importlib
import inspect
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.ports import Steps, Stories
from bot.ports.jobs import StepResult
from bot.records import Job

ROOT = Path(__file__).parent.parent
_MOST_S = 60.0  # a life that lasts longer hangs
_MOST_LIVES = 500
UNDISTURBED = "undisturbed"

_Port = TypeVar("_Port")


class Deaths(StrEnum):
    """How a scenario is killed.

    EACH: In one folder, at the first edge that none died at yet, until none is left.
    ONE: At the first edge, then to the end; in a new folder at the second, and so on.
    RANDOM: At any moment at all, then to the end; in a new folder again.
    """

    EACH = "each"
    ONE = "one"
    RANDOM = "random"


class Edges(StrEnum):
    """Where there are edges: around each step and its record, or around each call of a port."""

    STEPS = "steps"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class Lives:
    """What one folder saw.

    Attributes:
        folder: What is left of it.
        deaths: The edge of each death, in order; "any moment" of random ones.
        journal: All lines, in order, of all lives.
    """

    folder: Path
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


class MortalPort:
    """A port with an edge before and behind each of its calls, and behind each item of what it gives one by one.

    Args:
        parts: Attributes that are ports themselves.
        witness: Is told each call that came back, before the edge behind it: its name and what it was given.
    """

    def __init__(
        self,
        port: object,
        name: str,
        die_if_due: Callable[[str], None],
        parts: Sequence[str],
        witness: Callable[..., None],
    ) -> None:
        self._port = port
        self._name = name
        self._die_if_due = die_if_due
        self._parts = parts
        self._witness = witness

    def __getattr__(self, name: str) -> Any:  # whatever the port has there
        value, edge = getattr(self._port, name), f"{self._name}.{name}"
        if name in self._parts:
            return MortalPort(value, edge, self._die_if_due, (), self._witness)
        if inspect.isasyncgenfunction(value):
            return lambda *given, **named: self._stream(edge, value(*given, **named))
        if not inspect.iscoroutinefunction(value):
            return value

        async def mortal_call(*given: object, **named: object) -> object:
            self._die_if_due(f"{edge} before")
            result: object = await value(*given, **named)
            self._witness(edge, *given)
            self._die_if_due(f"{edge} behind")
            return result

        return mortal_call

    async def _stream(self, edge: str, items: AsyncIterator[object]) -> AsyncIterator[object]:
        self._die_if_due(f"{edge} before")
        async for item in items:
            self._die_if_due(f"{edge} gave")
            yield item
        self._die_if_due(f"{edge} behind")


class Reaper:
    """Counts edges, and ends the process where it is due.

    Args:
        die_at: The number of the edge, from 1; "new" is the first that none died at in this folder; "" is none.
    """

    def __init__(self, deaths: Journal, die_at: str, edges: Edges) -> None:
        self._deaths = deaths
        self._die_at = die_at
        self._edges = edges
        self._died_at = set(deaths.lines())
        self._passed = 0

    def stories(self, stories: Stories) -> Stories:
        """The same stories, with the edges of steps."""

        async def mortal(job: Job, steps: Steps) -> None:
            await stories(job, MortalSteps(job, steps, self._at_step))

        return mortal

    def port(
        self,
        port: _Port,
        name: str,
        *,
        parts: Sequence[str] = (),
        witness: Callable[..., None] = lambda *_: None,
    ) -> _Port:
        """The same port, with the edges of calls; see `MortalPort`."""
        return cast("_Port", MortalPort(port, name, self._at_call, parts, witness))

    def _at_step(self, edge: str) -> None:
        if self._edges is Edges.STEPS:
            self._die_if_due(edge)

    def _at_call(self, edge: str) -> None:
        if self._edges is Edges.CALLS:
            self._die_if_due(edge)

    def _die_if_due(self, edge: str) -> None:
        self._passed += 1
        if self._die_at == str(self._passed) or (self._die_at == "new" and edge not in self._died_at):
            self._deaths.note(edge)
            os.kill(os.getpid(), signal.SIGKILL)


Scenario = Callable[[Path, Journal, Reaper], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Outlived:
    """A scenario with something beside it that none of its lives takes along, as a chat platform is.

    Attributes:
        life: What is killed and started again.
        world: Runs in a process of its own for each folder, from before the first life in it until behind the last one,
            and is killed then. Lives and world tell each other what they have to by files of the folder.
    """

    life: Scenario
    world: Callable[[Path, Journal], Coroutine[Any, Any, None]]


def crash(
    scenario: str,
    folder: Path,
    deaths: Deaths,
    *,
    edges: Edges = Edges.STEPS,
    env: Mapping[str, str] | None = None,
    times: int = 10,
    every: int = 1,
    at: Sequence[int] = (),
) -> list[Lives]:
    """Run a scenario through its deaths; one `Lives` a folder that was used, but for the undisturbed one.

    Args:
        scenario: "module:function".
        env: Variables for it beside those of this process.
        times: How many random deaths.
        every: Of `Deaths.ONE`: only every so many-th edge.
        at: Beside that, in one folder more, each life dies at the call of this number, counted from its start.

    Raises:
        subprocess.CalledProcessError: A life ended otherwise than it should; what it wrote is on stderr.
    """
    command = [sys.executable, "-m", "tests.crashes", scenario, str(folder), deaths, "--edges", edges]
    command += ["--times", str(times), "--every", str(every), "--at", *map(str, at)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, check=True, stdout=subprocess.PIPE)
    return [Lives(Path(one["folder"]), tuple(one["deaths"]), tuple(one["journal"])) for one in json.loads(done.stdout)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill a scenario and start it again; prints JSON.")
    parser.add_argument("scenario", help="module:function")
    parser.add_argument("folder", type=Path, help="an empty folder for what it keeps")
    parser.add_argument("deaths", type=Deaths, choices=list(Deaths))
    parser.add_argument("--edges", type=Edges, choices=list(Edges), default=Edges.STEPS)
    parser.add_argument("--times", type=int, default=10, help="how many random deaths")
    parser.add_argument("--every", type=int, default=1, help="of one: only every so many-th edge")
    parser.add_argument("--at", type=int, nargs="*", default=(), help="beside that, die at these calls")
    given = parser.parse_args()
    module, _, name = given.scenario.partition(":")
    nursery = Nursery(getattr(importlib.import_module(module), name), given.folder, given.edges)
    try:
        lives = _lives(nursery, given)
    finally:
        nursery.end_worlds()
    print(json.dumps([asdict(life) for life in lives], default=str))


def _lives(nursery: "Nursery", given: argparse.Namespace) -> list[Lives]:
    nursery.live_undisturbed()
    match given.deaths:
        case Deaths.EACH:
            lives = nursery.at_each_edge()
        case Deaths.ONE:
            lives = nursery.at_one_edge(given.every)
        case _:
            lives = nursery.at_any_moment(given.times)
    return lives + nursery.at_some_calls(given.at) if given.at else lives


class Nursery:
    """Forks the lives of one scenario, and their worlds. It has no threads, so a fork of it is a whole process."""

    def __init__(self, scenario: Scenario | Outlived, folder: Path, edges: Edges) -> None:
        self._life = scenario.life if isinstance(scenario, Outlived) else scenario
        self._world = scenario.world if isinstance(scenario, Outlived) else None
        self._folder = folder
        self._edges = edges
        self._worlds: dict[Path, int] = {}

    def live_undisturbed(self) -> None:
        """One life in this process itself, which warms it up for all others."""
        folder = self._folder / UNDISTURBED
        folder.mkdir(parents=True)
        self._begin_world(folder)
        reaper = Reaper(Journal(folder / "deaths"), "", self._edges)
        asyncio.run(self._life(folder, Journal(folder / "journal"), reaper))
        self._end_world(folder)
        if threading.active_count() > 1:
            raise RuntimeError(f"threads outlive the scenario: {threading.enumerate()}")

    def at_each_edge(self) -> list[Lives]:
        while self._live(self._folder, "new"):
            pass
        return [_seen(self._folder)]

    def at_one_edge(self, every: int) -> list[Lives]:
        lives: list[Lives] = []
        number = every
        while self._live(folder := self._folder / str(number), str(number)):
            self._live(folder, "")
            lives.append(_seen(folder))
            number += every
        return lives

    def at_some_calls(self, numbers: Sequence[int]) -> list[Lives]:
        folder, self._edges = self._folder / "calls", Edges.CALLS
        for number in numbers:
            self._live(folder, str(number))
        self._live(folder, "")
        return [_seen(folder)]

    def at_any_moment(self, times: int) -> list[Lives]:
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
        self._begin_world(folder)
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
            self._look_after_world(folder, child)
            time.sleep(0.002)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            if len(Journal(folder / "deaths").lines()) > _MOST_LIVES:
                raise RuntimeError(f"{_MOST_LIVES} deaths and no end")
            return True
        if status:
            raise RuntimeError(f"a life in {folder} ended with {os.waitstatus_to_exitcode(status)}")
        self._end_world(folder)
        return False

    def _be(self, folder: Path, die_at: str) -> None:
        """Live, in the child. It does not come back."""
        reaper = Reaper(Journal(folder / "deaths"), die_at, self._edges)
        _run_and_exit(self._life(folder, Journal(folder / "journal"), reaper))

    # ---- Worlds ----

    def end_worlds(self) -> None:
        """Kill those whose lives did not come to their end."""
        for folder in list(self._worlds):
            self._end_world(folder)

    def _begin_world(self, folder: Path) -> None:
        if self._world is None or folder in self._worlds:
            return
        child = os.fork()
        if not child:
            _run_and_exit(self._world(folder, Journal(folder / "journal")))
        self._worlds[folder] = child

    def _end_world(self, folder: Path) -> None:
        world = self._worlds.pop(folder, None)
        if world is not None:
            os.kill(world, signal.SIGKILL)
            os.waitpid(world, 0)

    def _look_after_world(self, folder: Path, life: int) -> None:
        """A life would wait for ever for a world that failed."""
        world = self._worlds.get(folder)
        if world is not None and os.waitpid(world, os.WNOHANG)[0]:
            del self._worlds[folder]
            os.kill(life, signal.SIGKILL)
            os.waitpid(life, 0)
            raise RuntimeError(f"the world of {folder} ended before its lives did")


def _run_and_exit(work: Coroutine[Any, Any, None]) -> None:
    """Do the work of a child that was forked, which must not go on as its parent."""
    status = 1
    try:
        asyncio.run(work)
        status = 0
    except BaseException:  # noqa: BLE001  # the parent hears of it by the status
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _seen(folder: Path) -> Lives:
    return Lives(folder, tuple(Journal(folder / "deaths").lines()), tuple(Journal(folder / "journal").lines()))


if __name__ == "__main__":
    importlib.import_module("tests.crashes").main()  # by its name: scenarios hold classes of it
