"""Drafts, tweets and versions, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store.store import SqlStore
from bot.errors import StoreError
from bot.model.chat import Attachment
from bot.records import DraftState, KeptDraft, KeptTweet, WantedPaper
from tests.builders import NOON, draft_record, finding, model_call, person, place, tweet, version

EARLIER, LATER = NOON - timedelta(hours=1), NOON + timedelta(hours=1)


async def test_a_draft_comes_back_as_it_was_saved_last(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    record = draft_record(
        place=place("t2"), sha256="a" * 64, title="A \0 Title", findings=(finding(),), seconds={"read": 1.5}, note="n"
    )

    await store.drafts.save(record)

    assert await store.drafts.draft("d1") == KeptDraft(record, ())
    assert await store.drafts.draft("d2") is None
    assert await store.drafts.state("d2") is None


@pytest.mark.parametrize(
    ("kept", "saved", "then"),
    [
        pytest.param("stopping", "working", "stopping", id="work that goes on does not undo a cancel"),
        pytest.param("stopping", "waiting", "stopping", id="nor does work that begins"),
        pytest.param("stopping", "stopped", "stopped", id="it stops"),
        pytest.param("stopping", "done", "done", id="it was done already"),
        pytest.param("done", "working", "working", id="it is drafted again"),
        pytest.param("waiting", "working", "working", id="it begins"),
    ],
)
async def test_a_saved_state_holds_unless_the_draft_is_to_stop(
    store: SqlStore, kept: str, saved: str, then: str
) -> None:
    await store.drafts.save(draft_record())
    await store.drafts.set_state("d1", DraftState(kept))

    await store.drafts.save(draft_record(state=DraftState(saved), title="It went on"))

    assert await store.drafts.state("d1") == DraftState(then)
    draft = await store.drafts.draft("d1")
    assert draft is not None
    assert draft.record == draft_record(state=DraftState(then), title="It went on")


async def test_a_state_can_be_set_alone(store: SqlStore) -> None:
    await store.drafts.save(draft_record(state=DraftState.STOPPING))

    await store.drafts.set_state("d1", DraftState.WORKING)
    await store.drafts.set_state("unknown", DraftState.DONE)

    assert await store.drafts.state("d1") == DraftState.WORKING
    assert await store.drafts.state("unknown") is None


async def test_the_newest_draft_of_a_channel_counts_its_chat_threads_and_that_of_a_chat_thread_does_not(
    store: SqlStore,
) -> None:
    await store.drafts.save(draft_record("old", created_at=EARLIER))
    await store.drafts.save(draft_record("of-channel", place=place()))
    await store.drafts.save(draft_record("new", place=place("t2"), created_at=LATER))
    await store.drafts.save(draft_record("elsewhere", place=place("t1", channel="C2"), created_at=LATER + timedelta(1)))

    assert await store.drafts.newest(place()) == "new"
    assert await store.drafts.newest(place("t1")) == "old"
    assert await store.drafts.newest(place("t2")) == "new"
    assert await store.drafts.newest(place("t3")) is None
    assert await store.drafts.newest(place(channel="C3")) is None


async def test_the_draft_of_a_paper_in_a_channel_is_found_also_before_the_paper_was_read(store: SqlStore) -> None:
    wanted = WantedPaper(arxiv_id="2306.13840")
    await store.drafts.save(draft_record("old", arxiv_id="2306.13840", created_at=EARLIER))
    await store.drafts.save(draft_record("new", wanted=wanted))
    await store.drafts.save(draft_record("failed", wanted=wanted, state=DraftState.FAILED, created_at=LATER))
    await store.drafts.save(
        draft_record(
            "pdf", wanted=WantedPaper(attachment=Attachment("F1", "paper.pdf", 3, "F1")), arxiv_id="1706.03762"
        )
    )

    assert await store.drafts.of_paper(place("t9"), "2306.13840") == "new"
    assert await store.drafts.of_paper(place(), "1706.03762") == "pdf"
    assert await store.drafts.of_paper(place(channel="C2"), "2306.13840") is None
    assert await store.drafts.of_paper(place(), "2306.13841") is None


async def test_the_drafts_that_somebody_asked_for_come_newest_first(store: SqlStore) -> None:
    await store.drafts.save(draft_record("old", created_at=EARLIER))
    await store.drafts.save(draft_record("new", created_at=LATER, place=place("t2")))
    await store.drafts.save(draft_record("of-ben", asked_by=person("U2")))
    await store.drafts.set_state("new", DraftState.DONE)

    mine = await store.drafts.recent(person(name="Ada, now renamed"), most=5)

    assert [(one.id, one.state) for one in mine] == [("new", DraftState.DONE), ("old", DraftState.WAITING)]
    assert [one.id for one in await store.drafts.recent(person(), most=1)] == ["new"]
    assert await store.drafts.recent(person(team="T2"), most=5) == ()


async def test_a_first_version_takes_the_place_of_the_one_before_and_the_rest_stays(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    await store.drafts.put_first("d1", 1, version(1, "Rough."))
    await store.drafts.put_first("d1", 2, version(1, "Two."))
    await store.drafts.approve("d1", 1, is_approved=True)

    await store.drafts.put_first("d1", 1, version(1, "Better."))

    assert await tweets_of(store) == (
        KeptTweet(1, (version(1, "Better."),), is_approved=True),
        KeptTweet(2, (version(1, "Two."),)),
    )


async def test_tweets_that_are_no_part_of_the_finished_draft_are_cut(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    for serial in (1, 2, 3, 4):
        await store.drafts.put_first("d1", serial, version())

    await store.drafts.cut("d1", behind=2)

    assert [one.serial for one in await tweets_of(store)] == [1, 2]


async def test_a_job_adds_one_version_to_a_tweet_however_often_it_runs(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    await store.drafts.put_first("d1", 1, version())
    await store.drafts.put_first("d1", 2, version())

    assert await store.drafts.add_version("d1", 1, version(2, "Two."), cause="job-1")
    assert not await store.drafts.add_version("d1", 1, version(3, "Two, again."), cause="job-1")
    assert await store.drafts.add_version("d1", 2, version(2, "Of the other."), cause="job-1")
    assert await store.drafts.add_version("d1", 1, version(3, "Three.", calls=(model_call(),)), cause="job-2")

    one, other = await tweets_of(store)
    assert one.versions == (version(), version(2, "Two."), version(3, "Three.", calls=(model_call(),)))
    assert other.versions == (version(), version(2, "Of the other."))


async def test_whether_a_job_has_added_a_version_is_known_of_the_whole_draft(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    await store.drafts.put_first("d1", 1, version())
    await store.drafts.put_first("d1", 2, version())
    await store.drafts.add_version("d1", 2, version(2), cause="job-1")

    assert await store.drafts.is_made("d1", "job-1")
    assert not await store.drafts.is_made("d1", "job-2")
    assert not await store.drafts.is_made("d2", "job-1")


async def test_two_jobs_cannot_make_one_number(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    await store.drafts.put_first("d1", 1, version())
    await store.drafts.add_version("d1", 1, version(2, "Two."), cause="job-1")

    with pytest.raises(StoreError, match="Another job has made version 2 of tweet 1"):
        await store.drafts.add_version("d1", 1, version(2, "Two, too."), cause="job-2")

    assert [one.tweet.text for one in (await tweets_of(store))[0].versions][1:] == ["Two."]


async def test_nothing_is_kept_of_a_tweet_or_draft_that_is_not_there(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="a draft or tweet that is not there"):
        await store.drafts.put_first("d1", 1, version())
    await store.drafts.save(draft_record())
    with pytest.raises(StoreError, match="a draft or tweet that is not there"):
        await store.drafts.add_version("d1", 1, version(2), cause="job-1")

    assert await store.drafts.draft("d1") == KeptDraft(draft_record(), ())


async def test_a_picture_is_set_on_the_newest_version_only(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    await store.drafts.put_first("d1", 1, version())
    await store.drafts.add_version("d1", 1, version(2), cause="job-1")
    drawn = replace(version(2), tweet=tweet(1, findings=(finding("Drawn."),)))

    await store.drafts.set_picture("d1", 1, drawn)
    await store.drafts.set_picture("d1", 1, version(1, "Too late."))
    await store.drafts.set_picture("d1", 1, version(3, "Not there yet."))

    assert (await tweets_of(store))[0].versions == (version(), drawn)


async def test_tweets_are_approved_and_taken_out_and_put_back(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    for serial in (1, 2):
        await store.drafts.put_first("d1", serial, version())

    await store.drafts.approve("d1", 1, is_approved=True)
    await store.drafts.take_out("d1", 2, at=NOON)
    draft = await store.drafts.draft("d1")

    assert draft is not None
    assert draft.standing == (KeptTweet(1, (version(),), is_approved=True),)
    assert draft.tweets[1] == KeptTweet(2, (version(),), is_out=True, out_at=NOON)
    await store.drafts.approve("d1", 1, is_approved=False)
    await store.drafts.take_out("d1", 2, at=None)
    assert await tweets_of(store) == (KeptTweet(1, (version(),)), KeptTweet(2, (version(),)))


@pytest.mark.parametrize(
    ("named", "then"),
    [
        pytest.param((), [1, 2, 3, 4], id="none: by serial"),
        pytest.param((3, 1, 4, 2), [3, 1, 4, 2], id="all"),
        pytest.param((4, 2), [4, 2, 1, 3], id="some: the rest behind"),
        pytest.param((9, 2), [2, 1, 3, 4], id="one that is not there"),
    ],
)
async def test_tweets_stand_in_the_order_that_was_set_last(
    store: SqlStore, named: tuple[int, ...], then: list[int]
) -> None:
    await store.drafts.save(draft_record())
    for serial in (1, 2, 3, 4):
        await store.drafts.put_first("d1", serial, version())
    await store.drafts.arrange("d1", (2, 1, 3, 4))

    await store.drafts.arrange("d1", named)

    assert [one.serial for one in await tweets_of(store)] == then


async def test_what_was_remembered_first_stays_and_its_calls_count_once(store: SqlStore) -> None:
    await store.drafts.save(draft_record())
    first, second = model_call(seconds=1.0), model_call(seconds=2.0)
    await store.drafts.remember("d1", "write-1", 'An "answer" \0 \ud800', calls=(first, second))

    await store.drafts.remember("d1", "write-1", "another", calls=(first,))
    await store.drafts.remember("d1", "repair-1", "", calls=(second,))
    await store.drafts.remember("d2", "write-1", "of another draft", calls=(first,))

    assert await store.drafts.recall("d1", "write-1") == 'An "answer" \0 \ud800'
    assert await store.drafts.recall("d1", "repair-1") == ""
    assert await store.drafts.recall("d1", "write-2") is None
    assert await store.drafts.calls("d1") == [first, second, second]


@pytest.mark.parametrize(
    ("under", "seconds"),
    [
        pytest.param("job-1:", [1.0, 2.0], id="one job's"),
        pytest.param("job-1", [1.0, 2.0, 3.0], id="one that begins so as well"),
        pytest.param("JOB", [], id="capitals count"),
        pytest.param("%", [], id="no pattern"),
        pytest.param("", [1.0, 2.0, 3.0], id="all"),
    ],
)
async def test_calls_are_told_by_the_beginning_of_their_key(store: SqlStore, under: str, seconds: list[float]) -> None:
    for key, second in (("job-1:a", 1.0), ("job-1:b", 2.0), ("job-12:a", 3.0)):
        await store.drafts.remember("d1", key, "answer", calls=(model_call(seconds=second),))

    assert [call.seconds for call in await store.drafts.calls("d1", under=under)] == seconds


async def tweets_of(store: SqlStore) -> tuple[KeptTweet, ...]:
    draft = await store.drafts.draft("d1")
    assert draft is not None
    return draft.tweets
