"""A chat platform in memory, with its adapter: `bot.ports.ChatAdapter` for tests of the core.

The other side is here too (`chat_platform`): people who say and press things (`say`, `press` ...), eyes (`seen`), and a
platform that is slow, loses answers or fails (`hold`, `lose_answers`, `fail`). What people do while nobody runs the
adapter is told by `missed` only. Where platforms differ, this one is the harder: presses come without the chat thread
that the message is in, a trigger is good for one form, and what was posted twice stands twice.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.chat_events import ChatEvent, OnEvent, Pressed
from bot.errors import AttachmentUnavailable, ChatUnavailable, MessageTooLong
from bot.model.chat import Attachment, ChatLimits, Form, Home, MessageRef, Person, Place, Post, Trigger
from tests.fakes.chat_platform import FakePlatform
from tests.fakes.chat_values import Message, ShownForm, at, place_of, posted_event, trigger_of

LIMITS = ChatLimits(
    message_chars=2000,
    attachment_bytes=50_000_000,
    picture_bytes=10_000_000,
    has_forms=True,
    has_buttons=True,
    has_private_words=True,
    command="/thread",
)
_KEY = re.compile(r"[A-Za-z0-9-]{1,64}")


class FakeChat(FakePlatform):
    """The platform and its adapter in one; a test makes one, runs it, and lets people do things."""

    def __init__(
        self, *, name: str = "fake", limits: ChatLimits = LIMITS, now: Callable[[], datetime] | None = None
    ) -> None:
        super().__init__(name=name, limits=limits, now=now or (lambda: datetime.now(UTC)))

    @property
    def name(self) -> str:
        return self._name

    @property
    def limits(self) -> ChatLimits:
        return self._limits

    async def run(self, on_event: OnEvent) -> None:
        if self.is_running:
            raise RuntimeError("it runs already")
        try:
            async with asyncio.TaskGroup() as group:
                self._lines, self._group, self._on_event = {}, group, on_event
                await asyncio.Event().wait()
        finally:
            self._lines = self._group = self._on_event = None
            self._under_way = 0
            self._happened()

    async def stand_by(self) -> None:
        await asyncio.Event().wait()

    async def open_place(self, message: MessageRef, *, title: str) -> Place:
        await self._begin("open_place", message.place)
        self._message(message, "open a chat thread")
        where = at(message)
        if where not in self._threads:
            self._threads[where] = replace(message.place, chat_thread=f"t{message.id}")
            self._done("open_place", message, title)
        self._answer("open_place")
        return self._threads[where]

    async def post(self, place: Place, post: Post) -> MessageRef:
        self._measure(post)
        await self._begin("post", place)
        message = self._add(place, None, post.text, post=post)
        self._done("post", message.ref, post.text, post)
        self._answer("post")
        return message.ref

    async def edit(self, message: MessageRef, post: Post) -> None:
        self._measure(post)
        await self._begin("edit", message.place)
        edited = self._own(message, "edit a post")
        edited.text, edited.post = post.text, replace(post, key=edited.post.key if edited.post else post.key)
        self._done("edit", message, post.text, post)
        self._answer("edit")

    async def remove(self, message: MessageRef) -> None:
        await self._begin("remove", message.place)
        if self._messages.pop(at(message), None) is not None:
            self._done("remove", message)
        self._answer("remove")

    async def mark(self, message: MessageRef, emoji: str) -> None:
        await self._begin("mark", message.place)
        marked = self._message(message, "react to a message")
        if emoji not in marked.marks:
            marked.marks.add(emoji)
            self._done("mark", message, emoji)
        self._answer("mark")

    async def unmark(self, message: MessageRef, emoji: str) -> None:
        await self._begin("unmark", message.place)
        marked = self._messages.get(at(message))
        if marked is not None and emoji in marked.marks:
            marked.marks.remove(emoji)
            self._done("unmark", message, emoji)
        self._answer("unmark")

    async def fetch_attachment(self, attachment: Attachment) -> bytes:
        await self._begin("fetch_attachment", None)
        data = self._files.get(attachment.address)
        if data is None:
            raise AttachmentUnavailable(self._name, attachment.name, "it was deleted")
        if len(data) > self._limits.attachment_bytes:
            why = f"it has {len(data):,} bytes, and the limit is {self._limits.attachment_bytes:,}"
            raise AttachmentUnavailable(self._name, attachment.name, why)
        self._answer("fetch_attachment")
        return data

    async def tell(
        self, person: Person, place: Place, words: str, *, about: MessageRef | None, trigger: Trigger | None
    ) -> None:
        await self._begin("tell", place)
        message = self._add(place, None, words)
        message.only_to = person if self._limits.has_private_words else None
        self._done("tell", message.ref, words)
        self._answer("tell")

    async def show_form(self, person: Person, trigger: Trigger, form: Form) -> None:
        await self._begin("show_form", None)
        until = self._triggers.pop(trigger.token, None)  # each is good for one form
        if until is None or until < self._clock():
            raise ChatUnavailable(self._name, "show a form", "the trigger is used up or too old")
        place = next(place_of(event) for event in reversed(self.told) if trigger_of(event) == trigger)
        self.forms.append(ShownForm(person, place, form))
        self._done("show_form", None, form.title)
        self._answer("show_form")

    async def show_home(self, person: Person, home: Home) -> None:
        await self._begin("show_home", None)
        self.homes.append((person, home))
        self._done("show_home", None, "")
        self._answer("show_home")

    async def find_own(self, place: Place, key: str, *, text: str, since: datetime) -> MessageRef | None:
        await self._begin("find_own", None)
        for message in self._messages.values():
            if message.post and message.post.key == key and message.ref.place == place and message.at >= since:
                return message.ref
        return None

    async def missed(
        self, place: Place, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[ChatEvent]:
        await self._begin("missed", None)
        places = {place.in_channel, *(ref.place for ref in watched if ref.place.in_channel == place.in_channel)}
        for message in list(self._messages.values()):
            is_behind = after is not None and int(message.ref.id) > int(after)
            if message.author is not None and is_behind and message.ref.place in places:
                yield posted_event(message, message.author)
        for ref in watched:
            known = self._messages.get(at(ref))
            for (_, emoji), person in list(known.presses.items()) if known else ():
                yield Pressed(MessageRef(ref.place.in_channel, ref.id), person, emoji, is_added=True)

    def _own(self, ref: MessageRef, doing: str) -> Message:
        message = self._message(ref, doing)
        if message.author is not None or message.is_of_other_bot:
            raise ValueError(f"{ref} is no message of the bot's")
        return message

    def _measure(self, post: Post) -> None:
        if not _KEY.fullmatch(post.key):
            raise ValueError(f"a key is 1 to 64 letters, digits and hyphens: {post.key!r}")
        if len(post.text) > self._limits.message_chars:
            raise MessageTooLong(self._name, length=len(post.text), limit=self._limits.message_chars)
