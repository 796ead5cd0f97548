"""bot.extractive.salience."""

import pytest

from bot.extractive.salience import Salience, overlap, stems


def test_stems_are_content_words_without_endings() -> None:
    assert stems("We plant the forests, and forest fires burn") == {"plant", "forest", "fire", "burn"}


def test_chinese_is_taken_in_pairs_of_characters() -> None:
    assert stems("波浪能") == {"波浪", "浪能"}


def test_the_likeness_of_a_text_with_itself_is_one() -> None:
    salience = Salience(["oaks grow", "elms burn"], "oaks burn")

    assert salience.likeness("oaks grow", "oaks grow") == pytest.approx(1.0)
    assert salience.likeness("oaks grow", "elms burn") == 0.0


def test_a_sentence_about_the_title_is_closer_than_another() -> None:
    sentences = ["Oaks grow in rain.", "Elms burn in summer.", "Rain falls in summer."]
    salience = Salience(sentences, "How oaks grow")

    assert salience.closeness("Oaks grow in rain.") > salience.closeness("Elms burn in summer.") == 0.0


def test_words_of_every_sentence_tell_nothing() -> None:
    salience = Salience(["rain oaks", "rain elms", "rain firs"], "rain oaks")

    assert salience.closeness("rain") < salience.closeness("oaks")


def test_nothing_is_close_to_nothing() -> None:
    assert Salience([], "").closeness("oaks") == 0.0


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("oaks elms firs ashes yews", "oaks elms", 0.4, id="very small sets count as five"),
        pytest.param("oaks elms firs ashes yews", "oaks elms firs ashes yews palms", 1.0, id="the smaller set whole"),
        pytest.param("", "oaks", 0.0, id="nothing"),
    ],
)
def test_overlap_is_a_share_of_the_smaller_set(left: str, right: str, expected: float) -> None:
    assert overlap(frozenset(left.split()), frozenset(right.split())) == pytest.approx(expected)
