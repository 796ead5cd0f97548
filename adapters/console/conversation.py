"""What stands in the chat, as the entries of a journal make it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from adapters.console.entries import (
    Changed,
    Commanded,
    Edited,
    Entry,
    Filled,
    Heard,
    KeptFile,
    KeptPost,
    Marked,
    Opened,
    Posted,
    Pressed,
    Removed,
    Said,
    Taken,
    Whispered,
)
from bot.model.chat import PostKind


@dataclass
class Message:
    """A message that stands.

    Attributes:
        by: The id of the person; "" for the bot.
        only_to: The id of the one person who sees it; "" for all.
        presses: (person's id, emoji) -> since when.
    """

    id: str
    channel: str
    chat_thread: str | None
    at: datetime
    by: str
    text: str
    edit: str = ""
    files: tuple[KeptFile, ...] = ()
    is_mention: bool = False
    is_other_bot: bool = False
    only_to: str = ""
    post: KeptPost | None = None
    marks: dict[str, None] = field(default_factory=dict)
    presses: dict[tuple[str, str], datetime] = field(default_factory=dict)


class Conversation:
    """The messages of all channels, and what was told of them.

    Attributes:
        messages: By id, the oldest first.
        chat_threads: The ids of messages that have a chat thread, in the order that they were opened -> its title.
        not_taken: What the bot is still to be told, by number: what it heard and has not committed, and all commands
            and forms. Messages and presses that it did not hear are told as missed.
    """

    def __init__(self) -> None:
        self.messages: dict[str, Message] = {}
        self.chat_threads: dict[str, str] = {}
        self.not_taken: dict[int, Heard] = {}
        self.taken = 0

    def take(self, entry: Entry) -> None:
        """Make it so. An entry about a message that is gone changes nothing."""
        if isinstance(entry, Commanded | Filled) or (isinstance(entry, Said | Changed | Pressed) and entry.heard):
            self.not_taken[entry.n] = entry
        match entry:
            case Said():
                self._add(_said(entry))
            case Posted():
                self._add(_posted(entry))
            case Whispered():
                self._add(_whispered(entry))
            case Opened():
                self.chat_threads[entry.of] = entry.title
            case Taken():
                self.taken += 1
                self.not_taken.pop(entry.of, None)
            case Commanded() | Filled():
                pass
            case _ if entry.of in self.messages:
                self._change(self.messages[entry.of], entry)

    def within(self, channel: str, chat_thread: str | None) -> Iterator[Message]:
        """The messages of a channel, or of one chat thread in it."""
        for message in self.messages.values():
            if message.channel == channel and message.chat_thread == chat_thread:
                yield message

    def _add(self, message: Message) -> None:
        self.messages[message.id] = message

    def _change(self, message: Message, entry: Changed | Pressed | Edited | Removed | Marked) -> None:
        match entry:
            case Changed():
                message.text, message.edit = entry.text, str(entry.n)
            case Edited():
                message.text, message.post = entry.post.text, entry.post
            case Removed():
                del self.messages[message.id]
            case Marked(is_added=True):
                message.marks[entry.emoji] = None
            case Marked():
                message.marks.pop(entry.emoji, None)
            case Pressed(is_added=True):
                message.presses.setdefault((entry.by, entry.emoji), entry.at)
            case Pressed():
                message.presses.pop((entry.by, entry.emoji), None)


def _said(entry: Said) -> Message:
    return Message(
        id=str(entry.n),
        channel=entry.channel,
        chat_thread=entry.chat_thread,
        at=entry.at,
        by=entry.by,
        text=entry.text,
        files=entry.files,
        is_mention=entry.is_mention,
        is_other_bot=entry.is_bot,
    )


def _posted(entry: Posted) -> Message:
    return Message(
        str(entry.n), entry.channel, entry.chat_thread, entry.at, by="", text=entry.post.text, post=entry.post
    )


def _whispered(entry: Whispered) -> Message:
    place = (entry.channel, entry.chat_thread)
    return Message(str(entry.n), *place, entry.at, by="", text=entry.words, only_to=entry.to)


_COUNTER = re.compile(r"(?:^|\n)(\d{1,2})/\d{1,2}\Z")


def tweet_numbers(messages: Iterable[Message]) -> dict[str, int]:
    """The numbers of a chat thread's tweets, by the messages' ids.

    Each as its counter says, `3/9`, since a tweet that was brought back stands behind the others; by their order where
    there are no counters.
    """
    tweets = [message for message in messages if message.post is not None and message.post.kind is PostKind.TWEET]
    counters = [_COUNTER.search(message.text) for message in tweets]
    counted = {message.id: int(found[1]) for message, found in zip(tweets, counters, strict=True) if found}
    if len(counted) == len(tweets) and len(set(counted.values())) == len(tweets):
        return counted
    return {message.id: number for number, message in enumerate(tweets, 1)}
