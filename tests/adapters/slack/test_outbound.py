"""Posts and forms as Slack takes them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import outbound
from adapters.slack.outbound import MESSAGE_CHARS, Block, Token, home_view, render, view, words
from adapters.slack.text import unescaped
from bot.errors import MessageTooLong
from bot.model.chat import (
    ChatLimits,
    Control,
    Field,
    FieldKind,
    Form,
    Home,
    HomeLine,
    HomePart,
    MessageRef,
    Picture,
    Place,
    Post,
    PostKind,
    Trigger,
)
from tests.contract.cases import a_picture
from tests.fakes.slack_server.workspace import Workspace, refuse_blocks

LIMITS = ChatLimits(MESSAGE_CHARS, 1000, 1000, True, True, True, "/thread")
TOKEN = Token("13.trigger", "https://hooks.slack.com/x", "C1", "1.5")


def a_post(text: str = "A tweet.\n\n2/9", **more: object) -> Post:
    return Post(PostKind.TWEET, "draft-1", text, **more)  # type: ignore[arg-type]  # keywords are passed through


def shown(blocks: tuple[Block, ...]) -> str:
    return "".join(unescaped(block["text"]["text"]) for block in blocks if block["type"] == "section")  # type: ignore[index]


def test_a_tweet_is_one_section_of_plain_text_with_its_small_print_and_buttons() -> None:
    post = a_post(small_print=("171/280", "⚠️ a < b"), controls=(Control.SHORTEN, Control.MORE), picture=a_picture())

    body = render(post, LIMITS, file_id="F1")

    assert body == outbound.Body(
        "A tweet.\n\n2/9",
        (
            {
                "type": "section",
                "text": {"type": "plain_text", "text": "A tweet.\n\n2/9", "emoji": False},
                "expand": True,
            },
            {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Figure 2: error against size."},
            {
                "type": "context",
                "elements": [{"type": "plain_text", "text": "171/280\n⚠️ a &lt; b", "emoji": False}],
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "✂️ Shorten"},
                        "action_id": "paperthread_shorten",
                        "value": "shorten",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "More…"},
                        "action_id": "paperthread_more",
                        "value": "more",
                    },
                ],
            },
        ),
        {"event_type": "paperthread_post", "event_payload": {"key": "draft-1"}},
    )


def test_a_picture_that_is_not_ready_is_left_out() -> None:
    body = render(a_post(picture=a_picture()), LIMITS)

    assert [block["type"] for block in body.blocks] == ["section"]


def test_a_picture_without_words_is_named() -> None:
    picture = Picture(a_picture().image, "figure-2.png", "")

    assert render(a_post(picture=picture), LIMITS, file_id="F1").blocks[1]["alt_text"] == "figure-2.png"


def test_a_remark_stands_in_the_small_print() -> None:
    body = render(a_post(small_print=("171/280",)), LIMITS, remark="no figure")

    assert body.blocks[1]["elements"][0]["text"] == "171/280\nno figure"  # type: ignore[index]


@pytest.mark.parametrize("control", list(Control))
def test_every_control_has_a_button(control: Control) -> None:
    refuse_blocks(render(a_post(controls=(control,)), LIMITS).blocks, Workspace())


@given(st.text(alphabet="&<>;ampltg 🚀x\n", min_size=1, max_size=200).map(lambda text: text * 15))
def test_every_text_within_the_limit_is_whole_and_within_slacks_limits(text: str) -> None:
    body = render(a_post(text[:MESSAGE_CHARS], small_print=(text,)), LIMITS)

    refuse_blocks(body.blocks, Workspace())
    assert shown(body.blocks) == text[:MESSAGE_CHARS]
    assert len(body.text) <= 4000


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(MessageTooLong) as caught:
        render(a_post("x" * (MESSAGE_CHARS + 1)), LIMITS)

    assert (caught.value.length, caught.value.limit) == (MESSAGE_CHARS + 1, MESSAGE_CHARS)


def test_a_notification_calls_nobody() -> None:
    assert render(a_post("<!channel> & co"), LIMITS).text == "&lt;!channel&gt; &amp; co"


def test_long_words_to_one_person_are_several_sections() -> None:
    body = words("y" * (MESSAGE_CHARS + 5))

    assert [len(block["text"]["text"]) for block in body.blocks] == [MESSAGE_CHARS, 5]  # type: ignore[index]


# ---- Forms ----


def test_a_form_is_a_view_that_knows_where_it_was_asked_for() -> None:
    fields = (
        Field("url", "arXiv link", is_required=True, hint="https://…"),
        Field("text", "Tweet", FieldKind.TEXT, value="as it was", max_chars=5000),
        Field("voice", "Voice", FieldKind.CHOICE, "author", choices=(("author", "We"), ("curator", "They"))),
    )

    shown_view: Any = view(Form("new", "Draft a thread", fields, "Draft", "d1:3"), TOKEN)

    url, text, voice = shown_view["blocks"]
    assert json.loads(str(shown_view["private_metadata"])) == ["d1:3", "https://hooks.slack.com/x", "C1", "1.5"]
    assert (shown_view["callback_id"], shown_view["submit"]) == ("new", {"type": "plain_text", "text": "Draft"})
    assert (url["optional"], url["element"]["multiline"], "initial_value" in url["element"]) == (False, False, False)
    assert text["element"] == {
        "type": "plain_text_input",
        "action_id": "text",
        "multiline": True,
        "max_length": 3000,
        "initial_value": "as it was",
    }
    assert voice["element"]["initial_option"]["value"] == "author"


def test_long_words_of_a_form_are_cut_to_what_a_view_takes() -> None:
    choices = (("a", "w" * 200),)
    form = Form("f", "T" * 40, (Field("c", "L" * 3000, FieldKind.CHOICE, choices=choices, hint="h" * 300),), "S" * 40)

    shown_view: Any = view(form, TOKEN)

    refuse_blocks(shown_view["blocks"], Workspace())
    assert [len(shown_view[name]["text"]) for name in ("title", "submit")] == [24, 24]


# ---- The home ----


def test_a_home_names_its_channels_and_leads_to_its_drafts() -> None:
    about = MessageRef(Place("slack", "T1", "C1"), "1.5")
    home = Home(
        (
            HomePart("Your last drafts", (HomeLine("“A < B” · drafted", about), HomeLine("“C” · failed"))),
            HomePart("What holds in", (HomeLine("voice · author"), HomeLine("model · off")), about.place),
            HomePart("What holds in", (HomeLine("voice · curator"),), Place("slack", "T1", "D1")),
        )
    )

    made = home_view(home, {about: "https://lab.slack.com/archives/C1/p15"})

    blocks: Any = made["blocks"]
    refuse_blocks(blocks, Workspace(), most=100, allows_markup=True)
    assert [(block["type"], block["text"]["text"]) for block in blocks] == [
        ("header", "Your last drafts"),
        ("section", "“A &lt; B” · drafted"),
        ("section", "“C” · failed"),
        ("section", "*What holds in <#C1>*"),
        ("section", "voice · author\nmodel · off"),
        ("section", "*What holds in direct messages*"),
        ("section", "voice · curator"),
    ]
    assert [block["accessory"]["url"] for block in blocks if "accessory" in block] == [
        "https://lab.slack.com/archives/C1/p15"
    ]


def test_a_home_has_no_more_than_slack_shows() -> None:
    home = Home(tuple(HomePart("A part", (HomeLine("a line " * 1000),)) for _ in range(60)))

    blocks: Any = home_view(home, {})["blocks"]

    refuse_blocks(blocks, Workspace(), most=100, allows_markup=True)
    assert len(blocks) == 100


# ---- Values ----


def test_a_trigger_keeps_where_something_was_done() -> None:
    assert Token.of(Trigger(TOKEN.kept())) == TOKEN


def test_a_moment_is_a_time_stamp() -> None:
    assert outbound.at_or_after(datetime(2026, 11, 22, tzinfo=UTC)) == "1795305600.000000"
