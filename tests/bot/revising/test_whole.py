"""The whole draft again, or in the other voice."""

from dataclasses import replace

import pytest

from bot.checks.run import check_draft
from bot.drafting.tail import compose
from bot.errors import AnswerUnusable, DraftUnchanged, WishNeedsModel, WriterUnavailable
from bot.events import Event
from bot.ledger import Ledger
from bot.model import Brief, Draft, Evidence, Proposal, Role, Tweet, Voice, WriterName
from bot.revising import Manuscript, Rewritten, regenerate_all, revise, switch_voice
from bot.versions import BY_RULE, Edit, Why
from tests.builders import brief, paper
from tests.fakes.revisers import Answer, Reviser

SORT = "We sort 98,734 shells by the sound that they make on a table."
FAST = "Sorting one shell takes 40 milliseconds on a laptop."
WET = "A limitation is that wet shells cannot be sorted."
SHELLS = paper(
    f"{SORT}\n{FAST}\n{WET}\n", title="We Sort Shells by Sound", arxiv_id="2306.13840", authors=("Ada Example",)
)
AGAIN = (
    Proposal(Role.RESULT, "98,734 shells, told apart by what we hear.", (Evidence(1, SORT),)),
    Proposal(Role.RESULT, "A laptop needs 40 milliseconds a shell.", (Evidence(1, FAST),)),
    Proposal(Role.LIMITATION, "Shells that are wet cannot be sorted so far.", (Evidence(1, WET),)),
)


def drafted(asked: Brief) -> Manuscript:
    opening = f"Happy to share our paper:\n\n{SHELLS.title}\n\n{SHELLS.url}"
    whole = ((Role.ANNOUNCEMENT, opening), (Role.RESULT, SORT), (Role.RESULT, FAST), (Role.LIMITATION, WET))
    tweets = tuple(
        Tweet(number, role, compose(prose, counter=f"{number}/4"), 0, (Evidence(1, prose),) if number > 1 else ())
        for number, (role, prose) in enumerate(whole, 1)
    )
    return Manuscript.of(check_draft(Draft(SHELLS, asked, WriterName("given", "shell-1"), tweets)))


OURS = drafted(brief(min_tweets=1))


def ignore(event: Event) -> None:
    pass


def texts(manuscript: Manuscript) -> list[str]:
    return [tweet.text for tweet in manuscript.draft.tweets]


async def again(
    manuscript: Manuscript, *answers: Answer, wish: str | None = None, model: str | None = "m"
) -> Rewritten:
    writer = Reviser(*answers, model=model)
    return await regenerate_all(manuscript, writer=writer, ledger=Ledger(), progress=ignore, wish=wish)


async def by_hand(manuscript: Manuscript, number: int, text: str) -> Manuscript:
    return await revise(manuscript, number, Edit(text), writer=Reviser(), ledger=Ledger())


# ---- Again ----


async def test_every_tweet_is_written_again_but_for_what_is_made_of_facts() -> None:
    rewritten = await again(OURS, *AGAIN)

    assert (rewritten.changed, rewritten.stayed) == ((2, 3, 4), {})
    assert texts(rewritten.manuscript) == [
        OURS.tweet(1).text,
        f"{AGAIN[0].prose}\n\n2/4",
        f"{AGAIN[1].prose}\n\n3/4",
        f"{AGAIN[2].prose}\n\n4/4",
    ]


async def test_no_tweet_takes_what_another_one_said_before() -> None:
    swapped = Proposal(Role.RESULT, SORT, (Evidence(1, SORT),))

    rewritten = await again(OURS, AGAIN[0], swapped, swapped, AGAIN[2])

    assert rewritten.stayed == {3: "Tweet 3 stays as it is: what came back is what another tweet says, or said."}


async def test_what_was_approved_or_written_by_hand_stays_as_it_is() -> None:
    edited = await by_hand(OURS, 2, "We sort shells. By hand. 2/4")
    kept = replace(edited, approved=frozenset({4}))

    rewritten = await again(kept, AGAIN[1])

    assert rewritten.changed == (3,)
    assert [texts(rewritten.manuscript)[place] for place in (0, 1, 3)] == [texts(kept)[place] for place in (0, 1, 3)]


async def test_a_tweet_with_nothing_else_to_say_stays_and_says_so() -> None:
    rewritten = await again(OURS, AGAIN[0], None, AGAIN[2])

    assert rewritten.changed == (2, 4)
    assert rewritten.stayed == {3: "Tweet 3 stays as it is: the writer has nothing else to say in its role."}


async def test_an_unusable_answer_costs_one_tweet_and_a_server_that_is_gone_the_rest() -> None:
    gone = WriterUnavailable("shell.example", answered="it answered 503")

    rewritten = await again(OURS, AnswerUnusable("it is a poem"), AGAIN[1], gone)

    assert rewritten.changed == (3,)
    assert list(rewritten.stayed) == [2, 4]
    with pytest.raises(DraftUnchanged, match="503"):
        await again(OURS, gone)


async def test_a_draft_that_is_all_kept_stays() -> None:
    with pytest.raises(DraftUnchanged, match="all of it is approved"):
        await again(replace(OURS, approved=frozenset({2, 3, 4})))


async def test_a_wish_for_the_whole_needs_a_model() -> None:
    with pytest.raises(WishNeedsModel):
        await again(OURS, *AGAIN, wish="less hype", model=None)


# ---- The other voice ----

THEIRS = (
    Proposal(Role.CONTRIBUTION, "98,734 shells are sorted by their sound.", (Evidence(1, SORT),)),
    Proposal(Role.RESULT, "A shell takes 40 milliseconds on a laptop.", (Evidence(1, FAST),)),
    Proposal(Role.LIMITATION, "Wet shells cannot be sorted.", (Evidence(1, WET),)),
)


async def switched(manuscript: Manuscript, voice: Voice = Voice.CURATOR) -> Manuscript:
    return await switch_voice(manuscript, voice, writer=Reviser(thread=THEIRS), progress=ignore)


async def test_a_draft_in_the_other_voice_goes_on_with_the_versions_of_the_same_roles() -> None:
    theirs = await switched(OURS)

    assert texts(theirs) == [
        f"A paper in short:\n\n{SHELLS.title}\n\nBy Ada Example\n\n{SHELLS.url}",
        *(proposal.prose for proposal in THEIRS),
    ]
    brief_ = theirs.draft.brief
    assert (brief_.voice, brief_.min_tweets, brief_.max_tweets) == (Voice.CURATOR, 5, 8)
    assert [[(version.number, version.why) for version in history] for history in theirs.versions] == [
        [(1, Why.DRAFTED), (2, Why.VOICE)],
        [(1, Why.VOICE)],
        [(1, Why.DRAFTED), (2, Why.VOICE)],
        [(1, Why.DRAFTED), (2, Why.VOICE)],
    ]
    assert theirs.history(1)[-1].writer == BY_RULE
    assert theirs.history(3)[0].tweet == OURS.tweet(2)


async def test_what_is_kept_stands_where_its_role_belongs_and_loses_its_counter_only() -> None:
    kept = replace(await by_hand(OURS, 4, "We cannot sort wet shells.\n\n4/4"), approved=frozenset({2}))

    theirs = await switched(kept)

    assert texts(theirs)[1:] == [THEIRS[0].prose, SORT, "We cannot sort wet shells."]
    assert theirs.approved == frozenset({3})
    assert theirs.versions[3] == kept.versions[3]
    assert "voice" in [found.rule for found in theirs.tweet(4).findings]


async def test_a_kept_tweet_of_a_role_that_the_new_draft_lacks_is_put_between() -> None:
    kept = replace(OURS, approved=frozenset({3}))
    writer = Reviser(thread=(THEIRS[0], THEIRS[2]))

    theirs = await switch_voice(kept, Voice.CURATOR, writer=writer, progress=ignore)

    assert texts(theirs)[1:] == [THEIRS[0].prose, FAST, THEIRS[2].prose]


async def test_a_draft_in_that_voice_stays() -> None:
    with pytest.raises(DraftUnchanged, match="it is in the authors' voice already"):
        await switched(OURS, Voice.AUTHOR)


async def test_back_in_the_authors_voice_the_counters_are_right() -> None:
    back = await switch_voice(await switched(OURS), Voice.AUTHOR, writer=Reviser(thread=AGAIN), progress=ignore)

    assert [text.split("\n\n")[-1] for text in texts(back)] == ["1/4", "2/4", "3/4", "4/4"]
