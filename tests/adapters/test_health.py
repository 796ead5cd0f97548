"""The health page tells what is up."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
import pytest

from adapters.health import HealthPage


async def fine() -> None:
    return None


async def broken() -> None:
    raise ConnectionError("a secret address")


@pytest.mark.parametrize(
    ("platforms", "database", "status", "body"),
    [
        pytest.param(
            {"slack": True, "discord": True}, fine, 200,
            {"status": "ok", "database": "up", "platforms": {"slack": "up", "discord": "up"}}, id="all up",
        ),
        pytest.param(
            {"slack": True, "discord": False}, fine, 503,
            {"status": "down", "database": "up", "platforms": {"slack": "up", "discord": "down"}}, id="a platform down",
        ),
        pytest.param(
            {"slack": True}, broken, 503,
            {"status": "down", "database": "down", "platforms": {"slack": "up"}}, id="the database down",
        ),
        pytest.param({}, fine, 200, {"status": "ok", "database": "up", "platforms": {}}, id="no platform"),
    ],
)  # fmt: skip
async def test_what_is_up_is_told(
    platforms: Mapping[str, bool], database: Callable[[], Awaitable[object]], status: int, body: object
) -> None:
    page = HealthPage("127.0.0.1", 0, platforms=lambda: platforms, database=database)
    running = asyncio.create_task(page.run())
    async with asyncio.timeout(10):
        port = await page.listening()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/healthz") as answer,
            session.get(f"http://127.0.0.1:{port}/") as elsewhere,
        ):
            assert (answer.status, await answer.json()) == (status, body)
            assert elsewhere.status == 404
    running.cancel()
    await asyncio.wait([running])


async def test_a_port_that_is_taken_is_an_error() -> None:
    first = HealthPage("127.0.0.1", 0, platforms=dict, database=fine)
    running = asyncio.create_task(first.run())
    port = await first.listening()

    with pytest.raises(OSError, match="address already in use"):
        await HealthPage("127.0.0.1", port, platforms=dict, database=fine).run()

    running.cancel()
    await asyncio.wait([running])
