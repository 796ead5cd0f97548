"""Findings as a writer is told them."""

import pytest

from bot.drafting.requests import for_the_writer
from bot.model import Level
from tests.builders import finding

RULES = (
    "quote evidence number unit range name url handle tag title overclaim hedge direction negation support length"
    " voice duplicate markup"
).split()


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_says_what_is_wrong_and_then_what_to_do(rule: str) -> None:
    told = for_the_writer(finding("The evidence has 56.7.", rule=rule, words="65.7"))

    assert (told.rule, told.level, told.words) == (rule, Level.FLAG, "65.7")
    problem, to_do = told.detail[: len("The evidence has 56.7.")], told.detail[len("The evidence has 56.7. ") :]
    assert problem == "The evidence has 56.7."
    assert to_do.endswith(".")
    assert "can no longer be said" not in to_do


def test_a_rule_that_nobody_has_words_for_yet_is_told_in_general() -> None:
    told = for_the_writer(finding("It rhymes.", rule="rhyme"))

    assert told.detail == "It rhymes. Write it so that this can no longer be said of it."
