"""A lab on our Slack for end-to-end tests: real adapter over a socket, real core and store, a paper and a writer."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.slack.doors import SocketDoor
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.model import Paper
from bot.model.chat import MessageRef, Place
from bot.ports import Writer
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from tests.contract.harness import File, Seen, eventually
from tests.contract.slack_harness import SlackHarness
from tests.fakes.jobs import FakeJobs
from tests.fakes.labs import metadata_of
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.slack_server.server import APP_TOKEN, SlackServer
from tests.fakes.stores import open_store


@dataclass(frozen=True, slots=True)
class SlackLab:
    """A lab's workspace with the bot in it."""

    slack: SlackHarness
    jobs: FakeJobs

    async def settle(self) -> None:
        """Wait until everything that was told is committed, and everything that was asked for is done."""
        await eventually(lambda: self.slack.server.is_settled)
        await self.jobs.idle()
        await eventually(lambda: self.slack.server.is_settled)

    async def messages(self, place: Place) -> Sequence[Seen]:
        """The bot's, as Ann sees them: of a chat thread the status first."""
        return [seen for seen in await self.slack.visible(place, to=self.slack.ann) if seen.is_own]

    async def say(self, text: str, place: Place, *, files: Sequence[File] = ()) -> MessageRef:
        said = await self.slack.say(place, text, by=self.slack.ann, files=files)
        await self.settle()
        return said

    async def press(self, seen: Seen, emoji: str, place: Place) -> None:
        await self.slack.press(MessageRef(place, seen.id), emoji, by=self.slack.ann)
        await self.settle()

    async def command(self, words: str, place: Place) -> None:
        await self.slack.command(place.in_channel, words, by=self.slack.ann)
        await self.settle()


@asynccontextmanager
async def slack_lab(folder: Path, paper: Paper, model: Writer | None = None) -> AsyncIterator[SlackLab]:
    """A lab with one paper, and a model if one is given; that Slack was asked for nothing wrong is held in the end."""
    async with SlackServer() as server:
        harness = SlackHarness(server, SocketDoor(APP_TOKEN))
        store = await open_store(folder, clock=lambda: datetime.now(UTC))
        lab = Lab(
            chats={"slack": harness.adapter},
            store=store,
            reader=BookReader(paper),
            source=ShelfSource(metadata_of(paper)),
            writer_of=lambda uses_model: model if uses_model and model else ExtractiveWriter(),
            reading=FairTurns(2),
            writing=FairTurns(2),
            rules=ChatRules(),
            model_host="models.example.org" if model else None,
            release="test",
            now=lambda: datetime.now(UTC),
            pause=lambda _: asyncio.sleep(0),
        )
        jobs = FakeJobs()
        jobs.take(stories_of(lab))
        running = asyncio.create_task(harness.adapter.run(Service(lab, jobs).on_event))
        await harness.listening()
        yield SlackLab(harness, jobs)
        await jobs.close(within_s=0)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await store.close()
        assert server.problems == []
