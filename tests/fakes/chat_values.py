"""What stands on the chat platform in memory, and how it is told and seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat_events import ChatEvent, Commanded, FormSent, HomeOpened, MessagePosted, Pressed
from bot.model.chat import Attachment, Form, MessageRef, Person, Place, Post, Trigger
from tests.contract.harness import Seen


@dataclass(frozen=True, slots=True)
class Did:
    """One thing that the bot did, in the order of `FakePlatform.did`.

    Attributes:
        doing: The method: "post", "edit", "remove", "mark", "unmark", "tell", "open_place", "show_form".
        text: The text, emoji, words or title that it was done with.
    """

    doing: str
    message: MessageRef | None
    text: str = ""
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form that somebody was shown."""

    person: Person
    place: Place
    form: Form


@dataclass
class Message:
    """What the platform knows of a message; no author is the bot, or another one."""

    ref: MessageRef
    at: datetime
    author: Person | None
    text: str
    post: Post | None = None
    attachments: tuple[Attachment, ...] = ()
    is_mention: bool = False
    is_of_other_bot: bool = False
    only_to: Person | None = None
    edit: str = ""
    marks: set[str] = field(default_factory=set)
    presses: dict[tuple[str, str], Person] = field(default_factory=dict)


def at(ref: MessageRef) -> tuple[str, str]:
    return ref.place.channel, ref.id


def posted_event(message: Message, author: Person) -> MessagePosted:
    return MessagePosted(message.ref, author, message.text, message.attachments, message.is_mention, message.edit)


def seen_message(message: Message) -> Seen:
    post = message.post
    return Seen(
        id=message.ref.id,
        text=message.text,
        is_own=message.author is None and not message.is_of_other_bot,
        small_print=post.small_print if post else (),
        picture=post.picture.image.png if post and post.picture else None,
        alt=post.picture.alt if post and post.picture else "",
        controls=tuple(post.controls) if post else (),
        marks=frozenset(message.marks),
        presses=frozenset(message.presses),
    )


def place_of(event: ChatEvent) -> Place:
    return event.place if isinstance(event, Commanded | FormSent | HomeOpened) else event.message.place


def trigger_of(event: ChatEvent) -> Trigger | None:
    return None if isinstance(event, MessagePosted | Pressed | HomeOpened) else event.trigger


def filled_in(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    if unknown := values.keys() - {known.name for known in form.fields}:
        raise ValueError(f"the form has no field {sorted(unknown)}")
    filled = {known.name: values.get(known.name, known.value) for known in form.fields}
    for known in form.fields:
        value = filled[known.name]
        if known.is_required and not value:
            raise ValueError(f"{known.name} is required")
        if len(value) > known.max_chars:
            raise ValueError(f"{known.name} takes {known.max_chars} characters")
        if known.choices and value and value not in {choice for choice, _ in known.choices}:
            raise ValueError(f"{known.name} has no choice {value!r}")
    return filled
