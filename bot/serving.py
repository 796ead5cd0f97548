"""The conversation served: all that it stands on is opened together, run as parts of a process, closed in order."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.bootstrap import build_jobs, build_reader, build_source, build_store, build_writer, chat_rules, release
from bot.config import Settings
from bot.errors import TokenRefused
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.ports import ChatAdapter, Fleet, Jobs, Steps, Store, Stories
from bot.ports.store import EventStore
from bot.records import Job
from bot.running import Part
from bot.service import Service
from bot.stories.lab import Lab
from bot.stories.perform import stories_of

_WRITING_AT_ONCE = 4
"""A model's server is mostly waited for; more at once would share one account's pace."""
_BETWEEN_CLEANINGS_S = 3600.0
JOBS_DAYS, EVENTS_DAYS = 30.0, 90.0
"""So long jobs are kept that were begun, and what happened: no platform tells it again after a day or two."""
_BETWEEN_LOOKS_S = 10.0
"""How long a job may wait that was committed, and that nobody was left to hand over."""
_REMEMBERED = 1000
"""Keys of jobs that have ended: one that comes again comes soon."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """The conversation, opened.

    Attributes:
        parts: What has to be kept running.
        is_idle: Whether no job of this process is waiting or under way.
    """

    jobs: Jobs
    store: Store
    parts: tuple[Part, ...]
    is_idle: Callable[[], Coroutine[Any, Any, bool]]

    async def hand_over(self, within_s: float) -> None:
        """Finish what is under way, or leave it to the next start."""
        await self.jobs.close(within_s=within_s)

    async def ask_database(self) -> None:
        """Ask the database anything.

        Raises:
            StoreUnavailable: It does not answer.
        """
        await self.store.events.unstarted()


class WatchedJobs:
    """Jobs of which it is known whether any is under way."""

    def __init__(self, jobs: Jobs, events: EventStore) -> None:
        self._jobs = jobs
        self._events = events
        self._open: set[str] = set()
        self._done: deque[str] = deque(maxlen=_REMEMBERED)

    async def open(self) -> None:
        await self._jobs.open()

    async def run(self, stories: Stories) -> None:
        await self._jobs.run(self.watched(stories))

    def watched(self, stories: Stories) -> Stories:
        """The stories, of which each is known to be under way while it is told."""

        async def watched(job: Job, steps: Steps) -> None:
            self._open.add(job.key)
            try:
                await stories(job, steps)
            finally:
                self._open.discard(job.key)
                self._done.append(job.key)

        return watched

    async def enqueue(self, job: Job) -> None:
        if job.key not in self._done:  # a key that comes again is done no second time
            self._open.add(job.key)
        try:
            await self._jobs.enqueue(job)
        except BaseException:
            self._open.discard(job.key)
            raise

    async def drop_ended(self, *, before: datetime) -> int:
        return await self._jobs.drop_ended(before=before)

    async def close(self, *, within_s: float) -> None:
        await self._jobs.close(within_s=within_s)

    async def is_idle(self) -> bool:
        for key in tuple(self._open):
            if await self._events.job(key) is None:  # forgotten with its draft, and never begun
                self._open.discard(key)
        return not self._open


@asynccontextmanager
async def served(settings: Settings, chats: Sequence[ChatAdapter], fleet: Fleet) -> AsyncIterator[Served]:
    """Open all that a conversation on these platforms needs, and close it behind the block.

    Args:
        fleet: Not opened yet.

    Raises:
        StoreError: What is remembered cannot be opened, or another process works on it that allows no second one.
        UsageError: A setting is wrong.
    """
    async with AsyncExitStack() as stack:
        store = build_store(settings)
        await store.open()
        stack.push_async_callback(store.close)
        stack.push_async_callback(fleet.close)
        await fleet.open()
        arxiv = fleet.gate("arxiv", min_interval_s=settings.arxiv.min_interval_s)
        reader, source = build_reader(settings.reading), build_source(settings, arxiv)
        stack.push_async_callback(reader.close)
        stack.push_async_callback(source.close)
        writer, plain = build_writer(settings, settings.writer), ExtractiveWriter()
        stack.push_async_callback(writer.close)
        jobs = WatchedJobs(build_jobs(settings, store), store.events)
        stack.push_async_callback(_close_jobs, jobs)
        # Before any platform is listened to: what a process takes in that may not work would lie until the next start.
        await jobs.open()
        lab = Lab(
            chats={chat.name: chat for chat in chats},
            store=store,
            reader=reader,
            source=source,
            writer_of=lambda uses_model: writer if uses_model else plain,
            reading=FairTurns(settings.reading.workers),
            writing=FairTurns(_WRITING_AT_ONCE, room=fleet.room("writing", most=_WRITING_AT_ONCE)),
            rules=chat_rules(settings),
            model_host=None if writer.name.model is None else urlsplit(settings.openai.base_url).netloc,
            release=release(),
            now=lambda: datetime.now(UTC),
            pause=asyncio.sleep,
            counting=fleet.lock("counting"),
        )
        service = Service(lab, jobs)
        yield Served(jobs, store, parts_of(lab, service, jobs, fleet), jobs.is_idle)


def parts_of(lab: Lab, service: Service, jobs: Jobs, fleet: Fleet) -> tuple[Part, ...]:
    """What has to be kept running of a conversation: the jobs, what looks after the store, and each platform."""

    async def work() -> None:
        await jobs.run(stories_of(lab))

    async def clean() -> None:
        while True:
            now, old = lab.now(), lab.now() - timedelta(days=JOBS_DAYS)
            papers = await lab.store.papers.drop_unused(since=now - timedelta(days=lab.rules.retention_days))
            ended = await jobs.drop_ended(before=old)
            told = await lab.store.events.drop_old(jobs_before=old, events_before=now - timedelta(days=EVENTS_DAYS))
            _log.info("cleaning papers=%d jobs=%d events=%d", papers, ended, told)
            await lab.pause(_BETWEEN_CLEANINGS_S)

    async def hand_on() -> None:
        while True:
            await lab.pause(_BETWEEN_LOOKS_S)
            await service.resume()

    return (
        Part("jobs", work, is_restarted=False),
        Part("handing on", hand_on),
        Part("cleaning", clean),
        Part("fleet", fleet.keep),
        *(Part(f"{name} standing by", chat.stand_by, fatal=(TokenRefused,)) for name, chat in lab.chats.items()),
        *(Part(name, _platform(chat, service, fleet), fatal=(TokenRefused,)) for name, chat in lab.chats.items()),
    )


def _platform(chat: ChatAdapter, service: Service, fleet: Fleet) -> Callable[[], Coroutine[Any, Any, None]]:
    async def listen() -> None:
        await service.resume()
        await service.catch_up(chat.name)
        await chat.run(service.on_event)

    async def listen_alone() -> None:
        await fleet.alone(f"listening to {chat.name}", listen)

    return listen_alone if chat.limits.listens_alone else listen


async def _close_jobs(jobs: Jobs) -> None:
    await jobs.close(within_s=0)
