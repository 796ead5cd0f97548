"""Slack keeps the contract, over Socket Mode and over HTTP, against a server in the shapes of Slack's documents."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.doors import Door, HttpDoor, SocketDoor
from tests.contract.chat_adapter import ChatAdapterContract
from tests.contract.pressing import PressingCases
from tests.contract.slack_harness import SlackHarness
from tests.contract.telling import TellingCases
from tests.fakes.slack_server.server import APP_TOKEN, SlackServer


class _OnLoopback:
    door: Door

    @pytest.fixture
    async def harness(self) -> AsyncIterator[SlackHarness]:
        async with SlackServer() as server:
            yield SlackHarness(server, self.door)
            assert server.problems == []


class TestSlackOverSocketMode(_OnLoopback, ChatAdapterContract):
    door = SocketDoor(APP_TOKEN)


class TestSlackOverHttp(_OnLoopback, TellingCases, PressingCases):
    """What comes in; what goes out is the same whichever way in there is."""

    door = HttpDoor("127.0.0.1", 0)
