"""Requests from the network: what is not signed by Slack changes nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from adapters.slack.connection import Slack
from adapters.slack.doors import HttpDoor
from bot.chat_events import MessagePosted
from tests.contract.harness import Listener
from tests.fakes.slack_server.server import BOT_TOKEN, SIGNING_SECRET, SlackServer
from tests.fakes.slack_server.workspace import Json


@dataclass
class Opened:
    server: SlackServer
    listener: Listener


@pytest.fixture
async def opened(server: SlackServer) -> AsyncIterator[Opened]:
    listener = Listener()
    adapter = Slack(
        HttpDoor("127.0.0.1", 0), bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET, api_base=server.api_base
    )
    run = asyncio.create_task(adapter.run(listener.on_event))
    server.events_url = await adapter.listening()
    yield Opened(server, listener)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)


def a_request(server: SlackServer) -> Json:
    return server.workspace.event(
        {"type": "message", "channel": "C0PAPERS", "user": "U0ANN", "text": "look", "ts": "1795.000100"}
    )


async def test_a_signed_request_is_taken(opened: Opened) -> None:
    assert await opened.server.post("events_api", a_request(opened.server)) == 200
    assert [event.text for event in opened.listener.done if isinstance(event, MessagePosted)] == ["look"]


@pytest.mark.parametrize(
    ("secret", "age_s"),
    [
        pytest.param("another secret", 0.0, id="forged"),
        pytest.param(SIGNING_SECRET, 400.0, id="replayed"),
        pytest.param(None, 0.0, id="unsigned"),
    ],
)
async def test_a_request_that_is_not_slacks_is_refused(opened: Opened, secret: str | None, age_s: float) -> None:
    status = await opened.server.post("events_api", a_request(opened.server), secret=secret, age_s=age_s)

    assert (status, opened.listener.begun) == (401, [])


async def test_the_address_is_verified(opened: Opened) -> None:
    assert await opened.server.post("events_api", {"type": "url_verification", "challenge": "c"}) == 200


@pytest.mark.parametrize("event", ["team_join", "app_uninstalled", "message"])
async def test_what_nobody_listens_to_is_acknowledged(opened: Opened, event: str) -> None:
    payload = opened.server.workspace.event({"type": event})

    assert await opened.server.post("events_api", payload) == 200


async def test_what_could_not_be_committed_is_told_again_and_has_one_effect(opened: Opened) -> None:
    request = a_request(opened.server)
    opened.listener.fail_at("look")
    first = await opened.server.post("events_api", request)
    opened.listener.mend()

    second = await opened.server.post("events_api", request, retry=1)
    third = await opened.server.post("events_api", request, retry=2)

    assert (first, second, third) == (503, 200, 200)
    assert len(opened.listener.done) == 1


async def test_only_slacks_path_is_there(opened: Opened) -> None:
    assert opened.server.events_url is not None
    async with aiohttp.ClientSession() as session:
        async with session.get(opened.server.events_url) as read:
            assert read.status == 405
        async with session.post(opened.server.events_url.replace("/events", "/install")) as other:
            assert other.status == 404
