"""What a journal's entries mean to the bot: an entry in, an event out. All pure."""

from collections.abc import Iterator, Mapping, Sequence

from adapters.console.conversation import Conversation, Message
from adapters.console.entries import Changed, Commanded, Entry, Filled, KeptFile, Pressed, Said
from bot import chat_events
from bot.chat_events import ChatEvent, FormSent, MessagePosted
from bot.model.chat import Attachment, MessageRef, Person, Place, Trigger

PLATFORM = "console"


def event_of(entry: Entry, messages: Mapping[str, Message]) -> ChatEvent | None:
    """What the bot is told of an entry; None for its own doings, another bot's, and what is about a lost message."""
    match entry:
        case Said(is_bot=False) | Changed():
            message = messages.get(str(entry.n) if isinstance(entry, Said) else entry.of)
            return None if message is None else _posted(message)
        case Pressed():
            message = messages.get(entry.of)
            return None if message is None else _pressed(message, entry)
        case Commanded():
            place = Place(PLATFORM, "", entry.channel)
            return chat_events.Commanded(
                key=f"command:{PLATFORM}:{entry.n}",
                place=place,
                person=person(entry.by),
                words=entry.words,
                trigger=_trigger(entry.n, place),
            )
        case Filled():
            place = Place(PLATFORM, "", entry.channel, entry.chat_thread)
            return FormSent(
                key=f"form:{PLATFORM}:{entry.n}",
                name=entry.form,
                context=entry.context,
                place=place,
                person=person(entry.by),
                values=dict(entry.values),
                trigger=_trigger(entry.n, place),
            )
        case _:
            return None


def missed(
    conversation: Conversation, place: Place, *, after: str | None, watched: Sequence[MessageRef]
) -> Iterator[ChatEvent]:
    """The messages of people behind `after`, then the presses that stand on `watched`."""
    chat_threads = {None, *(ref.place.chat_thread for ref in watched if ref.place.in_channel == place.in_channel)}
    for message in conversation.messages.values():
        is_behind = after is not None and after.isdecimal() and int(message.id) > int(after)
        is_here = message.channel == place.channel and message.chat_thread in chat_threads
        if is_behind and is_here and message.by and not message.is_other_bot:
            yield _posted(message)
    for ref in watched:
        known = conversation.messages.get(ref.id)
        if known is not None and known.channel == place.channel:
            for (by, emoji), at in known.presses.items():
                yield chat_events.Pressed(ref_of(known), person(by), emoji, is_added=True, at=at)


def person(by: str) -> Person:
    return Person(PLATFORM, "", by, by)


def ref_of(message: Message) -> MessageRef:
    return MessageRef(Place(PLATFORM, "", message.channel, message.chat_thread), message.id)


def place_of(trigger: Trigger) -> Place:
    """Where somebody did what a trigger stands for."""
    _, channel, chat_thread = trigger.token.split(":", 2)
    return Place(PLATFORM, "", channel, chat_thread or None)


def _trigger(n: int, place: Place) -> Trigger:
    return Trigger(f"{n}:{place.channel}:{place.chat_thread or ''}")


def _posted(message: Message) -> MessagePosted:
    return MessagePosted(
        ref_of(message),
        person(message.by),
        message.text,
        _attachments(message.id, message.files),
        message.is_mention,
        message.edit,
    )


def _pressed(message: Message, entry: Pressed) -> chat_events.Pressed:
    return chat_events.Pressed(
        ref_of(message), person(entry.by), entry.emoji, entry.is_added, event_id=str(entry.n), at=entry.at
    )


def _attachments(message_id: str, files: Sequence[KeptFile]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(f"{message_id}-{number}", file.name, file.size_bytes, file.path)
        for number, file in enumerate(files, 1)
    )
