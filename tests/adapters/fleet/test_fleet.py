"""Processes on one PostgreSQL: one of them at a time, or so many, and the next one when that one is gone."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.fleet.postgres import PostgresFleet
from adapters.fleet.sole import SoleProcess
from bot.errors import StoreUnavailable
from tests.fakes.postgres import PostgresServer

PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def address(postgres: PostgresServer) -> str:
    return postgres.url(postgres.create())


@asynccontextmanager
async def fleets(address: str, number: int = 2) -> AsyncIterator[list[PostgresFleet]]:
    """So many processes, as far as PostgreSQL can tell."""
    opened = [PostgresFleet(address) for _ in range(number)]
    async with asyncio.TaskGroup() as group:
        for fleet in opened:
            group.create_task(fleet.open())
    keeping = [asyncio.create_task(fleet.keep()) for fleet in opened]
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield opened
    finally:
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)
        for fleet in opened:
            await fleet.close()


class Duty:
    """Something to do alone; who does it, and when it was cut off."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.changed = asyncio.Event()

    async def do(self, name: str) -> None:
        self._note(f"{name} begins")
        try:
            await asyncio.Event().wait()
        finally:
            self._note(f"{name} ends")

    async def until(self, number: int) -> None:
        while len(self.log) < number:
            self.changed.clear()
            await self.changed.wait()

    def _note(self, what: str) -> None:
        self.log.append(what)
        self.changed.set()


async def test_one_process_does_a_duty_and_the_next_one_when_that_one_is_gone(address: str) -> None:
    duty = Duty()
    async with fleets(address) as (first, second):
        doing = asyncio.create_task(first.alone("listening", lambda: duty.do("first")))
        await duty.until(1)
        standing_by = asyncio.create_task(second.alone("listening", lambda: duty.do("second")))
        await asyncio.sleep(0)
        doing.cancel()
        await duty.until(3)
        standing_by.cancel()
        await asyncio.wait([doing, standing_by])

    assert duty.log == ["first begins", "first ends", "second begins", "second ends"]


async def test_a_process_that_lost_its_connection_stops_until_it_holds_the_duty_again(
    address: str, postgres: PostgresServer
) -> None:
    duty = Duty()
    async with fleets(address, 1) as (fleet,):
        doing = asyncio.create_task(fleet.alone("listening", lambda: duty.do("first")))
        await duty.until(1)
        cut(postgres, address)
        await duty.until(3)
        doing.cancel()
        await asyncio.wait([doing])

    assert duty.log == ["first begins", "first ends", "first begins", "first ends"]


async def test_work_that_fails_is_told_and_the_duty_is_free(address: str) -> None:
    async def fail() -> None:
        raise LookupError

    async def succeed() -> None:
        return None

    async with fleets(address) as (first, second):
        with pytest.raises(LookupError):
            await first.alone("listening", fail)
        await second.alone("listening", succeed)


class TestGate:
    async def test_turns_of_all_processes_are_apart_and_one_at_a_time(self, address: str) -> None:
        inside: list[int] = [0]
        times: list[tuple[float, float]] = []

        async def ask(fleet: PostgresFleet) -> None:
            async with fleet.gate("arxiv", min_interval_s=0.1).turn(within_s=10):
                inside[0] += 1
                assert inside == [1]
                began_s = time.monotonic()
                await asyncio.sleep(0.02)
                times.append((began_s, time.monotonic()))
                inside[0] -= 1

        async with fleets(address, 3) as opened, asyncio.TaskGroup() as group:
            for fleet in opened * 2:
                group.create_task(ask(fleet))

        assert len(times) == 6
        assert all(later[0] - earlier[1] >= 0.1 for earlier, later in itertools.pairwise(times))

    async def test_a_pause_holds_for_all_and_is_told_at_once_where_nobody_can_wait_so_long(self, address: str) -> None:
        async with fleets(address) as (first, second):
            await first.gate("denied", min_interval_s=0).hold_off(600)
            await first.gate("denied", min_interval_s=0).hold_off(1)

            with pytest.raises(TimeoutError):
                async with second.gate("denied", min_interval_s=0).turn(within_s=300):
                    pass
            async with second.gate("another", min_interval_s=0).turn(within_s=0):
                pass

    async def test_who_gives_up_waiting_leaves_the_gate_open(self, address: str) -> None:
        async with fleets(address) as (first, second):
            gate, other = first.gate("left", min_interval_s=0), second.gate("left", min_interval_s=0)
            async with gate.turn(within_s=5):
                waiting = asyncio.create_task(_pass(other))
                await asyncio.sleep(0)
                waiting.cancel()
                await asyncio.wait([waiting])
                with pytest.raises(TimeoutError):
                    async with other.turn(within_s=0.05):
                        pass
            async with other.turn(within_s=5):
                pass


async def test_a_lock_lets_one_task_of_all_processes_in(address: str) -> None:
    inside: list[int] = [0]

    async def enter(fleet_lock: object) -> None:
        async with fleet_lock:  # type: ignore[attr-defined]  # whichever it is
            inside[0] += 1
            assert inside == [1]
            await asyncio.sleep(0.01)
            inside[0] -= 1

    async with fleets(address) as (first, second), asyncio.TaskGroup() as group:
        for lock in (first.lock("counting"), second.lock("counting")):
            for _ in range(3):
                group.create_task(enter(lock))


async def test_places_are_counted_over_all_processes(address: str) -> None:
    inside: list[int] = [0]
    most: list[int] = [0]

    async with fleets(address) as (first, second), asyncio.TaskGroup() as group:
        rooms = [fleet.room("writing", most=2) for fleet in (first, second)]

        async def enter(number: int) -> None:
            async with rooms[number % 2]():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                await asyncio.sleep(0.02)
                inside[0] -= 1

        for number in range(6):
            group.create_task(enter(number))

    assert (inside, most) == ([0], [2])


async def test_a_server_that_is_away_is_told_without_its_address(address: str) -> None:
    fleet = PostgresFleet("postgresql://somebody:hunter2@127.0.0.1:1/x")

    with pytest.raises(StoreUnavailable) as caught:
        await fleet.open()

    assert "hunter2" not in str(caught.value)


async def test_a_process_that_is_the_only_one_agrees_with_itself() -> None:
    done: list[str] = []

    async def work() -> None:
        done.append("work")

    fleet = SoleProcess()
    await fleet.open()
    await fleet.alone("listening", work)
    async with fleet.lock("counting"), fleet.room("writing", most=1)():
        done.append("inside")
    await fleet.close()

    assert (done, fleet.gate("arxiv", min_interval_s=3.0)) == (["work", "inside"], None)


async def _pass(gate: object) -> None:
    async with gate.turn(within_s=5):  # type: ignore[attr-defined]  # whichever it is
        pass


def cut(postgres: PostgresServer, address: str) -> None:
    """Have the server end every connection to a database."""
    name = address.partition("@/")[2].partition("?")[0]
    postgres.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )
