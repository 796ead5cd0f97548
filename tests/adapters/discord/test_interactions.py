"""Commands, buttons and forms: committed, then answered; and words to one person."""

import asyncio
from datetime import timedelta

import pytest

from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent
from bot.model.chat import Control, Field, Form, Trigger
from tests.contract.cases import a_post, key_of
from tests.contract.harness import Listener, Running, eventually
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault

FIELDS = (Field("text", "Tweet"),)


async def test_an_interaction_is_answered_when_it_is_committed_and_not_before(harness: DiscordHarness) -> None:
    holding, committed = asyncio.Event(), asyncio.Event()
    answers_before: list[int] = []

    async def on_event(event: object) -> None:
        answers_before.append(len(one.answers))
        holding.set()
        await committed.wait()

    async with Running(harness, on_event):
        one = await harness.interact(harness.place, harness.ann, 2, {"name": "paper", "options": []})
        await holding.wait()
        held = len(one.answers)
        committed.set()
        await eventually(lambda: bool(one.answers))

    assert (held, answers_before) == (0, [0])
    assert one.answers[0]["data"]["flags"] & 64


async def test_an_interaction_that_could_not_be_committed_is_answered_by_nobody(harness: DiscordHarness) -> None:
    tried = asyncio.Event()

    async def on_event(event: object) -> None:
        tried.set()
        raise RuntimeError("the store is on fire")

    async with Running(harness, on_event) as running:
        one = await harness.interact(harness.place, harness.ann, 2, {"name": "paper", "options": []})
        await tried.wait()
        await asyncio.sleep(0)
        is_over = running.is_over

    assert (one.answers, is_over) == ([], False)


async def test_an_interaction_that_is_answered_too_late_is_taken_all_the_same(
    harness: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()

    async def on_event(event: ChatEvent) -> None:
        for one in harness.world.interactions.values():
            one.began_s -= 4
        await listener.on_event(event)

    async with Running(harness, on_event):
        await harness.command(harness.place, "export", by=harness.ann)
        await listener.told(1)
        await harness.say(harness.place, "the end", by=harness.ann)
        await listener.told(2)

    assert "answered too late" in caplog.text


async def test_a_press_of_a_button_twice_is_two_events_with_keys_of_their_own(harness: DiscordHarness) -> None:
    listener = Listener()
    post = await harness.adapter.post(harness.place, a_post(controls=(Control.SHORTEN,)))

    async with Running(harness, listener.on_event):
        for _ in range(2):
            await harness.use_button(post, "shorten", by=harness.ann)
        told = await listener.told(2)

    assert len({key_of(event) for event in told}) == 2


async def test_a_button_is_answered_without_a_word(harness: DiscordHarness) -> None:
    listener = Listener()
    post = await harness.adapter.post(harness.place, a_post(controls=(Control.SHORTEN,)))

    async with Running(harness, listener.on_event):
        await harness.use_button(post, "shorten", by=harness.ann)
        event = (await listener.told(1))[0]
        (one,) = harness.world.interactions.values()
        await eventually(lambda: bool(one.answers))

    assert isinstance(event, ButtonPressed)
    assert one.answers == [{"type": 6}]


@pytest.mark.parametrize("kind", ["command", "button"])
async def test_a_form_that_is_asked_for_while_the_event_is_committed_is_the_first_answer(
    harness: DiscordHarness, kind: str
) -> None:
    post = await harness.adapter.post(harness.place, a_post(controls=(Control.MORE,)))

    async def on_event(event: object) -> None:
        assert isinstance(event, Commanded | ButtonPressed)
        assert event.trigger is not None
        await harness.adapter.show_form(event.person, event.trigger, Form("menu", "This tweet", FIELDS))

    async with Running(harness, on_event):
        if kind == "command":
            await harness.command(harness.place, "edit 3", by=harness.ann)
        else:
            await harness.use_button(post, "more", by=harness.ann)
        (one,) = harness.world.interactions.values()
        await eventually(lambda: bool(one.answers))

    assert [answer["type"] for answer in one.answers] == [9]


async def test_a_form_behind_a_form_is_behind_a_button(harness: DiscordHarness) -> None:
    async def on_event(event: object) -> None:
        assert isinstance(event, Commanded | FormSent)
        trigger = event.trigger
        assert trigger is not None
        name = "first" if isinstance(event, Commanded) else "second"
        await harness.adapter.show_form(harness.ann, trigger, Form(name, name, FIELDS))

    async with Running(harness, on_event):
        await harness.command(harness.place, "new", by=harness.ann)
        await eventually(lambda: any(one.answers for one in harness.world.interactions.values()))
        first = await harness.shown_form(harness.ann)
        await harness.fill_form({}, by=harness.ann)
        await eventually(lambda: all(one.answers for one in harness.world.interactions.values()))
        second = await harness.shown_form(harness.ann)

    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("first", "second")


async def test_words_to_who_used_a_command_are_seen_by_nobody_else(harness: DiscordHarness) -> None:
    listener = Listener()

    async with Running(harness, listener.on_event):
        await harness.command(harness.place, "usage", by=harness.ann)
        command = (await listener.told(1))[0]
        assert isinstance(command, Commanded)
        await eventually(lambda: all(one.answers for one in harness.world.interactions.values()))
        await harness.adapter.tell(harness.ann, harness.place, "Nothing spent.", about=None, trigger=command.trigger)

    assert [seen.text for seen in await harness.visible(harness.place, to=harness.ann)] == ["Nothing spent."]
    assert await harness.visible(harness.place, to=harness.bea) == []


async def test_words_that_come_while_the_first_answer_is_on_its_way_wait_for_it(harness: DiscordHarness) -> None:
    listener, late = Listener(), asyncio.Event()
    harness.server.rest.faults.append(Fault("POST", "/callback", 200, held=late))

    async with Running(harness, listener.on_event):
        await harness.command(harness.place, "usage", by=harness.ann)
        command = (await listener.told(1))[0]
        assert isinstance(command, Commanded)
        await eventually(lambda: not harness.server.rest.faults)  # the first answer is at Discord's door
        tell = harness.adapter.tell(harness.ann, harness.place, "Nothing spent.", about=None, trigger=command.trigger)
        telling = asyncio.create_task(tell)
        await harness.adapter.post(harness.other_place, a_post())  # time enough for a request
        was_told = telling.done()
        late.set()
        await telling

    assert not was_told
    assert [seen.text for seen in await harness.visible(harness.place, to=harness.ann)] == ["Nothing spent."]
    assert await harness.visible(harness.place, to=harness.bea) == []


async def test_words_to_a_command_whose_answer_was_dismissed_are_said_anew(harness: DiscordHarness) -> None:
    listener = Listener()

    async with Running(harness, listener.on_event):
        await harness.command(harness.place, "usage", by=harness.ann)
        command = (await listener.told(1))[0]
        assert isinstance(command, Commanded)
        await harness.answered()
        (taken,) = harness.world.of_channel(harness.place.channel)
        harness.world.delete(taken)
        await harness.adapter.tell(harness.ann, harness.place, "Nothing spent.", about=None, trigger=command.trigger)

    assert [seen.text for seen in await harness.visible(harness.place, to=harness.ann)] == ["Nothing spent."]


async def test_the_next_process_can_still_answer_a_command(harness: DiscordHarness) -> None:
    listener = Listener()
    async with Running(harness, listener.on_event):
        await harness.command(harness.place, "usage", by=harness.ann)
        command = (await listener.told(1))[0]
        await eventually(lambda: all(one.answers for one in harness.world.interactions.values()))
    assert isinstance(command, Commanded)
    await harness.restart()

    async with Running(harness, listener.on_event):
        await harness.adapter.tell(harness.ann, harness.place, "Nothing spent.", about=None, trigger=command.trigger)

    assert "Nothing spent." in [seen.text for seen in await harness.visible(harness.place, to=harness.ann)]
    assert await harness.visible(harness.place, to=harness.bea) == []


async def test_words_that_come_too_late_for_the_command_are_a_reply(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post())
    over = Trigger("1:gone", await harness.now() - timedelta(seconds=1))
    lost = Trigger("2:unknown", await harness.now() + timedelta(minutes=1))

    for trigger in (over, lost):
        await harness.adapter.tell(harness.ann, harness.place, "too late", about=post, trigger=trigger)

    assert harness.texts(harness.place)[1:] == ["too late", "too late"]
    assert all(
        message["message_reference"]["message_id"] == post.id
        for message in harness.world.of_channel(harness.place.channel)[1:]
    )


async def test_a_short_reply_goes_when_its_time_is_over(harness: DiscordHarness) -> None:
    now_s = asyncio.get_running_loop().time()

    await harness.adapter.tell(harness.ann, harness.place, "psst", about=None, trigger=None)
    await harness.adapter.replies.take_away(now_s + 30)
    before = harness.texts(harness.place)
    await harness.adapter.replies.take_away(now_s + 90)

    assert (before, harness.texts(harness.place)) == (["psst"], [])


async def test_a_form_that_was_closed_without_a_word_is_shown_again_when_it_is_asked_for(
    harness: DiscordHarness,
) -> None:
    post = await harness.adapter.post(harness.place, a_post(controls=(Control.MORE,)))

    async def on_event(event: object) -> None:
        assert isinstance(event, ButtonPressed)
        assert event.trigger is not None
        await harness.adapter.show_form(event.person, event.trigger, Form("menu", "This tweet", FIELDS))

    async with Running(harness, on_event):
        for _ in range(2):
            await harness.use_button(post, "more", by=harness.ann)
        await eventually(lambda: all(one.answers for one in harness.world.interactions.values()))

    assert [[answer["type"] for answer in one.answers] for one in harness.world.interactions.values()] == [[9], [9]]


async def test_a_command_that_discord_still_shows_though_it_is_gone_is_told_as_it_was_used(
    harness: DiscordHarness,
) -> None:
    listener = Listener()
    old = {"name": "paper", "options": [{"type": 1, "name": "tweetstorm", "options": []}]}

    async with Running(harness, listener.on_event):
        await harness.interact(harness.place, harness.ann, 2, old)
        (told,) = await listener.told(1)

    assert isinstance(told, Commanded)
    assert told.words == "tweetstorm"


async def test_numbers_of_tweets_are_offered_while_somebody_types(harness: DiscordHarness) -> None:
    typed = {"name": "tweet", "type": 4, "value": "1", "focused": True}
    data = {"name": "paper", "options": [{"type": 1, "name": "shorten", "options": [typed]}]}

    async with Running(harness, Listener().on_event):
        one = await harness.interact(harness.place, harness.ann, 4, data)
        await eventually(lambda: bool(one.answers))

    offered = [choice["value"] for choice in one.answers[0]["data"]["choices"]]
    assert (one.answers[0]["type"], offered[:3]) == (8, [1, 10, 11])


async def test_the_next_process_answers_a_command_over_which_the_one_before_died(harness: DiscordHarness) -> None:
    one = await harness.interact(harness.place, harness.ann, 2, {"name": "paper", "options": []})
    trigger = Trigger(f"{one.id}:{one.token}", await harness.now() + timedelta(minutes=1))

    async with Running(harness, Listener().on_event):
        await harness.adapter.tell(harness.ann, harness.place, "Nothing spent.", about=None, trigger=trigger)

    assert [seen.text for seen in await harness.visible(harness.place, to=harness.ann)] == ["Nothing spent."]
    assert await harness.visible(harness.place, to=harness.bea) == []
