"""The console as a chat platform: `bot.ports.ChatAdapter` over a journal."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from adapters.console import entries, telling
from adapters.console.delivery import Delivery
from adapters.console.journal import Journal, Pen
from adapters.console.people import People, standing, write_down
from bot.chat_events import ChatEvent, OnEvent
from bot.errors import AttachmentUnavailable, ChatUnavailable, MessageTooLong
from bot.model.chat import Attachment, ChatLimits, Form, Home, MessageRef, Person, Place, Post, Trigger

NAME = telling.PLATFORM

_MESSAGE_CHARS = 20_000  # an export with its evidence fits; a terminal itself has no limit
_LOOK_EVERY_S = 0.2  # for what other processes write into the journal
_PICTURE_BYTES = 50_000_000


class Console:
    """The chat of one journal.

    Attributes:
        people: What people do there.
        on_refused: Called when an event could not be committed.
    """

    def __init__(
        self,
        journal: Path,
        *,
        attachment_bytes: int = 100_000_000,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open the chat of a journal file, or begin it.

        Raises:
            ChatUnavailable: The file cannot be read or made.
        """
        try:
            self.journal = Journal(journal, now=now)
        except OSError as error:
            raise ChatUnavailable(NAME, f"open {journal}", error.strerror or type(error).__name__) from error
        self.people = People(self.journal, is_listened_to=lambda: self.is_listening)
        self.on_refused: Callable[[], None] = lambda: None
        self._limits = ChatLimits(
            message_chars=_MESSAGE_CHARS,
            attachment_bytes=attachment_bytes,
            picture_bytes=_PICTURE_BYTES,
            has_forms=True,
            has_buttons=False,
            has_private_words=True,
            command="/thread",
        )
        self._delivery: Delivery | None = None
        self._is_up = asyncio.Event()

    @property
    def name(self) -> str:
        return NAME

    @property
    def limits(self) -> ChatLimits:
        return self._limits

    async def run(self, on_event: OnEvent) -> None:
        if self._delivery is not None:
            raise RuntimeError("this console runs already")
        self._delivery = Delivery(self.journal, on_event, self._refuse)
        try:
            async with asyncio.TaskGroup() as group:
                await self._delivery.begin(group)
                self._is_up.set()
                while True:
                    await asyncio.sleep(_LOOK_EVERY_S)
                    await asyncio.to_thread(self.journal.look)
        finally:
            self._delivery.end()
            self._delivery = None
            self._is_up.clear()

    async def stand_by(self) -> None:
        await asyncio.Event().wait()

    async def open_place(self, message: MessageRef, *, title: str) -> Place:
        def write(pen: Pen) -> None:
            standing(pen, message, "open a chat thread")
            if message.id not in pen.conversation.chat_threads:
                pen.put(entries.Opened(n=pen.n, at=pen.at, of=message.id, title=title))

        await write_down(self.journal, "open a chat thread", write)
        return Place(NAME, message.place.team, message.place.channel, message.id)

    async def post(self, place: Place, post: Post) -> MessageRef:
        self._measure(post)

        def write(pen: Pen) -> MessageRef:
            kept = self._kept(post)
            entry = entries.Posted(n=pen.n, at=pen.at, channel=place.channel, chat_thread=place.chat_thread, post=kept)
            pen.put(entry)
            return MessageRef(place, str(entry.n))

        return await write_down(self.journal, "post", write)

    async def edit(self, message: MessageRef, post: Post) -> None:
        self._measure(post)

        def write(pen: Pen) -> None:
            standing(pen, message, "edit a post")
            pen.put(entries.Edited(n=pen.n, at=pen.at, of=message.id, post=self._kept(post)))

        await write_down(self.journal, "edit a post", write)

    async def remove(self, message: MessageRef) -> None:
        def write(pen: Pen) -> None:
            if message.id in pen.conversation.messages:
                pen.put(entries.Removed(n=pen.n, at=pen.at, of=message.id))

        await write_down(self.journal, "remove a post", write)

    async def mark(self, message: MessageRef, emoji: str) -> None:
        def write(pen: Pen) -> None:
            if emoji not in standing(pen, message, "react to a message").marks:
                pen.put(entries.Marked(n=pen.n, at=pen.at, of=message.id, emoji=emoji, is_added=True))

        await write_down(self.journal, "react to a message", write)

    async def unmark(self, message: MessageRef, emoji: str) -> None:
        def write(pen: Pen) -> None:
            known = pen.conversation.messages.get(message.id)
            if known is not None and emoji in known.marks:
                pen.put(entries.Marked(n=pen.n, at=pen.at, of=message.id, emoji=emoji, is_added=False))

        await write_down(self.journal, "take a reaction away", write)

    async def fetch_attachment(self, attachment: Attachment) -> bytes:
        return await asyncio.to_thread(self._read, attachment)

    async def tell(
        self,
        person: Person,
        place: Place,
        words: str,
        *,
        about: MessageRef | None,
        trigger: Trigger | None,  # noqa: ARG002  # the journal needs none
    ) -> None:
        def write(pen: Pen) -> None:
            whisper = entries.Whispered(
                n=pen.n,
                at=pen.at,
                channel=place.channel,
                chat_thread=place.chat_thread,
                to=person.id,
                words=words,
                about=None if about is None else about.id,
            )
            pen.put(whisper)

        await write_down(self.journal, "say something to one person", write)

    async def show_form(self, person: Person, trigger: Trigger, form: Form) -> None:
        self.people.be_shown(person, telling.place_of(trigger), form)

    async def show_home(self, person: Person, home: Home) -> None:
        raise NotImplementedError("`limits.has_home` says that there is none")

    async def find_own(
        self,
        place: Place,
        key: str,
        *,
        text: str,  # noqa: ARG002  # the journal has the key
        since: datetime,
    ) -> MessageRef | None:
        def write(pen: Pen) -> MessageRef | None:
            for message in pen.conversation.within(place.channel, place.chat_thread):
                if message.post is not None and message.post.key == key and message.at >= since:
                    return MessageRef(place, message.id)
            return None

        return await write_down(self.journal, "look for a post", write)

    async def missed(
        self, place: Place, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[ChatEvent]:
        def write(pen: Pen) -> list[ChatEvent]:
            return list(telling.missed(pen.conversation, place, after=after, watched=watched))

        for event in await write_down(self.journal, "tell what was missed", write):
            yield event

    # ---- For whoever shows it ----

    @property
    def is_listening(self) -> bool:
        """Whether what people do is told now."""
        return self._delivery is not None

    async def listening(self) -> None:
        """Return when what people do from now on is told by `run`."""
        await self._is_up.wait()

    async def settled(self) -> None:
        """Wait until all that was told is committed, or was refused."""
        if self._delivery is not None:
            await self._delivery.settled()

    # ---- Inside ----

    def _refuse(self) -> None:
        self.on_refused()

    def _measure(self, post: Post) -> None:
        if len(post.text) > _MESSAGE_CHARS:
            raise MessageTooLong(NAME, length=len(post.text), limit=_MESSAGE_CHARS)

    def _kept(self, post: Post) -> entries.KeptPost:
        picture = None
        if post.picture is not None:
            image = post.picture.image
            picture = entries.KeptPicture(
                file=self.journal.keep_picture(image.png),
                name=post.picture.name,
                alt=post.picture.alt,
                width_px=image.width_px,
                height_px=image.height_px,
            )
        return entries.KeptPost(
            kind=post.kind,
            key=post.key,
            text=post.text,
            small_print=post.small_print,
            picture=picture,
            controls=post.controls,
        )

    def _read(self, attachment: Attachment) -> bytes:
        limit = self._limits.attachment_bytes
        try:
            with Path(attachment.address).open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise AttachmentUnavailable(NAME, attachment.name, error.strerror or "it is not there") from None
        if len(data) > limit:
            raise AttachmentUnavailable(NAME, attachment.name, f"it has more than {limit:,} bytes")
        if attachment.size_bytes is not None and len(data) != attachment.size_bytes:
            raise AttachmentUnavailable(NAME, attachment.name, "the file was changed after it was attached")
        return data
