"""Discord keeps the contract: the real client over real sockets, against a server of our own on loopback."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.chat_adapter import ChatAdapterContract
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.server import DiscordServer


class TestDiscord(ChatAdapterContract):
    @pytest.fixture
    async def harness(self) -> AsyncIterator[DiscordHarness]:
        async with DiscordServer() as server:
            yield DiscordHarness(server)
