"""Turns of those who write."""

import asyncio

import pytest

from adapters.store.turns import Turns


class Office:
    """Whoever had the turn, in order; the first has it until `leave`."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.served: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._may_leave = asyncio.Event()

    async def come(self, *names: str) -> None:
        """Have people come one after the other; who has a `!` behind the name is urgent."""
        for name in names:
            self.tasks[name] = asyncio.create_task(self._be_served(name))
            await asyncio.sleep(0)

    async def leave(self) -> None:
        self._may_leave.set()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)

    async def _be_served(self, name: str) -> None:
        async with self.turns.taken(is_urgent=name.endswith("!")):
            self.served.append(name)
            await self._may_leave.wait()


@pytest.fixture
def office() -> Office:
    return Office()


async def test_one_has_the_turn_and_the_others_come_in_order(office: Office) -> None:
    await office.come("ann", "bea", "cem")
    assert office.served == ["ann"]

    await office.leave()

    assert office.served == ["ann", "bea", "cem"]


async def test_who_is_urgent_goes_before_all_who_wait(office: Office) -> None:
    await office.come("ann", "bea", "cem", "dan!", "eve!")
    await office.leave()

    assert office.served == ["ann", "dan!", "eve!", "bea", "cem"]


async def test_nobody_waits_for_ever_behind_the_urgent(office: Office) -> None:
    await office.come("ann", "bea", *(f"{number}!" for number in range(12)))
    await office.leave()

    assert office.served.index("bea") == 9
    assert len(office.served) == 14


async def test_who_gives_up_waiting_keeps_nobody(office: Office) -> None:
    await office.come("ann", "bea", "cem")
    office.tasks["bea"].cancel()
    await office.leave()

    assert office.served == ["ann", "cem"]
    await asyncio.wait_for(office._be_served("dan"), 1)  # the turn is free again


async def test_a_turn_that_comes_with_a_cancellation_is_handed_on() -> None:
    turns, served = Turns(), []

    async def be_served(name: str) -> None:
        async with turns.taken():
            served.append(name)

    async with turns.taken():
        cancelled, following = (asyncio.create_task(be_served(name)) for name in ("bea", "cem"))
        await asyncio.sleep(0)
    cancelled.cancel()  # the turn is hers already, and she does not know yet
    await asyncio.gather(cancelled, following, return_exceptions=True)

    assert served == ["cem"]
