"""The adapter where Slack has faults, refuses, or is slow."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.connection import Slack
from adapters.slack.doors import SocketDoor
from adapters.slack.manifest import SCOPES
from adapters.slack.outbound import Token
from bot.chat_events import ButtonPressed, Commanded, MessagePosted, Pressed
from bot.errors import (
    ChatError,
    ChatUnavailable,
    MessageTooOld,
    PermissionMissing,
    PlaceClosed,
    TokenRefused,
)
from bot.model.chat import (
    Control,
    Form,
    Home,
    HomeLine,
    HomePart,
    MessageRef,
    Place,
    Trigger,
)
from tests.contract.cases import a_post
from tests.contract.harness import Listener
from tests.fakes.slack_server.clients import ANN, PLACE, slack, standing
from tests.fakes.slack_server.people import People
from tests.fakes.slack_server.server import APP_TOKEN, BOT_TOKEN, Fault, SlackServer
from tests.fakes.slack_server.workspace import OTHER_BOT, TEAM

# ---- Faults ----


async def test_a_post_that_slack_puts_off_is_made_once_when_it_may_be(server: SlackServer) -> None:
    server.fail("chat.postMessage", Fault(retry_after_s=0, times=2))

    await slack(server).post(PLACE, a_post())

    assert (server.count("chat.postMessage"), len(standing(server))) == (3, 1)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(status=500, body="oops"), id="a page with 500"),
        pytest.param(Fault(status=503), id="nothing with 503"),
        pytest.param(Fault(status=200, body="<html>maintenance</html>"), id="a page with 200"),
        pytest.param(Fault(error="internal_error"), id="an error of Slack's own"),
    ],
)
async def test_a_post_without_a_usable_answer_is_not_repeated(server: SlackServer, fault: Fault) -> None:
    server.fail("chat.postMessage", fault)

    with pytest.raises(ChatUnavailable):
        await slack(server).post(PLACE, a_post())

    assert server.count("chat.postMessage") == 1


async def test_a_post_whose_answer_is_lost_is_asked_for_once(server: SlackServer) -> None:
    server.fail("chat.postMessage", Fault(is_lost=True))

    with pytest.raises(ChatUnavailable):
        await slack(server).post(PLACE, a_post())

    assert (server.count("chat.postMessage"), len(standing(server))) == (1, 1)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("not_in_channel", PlaceClosed),
        ("channel_not_found", PlaceClosed),
        ("is_archived", PlaceClosed),
        ("edit_window_closed", MessageTooOld),
        ("invalid_auth", TokenRefused),
        ("token_revoked", TokenRefused),
        ("msg_blocks_too_long", ChatError),
    ],
)
async def test_a_refusal_is_said_in_the_cores_words(server: SlackServer, code: str, error: type[ChatError]) -> None:
    adapter = slack(server)
    post = await adapter.post(PLACE, a_post())
    server.fail("chat.update", Fault(error=code))

    with pytest.raises(error) as caught:
        await adapter.edit(post, a_post("again"))

    assert BOT_TOKEN not in str(caught.value)


async def test_a_missing_scope_is_named(server: SlackServer) -> None:
    server.scopes = frozenset({"channels:history"})

    with pytest.raises(PermissionMissing) as caught:
        await slack(server).post(PLACE, a_post())

    assert caught.value.right == "chat:write"


@pytest.mark.parametrize("missing", [set(), {"users:read", "files:read"}], ids=["none", "two"])
async def test_scopes_that_the_app_lacks_are_named_at_the_start(
    server: SlackServer, caplog: pytest.LogCaptureFixture, missing: set[str]
) -> None:
    server.scopes = frozenset(SCOPES.keys() - missing)
    run = asyncio.create_task((adapter := slack(server)).run(Listener().on_event))
    await adapter.listening()
    await server.connected()
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    told = [record.getMessage().split(": ")[0] for record in caplog.records if record.levelname == "WARNING"]
    assert told == (["slack lacks scopes=files:read,users:read"] if missing else [])


async def test_a_wrong_bot_token_ends_the_run(server: SlackServer) -> None:
    with pytest.raises(TokenRefused):
        await slack(server, bot_token="xoxb-of-yesterday").run(Listener().on_event)


async def test_a_wrong_app_token_ends_the_run(server: SlackServer) -> None:
    adapter = Slack(SocketDoor("xapp-of-yesterday"), bot_token=BOT_TOKEN, api_base=server.api_base)

    with pytest.raises(TokenRefused):
        await adapter.run(Listener().on_event)


# ---- Private words and forms ----


async def test_words_reach_who_used_a_command_where_the_bot_is_not(server: SlackServer) -> None:
    server.workspace.outside.add("C0ELSE")
    token = server.workspace.trigger(ANN.id, "C0ELSE")
    trigger = Trigger(Token(token["trigger_id"], token["response_url"], "C0ELSE").kept())

    await slack(server).tell(ANN, Place("slack", TEAM, "C0ELSE"), "Invite me.", about=None, trigger=trigger)

    assert [(channel, user, words["text"]) for channel, user, words in server.workspace.ephemeral] == [
        ("C0ELSE", ANN.id, "Invite me.")
    ]


@pytest.mark.parametrize("minutes", [None, -1], ids=["without a trigger", "after its time"])
async def test_without_a_way_to_answer_the_place_is_said_to_be_closed(server: SlackServer, minutes: int | None) -> None:
    server.workspace.outside.add("C0ELSE")
    trigger = None
    if minutes is not None:
        token = server.workspace.trigger(ANN.id, "C0ELSE")
        kept = Token(token["trigger_id"], token["response_url"], "C0ELSE").kept()
        trigger = Trigger(kept, datetime.now(UTC) + timedelta(minutes=minutes))

    with pytest.raises(PlaceClosed, match="invite me"):
        await slack(server).tell(ANN, Place("slack", TEAM, "C0ELSE"), "Invite me.", about=None, trigger=trigger)


async def test_a_form_that_was_asked_for_too_long_ago_is_said_to_be(server: SlackServer) -> None:
    trigger = Trigger(Token("13.spent", "", PLACE.channel).kept())

    with pytest.raises(ChatUnavailable, match="too long ago"):
        await slack(server).show_form(ANN, trigger, Form("new", "Draft", ()))


# ---- The home ----


async def test_a_home_leads_to_the_messages_that_are_there(server: SlackServer) -> None:
    asked = People(server).say(PLACE.channel, "ours", by=ANN.id)
    lines = (HomeLine("“One”", MessageRef(PLACE, asked)), HomeLine("“Two”", MessageRef(PLACE, "1.000001")))

    await slack(server).show_home(ANN, Home((HomePart("Your last drafts", lines),)))

    assert server.workspace.homes.keys() == {ANN.id}
    blocks = server.workspace.homes[ANN.id]["blocks"]
    assert [(block["text"]["text"], "accessory" in block) for block in blocks[1:]] == [
        ("“One”", True),
        ("“Two”", False),
    ]


# ---- Events ----


async def test_the_socket_is_followed_when_slack_renews_it(server: SlackServer) -> None:
    adapter, listener, people = slack(server), Listener(), People(server)
    run = asyncio.create_task(adapter.run(listener.on_event))
    await adapter.listening()

    people.say(PLACE.channel, "before", by=ANN.id)
    await listener.told(1)
    await server.tell_to_reconnect()
    await server.connected()
    people.say(PLACE.channel, "after", by=ANN.id)
    told = await listener.told(2)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    assert [event.text for event in told if isinstance(event, MessagePosted)] == ["before", "after"]
    assert server.acknowledged == 2


async def test_a_socket_that_stays_away_ends_the_run_so_that_what_was_missed_is_looked_up(server: SlackServer) -> None:
    door = SocketDoor(APP_TOKEN, away_s=0.02, look_every_s=0.01)
    adapter = Slack(door, bot_token=BOT_TOKEN, api_base=server.api_base)
    run = asyncio.create_task(adapter.run(Listener().on_event))
    await adapter.listening()
    await server.connected()

    server.fail("apps.connections.open", Fault(status=503, times=1000))
    await server.hang_up()

    with pytest.raises(ChatUnavailable, match="stay connected"):
        await run


async def test_an_event_that_is_told_three_times_is_handed_over_once_and_acknowledged_each_time(
    server: SlackServer,
) -> None:
    adapter, listener, people = slack(server), Listener(), People(server)
    run = asyncio.create_task(adapter.run(listener.on_event))
    await adapter.listening()

    people.say(PLACE.channel, "once", by=ANN.id)
    await listener.told(1)
    for retry in (1, 2):
        server.deliver("events_api", server.sent[-1].payload, retry=retry)
    people.unfold(PLACE.channel, standing(server)[0]["ts"])
    people.say(PLACE.channel, "the end", by=ANN.id)
    told = await listener.told(2)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    assert [event.text for event in told if isinstance(event, MessagePosted)] == ["once", "the end"]


async def test_reactions_of_other_bots_are_not_told(server: SlackServer) -> None:
    adapter, listener, people = slack(server), Listener(), People(server)
    post = await adapter.post(PLACE, a_post())
    run = asyncio.create_task(adapter.run(listener.on_event))
    await adapter.listening()

    people.press(PLACE.channel, post.id, "🔁", by=OTHER_BOT)
    people.press(PLACE.channel, post.id, "🔁", by=ANN.id)
    people.unpress(PLACE.channel, post.id, "🔁", by=ANN.id)
    told = await listener.told(2)
    people.press(PLACE.channel, post.id, "✂️", by=ANN.id)
    await listener.told(3)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)
    missed = [event async for event in adapter.missed(PLACE, after=None, watched=[post])]

    assert {event.person for event in told if isinstance(event, Pressed)} == {ANN}
    assert [event.emoji for event in missed if isinstance(event, Pressed)] == ["✂"]
    assert server.count("users.info") == 2  # each is asked for once


async def test_where_slack_does_not_say_who_is_a_bot_a_press_is_a_persons(server: SlackServer) -> None:
    server.scopes = frozenset({"chat:write", "channels:history", "reactions:read"})
    adapter, listener, people = slack(server), Listener(), People(server)
    post = await adapter.post(PLACE, a_post())
    run = asyncio.create_task(adapter.run(listener.on_event))
    await adapter.listening()

    people.press(PLACE.channel, post.id, "🔁", by=ANN.id)
    people.unpress(PLACE.channel, post.id, "🔁", by=ANN.id)
    told = await listener.told(2)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    assert [event.is_added for event in told if isinstance(event, Pressed)] == [True, False]
    assert server.count("users.info") == 1


async def test_a_direct_message_is_a_place_like_any_other(server: SlackServer) -> None:
    adapter, listener, people = slack(server), Listener(), People(server)
    run = asyncio.create_task(adapter.run(listener.on_event))
    await adapter.listening()

    people.say("D0ANN", "https://arxiv.org/abs/2306.13840", by=ANN.id)
    (event,) = await listener.told(1)
    assert isinstance(event, MessagePosted)
    place = await adapter.open_place(event.message, title="A paper")
    post = await adapter.post(place, a_post())
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    assert event.message.place == Place("slack", TEAM, "D0ANN")
    assert [message["ts"] for message in server.workspace.within("D0ANN", event.message.id)] == [post.id]


async def test_shortcuts_of_a_messages_menu_are_told(server: SlackServer) -> None:
    adapter, listener, people = slack(server), Listener(), People(server)
    post = await adapter.post(PLACE, a_post(controls=(Control.SHORTEN,)))
    run = asyncio.create_task(adapter.run(listener.on_event))
    await adapter.listening()

    asked = people.say(PLACE.channel, "read https://arxiv.org/abs/2306.13840", by=ANN.id)
    people.use_shortcut(PLACE.channel, post.id, "shorten_tweet", by=ANN.id)
    people.use_shortcut(PLACE.channel, asked, "draft_thread", by=ANN.id)
    _, shorten, draft = await listener.told(3)
    run.cancel()
    await asyncio.gather(run, return_exceptions=True)

    assert isinstance(shorten, ButtonPressed)
    assert (shorten.message, shorten.control) == (post, "shorten")
    assert isinstance(draft, Commanded)
    assert draft.options == {"url": "https://arxiv.org/abs/2306.13840"}
    assert draft.about == MessageRef(PLACE, asked)
