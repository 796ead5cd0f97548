"""What people do in a chat, as the adapters tell it. The bot's own doings, and those of other bots, never come here.

Each event has a `key`: the same happening told twice has the same key. A press has none, since platforms tell presses
without one: whether it is a new one is decided by what was known before (`bot.presses`).
"""

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.model.chat import Attachment, MessageRef, Person, Place, Trigger


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """Somebody wrote a message, or changed one.

    Attributes:
        text: As people see it; links bare, without the platform's markup.
        is_mention: The bot was named in it; `text` is without that name.
        edit: What tells this state from earlier ones ("" of a message as it was first posted).
    """

    message: MessageRef
    author: Person
    text: str
    attachments: tuple[Attachment, ...] = ()
    is_mention: bool = False
    edit: str = ""

    @property
    def key(self) -> str:
        place = self.message.place
        return ":".join(("message", place.platform, place.team, place.channel, self.message.id, self.edit))


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody put an emoji on a message, or took it away.

    Attributes:
        emoji: Unicode, without skin tone and without U+FE0F.
        is_added: False for taken away.
        event_id: The platform's own for this very press, or None.
        at: When it happened, as the platform tells; None if it does not.
    """

    message: MessageRef
    person: Person
    emoji: str
    is_added: bool
    event_id: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Commanded:
    """Somebody used a command, in words or with options.

    Attributes:
        words: What stands behind the command's name: "shorten 3".
        options: Named ones that the platform took apart: "url", "voice", "wish" ...
        about: The message that it was used on (a message's menu), or None.
    """

    key: str
    place: Place
    person: Person
    words: str
    options: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    trigger: Trigger | None = None
    about: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """Somebody used a button under a post."""

    key: str
    message: MessageRef
    person: Person
    control: str
    trigger: Trigger | None = None


@dataclass(frozen=True, slots=True)
class FormSent:
    """Somebody filled in a form; `values` by field name, `context` as the form had it."""

    key: str
    name: str
    context: str
    place: Place
    person: Person
    values: dict[str, str]
    trigger: Trigger | None = None


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the bot's own page; `place` is where words to them alone can be said."""

    key: str
    place: Place
    person: Person


ChatEvent = MessagePosted | Pressed | Commanded | ButtonPressed | FormSent | HomeOpened


def cleaned(event: ChatEvent) -> ChatEvent:
    """The event with only such signs in its words as can be kept and shown: no NUL, no half of a pair.

    A name is one line of 80 characters at most.
    """
    match event:
        case MessagePosted():
            return replace(event, author=_named(event.author), text=_plain(event.text))
        case Commanded():
            options = {name: _plain(value) for name, value in event.options.items()}
            return replace(event, person=_named(event.person), words=_plain(event.words), options=options)
        case FormSent():
            values = {name: _plain(value) for name, value in event.values.items()}
            return replace(event, person=_named(event.person), values=values)
        case _:
            return replace(event, person=_named(event.person))


def _named(person: Person) -> Person:
    name = " ".join(_plain(person.name).split())[:_NAME_CHARS]
    return person if name == person.name else replace(person, name=name)


def _plain(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.isprintable() else "".join(sign for sign in lines if not _NO_TEXT.match(sign))


_NAME_CHARS = 80
_NO_TEXT = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
"""Control signs but for tab and line end, and halves of surrogate pairs, which no database takes."""

OnEvent = Callable[[ChatEvent], Coroutine[Any, Any, None]]
"""Called by an adapter for each event. When it returns the event is committed: only then it is acknowledged."""
