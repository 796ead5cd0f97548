"""Events told again, late and out of order: each has one effect, and it is committed before it is acknowledged."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from adapters.store.store import SqlStore
from bot.chat_events import ChatEvent, Commanded, MessagePosted, Pressed
from bot.ports import Store, Stories
from bot.records import STATUS_SERIAL, Job, PostState
from bot.service import Service
from bot.stories.jobs import DraftWanted, wanted_of
from bot.stories.lab import Lab
from tests.builders import NOON, draft_record, message, person, place, post_record, version
from tests.fakes.chat import FakeChat
from tests.fakes.labs import scene
from tests.fakes.scripted_model import ScriptedModel, shell_paper
from tests.fakes.stores import open_store

ANN = person("U1", platform="fake", team="lab")
BEA = person("U2", platform="fake", team="lab")
CHANNEL = place(platform="fake", team="lab")
DRAFT = place("t1", platform="fake", team="lab")


@dataclass
class Waiting:
    """Jobs that nobody does: what was asked for stands in `jobs`."""

    jobs: list[Job] = field(default_factory=list)

    async def open(self) -> None:
        raise NotImplementedError

    async def run(self, stories: Stories) -> None:
        raise NotImplementedError

    async def enqueue(self, job: Job) -> None:
        self.jobs.append(job)

    async def drop_ended(self, *, before: datetime) -> int:
        raise NotImplementedError

    async def close(self, *, within_s: float) -> None:
        raise NotImplementedError


@dataclass
class Desk:
    """A service with a draft of three tweets in its store, and jobs that wait."""

    service: Service
    store: SqlStore
    jobs: Waiting
    chat: FakeChat
    lab: Lab


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_at(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def desk_at(folder: Path) -> AsyncIterator[Desk]:
    """A desk whose store is in a folder."""
    jobs = Waiting()
    async with scene(folder, shell_paper()) as opened:
        store = opened.store
        await store.drafts.save(draft_record("d1", place=DRAFT, created_at=opened.lab.now()))
        for serial in range(4):
            post = post_record(f"d1-{serial}", serial, draft_id="d1", place=DRAFT, state=PostState.SENT)
            await store.drafts.save_post(replace(post, message=message(f"m{serial}", where=DRAFT)))
            if serial != STATUS_SERIAL:
                await store.drafts.put_first("d1", serial, version())
        yield Desk(Service(opened.lab, jobs), store, jobs, opened.chat, opened.lab)


def press(serial: int, emoji: str, second: int, *, is_added: bool = True) -> Pressed:
    at = NOON + timedelta(seconds=second)
    return Pressed(message(f"m{serial}", where=DRAFT), ANN, emoji, is_added, f"E{serial}{emoji}{second}", at)


def said(number: int, text: str, *, in_thread: bool = False) -> MessagePosted:
    return MessagePosted(message(f"1{number:04d}", where=DRAFT if in_thread else CHANNEL), BEA, text)


@pytest.mark.parametrize("seed", range(2))
async def test_hundreds_of_events_told_several_times_have_one_effect_each(desk: Desk, seed: int) -> None:
    """`python -m tests.replayed_events` is the long form, with 10,000."""
    dice = random.Random(seed)  # which event is told twice is nobody's secret
    once = events(60)
    told = replayed(once, dice, times=3)

    for event in told:
        await desk.service.on_event(event)

    keys = [job.key for job in desk.jobs.jobs]
    assert len(told) > 2 * len(once)
    assert len(keys) == len(set(keys)) == len(once)


async def test_a_check_by_command_has_the_voice_that_was_asked_for(desk: Desk) -> None:
    options = {"url": "2306.13840", "thread": "They sort shells.", "voice": "curator"}
    await desk.service.on_event(Commanded("command:1", CHANNEL, ANN, "check", options=options))

    (job,) = desk.jobs.jobs
    wanted = wanted_of(job)
    assert isinstance(wanted, DraftWanted)
    assert (wanted.options["voice"], wanted.own_thread) == ("curator", "They sort shells.")


def events(count: int) -> list[ChatEvent]:
    """So many events of which each asks for something else."""
    made: list[ChatEvent] = []
    for number in range(count):
        match number % 5:
            case 0:
                made.append(said(number, f"https://arxiv.org/abs/2306.{10000 + number}"))
            case 1:
                made.append(said(number, "shorten 2", in_thread=True))
            case 2:
                made.append(press(1 + number % 3, "🔁", number))
            case 3:
                made.append(Commanded(f"command:{number}", CHANNEL, ANN, "regenerate 1"))
            case _:
                made.append(press(1 + number % 3, "✂️", number))
    return made


def replayed(once: list[ChatEvent], dice: random.Random, *, times: int) -> list[ChatEvent]:
    """Every event up to `times` times, later tellings anywhere behind the first; all in a shaken order."""
    told: list[tuple[float, ChatEvent]] = []
    for place_in_order, event in enumerate(once):
        told.append((place_in_order + dice.uniform(0, 8), event))
        told += [(place_in_order + dice.uniform(0, len(once)), event) for _ in range(dice.randint(1, times))]
    return [event for _, event in sorted(told, key=lambda one: one[0])]


@pytest.mark.parametrize(
    ("event", "most"),
    [
        pytest.param(said(1, "lunch at noon? see https://example.org/menu, I agree."), 1, id="talk"),
        pytest.param(said(1, "I like that one. See you at 12:30.", in_thread=True), 1, id="talk in a chat thread"),
        pytest.param(said(1, "shorten 2", in_thread=True), 4, id="a reply"),
        pytest.param(said(1, "https://arxiv.org/abs/2306.19999"), 6, id="a link"),
        pytest.param(press(1, "🔁", 1), 5, id="a press"),
        pytest.param(press(1, "👍", 1), 3, id="a press that means nothing"),
    ],
)
async def test_an_event_costs_few_calls_of_the_store(desk: Desk, event: ChatEvent, most: int) -> None:
    counted = CountingStore(desk.store)
    service = Service(replace(desk.lab, store=cast("Store", counted)), desk.jobs)

    await service.on_event(event)

    assert counted.calls <= most


class CountingStore:
    """The store, with a count of what it is asked."""

    def __init__(self, store: SqlStore) -> None:
        self.calls = 0
        self._store = store

    def __getattr__(self, part: str) -> object:
        return _CountedPart(getattr(self._store, part), self)


class _CountedPart:
    def __init__(self, part: object, count: CountingStore) -> None:
        self._part = part
        self._count = count

    def __getattr__(self, method: str) -> object:
        self._count.calls += 1
        return getattr(self._part, method)


async def test_talk_moves_the_cursor_of_its_channel_every_few_seconds_only(desk: Desk) -> None:
    cursors: list[str | None] = []
    for number, pause_s in ((1, 0), (2, 0), (3, 6), (4, 0)):
        await desk.lab.pause(pause_s)
        await desk.service.on_event(said(number, "nice weather"))
        cursors.append(await desk.store.events.cursor(CHANNEL))

    assert cursors == ["10001", "10001", "10003", "10003"]


async def test_a_job_that_was_committed_and_never_handed_over_is_handed_over_at_the_start(desk: Desk) -> None:
    job = Job("press:1", "act", "d1", ANN.key, {})
    assert await desk.store.events.accept(job.key, job)

    await desk.service.resume()
    await desk.service.resume()

    assert [one.key for one in desk.jobs.jobs] == ["press:1"]


async def test_a_cancel_does_not_wait_behind_what_it_cancels(desk: Desk) -> None:
    await desk.service.on_event(said(1, "cancel", in_thread=True))
    await desk.service.on_event(said(2, "shorten 2", in_thread=True))

    assert [job.line for job in desk.jobs.jobs] == ["d1:cancel", "d1"]


async def test_what_a_press_on_a_strange_message_asks_for_is_nothing(desk: Desk) -> None:
    await desk.service.on_event(Pressed(message("strange", where=DRAFT), ANN, "🔁", is_added=True))

    assert desk.jobs.jobs == []


async def test_events_that_were_missed_are_taken_in_once(tmp_path: Path) -> None:
    async with scene(tmp_path, shell_paper()) as lab:
        drafted = await lab.draft()
        tweet = lab.own(drafted)[1]
        chat, now = lab.chat, lab.lab.now
    # Nobody listens now.
    chat.press(message(tweet.id, where=drafted), "🔁")
    chat.say("https://arxiv.org/abs/2306.13841")
    chat.say("shorten 2", drafted)
    async with _reopened(tmp_path, chat, now) as (service, jobs):
        await service.catch_up(chat.name)
        await service.catch_up(chat.name)

        stories = sorted(job.story for job in jobs.jobs)
    assert stories == ["act", "act", "draft"]


async def test_a_press_that_was_taken_away_unseen_counts_anew(tmp_path: Path) -> None:
    async with scene(tmp_path, shell_paper()) as lab:
        drafted = await lab.draft()
        tweet = message(lab.own(drafted)[1].id, where=drafted)
        await lab.press(lab.own(drafted)[1], "🔁", drafted)
        chat, now = lab.chat, lab.lab.now
    chat.unpress(tweet, "🔁")
    async with _reopened(tmp_path, chat, now) as (service, jobs):
        await service.catch_up(chat.name)
        await service.on_event(Pressed(tweet, chat.ann, "🔁", is_added=True))

        assert [job.story for job in jobs.jobs] == ["act"]


async def test_two_people_who_press_the_same_are_one_job(tmp_path: Path) -> None:
    asked: list[str] = []
    async with scene(tmp_path, shell_paper(), writer=ScriptedModel(asked.append)) as lab:
        drafted = await lab.draft()
        tweet = message(lab.own(drafted)[3].id, where=drafted)
        lab.chat.press(tweet, "🔁", by=lab.chat.ann)
        lab.chat.press(tweet, "🔁", by=lab.chat.bea)
        await lab.settle()

    assert [line for line in asked if line.startswith("regenerate")] == ["regenerate 3"]


@asynccontextmanager
async def _reopened(
    folder: Path, chat: FakeChat, now: Callable[[], datetime]
) -> AsyncIterator[tuple[Service, Waiting]]:
    """The service of a process that was started again on the same store and platform."""
    jobs = Waiting()
    store = await open_store(folder)
    try:
        async with scene(folder / "other", shell_paper()) as other:
            lab = replace(other.lab, store=store, chats={chat.name: chat}, now=now)
            yield Service(lab, jobs), jobs
    finally:
        await store.close()
