"""One tweet asked, one tweet changed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.checks.run import Grounds, check_draft
from bot.drafting.tail import compose
from bot.errors import (
    AnswerUnusable,
    MadeOfFacts,
    NoSuchTweet,
    NothingElseToSay,
    NothingShorter,
    NothingToUndo,
    NotRevised,
    ShortAlready,
    WishNeedsModel,
)
from bot.ledger import Ledger
from bot.model import Brief, Draft, Evidence, Finding, Level, Paper, Proposal, Role, Tweet, TweetFigure, WriterName
from bot.revising import Manuscript, revise
from bot.revising.desk import Desk
from bot.versions import BY_RULE, PERSON, Action, Edit, Regenerate, Shorten, Undo, Version, Why
from tests.builders import brief, figure, paper
from tests.fakes.revisers import Answer, Reviser

SORT = "We sort 98,734 shells by the sound that they make on a wooden table."
FAST = "Sorting one shell takes 40 milliseconds on a laptop with a single cheap microphone."
LONG = (
    "On the Bivalve-9 set, a listener of 12,000 weights names 93.4% of all shells correctly, as everybody who wants to"
    " can see for themselves when they play our recordings of the very same shells on a table of their own."
)
SHORT = "On the Bivalve-9 set, a listener of 12,000 weights names 93.4% of all shells correctly."
LIMIT = "A limitation is that wet shells cannot be sorted."
SHELLS = paper(
    f"{SORT}\n{FAST}\n{LONG}\n{LIMIT}\n",
    title="We Sort Shells by Sound",
    arxiv_id="2306.13840",
    figures=(figure("Figure 1"), figure("Figure 2")),
)
BRIEF = brief(tags=("Shells",), min_tweets=1)
GROUNDS = Grounds.of(SHELLS, BRIEF)
OTHER_WORDS = Proposal(
    Role.RESULT, "A table, a microphone and 40 milliseconds: one shell is sorted.", (Evidence(1, FAST),)
)


def drafted(*proposals: tuple[Role, str, str], asked: Brief = BRIEF, about: Paper = SHELLS) -> Manuscript:
    """A checked draft of an announcement and these tweets, each (role, prose, its quote)."""
    first = (Role.ANNOUNCEMENT, f"Happy to share our paper:\n\n{about.title}\n\n{about.url}", "")
    whole = (first, *proposals)
    tweets = tuple(
        Tweet(
            number,
            role,
            compose(prose, tags=("#Shells",), counter=f"{number}/{len(whole)}"),
            0,
            (Evidence(1, quote),) if quote else (),
        )
        for number, (role, prose, quote) in enumerate(whole, 1)
    )
    return Manuscript.of(check_draft(Draft(about, asked, WriterName("given", "shell-1"), tweets)))


THREE = drafted((Role.RESULT, FAST, FAST), (Role.RESULT, LONG, LONG), (Role.LIMITATION, LIMIT, LIMIT))


async def done(manuscript: Manuscript, number: int, action: Action, *answers: Answer, **more: object) -> Manuscript:
    writer = more.pop("writer", None) or Reviser(*answers, **more)  # type: ignore[arg-type]  # passed through
    assert isinstance(writer, Reviser)
    return await revise(manuscript, number, action, writer=writer, ledger=Ledger(), grounds=GROUNDS)


def last(manuscript: Manuscript, number: int) -> Version:
    return manuscript.history(number)[-1]


# ---- Regenerate ----


async def test_a_tweet_written_again_is_checked_and_has_its_draft_form() -> None:
    revised = await done(THREE, 2, Regenerate(), OTHER_WORDS)

    version = last(revised, 2)
    assert revised.tweet(2).text == f"{OTHER_WORDS.prose}\n\n#Shells\n\n2/4"
    assert revised.tweet(2) == version.tweet
    assert (version.number, version.why, version.writer) == (2, Why.REGENERATED, WriterName("given", "shell-1"))
    assert [found.level for found in version.tweet.findings] == []
    assert version.tweet.weighted_length == len(version.tweet.text)


async def test_the_writer_is_told_the_tweet_the_thread_and_every_version() -> None:
    once = await done(THREE, 2, Regenerate(), OTHER_WORDS)
    writer = Reviser(replace(OTHER_WORDS, prose="Forty milliseconds of listening sort a shell."))

    await done(once, 2, Regenerate("say it in words"), writer=writer)

    asked = writer.revisions[0]
    assert (asked.number, asked.proposal.prose, asked.versions) == (2, OTHER_WORDS.prose, (FAST,))
    assert asked.wish == "say it in words"
    assert asked.thread[1:] == (OTHER_WORDS.prose, LONG, LIMIT)


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param(FAST, id="the same"),
        pytest.param(FAST.upper().replace(".", "!"), id="in capitals"),
        pytest.param(FAST.replace("cheap", "small"), id="but for a word"),
        pytest.param(LIMIT, id="what another tweet says"),
        pytest.param("…", id="no words"),
    ],
)
async def test_what_was_there_before_is_asked_for_once_more_and_then_refused(prose: str) -> None:
    writer = Reviser(replace(OTHER_WORDS, prose=prose), replace(OTHER_WORDS, prose=prose))

    with pytest.raises(NothingElseToSay, match="Tweet 2 stays as it is: what came back"):
        await done(THREE, 2, Regenerate(), writer=writer)

    assert [asked.versions for asked in writer.revisions] == [(), (prose,)]


async def test_the_second_answer_counts_if_it_is_another() -> None:
    revised = await done(THREE, 2, Regenerate(), replace(OTHER_WORDS, prose=FAST), OTHER_WORDS)

    assert Desk.prose_of(revised.tweet(2)) == OTHER_WORDS.prose


async def test_with_a_wish_a_small_change_is_one() -> None:
    wished = replace(OTHER_WORDS, prose=FAST.replace("cheap", "small"))

    revised = await done(THREE, 2, Regenerate("not “cheap”"), wished)

    assert Desk.prose_of(revised.tweet(2)) == wished.prose
    assert last(revised, 2).wish == "not “cheap”"
    with pytest.raises(NothingElseToSay, match="what the tweet says now"):
        await done(revised, 2, Regenerate("not “cheap”"), wished, wished)


async def test_a_wish_needs_a_model() -> None:
    with pytest.raises(WishNeedsModel, match="“mention the set”"):
        await done(THREE, 2, Regenerate("mention the set"), OTHER_WORDS, model=None)


@pytest.mark.parametrize(
    ("model", "why"),
    [("shell-1", "the writer has nothing else to say in its role"), (None, "no other sentence of the paper can stand")],
)
async def test_a_writer_with_nothing_else_leaves_the_tweet(model: str | None, why: str) -> None:
    with pytest.raises(NothingElseToSay, match=why):
        await done(THREE, 2, Regenerate(), None, model=model)


async def test_what_the_rules_find_goes_back_and_is_mended() -> None:
    wrong = replace(OTHER_WORDS, prose=OTHER_WORDS.prose.replace("40", "73"))
    writer = Reviser(wrong, mended=[OTHER_WORDS])

    revised = await done(THREE, 2, Regenerate(), writer=writer)

    assert Desk.prose_of(revised.tweet(2)) == OTHER_WORDS.prose
    assert [(found.rule, found.level) for found in revised.tweet(2).findings] == [("number", Level.REPAIR)]
    assert [found.rule for found in writer.repairs[0][1]] == ["number"]


async def test_what_cannot_be_mended_is_shown() -> None:
    wrong = replace(OTHER_WORDS, prose=OTHER_WORDS.prose.replace("40", "73"))

    revised = await done(THREE, 2, Regenerate(), wrong)

    assert [(found.rule, found.level, found.words) for found in revised.tweet(2).findings] == [
        ("number", Level.FLAG, "73 milliseconds")
    ]


async def test_a_repair_that_goes_back_to_an_old_version_is_not_taken() -> None:
    wrong = replace(OTHER_WORDS, prose=OTHER_WORDS.prose.replace("40", "73"))

    revised = await done(THREE, 2, Regenerate(), wrong, mended=[replace(OTHER_WORDS, prose=FAST)])

    assert Desk.prose_of(revised.tweet(2)) == wrong.prose


async def test_a_figure_that_another_tweet_shows_is_left_out() -> None:
    shown = replace(THREE.draft.tweets[2], figure=TweetFigure(SHELLS.figures[0], "Shells."))
    tweets = (*THREE.draft.tweets[:2], shown, *THREE.draft.tweets[3:])
    manuscript = Manuscript.of(replace(THREE.draft, tweets=tweets))
    writer = Reviser(replace(OTHER_WORDS, figure="Fig. 1"))

    revised = await done(manuscript, 2, Regenerate(), writer=writer)

    assert writer.revisions[0].shown == ("Figure 1",)
    assert revised.tweet(2).figure is None
    other = await done(manuscript, 2, Regenerate(), replace(OTHER_WORDS, figure="Figure 2"))
    assert other.tweet(2).figure == TweetFigure(SHELLS.figures[1], SHELLS.figures[1].caption)


async def test_a_writer_that_fails_changes_nothing() -> None:
    with pytest.raises(AnswerUnusable):
        await done(THREE, 2, Regenerate(), AnswerUnusable("it is a poem"))


# ---- Shorten ----


async def test_a_shorter_form_keeps_figure_role_and_facts() -> None:
    drawn = TweetFigure(SHELLS.figures[0], "An alt that somebody wrote.", "tweet-03.png")
    tweets = list(THREE.draft.tweets)
    tweets[2] = replace(tweets[2], figure=drawn)
    manuscript = Manuscript.of(replace(THREE.draft, tweets=tuple(tweets)))
    writer = Reviser(Proposal(Role.METHOD, SHORT, (Evidence(1, LONG),), "Figure 2"))

    revised = await done(manuscript, 3, Shorten(), writer=writer)

    assert revised.tweet(3).text == f"{SHORT}\n\n#Shells\n\n3/4"
    assert (revised.tweet(3).role, revised.tweet(3).figure) == (Role.RESULT, drawn)
    assert last(revised, 3).why is Why.SHORTENED
    assert writer.revisions[0].facts == ("12,000", "93.4%", "Bivalve-9")


async def test_a_tweet_of_150_characters_is_short_already() -> None:
    with pytest.raises(ShortAlready, match="its 83 characters are within the 150"):
        await done(THREE, 2, Shorten())


@pytest.mark.parametrize(
    ("prose", "why"),
    [
        pytest.param(SHORT.replace("12,000", "a few"), "“12,000” would be lost", id="a number lost"),
        pytest.param(SHORT.replace("Bivalve-9 ", ""), "“Bivalve-9” would be lost", id="a name lost"),
        pytest.param(f"{LONG} Really.", "no shorter than the tweet", id="longer"),
        pytest.param(LONG, "no shorter than the tweet", id="as long"),
        pytest.param("", "“12,000”, “93.4%” and “Bivalve-9” would be lost", id="nothing"),
        pytest.param(
            SHORT.replace("a listener", "Claude"), "the rules would find fault with “Claude”", id="a new claim"
        ),
    ],
)
async def test_a_form_that_loses_something_is_refused(prose: str, why: str) -> None:
    with pytest.raises(NothingShorter, match=why):
        await done(THREE, 3, Shorten(), Proposal(Role.RESULT, prose, (Evidence(1, LONG),)))


async def test_a_form_that_loses_a_hedge_is_refused() -> None:
    said = "Our results suggest that the sound of a shell tells its species"
    quote = f"{said}, and that this holds for shells of every museum of the coast that lent us some of theirs."
    long = f"{said}, and that this holds for shells of every museum of the whole coast that lent us some of its own."
    about = paper(quote, title="We Sort Shells by Sound", arxiv_id="2306.13840")
    manuscript = drafted((Role.RESULT, long, quote), about=about)
    plain = Proposal(Role.RESULT, "The sound of a shell tells its species in every museum.", (Evidence(1, quote),))

    with pytest.raises(NothingShorter, match="the rules would find fault with"):
        await revise(manuscript, 2, Shorten(), writer=Reviser(plain), ledger=Ledger())


async def test_a_lost_fact_goes_back_to_the_writer_once_or_twice() -> None:
    whole = Proposal(Role.RESULT, SHORT, (Evidence(1, LONG),))
    writer = Reviser(replace(whole, prose=SHORT.replace("12,000", "a few")), mended=[whole])

    revised = await done(THREE, 3, Shorten(), writer=writer)

    assert Desk.prose_of(revised.tweet(3)) == SHORT
    assert revised.tweet(3).findings == ()
    assert "The tweet says 12,000, and the shorter form does not. Keep it as it is written." in [
        found.detail for found in writer.repairs[0][1]
    ]


async def test_no_shorter_form_is_a_sentence() -> None:
    with pytest.raises(NothingShorter, match="Tweet 3 stays as it is: no shorter form keeps what it says"):
        await done(THREE, 3, Shorten(), None)


# ---- Undo ----


async def test_undo_puts_back_the_version_before_and_goes_on_from_there() -> None:
    first = await done(THREE, 2, Regenerate(), OTHER_WORDS)
    second = await done(first, 2, Regenerate(), replace(OTHER_WORDS, prose="Forty milliseconds sort a shell."))

    back = await done(second, 2, Undo())
    further = await done(back, 2, Undo())

    assert (back.tweet(2), last(back, 2).back_to) == (first.tweet(2), 2)
    assert (further.tweet(2), last(further, 2).back_to) == (THREE.tweet(2), 1)
    assert [version.number for version in further.history(2)] == [1, 2, 3, 4, 5]
    with pytest.raises(NothingToUndo, match="this is its first version"):
        await done(further, 2, Undo())


async def test_what_was_undone_may_not_come_back_by_itself() -> None:
    undone = await done(await done(THREE, 2, Regenerate(), OTHER_WORDS), 2, Undo())

    with pytest.raises(NothingElseToSay, match="version 2"):
        await done(undone, 2, Regenerate(), OTHER_WORDS, OTHER_WORDS)


# ---- By hand ----


async def test_what_somebody_writes_is_taken_as_it_is_and_checked() -> None:
    text = "Sorting a shell takes 73 milliseconds #Shells (2/4)"

    revised = await done(THREE, 2, Edit(f"  {text}\n"))

    assert revised.tweet(2).text == text
    assert (last(revised, 2).why, last(revised, 2).writer) == (Why.EDITED, PERSON)
    assert [found.rule for found in revised.tweet(2).findings if found.level is Level.FLAG] == ["number"]


async def test_evidence_for_what_somebody_writes_is_looked_up_where_the_old_one_does_not_carry_it() -> None:
    revised = await done(THREE, 2, Edit("On Bivalve-9 our listener names 93.4% of all shells.\n\n#Shells\n\n2/4"))

    assert [one.quote for one in revised.tweet(2).evidence] == [LONG]
    assert [(one.rule, one.level) for one in revised.tweet(2).findings] == [("evidence", Level.REPAIR)]


# ---- By rule ----


async def test_the_announcement_has_other_openings_and_then_no_more() -> None:
    writer = Reviser()
    once = await done(THREE, 1, Regenerate(), writer=writer)
    twice = await done(once, 1, Regenerate(), writer=writer)

    assert once.tweet(1).text == (
        "A thread on our paper:\n\nWe Sort Shells by Sound\n\nJoint work of Ada Example and Ben Sample\n\n"
        "https://arxiv.org/abs/2306.13840\n\n#Shells\n\n1/4"
    )
    assert twice.tweet(1).text.startswith("Here is our paper:\n\nWe Sort")
    assert [version.writer for version in twice.history(1)] == [BY_RULE] * 3
    with pytest.raises(NothingElseToSay):
        await done(await done(twice, 1, Regenerate(), writer=writer), 1, Regenerate(), writer=writer)
    assert writer.revisions == []


async def test_the_announcement_gets_shorter_by_leaving_names_out() -> None:
    full = await done(THREE, 1, Regenerate())

    shorter = await done(full, 1, Shorten())

    assert shorter.tweet(1).text == (
        "A thread on our paper:\n\nWe Sort Shells by Sound\n\nhttps://arxiv.org/abs/2306.13840\n\n#Shells\n\n1/4"
    )
    with pytest.raises(ShortAlready):
        await done(shorter, 1, Shorten())


async def test_no_wish_changes_what_is_made_of_facts() -> None:
    with pytest.raises(MadeOfFacts, match="Edit it by hand"):
        await done(THREE, 1, Regenerate("more fun"))


# ---- Whoever wrote it ----


async def test_a_thread_of_a_persons_own_form_keeps_it() -> None:
    texts = (
        "1/ New paper: We Sort Shells by Sound https://arxiv.org/abs/2306.13840",
        f"2/ {FAST} #Shells",
        f"3/ {LIMIT}",
    )
    roles = (Role.ANNOUNCEMENT, Role.RESULT, Role.LIMITATION)
    tweets = tuple(Tweet(number, roles[number - 1], text, 0) for number, text in enumerate(texts, 1))
    own = Manuscript.of(Draft(SHELLS, BRIEF, PERSON, tweets))

    revised = await done(own, 2, Regenerate(), OTHER_WORDS)

    assert revised.tweet(2).text == f"2/ {OTHER_WORDS.prose} #Shells"
    assert revised.tweet(2).findings == ()
    assert [found.rule for found in revised.draft.findings] == []


async def test_there_is_no_tweet_of_another_number() -> None:
    with pytest.raises(NoSuchTweet, match="There is no tweet 5: the draft has tweets 1 to 4"):
        await done(THREE, 5, Regenerate(), OTHER_WORDS)


async def test_what_only_the_whole_shows_is_said_anew() -> None:
    told = Finding("paper", Level.FLAG, "", "The file says something else.")
    manuscript = replace(THREE, draft=replace(THREE.draft, findings=(told, *THREE.draft.findings)))
    twice = replace(
        OTHER_WORDS, prose="Wet shells cannot be sorted: a limitation that is.", evidence=(Evidence(1, LIMIT),)
    )

    revised = await done(manuscript, 2, Regenerate(), twice)
    back = await done(revised, 2, Undo())

    assert [found.rule for found in revised.draft.findings] == ["paper", "duplicate"]
    assert back.draft.findings == manuscript.draft.findings


PROSES = st.sampled_from(
    [FAST, LONG, SHORT, LIMIT, OTHER_WORDS.prose, "Shells!", "", "We prove 73% @everyone #AI a.org/x"]
)
ACTIONS = st.one_of(
    st.builds(Regenerate, st.sampled_from([None, "shorter"])),
    st.just(Shorten()),
    st.just(Undo()),
    st.builds(Edit, PROSES),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 4), ACTIONS, st.lists(PROSES, max_size=4)), max_size=4))
async def test_whatever_is_asked_and_answered_one_tweet_changes_and_versions_are_only_added(
    steps: list[tuple[int, Action, list[str]]],
) -> None:
    manuscript = THREE
    for number, action, proses in steps:
        answers = [Proposal(Role.RESULT, prose, (Evidence(1, LONG),), "Figure 1") for prose in proses]
        try:
            after = await done(manuscript, number, action, *answers[:2], mended=answers[2:])
        except NotRevised:
            continue
        for tweet in manuscript.draft.tweets:
            if tweet.number != number:
                assert after.tweet(tweet.number) is tweet
                assert after.history(tweet.number) is manuscript.history(tweet.number)
        assert after.history(number)[:-1] == manuscript.history(number)
        assert after.history(number)[-1].tweet == after.tweet(number)
        assert (after.tweet(number).number, after.tweet(number).role) == (number, manuscript.tweet(number).role)
        if isinstance(action, Shorten):
            assert after.tweet(number).weighted_length < manuscript.tweet(number).weighted_length
        manuscript = after
