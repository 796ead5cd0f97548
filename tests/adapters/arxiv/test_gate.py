"""The pace of requests: one at a time, three seconds apart, as the server asks."""

import asyncio

import pytest

from adapters.arxiv.gate import IntervalGate
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def gate(clock: FakeClock) -> IntervalGate:
    return IntervalGate(3.0, now_s=clock.now_s, sleep=clock.sleep)


async def test_the_first_turn_comes_at_once(gate: IntervalGate, clock: FakeClock) -> None:
    async with gate.turn(within_s=0):
        pass

    assert clock.slept_s == []


async def test_the_next_turn_comes_three_seconds_after_the_end_of_the_last(
    gate: IntervalGate, clock: FakeClock
) -> None:
    async with gate.turn(within_s=60):
        clock.pass_by(10)
    clock.pass_by(1)
    async with gate.turn(within_s=60):
        pass

    assert clock.slept_s == [2]


async def test_a_turn_that_failed_counts_as_one(gate: IntervalGate, clock: FakeClock) -> None:
    with pytest.raises(ConnectionError):
        async with gate.turn(within_s=60):
            raise ConnectionError
    async with gate.turn(within_s=60):
        pass

    assert clock.slept_s == [3]


async def test_turns_are_held_by_one_at_a_time_in_the_order_of_asking(gate: IntervalGate, clock: FakeClock) -> None:
    events: list[str] = []

    async def ask(name: str) -> None:
        async with gate.turn(within_s=60):
            events.append(f"{name} begins at {clock.now_s() - 1_000_000:g}")
            await asyncio.sleep(0)
            events.append(f"{name} ends")

    async with asyncio.TaskGroup() as tasks:
        for name in "abc":
            tasks.create_task(ask(name))

    assert events == ["a begins at 0", "a ends", "b begins at 3", "b ends", "c begins at 6", "c ends"]


async def test_holding_off_delays_everybody_and_is_never_shortened(gate: IntervalGate, clock: FakeClock) -> None:
    await gate.hold_off(30)
    await gate.hold_off(5)
    async with gate.turn(within_s=60):
        pass

    assert clock.slept_s == [30]


async def test_who_already_waits_is_held_off_too(clock: FakeClock) -> None:
    async def sleep(seconds: float) -> None:
        await clock.sleep(seconds)
        if len(clock.slept_s) == 1:
            await slow.hold_off(20)

    slow = IntervalGate(3.0, now_s=clock.now_s, sleep=sleep)
    await slow.hold_off(10)
    async with slow.turn(within_s=60):
        pass

    assert clock.slept_s == [10, 20]


async def test_a_turn_that_cannot_come_in_time_is_refused_at_once(gate: IntervalGate, clock: FakeClock) -> None:
    await gate.hold_off(30)

    with pytest.raises(TimeoutError):
        async with gate.turn(within_s=29):
            pytest.fail("a turn was given")
    async with gate.turn(within_s=30):
        pass

    assert clock.slept_s == [30]


async def test_who_waits_too_long_for_others_gives_up_and_does_not_stand_in_the_way(gate: IntervalGate) -> None:
    async with gate.turn(within_s=60):
        with pytest.raises(TimeoutError):
            async with gate.turn(within_s=0.01):
                pytest.fail("two have a turn")
    async with gate.turn(within_s=60):
        pass


async def test_who_is_cancelled_while_waiting_does_not_stand_in_the_way(gate: IntervalGate) -> None:
    async def ask() -> None:
        async with gate.turn(within_s=60):
            pytest.fail("two have a turn")

    async with gate.turn(within_s=60):
        waiting = asyncio.create_task(ask())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with gate.turn(within_s=60):
        pass
