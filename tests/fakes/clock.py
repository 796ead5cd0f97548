"""Time that passes only when somebody sleeps."""

import asyncio


class FakeClock:
    """A clock and the sleep that moves it: `now_s` and `sleep` stand in for `time.monotonic` and `asyncio.sleep`."""

    def __init__(self, start_s: float = 1_000_000.0) -> None:
        self._now_s = start_s
        self.slept_s: list[float] = []

    def now_s(self) -> float:
        return self._now_s

    async def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)
        self.pass_by(seconds)
        await asyncio.sleep(0)

    def pass_by(self, seconds: float) -> None:
        self._now_s += seconds
