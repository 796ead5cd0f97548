"""Events, jobs, presses and cursors, on both databases."""

from dataclasses import replace
from datetime import timedelta

from adapters.store.store import SqlStore
from bot.records import PressChange, PressState
from tests.adapters.store.conftest import Home
from tests.builders import NOON, job, message, person, place, press_change


async def test_what_happened_is_accepted_once_with_its_job_and_its_press(store: SqlStore) -> None:
    first = await store.events.accept("event-1", job(), press=press_change())

    again = await store.events.accept("event-1", job("job-2"), press=press_change(is_present=False, count=2))

    assert (first, again) == (True, False)
    assert await store.events.job("job-1") == job()
    assert await store.events.job("job-2") is None
    assert await store.events.press(message(), person(), "🔁") == press_change().state


async def test_something_of_which_no_job_comes_is_accepted_once_too(store: SqlStore) -> None:
    assert await store.events.accept("event-1", None)
    assert not await store.events.accept("event-1", job())
    assert await store.events.unstarted() == ()


async def test_two_people_who_press_the_same_make_one_job(store: SqlStore) -> None:
    assert await store.events.accept("press-of-ada", job())
    assert await store.events.accept("press-of-ben", job(owner="slack:T1:U2"))

    assert await store.events.unstarted() == (job(),)


async def test_jobs_wait_in_the_order_of_their_coming_until_they_are_started(store: SqlStore) -> None:
    for key in ("z", "a", "m", "b"):
        await store.events.accept(f"event-{key}", job(key))

    await store.events.mark_started("a")
    await store.events.mark_started("a")
    await store.events.mark_started("unknown")

    assert [one.key for one in await store.events.unstarted()] == ["z", "m", "b"]
    assert await store.events.job("a") == job("a")


async def test_a_payload_comes_back_with_every_sign_that_people_type(store: SqlStore) -> None:
    payload = {"text": "a\0b \ud83d ’ 😀", "tweets": [1, 2.5, None, True], "inner": {"": "x"}}

    await store.events.accept("event-1", job(payload=payload))

    assert await store.events.job("job-1") == job(payload=payload)


async def test_a_press_is_known_by_message_person_and_emoji(store: SqlStore) -> None:
    change = press_change(message=message(where=place("t1")))
    await store.events.note_press(change)

    assert await store.events.press(message(), replace(person(), name="renamed"), "🔁") == change.state
    assert await store.events.press(message("M2"), person(), "🔁") is None
    assert await store.events.press(message(where=place(channel="C2")), person(), "🔁") is None
    assert await store.events.press(message(), person("U2"), "🔁") is None
    assert await store.events.press(message(), person(), "✂️") is None


async def test_a_press_has_its_last_state(store: SqlStore) -> None:
    await store.events.note_press(press_change())
    later = PressState(False, 1, NOON + timedelta(seconds=2, microseconds=7))

    await store.events.note_press(press_change(state=later))

    assert await store.events.press(message(), person(), "🔁") == later


async def test_the_presses_that_stand_on_messages_are_told_together(store: SqlStore) -> None:
    here, elsewhere = message(where=place("t1")), message("M9", where=place(channel="C2"))
    scissors = press_change(emoji="✂️", message=here)
    of_ben = press_change(person=person("U2", name=""), message=elsewhere)
    for change in (scissors, of_ben, press_change(is_present=False), press_change(message=message("M2"))):
        await store.events.note_press(change)

    standing = await store.events.standing([here, elsewhere, message("unknown")])

    assert set(standing) == {replace(scissors, person=person(name="")), of_ben}
    assert await store.events.standing([]) == ()


async def test_a_cursor_stands_where_it_was_moved_last(store: SqlStore) -> None:
    assert await store.events.cursor(place()) is None

    await store.events.move_cursor(place("t1"), "10")
    await store.events.move_cursor(place(), "11")
    await store.events.move_cursor(place(channel="C2"), "5")
    await store.events.move_cursor(place(platform="discord"), "7")

    assert await store.events.cursor(place()) == "11"
    assert set(await store.events.channels("slack")) == {place(), place(channel="C2")}
    assert await store.events.channels("discord") == [place(platform="discord")]
    assert await store.events.channels("console") == []


async def test_what_was_accepted_is_there_for_the_next_process(home: Home) -> None:
    first = await home.open()
    await first.events.accept("event-1", job())
    await first.close()

    second = await home.open()

    assert not await second.events.accept("event-1", job())
    assert await second.events.unstarted() == (job(),)


async def test_what_is_long_over_goes_and_what_still_waits_or_stands_does_not(home: Home, store: SqlStore) -> None:
    for number in range(1002):  # more than go at once
        await store.events.accept(f"old-{number}", None)
    await store.events.accept("old", job("old"), press=press_change(emoji="✂️"))
    await store.events.mark_started("old")
    await store.events.accept("waits", job("waits"))
    home.clock.now += timedelta(days=40)
    await store.events.accept("new", job("new"), press=replace_at(press_change(), home))
    await store.events.mark_started("new")
    before = home.clock.now - timedelta(days=30)

    removed = await store.events.drop_old(jobs_before=before, events_before=before)

    assert removed == 1002 + len(("the job", "its key", "its press", "the key of what waits"))
    assert [await store.events.job(key) for key in ("old", "waits", "new")] == [None, job("waits"), job("new")]
    assert await store.events.press(message(), person(), "✂️") is None
    assert await store.events.press(message(), person(), "🔁") is not None
    assert not await store.events.accept("new", job())
    assert await store.events.drop_old(jobs_before=before, events_before=before) == 0


def replace_at(change: PressChange, home: Home) -> PressChange:
    """The change, made now."""
    return replace(change, state=replace(change.state, at=home.clock.now))
