"""Threads as people write them, taken apart into tweets."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ThreadError
from bot.model import Evidence, Role, Voice, WriterName
from bot.thread_text import MOST_TWEETS, PERSON, WrittenTweet, read_thread, split_tweets

A, B, C = "We sort shells.", "It takes 3 days.", "1/3 of them ring."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (A, [A]),
        (f"{A}\n\n{B}\n\n{C}", [A, B, C]),
        (f"{A}\n \t\n\n{B}", [A, B]),
        (f"1/3 {A}\n2/3 {B}\n3/3 {C}", [f"1/3 {A}", f"2/3 {B}", f"3/3 {C}"]),
        (f"1/ {A}\n\nmore of it\n\n2/ {B}", [f"1/ {A}\n\nmore of it", f"2/ {B}"]),
        (f"(1/n) {A}\n(2/n) {B}", [f"(1/n) {A}", f"(2/n) {B}"]),
        (f"{A} 🧵\n\n2/ {B}\n3/ {C}", [f"{A} 🧵", f"2/ {B}", f"3/ {C}"]),
        (f"{A} (1/2)\n{B} (2/2)", [f"{A} (1/2)", f"{B} (2/2)"]),
        (f"{A}\n\n#Shells\n\n1/2\n\n{B}\n\n2/2", [f"{A}\n\n#Shells\n\n1/2", f"{B}\n\n2/2"]),
        (f"{A} 1/\n\n{B} 2/\n\n{C}", [f"{A} 1/", f"{B} 2/", C]),
        (f"{A}\n\nsecond line\n---\n{B}", [f"{A}\n\nsecond line", B]),
        (f"{A}\n\nsecond line\n\n\n\n{B}", [f"{A}\n\nsecond line", B]),
        (f"{A}\n---typefully-split---\n{B}", [A, B]),
        (f"1. {A}\n\nmore of it\n\n2. {B}", [f"1. {A}\n\nmore of it", f"2. {B}"]),
        (f"1\ufe0f\u20e3 {A}\n\nmore\n\n2\ufe0f\u20e3 {B}", [f"1\ufe0f\u20e3 {A}\n\nmore", f"2\ufe0f\u20e3 {B}"]),
        (
            "\n\n".join(f"{number}\ufe0f\u20e3 {A}" for number in range(1, 10)) + f"\n\n🔟 {B}\n\nmore",
            [*(f"{number}\ufe0f\u20e3 {A}" for number in range(1, 10)), f"🔟 {B}\n\nmore"],
        ),
        (f"[1] {A}\n\nmore\n\n[2] {B}", [f"[1] {A}\n\nmore", f"[2] {B}"]),
        (f"{A}\n\n1. {B}\n\n2. {C}", [A, f"1. {B}", f"2. {C}"]),
        (f"Tweet 1: {A}\n\nmore\n\nTweet 2: {B}", [f"{A}\n\nmore", B]),
        (f"My thread\n\n**Tweet 1/2**\n\n{A}\n\n**Tweet 2/2**\n\n{B}", [A, B]),
        (f"1 of 2\n{A}\n\n2 of 2\n{B}", [A, B]),
        (f"1/3 {A}\n\n\n\nmore\n\n2/3 {B}\n\n3/3 {C}", [f"1/3 {A}\n\n\n\nmore", f"2/3 {B}", f"3/3 {C}"]),
        (f"{C}\n\n2/3 of the rest do not.", [C, "2/3 of the rest do not."]),
        (f"{A}\n1/3 of them ring\n1/2 of these loudly", [f"{A}\n1/3 of them ring\n1/2 of these loudly"]),
    ],
)
def test_tweets_are_told_apart_as_people_part_them(text: str, parts: list[str]) -> None:
    assert list(split_tweets(text)) == parts


@given(st.text(max_size=400))
def test_no_sign_is_lost_or_made_up(text: str) -> None:
    kept = "".join("".join(split_tweets(text)).split())

    assert kept in "".join(text.split()) or set("-*_=—") & set(text)


@given(st.binary(max_size=200))
def test_whatever_is_given_is_a_thread_or_one_error(data: bytes) -> None:
    try:
        tweets = read_thread(data, name="x").tweets
    except ThreadError:
        return
    assert all(tweet.text.strip() for tweet in tweets)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_editors_write(encoding: str) -> None:
    assert read_thread(f"{A}\r\n\r\n“ö”\r\n".encode(encoding), name="x").tweets == (
        WrittenTweet(A),
        WrittenTweet("“ö”"),
    )


def test_the_json_of_a_draft_keeps_what_was_said_of_each_tweet() -> None:
    draft = {
        "tweets": [
            {
                "text": f" {A} ",
                "role": "limitation",
                "evidence": [{"page": 4, "quote": A}, {"page": 0, "quote": B}, {"page": 1, "quote": " "}, "nothing"],
                "figure": {"label": "Figure 2"},
            },
            {"text": B, "role": "boast", "figure": None},
            {"role": "result"},
        ],
        "brief": {
            "voice": "curator",
            "venue": "ICML 2023",
            "code": None,
            "tags": ["Shells", 3],
            "handles": {"Ada": "@ada", "Ben": None},
        },
        "writer": {"name": "openai", "model": "small"},
    }

    read = read_thread(json.dumps(draft).encode(), name="x")

    assert read.tweets == (
        WrittenTweet(A, Role.LIMITATION, (Evidence(4, A), Evidence(1, B)), "Figure 2"),
        WrittenTweet(B),
    )
    assert (read.brief.voice, read.brief.venue, read.brief.code) == (Voice.CURATOR, "ICML 2023", None)
    assert (read.brief.tags, read.brief.handles) == (("Shells",), {"Ada": "@ada"})
    assert read.writer == WriterName("openai", "small")


def test_a_json_list_of_texts_is_a_thread_of_a_person() -> None:
    read = read_thread(json.dumps([A, {"text": B}]).encode(), name="x")

    assert read.tweets == (WrittenTweet(A), WrittenTweet(B))
    assert read.writer == PERSON


def test_a_text_that_begins_with_a_bracket_is_no_json() -> None:
    assert len(read_thread(b"[" * 100_000, name="x").tweets) == 1
    assert len(read_thread(f"[1/2] {A}\n[2/2] {B}".encode(), name="x").tweets) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is no tweet in it"),
        (b" \n\n ", "there is no tweet in it"),
        (b"{", "begins like JSON and is none"),
        (b'{"tweets": 3}', "no list of tweets"),
        (b'{"a": 1}\n{"b": 2}', "one draft's JSON whole"),
        (b'{"tweets": [{"text": ""}]}', "there is no tweet in it"),
        (b"a\n\n" * (MOST_TWEETS + 1), "at most 100"),
        (b"a" * 1_000_001, "1,000,001 bytes"),
    ],
    ids=["empty", "blank", "broken", "no list", "two", "empty tweet", "many", "huge"],
)
def test_what_is_no_thread_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ThreadError) as caught:
        read_thread(data, name="thread.txt")

    assert str(caught.value).startswith("thread.txt: ")
    assert words in str(caught.value)
