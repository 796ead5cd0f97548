"""Many at once, in one process and in several: each thing happens once, and nobody is refused for others' sake."""

import asyncio
import random
from contextlib import suppress
from datetime import date

import pytest

from adapters.store.store import SqlStore
from bot.records import Spent
from tests.adapters.store.conftest import Home
from tests.builders import (
    draft_record,
    job,
    message,
    model_call,
    person,
    place,
    post_record,
    press_change,
    version,
)

DAY = date(2026, 11, 22)


@pytest.fixture
async def stores(home: Home) -> list[SqlStore]:
    """Of two processes, as far as the database can tell."""
    return [await home.open(), await home.open()]


async def test_a_key_that_many_bring_at_once_is_accepted_once(stores: list[SqlStore]) -> None:
    for number in range(5):
        accepted = await asyncio.gather(
            *(
                store.events.accept(f"event-{number}", job(f"job-{number}"), press=press_change())
                for store in stores * 5
            )
        )

        assert sum(accepted) == 1
    assert [one.key for one in await stores[0].events.unstarted()] == [f"job-{number}" for number in range(5)]


async def test_a_version_that_two_bring_at_once_is_added_once(stores: list[SqlStore]) -> None:
    await stores[0].drafts.save(draft_record())
    await asyncio.gather(*(store.drafts.put_first("d1", 1, version()) for store in stores * 3))

    added = await asyncio.gather(
        *(store.drafts.add_version("d1", 1, version(2), cause="job-1") for store in stores * 5)
    )

    draft = await stores[0].drafts.draft("d1")
    assert sum(added) == 1
    assert draft is not None
    assert draft.tweets[0].versions == (version(), version(2))


async def test_what_is_spent_remembered_and_posted_by_two_at_once_is_there_once(stores: list[SqlStore]) -> None:
    calls = (model_call(),)
    await asyncio.gather(
        *(
            store.spending.spend("job-1", place=place(), person=person(), day=DAY, calls=calls, drafts=1)
            for store in stores * 5
        ),
        *(store.drafts.remember("d1", "write", f"answer {n}", calls=calls) for n, store in enumerate(stores * 5)),
        *(store.drafts.save_post(post_record(message=message())) for store in stores * 5),
        *(store.papers.save("a" * 64, b"%PDF", name="paper.pdf") for store in stores * 5),
        *(store.drafts.save(draft_record()) for store in stores * 5),
    )

    assert await stores[0].spending.of_all(since=DAY) == Spent(1, 1, 900, 40, 0.0125, 0)
    assert await stores[0].drafts.calls("d1") == list(calls)
    assert await stores[0].drafts.posts("d1") == [post_record(message=message())]


async def test_wishes_that_are_added_at_once_get_numbers_of_their_own_and_the_same_words_one(
    stores: list[SqlStore],
) -> None:
    wishes = await asyncio.gather(
        *(store.channels.add_wish(place(), f"wish {n // 2}", by="U1") for n, store in enumerate(stores * 4))
    )

    kept = await stores[0].channels.wishes(place())
    assert [wish.number for wish in kept] == [1, 2, 3, 4]
    assert set(wishes) == set(kept)
    assert len({wish.words for wish in kept}) == 4


async def test_fifty_tasks_that_read_and_write_are_all_served(stores: list[SqlStore]) -> None:
    await stores[0].drafts.save(draft_record())

    async def work(number: int) -> None:
        store = stores[number % 2]
        await store.events.accept(f"event-{number}", job(f"job-{number}"))
        await store.drafts.put_first("d1", number, version())
        await store.drafts.draft("d1")
        await store.events.mark_started(f"job-{number}")

    await asyncio.gather(*(work(number) for number in range(50)))

    draft = await stores[0].drafts.draft("d1")
    assert draft is not None
    assert len(draft.tweets) == 50
    assert await stores[1].events.unstarted() == ()


async def test_a_task_that_is_cancelled_leaves_all_of_its_change_or_nothing_and_no_lock(home: Home) -> None:
    store = await home.open()
    chance = random.Random(7)

    async def accept(number: int) -> None:
        await store.events.accept(f"event-{number}", job(f"job-{number}"))

    for first in range(0, 40, 20):
        tasks = [asyncio.create_task(accept(number)) for number in range(first, first + 20)]
        for task in chance.sample(tasks, len(tasks)):
            for _ in range(chance.randrange(25)):
                await asyncio.sleep(0)
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    async with asyncio.timeout(10):
        for number in range(40):
            is_new = await store.events.accept(f"event-{number}", None)
            assert (await store.events.job(f"job-{number}") is None) == is_new


async def test_a_draft_is_read_as_it_was_at_one_moment(stores: list[SqlStore]) -> None:
    writer, reader = stores
    await writer.drafts.save(draft_record())
    await writer.drafts.put_first("d1", 1, version())

    async def come_and_go() -> None:
        for _ in range(15):
            await writer.drafts.put_first("d1", 2, version())
            await writer.drafts.cut("d1", behind=1)

    changing = asyncio.create_task(come_and_go())
    while not changing.done():
        draft = await reader.drafts.draft("d1")
        assert draft is not None
        assert all(tweet.versions == (version(),) for tweet in draft.tweets)
    await changing


@pytest.mark.parametrize("kept_home", ["sqlite"], indirect=True)
async def test_a_change_waits_while_another_program_writes_the_file(home: Home, store: SqlStore) -> None:
    with home.engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        accepting = asyncio.create_task(store.events.accept("event-1", None))
        assert await store.events.job("job-1") is None  # who reads does not wait
        assert not accepting.done()
        other.rollback()

    assert await accepting
