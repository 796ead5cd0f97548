"""What is looked up: what was missed, presses that stand, posts of the bot's own."""

import time

from bot.chat_events import Pressed
from tests.contract.cases import a_post, missed_by, words_of
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
