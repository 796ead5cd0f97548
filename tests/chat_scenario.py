"""A conversation on the console that dies, for `tests.crashes`, and what must hold of what it left behind."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
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
from bot.model import Role
from bot.model.chat import MessageRef, Place, PostKind
from bot.ports import Steps
from bot.records import Job
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from tests.builders import metadata
from tests.crashes import Journal, Lives, Mortal
from tests.fakes.labs import LINK
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.scripted_model import AGAIN, SENTENCES, WISHED, ScriptedModel, shell_paper
from tests.fakes.stores import lay_file
from tests.jobs_scenario import database_of

ANN = person("ann")

Act = Callable[[], Coroutine[Any, Any, None]]


async def conversation(folder: Path, journal: Journal, mortal: Mortal) -> None:
    """Draft, 🔁 on a tweet, 🗑️ on another, a wish, an export: each said when all before it is done."""
    url = database_of(folder)
    if url is None:
        lay_file(folder)
    store = SqlStore(folder, url=url)
    await store.open()
    console = Console(folder / _FILE)
    book = shell_paper()
    model = ScriptedModel(journal.note)
    lab = Lab(
        chats={console.name: console},
        store=store,
        reader=BookReader(book),
        source=ShelfSource(metadata(title=book.title, authors=book.authors)),
        writer_of=lambda uses_model: model if uses_model else ExtractiveWriter(),
        reading=FairTurns(2),
        writing=FairTurns(2),
        rules=ChatRules(grace_s=0.0),
        model_host="127.0.0.1",
        release="test",
        now=lambda: datetime.now(UTC),
        pause=asyncio.sleep,
    )
    jobs = DbosJobs(folder, lookup=store.events.job, database_url=url, poll_s=0.02)
    service = Service(lab, jobs)
    has_ended = asyncio.Event()
    perform = mortal(stories_of(lab))

    async def stories(job: Job, steps: Steps) -> None:
        await perform(job, steps)
        journal.note(f"{job.key} ended")
        has_ended.set()

    async def platform() -> None:
        await service.resume()
        await service.catch_up(console.name)
        await console.run(service.on_event)

    async with asyncio.TaskGroup() as group:
        working = group.create_task(jobs.run(stories))
        listening = group.create_task(platform())
        await console.listening()
        acts = _acts(console)
        for number, act in enumerate(acts, 1):
            if _said(folder) < number:
                await act()
            while len({line for line in journal.lines() if line.endswith(" ended")}) < number:
                has_ended.clear()
                await has_ended.wait()
        await jobs.close(within_s=5)
        working.cancel()
        listening.cancel()
    await store.close()


def _acts(console: Console) -> list[Act]:
    people = console.people

    async def ask() -> None:
        await people.say(LINK, by=ANN)

    async def redo() -> None:
        await people.press(_tweet(console, 3), "🔁", by=ANN)

    async def take_out() -> None:
        await people.press(_tweet(console, 5), "🗑️", by=ANN)

    async def wish() -> None:
        await people.say("2: say where the shells are from", _place(console), by=ANN)

    async def export() -> None:
        await people.command("export", by=ANN)

    return [ask, redo, take_out, wish, export]


def faults(lives: Lives, folder: Path) -> Iterator[str]:
    """What must not be: a message lost or doubled, a tweet asked for again though it was committed."""
    entries = [json.loads(line) for line in (folder / _FILE).read_text("utf-8").splitlines()]
    for key, times in Counter(entry["post"]["key"] for entry in entries if entry["what"] == "posted").items():
        if times > 1:
            yield f"{key} was posted {times} times"
    messages = list(Console(folder / _FILE).journal.conversation.messages.values())
    texts = [message.text for message in messages if _is(message, PostKind.TWEET)]
    if texts != _WANTED:
        yield f"the tweets are {texts}"
    (request,) = (message for message in messages if message.by and message.chat_thread is None)
    if list(request.marks) != ["✅"] or any(message.marks for message in messages if message is not request):
        yield f"marks are left: {[(message.id, list(message.marks)) for message in messages if message.marks]}"
    exported = [message.text for message in messages if _is(message, PostKind.WORDS)]
    if exported != ["\n\n———\n\n".join(_WANTED)]:
        yield f"the export is {exported}"
    # The answer that was under way at a death may be asked for again, and no other.
    asked = [line for line in lives.journal if line.startswith(("tweet ", "regenerate ", "asked "))]
    if len(asked) > len(SENTENCES) + 3 + 2 * len(lives.deaths):
        yield f"asked too often: {asked}"
    for line, times in Counter(line for line in asked if not line.startswith("asked ")).items():
        if times > 1 + len(lives.deaths):
            yield f"{line} was answered {times} times"


_FILE = "console.jsonl"
_OPENING = (
    "Happy to share our paper:\n\nShells by Their Sound\n\nJoint work of Ada Example and Ben Sample\n\n"
    "https://arxiv.org/abs/2306.13840"
)
_PROSE = (
    _OPENING,
    WISHED,  # tweet 2, by a wish
    AGAIN,  # tweet 3, by 🔁
    SENTENCES[Role.METHOD],
    SENTENCES[Role.LIMITATION],  # tweet 5 before it was taken out
    SENTENCES[Role.FUTURE_WORK],
)
_WANTED = [f"{prose}\n\n{number}/{len(_PROSE)}" for number, prose in enumerate(_PROSE, 1)]


def _is(message: Message, kind: PostKind) -> bool:
    return message.post is not None and message.post.kind is kind


def _own(console: Console, kind: PostKind) -> list[Message]:
    with console.journal.reading() as conversation:
        return [message for message in conversation.messages.values() if _is(message, kind)]


def _tweet(console: Console, number: int) -> MessageRef:
    return MessageRef(_place(console), _own(console, PostKind.TWEET)[number - 1].id)


def _place(console: Console) -> Place:
    status = _own(console, PostKind.STATUS)[0]
    return Place(CHANNEL.platform, CHANNEL.team, status.channel, status.chat_thread)


def _said(folder: Path) -> int:
    """How many things Ann has said and pressed."""
    lines = (folder / _FILE).read_text("utf-8").splitlines()
    return sum(json.loads(line).get("by") == ANN.id for line in lines)
