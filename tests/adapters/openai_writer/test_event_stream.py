"""adapters.openai_writer.event_stream."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.openai_writer.event_stream import MOST_CHARS, EventReader


def read(*pieces: bytes) -> list[str]:
    reader = EventReader()
    return [data for piece in pieces for data in reader.feed(piece)] + list(reader.end())


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        ("data: a\n\ndata: b\n\n", ["a", "b"]),
        ("data:a\n\n", ["a"]),
        ("data:  a\n\n", [" a"]),
        ("data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
        ("data: a\r\rdata: b\r\r", ["a", "b"]),
        ("data: a\ndata: b\n\n", ["a\nb"]),
        (": hello\n\ndata: a\n\n", ["a"]),
        ("event: x\nid: 7\nretry: 10\ndata: a\n\n", ["a"]),
        ("data: a", ["a"]),
        ("data: a\n", ["a"]),
        ("event: x\n\n", []),
        ("data: a: b\n\n", ["a: b"]),
        ("data\n\n", [""]),
        ("", []),
    ],
    ids=[
        "two", "no space", "two spaces", "CRLF", "CR", "two lines", "a comment", "other fields", "no line end",
        "no empty line", "no data", "a colon in it", "no colon", "nothing",
    ],
)  # fmt: skip
def test_events_are_read_as_the_standard_says_and_the_last_one_without_its_end_too(
    stream: str, events: list[str]
) -> None:
    assert read(stream.encode()) == events


@given(
    st.lists(st.sampled_from(["data: 声\n", "data:🐚", "\n", "\r", "\r\n", ": x\n", "id: 1\n"]), max_size=12),
    st.lists(st.integers(0, 90), max_size=8),
)
def test_where_the_bytes_are_cut_changes_nothing(parts: list[str], cuts: list[int]) -> None:
    stream = "".join(parts).encode()
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})

    assert read(*(stream[begin:end] for begin, end in pairwise(places))) == read(stream)


@pytest.mark.parametrize(
    "data", [b"data: " + b"x" * MOST_CHARS, b"data: x\n" * (MOST_CHARS // 7 + 1), b"<p>\n" * (MOST_CHARS // 3 + 1)]
)
def test_what_is_longer_than_any_answer_is_not_kept(data: bytes) -> None:
    with pytest.raises(OverflowError):
        read(data)


def test_what_is_no_stream_is_kept_whole() -> None:
    reader = EventReader()

    assert list(reader.feed(b'{"choices":\n[]}\n')) + list(reader.end()) == []
    assert reader.body == '{"choices":\n[]}'


def test_a_stream_has_no_body() -> None:
    reader = EventReader()

    assert list(reader.feed(b"data: a\n\n{}")) + list(reader.end()) == ["a"]
    assert reader.body == ""
