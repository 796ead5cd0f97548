"""Discord keeps the contract on rules that we did not write: SimCord's backend behind our sockets."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.chat_adapter import ChatAdapterContract

pytest.importorskip("simcord", reason="simcord, the Discord of another author, is not installed: see requirements-dev")

from tests.fakes.simcord_server.people import SimCordHarness
from tests.fakes.simcord_server.server import SimCordServer


class TestSimCord(ChatAdapterContract):
    @pytest.fixture
    async def harness(self) -> AsyncIterator[SimCordHarness]:
        async with SimCordServer() as server:
            yield SimCordHarness(server)
            assert server.gaps == []
