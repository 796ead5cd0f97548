"""A whole lab for tests of the conversation: a chat in memory, the real store on SQLite, a writer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.store.store import SqlStore
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.model import Paper, PaperMetadata
from bot.model.chat import MessageRef, Person, Place
from bot.ports import PaperReader, PaperSource, Writer
from bot.records import KeptDraft
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from tests.contract.harness import Seen
from tests.fakes.chat import FakeChat
from tests.fakes.jobs import FakeJobs
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.stores import open_store

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LINK = "https://arxiv.org/abs/2306.13840"


class SteppingClock:
    """Gives a time that goes on by a millisecond whenever it is asked, and by what is waited for."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        self._now += timedelta(milliseconds=1)
        return self._now

    async def pause(self, seconds: float) -> None:
        """Let others go on; the clock says that so long has passed."""
        self._now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Scene:
    """A conversation under way."""

    chat: FakeChat
    store: SqlStore
    jobs: FakeJobs
    service: Service
    lab: Lab

    async def settle(self) -> None:
        """Wait until all that was asked for is done."""
        await self.chat.settled()
        await self.jobs.idle()
        await self.chat.settled()

    async def draft(self, text: str = LINK) -> Place:
        """Have somebody post a link; the chat thread of its draft, finished."""
        self.chat.say(text)
        await self.settle()
        return self.chat.threads()[-1]

    def own(self, place: Place) -> list[Seen]:
        """The bot's messages in a chat thread: the status first, then the tweets."""
        return [message for message in self.chat.seen(place) if message.is_own]

    def texts(self, place: Place) -> list[str]:
        return [message.text for message in self.own(place)]

    def told(self, person: Person | None = None) -> list[str]:
        """What was said to a person alone; to Ann, if nobody is named."""
        return self.chat.private_words(person or self.chat.ann)

    async def kept(self, place: Place) -> KeptDraft:
        """The draft of a chat thread as the store has it."""
        found = await self.store.drafts.draft(await self.store.drafts.newest(place) or "")
        assert found is not None
        return found

    async def press(self, message: Seen, emoji: str, place: Place) -> None:
        self.chat.press(MessageRef(place, message.id), emoji)
        await self.settle()

    async def say(self, text: str, place: Place) -> None:
        self.chat.say(text, place)
        await self.settle()

    async def command(self, words: str, place: Place | None = None) -> None:
        self.chat.command(words, place or self.chat.place)
        await self.settle()


def counters(own: Sequence[Seen]) -> list[str]:
    """The last line of each message: `3/8` of a tweet."""
    return [one.text.rsplit("\n", 1)[-1] for one in own]


def tweets(lab: Scene, place: Place) -> list[Seen]:
    """The messages with a counter, in the order of their posting."""
    return [message for message in lab.own(place) if message.controls and "export" not in message.controls]


def looks(lab: Scene, place: Place) -> dict[str, Seen]:
    return {message.id: message for message in lab.own(place)}


def changed(before: dict[str, Seen], after: dict[str, Seen]) -> set[str]:
    """Ids of messages that are other ones now, came, or went."""
    return {key for key in before | after if _plain(before.get(key)) != _plain(after.get(key))}


def _plain(seen: Seen | None) -> tuple[object, ...] | None:
    return None if seen is None else (seen.text, seen.small_print, seen.picture, seen.marks)


@asynccontextmanager
async def scene(
    folder: Path,
    paper: Paper,
    *,
    metadata: PaperMetadata | None = None,
    writer: Writer | None = None,
    rules: ChatRules | None = None,
    reader: PaperReader | None = None,
    source: PaperSource | None = None,
    chat: FakeChat | None = None,
    change: Callable[[Lab], Lab] = lambda lab: lab,
) -> AsyncIterator[Scene]:
    """A lab with one paper, everything running; closed behind the block."""
    clock = SteppingClock()
    store = await open_store(folder, clock=clock.now)
    chat = chat or FakeChat(now=clock.now)
    model = writer or ExtractiveWriter()
    lab = Lab(
        chats={chat.name: chat},
        store=store,
        reader=reader or BookReader(paper),
        source=source or ShelfSource(metadata or metadata_of(paper)),
        writer_of=lambda uses_model: model if uses_model else ExtractiveWriter(),
        reading=FairTurns(2),
        writing=FairTurns(2),
        rules=rules or ChatRules(),
        model_host="127.0.0.1" if model.name.model else None,
        release="test",
        now=clock.now,
        pause=clock.pause,
    )
    lab = change(lab)
    jobs = FakeJobs()
    jobs.take(stories_of(lab))
    service = Service(lab, jobs)
    running = asyncio.create_task(chat.run(service.on_event))
    while not chat.is_running:  # noqa: ASYNC110  # one turn of the loop, and no event to wait for
        await asyncio.sleep(0)
    try:
        yield Scene(chat, store, jobs, service, lab)
    finally:
        await jobs.close(within_s=0)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await store.close()


def metadata_of(paper: Paper) -> PaperMetadata:
    """What arXiv would say of a paper."""
    return PaperMetadata(
        arxiv_id=paper.arxiv_id or "2306.13840",
        version=paper.arxiv_version or 1,
        title=paper.title,
        authors=paper.authors,
        abstract=paper.abstract,
        category=None,
        comment=None,
        is_withdrawn=False,
    )
