"""What an adapter finds again: posts by their key, and what was missed."""

from datetime import timedelta

from bot.chat_events import MessagePosted, Pressed
from tests.contract.cases import PDF, a_post, chat_thread_of, key_of, missed_by, words_of
from tests.contract.harness import Can, File, Harness, Listener, Running


class FindingCases:
    """What an adapter finds again: posts by their key, and what was missed."""

    # ---- Finding a post again ----

    async def test_a_post_is_found_by_its_key_also_by_the_next_process(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        since = await harness.now() - timedelta(minutes=1)
        posts = [
            await harness.adapter.post(chat_thread, a_post(f"tweet {n}", key=f"{n}-{'k' * 60}")) for n in (1, 2, 3)
        ]
        await harness.adapter.edit(posts[1], a_post("tweet 2, better", key=f"2-{'k' * 60}"))

        found = await harness.adapter.find_own(chat_thread, f"2-{'k' * 60}", text="tweet 2, better", since=since)
        await harness.restart()
        again = await harness.adapter.find_own(chat_thread, f"2-{'k' * 60}", text="tweet 2, better", since=since)

        assert found == posts[1]
        assert again == posts[1]

    async def test_what_was_never_posted_or_is_gone_is_not_found(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        since = await harness.now() - timedelta(minutes=1)
        post = await harness.adapter.post(chat_thread, a_post(key="gone-1"))
        await harness.say(chat_thread, "never-1", by=harness.ann)

        await harness.adapter.remove(post)

        assert await harness.adapter.find_own(chat_thread, "gone-1", text=a_post().text, since=since) is None
        assert await harness.adapter.find_own(chat_thread, "never-1", text="never-1", since=since) is None

    async def test_a_post_of_another_place_or_time_is_not_found(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        since = await harness.now() - timedelta(minutes=1)

        post = await harness.adapter.post(chat_thread, a_post(key="here-1"))

        assert await harness.adapter.find_own(chat_thread, "here-1", text=a_post().text, since=since) == post
        assert await harness.adapter.find_own(harness.other_place, "here-1", text=a_post().text, since=since) is None
        later = await harness.now() + timedelta(hours=1)
        assert await harness.adapter.find_own(chat_thread, "here-1", text=a_post().text, since=later) is None

    # ---- What was missed ----

    async def test_messages_behind_the_cursor_are_told_the_oldest_first(self, harness: Harness) -> None:
        known = await harness.say(harness.place, "known", by=harness.ann)
        chat_thread = await harness.adapter.open_place(known, title="Known")
        post = await harness.adapter.post(chat_thread, a_post())
        await harness.say(harness.place, "first", by=harness.ann)
        await harness.say(chat_thread, "second", by=harness.bea)
        await harness.adapter.post(harness.place, a_post("own", key="own-1"))
        if Can.OTHER_BOTS not in harness.cannot:
            await harness.other_bot_says(harness.place, "a bot")
        await harness.say(harness.other_place, "elsewhere", by=harness.ann)
        await harness.say(harness.place, "third", by=harness.bea)
        await harness.restart()

        missed = await missed_by(harness, after=known.id, watched=[post])

        assert [words_of(event) for event in missed] == ["first", "second", "third"]
        assert [event.message.place for event in missed if isinstance(event, MessagePosted)] == [
            harness.place,
            chat_thread,
            harness.place,
        ]

    async def test_a_missed_message_has_the_key_that_it_would_have_had(self, harness: Harness) -> None:
        listener = Listener()
        known = await harness.say(harness.place, "known", by=harness.ann)

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "told", by=harness.ann, files=[File("ours.pdf", PDF)])
            told = (await listener.told(1))[0]
        (missed,) = await missed_by(harness, after=known.id, watched=[])

        assert key_of(missed) == key_of(told)
        assert isinstance(missed, MessagePosted)
        assert await harness.adapter.fetch_attachment(missed.attachments[0]) == PDF

    async def test_without_a_cursor_no_message_is_told(self, harness: Harness) -> None:
        await harness.say(harness.place, "before", by=harness.ann)

        assert await missed_by(harness, after=None, watched=[]) == []

    async def test_presses_that_stand_on_watched_posts_are_told_without_an_id(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        posts = [await harness.adapter.post(chat_thread, a_post(f"tweet {n}", key=f"k-{n}")) for n in (1, 2, 3)]
        await harness.press(posts[0], "✂️", by=harness.ann)
        await harness.press(posts[0], "✂️", by=harness.bea)
        await harness.press(posts[1], "🔁", by=harness.ann)
        await harness.unpress(posts[1], "🔁", by=harness.ann)
        await harness.press(posts[2], "🔁", by=harness.ann)
        await harness.adapter.mark(posts[1], "⏳")
        await harness.restart()

        missed = await missed_by(harness, after=None, watched=posts[:2])

        assert all(isinstance(event, Pressed) and event.event_id is None and event.is_added for event in missed)
        assert {
            (event.message.id, event.emoji, event.person.key) for event in missed if isinstance(event, Pressed)
        } == {
            (posts[0].id, "✂", harness.ann.key),
            (posts[0].id, "✂", harness.bea.key),
        }
        assert len(missed) == 2

    async def test_a_watched_post_that_is_gone_is_passed_over(self, harness: Harness) -> None:
        posts = [await harness.adapter.post(harness.place, a_post(f"tweet {n}", key=f"k-{n}")) for n in (1, 2)]
        await harness.press(posts[1], "🔁", by=harness.ann)
        await harness.delete(posts[0])

        missed = await missed_by(harness, after=None, watched=posts)

        assert [event.message.id for event in missed if isinstance(event, Pressed)] == [posts[1].id]
