"""What people press, command and fill in."""

import pytest

from bot.chat_events import ButtonPressed, Commanded, FormSent, Pressed
from bot.model.chat import Control, Field, FieldKind, Form
from tests.contract.cases import a_post, chat_thread_of, is_same, key_of, needs, words_of
from tests.contract.harness import Can, Harness, Listener, Running


class PressingCases:
    """What people press, command and fill in."""

    # ---- Presses ----

    @pytest.mark.parametrize(
        ("pressed", "told"),
        [
            pytest.param("🔁", "🔁", id="plain"),
            pytest.param("✂️", "✂", id="with U+FE0F"),
            pytest.param("✂", "✂", id="without U+FE0F"),
            pytest.param("↩️", "↩", id="an arrow with U+FE0F"),
            pytest.param("👍🏽", "👍", id="with a skin tone"),
            pytest.param("⭐", "⭐", id="a star"),
            pytest.param("🗑️", "🗑", id="an astral sign with U+FE0F"),
        ],
    )
    async def test_a_press_is_told_by_its_bare_emoji(self, harness: Harness, pressed: str, told: str) -> None:
        listener = Listener()
        post = await harness.adapter.post(harness.place, a_post())

        async with Running(harness, listener.on_event):
            await harness.press(post, pressed, by=harness.bea)
            event = (await listener.told(1))[0]

        assert isinstance(event, Pressed)
        assert (event.emoji, event.is_added, event.person.key) == (told, True, harness.bea.key)
        assert is_same(event.message, post)

    async def test_a_press_that_is_taken_away_is_told_too(self, harness: Harness) -> None:
        listener = Listener()
        post = await harness.adapter.post(harness.place, a_post())

        async with Running(harness, listener.on_event):
            await harness.press(post, "✂️", by=harness.ann)
            await harness.unpress(post, "✂️", by=harness.ann)
            await harness.press(post, "✂️", by=harness.ann)
            told = await listener.told(3)

        presses = [event for event in told if isinstance(event, Pressed)]
        assert [(event.emoji, event.is_added) for event in presses] == [("✂", True), ("✂", False), ("✂", True)]
        identities = {(event.event_id, event.at) for event in presses if event.is_added}
        assert len(identities) == 2 or identities == {(None, None)}

    async def test_two_people_who_press_the_same_are_two_presses(self, harness: Harness) -> None:
        listener = Listener()
        post = await harness.adapter.post(harness.place, a_post())

        async with Running(harness, listener.on_event):
            await harness.press(post, "🔁", by=harness.ann)
            await harness.press(post, "🔁", by=harness.bea)
            told = await listener.told(2)

        assert {event.person.key for event in told if isinstance(event, Pressed)} == {harness.ann.key, harness.bea.key}

    async def test_a_press_on_a_post_older_than_the_process_is_told_and_answered_by_an_edit(
        self, harness: Harness
    ) -> None:
        listener = Listener()
        chat_thread = await chat_thread_of(harness)
        post = await harness.adapter.post(chat_thread, a_post("before"))
        await harness.restart()

        async with Running(harness, listener.on_event):
            await harness.press(post, "🔁", by=harness.ann)
            event = (await listener.told(1))[0]
            await harness.adapter.edit(post, a_post("after"))

        assert isinstance(event, Pressed)
        assert is_same(event.message, post)
        assert [(seen.id, seen.text) for seen in await harness.visible(chat_thread, to=harness.bea)] == [
            (post.id, "after")
        ]

    async def test_a_press_on_a_message_of_a_person_is_told(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            message = await harness.say(harness.place, "a paper", by=harness.ann)
            await harness.press(message, "❌", by=harness.ann)
            event = (await listener.told(2))[1]

        assert isinstance(event, Pressed)
        assert is_same(event.message, message)

    # ---- Commands, buttons, forms ----

    @pytest.mark.parametrize("words", ["shorten 3", "", "prefer no “hype” & <b>, please", "regenerate 5 less *hype*"])
    async def test_a_command_is_told_with_its_words(self, harness: Harness, words: str) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.command(harness.place, words, by=harness.bea)
            event = (await listener.told(1))[0]

        assert isinstance(event, Commanded)
        assert (event.words, event.place, event.person.key) == (words, harness.place, harness.bea.key)

    async def test_options_of_a_command_are_told_by_name(self, harness: Harness) -> None:
        if not harness.takes_options:
            pytest.skip(f"{harness.adapter.name} takes no options apart: a command is words there")
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.command(harness.place, "new", by=harness.ann, options={"url": "https://arxiv.org/abs/1706.1"})
            event = (await listener.told(1))[0]

        assert isinstance(event, Commanded)
        assert (event.words, event.options) == ("new", {"url": "https://arxiv.org/abs/1706.1"})

    async def test_the_same_command_twice_is_two_commands(self, harness: Harness) -> None:
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.command(harness.place, "shorten 3", by=harness.ann)
            await harness.command(harness.place, "shorten 3", by=harness.ann)
            told = await listener.told(2)

        assert len({key_of(event) for event in told}) == 2

    async def test_a_command_that_was_delivered_twice_has_one_key(self, harness: Harness) -> None:
        needs(harness, Can.REDELIVER)
        listener = Listener()

        async with Running(harness, listener.on_event):
            await harness.command(harness.place, "shorten 3", by=harness.ann)
            await listener.told(1)
            await harness.redeliver()
            await harness.say(harness.place, "the end", by=harness.ann)
            await listener.until(lambda: "the end" in map(words_of, listener.done))

        assert len({key_of(event) for event in listener.done if isinstance(event, Commanded)}) == 1

    async def test_a_button_says_which_message_it_is_under(self, harness: Harness) -> None:
        if not harness.adapter.limits.has_buttons:
            pytest.skip(f"{harness.adapter.name} has no buttons")
        listener = Listener()
        post = await harness.adapter.post(harness.place, a_post(controls=(Control.REGENERATE, Control.SHORTEN)))
        await harness.restart()

        async with Running(harness, listener.on_event):
            await harness.use_button(post, Control.SHORTEN, by=harness.bea)
            event = (await listener.told(1))[0]

        assert isinstance(event, ButtonPressed)
        assert (event.control, event.person.key) == (Control.SHORTEN, harness.bea.key)
        assert is_same(event.message, post)

    async def test_a_form_comes_back_filled_in_with_its_context(self, harness: Harness) -> None:
        if not harness.adapter.limits.has_forms:
            pytest.skip(f"{harness.adapter.name} has no forms")
        listener = Listener()
        form = Form(
            name="edit",
            title="Edit tweet 3",
            fields=(
                Field("text", "Tweet", FieldKind.TEXT, value="as it was\nin two lines", max_chars=2000),
                Field("wish", "Wish", hint="in a few words", max_chars=200),
                Field("voice", "Voice", FieldKind.CHOICE, "author", choices=(("author", "We"), ("curator", "They"))),
            ),
            submit="Save",
            context="d41d8cd98f00b204:3",
        )

        async with Running(harness, listener.on_event):
            await harness.command(harness.place, "edit 3", by=harness.ann)
            command = (await listener.told(1))[0]
            assert isinstance(command, Commanded)
            assert command.trigger is not None
            await harness.adapter.show_form(harness.ann, command.trigger, form)
            shown = await harness.shown_form(harness.ann)
            assert await harness.shown_form(harness.bea) is None
            await harness.fill_form({"wish": "less <hype> & *more*", "voice": "curator"}, by=harness.ann)
            sent = (await listener.told(2))[1]

        assert shown is not None
        assert (shown.title, [known.label for known in shown.fields]) == ("Edit tweet 3", ["Tweet", "Wish", "Voice"])
        assert isinstance(sent, FormSent)
        assert (sent.name, sent.context, sent.place) == ("edit", "d41d8cd98f00b204:3", harness.place)
        assert sent.person.key == harness.ann.key
        assert sent.values == {
            "text": "as it was\nin two lines",
            "wish": "less <hype> & *more*",
            "voice": "curator",
        }
