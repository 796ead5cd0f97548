"""A workspace on loopback, and the adapter on it."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.slack_server.server import SlackServer


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server
        assert server.problems == []
