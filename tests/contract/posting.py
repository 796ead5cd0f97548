"""What the bot posts, and how it comes out."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.chat_events import Commanded
from bot.errors import ChatUnavailable, MessageGone, MessageTooLong, PlaceClosed
from bot.model.chat import PostKind
from tests.contract.cases import (
    a_picture,
    a_post,
    chat_thread_of,
    needs,
)
from tests.contract.harness import Can, Harness, Listener, Running
from tests.contract.hostile_texts import HOSTILE_TEXTS, STEERING_TEXTS


class PostingCases:
    """What the bot posts, and how it comes out."""

    # ---- Posting ----

    async def test_posts_stand_in_the_order_that_they_were_made_in(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        texts = [f"tweet {number}" for number in range(1, 14)]

        posts = [await harness.adapter.post(chat_thread, a_post(text, key=f"k-{text[6:]}")) for text in texts]

        seen = await harness.visible(chat_thread, to=harness.bea)
        assert [message.text for message in seen] == texts
        assert [message.id for message in seen] == [post.id for post in posts]
        assert all(message.is_own for message in seen)
        assert {post.place for post in posts} == {chat_thread}

    async def test_a_post_in_a_chat_thread_is_not_in_the_channel(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        before = await harness.visible(harness.place, to=harness.ann)

        await harness.adapter.post(chat_thread, a_post())

        assert await harness.visible(harness.place, to=harness.ann) == before

    async def test_small_print_is_shown_apart_from_the_text(self, harness: Harness) -> None:
        small_print = ("171/280 · p. 3", "⚠️ The evidence has 56.7 & <not> *56.8*.")

        await harness.adapter.post(harness.place, a_post("A tweet.\n\n2/9", small_print=small_print))

        (seen,) = await harness.visible(harness.place, to=harness.ann)
        assert (seen.text, seen.small_print) == ("A tweet.\n\n2/9", small_print)

    @pytest.mark.parametrize("sign", ["x", "&", "語", "🚀", "*"])
    async def test_a_post_of_exactly_the_limit_stands_whole(self, harness: Harness, sign: str) -> None:
        text = sign * harness.adapter.limits.message_chars

        post = await harness.adapter.post(harness.place, a_post("short"))
        await harness.adapter.edit(post, a_post(text))
        await harness.adapter.post(harness.place, a_post(text, key="draft-2"))

        assert [seen.text for seen in await harness.visible(harness.place, to=harness.ann)] == [text, text]

    async def test_a_post_above_the_limit_is_refused_before_any_call(self, harness: Harness) -> None:
        limit = harness.adapter.limits.message_chars

        with pytest.raises(MessageTooLong) as caught:
            await harness.adapter.post(harness.place, a_post("x" * (limit + 1)))

        assert (caught.value.length, caught.value.limit) == (limit + 1, limit)
        assert await harness.visible(harness.place, to=harness.ann) == []

    async def test_an_edit_above_the_limit_leaves_the_post_as_it_is(self, harness: Harness) -> None:
        post = await harness.adapter.post(harness.place, a_post("short"))
        before = await harness.visible(harness.place, to=harness.ann)

        with pytest.raises(MessageTooLong):
            await harness.adapter.edit(post, a_post("x" * (harness.adapter.limits.message_chars + 1)))

        assert await harness.visible(harness.place, to=harness.ann) == before

    @pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE_TEXTS.items()])
    async def test_a_text_comes_out_character_for_character_and_calls_nobody(self, harness: Harness, text: str) -> None:
        kept = text.strip() if Can.KEEP_ENDS in harness.cannot else text
        line = " ".join(text.split())
        post = await harness.adapter.post(
            harness.place, a_post(text, small_print=("171/280", line), picture=a_picture(alt=line))
        )
        (posted,) = await harness.visible(harness.place, to=harness.ann)
        await harness.adapter.edit(post, a_post("something else"))
        await harness.adapter.edit(post, a_post(text))
        await harness.adapter.tell(harness.ann, harness.place, text, about=None, trigger=None)
        edited, told = await harness.visible(harness.place, to=harness.ann)

        assert (posted.text, posted.small_print, posted.alt) == (kept, ("171/280", line), line)
        assert edited.text == kept
        assert told.text.strip() == text.strip()
        assert (posted.pings, edited.pings, told.pings) == ((), (), ())
        assert [seen.has_preview for seen in (posted, edited, told)] == [False, False, False]

    @pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in STEERING_TEXTS.items()])
    async def test_what_steers_a_terminal_does_no_harm(self, harness: Harness, text: str) -> None:
        post = await harness.adapter.post(harness.place, a_post(f"before {text} after"))
        await harness.adapter.edit(post, a_post(f"before {text} after", small_print=(" ".join(text.split()),)))

        (seen,) = await harness.visible(harness.place, to=harness.ann)
        assert seen.text.startswith("before ")
        assert seen.text.endswith(" after")

    async def test_a_closed_channel_is_said_to_be(self, harness: Harness) -> None:
        needs(harness, Can.CLOSE_PLACES)
        await harness.close_place(harness.place)

        with pytest.raises(PlaceClosed):
            await harness.adapter.post(harness.place, a_post())

    async def test_a_post_whose_answer_was_lost_stands_once_and_is_found(self, harness: Harness) -> None:
        needs(harness, Can.LOSE_ANSWERS)
        since = await harness.now() - timedelta(minutes=1)
        await harness.lose_next_answer()

        with suppress(ChatUnavailable):  # or the adapter knows how to find out
            await harness.adapter.post(harness.place, a_post(key="lost-1"))

        (seen,) = await harness.visible(harness.place, to=harness.ann)
        found = await harness.adapter.find_own(harness.place, "lost-1", text=a_post().text, since=since)
        assert found is not None
        assert found.id == seen.id

    # ---- Chat threads ----

    async def test_a_chat_thread_is_opened_once(self, harness: Harness) -> None:
        message = await harness.say(harness.place, "a paper", by=harness.ann)

        first, second = await asyncio.gather(
            harness.adapter.open_place(message, title="A & <b>"), harness.adapter.open_place(message, title="A & <b>")
        )
        await harness.restart()
        third = await harness.adapter.open_place(message, title="Another")

        assert first == second == third
        assert first.chat_thread is not None
        assert first.in_channel == harness.place

    async def test_a_chat_thread_can_be_under_a_post_of_the_bots(self, harness: Harness) -> None:
        request = await harness.adapter.post(harness.place, a_post("Drafting a paper.", kind=PostKind.WORDS))

        chat_thread = await harness.adapter.open_place(request, title="x" * 300)
        post = await harness.adapter.post(chat_thread, a_post("tweet 1", key="k-1"))

        assert [seen.id for seen in await harness.visible(chat_thread, to=harness.ann)] == [post.id]

    async def test_no_chat_thread_is_opened_under_a_lost_message(self, harness: Harness) -> None:
        message = await harness.say(harness.place, "a paper", by=harness.ann)
        await harness.delete(message)

        with pytest.raises(MessageGone):
            await harness.adapter.open_place(message, title="A paper")

    # ---- One person ----

    async def test_words_to_one_person_are_seen_by_nobody_else(self, harness: Harness) -> None:
        if not harness.adapter.limits.has_private_words:
            pytest.skip(
                f"{harness.adapter.name} cannot show words to one person only: they are a reply that goes again"
            )
        chat_thread = await chat_thread_of(harness)
        post = await harness.adapter.post(chat_thread, a_post())

        await harness.adapter.tell(harness.ann, chat_thread, "Tweet 1 is short & <sweet>.", about=post, trigger=None)

        own = [seen.text for seen in await harness.visible(chat_thread, to=harness.ann)]
        others = [seen.text for seen in await harness.visible(chat_thread, to=harness.bea)]
        assert own == ["We train on 98,734 theorems.", "Tweet 1 is short & <sweet>."]
        assert others == ["We train on 98,734 theorems."]

    async def test_words_to_one_person_answer_to_what_they_did(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.command(harness.place, "usage", by=harness.ann)
            command = (await listener.told(1))[0]
            assert isinstance(command, Commanded)
            await harness.adapter.tell(
                harness.ann, harness.place, "Nothing spent.", about=None, trigger=command.trigger
            )

        assert "Nothing spent." in [seen.text for seen in await harness.visible(harness.place, to=harness.ann)]
