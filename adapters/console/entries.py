"""What a journal holds: one entry for each thing that a person or the bot did, as one line of JSON."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from bot.model.chat import Control, PostKind


def _encodable(text: object) -> object:
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else text


Text = Annotated[str, BeforeValidator(_encodable)]
"""Halves of surrogate pairs, from file names that are no Unicode, become question marks: JSON cannot carry them."""


class KeptPicture(BaseModel):
    """A picture of a post; its file stands beside the journal."""

    model_config = ConfigDict(frozen=True)

    file: str
    name: Text
    alt: Text
    width_px: int
    height_px: int


class KeptPost(BaseModel):
    """A message of the bot's as it is to be shown."""

    model_config = ConfigDict(frozen=True)

    kind: PostKind
    key: str
    text: Text
    small_print: tuple[Text, ...] = ()
    picture: KeptPicture | None = None
    controls: tuple[Control, ...] = ()


class KeptFile(BaseModel):
    """A file that a person attached, where it was at that time."""

    model_config = ConfigDict(frozen=True)

    name: Text
    path: Text
    size_bytes: int


class _Entry(BaseModel):
    """One line.

    Attributes:
        n: Its number, from 1; a message's is the message's id.
        at: Later than that of the entry before.
    """

    model_config = ConfigDict(frozen=True)

    n: int
    at: AwareDatetime


class _Heard(_Entry):
    """Something that the bot is to be told of.

    Attributes:
        by: The person's id.
        heard: The bot was listening when it happened.
    """

    by: str
    heard: bool = False


class Said(_Heard):
    what: Literal["said"] = "said"
    channel: str
    chat_thread: str | None = None
    text: Text
    files: tuple[KeptFile, ...] = ()
    is_mention: bool = False
    is_bot: bool = False  # somebody else's


class Changed(_Heard):
    what: Literal["changed"] = "changed"
    of: str
    text: Text


class Pressed(_Heard):
    what: Literal["pressed"] = "pressed"
    of: str
    emoji: str
    is_added: bool


class Commanded(_Heard):
    what: Literal["commanded"] = "commanded"
    channel: str
    words: Text


class Filled(_Heard):
    what: Literal["filled"] = "filled"
    channel: str
    chat_thread: str | None = None
    form: Text
    context: Text
    values: dict[str, Text]


class Posted(_Entry):
    what: Literal["posted"] = "posted"
    channel: str
    chat_thread: str | None = None
    post: KeptPost


class Edited(_Entry):
    what: Literal["edited"] = "edited"
    of: str
    post: KeptPost


class Removed(_Entry):
    what: Literal["removed"] = "removed"
    of: str


class Marked(_Entry):
    what: Literal["marked"] = "marked"
    of: str
    emoji: str
    is_added: bool


class Whispered(_Entry):
    """Words to one person."""

    what: Literal["whispered"] = "whispered"
    channel: str
    chat_thread: str | None = None
    to: str
    words: Text
    about: str | None = None


class Opened(_Entry):
    """A chat thread under a message; its id is the message's."""

    what: Literal["opened"] = "opened"
    of: str
    title: Text


class Taken(_Entry):
    """The bot has committed what it was told of in entry `of`."""

    what: Literal["taken"] = "taken"
    of: int


Heard = Said | Changed | Pressed | Commanded | Filled
Entry = Said | Changed | Pressed | Commanded | Filled | Posted | Edited | Removed | Marked | Whispered | Opened | Taken

ENTRIES: TypeAdapter[Entry] = TypeAdapter(Annotated[Entry, Field(discriminator="what")])
