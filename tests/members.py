"""Processes of `paperthread run` that share one PostgreSQL, for tests that kill, stop and begin them again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent


class Member:
    """One process; its log is read as it comes."""

    def __init__(self, name: str, settings: Mapping[str, str]) -> None:
        """Nothing is begun. `settings` are the variables of paperthread; those of this process are left out."""
        self.name = name
        self.log: list[str] = []
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def begin(self) -> None:
        plain = {
            name: value for name, value in os.environ.items() if not name.upper().startswith(("PAPERTHREAD", "OPENAI"))
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot.cli", "run"),
            cwd=ROOT,
            env=plain | {"no_proxy": "127.0.0.1"} | dict(self._settings),
            stdin=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        assert self._process.stderr is not None
        self._reading = asyncio.create_task(self._read(self._process.stderr))

    async def until(self, words: str, *, times: int = 1) -> None:
        """Wait until so many lines of its log have these words."""
        while self.count(words) < times:
            self._changed.clear()
            if self._reading is not None and self._reading.done():
                raise RuntimeError(f"{self.name} has ended:\n" + "\n".join(self.log[-20:]))
            await self._changed.wait()

    def count(self, words: str) -> int:
        return sum(words in line for line in self.log)

    async def kill(self) -> None:
        """End it at once, as a machine does that loses its power."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Tell it to end; its exit status."""
        return await self._end(signal.SIGTERM)

    def send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def __aenter__(self) -> Self:
        await self.begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)
        status = await self._process.wait()
        if self._reading is not None:
            await self._reading
        return status

    async def _read(self, stream: asyncio.StreamReader) -> None:
        async for line in stream:
            self.log.append(line.decode(errors="replace").rstrip())
            self._changed.set()
        self._changed.set()


@asynccontextmanager
async def members(settings: Mapping[str, str], folder: Path, *, number: int = 2) -> AsyncIterator[list[Member]]:
    """So many processes, each with a data folder of its own; killed behind the block."""
    begun: list[Member] = []
    try:
        for name in map(str, range(1, number + 1)):
            member = Member(name, {**settings, "PAPERTHREAD_DATA_DIR": str(folder / name)})
            await member.begin()
            begun.append(member)
        yield begun
    finally:
        for member in begun:
            await member.kill()
