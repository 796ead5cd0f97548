"""The small grammar of sentences."""

import pytest

from bot.wording import counted, elided, listed_pages


@pytest.mark.parametrize(("number", "expected"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1250, "1,250 pages")])
def test_a_count_agrees_with_its_noun(number: int, expected: str) -> None:
    assert counted(number, "page") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ten chars!", "ten chars!", id="just fits"),
        pytest.param("eleven char", "eleven ch…", id="one too many"),
        pytest.param("a line of more", "a line of…", id="no space before the ellipsis"),
        pytest.param("two\n lines", "two lines", id="on one line"),
    ],
)
def test_a_long_text_is_cut_to_the_limit(text: str, expected: str) -> None:
    assert elided(text, 10) == expected


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "page 3"), ([3, 4], "pages 3 and 4"), ([3, 4, 9], "pages 3, 4 and 9")],
    ids=["one", "two", "three"],
)
def test_pages_are_listed_as_in_a_sentence(numbers: list[int], words: str) -> None:
    assert listed_pages(numbers) == words
