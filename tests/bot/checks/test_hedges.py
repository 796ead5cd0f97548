"""What is only supposed, and what is only planned."""

import pytest

from bot.checks.hedges import check_hedges
from bot.model import Role
from tests.builders import evidence


def said(prose: str, *quotes: str, role: Role = Role.RESULT) -> list[str]:
    return [finding.words for finding in check_hedges(prose, role=role, evidence=[evidence(one) for one in quotes])]


@pytest.mark.parametrize(
    ("quote", "prose"),
    [
        ("Sand may explain the missing shells.", "Sand explains the missing shells."),
        ("We believe that sonar hears hollow shells.", "Sonar hears hollow shells."),
        ("These results suggest that hollow shells ring longer.", "Hollow shells ring longer."),
        ("Hollow shells seem to ring longer.", "Our finding: Hollow shells ring longer."),
    ],
)
def test_a_lost_hedge_is_told(quote: str, prose: str) -> None:
    assert said(prose, quote) == [prose.removeprefix("Our finding: ").rstrip(".") + ("." if prose[-1] == "." else "")]


@pytest.mark.parametrize(
    ("quote", "prose"),
    [
        ("Sand may explain the missing shells.", "Sand might explain the missing shells."),
        ("Sand may explain the missing shells.", "Does sand explain the missing shells?"),
        ("Sand may explain the missing shells.", "“Sand explains the missing shells”, some say."),
        ("Sand may explain it. Shells ring longer when hollow.", "Hollow shells ring longer."),
        ("Hollow shells ring longer, suggesting that sand dampens.", "Hollow shells ring longer."),
        ("Sand may explain the missing shells.", "Tides wash everything ashore."),
    ],
)
def test_a_kept_hedge_and_another_clause_are_left_alone(quote: str, prose: str) -> None:
    assert said(prose, quote) == []


def test_a_plan_is_not_told_as_done() -> None:
    plan = "In future work we plan to sort corals by their sound."

    assert said("We sorted corals, and found more.", plan, role=Role.FUTURE_WORK) == ["found"] or said(
        "We found corals.", plan, role=Role.FUTURE_WORK
    ) == ["We found"]
    assert said("Next: corals.", plan, role=Role.FUTURE_WORK) == []
