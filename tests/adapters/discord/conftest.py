"""Our Discord, with the adapter on it."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.server import DiscordServer


@pytest.fixture
async def harness() -> AsyncIterator[DiscordHarness]:
    async with DiscordServer() as server:
        yield DiscordHarness(server)
