"""What would call people in a chat is seen, and can be taken out."""

import pytest

from bot.checks.pings import check_pings, without_pings
from bot.model import Level
from tests.builders import brief


@pytest.mark.parametrize(
    ("text", "expected", "called"),
    [
        pytest.param("@everyone look", "everyone look", ["everyone"], id="everyone"),
        pytest.param("look,@HERE.", "look,HERE.", ["HERE"], id="capitals"),
        pytest.param("＠channel", "channel", ["channel"], id="full width"),
        pytest.param("lab@everyone", "labeveryone", ["everyone"], id="in a word"),
        pytest.param("@everyoneelse", "everyoneelse", ["everyoneelse"], id="a longer word"),
        pytest.param("<!channel> <!here|here>", "channel here|here", ["channel", "here|here"], id="Slack, all"),
        pytest.param("<!subteam^S012>", "subteam^S012", ["subteam^S012"], id="Slack, a group"),
        pytest.param("<@U012AB> <@W1|ada>", "U012AB W1|ada", ["U012AB", "W1|ada"], id="Slack, a person"),
        pytest.param("<@123> <@!123> <@&45>", "123 123 45", ["123", "45"], id="Discord"),
        pytest.param("<#C01|general>", "C01|general", ["C01|general"], id="a channel"),
        pytest.param("<<!here>!here>", "<here!here>", ["here"], id="one inside another"),
        pytest.param("@@everyoneeveryone", "everyoneeveryone", ["everyoneeveryone", "everyone"], id="one made of two"),
    ],
)
def test_a_call_loses_its_sign(text: str, expected: str, called: list[str]) -> None:
    quiet, words = without_pings(text, brief())

    assert quiet == expected
    assert set(words) <= set(called)
    assert without_pings(quiet, brief()) == (quiet, ())
    assert check_pings(quiet, brief()) == []


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "Pass@1", "everyone here", "x <-> y", "@heretics_lab", "<b>bold</b>", "3 <!"]
)
def test_plain_words_and_given_handles_call_nobody(text: str) -> None:
    given = brief(handles={"The Heretics": "@heretics_lab"})

    assert without_pings(text, given) == (text, ())
    assert check_pings(text, given) == []


def test_a_handle_that_would_call_everybody_is_none_whoever_gave_it() -> None:
    given = brief(handles={"Ada Example": "@everyone"})

    assert without_pings("Thanks @everyone", given) == ("Thanks everyone", ("everyone",))
    assert [(one.rule, one.level, one.words) for one in check_pings("Thanks @everyone", given)] == [
        ("handle", Level.FLAG, "@everyone")
    ]


def test_a_call_that_is_no_handle_of_the_tweet_platform_is_a_flag() -> None:
    findings = check_pings("Look <!here> <@&45> @everyone", brief())

    assert [one.words for one in findings] == ["<!here>", "<@&45>"]  # the third is the rule `handle`'s own


def test_a_text_of_nothing_but_calls_is_quiet_in_the_end() -> None:
    quiet, _ = without_pings("<@" * 300 + "@here" * 300 + ">" * 300, brief())

    assert check_pings(quiet, brief()) == []
    assert "@here" not in quiet
