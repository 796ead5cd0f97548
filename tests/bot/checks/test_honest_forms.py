"""Ways in which honest people say what a quote says: none is a flag, and the fault next to each is one."""

import pytest

from bot.checks.run import Grounds, check_tweet
from bot.model import Evidence, Level, Role, Tweet, Voice
from tests.builders import brief, paper

TITLE = "Sorting Sea Shells"
AUTHORS = ("Ada Example", "Ben Sample", "Cleo Third", "Dan Fourth")
FILMED = "We filmed 600 shells, and newer sonars tear fewer of them."
FELL = "Errors fall from 30.0% to 15.6% in wet sand."
MANY = "The lake has > 50 M known pebbles of two kinds."
SUMS = "They rest for the remaining 168 − 15 − 56 = 97 hours per week."
SHARE = "Only 4.8% of pairs are of two herons."
QA = "We test question answering with herons in the pond."
FAR = "In the appendix QA and CRANE-9 stand, which no other page has."
GLUED = "It needs more power for over 10×speedup on the lake."
BOTH = "Most males sing, and the worst-tuned ones sing longest."


def flags(text: str, quote: str = "", *, role: Role = Role.RESULT, voice: Voice = Voice.AUTHOR) -> list[str]:
    page = " ".join((FILMED, FELL, MANY, SUMS, SHARE, QA, GLUED, BOTH))
    known = paper(TITLE, page, FAR, title=TITLE, authors=AUTHORS)
    evidence = (Evidence(2, quote),) if quote else ()
    grounds = Grounds.of(known, brief(voice=voice, handles={"Ben Sample": "@ben_sample"}))
    checked = check_tweet(Tweet(1, role, text, 0, evidence), grounds, total=9)
    return [one.rule for one in checked.findings if one.level is Level.FLAG and one.rule != "counter"]


@pytest.mark.parametrize(
    ("honest", "fault", "quote", "rule"),
    [
        ("Newer sonars are not always better.", "Newer sonars are always better.", FILMED, "overclaim"),
        ("Over 600 shells, newer sonars tear fewer.", "They had over 600 shells.", FILMED, "range"),
        (
            "Errors halve in wet sand, from 30% to 15.6%.",
            "Errors triple in wet sand, from 30% to 15.6%.",
            FELL,
            "number",
        ),
        ("The lake has more than 50 million pebbles.", "The lake has less than 50 million pebbles.", MANY, "range"),
        ("They rest 97 hours a week, after 15 on land.", "They rest 15-168 hours a week, 99 on land.", SUMS, "number"),
        ("Not even 5% of pairs are of two herons.", "At least 5% of pairs are of two herons.", SHARE, "number"),
        ("Herons do QA in the pond.", "Herons do CRANE-9 in the pond.", QA, "name"),
    ],
    ids=["denied", "a place", "shown by numbers", "a letter apart", "a sum", "not even", "spelled out"],
)
def test_an_honest_form_is_left_alone_and_its_fault_is_not(honest: str, fault: str, quote: str, rule: str) -> None:
    assert flags(honest, quote) == []
    assert rule in flags(fault, quote)


@pytest.mark.parametrize(("voice", "count", "found"), [
    (Voice.AUTHOR, 2, []), (Voice.AUTHOR, 3, []), (Voice.CURATOR, 3, []), (Voice.CURATOR, 2, ["number"]),
])  # fmt: skip
def test_authors_count_the_others_with_themselves_or_without(voice: Voice, count: int, found: list[str]) -> None:
    text = f"New: {TITLE}, by @ben_sample and {count} others."

    assert flags(text, role=Role.ANNOUNCEMENT, voice=voice) == found


def test_two_words_in_quotation_marks_with_a_number_are_a_term() -> None:
    assert "quote" not in flags("What does “3 out of 9” mean?")


@pytest.mark.parametrize(
    "quote",
    [
        "It needs more power for over 10×children on the lake.",
        "Most females sing, and the worst-tuned ones sing longest.",
        "Most males sing, and the best-tuned ones sing longest.",
    ],
    ids=["joined to a number", "the other sex", "joined by a hyphen"],
)
def test_a_word_of_a_quote_is_another_also_where_it_is_joined(quote: str) -> None:
    assert flags("They sing longest on the lake.", quote) == ["quote"]
