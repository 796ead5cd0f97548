"""A draft with its versions."""

import pytest

from bot.errors import NoSuchTweet
from bot.model import Role, WriterName
from bot.revising import Manuscript
from bot.revising.manuscript import standing
from bot.versions import BY_RULE, PERSON, Version, Why
from tests.builders import draft, tweet


def version(number: int, *, back_to: int | None = None, why: Why = Why.REGENERATED) -> Version:
    return Version(number, why, tweet(2, f"Version {number}."), WriterName("given"), back_to=back_to)


@pytest.mark.parametrize(
    ("history", "reached"),
    [
        ([version(1)], [1]),
        ([version(1), version(2), version(3)], [1, 2, 3]),
        ([version(1), version(2), version(3), version(4, back_to=2)], [1, 2]),
        ([version(1), version(2), version(3), version(4, back_to=2), version(5, back_to=1)], [1]),
        ([version(1), version(2), version(3, back_to=1), version(4), version(5)], [1, 4, 5]),
    ],
    ids=["one", "three", "an undo", "two of them", "work after an undo"],
)
def test_what_an_undo_can_reach_is_what_was_not_undone(history: list[Version], reached: list[int]) -> None:
    assert [one.number for one in standing(history)] == reached


def test_a_draft_begins_with_one_version_of_each_tweet() -> None:
    fresh = Manuscript.of(draft(tweet(1, role=Role.ANNOUNCEMENT), tweet(2)))

    assert [[(one.number, one.why, one.writer) for one in history] for history in fresh.versions] == [
        [(1, Why.DRAFTED, BY_RULE)],
        [(1, Why.DRAFTED, WriterName("extractive"))],
    ]


@pytest.mark.parametrize("number", [0, -1, 3])
def test_there_is_no_tweet_of_another_number(number: int) -> None:
    with pytest.raises(NoSuchTweet, match="the draft has tweets 1 to 2"):
        Manuscript.of(draft(tweet(1), tweet(2))).history(number)


def test_what_was_approved_or_written_by_hand_is_kept_until_that_is_undone() -> None:
    fresh = Manuscript.of(draft(tweet(1), tweet(2), tweet(3)))
    edited = fresh.with_version(Version(2, Why.EDITED, tweet(2, "By hand."), PERSON))
    undone = edited.with_version(Version(3, Why.UNDONE, tweet(2), WriterName("extractive"), back_to=1))

    assert [edited.is_kept(number) for number in (1, 2, 3)] == [False, True, False]
    assert not undone.is_kept(2)
    assert fresh.with_approval(3).is_kept(3)
    assert fresh.with_approval(3).with_approval(3, is_approved=False) == fresh
