"""Conversations on the console that die, for `tests.crashes`; `tests.chat_outcome` says what must hold of them."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from adapters.console.adapter import Console
from adapters.console.conversation import Message
from adapters.console.people import CHANNEL
from adapters.console.telling import person
from bot.model.chat import MessageRef, Place, PostKind
from tests.chat_acts import SCRIPTS, Act, Script
from tests.chat_life import ended, live
from tests.chat_outcome import Chat, Stood, write_outcome
from tests.contract.harness import File
from tests.crashes import Journal, Reaper

ANN = person("ann")

_FILE = "console.jsonl"


@dataclass(frozen=True, slots=True)
class ConsoleStage:
    """Where Ann acts; `tests.chat_acts.Stage`."""

    console: Console
    folder: Path

    async def say(self, words: str, *, files: Sequence[File] = ()) -> None:
        paths = [self.folder / file.name for file in files]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file.data)
        await self.console.people.say(words, by=ANN, files=paths)

    async def reply(self, words: str) -> None:
        status = self._own(PostKind.STATUS)[0]
        place = Place(CHANNEL.platform, CHANNEL.team, status.channel, status.chat_thread)
        await self.console.people.say(words, place, by=ANN)

    async def command(self, words: str) -> None:
        await self.console.people.command(words, by=ANN)

    async def press(self, number: int, emoji: str) -> None:
        message = self._own(PostKind.TWEET)[number - 1] if number else self._own(PostKind.STATUS)[0]
        place = Place(CHANNEL.platform, CHANNEL.team, message.channel, message.chat_thread)
        await self.console.people.press(MessageRef(place, message.id), emoji, by=ANN)

    async def fill(self, asks_with: str, values: Mapping[str, str]) -> None:
        people = self.console.people
        while people.form_of(ANN) is None:  # a form goes with the process that showed it: Ann asks for it again
            await self.command(asks_with)
            await self.console.settled()
        await people.fill_form(values, by=ANN)

    async def until_posted(self, tweets: int) -> None:
        while len(self._own(PostKind.TWEET)) < tweets:  # noqa: ASYNC110  # whoever waits for a chat looks at it
            await asyncio.sleep(0.01)

    def _own(self, kind: PostKind) -> list[Message]:
        with self.console.journal.reading() as conversation:
            messages = list(conversation.messages.values())
        return [message for message in messages if message.post is not None and message.post.kind is kind]


async def _play(script: Script, folder: Path, journal: Journal, reaper: Reaper) -> None:
    """Live from where the last life ended: each act is done once, and all that comes of it."""
    console = Console(folder / _FILE)
    stage = ConsoleStage(console, folder)

    async def act(has_ended: asyncio.Event) -> None:
        await console.listening()
        for number, act in enumerate(script.acts, 1):
            if _acted(folder, script.acts) < number:
                await act.do(stage)
            while act.is_alone and len(ended(journal)) < number:
                has_ended.clear()
                await has_ended.wait()

    store = await live(console, script.model(journal.note), folder, journal, reaper, until=act)
    await write_outcome(folder, _chat(console, folder), store, ANN)
    await store.close()


conversation = partial(_play, SCRIPTS["conversation"])
revising = partial(_play, SCRIPTS["revising"])
rewriting = partial(_play, SCRIPTS["rewriting"])
commanding = partial(_play, SCRIPTS["commanding"])
attaching = partial(_play, SCRIPTS["attaching"])
checking = partial(_play, SCRIPTS["checking"])
cancelling = partial(_play, SCRIPTS["cancelling"])


def _acted(folder: Path, acts: Sequence[Act]) -> int:
    """How many things Ann has done, but for asking for forms."""
    asking = {act.asks_with for act in acts if act.asks_with}
    return sum(entry.get("by") == ANN.id and entry.get("words") not in asking for entry in _entries(folder))


def _chat(console: Console, folder: Path) -> Chat:
    messages = tuple(_stood(message) for message in console.journal.conversation.messages.values())
    return Chat(messages, tuple(entry["post"]["key"] for entry in _entries(folder) if entry["what"] == "posted"))


def _stood(message: Message) -> Stood:
    return Stood(
        id=message.id,
        by=message.by,
        kind="" if message.post is None else message.post.kind.value,
        text=message.text,
        small_print=() if message.post is None else tuple(message.post.small_print),
        marks=tuple(sorted(message.marks)),
        is_private=bool(message.only_to),
    )


def _entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / _FILE).read_text("utf-8").splitlines()]
