"""A source of papers that asks a server on loopback, with a clock that only tests move."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.arxiv.cache import CacheLimits, PaperCache
from adapters.arxiv.client import ArxivClient, AskingLimits
from adapters.arxiv.gate import IntervalGate
from adapters.arxiv.source import ArxivSource
from tests.fakes.arxiv_server import PDF_V2, SHELLS, ArxivServer, Version
from tests.fakes.clock import FakeClock

Make = Callable[..., ArxivSource]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def server(clock: FakeClock) -> AsyncIterator[ArxivServer]:
    """Has two versions of one paper; what a client did against the rules fails the test."""
    async with ArxivServer(now_s=clock.now_s) as server:
        server.add(SHELLS, Version(title="Sorting Shells"), Version(pdf=PDF_V2))
        yield server
    assert server.faults == []


@pytest.fixture
async def make(server: ArxivServer, clock: FakeClock, tmp_path: Path) -> AsyncIterator[Make]:
    """Sources that share a folder, as one process after the other would; limits by keyword."""
    made: list[ArxivSource] = []

    def make(
        folder: Path = tmp_path / "arxiv", api_base: str = server.api_base, jitter: float = 0.0, **limits: float
    ) -> ArxivSource:
        client = ArxivClient(
            IntervalGate(3.0, now_s=clock.now_s, sleep=clock.sleep),
            replace(AskingLimits(), **limits),  # type: ignore[arg-type]  # keywords are passed through
            user_agent="paperthread/0.1.0 (mailto:lab@example.org)",
            now_s=clock.now_s,
            jitter=lambda: jitter,
        )
        cache = PaperCache(folder, CacheLimits(), now_s=clock.now_s)
        made.append(ArxivSource(client, cache, api_base=api_base, files_base=server.files_base))
        clock.pass_by(3)  # whoever asked before is over
        return made[-1]

    yield make
    for source in made:
        await source.close()


@pytest.fixture
def source(make: Make) -> ArxivSource:
    return make()
