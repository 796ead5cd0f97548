"""A chat platform in memory: what stands on it, what people and other bots do, and what it does to the bot."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent, HomeOpened, OnEvent, Pressed
from bot.errors import (
    ChatError,
    ChatUnavailable,
    MessageGone,
    PlaceClosed,
)
from bot.model.chat import Attachment, ChatLimits, Home, MessageRef, Person, Place, Post, Trigger
from bot.presses import folded_emoji
from tests.contract.harness import WAIT_S, File, Seen
from tests.fakes.chat_values import (
    Did,
    Message,
    ShownForm,
    at,
    filled_in,
    place_of,
    posted_event,
    seen_message,
)

_TRIGGER_S = 900


class FakePlatform:
    """The platform, and the people on it; `FakeChat` puts the adapter over it.

    Attributes:
        place, other_place: Two channels.
        ann, bea: Two people.
        did: What the bot did, in order; a call that failed before anything was done is not there.
        told, acknowledged: Events as they were handed over, and those that were committed.
        forms, homes: What was shown, the newest last.
    """

    def __init__(self, *, name: str, limits: ChatLimits, now: Callable[[], datetime]) -> None:
        self._name = name
        self._limits = limits
        self._clock = now
        self.place = Place(name, "lab", "C1")
        self.other_place = Place(name, "lab", "C2")
        self.ann = Person(name, "lab", "U1", "Ann")
        self.bea = Person(name, "lab", "U2", "Bea")
        self.did: list[Did] = []
        self.told: list[ChatEvent] = []
        self.acknowledged: list[ChatEvent] = []
        self.forms: list[ShownForm] = []
        self.homes: list[tuple[Person, Home]] = []
        self._messages: dict[tuple[str, str], Message] = {}
        self._threads: dict[tuple[str, str], Place] = {}
        self._files: dict[str, bytes] = {}
        self._triggers: dict[str, datetime] = {}
        self._closed: set[Place] = set()
        self._faults: dict[str, list[ChatError]] = {}
        self._lost_answers: Counter[str] = Counter()
        self._gates: dict[str, asyncio.Event] = {}
        self._reached: Counter[str] = Counter()
        self._number = 0
        self._lines: dict[str, asyncio.Queue[ChatEvent]] | None = None  # a channel's events; None: nobody listens
        self._group: asyncio.TaskGroup | None = None
        self._on_event: OnEvent | None = None
        self._under_way = 0
        self._waiters: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    # ---- What people see ----

    def seen(self, place: Place, *, by: Person | None = None) -> list[Seen]:
        """The messages of a channel or chat thread, the oldest first, as one person (Ann) sees them."""
        viewer = by or self.ann
        return [
            seen_message(message)
            for message in self._messages.values()
            if message.ref.place == place and (message.only_to is None or message.only_to.id == viewer.id)
        ]

    def texts(self, place: Place, *, by: Person | None = None) -> list[str]:
        return [seen.text for seen in self.seen(place, by=by)]

    def look_at(self, message: MessageRef) -> Seen:
        """One message; KeyError if it is gone."""
        return seen_message(self._messages[at(message)])

    def has(self, message: MessageRef) -> bool:
        return at(message) in self._messages

    def threads(self) -> list[Place]:
        """The chat threads, in the order that they were opened."""
        return list(self._threads.values())

    def private_words(self, person: Person) -> list[str]:
        """What was said to one person only."""
        return [
            message.text
            for message in self._messages.values()
            if message.only_to is not None and message.only_to.id == person.id
        ]

    def count(self, doing: str, message: MessageRef | None = None) -> int:
        """How often the bot did that: to one message, or in all."""
        return sum(
            did.doing == doing and (message is None or (did.message is not None and at(did.message) == at(message)))
            for did in self.did
        )

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition; it is looked at whenever something happens on the platform.

        Raises:
            TimeoutError: It does not come; what stands on the platform is in the words.
        """
        changed = asyncio.Event()
        waiter = (asyncio.get_running_loop(), changed)
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(WAIT_S):
                while not holds():
                    changed.clear()
                    await changed.wait()
        except TimeoutError as error:
            raise TimeoutError(f"not within {WAIT_S:g} s; the bot did {self.did[-12:]}") from error
        finally:
            self._waiters.discard(waiter)

    @property
    def is_running(self) -> bool:
        """Whether what people do is told."""
        return self._lines is not None

    async def settled(self) -> None:
        """Wait until every event that was told is committed, or was refused."""
        await self.until(lambda: self._under_way == 0)

    # ---- What people do ----

    def say(
        self,
        text: str,
        place: Place | None = None,
        *,
        by: Person | None = None,
        files: Sequence[File] = (),
        is_mention: bool = False,
    ) -> MessageRef:
        attachments = tuple(self._stored(file) for file in files)
        author = by or self.ann
        message = self._add(place or self.place, author, text, attachments=attachments, is_mention=is_mention)
        self._tell(posted_event(message, author))
        return message.ref

    def change(self, message: MessageRef, text: str) -> None:
        """The author changes the message."""
        changed = self._messages[at(message)]
        changed.text, changed.edit = text, str(self._next())
        self._happened()
        if changed.author is not None:
            self._tell(posted_event(changed, changed.author))

    def delete(self, message: MessageRef) -> None:
        """Somebody deletes a message, with its files."""
        for attachment in self._messages.pop(at(message)).attachments:
            self._files.pop(attachment.address, None)
        self._happened()

    def press(self, message: MessageRef, emoji: str, *, by: Person | None = None) -> None:
        self._pressed(message, folded_emoji(emoji), by or self.ann, is_added=True)

    def unpress(self, message: MessageRef, emoji: str, *, by: Person | None = None) -> None:
        self._pressed(message, folded_emoji(emoji), by or self.ann, is_added=False)

    def open_home(self, *, by: Person | None = None) -> None:
        person = by or self.ann
        self._tell(HomeOpened(f"home:{self._name}:{self._next()}", self.place, person))

    def command(
        self,
        words: str,
        place: Place | None = None,
        *,
        by: Person | None = None,
        options: Mapping[str, str] | None = None,
        files: Sequence[File] = (),
        about: MessageRef | None = None,
    ) -> None:
        self._tell(
            Commanded(
                key=f"command:{self._name}:{self._next()}",
                place=place or self.place,
                person=by or self.ann,
                words=words,
                options=dict(options or {}),
                attachments=tuple(self._stored(file) for file in files),
                trigger=self._trigger(),
                about=about,
            )
        )

    def use_button(self, message: MessageRef, control: str, *, by: Person | None = None) -> None:
        """Press a control that is on the message: ValueError if it is not."""
        if control not in self.look_at(message).controls:
            raise ValueError(f"there is no button {control!r} on {self.look_at(message)}")
        key = f"button:{self._name}:{self._next()}"
        self._tell(ButtonPressed(key, message, by or self.ann, control, self._trigger()))

    def fill_form(self, values: Mapping[str, str], *, by: Person | None = None) -> None:
        """Send the form that the person was shown last; fields that are not named keep what they had.

        Raises:
            ValueError: No form, no such field or choice, an empty field that is required, or too much in one.
        """
        person = by or self.ann
        shown = next((shown for shown in reversed(self.forms) if shown.person.id == person.id), None)
        if shown is None:
            raise ValueError("no form was shown")
        self.forms.remove(shown)
        self._tell(
            FormSent(
                key=f"form:{self._name}:{self._next()}",
                name=shown.form.name,
                context=shown.form.context,
                place=shown.place,
                person=person,
                values=filled_in(shown.form, values),
                trigger=self._trigger(),
            )
        )

    def other_bot_says(self, text: str, place: Place | None = None) -> MessageRef:
        return self._add(place or self.place, None, text, is_of_other_bot=True).ref

    # ---- What the platform does ----

    def fail(self, doing: str, times: int = 1, error: ChatError | None = None) -> None:
        """Fail the next calls of a method, before anything is done; `ChatUnavailable` unless another is given."""
        fault = error or ChatUnavailable(self._name, doing.replace("_", " "), "it answers with 503")
        self._faults.setdefault(doing, []).extend([fault] * times)

    def lose_answers(self, times: int = 1, doing: str = "post") -> None:
        """Do what the next calls ask for, and raise `ChatUnavailable` all the same."""
        self._lost_answers[doing] += times

    def hold(self, doing: str) -> None:
        """Let the calls of a method wait before anything is done, until `release`."""
        self._gates[doing] = asyncio.Event()

    def release(self, doing: str) -> None:
        self._gates.pop(doing).set()

    def held(self, doing: str) -> int:
        """How many calls of a method came to a `hold` so far."""
        return self._reached[doing]

    def close(self, place: Place) -> None:
        """Take no message more in a place, nor in the chat threads of a channel."""
        self._closed.add(place)

    def redeliver(self, event: ChatEvent | None = None) -> None:
        """Tell an event again; the last one if none is given."""
        self._tell(event or self.told[-1])

    # ---- For the adapter ----

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _add(
        self,
        place: Place,
        author: Person | None,
        text: str,
        *,
        post: Post | None = None,
        attachments: tuple[Attachment, ...] = (),
        is_mention: bool = False,
        is_of_other_bot: bool = False,
    ) -> Message:
        ref = MessageRef(place, str(self._next()))
        message = Message(ref, self._clock(), author, text, post, attachments, is_mention, is_of_other_bot)
        self._messages[at(ref)] = message
        self._happened()
        return message

    def _stored(self, file: File) -> Attachment:
        address = f"fake://{self._next()}"
        self._files[address] = file.data
        return Attachment(address.rpartition("/")[2], file.name, len(file.data), address)

    def _trigger(self) -> Trigger:
        trigger = Trigger(f"trigger-{self._next()}", self._clock() + timedelta(seconds=_TRIGGER_S))
        self._triggers[trigger.token] = self._clock() + timedelta(seconds=_TRIGGER_S)
        return trigger

    def _pressed(self, message: MessageRef, emoji: str, person: Person, *, is_added: bool) -> None:
        presses = self._messages[at(message)].presses
        if is_added:
            presses[person.id, emoji] = person
        else:
            presses.pop((person.id, emoji), None)
        self._happened()
        bare = MessageRef(message.place.in_channel, message.id)
        self._tell(Pressed(bare, person, emoji, is_added, event_id=str(self._next()), at=self._clock()))

    def _tell(self, event: ChatEvent) -> None:
        if self._lines is None or self._group is None:
            return
        channel = place_of(event).channel
        if channel not in self._lines:
            self._lines[channel] = asyncio.Queue()
            self._group.create_task(self._hand_over(self._lines[channel]))
        self._under_way += 1
        self._lines[channel].put_nowait(event)

    async def _hand_over(self, line: asyncio.Queue[ChatEvent]) -> None:
        while self._on_event is not None:
            event = await line.get()
            self.told.append(event)
            self._happened()
            try:
                await self._on_event(event)
            except Exception:  # noqa: BLE001  # a platform does not end because an event was not taken
                pass
            else:
                self.acknowledged.append(event)
            self._under_way -= 1
            self._happened()

    async def _begin(self, doing: str, place: Place | None) -> None:
        await asyncio.sleep(0)  # as any call to a platform gives way to others
        if doing in self._gates:
            self._reached[doing] += 1
            self._happened()
            await self._gates[doing].wait()
        if faults := self._faults.get(doing):
            raise faults.pop(0)
        if place is not None and {place, place.in_channel} & self._closed:
            raise PlaceClosed(self._name, doing.replace("_", " "), "the channel is archived")

    def _answer(self, doing: str) -> None:
        if self._lost_answers[doing]:
            self._lost_answers[doing] -= 1
            raise ChatUnavailable(self._name, doing.replace("_", " "), "the connection was lost")

    def _message(self, ref: MessageRef, doing: str) -> Message:
        if at(ref) not in self._messages:
            raise MessageGone(self._name, doing)
        return self._messages[at(ref)]

    def _done(self, doing: str, message: MessageRef | None, text: str = "", post: Post | None = None) -> None:
        self.did.append(Did(doing, message, text, post))
        self._happened()

    def _happened(self) -> None:
        for loop, changed in tuple(self._waiters):
            loop.call_soon_threadsafe(changed.set)
