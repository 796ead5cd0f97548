"""What is taken of a writer's answer, and what is left out and told."""

from dataclasses import replace

import pytest

from bot.drafting.intake import MAX_PROSE_CHARS, MAX_QUOTES, take, take_all
from bot.model import Evidence, Level, Proposal, Role, Voice
from tests.builders import brief

QUOTE = Evidence(1, "We sort 98,734 shells by the sound that they make.")
PLAIN = Proposal(Role.RESULT, "We sort 98,734 shells by sound. 👩‍🔬\n\nYes!", (QUOTE,), "Figure 2")


def test_a_plain_proposal_is_taken_as_it_is() -> None:
    taken = take(PLAIN, brief())

    assert (taken.proposal, taken.findings) == (PLAIN, ())


@pytest.mark.parametrize(
    ("prose", "expected", "words"),
    [
        pytest.param("We\u200b sort\u2060 shells", "We sort shells", "U+200B, U+2060", id="no width"),
        pytest.param("We sort \udcff shells\x00", "We sort  shells", "U+DCFF, U+0000", id="half a character"),
        pytest.param("We \u202etros\u202c shells", "We tros shells", "U+202E, U+202C", id="direction"),
        pytest.param("We sort\U000e0065\U000e0076 shells", "We sort shells", "U+E0065, U+E0076", id="tags"),
        pytest.param(
            "".join(map(chr, range(1, 9))) + "a", "a", "U+0001, U+0002, U+0003, U+0004, U+0005 and others", id="many"
        ),
    ],
)
def test_what_nobody_sees_is_taken_out_and_told(prose: str, expected: str, words: str) -> None:
    taken = take(replace(PLAIN, prose=prose), brief())

    assert taken.proposal.prose == expected
    assert [(one.rule, one.level, one.words) for one in taken.findings] == [("markup", Level.REPAIR, words)]


def test_line_ends_of_other_systems_are_newlines() -> None:
    taken = take(replace(PLAIN, prose="a\r\nb\rc\u2028d\te"), brief())

    assert (taken.proposal.prose, taken.findings) == ("a\nb\nc\nd e", ())


def test_a_call_that_shows_when_something_unseen_goes_is_taken_out_too() -> None:
    taken = take(replace(PLAIN, prose="@every\u200bone, look: <@\u200bU123>"), brief())

    assert taken.proposal.prose == "everyone, look: U123"
    assert [(one.rule, one.level, one.words) for one in taken.findings] == [
        ("markup", Level.REPAIR, "U+200B"),
        ("handle", Level.FLAG, "U123"),
        ("handle", Level.FLAG, "everyone"),
    ]


def test_text_beyond_all_measure_is_cut_and_told() -> None:
    taken = take(Proposal(Role.RESULT, "x" * 10_000, (QUOTE, *[Evidence(1, "y" * 1_000_000)], *[QUOTE] * 500)), brief())

    assert len(taken.proposal.prose) == MAX_PROSE_CHARS
    assert taken.proposal.evidence == (QUOTE,) * (MAX_QUOTES - 1)
    assert [(one.rule, one.level) for one in taken.findings] == [
        ("length", Level.FLAG),
        ("quote", Level.FLAG),
        ("quote", Level.FLAG),
    ]
    assert max(len(one.detail) + len(one.words) for one in taken.findings) < 250


@pytest.mark.parametrize(
    ("proposal", "rule"),
    [
        pytest.param(replace(PLAIN, prose=""), "length", id="empty"),
        pytest.param(replace(PLAIN, prose=" \n\u200b\ufeff"), "length", id="only unseen"),
        pytest.param(replace(PLAIN, prose="🎉🎉 … !"), "length", id="only emoji"),
        pytest.param(replace(PLAIN, role=Role.ANNOUNCEMENT), "order", id="an announcement of its own"),
        pytest.param(replace(PLAIN, role=Role.CODE), "order", id="a code tweet of its own"),
        pytest.param(replace(PLAIN, role=Role.VERDICT), "order", id="a verdict in the authors' voice"),
    ],
)
def test_what_can_be_no_tweet_of_this_draft_is_left_out_and_told(proposal: Proposal, rule: str) -> None:
    taken, refused = take_all([proposal, PLAIN], brief())

    assert [one.proposal for one in taken] == [PLAIN]
    assert [(one.rule, one.level) for one in refused] == [(rule, Level.FLAG)]


def test_a_curator_may_have_a_verdict() -> None:
    verdict = replace(PLAIN, role=Role.VERDICT)

    taken, refused = take_all([verdict], brief(voice=Voice.CURATOR))

    assert ([one.proposal for one in taken], refused) == ([verdict], [])


def test_of_a_writer_that_never_ends_twice_what_was_asked_for_is_taken() -> None:
    taken, refused = take_all((PLAIN for _ in range(500)), brief(max_tweets=10))

    assert len(taken) == 20
    assert [one.detail for one in refused] == ["The writer went on after 20 tweets; 480 more were left out."]


def test_of_many_that_are_left_out_the_first_are_named_and_the_rest_counted() -> None:
    taken, refused = take_all([replace(PLAIN, prose="")] * 40, brief())

    assert taken == []
    assert len(refused) == 6
    assert refused[-1].detail == "35 more of the writer's tweets were left out for reasons like these."
