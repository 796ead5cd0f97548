import pytest

from bot.checks.quotes import check_support
from bot.model import Finding, Level, Role
from tests.builders import evidence

TWEET = "Our planner folds shirts in 31 seconds with two arms."


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("The planner folded a shirt in 31 seconds.", id="the same words"),
        pytest.param("Folding plans for both arms", id="the same beginnings of words"),
        pytest.param("31 s, two arms", id="the same numbers"),
    ],
)
def test_quotes_that_speak_of_the_same_pass(quote: str) -> None:
    assert check_support(TWEET, role=Role.RESULT, evidence=[evidence(quote)]) == []


def test_quotes_about_something_else_are_advised_against() -> None:
    quote = evidence("Suction cups were bought from a shop in Lyon.", 4)

    assert check_support(TWEET, role=Role.RESULT, evidence=[quote]) == [
        Finding(
            "support",
            Level.ADVICE,
            "",
            "The quotes speak of something else than the tweet; quote the sentence that says it.",
        )
    ]


def test_of_several_quotes_the_one_that_has_nothing_to_do_with_it_is_named() -> None:
    quotes = [evidence("The planner folds a shirt in 31 seconds.", 2), evidence("Suction cups were bought in Lyon.", 4)]

    (finding,) = check_support(TWEET, role=Role.METHOD, evidence=quotes)

    assert finding.words == "Suction cups were bought in Lyon."
    assert "page 4 shares no word and no number" in finding.detail


@pytest.mark.parametrize("role", [Role.ANNOUNCEMENT, Role.CODE, Role.CREDITS, Role.VERDICT])
def test_tweets_that_claim_nothing_of_the_paper_are_left_alone(role: Role) -> None:
    assert check_support(TWEET, role=role, evidence=[evidence("Suction cups were bought in Lyon.")]) == []


def test_no_evidence_is_another_rules_matter() -> None:
    assert check_support(TWEET, role=Role.RESULT, evidence=[]) == []


def test_a_tweet_without_words_has_nothing_to_share() -> None:
    assert check_support("🎉", role=Role.RESULT, evidence=[evidence("…", 1)])[0].words == "…"
