"""Turns for work that only so much can be under way of: shared fairly between the people who asked for it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from typing import Any

OnWait = Callable[[int], Coroutine[Any, Any, None]]
"""Is told the place in the queue of a turn that has to wait: 1 is the next."""


class FairTurns:
    """At most so many turns at once; of those who wait, the one who was served longest ago is the next.

    So nobody waits for more than one turn of each other person, however many they asked for, and the turns of one
    person come in the order in which they were asked for. Turns are of this process.
    """

    def __init__(
        self, most_at_once: int, *, room: Callable[[], AbstractAsyncContextManager[object]] = nullcontext
    ) -> None:
        """Begin with all turns free.

        Args:
            room: Entered with each turn, and left with it: where other processes take turns too, it counts theirs.
        """
        if most_at_once < 1:
            raise ValueError("most_at_once has to be 1 or more")
        self._most_at_once = most_at_once
        self._room = room
        self._under_way = 0
        self._waiting: list[_Turn] = []  # as they came
        self._served: dict[str, int] = {}  # owner -> when the last turn was given; the longest ago first
        self._serials = count(1)

    @asynccontextmanager
    async def turn(self, owner: str, *, on_wait: OnWait | None = None) -> AsyncIterator[None]:
        """Wait for a turn, and hold it for the length of the block.

        Args:
            owner: Who asks.
            on_wait: Awaited when it turns out that there is a wait, and whenever the place changes; places that came
                and went while it was under way are left out. An exception of its own gives the turn up.
        """
        turn = _Turn(owner)
        self._waiting.append(turn)
        self._serve()
        try:
            await _given(turn, on_wait)
            async with self._room():
                yield
        finally:
            self._leave(turn)

    def _leave(self, turn: "_Turn") -> None:
        if turn.is_given:
            self._under_way -= 1
        else:
            self._waiting.remove(turn)
        if not self._waiting and not self._under_way:
            self._served.clear()  # who was served when matters only among those who wait
        self._serve()

    def _serve(self) -> None:
        """Give the free turns, and tell those who still wait where they are now."""
        for place, turn in enumerate(list(self._in_order()), start=1 - (self._most_at_once - self._under_way)):
            if place < 1:
                self._waiting.remove(turn)
                self._under_way += 1
                self._served.pop(turn.owner, None)
                self._served[turn.owner] = next(self._serials)
                turn.is_given = True
                turn.changed.set()
            elif turn.place != place:
                turn.place = place
                turn.changed.set()

    def _in_order(self) -> Iterator["_Turn"]:
        """Those who wait, as they will be served if nobody else comes."""
        queues: dict[str, list[_Turn]] = {}
        for turn in self._waiting:
            queues.setdefault(turn.owner, []).append(turn)
        # Who was never served goes first, by arrival: the sort is stable.
        owners = sorted(queues, key=lambda owner: self._served.get(owner, 0))
        for round_number in range(max(map(len, queues.values()), default=0)):
            for owner in owners:
                if round_number < len(queues[owner]):
                    yield queues[owner][round_number]


@dataclass(eq=False, slots=True)
class _Turn:
    """One that was asked for; `place` is 0 until there is a wait."""

    owner: str
    place: int = 0
    is_given: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)


async def _given(turn: _Turn, on_wait: OnWait | None) -> None:
    told = 0
    while not turn.is_given:
        if on_wait is not None and turn.place != told:
            told = turn.place
            await on_wait(told)
        else:
            turn.changed.clear()
            await turn.changed.wait()
