"""Higher for lower, rises for falls."""

import pytest

from bot.checks.directions import check_directions
from bot.model import Level, Role
from tests.builders import evidence


def said(prose: str, *quotes: str, role: Role = Role.RESULT) -> list[str]:
    return [finding.words for finding in check_directions(prose, role=role, evidence=[evidence(one) for one in quotes])]


@pytest.mark.parametrize(
    ("quote", "prose", "word"),
    [
        ("Sonar training raises sorting accuracy.", "Sonar training lowers sorting accuracy.", "lowers"),
        ("Hollow shells ring longer than solid shells.", "Hollow shells ring shorter than solid shells.", "shorter"),
        (
            "ShellNet outperforms earlier sonar sorters.",
            "ShellNet underperforms earlier sonar sorters.",
            "underperforms",
        ),
        ("Sorting error fell with sonar training.", "Sorting error rose with sonar training.", "rose"),
    ],
)
def test_the_opposite_word_in_the_same_place_is_told(quote: str, prose: str, word: str) -> None:
    assert said(prose, quote) == [word]
    assert said(quote, quote) == []


@pytest.mark.parametrize(
    ("quote", "prose"),
    [
        ("Hollow shells ring longer, solid shells ring shorter.", "Solid shells ring shorter."),
        ("Sorting is not slow.", "Sorting is fast."),
        ("ShellNet needs 20x less sonar.", "ShellNet is 20x more frugal with sonar."),
        ("We sort with care.", "We sort without haste."),
    ],
)
def test_what_means_the_same_is_left_alone(quote: str, prose: str) -> None:
    assert said(prose, quote) == []


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("Accuracy rises from 51.2% to 26.3%.", ["from 51.2% to 26.3%"]),
        ("Accuracy falls from 26.3% to 51.2%.", ["from 26.3% to 51.2%"]),
        ("Accuracy rises from 26.3% to 51.2%.", []),
        ("Accuracy drops from 51.2% to 26.3%.", []),
        ("Sizes range from 125M to 3M.", []),
        ("It improves from 5.1 to 3.2 errors.", []),
    ],
)
def test_a_tweet_does_not_contradict_its_own_numbers(prose: str, words: list[str]) -> None:
    assert said(prose) == words


def test_nothing_is_compared_where_nothing_is_claimed() -> None:
    assert said("Higher!", "Sorting is lower.", role=Role.CREDITS) == []


@pytest.mark.parametrize(
    ("prose", "quote", "level"),
    [
        ("Sonar training lowers sorting accuracy.", "Sonar training raises sorting accuracy.", Level.FLAG),
        (
            "Hollow shells ring in wet sand without a sonar.",
            "Hollow shells ring in wet sand with a sonar.",
            Level.ADVICE,
        ),
    ],
)
def test_an_opposite_word_is_a_flag_and_a_with_for_without_is_advice(prose: str, quote: str, level: Level) -> None:
    findings = check_directions(prose, role=Role.RESULT, evidence=[evidence(quote)])

    assert [finding.level for finding in findings] == [level]


@pytest.mark.parametrize(
    ("prose", "words"),
    [("One of the few lakes where herons sing.", []), ("Few lakes have herons that sing.", ["Few"])],
)
def test_one_of_the_few_is_not_the_opposite_of_many(prose: str, words: list[str]) -> None:
    assert said(prose, "Many lakes have herons that sing.") == words
