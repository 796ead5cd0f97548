"""Settings, wishes, roster and examples of a channel, on both databases."""

from adapters.store.store import SqlStore
from bot.records import ChannelSettings, Example, RosterEntry, StandingWish
from tests.builders import place

LONG = "no exclamation marks, " * 2000  # more than an index of PostgreSQL takes


async def test_settings_are_those_of_the_channel_wherever_in_it_they_were_saved(store: SqlStore) -> None:
    settings = ChannelSettings(uses_model=False, tags=("NLP",), daily_usd=0.5, revisers="U1,U2")
    assert await store.channels.settings(place()) == ChannelSettings()

    await store.channels.save_settings(place("t1"), ChannelSettings())
    await store.channels.save_settings(place("t1"), settings)

    assert await store.channels.settings(place()) == settings
    assert await store.channels.settings(place("t2")) == settings
    assert await store.channels.settings(place(channel="C2")) == ChannelSettings()
    assert await store.channels.settings(place(platform="discord")) == ChannelSettings()


async def test_wishes_are_numbered_and_the_same_words_are_one_wish(store: SqlStore) -> None:
    first = await store.channels.add_wish(place("t1"), LONG, by="U1")
    second = await store.channels.add_wish(place(), "Name \0 the data set.", by="U2")

    again = await store.channels.add_wish(place(), LONG, by="U2")

    assert (first, second) == (StandingWish(1, LONG, "U1"), StandingWish(2, "Name \0 the data set.", "U2"))
    assert again == first
    assert await store.channels.wishes(place()) == [first, second]
    assert await store.channels.wishes(place(channel="C2")) == []


async def test_a_wish_is_removed_by_its_number_once(store: SqlStore) -> None:
    await store.channels.add_wish(place(), "one", by="U1")
    await store.channels.add_wish(place(), "two", by="U1")

    assert await store.channels.remove_wish(place(), 1)
    assert not await store.channels.remove_wish(place(), 1)
    assert not await store.channels.remove_wish(place(channel="C2"), 2)

    assert await store.channels.wishes(place()) == [StandingWish(2, "two", "U1")]
    assert await store.channels.add_wish(place(), "one", by="U1") == StandingWish(3, "one", "U1")


async def test_the_roster_goes_by_name(store: SqlStore) -> None:
    for name, handle in (("Zoe", "@z"), ("ada", "@a"), ("Ben", "@b"), ("Ada", "@A")):
        await store.channels.put_on_roster(place("t1"), RosterEntry("U1", name, handle))
    await store.channels.put_on_roster(place(), RosterEntry("U2", "Ben", "@ben"))
    await store.channels.put_on_roster(place(), RosterEntry("U3", LONG, "@long"))

    assert await store.channels.take_off_roster(place(), LONG)
    assert await store.channels.take_off_roster(place(), "Zoe")
    assert not await store.channels.take_off_roster(place(), "Zoe")

    assert await store.channels.roster(place()) == [
        RosterEntry("U1", "Ada", "@A"),
        RosterEntry("U1", "ada", "@a"),
        RosterEntry("U2", "Ben", "@ben"),
    ]
    assert await store.channels.roster(place(channel="C2")) == []


async def test_examples_come_newest_first_and_one_draft_is_one_example(store: SqlStore) -> None:
    for draft_id in ("d1", "d2", "d3", "d4"):
        await store.channels.keep_example(place("t1"), Example(draft_id, "author", ("One.", "Two \0.")))
    await store.channels.keep_example(place(), Example("d1", "curator", ("Other.",)))
    await store.channels.drop_example(place(), "d3")
    await store.channels.drop_example(place(channel="C2"), "d2")

    assert await store.channels.examples(place()) == [
        Example("d1", "curator", ("Other.",)),
        Example("d4", "author", ("One.", "Two \0.")),
        Example("d2", "author", ("One.", "Two \0.")),
    ]
    assert await store.channels.examples(place(channel="C2")) == []
