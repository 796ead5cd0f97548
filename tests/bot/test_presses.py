"""Presses told twice, late, out of order or only by what stands there: each has one effect."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat_events import Pressed
from bot.presses import after, folded_emoji
from tests.builders import message, person

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def pressed(*, is_added: bool = True, event_id: str | None = None, second: float | None = None) -> Pressed:
    at = None if second is None else NOON + timedelta(seconds=second)
    return Pressed(message(), person(), "🔁", is_added, event_id, at)


def taken(events: list[Pressed]) -> int:
    """How many of these events are new presses, told in this order; an id that was taken is not taken again."""
    known = None
    keys: set[str] = set()
    for number, event in enumerate(events):
        state, is_new = after(event, known)
        key = event.event_id or f"without {number}"
        if not is_new or key not in keys:
            known = state
        keys |= {key} if is_new else set()
    return len(keys)


def test_an_emoji_is_folded() -> None:
    assert [folded_emoji(one) for one in ("✂️", "👍🏽", "🔁")] == ["✂", "👍", "🔁"]


def test_a_press_that_is_told_again_without_an_id_has_one_effect() -> None:
    assert taken([pressed(), pressed(), pressed()]) == 1


def test_a_press_that_was_taken_away_and_set_again_is_a_new_one() -> None:
    assert taken([pressed(), pressed(is_added=False), pressed()]) == 2


def test_a_press_with_its_own_id_is_new_though_nobody_told_that_the_last_was_taken_away() -> None:
    assert taken([pressed(event_id="E1", second=1), pressed(event_id="E3", second=3)]) == 2


def test_what_was_looked_up_after_a_press_is_that_press() -> None:
    assert taken([pressed(event_id="E1", second=1), pressed(second=9)]) == 1


def test_an_event_that_comes_after_what_it_caused_was_looked_up_changes_nothing() -> None:
    assert taken([pressed(second=9), pressed(event_id="E1", second=1)]) == 1


@settings(max_examples=60)
@given(data=st.data(), changes=st.integers(1, 25))
def test_events_with_ids_and_times_have_one_effect_each_in_any_number_of_tellings(
    data: st.DataObject, changes: int
) -> None:
    """Slack's: every event is told one to three times, in any order."""
    first = [
        pressed(is_added=number % 2 == 0, event_id=f"E{number}", second=float(number)) for number in range(changes)
    ]
    told = data.draw(st.permutations([event for event in first for _ in range(data.draw(st.integers(1, 3)))]))

    assert taken(told) == (changes + 1) // 2


@settings(max_examples=60)
@given(st.lists(st.booleans(), max_size=40))
def test_events_without_ids_have_an_effect_where_the_emoji_was_not_there(adds: list[bool]) -> None:
    """Discord's: only the way from absent to present counts."""
    expected = sum(is_added and (place == 0 or not adds[place - 1]) for place, is_added in enumerate(adds))

    assert taken([pressed(is_added=is_added) for is_added in adds]) == expected
