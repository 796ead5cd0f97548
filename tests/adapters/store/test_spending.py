"""What was spent, on both databases."""

from datetime import date

from adapters.store.store import SqlStore
from bot.provenance import Usage
from bot.records import Spent
from tests.builders import model_call, person, place

DAY = date(2026, 11, 22)
NOTHING = Spent(0, 0, 0, 0, 0.0, 0)


async def test_what_is_booked_is_booked_once_and_summed_by_person_channel_and_day(store: SqlStore) -> None:
    calls = (model_call(cost_usd=0.25), model_call(cost_usd=None, usage=Usage()))
    for key, where, who, day in (
        ("a", place("t1"), person(), DAY),
        ("a", place("t1"), person(), DAY),
        ("b", place(), person("U2"), DAY),
        ("c", place(channel="C2"), person(name="renamed"), date(2026, 11, 21)),
    ):
        await store.spending.spend(key, place=where, person=who, day=day, calls=calls, drafts=1)

    once, twice = Spent(1, 2, 900, 40, 0.25, 1), Spent(2, 4, 1800, 80, 0.5, 2)
    assert await store.spending.of_person(person(), since=date(2026, 11, 1)) == twice
    assert await store.spending.of_person(person(), since=DAY) == once
    assert await store.spending.of_person(person(team="T2"), since=DAY) == NOTHING
    assert await store.spending.of_channel(place("t7"), since=DAY) == twice
    assert await store.spending.of_channel(place(channel="C2"), since=DAY) == NOTHING
    assert await store.spending.of_all(since=DAY) == twice
    assert await store.spending.of_all(since=date(2026, 11, 21)) == Spent(3, 6, 2700, 120, 0.75, 3)
    assert await store.spending.of_all(since=date(2026, 11, 23)) == NOTHING


async def test_sums_may_pass_what_fits_into_four_bytes(store: SqlStore) -> None:
    huge = model_call(usage=Usage(3_000_000_000, None, 2_500_000_000), cost_usd=1e6)

    await store.spending.spend("a", place=place(), person=person(), day=DAY, calls=(huge, huge), drafts=0)

    assert await store.spending.of_all(since=DAY) == Spent(0, 2, 6_000_000_000, 5_000_000_000, 2e6, 0)
