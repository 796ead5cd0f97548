"""Forgetting a draft leaves no word of it, and all of the others."""

from datetime import date
from pathlib import Path

import pytest

from adapters.store.address import FILE_NAME
from adapters.store.store import SqlStore
from bot.errors import DraftForgotten
from bot.records import Example, KeptDraft, KeptTweet, PostState, Spent, StandingWish
from tests.adapters.store.conftest import Home
from tests.builders import (
    draft_record,
    finding,
    job,
    message,
    model_call,
    paper,
    person,
    place,
    post_record,
    press_change,
    tweet,
    version,
)

SECRET = "xylophone"
DAY = date(2026, 11, 22)


async def fill(store: SqlStore, draft_id: str, word: str, *, sha256: str) -> None:
    """A draft of which every column that can hold a word holds that one."""
    await store.papers.save(sha256, f"%PDF {word}".encode(), name=f"{word}.pdf")
    await store.papers.save_read(sha256, paper(word), category=None, doubts=[word], by="0.1.0")
    await store.drafts.save(
        draft_record(draft_id, sha256=sha256, title=word, own_thread=word, findings=(finding(word),), note=word)
    )
    await store.events.accept(f"event-{draft_id}", job(f"job-{draft_id}", line=draft_id, payload={"wish": word}))
    await store.events.mark_started(f"job-{draft_id}")
    cancel = job(f"cancel-{draft_id}", line=f"{draft_id}:cancel", payload={"wish": word})
    await store.events.accept(f"event-cancel-{draft_id}", cancel)
    spoken = model_call(left_out=word, outcome=word)
    await store.drafts.put_first(draft_id, 1, version(1, word))
    await store.drafts.add_version(
        draft_id, 1, version(2, tweet=tweet(1, word), wish=word, calls=(spoken,)), cause=f"job-{draft_id}"
    )
    await store.drafts.remember(draft_id, "write", word, calls=(spoken,))
    shown = message(f"M-{draft_id}", where=place("t1"))
    await store.drafts.save_post(
        post_record(f"post-{draft_id}", draft_id=draft_id, state=PostState.SENT, message=shown, shown=word)
    )
    await store.events.note_press(press_change(message=shown, emoji=word))
    await store.channels.keep_example(place(), Example(draft_id, word, (word,)))
    await store.spending.spend(f"job-{draft_id}", place=place(), person=person(), day=DAY, calls=(spoken,), drafts=1)


async def test_no_word_of_a_forgotten_draft_is_left_and_what_was_spent_stays(home: Home, store: SqlStore) -> None:
    await fill(store, "d1", SECRET, sha256="a" * 64)
    assert home.everything().count(SECRET) > 10

    await store.drafts.forget("d1")

    assert SECRET not in home.everything()
    assert await store.papers.pdf("a" * 64) is None
    assert await store.papers.read("a" * 64, by="0.1.0") is None
    assert await store.drafts.draft("d1") is None
    assert await store.spending.of_all(since=DAY) == Spent(1, 1, 900, 40, 0.0125, 0)


async def test_other_drafts_stay_whole_with_the_paper_that_they_share(home: Home, store: SqlStore) -> None:
    await fill(store, "d1", SECRET, sha256="a" * 64)
    await fill(store, "d2", "zither", sha256="a" * 64)
    before = home.everything().count("zither")

    await store.drafts.forget("d1")

    assert await store.papers.pdf("a" * 64) == f"%PDF {SECRET}".encode()
    assert await store.papers.read("a" * 64, by="0.1.0") is not None
    assert home.everything().count("zither") == before
    await store.drafts.forget("d2")
    assert await store.papers.pdf("a" * 64) is None


async def test_what_happened_to_a_forgotten_draft_does_not_happen_again(store: SqlStore) -> None:
    await fill(store, "d1", SECRET, sha256="a" * 64)
    await store.drafts.forget("d1")

    assert not await store.events.accept("event-d1", job("job-d1", line="d1"))
    assert await store.events.job("job-d1") is None


async def test_a_late_job_keeps_nothing_of_a_forgotten_draft(home: Home, store: SqlStore) -> None:
    await fill(store, "d1", SECRET, sha256="a" * 64)
    await store.drafts.forget("d1")

    for late in (
        store.drafts.save(draft_record(title=SECRET)),
        store.drafts.put_first("d1", 1, version(1, SECRET)),
        store.drafts.add_version("d1", 1, version(3, SECRET), cause="late"),
        store.drafts.set_picture("d1", 1, version(2, SECRET)),
        store.drafts.remember("d1", "repair", SECRET),
        store.channels.keep_example(place(), Example("d1", "author", (SECRET,))),
    ):
        with pytest.raises(DraftForgotten, match="was forgotten"):
            await late
    await store.drafts.save_post(post_record("answer"))  # it holds no words, and somebody wants to know

    assert SECRET not in home.everything()


async def test_forgetting_twice_is_forgetting_once_and_so_is_what_was_never_there(store: SqlStore) -> None:
    await store.channels.add_wish(place(), "a wish of the channel", by="U1")
    await store.drafts.save(draft_record("d2"))
    await store.drafts.put_first("d2", 1, version())

    await store.drafts.forget("d1")
    await store.drafts.forget("d1")

    assert await store.drafts.draft("d2") == KeptDraft(draft_record("d2"), (KeptTweet(1, (version(),)),))
    assert await store.channels.wishes(place()) == [StandingWish(1, "a wish of the channel", "U1")]


@pytest.mark.parametrize("kept_home", ["sqlite"], indirect=True)
async def test_the_words_are_gone_from_the_files_of_sqlite_too(home: Home, store: SqlStore) -> None:
    await fill(store, "d1", SECRET, sha256="a" * 64)
    assert SECRET.encode() in bytes_of(home.folder)

    await store.drafts.forget("d1")

    assert SECRET.encode() not in bytes_of(home.folder)


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob(f"{FILE_NAME}*")))
