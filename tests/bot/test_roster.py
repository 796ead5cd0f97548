"""Handles files: what counts as a line, and how a wrong one is named."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RosterError
from bot.roster import parse_roster


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ada Example,@ada", {"Ada Example": "@ada"}, id="one line without an end"),
        pytest.param("Ada Example , @ada\r\nBen,@b_2\r\n", {"Ada Example": "@ada", "Ben": "@b_2"}, id="Windows lines"),
        pytest.param("# the lab\n\n  \nBen,@ben  # left in May\n", {"Ben": "@ben"}, id="comments and blank lines"),
        pytest.param("\ufeffAda,@ada\n", {"Ada": "@ada"}, id="byte order mark"),
        pytest.param("Ada Example, Jr.,@ada\n", {"Ada Example, Jr.": "@ada"}, id="comma in the name"),
        pytest.param(
            "Zoë Ünal,@zoe\n李明,@liming\n", {"Zoë Ünal": "@zoe", "李明": "@liming"}, id="names of any script"
        ),
        pytest.param("Ada,@ada\nAda,@ada\n", {"Ada": "@ada"}, id="the same line twice"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_a_roster_is_read(text: str, expected: dict[str, str]) -> None:
    assert parse_roster(text.encode(), source="lab.csv") == expected


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        pytest.param(b"Ada,@ada\nBen\n", 2, "a name, a comma and a handle are needed", id="no comma"),
        pytest.param(b",@ada\n", 1, "a name, a comma and a handle are needed", id="no name"),
        pytest.param(
            b"# lab\n\nAda,ada\n",
            3,
            "the handle must be @ and 1 to 15 letters, digits or underscores",
            id="no @, and comments count as lines",
        ),
        pytest.param(
            b"Ada,@a.b\n",
            1,
            "the handle must be @ and 1 to 15 letters, digits or underscores",
            id="a dot in the handle",
        ),
        pytest.param(
            b"Ada,@abcdefghijklmnop\n",
            1,
            "the handle must be @ and 1 to 15 letters, digits or underscores",
            id="16 letters",
        ),
        pytest.param(b"Ada,@ada\rAda,@lace\r", 2, "Ada has the handle @ada already", id="two handles for one name"),
        pytest.param(b"Ada,@ada\n\nJos\xe9,@jose\n", 3, "this is not UTF-8 text", id="Latin-1"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(data: bytes, line: int, problem: str) -> None:
    with pytest.raises(RosterError) as caught:
        parse_roster(data, source="lab.csv")

    assert (caught.value.line, caught.value.problem) == (line, problem)
    assert str(caught.value) == f"lab.csv, line {line}: {problem}. Write one `Name,@handle` a line."


@given(st.binary(max_size=200))
def test_any_bytes_give_a_roster_or_a_roster_error(data: bytes) -> None:
    with suppress(RosterError):
        handles = parse_roster(data, source="lab.csv")

        assert all(re.fullmatch("@[A-Za-z0-9_]+", handle) for handle in handles.values())
