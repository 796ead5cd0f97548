"""What a person may ask of a draft, as they write it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief_words import parse_code, parse_tag, parse_tweets, usual_tweets
from bot.errors import BriefError
from bot.model import Voice


@pytest.mark.parametrize(
    ("words", "expected"),
    [("10", (10, 10)), ("8-13", (8, 13)), (" 8 - 13 ", (8, 13)), ("8–13", (8, 13)), ("1", (1, 1)), ("25", (25, 25))],
)
def test_a_number_of_tweets_is_read(words: str, expected: tuple[int, int]) -> None:
    assert parse_tweets(words) == expected


@pytest.mark.parametrize("words", ["", "0", "26", "13-8", "1-26", "ten", "8-", "-8", "8-9-10", "1e1", "٨", "9" * 5000])
def test_another_number_of_tweets_is_a_sentence(words: str) -> None:
    with pytest.raises(BriefError) as caught:
        parse_tweets(words)

    assert str(caught.value) == (
        f"The number of tweets must be one such as 10, or a range such as 8-13, between 1 and 25; this is `{words}`."
    )


def test_a_curator_needs_fewer_tweets() -> None:
    assert (usual_tweets(Voice.AUTHOR), usual_tweets(Voice.CURATOR)) == ((8, 13), (5, 8))


@pytest.mark.parametrize(
    "words", ["https://github.com/a/b", "http://localhost:3000/x", "https://git.example.org/a/b/tree/main?x=1#top"]
)
def test_a_code_link_is_kept_as_it_is_written(words: str) -> None:
    assert parse_code(f" {words} ") == words


@pytest.mark.parametrize(
    "words",
    [
        "github.com/a/b",
        "git@github.com:a/b.git",
        "ftp://x.org/a",
        "https://",
        "https:///a",
        "https://x y",
        "",
        "https://[",
        "https://somebody:secret@git.example.org/a",
        "https://git.example.org/a\x1b[31m",
    ],
)
def test_another_code_link_is_a_sentence(words: str) -> None:
    with pytest.raises(BriefError) as caught:
        parse_code(words)

    assert str(caught.value) == (
        "The code link must be an address that begins with http:// or https://, without a user name;"
        f" this is `{words}`."
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("#ML", "ML"),
        ("＃ML", "ML"),
        ("NeurIPS2023", "NeurIPS2023"),
        ("3D", "3D"),
        ("机器学习", "机器学习"),
        ("a_b", "a_b"),
    ],
)
def test_a_tag_loses_its_mark(words: str, expected: str) -> None:
    assert parse_tag(words) == expected


@pytest.mark.parametrize("words", ["", "#", "two words", "a-b", "2023", "_", "##ML", "C++", "a\n#b"])
def test_what_would_be_no_tag_is_a_sentence(words: str) -> None:
    with pytest.raises(BriefError, match=r"^A topic tag must be one word of letters, digits and underscores"):
        parse_tag(words)


@given(st.text(max_size=60))
def test_any_words_give_a_value_or_a_brief_error(words: str) -> None:
    for parse in (parse_tweets, parse_code, parse_tag):
        with suppress(BriefError):
            assert parse(words)
