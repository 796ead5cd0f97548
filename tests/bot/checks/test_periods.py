"""Rates by the day, week or year."""

import pytest

from bot.checks.periods import check_periods
from tests.builders import evidence


@pytest.mark.parametrize(
    ("prose", "quote", "words"),
    [
        ("42 visits a week", "an average daily attendance of 42", ["42 visits a week"]),
        ("42 visits a day", "an average daily attendance of 42", []),
        ("1,000 sorting jobs run every day", "1,000 jobs are run each day", []),
        ("5 tokens per second", "5 tokens/s on one sonar", []),
        ("5 tokens per minute", "5 tokens/s on one sonar", ["5 tokens per minute"]),
        ("$12 an hour", "we paid $12/hr for 8 minutes", []),
        ("$12 per hour", "we paid $12/hour", []),
        ("$12 a minute", "we paid $12/hr for 8 minutes", ["$12 a minute"]),
        ("$12 a day", "an hourly wage of $12", ["$12 a day"]),
        ("42 visits", "an average daily attendance of 42", []),
        ("A visit a week", "a visit", []),
        ("6,181 tests every single day", "6,181 tests per day", []),
        ("thousands of tests every single week", "6,181 tests per day", ["every single week"]),
        ("We sort each week", "We sort shells", []),
    ],
)
def test_a_rate_needs_a_quote_with_its_period(prose: str, quote: str, words: list[str]) -> None:
    assert [finding.words for finding in check_periods(prose, evidence=[evidence(quote)])] == words
