"""Turns are shared fairly: whoever asks for much makes nobody else wait for it."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fairness import FairTurns


@dataclass
class Desk:
    """Asks for turns as tests say, and writes down what happens."""

    most_at_once: int
    turns: FairTurns = field(init=False)
    log: list[tuple[str, str]] = field(default_factory=list)
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    ends: dict[str, asyncio.Event] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = FairTurns(self.most_at_once)

    def ask(self, name: str) -> None:
        """The owner is the first letter of the name."""
        self.ends[name] = asyncio.Event()
        self.places[name] = []
        self.tasks[name] = asyncio.create_task(self._hold(name))

    async def _hold(self, name: str) -> None:
        async def tell(place: int) -> None:
            self.places[name].append(place)

        async with self.turns.turn(name[0], on_wait=tell):
            self.log.append(("begin", name))
            try:
                await self.ends[name].wait()
            finally:
                self.log.append(("end", name))

    @property
    def begun(self) -> list[str]:
        return [name for what, name in self.log if what == "begin"]

    @property
    def under_way(self) -> list[str]:
        ended = {name for what, name in self.log if what == "end"}
        return [name for name in self.begun if name not in ended]

    async def settle(self) -> None:
        for _ in range(8):
            await asyncio.sleep(0)

    async def finish(self, name: str) -> None:
        self.ends[name].set()
        await self.settle()


async def desk_with(*names: str, most_at_once: int = 1) -> Desk:
    desk = Desk(most_at_once)
    for name in names:
        desk.ask(name)
    await desk.settle()
    return desk


async def drain(desk: Desk) -> list[str]:
    """End what is under way, again and again; the order in which all began."""
    while desk.under_way:
        await desk.finish(desk.under_way[0])
    return desk.begun


@pytest.mark.parametrize(
    ("names", "order"),
    [
        pytest.param("a1 a2 a3", "a1 a2 a3", id="first come first served within one owner"),
        pytest.param("a1 a2 a3 b1", "a1 b1 a2 a3", id="a flood lets another through"),
        pytest.param("a1 a2 b1 b2 c1 c2", "a1 b1 c1 a2 b2 c2", id="three owners take turns"),
        pytest.param("a1 b1 b2 b3 a2", "a1 b1 a2 b2 b3", id="who was served goes behind"),
    ],
)
async def test_turns_go_round(names: str, order: str) -> None:
    desk = await desk_with(*names.split())

    assert await drain(desk) == order.split()


async def test_only_so_many_are_under_way_at_once() -> None:
    desk = await desk_with("a1", "a2", "a3", "b1", most_at_once=2)

    assert desk.under_way == ["a1", "a2"]
    await desk.finish("a1")
    assert desk.under_way == ["a2", "b1"]
    await drain(desk)


async def test_those_who_wait_are_told_their_place_and_when_it_changes() -> None:
    desk = await desk_with("a1", "a2", "a3", "b1")

    await drain(desk)

    # b1's turn is before a2's and a3's, since its owner had none yet.
    assert desk.places == {"a1": [], "a2": [1, 2, 1], "a3": [2, 3, 2, 1], "b1": [1]}


async def test_a_newcomer_moves_others_back_by_one_turn_at_most() -> None:
    desk = await desk_with("a1", "a2")
    desk.ask("b1")
    await desk.settle()
    desk.ask("b2")
    await desk.settle()

    assert desk.places == {"a1": [], "a2": [1, 2], "b1": [1], "b2": [3]}
    await drain(desk)


async def test_who_gives_up_while_waiting_leaves_no_gap() -> None:
    desk = await desk_with("a1", "b1", "c1")

    desk.tasks["b1"].cancel()
    await desk.settle()

    assert desk.places["c1"] == [2, 1]
    assert await drain(desk) == ["a1", "c1"]


async def test_who_is_cancelled_in_the_moment_of_being_given_a_turn_gives_it_on() -> None:
    desk = await desk_with("a1", "b1", "c1")

    desk.ends["a1"].set()
    await desk.tasks["a1"]  # the turn is b1's now, and b1 has not run yet
    desk.tasks["b1"].cancel()
    await desk.settle()

    assert desk.under_way == ["c1"]
    await drain(desk)


async def test_a_turn_that_fails_is_given_on() -> None:
    turns = FairTurns(1)

    with pytest.raises(LookupError):
        async with turns.turn("a"):
            raise LookupError

    async with asyncio.timeout(1), turns.turn("b"):
        pass


async def test_a_failure_to_tell_gives_the_turn_up() -> None:
    desk = await desk_with("a1")

    async def fail(place: int) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        async with desk.turns.turn("b", on_wait=fail):
            pass

    desk.ask("c1")
    await desk.settle()
    assert desk.places["c1"] == [1]
    assert await drain(desk) == ["a1", "c1"]


def test_no_turns_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        FairTurns(0)


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from("abcd")),
        st.tuples(st.sampled_from(["finish", "cancel"]), st.integers(min_value=0, max_value=20)),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(most_at_once=st.integers(min_value=1, max_value=3), events=EVENTS)
def test_nobody_gets_two_turns_while_another_waits_for_the_first(
    most_at_once: int, events: list[tuple[str, str | int]]
) -> None:
    asyncio.run(_play(most_at_once, events))


async def _play(most_at_once: int, events: list[tuple[str, str | int]]) -> None:
    desk = Desk(most_at_once)
    asked: Counter[str] = Counter()
    waited: dict[str, Counter[str]] = {}  # who waits -> the turns that each other owner was given meanwhile
    gone: set[str] = set()
    seen = 0

    def check() -> None:
        nonlocal seen
        for name in desk.begun[seen:]:
            waited.pop(name)
            for other in {other[0]: other for other in reversed(waited)}.values():  # the first of each owner
                waited[other][name[0]] += name[0] != other[0]
                assert waited[other][name[0]] <= 1
        seen = len(desk.begun)
        assert len(desk.under_way) <= most_at_once
        assert len(desk.under_way) == most_at_once or not waited  # no turn lies idle

    for what, which in events:
        if isinstance(which, str):
            asked[which] += 1
            name = f"{which}{asked[which]}"
            waited[name] = Counter()
            desk.ask(name)
            await desk.settle()
        elif what == "finish" and desk.under_way:
            await desk.finish(desk.under_way[which % len(desk.under_way)])
        elif what == "cancel" and (alive := [name for name in desk.tasks if not desk.tasks[name].done()]):
            name = alive[which % len(alive)]
            gone.add(name)
            waited.pop(name, None)
            desk.tasks[name].cancel()
            await desk.settle()
        check()
    while desk.under_way:
        await desk.finish(desk.under_way[0])
        check()

    for owner, number in asked.items():
        served = [name for name in desk.begun if name[0] == owner]
        assert served == sorted(served, key=lambda name: int(name[1:]))
        assert {f"{owner}{serial}" for serial in range(1, number + 1)} <= {*served, *gone}
