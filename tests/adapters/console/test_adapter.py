"""What only the console has; what every adapter shares is in tests/contract."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from adapters.console.adapter import Console
from adapters.console.people import CHANNEL
from adapters.console.telling import person
from bot.chat_events import ChatEvent, Commanded, MessagePosted
from bot.errors import AttachmentUnavailable, ChatUnavailable
from tests.contract.cases import a_post, key_of, words_of
from tests.contract.harness import Listener

ANN = person("ann")


@asynccontextmanager
async def _running(console: Console, listener: Listener) -> AsyncIterator[None]:
    run = asyncio.create_task(console.run(listener.on_event))
    await console.listening()
    try:
        yield
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


async def test_what_was_heard_and_not_committed_is_told_first_by_the_next_process(tmp_path: Path) -> None:
    before, after = Listener(), Listener()
    before.hold("slow")
    console = Console(tmp_path / "chat.jsonl")
    async with _running(console, before):
        await console.people.say("done", by=ANN)
        await before.told(1)
        await console.people.say("slow", by=ANN)
        await console.people.command("shorten 3", by=ANN)
        await before.until(lambda: len(before.begun) == 2)

    again = Console(tmp_path / "chat.jsonl")
    async with _running(again, after):
        await again.people.say("new", by=ANN)
        told = list(await after.told(3))

    assert [words_of(event) for event in told] == ["slow", "", "new"]
    assert isinstance(told[1], Commanded)
    assert key_of(told[0]) == key_of(before.begun[1])


async def test_what_was_done_while_nobody_listened_is_told_as_missed_only(tmp_path: Path) -> None:
    listener = Listener()
    console = Console(tmp_path / "chat.jsonl")
    known = await console.people.say("known", by=ANN)
    await Console(tmp_path / "chat.jsonl").people.say("from another process", by=ANN)

    async with _running(console, listener):
        missed = [event async for event in console.missed(CHANNEL, after=known.id, watched=[])]
        await console.people.say("the end", by=ANN)
        await listener.told(1)

    assert [words_of(event) for event in missed] == ["from another process"]
    assert [words_of(event) for event in listener.begun] == ["the end"]


async def test_what_another_process_writes_meanwhile_is_told_too(tmp_path: Path) -> None:
    listener = Listener()

    async with _running(Console(tmp_path / "chat.jsonl"), listener):
        other = Console(tmp_path / "chat.jsonl")
        await other.people.say("theirs", by=ANN)
        await other.people.command("shorten 3", by=ANN)
        told = await listener.told(2)

    assert [type(event).__name__ for event in told] == ["MessagePosted", "Commanded"]


async def test_a_command_that_nobody_heard_is_told_at_the_next_start(tmp_path: Path) -> None:
    listener = Listener()
    await Console(tmp_path / "chat.jsonl").people.command("shorten 3", by=ANN)

    for number in (2, 3):
        console = Console(tmp_path / "chat.jsonl")
        async with _running(console, listener):
            await console.people.say("the end", by=ANN)
            await listener.told(number)

    assert [type(event).__name__ for event in listener.begun] == ["Commanded", "MessagePosted", "MessagePosted"]


async def test_a_refused_event_is_told_to_whoever_looks(tmp_path: Path) -> None:
    listener = Listener()
    listener.fail_at("bad luck")
    console = Console(tmp_path / "chat.jsonl")
    refused = asyncio.Event()
    console.on_refused = refused.set

    async with _running(console, listener):
        await console.people.say("bad luck", by=ANN)
        await console.settled()

    assert refused.is_set()


async def test_a_journal_that_cannot_be_written_is_a_platform_that_is_not_there(tmp_path: Path) -> None:
    console = Console(tmp_path / "chat.jsonl")
    (tmp_path / "chat.jsonl").unlink()
    (tmp_path / "chat.jsonl").mkdir()

    with pytest.raises(ChatUnavailable, match="journal"):
        await console.post(CHANNEL, a_post())


async def test_a_journal_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "chat.jsonl").mkdir()

    with pytest.raises(ChatUnavailable, match=r"did not open .*chat.jsonl: Is a directory"):
        Console(tmp_path / "chat.jsonl")


async def test_a_file_that_was_changed_after_it_was_attached_is_not_handed_out(tmp_path: Path) -> None:
    listener = Listener()
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7")
    console = Console(tmp_path / "chat.jsonl")

    async with _running(console, listener):
        await console.people.say("ours", by=ANN, files=[paper])
        event = (await listener.told(1))[0]
        assert isinstance(event, MessagePosted)
        paper.write_bytes(b"%PDF-1.7 and more")
        with pytest.raises(AttachmentUnavailable, match="changed"):
            await console.fetch_attachment(event.attachments[0])


async def test_a_file_is_found_from_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    console = Console(tmp_path / "chat.jsonl")
    known = await console.people.say("known", by=ANN)

    await console.people.say("", by=ANN, files=[Path("~/paper.pdf")])

    events = [event async for event in console.missed(CHANNEL, after=known.id, watched=[])]
    assert [_paths(event) for event in events] == [[os.fspath(tmp_path / "paper.pdf")]]


async def test_two_runs_at_once_are_a_mistake(tmp_path: Path) -> None:
    console = Console(tmp_path / "chat.jsonl")

    async with _running(console, Listener()):
        with pytest.raises(RuntimeError):
            await console.run(Listener().on_event)


def _paths(event: ChatEvent) -> list[str]:
    assert isinstance(event, MessagePosted)
    return [attachment.address for attachment in event.attachments]
