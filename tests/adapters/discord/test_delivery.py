"""What people do, handed to the core: where the store is away, in direct messages, in forums."""

from bot.chat_events import ChatEvent, MessagePosted
from bot.errors import (
    StoreUnavailable,
)
from bot.model.chat import Place
from tests.contract.cases import words_of
from tests.contract.harness import Listener, Running, eventually
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.world import DM


async def test_in_a_direct_message_one_sentence_says_where_to_go(harness: DiscordHarness) -> None:
    listener = Listener()
    channel = harness.world.channel("direct", DM)["id"]

    async with Running(harness, listener.on_event):
        await harness.say(Place("discord", "", channel), "https://arxiv.org/abs/2306.13840", by=harness.ann)
        await eventually(lambda: len(harness.world.of_channel(channel)) == 2)

    assert harness.world.of_channel(channel)[1]["content"] == (
        "I work in the channels of a server. Post the paper there."
    )
    assert listener.begun == []


async def test_an_event_waits_for_a_store_that_is_away_and_later_ones_wait_behind_it(harness: DiscordHarness) -> None:
    listener, away = Listener(), [StoreUnavailable("it is being restarted")] * 6

    async def on_event(event: ChatEvent) -> None:
        if away:
            raise away.pop()
        await listener.on_event(event)

    async with Running(harness, on_event):
        await harness.say(harness.place, "first", by=harness.ann)
        await harness.say(harness.place, "second", by=harness.ann)
        told = await listener.told(2)

    assert [words_of(event) for event in told] == ["first", "second"]


async def test_what_fails_for_ever_holds_nothing_up(harness: DiscordHarness) -> None:
    listener = Listener()
    listener.fail_at("poison")

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "poison", by=harness.ann)
        await harness.say(harness.place, "the end", by=harness.ann)
        await listener.told(1)

    assert [words_of(event) for event in listener.begun] == ["poison"] * 3 + ["the end"]


async def test_a_post_of_a_forum_is_the_chat_thread(harness: DiscordHarness) -> None:
    listener = Listener()

    async with Running(harness, listener.on_event):
        message = await harness.say_in_a_forum("https://arxiv.org/abs/2306.13840", by=harness.ann)
        told = (await listener.told(1))[0]

    assert isinstance(told, MessagePosted)
    assert told.message == message
    assert await harness.adapter.open_place(message, title="x") == message.place
