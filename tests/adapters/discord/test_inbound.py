"""A payload of Discord's in, an event out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.discord import forms, inbound
from bot.chat_events import Commanded, MessagePosted
from bot.model.chat import Attachment, Field, FieldKind, Form, MessageRef, Person, Place
from tests.fakes.discord_server.clients import submitted

OWN = "900"
PLACE = Place("discord", "1000", "50")
IN_THREAD = Place("discord", "1000", "50", "60")
ANN = {"id": "7", "username": "ann_k", "global_name": "Ann K"}
ANN_PERSON = Person("discord", "1000", "7")


def a_message(content: str = "look", **more: Any) -> dict[str, Any]:
    return {"id": "70", "channel_id": "50", "type": 0, "content": content, "author": ANN, "mentions": [], **more}


def told(content: str = "look", **more: Any) -> MessagePosted | None:
    return inbound.posted(a_message(content, **more), PLACE, own_id=OWN)


def text_of(content: str, **more: Any) -> str:
    event = told(content, **more)
    assert event is not None
    return event.text


def test_a_message_is_told_with_who_wrote_it_and_where() -> None:
    event = told("https://arxiv.org/abs/2306.13840", member={"nick": "Ann of the lab"})

    assert event == MessagePosted(
        MessageRef(PLACE, "70"), ANN_PERSON, "https://arxiv.org/abs/2306.13840", (), is_mention=False, edit=""
    ) or (event is not None and event.author.name == "Ann of the lab" and event.author.key == ANN_PERSON.key)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"author": {**ANN, "bot": True}}, id="another bot"),
        pytest.param({"author": {**ANN, "id": OWN}}, id="the bot itself"),
        pytest.param({"author": {**ANN, "system": True}}, id="Discord itself"),
        pytest.param({"webhook_id": "5"}, id="a webhook"),
        pytest.param({"type": 7}, id="somebody has joined"),
        pytest.param({"type": 18}, id="a thread was made"),
        pytest.param({"type": 21}, id="the head of a thread"),
        pytest.param({"author": None}, id="no author"),
    ],
)
def test_what_nobody_wrote_is_not_told(more: dict[str, Any]) -> None:
    assert told(**more) is None


def test_a_change_without_content_is_not_told() -> None:
    payload = a_message()
    del payload["content"]

    assert inbound.posted(payload, PLACE, own_id=OWN) is None


@pytest.mark.parametrize(
    ("content", "text", "is_mention"),
    [
        ("<@900> shorten 3", "shorten 3", True),
        ("<@!900> shorten 3", "shorten 3", True),
        ("shorten 3 <@900>", "shorten 3", True),
        ("please <@900>  shorten 3\nand 4", "please shorten 3\nand 4", True),
        ("<@901> shorten 3", "<@901> shorten 3", False),
        ("900", "900", False),
    ],
)
def test_the_bots_name_is_taken_out_of_a_mention(content: str, text: str, is_mention: bool) -> None:
    event = told(content)

    assert event is not None
    assert (event.text, event.is_mention) == (text, is_mention)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("<https://arxiv.org/abs/1>", "https://arxiv.org/abs/1", id="a link whose preview is off"),
        pytest.param("a < b > c <3", "a < b > c <3", id="signs that are no markup"),
        pytest.param("<@8> look", "@Bea look", id="a person"),
        pytest.param("<:cat:12> <a:dance:13>", ":cat: :dance:", id="a server's own emoji"),
    ],
)
def test_markup_is_told_as_people_see_it(content: str, text: str) -> None:
    assert text_of(content, mentions=[{"id": "8", "global_name": "Bea"}]) == text


def test_a_forwarded_message_is_part_of_what_is_said() -> None:
    forwarded = [{"message": {"content": "<https://arxiv.org/abs/2306.13840>"}}]

    assert text_of("for us", message_snapshots=forwarded) == "for us\nhttps://arxiv.org/abs/2306.13840"
    assert text_of("", message_snapshots=forwarded) == "https://arxiv.org/abs/2306.13840"


def test_two_states_of_a_message_have_different_keys() -> None:
    before, after = told("a"), told("b", edited_timestamp="2026-11-22T10:00:00Z")

    assert before is not None
    assert after is not None
    assert (before.edit, after.edit) == ("", "2026-11-22T10:00:00Z")
    assert before.key != after.key


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ({"filename": "ours.pdf"}, "ours.pdf"),
        ({"filename": "ours__v2_.pdf", "title": "ours (v2)"}, "ours (v2).pdf"),
        ({"filename": "x.PDF", "title": "y.pdf"}, "y.pdf"),
    ],
)
def test_a_file_has_the_name_that_its_person_gave_it_and_is_asked_for_by_its_message(
    file: dict[str, Any], name: str
) -> None:
    event = told(attachments=[{"id": "81", "size": 12, "url": "https://cdn.discordapp.com/x?ex=1", **file}])

    assert event is not None
    assert event.attachments == (Attachment("81", name, 12, "50/70/81"),)


# ---- Presses ----


def a_reaction(sign: str = "✂️", **more: Any) -> dict[str, Any]:
    return {
        "user_id": "7",
        "channel_id": "60",
        "message_id": "71",
        "emoji": {"id": None, "name": sign},
        "member": {"user": ANN},
        **more,
    }


@pytest.mark.parametrize("emoji", ["✂️", "✂"])
@pytest.mark.parametrize("is_added", [True, False])
def test_a_press_is_told_bare_with_and_without_the_sign_for_colour(emoji: str, is_added: bool) -> None:
    payload = a_reaction(emoji)
    if not is_added:
        del payload["member"]  # Discord tells no member of what is taken away

    event = inbound.pressed(payload, IN_THREAD, own_id=OWN, is_added=is_added)

    assert event is not None
    assert (event.message, event.emoji, event.is_added) == (MessageRef(IN_THREAD, "71"), "✂", is_added)
    assert (event.person.key, event.event_id, event.at) == (ANN_PERSON.key, None, None)


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"user_id": OWN}, id="the bot's own"),
        pytest.param({"member": {"user": {**ANN, "bot": True}}}, id="another bot's"),
        pytest.param({"emoji": {"id": "5", "name": "cat"}}, id="a server's own emoji"),
        pytest.param({"emoji": {"id": None, "name": None}}, id="an emoji that was deleted"),
    ],
)
def test_a_press_that_is_no_business_of_the_bot_is_not_told(more: dict[str, Any]) -> None:
    assert inbound.pressed(a_reaction(**more), IN_THREAD, own_id=OWN, is_added=True) is None


# ---- Interactions ----


def an_interaction(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": str(1_000_000 << 22),
        "application_id": "2000",
        "token": "secret",
        "type": 2,
        "guild_id": "1000",
        "channel_id": "60",
        "channel": {"id": "60", "type": 11, "parent_id": "50"},
        "member": {"user": ANN, "nick": None},
        "data": data,
        **more,
    }


def command(name: str, *options: dict[str, Any], **data: Any) -> Commanded:
    group = {"name": "paper", "options": [{"type": 1, "name": name, "options": list(options)}], **data}
    return inbound.commanded(an_interaction(group))


def option(name: str, value: object) -> dict[str, Any]:
    return {"name": name, "value": value, "type": 3}


@pytest.mark.parametrize(
    ("told", "words", "options"),
    [
        pytest.param(command("shorten", option("tweet", 3)), "shorten 3", {}, id="a number"),
        pytest.param(
            command("regenerate", option("tweet", 5), option("wish", "less hype")),
            "regenerate 5 less hype",
            {},
            id="a wish",
        ),
        pytest.param(command("prefer", option("words", "no hype")), "prefer no hype", {}, id="words"),
        pytest.param(command("export"), "export", {}, id="a verb alone"),
        pytest.param(
            command("new", option("url", "2306.13840"), option("wish", "short"), option("voice", "curator")),
            "new",
            {"url": "2306.13840", "wish": "short", "voice": "curator"},
            id="a paper with options",
        ),
    ],
)
def test_a_command_is_its_verb_with_number_and_words_and_the_rest_by_name(
    told: Commanded, words: str, options: dict[str, str]
) -> None:
    assert (told.words, told.options, told.place, told.person.key) == (words, options, IN_THREAD, ANN_PERSON.key)


def test_a_pdf_option_is_an_attachment() -> None:
    file: dict[str, Any] = {
        "id": "81",
        "filename": "ours.pdf",
        "size": 12,
        "url": "https://cdn.discordapp.com/e/81/ours.pdf?ex=1",
    }

    told = command("new", option("pdf", "81"), resolved={"attachments": {"81": file}})

    assert (told.words, told.options) == ("new", {})
    assert told.attachments == (Attachment("81", "ours.pdf", 12, file["url"]),)


def test_the_menu_of_a_message_asks_for_its_paper_with_the_message_as_the_request() -> None:
    target = a_message("see <https://arxiv.org/abs/2306.13840>", attachments=[])

    told = inbound.commanded(
        an_interaction({"name": "Draft a thread", "target_id": "70", "resolved": {"messages": {"70": target}}})
    )

    assert (told.words, told.options) == ("new", {"url": "see https://arxiv.org/abs/2306.13840"})
    assert told.about == MessageRef(IN_THREAD, "70")


def test_a_trigger_is_of_use_for_a_quarter_of_an_hour() -> None:
    trigger = command("help").trigger

    assert trigger is not None
    assert trigger.until is not None
    began = inbound.moment_of(str(1_000_000 << 22))
    assert began == datetime(2015, 1, 1, tzinfo=UTC) + timedelta(seconds=1000)
    assert timedelta(minutes=14) < trigger.until - began < timedelta(minutes=15)
    assert "secret" not in repr(inbound.key_of(an_interaction({})))


@pytest.mark.parametrize(("typed", "numbers"), [("", ""), ("1", "1"), (" 2", "2")])
def test_what_is_typed_of_a_number_is_read(typed: str, numbers: str) -> None:
    data = {"options": [{"name": "shorten", "options": [{"name": "tweet", "value": typed, "focused": True}]}]}

    assert inbound.typed_number(an_interaction(data)) == numbers


# ---- Forms ----

FORM = Form(
    "edit",
    "Edit tweet 3 of the thread that was drafted from a paper",
    (
        Field("text", "The tweet", FieldKind.TEXT, value="as it was", is_required=True, max_chars=9000),
        Field("wish", "A label that is longer than Discord shows in one line", hint="h" * 200),
        Field("voice", "Voice", FieldKind.CHOICE, "author", choices=(("author", "We"), ("curator", "They"))),
    ),
    context="d41d8cd98f00b204:3",
)


def test_a_form_is_a_modal_within_discords_limits() -> None:
    data: Any = forms.modal(FORM)["data"]

    text, wish, voice = (label["component"] for label in data["components"])
    assert len(data["title"]) <= 45
    assert all(len(label["label"]) <= 45 for label in data["components"])
    assert (text["style"], text["value"], text["required"], text["max_length"]) == (2, "as it was", True, 4000)
    assert ("value" in wish, len(wish["placeholder"])) == (False, 100)
    assert [(one["value"], one["default"]) for one in voice["options"]] == [("author", True), ("curator", False)]


def test_what_was_filled_in_comes_back_by_name_with_the_context() -> None:
    modal: Any = forms.modal(FORM)["data"]

    sent = forms.sent(an_interaction(submitted(modal, {"wish": "less\nhype", "voice": "curator"}), type=5))

    assert sent is not None
    assert (sent.name, sent.context, sent.place) == ("edit", "d41d8cd98f00b204:3", IN_THREAD)
    assert sent.values == {"text": "as it was", "wish": "less\nhype", "voice": "curator"}


def test_a_modal_of_somebody_else_is_not_told() -> None:
    assert forms.sent(an_interaction({"custom_id": "other", "components": []}, type=5)) is None


@pytest.mark.parametrize(("custom_id", "number"), [("open:12", 12), ("open:x", None), ("press:more:d", None)])
def test_a_button_that_opens_a_form_says_which(custom_id: str, number: int | None) -> None:
    assert forms.opened(custom_id) == number
