"""What paperthread remembers of the conversation: drafts and where they stand, jobs, presses, what a channel wishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model import Brief, Finding, WriterName
from bot.model.chat import Attachment, MessageRef, Person, Place
from bot.provenance import Provenance
from bot.versions import Version

# ---- Jobs ----


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do for somebody.

    Attributes:
        key: The identity of what asked for it: the same event or press makes the same job. At most 200 characters.
        story: Which story of `bot.stories` it is.
        line: Jobs of one line are done one at a time, in order: the id of a draft.
        owner: `Person.key` of who asked; turns are shared fairly between them.
        payload: What was asked, as JSON values.
    """

    key: str
    story: str
    line: str
    owner: str
    payload: Mapping[str, object] = field(default_factory=dict)


# ---- Presses ----


@dataclass(frozen=True, slots=True)
class PressState:
    """What is known of one person's emoji on one message.

    Attributes:
        count: How many presses of it were taken as new.
        at: When the last change happened that was told with a time; None if none was.
        event_id: Of the last press taken, or None.
    """

    is_present: bool
    count: int
    at: datetime | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class PressChange:
    """The new state of one person's emoji on one message."""

    message: MessageRef
    person: Person
    emoji: str
    state: PressState


# ---- Drafts ----


class DraftState(StrEnum):
    """How far a draft is."""

    WAITING = "waiting"
    WORKING = "working"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def is_under_way(self) -> bool:
        return self in (DraftState.WAITING, DraftState.WORKING, DraftState.STOPPING)


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """The paper that somebody asked for: one of arXiv, or a file.

    Attributes:
        arxiv_id, version: Of arXiv; the version is None for the newest.
        attachment: A file on a message.
    """

    arxiv_id: str | None = None
    version: int | None = None
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft as the store has it, but for its tweets.

    Attributes:
        id: Opaque; made from what asked for it. At most 32 letters and digits.
        place: The channel, or the chat thread once there is one.
        request: The message that asked for it; of a command the bot's own.
        is_own_request: `request` is a message of the bot's.
        own_thread: The text that a person gave as the thread, for a draft that is checked and not written; else None.
        sha256: Of its paper, once that is there.
        title: Of its paper, for words; "" before it was read.
        arxiv_id, arxiv_version: Of its paper, once they are known.
        uses_model: Whether text may go to a model; a channel may forbid it.
        findings: About the whole.
        seconds: Step -> how long it took.
        note: What there is to say about its end: why it failed or stopped. "" for nothing.
    """

    id: str
    place: Place
    asked_by: Person
    request: MessageRef | None
    is_own_request: bool
    wanted: WantedPaper
    brief: Brief
    created_at: datetime
    state: DraftState = DraftState.WAITING
    own_thread: str | None = None
    uses_model: bool = True
    sha256: str | None = None
    title: str = ""
    arxiv_id: str | None = None
    arxiv_version: int | None = None
    writer: WriterName | None = None
    findings: tuple[Finding, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    provenance: Provenance | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptTweet:
    """A tweet of a draft, with all its versions.

    Attributes:
        serial: From 1; it stays when tweets before it come or go.
        versions: The oldest first; none empty.
        is_out: Somebody took it out.
        out_at: When; the last one taken out comes back first.
    """

    serial: int
    versions: tuple[Version, ...]
    is_approved: bool = False
    is_out: bool = False
    out_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with its tweets in order, those taken out included."""

    record: DraftRecord
    tweets: tuple[KeptTweet, ...]

    @property
    def standing(self) -> tuple[KeptTweet, ...]:
        """The tweets that are in the draft: the first is number 1."""
        return tuple(tweet for tweet in self.tweets if not tweet.is_out)


STATUS_SERIAL = 0
"""In the place of a tweet's serial: the draft's status message."""


class PostState(StrEnum):
    SENDING = "sending"
    SENT = "sent"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A message of the bot's, or one that may have become one.

    Attributes:
        key: `Post.key`.
        serial: Of the tweet; `STATUS_SERIAL` of the status message, None of other words.
        begun_at: When sending began.
        message: Where it is, once that is known.
        shown: A digest of what the message shows, so that nothing is edited for nothing; "" if it is not known.
    """

    key: str
    draft_id: str
    serial: int | None
    place: Place
    state: PostState
    begun_at: datetime
    message: MessageRef | None = None
    shown: str = ""


# ---- Channels ----


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """Somebody of the lab: who they are in the chat, in papers, and on the tweet platform."""

    person_id: str
    name: str
    handle: str


@dataclass(frozen=True, slots=True)
class StandingWish:
    """What a channel wishes for every draft; `number` is what it is removed by."""

    number: int
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """What holds for one channel; None is what the settings of the whole bot say.

    Attributes:
        uses_model: False: nothing leaves the machine.
        voice: "author" or "curator".
        tags: Topic tags, without `#`.
        tagged: Which tweets carry them: "every", "first", "none".
        min_tweets, max_tweets: How many tweets.
        listens: Whether links and files in messages are drafted without being asked.
        revisers, settlers: Who may revise drafts, and change settings: "everyone", "asker" (who asked for the draft),
            or a list of person ids apart by commas.
        daily_usd: What models may cost a day in this channel.
    """

    uses_model: bool | None = None
    voice: str | None = None
    tags: tuple[str, ...] = ()
    min_tweets: int | None = None
    max_tweets: int | None = None
    listens: bool | None = None
    revisers: str | None = None
    settlers: str | None = None
    daily_usd: float | None = None
    tagged: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a channel keeps as an example of its taste: form and voice, no facts.

    Attributes:
        tweets: Role, figure and prose of each, as a model is shown them; not those that rules write.
        title: Of the paper that it is about; "" where it is not known.
    """

    draft_id: str
    voice: str
    tweets: tuple[str, ...]
    title: str = ""


# ---- Spending ----


@dataclass(frozen=True, slots=True)
class Spent:
    """What models took, over some days."""

    drafts: int
    calls: int
    prompt_tokens: int
    answer_tokens: int
    cost_usd: float
    unpriced_calls: int
