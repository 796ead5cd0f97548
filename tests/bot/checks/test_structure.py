"""The form of one tweet, rule by rule; test_run.py has a fault and a near miss for each."""

import pytest

from bot.checks.anatomy import anatomy
from bot.checks.structure import WITHOUT_EVIDENCE, check_counter, check_evidence, check_length, check_title
from bot.model import Level, Role, Voice
from tests.builders import evidence


@pytest.mark.parametrize(
    ("text", "details"),
    [
        pytest.param("a" * 280, [], id="just fits, and the first tweet may be long"),
        pytest.param("a" * 281, ["It weighs 281, and the platform takes 280: 1 too many."], id="one too many"),
        pytest.param("https://a.org/" + "b" * 300, [], id="a long link is light"),
    ],
)
def test_the_weight_of_an_announcement_is_its_only_limit(text: str, details: list[str]) -> None:
    assert [one.detail for one in check_length(text, text, Role.ANNOUNCEMENT)] == details


@pytest.mark.parametrize(("chars", "levels"), [(200, []), (201, [Level.ADVICE])])
def test_only_the_words_of_a_tweet_are_counted_as_prose(chars: int, levels: list[Level]) -> None:
    text = f"{'a' * chars}\n\nhttps://a.org/x\n\n#Shells #Sound\n\n12/13"

    found = check_length(text, anatomy(text).prose, Role.RESULT)

    assert [one.level for one in found] == levels


@pytest.mark.parametrize(
    ("text", "voice", "levels"),
    [
        pytest.param("Shells.\n\n3/9", Voice.AUTHOR, [], id="as it must be"),
        pytest.param("Shells.", Voice.AUTHOR, [Level.ADVICE], id="missing"),
        pytest.param("Shells.", Voice.CURATOR, [], id="a curator needs none"),
        pytest.param("Shells.\n\n3/9", Voice.CURATOR, [], id="but may have one"),
        pytest.param("3/ Shells.", Voice.AUTHOR, [Level.ADVICE], id="open, before"),
        pytest.param("4/ Shells.", Voice.AUTHOR, [Level.FLAG], id="open and wrong"),
        pytest.param("Shells win on 4/5", Voice.AUTHOR, [Level.FLAG], id="a fraction that would pass for a counter"),
    ],
)
def test_the_counter_counts_right_on_the_last_line(text: str, voice: Voice, levels: list[Level]) -> None:
    found = check_counter(anatomy(text).counter, number=3, total=9, voice=voice)

    assert [one.level for one in found] == levels


@pytest.mark.parametrize(
    ("text", "number", "role", "is_found"),
    [
        ("On Shells: a Study", 1, Role.ANNOUNCEMENT, True),
        ("“On Shells: a Study”!", 1, Role.ANNOUNCEMENT, True),
        ("On Shell: a Study", 1, Role.ANNOUNCEMENT, False),
        ("On Shells: a Study2", 1, Role.ANNOUNCEMENT, False),
        ("Joint work", 2, Role.ANNOUNCEMENT, True),
        ("A result", 1, Role.RESULT, True),
    ],
)
def test_the_first_tweet_has_the_exact_title(text: str, number: int, role: Role, is_found: bool) -> None:
    assert (check_title(text, "On Shells: a Study", number=number, role=role) == []) is is_found


def test_a_title_that_nobody_knows_is_not_asked_for() -> None:
    assert check_title("Shells", "", number=1, role=Role.ANNOUNCEMENT) == []


@pytest.mark.parametrize("role", Role)
def test_claims_need_evidence_and_facts_need_none(role: Role) -> None:
    levels = [] if role in WITHOUT_EVIDENCE else [Level.FLAG]

    assert [one.level for one in check_evidence((), role)] == levels
    assert check_evidence([evidence("Shells ring.")], role) == []


@pytest.mark.parametrize(
    ("text", "title", "levels"),
    [
        pytest.param("On shells: a study", "On Shells: a Study", [Level.ADVICE], id="capitals"),
        pytest.param("Divers’ Shells", "Divers' Shells", [Level.ADVICE], id="an apostrophe"),
        pytest.param("Shell–Sound Pairs", "Shell-Sound Pairs", [Level.ADVICE], id="a dash"),
        pytest.param("The Muller Shells", "The Müller Shells", [Level.ADVICE], id="an accent"),
        pytest.param("ON SHELLS: A STUDY", "On Shells: a Study", [Level.ADVICE], id="all capitals"),
        pytest.param("On ShElls: a Study", "On Shells: a Study", [Level.FLAG], id="a capital within a word"),
        pytest.param("On Shells; a Study", "On Shells: a Study", [Level.FLAG], id="another mark"),
        pytest.param("On Shells: a Stud", "On Shells: a Study", [Level.FLAG], id="a letter less"),
    ],
)
def test_a_title_in_other_capitals_or_signs_is_advice(text: str, title: str, levels: list[Level]) -> None:
    assert [one.level for one in check_title(text, title, number=1, role=Role.ANNOUNCEMENT)] == levels


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("ACME WORKING PAPER SERIES", Level.ADVICE),
        ("Discussion Paper No. 1234", Level.ADVICE),
        ("Why a working paper is read", Level.FLAG),
        ("Shells in Series", Level.FLAG),
    ],
)
def test_the_name_of_a_series_is_no_title_that_a_tweet_must_have(title: str, level: Level) -> None:
    found = check_title("New: On Herons", title, number=1, role=Role.ANNOUNCEMENT)

    assert [one.level for one in found] == [level]
