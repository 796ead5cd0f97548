"""A post in, the body of a request out."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import outbound
from adapters.discord.inbound import moment_of
from bot.errors import MessageTooLong
from bot.model.chat import Control, Post, PostKind
from tests.contract.cases import a_picture, a_post
from tests.fakes.discord_server.clients import read

NONCE = "A" * 24
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=300)


def content_of(post: Post) -> str:
    return str(outbound.new_message(post, nonce=NONCE).json["content"])


def test_a_tweet_with_buttons_and_no_small_print_is_its_text_and_nothing_else() -> None:
    assert content_of(a_post("We train on *98,734* theorems.", controls=(Control.MORE,))) == (
        "We train on *98,734* theorems."
    )


def test_the_whole_body_of_a_tweet() -> None:
    post = a_post("One.\n\n1/9", key="d-1", small_print=("9/280 · p. 3",), controls=(Control.SHORTEN,))

    body = outbound.new_message(replace(post, picture=a_picture(alt="A curve.")), nonce=NONCE)

    assert body.picture == a_picture(alt="A curve.")
    assert body.json == {
        "content": "One.\n\n1/9\n-# 9/280 · p. 3",
        "flags": 4,
        "allowed_mentions": {"parse": []},
        "components": [
            {
                "type": 1,
                "components": [
                    {
                        "type": 2,
                        "style": 2,
                        "label": "Shorten",
                        "custom_id": "press:shorten:d-1",
                        "emoji": {"name": "✂️"},
                    }
                ],
            }
        ],
        "attachments": [{"id": "0", "filename": "figure-200.png", "description": "A curve."}],
        "nonce": NONCE,
        "enforce_nonce": True,
    }


def test_an_edit_takes_the_old_picture_and_the_old_buttons_away() -> None:
    body = outbound.changed_message(a_post("One.")).json

    assert (body["attachments"], body["components"]) == ([], [])
    assert "nonce" not in body


@given(TEXT.filter(lambda text: not text.rpartition("\n")[2].startswith("-# ")), st.lists(TEXT, max_size=3))
def test_whatever_the_text_and_the_small_print_are_people_see_both(text: str, small_print: list[str]) -> None:
    lines = tuple(" ".join(line.split()) for line in small_print if line.strip())

    content = content_of(a_post(text, small_print=lines))

    assert len(content) <= outbound.MOST_CHARS
    assert read(content) == (text.strip(), lines) or not text.strip() or "-# " in text


@given(TEXT, st.lists(st.sampled_from(Control), unique=True, max_size=5))
def test_no_sign_stands_in_a_message_that_is_not_in_the_post(text: str, controls: list[Control]) -> None:
    assert content_of(a_post(text, controls=tuple(controls))) == text.strip()


def test_small_print_that_has_no_room_is_cut_and_the_text_never() -> None:
    text = "x" * outbound.TEXT_CHARS

    content = content_of(a_post(text, small_print=("a" * 500, "b" * 500), controls=(Control.MORE,)))

    assert content.startswith(text + "\n-# aaa")
    assert content.endswith("b…")
    assert len(content) == outbound.MOST_CHARS


def test_marks_of_markup_in_small_print_stand_for_themselves_and_addresses_stay_whole() -> None:
    line = "*56.8* at https://example.org/a_b_c, see <@1>"

    content = content_of(a_post("x", small_print=(line,), controls=(Control.MORE,)))

    assert content == r"x" + "\n" + r"-# \*56.8\* at https://example.org/a_b_c, see \<\@1\>"


def test_a_text_above_the_limit_is_refused() -> None:
    with pytest.raises(MessageTooLong) as caught:
        outbound.changed_message(a_post("x" * (outbound.TEXT_CHARS + 1)))

    assert caught.value.limit == outbound.TEXT_CHARS


def test_a_nonce_is_the_same_for_the_same_post_in_the_same_place_only() -> None:
    nonce = outbound.nonce_of("1", "draft-1")

    assert nonce == outbound.nonce_of("1", "draft-1")
    assert len({nonce, outbound.nonce_of("2", "draft-1"), outbound.nonce_of("1", "draft-2")}) == 3
    assert len(nonce) == 24
    assert set(nonce) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_a_post_with_buttons_is_known_by_its_key_and_by_no_other() -> None:
    body = outbound.new_message(a_post("x", key="0a1b-3", controls=(Control.REGENERATE, Control.MORE)), nonce=NONCE)

    assert outbound.is_of_key(body.json, "0a1b-3")
    assert not outbound.is_of_key(body.json, "0a1b-30")
    assert not outbound.is_of_key(body.json, "1b-3")
    assert not outbound.says(body.json, "x")


@pytest.mark.parametrize(
    ("said", "is_it"),
    [("One.\n\n1/9", True), ("  One.\n\n1/9\n", True), ("One.", False), ("One.\n\n1/90", False), ("", False)],
)
def test_a_post_without_buttons_is_known_by_what_it_says(said: str, is_it: bool) -> None:
    bare = outbound.new_message(a_post("One.\n\n1/9"), nonce=NONCE)
    with_small_print = outbound.new_message(a_post("One.\n\n1/9", small_print=("9/280",)), nonce=NONCE)
    reply = outbound.short_reply("One.\n\n1/9", nonce=NONCE, about="1")

    assert [outbound.says(body.json, said) for body in (bare, with_small_print, reply)] == [is_it, is_it, False]


@pytest.mark.parametrize("control", list(Control))
def test_every_control_is_a_button_that_says_which_it_is(control: Control) -> None:
    post = Post(PostKind.STATUS, "k" * 64, "x", controls=(control,))

    rows: Any = outbound.changed_message(post).json["components"]
    (button,) = rows[0]["components"]

    assert outbound.control_of(button["custom_id"]) == control.value
    assert len(button["custom_id"]) <= 100


@pytest.mark.parametrize(("custom_id", "control"), [("press:more:d-1", "more"), ("form:edit:d", None), ("", None)])
def test_only_buttons_of_posts_are_controls(custom_id: str, control: str | None) -> None:
    assert outbound.control_of(custom_id) == control


@pytest.mark.parametrize(
    ("emoji", "listed"),
    [("✂", "✂️"), ("↩", "↩️"), ("🖼", "🖼️"), ("🗑", "🗑️"), ("⚠", "⚠️"), ("⏳", "⏳"), ("🔁", "🔁"), ("⭐", "⭐")],
)
def test_an_emoji_is_sent_as_discord_lists_it(emoji: str, listed: str) -> None:
    assert outbound.coloured(emoji) == listed


def test_words_are_cut_between_lines_and_nothing_is_lost() -> None:
    words = "\n".join(f"line {number} " + "x" * 90 for number in range(60))

    pieces = outbound.pieces_of(words)

    assert "\n".join(pieces) == words
    assert all(len(piece) <= outbound.MOST_CHARS for piece in pieces)


def test_a_snowflake_of_a_moment_is_of_that_moment() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)

    assert moment_of(str(outbound.snowflake_at(noon))) == noon


def test_a_name_of_a_file_is_one_that_discord_leaves_as_it_is() -> None:
    assert outbound.file_name("Figure 2 (left).png") == "Figure_2_left_.png"
