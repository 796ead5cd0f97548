"""The repair of one tweet: asked twice at most, and never for the worse."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checks.run import Grounds, check_tweet
from bot.drafting import write_draft
from bot.drafting.composition import Composition
from bot.drafting.intake import Taken
from bot.drafting.repair import Mended, Outcome, mend
from bot.errors import AnswerCutOff, AnswerUnusable, WriterError, WriterRefused
from bot.events import Event, StepStarted
from bot.ledger import Ledger
from bot.model import Evidence, Finding, Level, Proposal, Role, Tweet
from tests.builders import brief, paper
from tests.fakes.writers import GivenWriter

QUOTE = "We sort 98,734 shells by the sound that they make."
OTHER = "Our method needs one cheap microphone and no training."
SHELLS = paper(f"{QUOTE}\n{OTHER}\n", title="We Sort Shells by Sound", arxiv_id="2306.13840")
BRIEF = brief(min_tweets=1)
EVIDENCE = (Evidence(1, QUOTE),)

RIGHT = Proposal(Role.RESULT, "We sort 98,734 shells by sound.", EVIDENCE)
WRONG = replace(RIGHT, prose="We sort 98,735 shells by sound.")
WORSE = replace(RIGHT, prose="We sort 98,735 shells by sound, thanks to @ada.")
AS_BAD = replace(RIGHT, prose="We sort 98,736 shells by sound.")


def judge(taken: Taken) -> Tweet:
    tweet, _ = Composition(SHELLS, BRIEF, total=3).tweet(2, taken)
    return check_tweet(tweet, Grounds.of(SHELLS, BRIEF), total=3)


async def mended(
    first: Proposal, *repairs: Proposal | WriterError | None, others: Sequence[str] = ()
) -> tuple[Mended, GivenWriter]:
    writer = GivenWriter(repairs=repairs)
    taken = Taken(first)
    result = await mend(
        taken, judge(taken), paper=SHELLS, brief=BRIEF, writer=writer, judge=judge, others=others, ledger=Ledger()
    )
    return result, writer


def outcomes(result: Mended) -> list[Outcome]:
    return [request.outcome for request in result.requests]


def count(tweet: Tweet, level: Level) -> int:
    return [found.level for found in tweet.findings].count(level)


def levels(findings: Sequence[Finding]) -> list[tuple[str, Level]]:
    return [(found.rule, found.level) for found in findings]


async def test_a_tweet_without_findings_is_not_sent_back() -> None:
    result, writer = await mended(RIGHT)

    assert writer.asked == []
    assert (result.taken.proposal, result.requests, result.record) == (RIGHT, (), ())


async def test_a_mended_tweet_is_taken_and_the_person_is_told_what_was_mended() -> None:
    result, _ = await mended(WRONG, RIGHT)

    assert result.taken.proposal == RIGHT
    assert (result.tweet.text, result.tweet.findings) == ("We sort 98,734 shells by sound.\n\n2/3", ())
    assert outcomes(result) == [Outcome.TAKEN]
    assert [(one.rule, one.level, one.words) for one in result.record] == [("number", Level.REPAIR, "98,735")]
    assert result.record[0].detail == (
        "The writer mended this when it was told: 98,735 is not in the paper; the quotes have 98,734."
    )


async def test_the_writer_is_told_what_is_wrong_and_what_to_do_about_it() -> None:
    _, writer = await mended(WORSE, None)

    proposal, findings = writer.asked[0]
    assert proposal == WORSE
    number, handle = (one.detail for one in findings)
    assert number == (
        "98,735 is not in the paper; the quotes have 98,734. "
        "Write the number as your quote has it, or add the quote of the sentence that has this one."
    )
    assert handle == (
        "Nobody gave this handle. Write the full name, or give the handle with the request. Leave the @ out."
    )


@pytest.mark.parametrize(
    ("repairs", "expected"),
    [
        pytest.param([WORSE, WORSE], [Outcome.NO_BETTER, Outcome.UNCHANGED], id="makes it worse"),
        pytest.param([WORSE, AS_BAD], [Outcome.NO_BETTER, Outcome.NO_BETTER], id="is as wrong in other ways"),
        pytest.param([WRONG], [Outcome.UNCHANGED], id="changes nothing"),
        pytest.param([replace(WRONG, prose="We sort\u200b 98,735 shells by sound.")], [Outcome.UNCHANGED], id="unseen"),
        pytest.param([AS_BAD, WRONG], [Outcome.NO_BETTER, Outcome.UNCHANGED], id="goes in a circle"),
        pytest.param([None], [Outcome.NOTHING], id="has nothing better"),
        pytest.param([WriterError("The model answered 503.")], [Outcome.FAILED], id="fails"),
        pytest.param([AnswerUnusable("it is no JSON")], [Outcome.UNUSABLE], id="answers with something else"),
        pytest.param(
            [replace(RIGHT, role=Role.VERDICT)] * 2, [Outcome.OTHER_ROLE, Outcome.UNCHANGED], id="changes the role"
        ),
        pytest.param([replace(RIGHT, prose=" \n")] * 2, [Outcome.NO_BETTER, Outcome.UNCHANGED], id="says nothing"),
        pytest.param([replace(RIGHT, prose="🐚🎉")] * 2, [Outcome.NO_BETTER, Outcome.UNCHANGED], id="only emoji"),
        pytest.param(
            [replace(RIGHT, evidence=())] * 2, [Outcome.NO_BETTER, Outcome.UNCHANGED], id="throws the evidence away"
        ),
        pytest.param(
            [replace(WRONG, evidence=(Evidence(1, "We sort 98,735 shells, and every one sings loudly at night."),))]
            * 2,
            [Outcome.NO_BETTER, Outcome.UNCHANGED],
            id="invents evidence",
        ),
        pytest.param([replace(RIGHT, prose="Trust us!")] * 2, [Outcome.NO_BETTER, Outcome.UNCHANGED], id="evades"),
        pytest.param([replace(RIGHT, prose="word " * 3000)] * 2, [Outcome.NO_BETTER, Outcome.UNCHANGED], id="a book"),
    ],
)
async def test_an_answer_that_is_no_better_is_not_taken(
    repairs: Sequence[Proposal | WriterError | None], expected: list[Outcome]
) -> None:
    result, writer = await mended(WRONG, *repairs)

    assert outcomes(result) == expected
    assert len(writer.asked) == len(expected) <= 2
    assert result.taken.proposal == WRONG
    assert levels(result.tweet.findings) == [("number", Level.FLAG)]
    assert levels(result.record) == [("repair", Level.ADVICE)] * (expected != [Outcome.NOTHING] and len(expected))


async def test_the_second_answer_may_mend_what_the_first_left() -> None:
    result, _ = await mended(WORSE, WRONG, RIGHT)

    assert outcomes(result) == [Outcome.TAKEN, Outcome.TAKEN]
    assert result.taken.proposal == RIGHT
    assert levels(result.record) == [("number", Level.REPAIR), ("handle", Level.REPAIR)]


async def test_a_writer_is_told_why_its_last_answer_was_not_taken() -> None:
    _, writer = await mended(WRONG, WORSE, RIGHT)

    assert writer.asked[1][1][-1].detail == (
        "Your last answer was not taken. It had 2 flags and 0 pieces of advice, and the tweet has 1 flag and 0 pieces"
        " of advice. Write another."
    )


async def test_advice_alone_is_sent_back_once() -> None:
    long = replace(
        RIGHT, prose=f"We sort 98,734 shells by the sound that they make. {'They make a sound. ' * 9}".strip()
    )

    result, writer = await mended(long, replace(long, prose=f"{long.prose} Yes."), RIGHT)

    assert [one.level for one in result.tweet.findings] == [Level.ADVICE]
    assert len(writer.asked) == 1


async def test_an_answer_that_another_tweet_gives_already_is_not_taken() -> None:
    result, _ = await mended(WRONG, RIGHT, None, others=["We sort  98,734 shells by sound!"])

    assert outcomes(result) == [Outcome.TOLD_ALREADY, Outcome.NOTHING]
    assert result.taken.proposal == WRONG


async def test_a_mended_tweet_keeps_its_figure() -> None:
    result, _ = await mended(replace(WRONG, figure="Figure 2"), replace(RIGHT, figure="Figure 9"))

    assert result.taken.proposal == replace(RIGHT, figure="Figure 2")


async def test_a_call_in_an_answer_is_taken_out_and_counts_against_it() -> None:
    result, _ = await mended(WRONG, replace(RIGHT, prose="<!here> We sort 98,734 shells by sound."))

    assert outcomes(result) == [Outcome.NO_BETTER, Outcome.NOTHING]
    assert result.requests[0].answer is not None
    assert "<" not in result.requests[0].answer.prose


POOL = (
    RIGHT,
    WRONG,
    WORSE,
    AS_BAD,
    None,
    WriterError("The model did not answer."),
    AnswerUnusable("it is empty"),
    replace(RIGHT, role=Role.CODE),
    replace(RIGHT, prose="", evidence=()),
    replace(RIGHT, prose="Shells! #shells https://evil.org @everyone"),
    replace(WRONG, evidence=(Evidence(9, OTHER), Evidence(0, "not there at all"))),
    Proposal(Role.RESULT, "Our method needs one cheap microphone.", (Evidence(1, OTHER),)),
)


@given(st.sampled_from([WRONG, WORSE, AS_BAD]), st.lists(st.sampled_from(POOL), max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_a_writer_answers_no_tweet_gets_worse_and_nobody_is_asked_a_third_time(
    first: Proposal, repairs: list[Proposal | WriterError | None]
) -> None:
    before = judge(Taken(first))

    result, writer = asyncio.run(mended(first, *repairs))

    assert len(writer.asked) <= 2
    assert result.taken.proposal.role is first.role
    assert count(result.tweet, Level.FLAG) <= count(before, Level.FLAG)
    assert result.tweet == judge(result.taken)
    assert (result.taken.proposal == first) or any(one.outcome is Outcome.TAKEN for one in result.requests)


# ---- In a draft ----


async def test_a_draft_is_written_with_its_mended_tweets() -> None:
    told: list[Event] = []
    extra = Proposal(Role.METHOD, "Our method needs one cheap microphone.", (Evidence(1, OTHER),))
    writer = GivenWriter(WRONG, extra, repairs=[RIGHT])

    draft = await write_draft(SHELLS, BRIEF, writer, progress=told.append)

    assert [tweet.text for tweet in draft.tweets[1:]] == [
        "We sort 98,734 shells by sound.\n\n2/3",
        "Our method needs one cheap microphone.\n\n3/3",
    ]
    assert [levels(tweet.findings) for tweet in draft.tweets[1:]] == [[("number", Level.REPAIR)], []]
    assert [event.detail for event in told if isinstance(event, StepStarted)] == [
        "without a model",
        "3 tweets",
        "tweet 2 again",
    ]


async def test_what_remains_is_shown_on_its_tweet() -> None:
    draft = await write_draft(SHELLS, BRIEF, GivenWriter(WORSE, repairs=[WRONG, AS_BAD]), progress=lambda step: None)

    assert draft.tweets[1].text == "We sort 98,735 shells by sound.\n\n2/2"
    assert levels(draft.tweets[1].findings) == [
        ("number", Level.FLAG),
        ("handle", Level.REPAIR),
        ("repair", Level.ADVICE),
    ]


async def test_a_writer_that_fails_at_a_repair_is_not_asked_for_the_next_tweet() -> None:
    writer = GivenWriter(WRONG, AS_BAD, repairs=[WriterError("The model did not answer."), RIGHT])

    draft = await write_draft(SHELLS, BRIEF, writer, progress=lambda step: None)

    assert len(writer.asked) == 1
    assert [levels(tweet.findings)[0] for tweet in draft.tweets[1:]] == [("number", Level.FLAG)] * 2
    assert draft.tweets[1].findings[-1].detail == (
        "Sent back to the writer; the writer failed. The model did not answer."
    )


@pytest.mark.parametrize("error", [AnswerUnusable("it is empty"), AnswerCutOff(), WriterRefused("no")])
async def test_a_writer_that_fails_with_one_tweet_only_is_asked_for_the_next(error: WriterError) -> None:
    writer = GivenWriter(AS_BAD, WRONG, repairs=[error, RIGHT])

    draft = await write_draft(SHELLS, BRIEF, writer, progress=lambda step: None)

    assert [tweet.text.partition("\n")[0] for tweet in draft.tweets[1:]] == [AS_BAD.prose, RIGHT.prose]
    assert draft.tweets[1].findings[-1].detail == f"Sent back to the writer; its answer was of no use. {error}"


async def test_tweets_made_by_rule_are_not_sent_back() -> None:
    writer = GivenWriter(RIGHT)
    known = replace(SHELLS, authors=("@everyone", "Ben Sample"))

    draft = await write_draft(known, BRIEF, writer, progress=lambda step: None)

    assert ("handle", Level.FLAG) in levels(draft.tweets[0].findings)
    assert writer.asked == []
