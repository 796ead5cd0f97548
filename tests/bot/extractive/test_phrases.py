"""bot.extractive.phrases."""

import pytest

from bot.extractive.phrases import anywhere, at_start


def test_each_phrase_is_found_as_whole_words() -> None:
    pattern = anywhere("old oaks? / (?:tall|\n  small) elms / 1/2")

    assert [pattern.search(text) is not None for text in ("Two old oak.", "Small elms", "1/2", "old oaken")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_phrase_at_the_start_may_stand_in_quotation_marks() -> None:
    assert at_start("old oaks").match("“Old oaks grow") is not None


@pytest.mark.parametrize(
    "listed",
    [
        pytest.param("oaks / / elms", id="nothing between"),
        pytest.param("oaks / (?:tall|/ /\n  small) elms", id="within an alternative"),
        pytest.param("oaks / / / elms", id="three marks"),
        pytest.param("", id="nothing at all"),
    ],
)
def test_a_mark_too_many_is_refused(listed: str) -> None:
    with pytest.raises(ValueError, match="no phrase stands"):
        anywhere(listed)
