"""Posts, on both databases."""

from datetime import timedelta

from adapters.store.store import SqlStore
from bot.records import STATUS_SERIAL, PostState
from tests.builders import NOON, draft_record, message, place, post_record


async def test_a_post_is_kept_as_it_is_now(store: SqlStore) -> None:
    await store.drafts.save_post(post_record())
    sent = post_record(state=PostState.SENT, message=message("M7", where=place("t1")), shown="digest")

    await store.drafts.save_post(sent)

    assert await store.drafts.post("post-1") == sent
    assert await store.drafts.post("post-2") is None


async def test_a_post_is_found_by_its_message_whatever_the_chat_thread(store: SqlStore) -> None:
    post = post_record(state=PostState.SENT, message=message("M7", where=place("t1")))
    await store.drafts.save_post(post)
    await store.drafts.save_post(post_record("post-2"))

    assert await store.drafts.post_of(message("M7")) == post
    assert await store.drafts.post_of(message("M7", where=place("t2"))) == post
    assert await store.drafts.post_of(message("M7", where=place(channel="C2"))) is None
    assert await store.drafts.post_of(message("M8")) is None


async def test_posts_come_status_first_then_tweets_then_words(store: SqlStore) -> None:
    for key, serial, seconds in (
        ("w2", None, 9),
        ("w1", None, 5),
        ("t2", 2, 3),
        ("t10", 10, 1),
        ("s", STATUS_SERIAL, 7),
    ):
        await store.drafts.save_post(post_record(key, serial, begun_at=NOON + timedelta(seconds=seconds)))
    await store.drafts.save_post(post_record("other", draft_id="d2"))

    assert [post.key for post in await store.drafts.posts("d1")] == ["s", "t2", "t10", "w1", "w2"]


async def test_sent_tweets_and_status_messages_of_late_drafts_are_watched(store: SqlStore) -> None:
    await store.drafts.save(draft_record("old", created_at=NOON - timedelta(days=2)))
    await store.drafts.save(draft_record("new"))
    await store.drafts.save(draft_record("elsewhere", place=place("t1", channel="C2")))
    shown = {name: message(name, where=place("t1")) for name in ("status", "tweet", "words", "removed", "old", "far")}
    for key, draft_id, serial, state in (
        ("tweet", "new", 1, PostState.SENT),
        ("status", "new", STATUS_SERIAL, PostState.SENT),
        ("words", "new", None, PostState.SENT),
        ("removed", "new", 2, PostState.REMOVED),
        ("old", "old", 1, PostState.SENT),
        ("far", "elsewhere", 1, PostState.SENT),
    ):
        await store.drafts.save_post(post_record(key, serial, draft_id=draft_id, state=state, message=shown[key]))
    await store.drafts.save_post(post_record("sending", 3, draft_id="new"))

    watched = await store.drafts.watched(place(), since=NOON - timedelta(days=1))

    assert watched == (shown["status"], shown["tweet"])
