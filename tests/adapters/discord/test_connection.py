"""What only Discord has: its gateway's faults, its refusals, its interactions; the rest is in tests/contract."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.discord.connection import Discord
from adapters.discord.inbound import place_of
from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent, MessagePosted, Pressed
from bot.errors import (
    AttachmentUnavailable,
    ChatError,
    ChatUnavailable,
    MessageTooOld,
    PermissionMissing,
    PlaceClosed,
    StoreUnavailable,
    TokenRefused,
)
from bot.model.chat import Attachment, Control, Form, Place, Trigger
from tests.contract.cases import a_picture, a_post, chat_thread_of, key_of, missed_by, words_of
from tests.contract.harness import WAIT_S, Listener, Running, eventually
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault
from tests.fakes.discord_server.server import TOKEN, DiscordServer
from tests.fakes.discord_server.world import DM, FORUM, GUILD


@pytest.fixture
async def harness() -> AsyncIterator[DiscordHarness]:
    async with DiscordServer() as server:
        yield DiscordHarness(server)


def texts(harness: DiscordHarness, place: Place) -> list[str]:
    messages = harness.world.of_channel(place.chat_thread or place.channel)
    return [harness.seen(message).text for message in messages]


async def ended(harness: DiscordHarness, listener: Listener) -> BaseException | None:
    """What a run ends with."""
    async with asyncio.timeout(WAIT_S):
        (error,) = await asyncio.gather(harness.adapter.run(listener.on_event), return_exceptions=True)
    return error


# ---- The gateway ----


@pytest.mark.parametrize("how", ["close 4000", "close 1000", "asked to reconnect", "cut"])
async def test_a_connection_that_breaks_is_resumed_and_nothing_is_lost(harness: DiscordHarness, how: str) -> None:
    listener, gateway = Listener(), harness.server.gateway

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "before", by=harness.ann)
        await listener.told(1)
        match how:
            case "close 4000" | "close 1000":
                await gateway.close_all(int(how[-4:]))
            case "asked to reconnect":
                await gateway.ask_to_reconnect()
            case _:
                await gateway.cut()
        await harness.say(harness.place, "meanwhile", by=harness.ann)
        async with asyncio.timeout(WAIT_S):
            await gateway.until_resumed(1)
        await harness.say(harness.place, "after", by=harness.ann)
        await listener.until(lambda: "after" in map(words_of, listener.done))

    assert [words_of(event) for event in listener.done] == ["before", "meanwhile", "after"]
    assert gateway.identified == 1


async def test_a_lost_session_ends_the_run_and_what_was_missed_is_found(harness: DiscordHarness) -> None:
    listener = Listener()
    known = await harness.say(harness.place, "known", by=harness.ann)

    run = asyncio.create_task(ended(harness, listener))
    await harness.listening()
    await harness.server.gateway.close_all(forget=True)
    await harness.say(harness.place, "meanwhile", by=harness.ann)
    error = await run
    missed = await missed_by(harness, after=known.id, watched=[])

    assert isinstance(error, ChatUnavailable)
    assert [words_of(event) for event in missed] == ["meanwhile"]


async def test_what_comes_between_the_look_up_and_the_gateways_first_word_is_told(harness: DiscordHarness) -> None:
    listener = Listener()
    known = await harness.say(harness.place, "known", by=harness.ann)
    await missed_by(harness, after=known.id, watched=[])
    await harness.say(harness.place, "in between", by=harness.ann)

    async with Running(harness, listener.on_event):
        await listener.until(lambda: "in between" in map(words_of, listener.done))


async def test_a_first_connection_that_is_refused_is_said_to_be_and_can_be_tried_again(harness: DiscordHarness) -> None:
    listener = Listener()
    harness.server.gateway.refuses_connections = True
    error = await ended(harness, listener)
    harness.server.gateway.refuses_connections = False

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "here again", by=harness.ann)
        await listener.told(1)

    assert isinstance(error, ChatUnavailable)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("MESSAGE_CREATE", {"id": "1"}),
        ("MESSAGE_CREATE", {"id": "1", "channel_id": "2", "guild_id": GUILD, "author": "nobody", "content": 3}),
        ("MESSAGE_REACTION_ADD", {"channel_id": "2", "guild_id": GUILD, "emoji": None}),
        ("INTERACTION_CREATE", {"id": "1", "channel_id": "2"}),
        ("GUILD_CREATE", {"channels": [{}]}),
        ("GUILD_CREATE", []),
        ("SOMETHING_NEW", {"x": 1}),
    ],
)
async def test_an_event_that_nobody_understands_ends_nothing(harness: DiscordHarness, name: str, data: object) -> None:
    listener = Listener()

    async with Running(harness, listener.on_event) as running:
        await harness.server.gateway.send_raw(name, data)
        await harness.say(harness.place, "the end", by=harness.ann)
        await listener.told(1)
        is_over = running.is_over

    assert (is_over, [words_of(event) for event in listener.done]) == (False, ["the end"])


async def test_a_token_that_discord_does_not_take_is_said_once(harness: DiscordHarness) -> None:
    harness.adapter = Discord("another-token", api_base=harness.server.api_base)

    assert isinstance(await ended(harness, Listener()), TokenRefused)
    with pytest.raises(TokenRefused) as caught:
        await harness.adapter.post(harness.place, a_post())
    assert "another-token" not in str(caught.value)


async def test_without_the_right_to_read_it_works_by_mention_menu_and_command_and_says_so(
    harness: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()
    harness.server.gateway.grants_content = False

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "https://arxiv.org/abs/2306.13840", by=harness.ann)
        await harness.say(harness.place, "https://arxiv.org/abs/2306.13840", by=harness.ann, is_mention=True)
        await harness.command(harness.place, "export", by=harness.ann)
        told = await listener.told(3)

    assert [words_of(event) for event in told] == ["", "https://arxiv.org/abs/2306.13840", ""]
    assert isinstance(told[2], Commanded)
    assert "message content intent" in caplog.text


async def test_the_gateways_address_is_what_the_settings_say(harness: DiscordHarness) -> None:
    address, harness.server.gateway.address = harness.server.gateway.address, "ws://127.0.0.1:9/nowhere"
    adapter = harness.begun()
    harness.adapter = Discord(adapter._token, api_base=harness.server.api_base, gateway=address)
    listener = Listener()

    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "heard", by=harness.ann)
        await listener.told(1)


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


# ---- Refusals ----


@pytest.mark.parametrize("status", [503, 0], ids=["503", "a cut connection"])
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after it was done"])
async def test_a_post_that_breaks_is_sent_again_and_stands_once(
    harness: DiscordHarness, status: int, is_done: bool
) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", status, is_done=is_done))

    post = await harness.adapter.post(harness.place, a_post(picture=a_picture()))
    harness.server.rest.faults.append(Fault("PATCH", "/{message_id}", status, is_done=is_done))
    await harness.adapter.edit(post, a_post("edited", picture=a_picture(7)))

    (seen,) = await harness.visible(harness.place, to=harness.ann)
    assert (seen.id, seen.text, seen.picture) == (post.id, "edited", a_picture(7).image.png)


async def test_a_picture_that_stays_is_not_sent_again(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post(picture=a_picture()))
    await harness.adapter.edit(post, a_post("other words", picture=a_picture()))
    await harness.adapter.edit(post, a_post("other words", picture=a_picture(7)))

    (seen,) = await harness.visible(harness.place, to=harness.ann)
    assert (seen.text, seen.picture) == ("other words", a_picture(7).image.png)
    *_, kept, swapped = (one.request for one in harness.server.rest.exchanges if one.method == "PATCH")
    assert [[*file] for file in (kept["attachments"][0], swapped["attachments"][0])] == [  # type: ignore[index]
        ["id"],
        ["id", "filename", "description"],
    ]


async def test_a_picture_that_another_process_swapped_is_sent_again(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post(picture=a_picture()))
    world = harness.server.rest.world
    world.messages[post.id]["attachments"] = [world.attach(harness.place.channel, "other.png", a_picture(7).image.png)]

    await harness.adapter.edit(post, a_post("edited", picture=a_picture()))

    (seen,) = await harness.visible(harness.place, to=harness.ann)
    assert (seen.text, seen.picture) == ("edited", a_picture().image.png)


async def test_a_platform_that_stays_away_is_said_to_be(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 503, times=9))

    with pytest.raises(ChatUnavailable):
        await harness.adapter.post(harness.place, a_post())


async def test_a_post_that_was_taken_and_answered_500_stands_once(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 500, is_done=True))

    post = await harness.adapter.post(harness.place, a_post())

    assert [seen.id for seen in await harness.visible(harness.place, to=harness.ann)] == [post.id]


async def test_429_is_waited_out(harness: DiscordHarness) -> None:
    slow = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
    harness.server.rest.faults.append(Fault("POST", "/messages", 429, body=slow))

    await harness.adapter.post(harness.place, a_post())

    assert len(await harness.visible(harness.place, to=harness.ann)) == 1


async def test_429_of_discords_shield_is_no_answer(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 429, headers={"Via": ""}))

    with pytest.raises(ChatUnavailable):
        await harness.adapter.post(harness.place, a_post())


async def test_thirteen_tweets_through_a_small_bucket_stand_in_order_without_a_refusal(harness: DiscordHarness) -> None:
    harness.server.rest.bucket = (5, 0.2)
    listener = Listener()

    async with Running(harness, listener.on_event):
        for number in range(13):
            await harness.adapter.post(harness.place, a_post(f"tweet {number}", key=f"k-{number}"))

    assert texts(harness, harness.place) == [f"tweet {number}" for number in range(13)]
    assert harness.server.rest.slow_downs <= 1


async def test_an_old_message_that_cannot_be_edited_is_said_to_be_too_old(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post())
    harness.server.rest.faults.append(Fault("PATCH", "/{message_id}", 400, code=30046))

    with pytest.raises(MessageTooOld):
        await harness.adapter.edit(post, a_post("new"))


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

    assert texts(harness, place) == ["edited", "new"]


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


@pytest.mark.parametrize(
    ("bit", "right"),
    [
        ("SEND_MESSAGES", "Send Messages"),
        ("SEND_MESSAGES_IN_THREADS", "Send Messages in Threads"),
        ("CREATE_PUBLIC_THREADS", "Create Public Threads"),
        ("ATTACH_FILES", "Attach Files"),
        ("ADD_REACTIONS", "Add Reactions"),
        ("READ_MESSAGE_HISTORY", "Read Message History"),
        ("VIEW_CHANNEL", "View Channel"),
    ],
)
async def test_a_missing_permission_is_named(harness: DiscordHarness, bit: str, right: str) -> None:
    place = await chat_thread_of(harness)
    request = await harness.say(harness.place, "another", by=harness.ann)
    harness.world.missing.add(bit)

    async def everything() -> None:
        await harness.adapter.find_own(place, "k", since=await harness.now() - timedelta(minutes=1))
        if bit != "READ_MESSAGE_HISTORY":
            await harness.adapter.mark(request, "👀")
        await harness.adapter.open_place(request, title="x")
        await harness.adapter.post(harness.place, a_post())
        await harness.adapter.post(place, a_post())
        await harness.adapter.post(place, a_post(key="d-2", picture=a_picture()))

    with pytest.raises(PermissionMissing) as caught:
        await everything()

    assert caught.value.right == right
    assert right in str(caught.value)


async def test_what_may_not_be_seen_any_more_does_not_keep_the_rest_from_being_looked_up(
    harness: DiscordHarness,
) -> None:
    known = await harness.say(harness.place, "known", by=harness.ann)
    place = await harness.adapter.open_place(known, title="x")
    post = await harness.adapter.post(place, a_post())
    await harness.say(harness.place, "new", by=harness.ann)
    await harness.close_place(place)

    assert [words_of(event) for event in await missed_by(harness, after=known.id, watched=[post])] == ["new"]


async def test_a_post_of_a_forum_is_the_chat_thread(harness: DiscordHarness) -> None:
    forum = harness.world.channel("forum", FORUM)
    thread = {**harness.world.channel("a post"), "type": 11, "parent_id": forum["id"]}
    harness.world.channels[thread["id"]] = thread
    listener = Listener()

    async with Running(harness, listener.on_event):
        place = place_of(GUILD, thread["id"], forum["id"])
        message = await harness.say(place, "https://arxiv.org/abs/2306.13840", by=harness.ann)
        told = (await listener.told(1))[0]

    assert isinstance(told, MessagePosted)
    assert told.message == message
    assert await harness.adapter.open_place(message, title="x") == place


async def test_a_channel_without_threads_is_said_to_be_one(harness: DiscordHarness) -> None:
    voice = place_of(GUILD, harness.world.channel("voice", 2)["id"], None)
    message = await harness.say(voice, "a paper", by=harness.ann)

    with pytest.raises(PlaceClosed, match="text channel"):
        await harness.adapter.open_place(message, title="x")


@pytest.mark.parametrize("address", ["https://example.org/x.pdf", "http://cdn.discordapp.com/x.pdf", "file:///x"])
async def test_a_file_from_anywhere_else_is_not_fetched(harness: DiscordHarness, address: str) -> None:
    with pytest.raises(AttachmentUnavailable, match="own hosts"):
        await harness.adapter.fetch_attachment(Attachment("1", "x.pdf", 3, address))


# ---- Commands, buttons, forms ----


async def test_commands_are_sent_to_discord_only_where_it_shows_others(harness: DiscordHarness) -> None:
    for _ in range(2):
        async with Running(harness, Listener().on_event):
            await harness.restart()

    assert harness.world.command_puts == 1


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
        await harness.adapter.show_form(event.person, event.trigger, Form("menu", "This tweet", ()))

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
        await harness.adapter.show_form(harness.ann, trigger, Form(name, name, ()))

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

    assert [seen.text for seen in await harness.visible(harness.place, to=harness.ann)] == ["Got it.", "Nothing spent."]
    assert await harness.visible(harness.place, to=harness.bea) == []


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

    assert texts(harness, harness.place)[1:] == ["too late", "too late"]
    assert all(
        message["message_reference"]["message_id"] == post.id
        for message in harness.world.of_channel(harness.place.channel)[1:]
    )


async def test_a_short_reply_goes_when_its_time_is_over(harness: DiscordHarness) -> None:
    now_s = asyncio.get_running_loop().time()

    await harness.adapter.tell(harness.ann, harness.place, "psst", about=None, trigger=None)
    await harness.adapter.take_away_replies(now_s + 30)
    before = texts(harness, harness.place)
    await harness.adapter.take_away_replies(now_s + 90)

    assert (before, texts(harness, harness.place)) == (["psst"], [])


async def test_presses_beside_the_bots_own_are_looked_up(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post())
    await harness.adapter.mark(post, "✅")
    await harness.press(post, "✅", by=harness.ann)

    missed = await missed_by(harness, after=None, watched=[post])

    assert [(event.emoji, event.person.key) for event in missed if isinstance(event, Pressed)] == [
        ("✅", harness.ann.key)
    ]


async def test_a_picture_that_the_server_does_not_take_is_told(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 413, code=40005))

    with pytest.raises(ChatError, match="picture is larger"):
        await harness.adapter.post(harness.place, a_post(picture=a_picture()))


async def test_a_log_has_no_token_of_an_interaction_and_none_of_the_bots(
    harness: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    slow = {"message": "You are being rate limited.", "retry_after": 0.01, "global": False}
    harness.server.rest.faults.append(Fault("POST", "/callback", 429, body=slow))

    async with Running(harness, Listener().on_event):
        one = await harness.interact(harness.place, harness.ann, 2, {"name": "paper", "options": []})
        await eventually(lambda: bool(one.answers))

    assert one.token not in caplog.text
    assert TOKEN not in caplog.text
