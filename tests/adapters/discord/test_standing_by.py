"""A process that stands by posts over one connection, and takes its short replies away."""

import asyncio

import pytest

from bot.errors import ChatUnavailable, TokenRefused
from tests.contract.cases import a_post
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault


async def test_it_says_who_it_is_once_for_all_that_it_posts(harness: DiscordHarness) -> None:
    standing_by = asyncio.create_task(harness.adapter.stand_by())
    while not harness.server.rest.exchanges:  # noqa: ASYNC110  # there is no event for it
        await asyncio.sleep(0)
    await harness.adapter.post(harness.place, a_post(key="first"))  # by now it has its connection
    known = len(harness.server.rest.exchanges)
    for key in ("second", "third"):
        await harness.adapter.post(harness.place, a_post(key=key))
    standing_by.cancel()
    await asyncio.wait([standing_by])
    await harness.adapter.post(harness.place, a_post(key="fourth"))

    asked = [exchange.template for exchange in harness.server.rest.exchanges[known:]]
    messages = "/channels/{channel_id}/messages"
    assert asked == [messages, messages, "/users/@me", messages]
    assert harness.server.gateway.identified == 0


@pytest.mark.parametrize(
    ("status", "error"),
    [pytest.param(401, TokenRefused, id="wrong token"), pytest.param(403, ChatUnavailable, id="no")],
)
async def test_what_keeps_it_from_that_is_told(harness: DiscordHarness, status: int, error: type[Exception]) -> None:
    harness.server.rest.faults.append(Fault("GET", "/users/@me", status, times=9))

    with pytest.raises(error):
        await harness.adapter.stand_by()
