"""Rule `locked`: facts of a poster come out byte for byte."""

import os
import random
import unicodedata
from collections.abc import Callable

import pytest

from bot.checks.locked import check_locked
from bot.model import Level
from bot.poster import Fact, FactKind

DATE = Fact(FactKind.DATE, "Wednesday, 3 July 2024")
TIME = Fact(FactKind.TIME, "10:30-12:00")
ROOM = Fact(FactKind.ROOM, "Hall C, Room 3")
TITLE = Fact(FactKind.TITLE, "Sorting Sea Shells: Can We Hear Them?")
ADA = Fact(FactKind.AUTHOR, "Ada Müller-Example")
BEN = Fact(FactKind.AUTHOR, "Ben O'Sample")
PAPER = Fact(FactKind.ADDRESS, "https://arxiv.org/abs/2306.13840")
CODE = Fact(FactKind.ADDRESS, "https://github.com/lab/shells?tab=readme#run-it")
FACTS = (DATE, TIME, ROOM, TITLE, ADA, BEN, PAPER, CODE)

POSTER = (
    f"Come and listen! {ADA.text} and {BEN.text} show “{TITLE.text}” on {DATE.text}, {TIME.text} ({ROOM.text}).\n\n"
    f"{PAPER.text}\n{CODE.text}"
)


def test_a_poster_with_every_fact_as_it_was_given_has_no_finding() -> None:
    assert check_locked(POSTER, FACTS) == []


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.text)
def test_a_fact_that_is_absent_is_a_flag(fact: Fact) -> None:
    findings = check_locked(POSTER.replace(fact.text, "…"), FACTS)

    assert [(one.rule, one.level, one.words) for one in findings] == [("locked", Level.FLAG, "")]
    assert findings[0].detail == f"The {fact.kind} is not there: {fact.text}"


@pytest.mark.parametrize(
    ("fact", "instead", "sign"),
    [
        pytest.param(TIME, "10:30–12:00", "U+2013 EN DASH", id="en dash for hyphen"),
        pytest.param(TIME, "10:30‑12:00", "U+2011 NON-BREAKING HYPHEN", id="hyphen that does not break"),
        pytest.param(TIME, "10∶30-12:00", "U+2236 RATIO", id="ratio for colon"),
        pytest.param(ROOM, "Hall C, Room\u20093", "U+2009 THIN SPACE", id="thin space"),
        pytest.param(ROOM, "Hall C, Room\u00a03", "U+00A0 NO-BREAK SPACE", id="space that does not break"),
        pytest.param(ROOM, "Hall С, Room 3", "U+0421 CYRILLIC CAPITAL LETTER ES", id="Cyrillic letter"),
        pytest.param(ROOM, "Hall C, Room 𝟑", "U+1D7D1 MATHEMATICAL BOLD DIGIT THREE", id="styled digit"),
        pytest.param(ADA, "Ada Mu\u0308ller-Example", "U+0308 COMBINING DIAERESIS", id="accent apart"),
        pytest.param(BEN, "Ben O’Sample", "U+2019 RIGHT SINGLE QUOTATION MARK", id="curled apostrophe"),
        pytest.param(TITLE, "Sorting Sea Shells: Can We Hear\u200b Them?", "U+200B ZERO WIDTH SPACE", id="unseen"),
    ],
)
def test_a_look_alike_is_called_by_its_name(fact: Fact, instead: str, sign: str) -> None:
    found = [one for one in check_locked(POSTER.replace(fact.text, instead), FACTS) if "changed" in one.detail]

    assert [one.level for one in found] == [Level.FLAG]
    assert f"(it has {sign})" in found[0].detail
    assert found[0].detail.endswith(f"It is, byte for byte: {fact.text}")


@pytest.mark.parametrize(
    ("fact", "instead"),
    [
        pytest.param(Fact(FactKind.ROOM, "3"), "30", id="longer number"),
        pytest.param(Fact(FactKind.ROOM, "3"), "3.5", id="decimals"),
        pytest.param(Fact(FactKind.ROOM, "3"), "C-3", id="in front"),
        pytest.param(Fact(FactKind.ROOM, "3"), "3\u0301", id="with an accent"),
        pytest.param(Fact(FactKind.TIME, "10:30"), "10:30:15", id="seconds"),
        pytest.param(Fact(FactKind.TIME, "10:30"), "10:30–11:00", id="to a later hour"),
        pytest.param(Fact(FactKind.DATE, "3 July"), "23 July", id="another day"),
        pytest.param(Fact(FactKind.AUTHOR, "Ada Example"), "Ada Examples", id="longer name"),
        pytest.param(Fact(FactKind.AUTHOR, "Ada Example"), "@Ada Example", id="as a handle"),
        pytest.param(Fact(FactKind.ADDRESS, "https://lab.org/a"), "https://lab.org/a/b", id="further path"),
        pytest.param(Fact(FactKind.ADDRESS, "https://lab.org/a"), "https://lab.org/a?b=c", id="query"),
        pytest.param(Fact(FactKind.ADDRESS, "https://lab.org/a"), "https://evil.org/?https://lab.org/a", id="inside"),
        pytest.param(Fact(FactKind.ADDRESS, "https://lab.org/a"), "HTTPS://lab.org/a", id="other case"),
    ],
)
def test_a_fact_inside_something_longer_is_not_there(fact: Fact, instead: str) -> None:
    assert Level.FLAG in [one.level for one in check_locked(f"Come to see it: {instead} soon.", [fact])]


def test_a_fact_inside_another_fact_is_not_there_for_itself() -> None:
    day, room = Fact(FactKind.DATE, "3 July"), Fact(FactKind.ROOM, "3")

    assert check_locked("On 3 July in room 3.", [day, room]) == []
    assert [one.detail for one in check_locked("On 3 July in room 4.", [day, room])] == ["The room is not there: 3"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("See Ada Example's poster.", id="possessive"),
        pytest.param("See Ada Example’s poster.", id="curled possessive"),
        pytest.param("Who? (Ada Example)", id="brackets"),
        pytest.param("“Ada Example”…", id="quotation marks"),
        pytest.param("Ada Example: a poster—Ada Example", id="twice"),
        pytest.param("海报由Ada Example讲解", id="in a script without spaces"),
    ],
)
def test_what_stands_around_a_fact_may_be_anything_that_does_not_change_it(text: str) -> None:
    assert check_locked(text, [Fact(FactKind.AUTHOR, "Ada Example")]) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param(" See you at 10:35!", "10:35", id="time"),
        pytest.param(" See you at 11 am!", "11 am", id="time in letters"),
        pytest.param(" Until July 4!", "July 4", id="date"),
        pytest.param(" Not on Tuesday.", "Tuesday", id="weekday"),
        pytest.param(" That is Room 4.", "Room 4", id="room"),
        pytest.param(" More: https://evil.org/x", "https://evil.org/x", id="address"),
    ],
)
def test_a_second_fact_that_nobody_gave_is_a_flag(more: str, words: str) -> None:
    findings = check_locked(POSTER.replace(" show ", f"{more} show "), FACTS)

    assert [(one.level, one.words) for one in findings] == [(Level.FLAG, words)]


def test_no_facts_lock_nothing() -> None:
    assert check_locked("At 10:35 in Room 4 on Tuesday.", []) == []


# ---- Thousands of changes ----

CASES = int(os.environ.get("LOCKED_CASES", "1500"))
"""The suite's share; the whole run is `LOCKED_CASES=10000 pytest tests/bot/checks/test_locked.py`."""

_ALIKE = dict(zip("aceopxyABCEHKMOPTX0139-: '.,?#/", "асеорхуАВСЕНКМОРТХОlз９–∶\u2009’․‚？＃∕", strict=True))
_NAMES = ("Ada Example", "Zoë Müller-Öz", "José García", "Ng Thị Hoa", "李雷 Li Lei", "Ben O'Sample", "Åsa Łuk")
_TITLES = ("Sorting Shells", "Do Shells Sing? A Study", "Shells, Sounds, and 48 Species", "Über Muscheln: 3.5 Jahre")
_ROOMS = ("Hall C, Room 3", "Booth 12-B", "West Exhibition Hall #304", "HS 1", "Raum 2.014")
_DATES = ("3 July 2024", "Wednesday, July 3", "2024-07-03", "03.07.2024", "7月3日")
_TIMES = ("10:30-12:00", "4:30 pm", "16h30", "10:30 a.m. to noon PT")
_ADDRESSES = ("https://arxiv.org/abs/2306.13840", "https://lab.org/a?b=c#d-e", "http://x.ai/~ada/poster.pdf")


def _drop(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + text[at + 1 :]


def _double(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + text[at] + text[at:]


def _swap(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _other(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + dice.choice("aZ7 -.é中") + text[at + 1 :]


def _insert_unseen(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + dice.choice("\u200b\u200d\u2060\ufeff\u00ad\u202e\u0301\ufe0f") + text[at:]


def _look_alike(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + _ALIKE.get(text[at], text[at]) + text[at + 1 :]


def _other_case(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + text[at].swapcase() + text[at + 1 :]


def _apart(text: str, at: int, dice: random.Random) -> str:
    return unicodedata.normalize(dice.choice(["NFD", "NFKD"]), text)


def _full_width(text: str, at: int, dice: random.Random) -> str:
    wide = chr(ord(text[at]) + 0xFEE0) if "!" <= text[at] <= "~" else "\u3000" if text[at] == " " else text[at]
    return text[:at] + wide + text[at + 1 :]


def _other_space(text: str, at: int, dice: random.Random) -> str:
    return text.replace(" ", dice.choice(["\u00a0", "\u2009", "\u202f", "  ", "\n", "\t", ""]), 1)


_CHANGES: tuple[Callable[[str, int, random.Random], str], ...] = (
    _drop,
    _double,
    _swap,
    _other,
    _insert_unseen,
    _look_alike,
    _other_case,
    _apart,
    _full_width,
    _other_space,
)


def _poster(dice: random.Random) -> tuple[list[str], list[Fact]]:
    """The parts of a poster's text, every second of them a fact, and the facts in that order."""
    authors = dice.sample(_NAMES, 2)
    facts = [
        Fact(FactKind.AUTHOR, authors[0]),
        Fact(FactKind.AUTHOR, authors[1]),
        Fact(FactKind.TITLE, dice.choice(_TITLES)),
        Fact(FactKind.DATE, dice.choice(_DATES)),
        Fact(FactKind.TIME, dice.choice(_TIMES)),
        Fact(FactKind.ROOM, dice.choice(_ROOMS)),
        Fact(FactKind.ADDRESS, dice.choice(_ADDRESSES)),
    ]
    words = ["Come and see ", " and ", " show “", "” on ", ", ", " (", ")!\n\n", ""]
    parts = [words[0]]
    for fact, after in zip(facts, words[1:], strict=True):
        parts += [fact.text, after]
    return parts, facts


def test_whatever_changes_a_fact_is_flagged_and_nothing_else_is() -> None:
    dice = random.Random(20240703)
    missed: list[tuple[str, str]] = []
    changed = 0
    while changed < CASES:
        parts, facts = _poster(dice)
        if dice.random() < 0.05:
            assert check_locked("".join(parts), facts) == []
        place = 2 * dice.randrange(len(facts)) + 1
        was = parts[place]
        parts[place] = dice.choice(_CHANGES)(was, dice.randrange(len(was)), dice)
        if parts[place] == was:
            continue
        changed += 1
        if not any(one.level is Level.FLAG for one in check_locked("".join(parts), facts)):
            missed.append((was, parts[place]))

    assert missed == []
