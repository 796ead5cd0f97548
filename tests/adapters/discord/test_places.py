"""Channels and chat threads that are archived, locked, gone, or of another kind."""

import pytest

from adapters.discord.inbound import place_of
from bot.errors import (
    PlaceClosed,
)
from tests.contract.cases import a_post, chat_thread_of
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.world import GUILD


async def test_an_archived_thread_is_opened_again(harness: DiscordHarness) -> None:
    place = await chat_thread_of(harness)
    post = await harness.adapter.post(place, a_post())
    metadata = harness.world.channels[place.chat_thread or ""]["thread_metadata"]

    metadata["archived"] = True
    await harness.adapter.edit(post, a_post("edited"))
    metadata["archived"] = True
    await harness.adapter.mark(post, "⏳")
    metadata["archived"] = True
    await harness.adapter.post(place, a_post("new", key="d-2"))

    assert harness.texts(place) == ["edited", "new"]


async def test_a_locked_thread_is_told_in_words(harness: DiscordHarness) -> None:
    place = await chat_thread_of(harness)
    post = await harness.adapter.post(place, a_post())
    harness.world.channels[place.chat_thread or ""]["thread_metadata"].update(archived=True, locked=True)

    with pytest.raises(PlaceClosed, match="archived and locked"):
        await harness.adapter.edit(post, a_post("edited"))
    with pytest.raises(PlaceClosed, match="locked"):
        await harness.adapter.post(place, a_post(key="d-2"))


async def test_a_deleted_thread_is_told_in_words(harness: DiscordHarness) -> None:
    place = await chat_thread_of(harness)
    post = await harness.adapter.post(place, a_post())
    await harness.close_place(place)

    with pytest.raises(PlaceClosed, match="deleted"):
        await harness.adapter.edit(post, a_post("edited"))
    await harness.adapter.remove(post)
    await harness.adapter.unmark(post, "⏳")


async def test_a_channel_without_threads_is_said_to_be_one(harness: DiscordHarness) -> None:
    voice = place_of(GUILD, harness.world.channel("voice", 2)["id"], None)
    message = await harness.say(voice, "a paper", by=harness.ann)

    with pytest.raises(PlaceClosed, match="text channel"):
        await harness.adapter.open_place(message, title="x")
