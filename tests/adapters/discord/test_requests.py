"""Requests that break, are slowed down or refused: each is asked again as it may be, and nothing stands twice."""

import asyncio

import pytest

from bot.chat_events import Commanded
from bot.errors import (
    ChatUnavailable,
    MessageTooOld,
)
from tests.contract.cases import a_picture, a_post
from tests.contract.harness import Listener, Running, eventually
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault
from tests.fakes.discord_server.server import TOKEN


@pytest.mark.parametrize("status", [503, 0], ids=["503", "a cut connection"])
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after it was done"])
async def test_a_post_that_breaks_is_sent_again_and_stands_once(
    harness: DiscordHarness, status: int, is_done: bool
) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", status, is_done=is_done))

    post = await harness.adapter.post(harness.place, a_post(picture=a_picture()))
    harness.server.rest.faults.append(Fault("PATCH", "/{message_id}", status, is_done=is_done))
    await harness.adapter.edit(post, a_post("edited", picture=a_picture(7)))

    (seen,) = await harness.visible(harness.place, to=harness.ann)
    assert (seen.id, seen.text, seen.picture) == (post.id, "edited", a_picture(7).image.png)


async def test_a_platform_that_stays_away_is_said_to_be(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 503, times=9))

    with pytest.raises(ChatUnavailable):
        await harness.adapter.post(harness.place, a_post())


async def test_a_post_that_was_taken_and_answered_500_stands_once(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 500, is_done=True))

    post = await harness.adapter.post(harness.place, a_post())

    assert [seen.id for seen in await harness.visible(harness.place, to=harness.ann)] == [post.id]


@pytest.mark.parametrize("is_global", [False, True], ids=["of the route", "of everything"])
async def test_429_is_waited_out(harness: DiscordHarness, is_global: bool) -> None:
    slow = {"message": "You are being rate limited.", "retry_after": 0.05, "global": is_global}
    headers = {"X-RateLimit-Global": "true", "Retry-After": "1"} if is_global else {"Retry-After": "1"}
    harness.server.rest.faults.append(Fault("POST", "/messages", 429, body=slow, headers=headers))

    await harness.adapter.post(harness.place, a_post())

    assert len(await harness.visible(harness.place, to=harness.ann)) == 1


async def test_an_error_that_comes_late_doubles_nothing_and_holds_up_no_other_channel(harness: DiscordHarness) -> None:
    late = asyncio.Event()
    harness.server.rest.faults.append(Fault("POST", "/messages", 503, is_done=True, held=late))

    async with Running(harness, Listener().on_event):
        posting = asyncio.create_task(harness.adapter.post(harness.place, a_post()))
        await eventually(lambda: bool(harness.texts(harness.place)))
        other = await harness.adapter.post(harness.other_place, a_post(key="other-1"))
        is_over_before = posting.done()
        late.set()
        post = await posting

    assert not is_over_before
    assert [seen.id for seen in await harness.visible(harness.place, to=harness.ann)] == [post.id]
    assert [seen.id for seen in await harness.visible(harness.other_place, to=harness.ann)] == [other.id]


async def test_words_to_one_person_that_were_taken_and_answered_500_stand_once_and_later_ones_twice(
    harness: DiscordHarness,
) -> None:
    """Known, and told in docs/discord.md: later words to an interaction have no nonce, and the library asks again."""
    listener = Listener()

    async with Running(harness, listener.on_event):
        await harness.command(harness.place, "usage", by=harness.ann)
        command = (await listener.told(1))[0]
        assert isinstance(command, Commanded)
        await eventually(lambda: all(one.answers for one in harness.world.interactions.values()))
        harness.server.rest.faults.append(Fault("PATCH", "/@original", 500, is_done=True))
        harness.server.rest.faults.append(Fault("POST", "/{webhook_token}", 500, is_done=True))
        for words in ("Nothing spent.", "Nothing at all."):
            await harness.adapter.tell(harness.ann, harness.place, words, about=None, trigger=command.trigger)

    assert harness.texts(harness.place) == ["Nothing spent.", "Nothing at all.", "Nothing at all."]


async def test_429_of_discords_shield_is_no_answer(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 429, headers={"Via": ""}))

    with pytest.raises(ChatUnavailable):
        await harness.adapter.post(harness.place, a_post())


async def test_thirteen_tweets_through_a_small_bucket_stand_in_order_without_a_refusal(harness: DiscordHarness) -> None:
    harness.server.rest.bucket = (5, 0.2)
    listener = Listener()

    async with Running(harness, listener.on_event):
        for number in range(13):
            await harness.adapter.post(harness.place, a_post(f"tweet {number}", key=f"k-{number}"))

    assert harness.texts(harness.place) == [f"tweet {number}" for number in range(13)]
    assert harness.server.rest.slow_downs <= 1


async def test_an_old_message_that_cannot_be_edited_is_said_to_be_too_old(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post())
    harness.server.rest.faults.append(Fault("PATCH", "/{message_id}", 400, code=30046))

    with pytest.raises(MessageTooOld):
        await harness.adapter.edit(post, a_post("new"))


async def test_a_log_has_no_token_of_an_interaction_and_none_of_the_bots(
    harness: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    slow = {"message": "You are being rate limited.", "retry_after": 0.01, "global": False}
    harness.server.rest.faults.append(Fault("POST", "/callback", 429, body=slow))

    async with Running(harness, Listener().on_event):
        one = await harness.interact(harness.place, harness.ann, 2, {"name": "paper", "options": []})
        await eventually(lambda: bool(one.answers))

    assert one.token not in caplog.text
    assert TOKEN not in caplog.text
