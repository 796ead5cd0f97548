"""The pace of a channel: one call after the other, one message a second, and a pause where Slack asks for one."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from adapters.slack.outbound import NAME
from bot.errors import ChatUnavailable
from bot.ports import RequestGate

MESSAGE_EVERY_S = 1.0
"""chat.postMessage takes "1 message per second per channel": https://docs.slack.dev/apis/web-api/rate-limits"""

_LONGEST_PAUSE_S = 120.0  # in all, for one call; past that whoever asked decides

T = TypeVar("T")
GateOf = Callable[[str], RequestGate | None]
"""The gate of a channel that other processes post through too; None where this one is alone."""


class Throttled(Exception):  # never leaves this package
    """Slack took nothing, and asks for a pause."""

    def __init__(self, pause_s: float) -> None:
        super().__init__(f"Slack asks for a pause of {pause_s:g} s.")
        self.pause_s = pause_s


@dataclass
class _Line:
    """What waits for one channel; `free_at_s` is when the next call may begin, `next_message_s` when the next post."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at_s: float = 0.0
    next_message_s: float = 0.0


class Pace:
    """Lets calls through, each channel's in the order that they came in."""

    def __init__(
        self,
        *,
        message_every_s: float = MESSAGE_EVERY_S,
        gate_of: GateOf = lambda _: None,
        now_s: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._message_every_s = message_every_s
        self._gate_of = gate_of
        self._now_s = now_s
        self._pause = pause
        self._lines: defaultdict[str, _Line] = defaultdict(_Line)

    async def message(self, channel: str, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call that posts a message, in its turn.

        Raises:
            ChatUnavailable: Slack asks for more patience than a call has.
        """
        line = self._lines[channel]
        async with line.turn:
            gate = self._gate_of(channel)
            if gate is not None:
                return await self._through(gate, line, call)
            await self._until(line.next_message_s)
            try:
                return await self._obeying(line, call)
            finally:
                line.next_message_s = self._now_s() + self._message_every_s

    async def change(self, channel: str, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call that changes a message, in its turn.

        Raises:
            ChatUnavailable: Slack asks for more patience than a call has.
        """
        line = self._lines[channel]
        async with line.turn:
            return await self._obeying(line, call)

    async def aside(self, method: str, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call that waits for no message: a reaction, a look-up. Only the pause of its own method holds it.

        Raises:
            ChatUnavailable: Slack asks for more patience than a call has.
        """
        return await self._obeying(self._lines[f"method {method}"], call)

    async def _through(self, gate: RequestGate, line: _Line, call: Callable[[], Awaitable[T]]) -> T:
        try:
            async with gate.turn(within_s=_LONGEST_PAUSE_S):
                return await self._obeying(line, call)
        except TimeoutError:
            why = "too many messages wait for their turn in this channel"
            raise ChatUnavailable(NAME, "take a request", why) from None

    async def _obeying(self, line: _Line, call: Callable[[], Awaitable[T]]) -> T:
        deadline_s = self._now_s() + _LONGEST_PAUSE_S
        while True:
            await self._until(line.free_at_s)
            try:
                return await call()
            except Throttled as throttled:
                line.free_at_s = max(line.free_at_s, self._now_s() + throttled.pause_s)
                if line.free_at_s > deadline_s:
                    why = f"it asks for a pause of {throttled.pause_s:.0f} s"
                    raise ChatUnavailable(NAME, "take a request", why) from None

    async def _until(self, moment_s: float) -> None:
        while (wait_s := moment_s - self._now_s()) > 0:
            await self._pause(wait_s)
