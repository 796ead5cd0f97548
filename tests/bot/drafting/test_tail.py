"""The form of a tweet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.length import weighted_length
from bot.drafting.tail import compose, compose_within_limit, counter, fits
from bot.model import Level, Voice


@pytest.mark.parametrize(
    ("prose", "tags", "count", "expected"),
    [
        pytest.param("Shells.", ["#A", "#B"], "3/13", "Shells.\n\n#A #B\n\n3/13", id="all of it"),
        pytest.param("Shells.", [], "3/13", "Shells.\n\n3/13", id="no tags"),
        pytest.param("Shells.", ["#A"], "", "Shells.\n\n#A", id="no counter"),
        pytest.param("Shells.", [], "", "Shells.", id="prose alone"),
        pytest.param(" Shells. \r\n\n\n\n Sound.\t\n", [], "", "Shells.\n\n Sound.", id="at most one blank line"),
    ],
)
def test_a_tweet_is_prose_tags_and_counter_with_blank_lines_between(
    prose: str, tags: list[str], count: str, expected: str
) -> None:
    assert compose(prose, tags=tags, counter=count) == expected


def test_a_curators_tweets_are_not_counted() -> None:
    assert (counter(3, 13, Voice.AUTHOR), counter(3, 13, Voice.CURATOR)) == ("3/13", "")


def test_tags_give_way_to_the_words_and_it_is_said() -> None:
    prose = "a" * 270

    text, (repair,) = compose_within_limit(prose, tags=["#Shells"], counter="3/13")

    assert text == f"{prose}\n\n3/13"
    assert (repair.rule, repair.level, repair.words) == ("tag", Level.REPAIR, "#Shells")
    assert repair.detail == "With these tags the tweet would weigh 285; they were left out."


def test_where_leaving_out_tags_does_not_help_they_stay() -> None:
    text, repairs = compose_within_limit("a" * 281, tags=["#Shells"], counter="3/13")

    assert text.endswith("\n\n#Shells\n\n3/13")
    assert repairs == []


@given(st.text("ab日 \n.", max_size=300), st.lists(st.sampled_from(["#Shells", "#Sound"]), max_size=2))
def test_a_tweet_fits_whenever_its_words_and_counter_do(prose: str, tags: list[str]) -> None:
    text, _ = compose_within_limit(prose, tags=tags, counter="3/13")

    assert fits(text) == (weighted_length(compose(prose, counter="3/13")) <= 280)
