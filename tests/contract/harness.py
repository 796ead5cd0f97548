"""What the contract suite needs of a chat platform: people who do things, and eyes that see what stands there.

An adapter joins by a `Harness` over a platform that a test can play: a fake in memory, a server on loopback, a journal.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from bot.chat_events import ChatEvent, OnEvent
from bot.model.chat import Form, MessageRef, Person, Place
from bot.ports import ChatAdapter

WAIT_S = 30.0
"""How long a test waits for what must come; a machine may be busy."""


class Can(Enum):
    """What a platform can do, or its harness can make it do. A harness without it says why in `cannot`."""

    ACKNOWLEDGE = "tell which events were acknowledged"
    REDELIVER = "deliver an event a second time"
    LOSE_ANSWERS = "take a post and lose the answer"
    OTHER_BOTS = "have another bot speak"
    CHANGE_MESSAGES = "have people change their messages"
    LARGE_FILES = "have a file that is too large on a message"
    CLOSE_PLACES = "close a channel"
    KEEP_ENDS = "keep white space at the ends of a message"


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody attaches."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """One message, as somebody sees it in the chat.

    Attributes:
        text: What is copied from it: without small print.
        is_own: It is the bot's.
        picture: The file of its picture, or None.
        marks: The bot's own reactions.
        presses: Those of people: (person's id, emoji).
        pings: Whoever is called by it.
        has_preview: A link in it was unfolded.
    """

    id: str
    text: str
    is_own: bool
    small_print: tuple[str, ...] = ()
    picture: bytes | None = None
    alt: str = ""
    controls: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    presses: frozenset[tuple[str, str]] = frozenset()
    pings: tuple[str, ...] = ()
    has_preview: bool = False


class Harness(Protocol):
    """A platform that a test plays, with an adapter on it.

    `place` and `other_place` are two channels where the bot is, `ann` and `bea` two people in both. What people do is
    done when the call returns; whether it was told is another matter.
    """

    @property
    def adapter(self) -> ChatAdapter: ...

    @property
    def cannot(self) -> Mapping[Can, str]:
        """What this platform has not, and the sentence that says why."""
        ...

    @property
    def place(self) -> Place: ...

    @property
    def other_place(self) -> Place: ...

    @property
    def ann(self) -> Person: ...

    @property
    def bea(self) -> Person: ...

    # ---- What people see ----

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        """The messages of a channel (without its chat threads) or of a chat thread (without the message that it is
        under), the oldest first, as one person sees them."""
        ...

    async def shown_form(self, to: Person) -> Form | None:
        """The form that a person was shown last; `Form.context` and hidden values as the platform keeps them."""
        ...

    # ---- What people do ----

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef: ...

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        """A message with a file of one byte more than `limits.attachment_bytes`."""
        ...

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None: ...

    async def delete(self, message: MessageRef) -> None:
        """Somebody who may deletes a message, with its files."""
        ...

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        """`emoji` as somebody's keyboard gives it, skin tone and U+FE0F included."""
        ...

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None: ...

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None: ...

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        """`options` only where the platform takes them apart (`takes_options`)."""
        ...

    @property
    def takes_options(self) -> bool: ...

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        """Send the form that the person was shown last."""
        ...

    async def other_bot_says(self, place: Place, text: str) -> None: ...

    # ---- What the platform does ----

    async def close_place(self, place: Place) -> None: ...

    async def redeliver(self) -> None:
        """Deliver the last event again."""
        ...

    async def lose_next_answer(self) -> None:
        """Take the next post, and lose the answer to the bot."""
        ...

    async def restart(self) -> None:
        """Have `adapter` be a new one on the same platform, as after a restart of the process; nothing runs."""
        ...

    async def listening(self) -> None:
        """Return when what people do from now on is told by the `run` that was begun."""
        ...

    @property
    def acknowledged(self) -> int:
        """How many deliveries were acknowledged so far."""
        ...

    async def now(self) -> datetime:
        """The platform's clock."""
        ...


@dataclass
class Listener:
    """The core's side: takes events, and may be told to be slow or to fail.

    Attributes:
        begun: Every event in the order that it was told.
        done: Those that were committed.
    """

    begun: list[ChatEvent] = field(default_factory=list)
    done: list[ChatEvent] = field(default_factory=list)
    _held: dict[str, asyncio.Event] = field(default_factory=dict)
    _failing: set[str] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def on_event(self, event: ChatEvent) -> None:
        self.begun.append(event)
        self._changed.set()
        words = getattr(event, "text", "")
        if words in self._failing:
            raise RuntimeError("the store is on fire")
        if words in self._held:
            await self._held[words].wait()
        self.done.append(event)
        self._changed.set()

    def hold(self, text: str) -> None:
        """Keep a message of that text uncommitted until `release`."""
        self._held[text] = asyncio.Event()

    def release(self, text: str) -> None:
        self._held[text].set()

    def fail_at(self, text: str) -> None:
        """Raise at a message of that text."""
        self._failing.add(text)

    def mend(self) -> None:
        self._failing.clear()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT_S):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def told(self, number: int) -> list[ChatEvent]:
        """The events, once so many are committed."""
        await self.until(lambda: len(self.done) >= number)
        return self.done


class Running:
    """The harness's adapter runs while the block is open; in the end it is cancelled, and must end cleanly and soon."""

    def __init__(self, harness: Harness, on_event: OnEvent) -> None:
        self._harness = harness
        self._on_event = on_event
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Running":
        self._task = asyncio.create_task(self._harness.adapter.run(self._on_event))
        async with asyncio.timeout(WAIT_S):
            await self._harness.listening()
        return self

    @property
    def is_over(self) -> bool:
        return self._task is None or self._task.done()

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                async with asyncio.timeout(WAIT_S):
                    await self._task


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait for what no event tells: a server that has closed its end, an answer that has arrived."""
    async with asyncio.timeout(WAIT_S):
        while not holds():  # noqa: ASYNC110  # there is no event for it
            await asyncio.sleep(0)
