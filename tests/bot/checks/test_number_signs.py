"""A minus that was lost or added, a range that runs the wrong way, and other signs of a number."""

import pytest

from bot.checks.numbers import check
from bot.checks.paper_index import PaperIndex
from bot.model import Level, Role
from tests.builders import evidence, paper

ELASTIC = "The short elasticity is about −0.16, and −0.38 in the long run."
BETTER = "The new sonar adds 20% of range."
SLOWER = "String keys are 20% slower to sort."
CODE = "The effort is small, 30–200 lines, and data span 1934–2024."
AROUND = "Pairs share around 50% of their pebbles."
LIMIT = "It wins by up-to 5.2× on the lake."
GLYPH = "There are nine herons with $ 20% missing feathers."
MARKED = "The tasks are: (1) diving, (2) wading, and (3) sleeping on one leg."
SPREAD = "Wading reaches 64.5–75.6% on the lake."


def found(prose: str, quote: str) -> list[tuple[str, str]]:
    index = PaperIndex(paper(quote))
    findings = check(prose, role=Role.RESULT, evidence=[evidence(quote)], index=index, facts=[])
    return [(finding.rule, finding.words) for finding in findings if finding.level is Level.FLAG]


@pytest.mark.parametrize(
    ("prose", "quote", "rule"),
    [
        ("An elasticity of 0.16.", ELASTIC, "number"),
        ("The long run: 0.38, down from -0.16.", ELASTIC, "number"),
        ("The new sonar: -20% of range.", BETTER, "number"),
        ("It takes 200 to 30 lines.", CODE, "range"),
        ("It takes 200-30 lines.", CODE, "range"),
        ("The data run from 2024 to 1934.", CODE, "range"),
        ("Pairs share at least 50% of pebbles.", AROUND, "range"),
        ("It wins by at least 5.2x.", LIMIT, "range"),
        ("Nine herons miss at most 20% of their feathers.", GLYPH, "range"),
        ("Wading gets there with 64.5%.", SPREAD, "range"),
        ("It wins on 12 of 11 tasks.", "It wins on 11 of 12 tasks.", "number"),
    ],
)
def test_a_sign_that_was_turned_is_flagged(prose: str, quote: str, rule: str) -> None:
    assert rule in [name for name, _ in found(prose, quote)]


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("An elasticity of -0.16, then -0.38.", ELASTIC),
        ("A 1% rise cuts demand: it falls by 0.16.".removeprefix("A 1% rise cuts demand: "), ELASTIC),
        ("String keys: -20%.", SLOWER),
        ("It takes 30 to 200 lines.", CODE),
        ("Data from 1934 to 2024.", CODE),
        ("Pairs share about 50% of pebbles.", AROUND),
        ("It wins by as much as 5.2x.", LIMIT),
        ("Nine herons miss at least 20% of their feathers.", GLYPH),
        ("Three tasks, and one is sleeping.", MARKED),
        ("We compare 3 tasks.", MARKED),
        ("We ringed 1,200 of three species.", "We ringed 1,200 of three species in the park."),
    ],
)
def test_a_sign_that_is_said_in_words_is_none_of_these(prose: str, quote: str) -> None:
    assert found(prose, quote) == []


def test_a_list_of_two_marks_does_not_count_to_three() -> None:
    assert found("We compare 3 tasks.", "The tasks are: (1) diving and (2) wading.") == [("number", "3")]


def test_parts_of_a_whole_may_stand_at_both_ends_of_a_range() -> None:
    quote = "Bandwidth is 1/3 − 1/6 of that of the lake."

    assert found("Bandwidth is a third to a sixth of the lake's.", quote) == []
    assert ("number", "a fifth") in found("Bandwidth is a fifth to a sixth of the lake's.", quote)


def test_a_minus_apart_from_its_number_behind_a_sign_of_equality_is_one() -> None:
    assert found("A change of 2.31 dB.", "The echo changed (mean = - 2.31 dB) on the lake.") == [("number", "2.31 dB")]
    assert found("A change of −2.31 dB.", "The echo changed (mean = - 2.31 dB) on the lake.") == []


def test_a_word_for_less_stands_for_no_minus_behind_a_word_for_more() -> None:
    quote = "The echo drops by 5 dB and grows by 22 dB."

    assert found("It grows by −22 dB.", quote) == [("number", "22 dB")]
    assert found("It changes by −5 dB.", quote) == []
