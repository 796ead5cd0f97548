"""Conversations on the console that die, for `tests.crashes`; `tests.chat_outcome` says what must hold of them."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.console.adapter import Console
from adapters.console.conversation import Message
from adapters.console.people import CHANNEL
from adapters.console.telling import person
from adapters.jobs.jobs import DbosJobs
from adapters.store.store import SqlStore
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.ledger import Ledger
from bot.model import Brief, Paper, Plan, Proposal, Role
from bot.model.chat import MessageRef, Place, PostKind
from bot.ports import Steps, Writer
from bot.records import Job
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from tests.builders import metadata
from tests.chat_outcome import CONSOLE_FILE, PEOPLE, write_outcome
from tests.crashes import Journal, Reaper
from tests.fakes.labs import LINK
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.scripted_model import SENTENCES, ScriptedModel, shell_paper
from tests.fakes.stores import lay_file
from tests.jobs_scenario import database_of

ANN = person(PEOPLE[0])

_ANSWER = re.compile(r"/(?:tweet|repair|regenerate|shorten|invite|comment)-[0-9a-f]+\Z")
"""Ends the key of a model's answer, of all that is remembered."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where Ann acts."""

    console: Console
    folder: Path

    async def say(self, words: str, *, files: Sequence[Path] = ()) -> None:
        await self.console.people.say(words, by=ANN, files=files)

    async def reply(self, words: str) -> None:
        await self.console.people.say(words, self.place, by=ANN)

    async def command(self, words: str) -> None:
        await self.console.people.command(words, by=ANN)

    async def press(self, number: int, emoji: str) -> None:
        """Press on the message of a tweet, by its place among them; 0 is the status."""
        message = self._own(PostKind.TWEET)[number - 1] if number else self._own(PostKind.STATUS)[0]
        await self.console.people.press(MessageRef(self.place, message.id), emoji, by=ANN)

    @property
    def place(self) -> Place:
        status = self._own(PostKind.STATUS)[0]
        return Place(CHANNEL.platform, CHANNEL.team, status.channel, status.chat_thread)

    async def until_posted(self, tweets: int) -> None:
        while len(self._own(PostKind.TWEET)) < tweets:  # noqa: ASYNC110  # whoever waits for a chat looks at it
            await asyncio.sleep(0.01)

    def _own(self, kind: PostKind) -> list[Message]:
        with self.console.journal.reading() as conversation:
            messages = list(conversation.messages.values())
        return [message for message in messages if message.post is not None and message.post.kind is kind]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that Ann does once; each makes one job.

    Attributes:
        is_alone: All before it is done when the next one begins.
        asks_with: The command that only brings the form, which is what makes the job.
    """

    do: Callable[[Stage], Coroutine[Any, Any, None]]
    is_alone: bool = True
    asks_with: str = ""


# ---- The scenarios ----


async def conversation(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """A draft, 🔁 on a tweet, 🗑️ on another, a wish, an export."""
    acts = (
        _say(LINK),
        _press(3, "🔁"),
        _press(5, "🗑️"),
        _reply("2: say where the shells are from"),
        _command("export"),
    )
    await _play(acts, folder, journal, reaper)


async def revising(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """Tweets taken out by number and one brought back, approved, edited by hand in a form, undone, and looked at."""
    acts = (
        _say(LINK),
        _reply("remove 3"),
        _reply("remove 3"),
        _press(0, "↩️"),
        _press(2, "✅"),
        _form("edit 4", "text", "Every shell falls once, and a microphone hears it."),
        _reply("undo 4"),
        _press(1, "🔍"),
        _command("history 4"),
        _press(2, "✂️"),
    )
    await _play(acts, folder, journal, reaper)


async def rewriting(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """The whole draft again, in the other voice, and without one of its tweets."""
    acts = (_say(LINK), _press(2, "✅"), _press(0, "🔁"), _reply("voice curator"), _press(2, "🗑️"), _command("export"))
    await _play(acts, folder, journal, reaper)


async def commanding(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """A draft under a message of the bot's own; a pointer to it; words of the channel; an example kept."""
    acts = (
        _command(f"new {LINK}"),
        _say(LINK),
        _command("prefer no exclamation marks"),
        _command("prefer remove 1"),
        _press(0, "⭐"),
        _reply("shortn 3"),
        _command("usage"),
    )
    await _play(acts, folder, journal, reaper)


async def attaching(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """A draft of a file, taken out tweets and words, and all of it forgotten."""

    async def attach(stage: Stage) -> None:
        file = stage.folder / "shells.pdf"
        file.write_bytes(b"%PDF")
        await stage.say("our new one", files=[file])

    await _play((Act(attach), _press(3, "🗑️"), _command("export"), _command("forget")), folder, journal, reaper)


async def checking(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """A check of Ann's own thread, and one of its tweets written again."""
    own = "\n\n".join((SENTENCES[Role.CONTRIBUTION], SENTENCES[Role.METHOD], "It sorts 98,735 shells in 56.7 seconds."))
    await _play((_command(f"check {LINK} {own}"), _press(2, "🔁"), _press(3, "🔍")), folder, journal, reaper)


async def cancelling(folder: Path, journal: Journal, reaper: Reaper) -> None:
    """A draft that is stopped while the model writes."""

    async def cancel(stage: Stage) -> None:
        await stage.until_posted(3)
        await stage.reply("cancel")

    model = _Dawdler(journal.note)
    await _play((_say(LINK, is_alone=False), Act(cancel)), folder, journal, reaper, model)


def _say(words: str, *, is_alone: bool = True) -> Act:
    return Act(lambda stage: stage.say(words), is_alone)


def _reply(words: str) -> Act:
    return Act(lambda stage: stage.reply(words))


def _command(words: str) -> Act:
    return Act(lambda stage: stage.command(words))


def _press(number: int, emoji: str) -> Act:
    return Act(lambda stage: stage.press(number, emoji))


def _form(asks_with: str, field: str, value: str) -> Act:
    async def fill(stage: Stage) -> None:
        people = stage.console.people
        while people.form_of(ANN) is None:  # a form goes with the process that showed it: Ann asks for it again
            await stage.command(asks_with)
            await stage.console.settled()
        await people.fill_form({field: value}, by=ANN)

    return Act(fill, asks_with=asks_with)


class _Dawdler(ScriptedModel):
    """Writes two tweets, and then nothing for as long as it is let."""

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        given = len(begun)
        async for one in super().write(paper, brief, ledger, begun=begun):
            if given == 2:
                await asyncio.Event().wait()
            given += isinstance(one, Proposal)
            yield one


# ---- A life ----


async def _play(
    acts: Sequence[Act], folder: Path, journal: Journal, reaper: Reaper, model: Writer | None = None
) -> None:
    """Live from where the last life ended: each act is done once, and all that comes of it."""
    url = database_of(folder)
    if url is None:
        lay_file(folder)
    store = SqlStore(folder, url=url)
    await store.open()
    console = Console(folder / CONSOLE_FILE)
    lab = _lab(store, console, model or ScriptedModel(journal.note), journal, reaper)
    has_ended = asyncio.Event()

    def end(key: str) -> None:
        journal.note(f"{key} ended")
        has_ended.set()

    async def lookup(key: str) -> Job | None:
        job = await store.events.job(key)
        if job is None:
            end(key)  # its draft was forgotten, and nothing more is heard of it
        return job

    jobs = reaper.port(DbosJobs(folder, lookup=lookup, database_url=url, poll_s=0.02), "jobs")
    service = Service(lab, jobs)
    perform = reaper.stories(stories_of(lab))

    async def stories(job: Job, steps: Steps) -> None:
        await perform(job, steps)
        end(job.key)

    async def platform() -> None:
        await service.resume()
        await service.catch_up(console.name)
        await console.run(service.on_event)

    stage = Stage(console, folder)
    async with asyncio.TaskGroup() as group:
        working = group.create_task(jobs.run(stories))
        listening = group.create_task(platform())
        await console.listening()
        for number, act in enumerate(acts, 1):
            if _acted(folder, acts) < number:
                await act.do(stage)
            while act.is_alone and len({line for line in journal.lines() if line.endswith(" ended")}) < number:
                has_ended.clear()
                await has_ended.wait()
        await jobs.close(within_s=5)
        working.cancel()
        listening.cancel()
    await write_outcome(folder, console, store)
    await store.close()


def _lab(store: SqlStore, console: Console, model: Writer, journal: Journal, reaper: Reaper) -> Lab:
    book = shell_paper()
    mortal_model = reaper.port(model, "writer")

    def note_answers(call: str, _draft_id: str = "", key: str = "", value: str = "", *_: object) -> None:
        if call == "store.drafts.remember" and value and _ANSWER.search(key):
            journal.note(f"committed {key}")

    return Lab(
        chats={console.name: reaper.port(console, "console")},
        store=reaper.port(
            store, "store", parts=("events", "papers", "drafts", "channels", "spending"), witness=note_answers
        ),
        reader=reaper.port(BookReader(book), "reader"),
        source=reaper.port(ShelfSource(metadata(title=book.title, authors=book.authors)), "source"),
        writer_of=lambda uses_model: mortal_model if uses_model else ExtractiveWriter(),
        reading=FairTurns(2),
        writing=FairTurns(2),
        rules=ChatRules(grace_s=0.0),
        model_host="127.0.0.1",
        release="test",
        now=lambda: datetime.now(UTC),
        pause=lambda seconds: asyncio.sleep(seconds / 10),
    )


def _acted(folder: Path, acts: Sequence[Act]) -> int:
    """How many things Ann has done, but for asking for forms."""
    asking = {act.asks_with for act in acts if act.asks_with}
    entries = map(json.loads, (folder / CONSOLE_FILE).read_text("utf-8").splitlines())
    return sum(entry.get("by") == ANN.id and entry.get("words") not in asking for entry in entries)
