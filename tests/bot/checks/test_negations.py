"""A "not" that is lost or added."""

import pytest

from bot.checks.negations import check_negations
from bot.model import Role
from tests.builders import evidence

QUOTE = "Hollow shells are not sorted by their colour."
AFFIRMED = "Hollow shells are sorted by their sound."


def said(prose: str, *quotes: str, role: Role = Role.RESULT) -> list[str]:
    return [finding.words for finding in check_negations(prose, role=role, evidence=[evidence(one) for one in quotes])]


def test_a_lost_negation_is_told() -> None:
    assert said("Hollow shells are sorted by colour.", QUOTE) == ["Hollow shells are sorted by colour."]


def test_an_added_negation_is_told() -> None:
    assert said("Hollow shells are not sorted by sound.", AFFIRMED) == ["Hollow shells are not sorted by sound."]


@pytest.mark.parametrize(
    ("prose", "quotes"),
    [
        ("Hollow shells aren't sorted by colour.", (QUOTE,)),
        ("Hollow shells are sorted without colour.", (QUOTE,)),
        ("Hollow shells are sorted by sound.", (QUOTE, AFFIRMED)),
        ("Hollow shells are not only sorted by sound.", (AFFIRMED,)),
        ("Are hollow shells sorted by colour?", (QUOTE,)),
        ("Tides wash sand ashore.", (QUOTE,)),
    ],
)
def test_what_says_the_same_is_left_alone(prose: str, quotes: tuple[str, ...]) -> None:
    assert said(prose, *quotes) == []


def test_what_is_not_done_yet_may_be_told_as_next() -> None:
    assert said("Hollow shells sorted by colour.", QUOTE, role=Role.FUTURE_WORK) == []
