"""bot.extractive.voices: the authors in the third person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.english import is_first_person
from bot.extractive.voices import in_third_person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We plant oaks.", "The authors plant oaks."),
        ("In the north, we plant our oaks.", "In the north, the authors plant their oaks."),
        ("Our oaks grow. We water them.", "The authors’ oaks grow. The authors water them."),
        ("We find that our oaks help us.", "The authors find that their oaks help them."),
        ("In the US oaks grow by themselves.", "In the US oaks grow by themselves."),
        ("Oaks of ours grow.", "Oaks of theirs grow."),
        ("The pump lets us plant oaks.", "The pump lets the authors plant oaks."),
    ],
)
def test_the_authors_are_spoken_of(text: str, expected: str) -> None:
    assert in_third_person(text) == expected


@given(
    st.lists(st.sampled_from(["We", "we", "our", "Our", "us", "ours", "oaks", "grow.", "They", "and,"]), max_size=12)
)
def test_nobody_says_we_afterwards(words: list[str]) -> None:
    assert not is_first_person(in_third_person(" ".join(words)))
