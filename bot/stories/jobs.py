"""What jobs are asked for, as values that can be kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import TypeAdapter

from bot.asks import Ask
from bot.model.chat import Attachment, MessageRef, Person, Place, Trigger
from bot.records import Job, WantedPaper


class Story(StrEnum):
    """Which story a job is."""

    DRAFT = "draft"
    ACT = "act"
    CHANNEL = "channel"
    TELL = "tell"
    POINT = "point"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class DraftWanted:
    """Somebody wants a draft.

    Attributes:
        request: The message that asked for it; None for a command, which gets a message of the bot's own.
        options: "voice", "venue", "code", "tweets", "wish", "tags".
        own_thread: The person's own text, to be checked.
        own_file: The text file that the person's own thread is in.
    """

    place: Place
    person: Person
    request: MessageRef | None
    wanted: WantedPaper
    options: Mapping[str, str] = field(default_factory=dict)
    own_thread: str | None = None
    own_file: Attachment | None = None


QUIETLY = "quietly"
"""An option of an ask: what cannot be done is not told."""


@dataclass(frozen=True, slots=True)
class ActWanted:
    """Somebody wants something of a draft.

    Attributes:
        serial: Of the tweet whose message it was asked on; None where `ask.number` says which, or none is meant.
        place: Where it was asked.
        about: The message that it was asked on or by.
        version: The number of the version that the message showed; None where that does not matter.
    """

    draft_id: str
    ask: Ask
    person: Person
    place: Place
    serial: int | None = None
    about: MessageRef | None = None
    trigger: Trigger | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ChannelWanted:
    """Somebody wants something that is about the channel, or about no draft."""

    ask: Ask
    person: Person
    place: Place
    about: MessageRef | None = None
    trigger: Trigger | None = None


@dataclass(frozen=True, slots=True)
class TellWanted:
    """Something is to be said to one person."""

    person: Person
    place: Place
    words: str
    about: MessageRef | None = None
    trigger: Trigger | None = None


@dataclass(frozen=True, slots=True)
class PointWanted:
    """Somebody posted a link that was drafted in this channel before.

    Attributes:
        draft_id: Of the draft that is there.
        version: The one of arXiv that the link names, or None.
    """

    person: Person
    place: Place
    draft_id: str
    about: MessageRef
    version: int | None = None


@dataclass(frozen=True, slots=True)
class HomeWanted:
    """Somebody looks at the bot's own page; `place` is where words to them alone can be said."""

    person: Person
    place: Place


Wanted = DraftWanted | ActWanted | ChannelWanted | TellWanted | PointWanted | HomeWanted

_KINDS: Mapping[Story, type[Wanted]] = {
    Story.DRAFT: DraftWanted,
    Story.ACT: ActWanted,
    Story.CHANNEL: ChannelWanted,
    Story.TELL: TellWanted,
    Story.POINT: PointWanted,
    Story.HOME: HomeWanted,
}


def job_of(key: str, wanted: Wanted, *, line: str) -> Job:
    """The job that does what is wanted."""
    story = next(story for story, kind in _KINDS.items() if isinstance(wanted, kind))
    payload = TypeAdapter(type(wanted)).dump_python(wanted, mode="json")
    return Job(key, story.value, line, wanted.person.key, payload)


def wanted_of(job: Job) -> Wanted:
    """What a job wants."""
    wanted: Wanted = TypeAdapter(_KINDS[Story(job.story)]).validate_python(dict(job.payload))
    return wanted
