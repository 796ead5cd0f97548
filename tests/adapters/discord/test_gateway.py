"""The gateway, and what breaks there: the real client against ours."""

import asyncio
import random

import pytest

from adapters.discord.connection import Discord
from bot.chat_events import Commanded
from bot.errors import (
    ChatUnavailable,
    TokenRefused,
)
from tests.contract.cases import a_post, missed_by, words_of
from tests.contract.harness import WAIT_S, Listener, Running
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.server import TOKEN
from tests.fakes.discord_server.world import GUILD


async def ended(harness: DiscordHarness, listener: Listener) -> BaseException | None:
    """What a run ends with."""
    async with asyncio.timeout(WAIT_S):
        (error,) = await asyncio.gather(harness.adapter.run(listener.on_event), return_exceptions=True)
    return error


@pytest.mark.parametrize("how", ["close 4000", "close 1000", "asked to reconnect", "asked to resume", "cut"])
async def test_a_connection_that_breaks_is_resumed_and_nothing_is_lost(harness: DiscordHarness, how: str) -> None:
    listener, gateway = Listener(), harness.server.gateway

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "before", by=harness.ann)
        await listener.told(1)
        match how:
            case "close 4000" | "close 1000":
                await gateway.close_all(int(how[-4:]))
            case "asked to reconnect":
                await gateway.ask_to_reconnect()
            case "asked to resume":
                await gateway.invalidate(can_resume=True)
            case _:
                await gateway.cut()
        await harness.say(harness.place, "meanwhile", by=harness.ann)
        async with asyncio.timeout(WAIT_S):
            await gateway.until_resumed(1)
        await harness.say(harness.place, "after", by=harness.ann)
        await listener.until(lambda: "after" in map(words_of, listener.done))

    assert [words_of(event) for event in listener.done] == ["before", "meanwhile", "after"]
    assert gateway.identified == 1


async def test_a_gateway_that_falls_silent_is_connected_to_anew_and_nothing_is_lost(harness: DiscordHarness) -> None:
    listener, gateway = Listener(), harness.server.gateway
    gateway.heartbeat_ms = 50
    harness.adapter = Discord(TOKEN, api_base=harness.server.api_base, silence_s=0.5)

    async with Running(harness, listener.on_event):
        gateway.is_silent = True
        await harness.say(harness.place, "into the void", by=harness.ann)
        async with asyncio.timeout(WAIT_S):
            await gateway.until_connected(2)
        gateway.is_silent = False
        await listener.told(1)

    assert [words_of(event) for event in listener.done] == ["into the void"]
    assert gateway.identified == 1
    assert gateway.beats > 0


async def test_a_large_event_that_comes_in_pieces_is_told_whole(harness: DiscordHarness) -> None:
    listener = Listener()
    text = "".join(map(chr, random.Random(7).choices(range(0x4E00, 0x9FFF), k=1900)))

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, text, by=harness.ann)
        told = await listener.told(1)

    assert [words_of(event) for event in told] == [text]


@pytest.mark.parametrize("is_told", [False, True], ids=["closed", "told that it is invalid"])
async def test_a_lost_session_ends_the_run_and_what_was_missed_is_found(harness: DiscordHarness, is_told: bool) -> None:
    listener = Listener()
    known = await harness.say(harness.place, "known", by=harness.ann)

    run = asyncio.create_task(ended(harness, listener))
    await harness.listening()
    if is_told:
        await harness.server.gateway.invalidate(can_resume=False)
    else:
        await harness.server.gateway.close_all(forget=True)
    await harness.say(harness.place, "meanwhile", by=harness.ann)
    error = await run
    missed = await missed_by(harness, after=known.id, watched=[])

    assert isinstance(error, ChatUnavailable)
    assert [words_of(event) for event in missed] == ["meanwhile"]


async def test_a_first_connection_that_is_refused_is_said_to_be_and_can_be_tried_again(harness: DiscordHarness) -> None:
    listener = Listener()
    harness.server.gateway.refuses_connections = True
    error = await ended(harness, listener)
    harness.server.gateway.refuses_connections = False

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "here again", by=harness.ann)
        await listener.told(1)

    assert isinstance(error, ChatUnavailable)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("MESSAGE_CREATE", {"id": "1"}),
        ("MESSAGE_CREATE", {"id": "1", "channel_id": "2", "guild_id": GUILD, "author": "nobody", "content": 3}),
        ("MESSAGE_REACTION_ADD", {"channel_id": "2", "guild_id": GUILD, "emoji": None}),
        ("INTERACTION_CREATE", {"id": "1", "channel_id": "2"}),
        ("GUILD_CREATE", {"channels": [{}]}),
        ("GUILD_CREATE", []),
        ("SOMETHING_NEW", {"x": 1}),
    ],
)
async def test_an_event_that_nobody_understands_ends_nothing(harness: DiscordHarness, name: str, data: object) -> None:
    listener = Listener()

    async with Running(harness, listener.on_event) as running:
        await harness.server.gateway.send_raw(name, data)
        await harness.say(harness.place, "the end", by=harness.ann)
        await listener.told(1)
        is_over = running.is_over

    assert (is_over, [words_of(event) for event in listener.done]) == (False, ["the end"])


async def test_a_token_that_discord_does_not_take_is_said_once(harness: DiscordHarness) -> None:
    harness.adapter = Discord("another-token", api_base=harness.server.api_base)

    assert isinstance(await ended(harness, Listener()), TokenRefused)
    with pytest.raises(TokenRefused) as caught:
        await harness.adapter.post(harness.place, a_post())
    assert "another-token" not in str(caught.value)


async def test_a_token_that_was_reset_a_moment_ago_is_said_not_to_be_taken(harness: DiscordHarness) -> None:
    harness.server.gateway.token = "the new one"

    assert isinstance(await ended(harness, Listener()), TokenRefused)


async def test_without_the_right_to_read_it_works_by_mention_menu_and_command_and_says_so(
    harness: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()
    harness.server.gateway.grants_content = False

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "https://arxiv.org/abs/2306.13840", by=harness.ann)
        await harness.say(harness.place, "https://arxiv.org/abs/2306.13840", by=harness.ann, is_mention=True)
        await harness.command(harness.place, "export", by=harness.ann)
        told = await listener.told(3)

    assert [words_of(event) for event in told] == ["", "https://arxiv.org/abs/2306.13840", ""]
    assert isinstance(told[2], Commanded)
    assert "message content intent" in caplog.text


async def test_the_gateways_address_is_what_the_settings_say(harness: DiscordHarness) -> None:
    address, harness.server.gateway.address = harness.server.gateway.address, "ws://127.0.0.1:9/nowhere"
    adapter = harness.begun()
    harness.adapter = Discord(adapter._token, api_base=harness.server.api_base, gateway=address)
    listener = Listener()

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "heard", by=harness.ann)
        await listener.told(1)


async def test_commands_are_sent_to_discord_only_where_it_shows_others(harness: DiscordHarness) -> None:
    for _ in range(2):
        async with Running(harness, Listener().on_event):
            await harness.restart()

    assert harness.world.command_puts == 1
