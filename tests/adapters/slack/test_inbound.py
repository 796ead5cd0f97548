"""What Slack tells, in the shapes of its pages, as events."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack import inbound
from adapters.slack.inbound import EVENTS, Own, event_of
from adapters.slack.outbound import Token
from bot.chat_events import ButtonPressed, Commanded, FormSent, HomeOpened, MessagePosted, Pressed
from bot.model.chat import Attachment, MessageRef, Person, Place, Trigger

OWN = Own("T1", "U0BOT", "B0BOT")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHANNEL = Place("slack", "T1", "C1")
ANN = Person("slack", "T1", "U0ANN")


def told(body: dict[str, Any]) -> object:
    return event_of(body, OWN, now=NOW)


def an_event(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event": event,
        "event_id": "Ev1",
        "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
    } | more


def a_message(**more: Any) -> dict[str, Any]:
    return {"type": "message", "channel": "C1", "user": "U0ANN", "text": "look", "ts": "1795.000100"} | more


def a_reaction(**more: Any) -> dict[str, Any]:
    return {
        "type": "reaction_added",
        "user": "U0ANN",
        "reaction": "scissors",
        "item_user": "U0BOT",
        "item": {"type": "message", "channel": "C1", "ts": "1795.000100"},
        "event_ts": "1795305600.000200",
    } | more


# ---- Messages ----


def test_a_message_is_told_with_its_team_place_and_author() -> None:
    event = told(an_event(a_message(text="<https://arxiv.org/abs/1> &amp; more")))

    assert event == MessagePosted(MessageRef(CHANNEL, "1795.000100"), ANN, "https://arxiv.org/abs/1 & more")


@pytest.mark.parametrize(
    ("thread_ts", "chat_thread"),
    [(None, None), ("1795.000100", None), ("1794.000001", "1794.000001")],
    ids=["in the channel", "the root of a thread", "in a thread"],
)
def test_a_message_says_which_chat_thread_it_is_in(thread_ts: str | None, chat_thread: str | None) -> None:
    event = told(an_event(a_message(thread_ts=thread_ts)))

    assert isinstance(event, MessagePosted)
    assert event.message.place.chat_thread == chat_thread


@pytest.mark.parametrize("kind", ["message", "app_mention"])
def test_a_mention_comes_twice_with_one_key(kind: str) -> None:
    event = told(an_event(a_message(type=kind, text="<@U0BOT> shorten 3")))

    assert isinstance(event, MessagePosted)
    assert (event.text, event.is_mention, event.key) == ("shorten 3", True, "message:slack:T1:C1:1795.000100:")


def test_the_files_of_a_message_are_told() -> None:
    files = [
        {
            "id": "F1",
            "name": "a & b.pdf",
            "size": 12,
            "url_private": "https://files.slack.com/p",
            "url_private_download": "https://files.slack.com/d",
        },
        {"id": "F2", "name": "shared.pdf", "file_access": "check_file_info"},
        {"id": "F3", "mode": "tombstone"},
        {"id": "F4", "mode": "external", "name": "elsewhere.pdf", "url_private": "https://drive.example.org/x"},
    ]

    event = told(an_event(a_message(subtype="file_share", files=files)))

    assert isinstance(event, MessagePosted)
    assert event.attachments == (
        Attachment("F1", "a & b.pdf", 12, "https://files.slack.com/d"),
        Attachment("F2", "shared.pdf", None, ""),
    )


@pytest.mark.parametrize(
    "message",
    [
        pytest.param({"user": "U0BOT"}, id="the bot's own"),
        pytest.param({"bot_id": "B0BOT", "user": "U0BOT"}, id="the bot's own, by its other id"),
        pytest.param({"bot_id": "B9", "user": "U0ROBOT"}, id="of another bot"),
        pytest.param({"subtype": "bot_message", "user": "", "bot_id": "B9"}, id="of a bot without a user"),
        pytest.param({"user": "USLACKBOT"}, id="of Slackbot"),
        pytest.param({"subtype": "channel_join"}, id="a person who joined"),
        pytest.param({"subtype": "message_deleted", "user": ""}, id="that was deleted"),
        pytest.param({"subtype": "message_replied", "user": ""}, id="that was answered"),
    ],
)
def test_what_no_person_wrote_is_not_told(message: dict[str, Any]) -> None:
    assert told(an_event(a_message(**message))) is None


def changed(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    message = {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1796.000001"}
    return an_event(message | {"event_ts": "1796.000001", "message": now, "previous_message": before})


def test_a_change_that_adds_a_link_is_told_with_a_key_of_its_own() -> None:
    after = a_message(text="look: <https://arxiv.org/abs/1>", edited={"user": "U0ANN", "ts": "1796.000000"})

    event = told(changed(after, a_message()))

    assert isinstance(event, MessagePosted)
    assert (event.message.id, event.text, event.edit) == ("1795.000100", "look: https://arxiv.org/abs/1", "1796.000000")


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(a_message(attachments=[{"title": "unfolded"}]), id="a link was unfolded"),
        pytest.param(a_message(thread_ts="1795.000100", reply_count=2), id="a reply was counted"),
        pytest.param(a_message(user="U0BOT", bot_id="B0BOT", text="new"), id="the bot edited its own"),
        pytest.param(a_message(bot_id="B9", user="U9", text="new"), id="another bot edited its own"),
    ],
)
def test_a_change_that_is_none_of_a_persons_is_not_told(after: dict[str, Any]) -> None:
    assert told(changed(after, a_message())) is None


def test_an_event_of_another_workspace_is_not_told() -> None:
    assert told(an_event(a_message(), team_id="T2", authorizations=[{"team_id": "T2"}])) is None


def test_an_event_of_a_shared_channel_is_told_in_the_bots_own_workspace() -> None:
    event = told(an_event(a_message(), team_id="T2", authorizations=[{"team_id": "T2"}, {"team_id": "T1"}]))

    assert isinstance(event, MessagePosted)
    assert event.message.place.team == "T1"


# ---- Reactions ----


def test_a_press_is_told_with_its_own_id_and_moment() -> None:
    event = told(an_event(a_reaction()))

    assert event == Pressed(
        MessageRef(CHANNEL, "1795.000100"),
        ANN,
        "✂",
        is_added=True,
        event_id="Ev1",
        at=datetime(2026, 11, 22, 0, 0, 0, 200, tzinfo=UTC),
    )


def test_a_press_that_is_taken_away_is_told() -> None:
    event = told(an_event(a_reaction(type="reaction_removed")))

    assert isinstance(event, Pressed)
    assert not event.is_added


@pytest.mark.parametrize(
    "reaction",
    [
        pytest.param({"user": "U0BOT"}, id="the bot's own"),
        pytest.param({"item": {"type": "file", "file": "F1"}}, id="on a file"),
    ],
)
def test_a_press_that_is_not_for_the_bot_is_not_told(reaction: dict[str, Any]) -> None:
    assert told(an_event(a_reaction(**reaction))) is None


def test_the_presses_that_stand_are_those_of_people() -> None:
    ref = MessageRef(CHANNEL, "1795.000100")
    reactions = [{"name": "scissors", "users": ["U0ANN", "U0BOT"], "count": 2}]

    presses = inbound.presses_of(a_message(reactions=reactions), ref, OWN, at=NOW)

    assert presses == [Pressed(ref, ANN, "✂", is_added=True, at=NOW)]


# ---- The home ----


def test_who_opens_the_home_is_told_with_where_words_reach_them_alone() -> None:
    opened = {"type": "app_home_opened", "user": "U0ANN", "channel": "D1", "tab": "home", "event_ts": "1.5"}

    assert told(an_event(opened)) == HomeOpened("home:slack:T1:Ev1", Place("slack", "T1", "D1"), ANN)
    assert told(an_event(opened | {"tab": "messages"})) is None


# ---- Commands, buttons, forms ----


def a_command(**more: str) -> dict[str, str]:
    return {
        "command": "/thread",
        "text": "prefer no &lt;hype&gt; ",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U0ANN",
        "user_name": "ann",
        "trigger_id": "13.abc",
        "response_url": "https://hooks.slack.com/commands/1",
    } | more


def test_a_command_is_told_with_its_words_and_what_it_can_be_answered_by() -> None:
    event = told(a_command())

    assert isinstance(event, Commanded)
    assert (event.place, event.person, event.words) == (
        CHANNEL,
        Person("slack", "T1", "U0ANN", "ann"),
        "prefer no <hype>",
    )
    token = Token("13.abc", "https://hooks.slack.com/commands/1", "C1")
    assert event.trigger == Trigger(token.kept(), NOW + timedelta(minutes=30))


def test_the_key_of_a_command_gives_no_trigger_away() -> None:
    event = told(a_command())

    assert isinstance(event, Commanded)
    assert "13.abc" not in event.key


def test_a_command_of_another_workspace_is_not_told() -> None:
    assert told(a_command(team_id="T2")) is None


def interaction(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": "T1"},
        "user": {"id": "U0ANN", "username": "ann", "team_id": "T1"},
        "channel": {"id": "C1"},
        "trigger_id": "13.abc",
        "response_url": "https://hooks.slack.com/actions/1",
        "message": a_message(user="U0BOT", thread_ts="1794.000001"),
    } | more


def test_a_button_is_told_with_the_post_that_it_is_under() -> None:
    event = told(interaction("block_actions", actions=[{"value": "shorten", "action_ts": "1797.1"}]))

    assert isinstance(event, ButtonPressed)
    assert event.message == MessageRef(Place("slack", "T1", "C1", "1794.000001"), "1795.000100")
    assert (event.control, event.person.name) == ("shorten", "ann")
    assert event.key == "button:slack:T1:C1:1795.000100:shorten:1797.1:U0ANN"


@pytest.mark.parametrize(("callback", "control"), [("shorten_tweet", "shorten"), ("regenerate_tweet", "regenerate")])
def test_a_shortcut_on_a_tweet_is_its_button(callback: str, control: str) -> None:
    event = told(interaction("message_action", callback_id=callback, action_ts="1797.1"))

    assert isinstance(event, ButtonPressed)
    assert (event.control, event.message.id) == (control, "1795.000100")


def test_the_shortcut_for_a_draft_hands_on_the_link_and_the_files_and_no_wish() -> None:
    message = a_message(
        text="nice one (<https://arxiv.org/abs/2306.13840>), read it", files=[{"id": "F1", "name": "a.pdf"}]
    )

    event = told(interaction("message_action", callback_id="draft_thread", action_ts="1797.1", message=message))

    assert isinstance(event, Commanded)
    assert (event.words, event.options) == ("new", {"url": "https://arxiv.org/abs/2306.13840"})
    assert [one.name for one in event.attachments] == ["a.pdf"]
    assert event.about == MessageRef(CHANNEL, "1795.000100")


def test_a_form_comes_back_with_its_context_place_and_values() -> None:
    state = {
        "text": {"text": {"type": "plain_text_input", "value": "as it was\nin two lines"}},
        "wish": {"wish": {"type": "plain_text_input", "value": None}},
        "voice": {"voice": {"type": "static_select", "selected_option": {"value": "curator"}}},
    }
    body = interaction("view_submission")
    del body["channel"], body["message"], body["response_url"]
    body["view"] = {
        "id": "V1",
        "callback_id": "edit",
        "private_metadata": '["d1:3", "https://hooks.slack.com/commands/1", "C1", null]',
        "state": {"values": state},
    }

    event = told(body)

    assert isinstance(event, FormSent)
    assert (event.key, event.name, event.context, event.place) == ("form:slack:T1:V1", "edit", "d1:3", CHANNEL)
    assert event.values == {"text": "as it was\nin two lines", "wish": "", "voice": "curator"}
    assert event.trigger is not None
    assert Token.of(event.trigger) == Token("13.abc", "https://hooks.slack.com/commands/1", "C1")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": "event_callback"},
        {"type": "app_rate_limited", "team_id": "T1"},
        an_event({"type": "team_join"}),
        an_event({"type": "message"}),
        an_event({"type": "message", "subtype": "message_changed"}),
        an_event(a_reaction(item=None)),
        interaction("block_actions"),
        interaction("block_actions", actions="no list"),
        interaction("message_action", callback_id="another"),
        interaction("view_closed"),
        {"type": "view_submission", "view": None},
    ],
    ids=str,
)
def test_what_is_none_of_our_business_is_passed_over(body: dict[str, Any]) -> None:
    assert told(body) is None


def test_what_is_subscribed_to_is_what_is_understood() -> None:
    understood = {kind for kind in EVENTS if told(an_event(_sample(kind))) is not None}

    assert understood == EVENTS


def _sample(kind: str) -> dict[str, Any]:
    name = kind.partition(".")[0]
    if name == "app_home_opened":
        return {"type": name, "user": "U0ANN", "channel": "D1", "tab": "home"}
    return a_reaction(type=name) if name.startswith("reaction") else a_message(type=name)
