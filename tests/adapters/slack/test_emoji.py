"""Emoji by name, and names by emoji."""

import pytest

from adapters.slack.emoji import emoji_of, name_of
from bot.asks import ALIASES, DONE, FAILED, ON_A_TWEET, ON_THE_STATUS, SEEN, WORKING


@pytest.mark.parametrize("emoji", sorted({*ON_A_TWEET, *ON_THE_STATUS, *ALIASES, SEEN, WORKING, DONE, FAILED}))
def test_every_emoji_of_the_conversation_has_a_name(emoji: str) -> None:
    assert emoji_of(name_of(emoji)) == emoji


@pytest.mark.parametrize(
    ("name", "emoji"),
    [
        ("+1::skin-tone-4", "👍"),
        ("thumbsup", "👍"),
        ("arrows_counterclockwise", "🔄"),
        ("recycle", "♻"),
        ("dancer::skin-tone-6", "💃"),
        ("party-parrot", ":party-parrot:"),
    ],
)
def test_a_reaction_is_its_bare_emoji(name: str, emoji: str) -> None:
    assert emoji_of(name) == emoji


def test_the_name_comes_without_the_coloured_form() -> None:
    assert name_of("✂️") == "scissors"


def test_an_emoji_that_the_bot_does_not_use_has_none() -> None:
    with pytest.raises(ValueError, match="🦜"):
        name_of("🦜")
