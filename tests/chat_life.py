"""One life of a bot that may be killed at any moment: the real store, jobs and stories, on any chat platform."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adapters.jobs.jobs import DbosJobs
from adapters.store.store import SqlStore
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.model.chat import Post
from bot.ports import ChatAdapter, Steps, Writer
from bot.records import Job
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from tests.builders import metadata
from tests.crashes import Journal, Reaper
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.scripted_model import shell_paper
from tests.fakes.stores import lay_file
from tests.jobs_scenario import database_of

BEGAN = "began"
ACCEPTED = "accepted "
ENDED = " ended"
REMARKED, REMARK = "remarked", "cut off by a restart"
_STOP = ":stop"  # ends the key of what `forget` asks for beside itself, so that nothing is written any more

_ANSWER = re.compile(r"/(?:tweet|repair|regenerate|shorten|invite|comment)-[0-9a-f]+\Z")
"""Ends the key of a model's answer, of all that is remembered."""


async def live(
    chat: ChatAdapter,
    model: Writer,
    folder: Path,
    journal: Journal,
    reaper: Reaper,
    *,
    until: Callable[[asyncio.Event], Coroutine[Any, Any, None]],
) -> SqlStore:
    """Go on from where the last life ended, until nothing more is to be done; the store, still open.

    The journal is told what the model is asked, which of its answers are committed, which jobs are (`ACCEPTED`), which
    have ended (`ENDED`), that people are told of an answer which may be paid twice (`REMARKED`), and when the bot is
    about to listen (`BEGAN`): all that was committed before is told by then.

    Args:
        until: Returns when all is done; it is given what is set whenever a job has ended.
    """
    url = database_of(folder)
    if url is None:
        lay_file(folder)
    store = SqlStore(folder, url=url)
    await store.open()
    lab = _lab(store, chat, model, journal, reaper)
    has_ended = asyncio.Event()

    def end(key: str) -> None:
        journal.note(f"{key}{ENDED}")
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
        for job in await store.events.unstarted():  # committed, and killed before that was told
            journal.note(f"{ACCEPTED}{job.key}")
        journal.note(BEGAN)
        await service.resume()
        await service.catch_up(chat.name)
        await chat.run(service.on_event)

    async with asyncio.TaskGroup() as group:
        working = group.create_task(jobs.run(stories))
        listening = group.create_task(platform())
        await until(has_ended)
        await jobs.close(within_s=5)
        working.cancel()
        listening.cancel()
    return store


def ended(journal: Journal) -> set[str]:
    """The lines of the jobs that have ended, one for each thing that Ann asks for."""
    return {line for line in journal.lines() if line.endswith(ENDED) and not line.endswith(f"{_STOP}{ENDED}")}


def accepted(journal: Journal) -> set[str]:
    """The lines of what was committed, one for each thing that Ann asks for."""
    return {line for line in journal.lines() if line.startswith(ACCEPTED) and not line.endswith(_STOP)}


def _lab(store: SqlStore, chat: ChatAdapter, model: Writer, journal: Journal, reaper: Reaper) -> Lab:
    book = shell_paper()
    mortal_model = reaper.port(model, "writer")

    def note_commits(call: str, first: str = "", key: str = "", value: str = "", *_: object) -> None:
        if call == "store.drafts.remember" and value and _ANSWER.search(key):
            journal.note(f"committed {key}")
        if call == "store.events.accept":
            journal.note(f"{ACCEPTED}{first}")

    def note_remarks(_call: str, *given: object) -> None:
        posts = [one for one in given if isinstance(one, Post)]
        if any(REMARK in line for post in posts for line in (post.text, *post.small_print)):
            journal.note(REMARKED)

    return Lab(
        chats={chat.name: reaper.port(chat, chat.name, witness=note_remarks)},
        store=reaper.port(
            store, "store", parts=("events", "papers", "drafts", "channels", "spending"), witness=note_commits
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
