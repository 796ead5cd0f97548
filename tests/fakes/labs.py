"""A whole lab for tests of the conversation: a chat in memory, the real store on SQLite, a writer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.store.store import SqlStore
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.model import Paper, PaperMetadata
from bot.model.chat import MessageRef, Place
from bot.ports import PaperReader, PaperSource, Writer
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

    async def press(self, message: Seen, emoji: str, place: Place) -> None:
        self.chat.press(MessageRef(place, message.id), emoji)
        await self.settle()

    async def say(self, text: str, place: Place) -> None:
        self.chat.say(text, place)
        await self.settle()

    async def command(self, words: str, place: Place | None = None) -> None:
        self.chat.command(words, place or self.chat.place)
        await self.settle()


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
