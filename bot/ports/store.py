"""What paperthread remembers. Each method is one transaction; whatever is written is there after a crash.

Keys of the platforms never mix: a place or a person carries its platform and team. Whatever may be asked twice says
what the second time does. Any method may raise StoreUnavailable.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.model import Paper
from bot.model.chat import MessageRef, Person, Place
from bot.provenance import ModelCall
from bot.records import (
    ChannelSettings,
    DraftRecord,
    DraftState,
    Example,
    Job,
    KeptDraft,
    PostRecord,
    PressChange,
    PressState,
    RosterEntry,
    Spent,
    StandingWish,
)
from bot.versions import Version


class EventStore(Protocol):
    """What happened, each thing once."""

    async def accept(self, key: str, job: Job | None, *, press: PressChange | None = None) -> bool:
        """Write down that something happened, and the job that comes of it, together with a press's new state.

        Returns:
            False, and nothing is changed, if the key was accepted before.
        """
        ...

    async def note_press(self, press: PressChange) -> None:
        """Write down a press's state where no job comes of it."""
        ...

    async def press(self, message: MessageRef, person: Person, emoji: str) -> PressState | None:
        """What is known of one person's emoji on one message."""
        ...

    async def standing(self, messages: Sequence[MessageRef]) -> Sequence[PressChange]:
        """The presses on these messages whose emoji is there, as far as is known."""
        ...

    async def job(self, key: str) -> Job | None: ...

    async def unstarted(self) -> Sequence[Job]:
        """Jobs that were accepted and, as far as is known, never handed to `Jobs`; in the order of their coming."""
        ...

    async def mark_started(self, key: str) -> None:
        """Note that a job was handed to `Jobs`."""
        ...

    async def drop_old(self, *, jobs_before: datetime, events_before: datetime) -> int:
        """Remove the jobs that were handed on before a moment, and what else happened before another one; how many.

        A job that has not come to its end by then is not gone on with. What is told again after so long is taken for
        something new.
        """
        ...

    async def cursor(self, channel: Place) -> str | None:
        """The id of the last message of a channel that was seen, or None."""
        ...

    async def move_cursor(self, channel: Place, message_id: str) -> None: ...

    async def channels(self, platform: str) -> Sequence[Place]:
        """The channels of a platform that have a cursor."""
        ...


class PaperStore(Protocol):
    """Papers by the hash of their file."""

    async def save(self, sha256: str, pdf: bytes, *, name: str) -> None:
        """Keep a file; one that is there stays, and counts as used now."""
        ...

    async def pdf(self, sha256: str) -> bytes | None:
        """The file; None if it was never there or is no longer kept."""
        ...

    async def save_read(
        self, sha256: str, paper: Paper, *, category: str | None, doubts: Sequence[str], by: str
    ) -> None:
        """Keep what was read of a file; `by` is the release that read it."""
        ...

    async def read(self, sha256: str, *, by: str) -> tuple[Paper, str | None, tuple[str, ...]] | None:
        """What that release read of a file, with arXiv's category and the doubts; None if it did not."""
        ...

    async def drop_unused(self, *, since: datetime) -> int:
        """Remove files, and what was read of them, that no draft used since then; how many."""
        ...


class DraftStore(Protocol):
    """Drafts, their tweets and versions, and the messages that show them."""

    async def save(self, record: DraftRecord) -> None:
        """Keep a draft as it is now; a state of `STOPPING` is not overwritten by `WAITING` or `WORKING`."""
        ...

    async def set_state(self, draft_id: str, state: DraftState) -> None: ...

    async def draft(self, draft_id: str) -> KeptDraft | None: ...

    async def state(self, draft_id: str) -> DraftState | None: ...

    async def newest(self, place: Place) -> str | None:
        """The draft of a chat thread; of a channel the one asked for last there or in its chat threads."""
        ...

    async def of_paper(self, channel: Place, arxiv_id: str) -> str | None:
        """The newest draft of a paper in a channel that did not fail."""
        ...

    async def recent(self, person: Person, *, most: int) -> Sequence[DraftRecord]:
        """The drafts that somebody asked for, the newest first."""
        ...

    async def put_first(self, draft_id: str, serial: int, version: Version) -> None:
        """Set the first version of a tweet that is being drafted: in place of the one before, if there is one."""
        ...

    async def cut(self, draft_id: str, *, behind: int) -> None:
        """Remove tweets with higher serials that were drafted and are no part of the finished draft."""
        ...

    async def add_version(self, draft_id: str, serial: int, version: Version, *, cause: str) -> bool:
        """Add a version to a tweet.

        Args:
            cause: The key of the job that made it.

        Returns:
            False, and nothing is added, if that job has added one to that tweet already.
        """
        ...

    async def is_made(self, draft_id: str, cause: str) -> bool:
        """Whether a job has added a version to any tweet of a draft."""
        ...

    async def set_picture(self, draft_id: str, serial: int, version: Version) -> None:
        """Overwrite the newest version, of that number, with its figure drawn or changed: no version more."""
        ...

    async def arrange(self, draft_id: str, serials: Sequence[int]) -> None:
        """Set the order of a draft's tweets; those that are not named come behind. At first it is by serial."""
        ...

    async def approve(self, draft_id: str, serial: int, *, is_approved: bool) -> None: ...

    async def take_out(self, draft_id: str, serial: int, *, at: datetime | None) -> None:
        """Take a tweet out at a time, or put it back (None)."""
        ...

    async def post(self, key: str) -> PostRecord | None: ...

    async def save_post(self, post: PostRecord) -> None:
        """Keep a post as it is now; by its key."""
        ...

    async def post_of(self, message: MessageRef) -> PostRecord | None:
        """The post that a message is; the message's chat thread does not count."""
        ...

    async def posts(self, draft_id: str) -> Sequence[PostRecord]:
        """All of a draft, the status message first, then tweets by serial, then other words."""
        ...

    async def watched(self, channel: Place, *, since: datetime) -> Sequence[MessageRef]:
        """The sent posts of tweets and status messages of drafts in a channel that were asked for since then."""
        ...

    async def recall(self, draft_id: str, key: str) -> str | None:
        """What was remembered under a key of a draft."""
        ...

    async def remember(self, draft_id: str, key: str, value: str, *, calls: Sequence[ModelCall] = ()) -> None:
        """Remember a text (a writer's answer as JSON), and the model's calls that it took, in one transaction.

        A key that is there already stays as it is, and the calls are not counted again.
        """
        ...

    async def calls(self, draft_id: str, *, under: str = "") -> Sequence[ModelCall]:
        """The calls of a draft that were remembered under keys which begin so, in order; all of them for ""."""
        ...

    async def forget(self, draft_id: str) -> None:
        """Delete a draft: tweets, versions, posts, jobs, answers, examples, and its paper if no other draft has that.

        Its jobs are those whose line is its id, or begins with its id and a colon; the one that asks for this is among
        them. What was spent stays, as figures without words. Whatever would keep words of it later raises
        DraftForgotten.
        """
        ...


class ChannelStore(Protocol):
    """What holds for a channel. `place` may be a chat thread of it: its channel counts."""

    async def settings(self, place: Place) -> ChannelSettings: ...

    async def save_settings(self, place: Place, settings: ChannelSettings) -> None: ...

    async def wishes(self, place: Place) -> Sequence[StandingWish]: ...

    async def add_wish(self, place: Place, words: str, *, by: str) -> StandingWish:
        """Keep a wish; the same words again are the wish that is there."""
        ...

    async def remove_wish(self, place: Place, number: int) -> bool:
        """False if there is none of that number."""
        ...

    async def roster(self, place: Place) -> Sequence[RosterEntry]:
        """By name."""
        ...

    async def put_on_roster(self, place: Place, entry: RosterEntry) -> None:
        """Keep somebody; an entry of that name is replaced."""
        ...

    async def take_off_roster(self, place: Place, name: str) -> bool:
        """False if there is nobody of that name."""
        ...

    async def examples(self, place: Place) -> Sequence[Example]:
        """The newest first."""
        ...

    async def keep_example(self, place: Place, example: Example) -> None:
        """Keep an example; one of that draft is replaced."""
        ...

    async def drop_example(self, place: Place, draft_id: str) -> None: ...


class SpendingStore(Protocol):
    """What models took. Days are UTC's."""

    async def spend(
        self, key: str, *, place: Place, person: Person, day: date, calls: Sequence[ModelCall], drafts: int
    ) -> None:
        """Book calls and drafts; a key that is booked already is not booked again."""
        ...

    async def of_person(self, person: Person, *, since: date) -> Spent: ...

    async def of_channel(self, place: Place, *, since: date) -> Spent: ...

    async def of_all(self, *, since: date) -> Spent: ...


class Store(Protocol):
    """All that paperthread remembers."""

    @property
    def events(self) -> EventStore: ...

    @property
    def papers(self) -> PaperStore: ...

    @property
    def drafts(self) -> DraftStore: ...

    @property
    def channels(self) -> ChannelStore: ...

    @property
    def spending(self) -> SpendingStore: ...

    async def open(self) -> None:
        """Connect, and migrate the schema to this release's.

        Raises:
            StoreUnavailable: The database does not answer, or refuses.
            StoreTooNew: A later release has migrated it.
        """
        ...

    async def close(self) -> None: ...
