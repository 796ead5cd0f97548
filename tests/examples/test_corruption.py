from random import Random

import pytest

from examples.corruption import TO_POSTS, TO_POSTS_UNSEEN, TO_QUOTES, Damage, Vandal, numerals_of

SENTENCE = "The parser is fast, and it reads 42.5% of 1,200 long files without error."


def vandal(seed: int = 0) -> Vandal:
    return Vandal(Random(seed), words=["river"], numerals=["365", "42.5"])


@pytest.mark.parametrize(
    ("damage", "words", "instead"),
    [
        pytest.param(Vandal.not_inserted, "is fast", "is not fast", id="not"),
        pytest.param(Vandal.percent_made_points, "42.5%", "42.5 points", id="points"),
        pytest.param(Vandal.two_swapped, "42.5% of 1,200", "1,200% of 42.5", id="swapped"),
        pytest.param(Vandal.sum_of_two, "42.5%", "1242.5%", id="sum"),
    ],
)
def test_damage_without_a_choice_is_known_beforehand(damage: Damage, words: str, instead: str) -> None:
    assert damage(vandal(), SENTENCE) == SENTENCE.replace(words, instead)


@pytest.mark.parametrize("damage", [*TO_QUOTES.values(), *TO_POSTS.values(), *TO_POSTS_UNSEEN.values()])
def test_every_damage_changes_the_sentence_and_is_the_same_for_the_same_seed(damage: Damage) -> None:
    for seed in range(20):
        damaged = damage(vandal(seed), SENTENCE)

        assert damaged not in (None, SENTENCE)
        assert damage(vandal(seed), SENTENCE) == damaged


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("It has 1,200 files and 42.5% of them.", ["1,200", "42.5"], id="numbers"),
        pytest.param("See Figure 3, Table 4 and 5, and Section 2.1.", [], id="pointers"),
        pytest.param("Work of others [1, 2] (Doe, 2019; Roe et al., 2020) helps.", [], id="citations"),
        pytest.param("GPT-4 and ResNet-50 reach a Pass@1 of 26.5.", ["26.5"], id="names"),
        pytest.param("First 1) a cat, then 2. a dog, then 30 birds.", ["30"], id="list marks"),
    ],
)
def test_numerals_are_what_a_reader_would_call_numbers(sentence: str, expected: list[str]) -> None:
    assert [numeral.group() for numeral in numerals_of(sentence)] == expected


def test_a_sentence_without_room_for_a_damage_is_left_alone() -> None:
    assert Vandal.last_digit_changed(vandal(), "No number here.") is None
    assert Vandal.two_swapped(vandal(), "Only 3 of them.") is None
    assert Vandal.percent_made_points(vandal(), "Only 3 of them.") is None


@pytest.mark.parametrize("damage", [Vandal.ten_times, Vandal.sum_of_two])
def test_damage_that_would_leave_the_value_as_it_is_is_none(damage: Damage) -> None:
    assert damage(vandal(), "It rises by 0 and 0.0 points.") is None
