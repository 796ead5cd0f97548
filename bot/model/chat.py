"""Chat: where messages stand, who writes them, and what the bot posts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.papers import Image


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, or one chat thread in it.

    Attributes:
        platform: The adapter's name: "slack", "discord", "console".
        team: The workspace or guild; "" where a platform has none.
        channel: As the platform names it.
        chat_thread: Its id; None is the channel itself.
    """

    platform: str
    team: str
    channel: str
    chat_thread: str | None = None

    @property
    def in_channel(self) -> "Place":
        """The channel itself."""
        return Place(self.platform, self.team, self.channel)


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A posted message; `id` is unique in its channel."""

    place: Place
    id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the chat; `name` is for words only, and no part of who it is."""

    platform: str
    team: str
    id: str
    name: str = ""

    @property
    def key(self) -> str:
        return f"{self.platform}:{self.team}:{self.id}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a message; `address` is what the adapter fetches it by, and nobody else's business."""

    id: str
    name: str
    size_bytes: int | None
    address: str


class PostKind(StrEnum):
    """What a message of the bot's is."""

    TWEET = "tweet"
    STATUS = "status"
    WORDS = "words"


class Control(StrEnum):
    """A button under a post."""

    REGENERATE = "regenerate"
    SHORTEN = "shorten"
    MORE = "more"
    CANCEL = "cancel"
    REDRAFT = "redraft"
    EXPORT = "export"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a post, and what a screen reader says."""

    image: Image
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the bot's.

    Attributes:
        key: Opaque, unique among all posts, at most 64 letters, digits, `-`; `ChatAdapter.find_own` finds the message
            by it.
        text: Of a tweet exactly the tweet, character for character: what is copied from the message is this.
        small_print: Lines that are shown apart from the text and are not copied with it.
        picture: In the same message.
    """

    kind: PostKind
    key: str
    text: str
    small_print: tuple[str, ...] = ()
    picture: Picture | None = None
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class ChatLimits:
    """What a platform can do.

    Attributes:
        message_chars: Of a post's text; small print has its own room.
        attachment_bytes: The largest file that can be fetched.
        picture_bytes: The largest picture that can be posted.
        has_forms: Whether a form can be shown.
        has_buttons: Whether controls are shown.
        has_private_words: Whether words can be shown to one person only; if not, they are a reply that goes again.
        command: How a command begins, for words: "/thread", "/paper".
        has_home: Whether the bot has a page of its own that somebody can open.
        listens_alone: Whether only one process at a time may listen; the others stand by.
    """

    message_chars: int
    attachment_bytes: int
    picture_bytes: int
    has_forms: bool
    has_buttons: bool
    has_private_words: bool
    command: str
    has_home: bool = False
    listens_alone: bool = False


class FieldKind(StrEnum):
    """How a field of a form is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `choices` are (value, words) of a choice."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    hint: str = ""
    is_required: bool = False
    max_chars: int = 3000
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form; five fields at most, which is Discord's limit.

    Attributes:
        name: Which form it is; comes back with what was filled in.
        context: Comes back as it was given: which draft, which tweet. At most 90 characters.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    submit: str = "Go"
    context: str = ""


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One line of a home; `about` is the message that it leads to."""

    words: str
    about: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class HomePart:
    """A part of a home under its heading; `place` is the channel that it is about, for the platform to name."""

    heading: str
    lines: tuple[HomeLine, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """The bot's own page, as one person sees it."""

    parts: tuple[HomePart, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a form or private words may answer to, while the platform allows it.

    Attributes:
        token: The platform's own; never logged.
        until: From when on it is of no use, or None.
    """

    token: str
    until: datetime | None = None
