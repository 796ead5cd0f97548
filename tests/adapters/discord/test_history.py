"""What is looked up: what was missed, presses that stand, posts of the bot's own."""

import time

from bot.chat_events import Pressed
from tests.contract.cases import a_post, chat_thread_of, missed_by, words_of
from tests.contract.harness import Listener, Running
from tests.fakes.discord_server.people import DiscordHarness


async def test_what_comes_between_the_look_up_and_the_gateways_first_word_is_told(harness: DiscordHarness) -> None:
    listener = Listener()
    known = await harness.say(harness.place, "known", by=harness.ann)
    await missed_by(harness, after=known.id, watched=[])
    await harness.say(harness.place, "in between", by=harness.ann)

    async with Running(harness, listener.on_event):
        await listener.until(lambda: "in between" in map(words_of, listener.done))


async def test_what_may_not_be_seen_any_more_does_not_keep_the_rest_from_being_looked_up(
    harness: DiscordHarness,
) -> None:
    known = await harness.say(harness.place, "known", by=harness.ann)
    place = await harness.adapter.open_place(known, title="x")
    post = await harness.adapter.post(place, a_post())
    await harness.say(harness.place, "new", by=harness.ann)
    await harness.close_place(place)

    assert [words_of(event) for event in await missed_by(harness, after=known.id, watched=[post])] == ["new"]


async def test_presses_beside_the_bots_own_are_looked_up(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post())
    await harness.adapter.mark(post, "✅")
    await harness.press(post, "✅", by=harness.ann)

    missed = await missed_by(harness, after=None, watched=[post])

    assert [(event.emoji, event.person.key) for event in missed if isinstance(event, Pressed)] == [
        ("✅", harness.ann.key)
    ]


async def test_a_short_reply_of_an_earlier_process_goes_too(harness: DiscordHarness) -> None:
    known = await harness.say(harness.place, "known", by=harness.ann)
    post = await harness.adapter.post(harness.place, a_post())
    await harness.adapter.tell(harness.ann, harness.place, "psst", about=post, trigger=None)
    await harness.restart()

    await missed_by(harness, after=known.id, watched=[])
    await harness.adapter.replies.take_away(time.monotonic() + 90)

    assert harness.texts(harness.place) == ["known", a_post().text]


async def test_a_press_between_the_look_up_and_the_gateways_first_word_is_told(harness: DiscordHarness) -> None:
    listener = Listener()
    place = await chat_thread_of(harness)
    before = [await harness.adapter.post(place, a_post(key=f"before-{number}")) for number in range(4)]
    await missed_by(harness, after=None, watched=before)
    behind = await harness.adapter.post(place, a_post(key="behind"))
    for post in (before[1], behind):
        await harness.press(post, "🔁", by=harness.ann)

    async with Running(harness, listener.on_event):
        await listener.told(2)
        await harness.unpress(behind, "🔁", by=harness.ann)
        await harness.press(behind, "🔁", by=harness.ann)
        told = await listener.told(4)

    presses = [(event.message.id, event.is_added) for event in told if isinstance(event, Pressed)]
    assert presses == [(before[1].id, True), (behind.id, True), (behind.id, False), (behind.id, True)]


async def test_presses_on_the_posts_of_a_chat_thread_are_looked_up_by_the_page(harness: DiscordHarness) -> None:
    place = await chat_thread_of(harness)
    posts = [await harness.adapter.post(place, a_post(key=f"k-{number}")) for number in range(13)]
    await harness.press(posts[7], "✂️", by=harness.bea)
    known = len(harness.server.rest.exchanges)

    missed = await missed_by(harness, after=None, watched=posts)

    asked = [one.template.rpartition("/")[2] for one in harness.server.rest.exchanges[known:]]
    assert [event.message.id for event in missed if isinstance(event, Pressed)] == [posts[7].id]
    assert [one for one in asked if one != "@me"] == ["messages", "{emoji_name}"]
