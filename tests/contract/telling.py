"""What an adapter tells of what people do."""

import asyncio

import pytest

from bot.chat_events import MessagePosted
from bot.errors import AttachmentUnavailable
from tests.contract.cases import (
    PDF,
    a_post,
    attached,
    key_of,
    needs,
    open_files,
    turns,
    words_of,
)
from tests.contract.harness import Can, File, Harness, Listener, Running, eventually


class TellingCases:
    """What an adapter tells of what people do."""

    # ---- Messages ----

    async def test_a_message_is_told_once_as_it_was_written(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            message = await harness.say(harness.place, "https://arxiv.org/abs/2306.13840v2 & more <3", by=harness.ann)
            await harness.say(harness.place, "second", by=harness.bea)
            told = await listener.told(2)

        assert [words_of(event) for event in told] == ["https://arxiv.org/abs/2306.13840v2 & more <3", "second"]
        first = told[0]
        assert isinstance(first, MessagePosted)
        assert first.message == message
        assert first.message.place == harness.place
        assert first.author.key == harness.ann.key
        assert (first.attachments, first.is_mention, first.edit) == ((), False, "")

    async def test_messages_of_a_channel_are_told_in_their_order(self, harness: Harness) -> None:
        listener = Listener()
        words = [f"message {number}" for number in range(12)]

        async with Running(harness, listener.on_event):
            for text in words:
                await harness.say(harness.place, text, by=harness.ann)
            await listener.told(len(words))

        assert [words_of(event) for event in listener.begun] == words

    async def test_a_message_in_a_chat_thread_says_which(self, harness: Harness) -> None:
        listener = Listener()
        request = await harness.say(harness.place, "a paper", by=harness.ann)
        chat_thread = await harness.adapter.open_place(request, title="A paper")

        async with Running(harness, listener.on_event):
            reply = await harness.say(chat_thread, "3: say it is on ImageNet", by=harness.bea)
            told = await listener.told(1)

        assert [event.message for event in told if isinstance(event, MessagePosted)] == [reply]
        assert reply.place == chat_thread
        assert chat_thread.in_channel == harness.place

    async def test_a_mention_is_told_without_the_name(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "shorten 3", by=harness.ann, is_mention=True)
            told = await listener.told(1)

        assert [(words_of(event), getattr(event, "is_mention", None)) for event in told] == [("shorten 3", True)]

    async def test_a_message_that_was_delivered_twice_has_one_key(self, harness: Harness) -> None:
        needs(harness, Can.REDELIVER)
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "once", by=harness.ann)
            await listener.told(1)
            await harness.redeliver()
            await harness.say(harness.place, "the end", by=harness.ann)
            await listener.until(lambda: "the end" in map(words_of, listener.done))

        assert len({key_of(event) for event in listener.done if words_of(event) == "once"}) == 1

    async def test_a_changed_message_is_told_again_with_another_key(self, harness: Harness) -> None:
        needs(harness, Can.CHANGE_MESSAGES)
        listener = Listener()

        async with Running(harness, listener.on_event):
            message = await harness.say(harness.place, "look", by=harness.ann)
            await listener.told(1)
            await harness.change(message, "look: https://arxiv.org/abs/2306.13840", by=harness.ann)
            before, after = await listener.told(2)

        assert isinstance(before, MessagePosted)
        assert isinstance(after, MessagePosted)
        assert after.message == before.message
        assert after.text == "look: https://arxiv.org/abs/2306.13840"
        assert after.key != before.key
        assert after.edit != ""

    async def test_the_bots_own_doings_are_never_told(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            post = await harness.adapter.post(harness.place, a_post("own words"))
            await harness.adapter.mark(post, "👀")
            await harness.adapter.edit(post, a_post("own words, changed"))
            await harness.adapter.unmark(post, "👀")
            await harness.adapter.tell(harness.ann, harness.place, "psst", about=post, trigger=None)
            await harness.adapter.remove(post)
            await harness.say(harness.place, "the end", by=harness.ann)
            await listener.told(1)

        assert [words_of(event) for event in listener.begun] == ["the end"]

    async def test_another_bot_is_not_told(self, harness: Harness) -> None:
        needs(harness, Can.OTHER_BOTS)
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.other_bot_says(harness.place, "https://arxiv.org/abs/2306.13840")
            await harness.say(harness.place, "the end", by=harness.ann)
            await listener.told(1)

        assert [words_of(event) for event in listener.begun] == ["the end"]

    # ---- Acknowledgement ----

    async def test_an_event_is_acknowledged_when_it_is_committed_and_not_before(self, harness: Harness) -> None:
        needs(harness, Can.ACKNOWLEDGE)
        listener = Listener()
        listener.hold("slow")

        async with Running(harness, listener.on_event):
            before = harness.acknowledged
            await harness.say(harness.place, "slow", by=harness.ann)
            await listener.until(lambda: len(listener.begun) == 1)
            await turns()
            while_held = harness.acknowledged - before
            listener.release("slow")
            await eventually(lambda: harness.acknowledged == before + 1)

        assert while_held == 0

    async def test_a_slow_event_holds_up_no_other_channel(self, harness: Harness) -> None:
        listener = Listener()
        listener.hold("slow")

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "slow", by=harness.ann)
            await listener.until(lambda: len(listener.begun) == 1)
            await harness.say(harness.other_place, "quick", by=harness.bea)
            await listener.told(1)
            while_held = [words_of(event) for event in listener.done]
            if Can.ACKNOWLEDGE not in harness.cannot:
                await eventually(lambda: harness.acknowledged == 1)
            listener.release("slow")
            await listener.told(2)

        assert while_held == ["quick"]

    async def test_an_event_that_could_not_be_committed_is_not_acknowledged_and_ends_nothing(
        self, harness: Harness, caplog: pytest.LogCaptureFixture
    ) -> None:
        listener = Listener()
        listener.fail_at("bad luck")

        async with Running(harness, listener.on_event) as running:
            await harness.say(harness.place, "bad luck", by=harness.ann)
            await listener.until(lambda: len(listener.begun) == 1)
            listener.mend()
            await harness.say(harness.other_place, "good luck", by=harness.ann)
            await listener.until(lambda: "good luck" in map(words_of, listener.done))
            is_over = running.is_over
            if Can.ACKNOWLEDGE not in harness.cannot:
                await eventually(lambda: harness.acknowledged == len(listener.done))

        assert not is_over
        assert "bad luck" not in caplog.text  # no message text in logs

    async def test_run_ends_cleanly_when_it_is_cancelled_and_can_begin_again(self, harness: Harness) -> None:
        listener = Listener()
        tasks, files = asyncio.all_tasks(), open_files()

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "first", by=harness.ann)
            await listener.told(1)
        await eventually(lambda: asyncio.all_tasks() <= tasks)
        await eventually(lambda: open_files() <= files)
        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "second", by=harness.ann)
            await listener.until(lambda: "second" in map(words_of, listener.done))

        # A platform whose acknowledgement was cut off tells an event again, with the key that it had.
        assert list({key_of(event): words_of(event) for event in listener.done}.values()) == ["first", "second"]

    async def test_run_can_be_cancelled_while_an_event_is_held(self, harness: Harness) -> None:
        listener = Listener()
        listener.hold("slow")
        tasks = asyncio.all_tasks()

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "slow", by=harness.ann)
            await listener.until(lambda: len(listener.begun) == 1)
        await eventually(lambda: asyncio.all_tasks() <= tasks)

        assert listener.done == []

    # ---- Attachments ----

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"%PDF-1.4", id="a few bytes"),
            pytest.param(PDF, id="every byte there is"),
            pytest.param(PDF * 60, id="more than one piece"),
        ],
    )
    async def test_an_attachment_has_the_very_bytes_that_were_sent(self, harness: Harness, data: bytes) -> None:
        listener = Listener()
        name = "My paper (v2) & notes.pdf"

        async with Running(harness, listener.on_event):
            await harness.say(harness.place, "ours", by=harness.ann, files=[File(name, data)])
            event = (await listener.told(1))[0]
            assert isinstance(event, MessagePosted)
            fetched = [await harness.adapter.fetch_attachment(attachment) for attachment in event.attachments]

        assert [(attachment.name, attachment.size_bytes) for attachment in event.attachments] == [(name, len(data))]
        assert fetched == [data]

    async def test_an_attachment_can_be_fetched_by_the_next_process(self, harness: Harness) -> None:
        attachment = await attached(harness, PDF)

        await harness.restart()

        assert await harness.adapter.fetch_attachment(attachment) == PDF

    async def test_an_attachment_beyond_the_limit_is_refused_by_name(self, harness: Harness) -> None:
        needs(harness, Can.LARGE_FILES)
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.say_with_large_file(harness.place, by=harness.ann)
            event = (await listener.told(1))[0]
            assert isinstance(event, MessagePosted)
            with pytest.raises(AttachmentUnavailable) as caught:
                await harness.adapter.fetch_attachment(event.attachments[0])

        assert caught.value.name == event.attachments[0].name

    async def test_an_attachment_that_is_gone_is_said_to_be(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            message = await harness.say(harness.place, "ours", by=harness.ann, files=[File("ours.pdf", PDF)])
            event = (await listener.told(1))[0]
            await harness.delete(message)
            assert isinstance(event, MessagePosted)
            with pytest.raises(AttachmentUnavailable) as caught:
                await harness.adapter.fetch_attachment(event.attachments[0])

        assert caught.value.name == "ours.pdf"
