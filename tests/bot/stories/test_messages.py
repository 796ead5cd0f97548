"""Messages of a draft: each posted once, edited where it would look otherwise, and gone when it is taken away."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.errors import ChatUnavailable, MessageTooOld, PermissionMissing
from bot.model.chat import MessageRef, Place, Post, PostKind
from bot.records import PostState
from bot.stories.messages import Messages
from tests.builders import draft_record, post_record
from tests.fakes.chat import FakeChat
from tests.fakes.labs import Scene, scene
from tests.fakes.scripted_model import shell_paper


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path, shell_paper()) as opened:
        await opened.store.drafts.save(draft_record("d1", place=opened.chat.place))
        yield opened


@pytest.fixture
def messages(lab: Scene) -> Messages:
    return Messages(lab.lab, "d1", lab.chat.place)


def looking(text: str) -> Callable[[str, str], Awaitable[Post]]:
    async def render(key: str, remark: str) -> Post:
        return Post(PostKind.TWEET, key, text, (remark,) if remark else ())

    return render


def shown(lab: Scene) -> list[str]:
    return [one.text for one in lab.own(lab.chat.place)]


async def test_what_looks_as_it_should_is_not_touched(lab: Scene, messages: Messages) -> None:
    await messages.show(1, looking("We sort."))
    did = list(lab.chat.did)

    await messages.show(1, looking("We sort."))

    assert lab.chat.did == did


async def test_what_changed_is_edited_in_place(lab: Scene, messages: Messages) -> None:
    first = await messages.show(1, looking("We sort."))

    assert await messages.show(1, looking("We sort shells.")) == first
    assert shown(lab) == ["We sort shells."]


async def test_a_message_that_is_too_old_is_replaced_by_one_that_says_so(lab: Scene, messages: Messages) -> None:
    await messages.show(1, looking("We sort."))
    lab.chat.fail("edit", error=MessageTooOld("fake"))

    second = await messages.show(1, looking("We sort shells."))

    assert lab.chat.look_at(second).small_print == ("in place of a message that is too old to edit",)
    assert await messages.message_of(1) == second


@pytest.mark.parametrize("times", [1, 5])
async def test_a_post_whose_answer_is_lost_is_there_once(lab: Scene, messages: Messages, times: int) -> None:
    lab.chat.lose_answers(times)

    await messages.show(1, looking("We sort."))

    assert shown(lab) == ["We sort."]


async def test_a_platform_that_stays_down_is_an_error(lab: Scene, messages: Messages) -> None:
    lab.chat.fail("post", times=9)

    with pytest.raises(ChatUnavailable):
        await messages.show(1, looking("We sort."))


async def test_a_message_of_which_it_is_not_known_whether_it_was_posted_is_taken_away(
    lab: Scene, messages: Messages
) -> None:
    post = Post(PostKind.TWEET, "d1-1", "We sort.")
    await lab.chat.post(lab.chat.place, post)
    begun = post_record("d1-1", 1, place=lab.chat.place, begun_at=lab.lab.now())
    await lab.store.drafts.save_post(begun)

    await messages.take_away(1)

    assert shown(lab) == []
    assert [one.state for one in await lab.store.drafts.posts("d1")] == [PostState.REMOVED]


async def test_one_that_cannot_be_removed_hinders_no_other(lab: Scene, messages: Messages) -> None:
    for serial in (0, 1, 2):
        await messages.show(serial, looking(f"message {serial}"))
    await messages.say("an answer", cause="job")
    lab.chat.fail("remove", error=PermissionMissing("fake", "remove a message", "delete"))

    assert not await messages.take_all_away()
    assert shown(lab) == ["message 0", "message 1"]


async def test_words_are_said_once_for_one_cause_and_in_as_many_messages_as_they_need(
    lab: Scene, messages: Messages
) -> None:
    words = "\n".join(f"line {number}" for number in range(400))

    first = await messages.say(words, cause="job")
    again = await messages.say(words, cause="job")

    assert first == again
    assert "\n".join(shown(lab)) == words


class WordyChat(FakeChat):
    """A platform that finds a post by what it says, and by no key."""

    async def find_own(self, place: Place, key: str, *, text: str, since: datetime) -> MessageRef | None:
        saying = [one for one in self.seen(place) if one.is_own and one.text == text]
        return MessageRef(place, saying[-1].id) if saying else None


@pytest.mark.parametrize("is_lost_on_the_way", [True, False], ids=["request", "answer"])
async def test_words_that_were_said_before_are_said_again_for_another_cause_on_any_platform(
    tmp_path: Path, is_lost_on_the_way: bool
) -> None:
    async with scene(tmp_path, shell_paper(), chat=WordyChat()) as lab:
        await lab.store.drafts.save(draft_record("d1", place=lab.chat.place))
        messages = Messages(lab.lab, "d1", lab.chat.place)
        first = await messages.say("Nothing to undo.", cause="one")
        if is_lost_on_the_way:
            lab.chat.fail("post")
        else:
            lab.chat.lose_answers()

        second = await messages.say("Nothing to undo.", cause="another")

        assert first != second
        assert shown(lab) == ["Nothing to undo."] * 2


async def test_what_was_taken_away_comes_back_as_a_new_message(lab: Scene, messages: Messages) -> None:
    first = await messages.show(1, looking("We sort."))
    await messages.take_away(1)

    second = await messages.show(1, looking("We sort."))

    assert (first != second, shown(lab)) == (True, ["We sort."])
