"""The chat platform in memory keeps the contract, and does what tests of the core ask of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat_events import ChatEvent, Commanded
from bot.errors import ChatUnavailable, PermissionMissing
from bot.model.chat import Form, MessageRef, Person, Place
from bot.ports import ChatAdapter
from tests.contract.cases import a_post
from tests.contract.chat_adapter import ChatAdapterContract
from tests.contract.harness import Can, File, Listener, Running, Seen, eventually
from tests.fakes.chat import LIMITS, FakeChat

_SMALL = replace(LIMITS, attachment_bytes=1_000_000)


class FakeHarness:
    """The platform in memory; its adapter and its process are the same thing, so that a restart is nothing."""

    def __init__(self) -> None:
        self.chat = FakeChat(limits=_SMALL)

    @property
    def adapter(self) -> ChatAdapter:
        return self.chat

    @property
    def cannot(self) -> Mapping[Can, str]:
        return {}

    @property
    def place(self) -> Place:
        return self.chat.place

    @property
    def other_place(self) -> Place:
        return self.chat.other_place

    @property
    def ann(self) -> Person:
        return self.chat.ann

    @property
    def bea(self) -> Person:
        return self.chat.bea

    @property
    def takes_options(self) -> bool:
        return True

    @property
    def acknowledged(self) -> int:
        return len(self.chat.acknowledged)

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        return self.chat.seen(place, by=to)

    async def shown_form(self, to: Person) -> Form | None:
        return next((shown.form for shown in reversed(self.chat.forms) if shown.person == to), None)

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        return self.chat.say(text, place, by=by, files=files, is_mention=is_mention)

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        return self.chat.say("", place, by=by, files=[File("large.pdf", bytes(_SMALL.attachment_bytes + 1))])

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        self.chat.change(message, text)

    async def delete(self, message: MessageRef) -> None:
        self.chat.delete(message)

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self.chat.press(message, emoji, by=by)

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self.chat.unpress(message, emoji, by=by)

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        self.chat.use_button(message, control, by=by)

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        self.chat.command(words, place, by=by, options=options)

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        self.chat.fill_form(values, by=by)

    async def other_bot_says(self, place: Place, text: str) -> None:
        self.chat.other_bot_says(text, place)

    async def close_place(self, place: Place) -> None:
        self.chat.close(place)

    async def redeliver(self) -> None:
        self.chat.redeliver()

    async def lose_next_answer(self) -> None:
        self.chat.lose_answers()

    async def restart(self) -> None:
        pass

    async def listening(self) -> None:
        await eventually(lambda: self.chat.is_running)

    async def now(self) -> datetime:
        return datetime.now(UTC)


class TestFakeChat(ChatAdapterContract):
    @pytest.fixture
    def harness(self) -> FakeHarness:
        return FakeHarness()


async def test_a_call_fails_as_often_as_it_was_told_to() -> None:
    chat = FakeChat()
    chat.fail("post", 2)
    chat.fail("edit", error=PermissionMissing("fake", "edit a post", "Manage messages"))

    for _ in range(2):
        with pytest.raises(ChatUnavailable):
            await chat.post(chat.place, a_post())
    post = await chat.post(chat.place, a_post())
    with pytest.raises(PermissionMissing):
        await chat.edit(post, a_post("better"))
    await chat.edit(post, a_post("better"))

    assert chat.texts(chat.place) == ["better"]
    assert (chat.count("post"), chat.count("edit", post)) == (1, 1)


async def test_an_answer_is_lost_after_the_work_was_done() -> None:
    chat = FakeChat()
    chat.lose_answers(1)
    chat.lose_answers(1, "edit")

    with pytest.raises(ChatUnavailable):
        await chat.post(chat.place, a_post())
    (standing,) = chat.seen(chat.place)
    post = MessageRef(chat.place, standing.id)
    with pytest.raises(ChatUnavailable):
        await chat.edit(post, a_post("better"))

    assert chat.texts(chat.place) == ["better"]
    assert [did.doing for did in chat.did] == ["post", "edit"]


async def test_what_happens_is_waited_for_without_sleeping() -> None:
    chat = FakeChat()
    listener = Listener()

    async def answer(event: ChatEvent) -> None:
        await listener.on_event(event)
        await chat.post(chat.place, a_post("answer"))

    async with Running(_Alone(chat), answer):
        chat.say("question")
        await chat.until(lambda: "answer" in chat.texts(chat.place))
        await chat.settled()

    assert chat.texts(chat.place) == ["question", "answer"]
    assert chat.acknowledged == chat.told


async def test_a_call_that_is_held_has_not_been_done_yet() -> None:
    chat = FakeChat()
    chat.hold("post")

    posting = asyncio.create_task(chat.post(chat.place, a_post()))
    await chat.until(lambda: chat.held("post") == 1)
    while_held = chat.texts(chat.place)
    chat.release("post")
    await posting

    assert (while_held, len(chat.texts(chat.place))) == ([], 1)


async def test_a_trigger_is_good_for_one_form() -> None:
    chat = FakeChat()
    listener = Listener()
    form = Form("settings", "Settings", ())

    async with Running(_Alone(chat), listener.on_event):
        chat.command("settings")
        event = (await listener.told(1))[0]
        assert isinstance(event, Commanded)
        assert event.trigger is not None
        await chat.show_form(chat.ann, event.trigger, form)
        with pytest.raises(ChatUnavailable):
            await chat.show_form(chat.ann, event.trigger, form)


@pytest.mark.parametrize("key", ["", "with space", "x" * 65, "ümlaut"])
async def test_a_key_that_platforms_would_not_take_is_a_mistake_of_the_core(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        await FakeChat().post(FakeChat().place, a_post(key=key))


class _Alone(FakeHarness):
    def __init__(self, chat: FakeChat) -> None:
        self.chat = chat
