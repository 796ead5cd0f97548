"""Numbers of the quotes that are said of something else than in the quotes."""

import pytest

from bot.checks.number_ties import check_ties
from bot.model import Evidence, Finding, Level, Paper, Role, TableCells
from tests.builders import evidence, figure, paper

SONAR = "ShellNet sorts 98 shells while the old sonar baseline sorts 71 pebbles."
SHARES = "Of the herons, 51.7% used mirrors, 69.8% used pebbles, and 7.4% used shells."
COHORTS = "We ringed 99 herons in spring 8 and 192 herons in spring 11; there are 150 females and 141 males."
RUNS = "There are 291 herons, 150 females and 141 males, from eight islands."

CAPTION = "Accuracy of the wading birds on both sets of pictures."
CELLS = TableCells((("Model", "Pond", "Lake"), ("Heron", "51.2", "76.3"), ("Stork", "47.6", "70.9")), head_rows=1)
TABLED = paper("", figures=(figure("Table 2", page=1, caption=CAPTION, cells=CELLS),))


def check(prose: str, *quotes: str, role: Role = Role.RESULT) -> list[Finding]:
    return check_on(paper(), prose, *map(evidence, quotes), role=role)


def check_on(about: Paper, prose: str, *items: Evidence, role: Role = Role.RESULT) -> list[Finding]:
    return check_ties(prose, role=role, evidence=items, paper=about)


@pytest.mark.parametrize(
    ("prose", "quote", "words"),
    [
        ("The old sonar baseline sorts 98 pebbles, ShellNet sorts 71 shells.", SONAR, "98 … 71"),
        ("Just over half (7.4%) used mirrors, 69.8% pebbles, and 51.7% shells.", SHARES, "7.4% … 51.7%"),
        ("We ringed 8 herons in spring 99.", COHORTS, "8 … 99"),
        ("They ringed 150 males and 141 females.", COHORTS, "150 … 141"),
    ],
    ids=["subjects", "a list", "with other numbers", "neighbours"],
)
def test_two_numbers_in_each_others_places_are_a_flag(prose: str, quote: str, words: str) -> None:
    findings = check(prose, quote)

    assert words in [finding.words for finding in findings if finding.level is Level.FLAG]


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("The old sonar baseline sorts 71 pebbles, ShellNet sorts 98 shells.", SONAR),
        ("Shells are rare (7.4%), mirrors are not (51.7%), and pebbles win: 69.8%.", SHARES),
        ("141 males and 150 females, caught in spring 8 (99 herons) and spring 11 (192).", COHORTS),
        ("From 71 to 98: what a new sonar does.", SONAR),
    ],
    ids=["subjects", "a list", "another order", "no words in common"],
)
def test_numbers_in_their_own_places_are_left_alone(prose: str, quote: str) -> None:
    assert check(prose, quote) == []


def test_one_number_in_the_place_of_another_is_told_with_what_the_quotes_have() -> None:
    [finding] = check("They come from 291 females and 141 males.", RUNS)

    assert (finding.rule, finding.words) == ("number", "291")
    assert "150 females and 141 males" in finding.detail


def test_an_exchange_is_told_with_both_places() -> None:
    [finding] = check("The old sonar baseline sorts 98 pebbles, ShellNet sorts 71 shells.", SONAR)

    assert finding.detail == (
        "98 and 71 look exchanged: the quotes have “ShellNet sorts 98 shells while the old”"
        " and “old sonar baseline sorts 71 pebbles.”."
    )


def test_cells_of_a_table_are_places_too() -> None:
    table = evidence(f"Table 2: {CAPTION}")

    assert check_on(TABLED, "Heron gets 51.2 on Pond, Stork 47.6.", table) == []
    assert [finding.words for finding in check_on(TABLED, "Heron gets 47.6 on Pond, Stork 51.2.", table)] == [
        "47.6 … 51.2"
    ]


def test_nothing_is_tied_where_nothing_is_claimed() -> None:
    assert check("The old sonar baseline sorts 98 pebbles, ShellNet sorts 71 shells.", SONAR, role=Role.CREDITS) == []
    assert check("The old sonar baseline sorts 98 pebbles, ShellNet sorts 71 shells.") == []
