"""What the bot changes on a message that stands."""

from dataclasses import replace

import pytest

from bot.errors import MessageGone
from bot.model.chat import Control, PostKind
from tests.contract.cases import a_picture, a_post, chat_thread_of
from tests.contract.harness import Harness


class EditingCases:
    """What the bot changes on a message that stands."""

    # ---- Editing ----

    async def test_an_edit_stays_in_place_and_keeps_everything_else(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        posts = [await harness.adapter.post(chat_thread, a_post(f"tweet {n}", key=f"k-{n}")) for n in (1, 2, 3)]
        await harness.press(posts[1], "🔁", by=harness.bea)
        await harness.adapter.mark(posts[1], "⏳")
        before = await harness.visible(chat_thread, to=harness.ann)

        await harness.adapter.edit(posts[1], a_post("tweet 2, better", key="k-2"))

        after = await harness.visible(chat_thread, to=harness.ann)
        assert after == [before[0], replace(before[1], text="tweet 2, better"), before[2]]

    async def test_an_edit_of_one_post_changes_no_other(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        posts = [
            await harness.adapter.post(
                chat_thread,
                a_post(f"tweet {n} & <{n}>", key=f"k-{n}", picture=a_picture(n), small_print=(f"page {n}",)),
            )
            for n in range(1, 6)
        ]
        before = await harness.visible(chat_thread, to=harness.ann)

        await harness.adapter.edit(posts[2], a_post("other", key="k-3"))
        await harness.adapter.remove(posts[3])

        after = await harness.visible(chat_thread, to=harness.ann)
        assert [seen for seen in after if seen.id != posts[2].id] == [before[0], before[1], before[4]]

    async def test_a_picture_is_in_the_message_and_swapped_in_one_edit(self, harness: Harness) -> None:
        first, second = a_picture(10, alt="The first & <best>."), a_picture(250, alt="The second.")
        post = await harness.adapter.post(harness.place, a_post("one", picture=first))
        (posted,) = await harness.visible(harness.place, to=harness.bea)

        await harness.adapter.edit(post, a_post("two", picture=second))
        (swapped,) = await harness.visible(harness.place, to=harness.bea)
        await harness.adapter.edit(post, a_post("three"))
        (bare,) = await harness.visible(harness.place, to=harness.bea)
        await harness.adapter.edit(post, a_post("four", picture=first))
        (again,) = await harness.visible(harness.place, to=harness.bea)

        assert (posted.id, posted.text, posted.picture, posted.alt) == (post.id, "one", first.image.png, first.alt)
        assert (swapped.id, swapped.text, swapped.picture, swapped.alt) == (
            post.id,
            "two",
            second.image.png,
            second.alt,
        )
        assert (bare.id, bare.text, bare.picture, bare.alt) == (post.id, "three", None, "")
        assert (again.text, again.picture) == ("four", first.image.png)

    async def test_controls_come_and_go_with_an_edit(self, harness: Harness) -> None:
        if not harness.adapter.limits.has_buttons:
            pytest.skip(f"{harness.adapter.name} has no buttons")
        post = await harness.adapter.post(harness.place, a_post(kind=PostKind.STATUS, controls=(Control.CANCEL,)))
        (posted,) = await harness.visible(harness.place, to=harness.ann)

        await harness.adapter.edit(
            post, a_post(kind=PostKind.STATUS, controls=(Control.EXPORT, Control.REDRAFT, Control.VOICE))
        )
        (edited,) = await harness.visible(harness.place, to=harness.ann)
        await harness.adapter.edit(post, a_post(kind=PostKind.STATUS))
        (bare,) = await harness.visible(harness.place, to=harness.ann)

        assert posted.controls == ("cancel",)
        assert edited.controls == ("export", "redraft", "voice")
        assert bare.controls == ()

    async def test_an_edit_of_a_lost_message_says_that_it_is_gone(self, harness: Harness) -> None:
        post = await harness.adapter.post(harness.place, a_post())
        await harness.delete(post)

        with pytest.raises(MessageGone):
            await harness.adapter.edit(post, a_post("again"))

        assert await harness.visible(harness.place, to=harness.ann) == []

    async def test_removing_twice_is_no_error(self, harness: Harness) -> None:
        chat_thread = await chat_thread_of(harness)
        posts = [await harness.adapter.post(chat_thread, a_post(f"tweet {n}", key=f"k-{n}")) for n in (1, 2)]

        await harness.adapter.remove(posts[0])
        await harness.adapter.remove(posts[0])

        assert [seen.text for seen in await harness.visible(chat_thread, to=harness.ann)] == ["tweet 2"]

    # ---- Marks ----

    async def test_a_mark_is_put_once_and_taken_away_once(self, harness: Harness) -> None:
        message = await harness.say(harness.place, "a paper", by=harness.ann)

        await harness.adapter.mark(message, "👀")
        await harness.adapter.mark(message, "👀")
        await harness.adapter.mark(message, "✅")
        (marked,) = await harness.visible(harness.place, to=harness.bea)
        await harness.adapter.unmark(message, "👀")
        await harness.adapter.unmark(message, "👀")
        await harness.adapter.unmark(message, "⏳")
        (unmarked,) = await harness.visible(harness.place, to=harness.bea)

        assert marked.marks == {"👀", "✅"}
        assert unmarked.marks == {"✅"}

    @pytest.mark.parametrize("emoji", ["✂", "↩", "⏳", "🖼", "🗑", "❌", "⭐", "🔍", "⚠"])
    async def test_every_emoji_that_the_bot_uses_can_be_a_mark(self, harness: Harness, emoji: str) -> None:
        post = await harness.adapter.post(harness.place, a_post())

        await harness.adapter.mark(post, emoji)
        (marked,) = await harness.visible(harness.place, to=harness.ann)
        await harness.adapter.unmark(post, emoji)
        (unmarked,) = await harness.visible(harness.place, to=harness.ann)

        assert marked.marks == {emoji}
        assert unmarked.marks == set()

    async def test_a_mark_is_not_the_press_of_a_person(self, harness: Harness) -> None:
        post = await harness.adapter.post(harness.place, a_post())
        await harness.press(post, "🔁", by=harness.ann)

        await harness.adapter.mark(post, "🔁")
        (marked,) = await harness.visible(harness.place, to=harness.bea)
        await harness.adapter.unmark(post, "🔁")
        (unmarked,) = await harness.visible(harness.place, to=harness.bea)

        assert (marked.marks, unmarked.marks) == (frozenset({"🔁"}), frozenset())
        assert marked.presses == unmarked.presses == {(harness.ann.id, "🔁")}

    async def test_a_mark_on_a_lost_message_says_that_it_is_gone(self, harness: Harness) -> None:
        message = await harness.say(harness.place, "a paper", by=harness.ann)
        await harness.delete(message)

        with pytest.raises(MessageGone):
            await harness.adapter.mark(message, "👀")
        await harness.adapter.unmark(message, "👀")
