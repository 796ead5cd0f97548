"""What the words beside a number make of it."""

import pytest

from bot.checks.number_bounds import calls_a_spread, is_behind_plus_or_minus, is_called_a_bound, is_surely_bound
from bot.checks.number_reading import read_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 24 layers", True),
        ("up to 24 layers", True),
        ("a network of over 24 layers", True),
        ("Over 24 layers", True),
        ("the mean over 24 layers", False),
        ("done within 24 hours", False),
        ("it stays below 24 hours", False),
    ],
)
def test_over_and_below_may_tell_a_place(text: str, expected: bool) -> None:
    assert is_surely_bound(text, read_numbers(text)[0]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a maximum tilt of 30 degrees", True), ("30 degrees is the limit", True), ("in 70 minutes", False)],
)
def test_a_text_may_call_a_number_a_bound(text: str, expected: bool) -> None:
    assert is_called_a_bound(text, read_numbers(text)[0]) is expected


def test_a_spread_stands_behind_plus_or_minus() -> None:
    text = "11.1 ± 2.8 Hz"

    assert [is_behind_plus_or_minus(text, number) for number in read_numbers(text)] == [False, True]
    assert calls_a_spread("a standard deviation of 2.8 Hz")
    assert not calls_a_spread("a rhythm of 2.8 Hz")
