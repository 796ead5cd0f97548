"""Words that claim more than the quotes."""

import pytest

from bot.checks.strength import check_strength
from bot.model import Level, Role
from tests.builders import evidence

PLAIN = "ShellNet sorts 98 of 100 shells, and the baseline 71."


def said(prose: str, *quotes: str, role: Role = Role.RESULT, title: str = "") -> list[tuple[Level, str]]:
    findings = check_strength(prose, role=role, evidence=[evidence(quote) for quote in quotes], title=title)
    return [(finding.level, finding.words) for finding in findings]


@pytest.mark.parametrize(
    ("prose", "words", "licence"),
    [
        ("This proves that sound is enough.", "proves that", "We prove that sound is enough."),
        ("Sorting is guaranteed.", "guaranteed", "Theorem 1 says that it ends."),
        ("It always sorts them.", "always", "It sorts them in every run."),
        ("ShellNet is the best sorter.", "the best", "ShellNet has the highest accuracy."),
        ("State-of-the-art sorting!", "State-of-the-art", "It surpasses all earlier sorters."),
        ("Unmatched by anybody.", "Unmatched", "No other sorter comes near."),
        ("The fastest sorter in the world.", "fastest sorter in the world", "No sorter in the world is faster."),
        ("Nothing else comes close.", "Nothing else comes close", "It leads by far."),
        ("One first try ever.", "first try ever", "We are the first to listen."),
        ("It is the first to listen.", "is the first", "No prior work listens."),
        ("We are the first group to listen.", "are the first", "No prior work listens."),
        ("It is the only one that listens.", "the only", "No other sorter listens; it is unique."),
        ("ShellNet solves the problem.", "solves the problem", "This resolves the problem of sand."),
        ("A breakthrough!", "breakthrough", "A breakthrough in sorting."),
    ],
)
def test_a_strong_word_needs_one_of_its_kind_in_the_quotes(prose: str, words: str, licence: str) -> None:
    assert said(prose, PLAIN) == [(Level.FLAG, words)]
    assert said(prose, PLAIN, licence) == []


@pytest.mark.parametrize("prose", ["It never fails.", "A massive collection.", "Sand is completely gone."])
def test_a_loose_word_is_only_advised_against(prose: str) -> None:
    assert [level for level, _ in said(prose, "It sorts shells.")] == [Level.ADVICE]


@pytest.mark.parametrize(
    "prose",
    [
        "The first step is to listen.",
        "The first group was slower.",
        "First, we listen.",
        "Ada is the first author.",
        "Is it the best sorter?",
        "“It always works”, they said.",
        "A best practice",
        "Physics makes the first guess.",
        "In the best case it takes 132 shells.",
        "That is 98 tests every single day.",
        "It sorts shells that it had never seen before.",
    ],
)
def test_words_that_only_look_strong_are_left_alone(prose: str) -> None:
    assert said(prose, PLAIN) == []


def test_a_cause_needs_more_than_an_association() -> None:
    assert said("Noise causes loss.", "Noise was associated with loss.") == [(Level.FLAG, "causes")]
    assert said("Noise causes loss.", "Noise was associated with loss, and induces it.") == []
    assert said("Does noise cause loss?", "Noise was associated with loss.") == []


def test_the_title_permits_what_it_says() -> None:
    assert said("Always sorted.", PLAIN, title="Always Sorted") == []


@pytest.mark.parametrize("role", [Role.ANNOUNCEMENT, Role.CREDITS, Role.VERDICT])
def test_who_announces_thanks_or_judges_may_be_glad(role: Role) -> None:
    assert said("An amazing team!", PLAIN, role=role) == []


def test_without_a_quote_there_is_nothing_to_compare_with() -> None:
    assert said("It always works.") == []


@pytest.mark.parametrize("licence", ["Both kinds ring.", "It has no sand.", "Any shell rings; each is white."])
def test_a_word_for_some_of_the_things_makes_no_always(licence: str) -> None:
    assert said("It always sorts them.", licence) == [(Level.FLAG, "always")]
