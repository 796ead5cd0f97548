"""A chat platform."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from bot.chat_events import ChatEvent, OnEvent
from bot.model.chat import Attachment, ChatLimits, Form, Home, MessageRef, Person, Place, Post, Trigger


class ChatAdapter(Protocol):
    """A chat platform, as people and the bot use it.

    Emoji are Unicode, without skin tone and without U+FE0F. Every method but `run` may raise `ChatUnavailable` (whether
    it was done is not known), `PlaceClosed` and `PermissionMissing`; limits on the pace are waited out inside.
    """

    @property
    def name(self) -> str:
        """The platform's, as `Place.platform` has it."""
        ...

    @property
    def limits(self) -> ChatLimits: ...

    async def run(self, on_event: OnEvent) -> None:
        """Tell events until cancelled. An event is acknowledged to the platform when `on_event` has returned.

        Events of one channel are told in the order that they came in; a slow job never holds up the next event.

        Raises:
            ChatUnavailable: The connection is lost, and `missed` tells what happens meanwhile; it may be run again.
            TokenRefused: The platform does not take the bot's token, which no waiting mends.
        """
        ...

    async def stand_by(self) -> None:
        """Look after the way to the platform, and what was posted for a while, until cancelled; listening or not.

        Everything but `run` works without it too, if only more slowly.

        Raises:
            ChatUnavailable: The platform does not answer; it may be begun again.
            TokenRefused: The platform does not take the bot's token.
        """
        ...

    async def open_place(self, message: MessageRef, *, title: str) -> Place:
        """The chat thread under a message. Asked twice, it is the same one.

        Raises:
            MessageGone: There is no such message.
        """
        ...

    async def post(self, place: Place, post: Post) -> MessageRef:
        """Post one message; nobody is pinged, no link is unfolded.

        Raises:
            MessageTooLong: Before any call, where the text is beyond `limits`.
        """
        ...

    async def edit(self, message: MessageRef, post: Post) -> None:
        """Make a message of the bot's look like `post`, picture and controls included.

        Raises:
            MessageTooLong: Before any call.
            MessageGone: There is no such message any more.
            MessageTooOld: The platform refuses.
        """
        ...

    async def remove(self, message: MessageRef) -> None:
        """Take away a message of the bot's; one that is gone already is no error."""
        ...

    async def mark(self, message: MessageRef, emoji: str) -> None:
        """Put the bot's own reaction on a message; one that is there already is no error.

        Raises:
            MessageGone: There is no such message.
        """
        ...

    async def unmark(self, message: MessageRef, emoji: str) -> None:
        """Take the bot's own reaction away; one that is not there, or a message that is gone, is no error."""
        ...

    async def fetch_attachment(self, attachment: Attachment) -> bytes:
        """The whole file of a message.

        Raises:
            AttachmentUnavailable: It cannot be had, is larger than `limits` allow, or is not what it claims to be.
        """
        ...

    async def tell(
        self, person: Person, place: Place, words: str, *, about: MessageRef | None, trigger: Trigger | None
    ) -> None:
        """Say something to one person only; where the platform cannot, as a short reply that pings nobody and goes.

        Args:
            about: The message that it is about.
            trigger: Of what the person did; used while it is valid.
        """
        ...

    async def show_form(self, person: Person, trigger: Trigger, form: Form) -> None:
        """Show a form to one person. Only where `limits.has_forms`."""
        ...

    async def show_home(self, person: Person, home: Home) -> None:
        """Show the bot's own page to one person, in place of what it was before. Only where `limits.has_home`."""
        ...

    async def find_own(self, place: Place, key: str, *, text: str, since: datetime) -> MessageRef | None:
        """The bot's own message of that key in a place, posted at `since` or later; None if there is none.

        Args:
            text: What the post said, "" if that is not known. A platform that has no room for a key but in the words
                goes by them: the newest message that says this, which may be the post of another key.
        """
        ...

    def missed(self, place: Place, *, after: str | None, watched: Sequence[MessageRef]) -> AsyncIterator[ChatEvent]:
        """What happened in a channel while nobody listened, the oldest first.

        Messages behind the one whose id is `after`, in the channel and in the chat threads of `watched`; and the
        presses that stand on the watched messages now, as `Pressed` events without `event_id`, `at` being the moment
        when that was looked up.

        Args:
            after: None for no messages.
            watched: Posts that are still worked on.
        """
        ...
