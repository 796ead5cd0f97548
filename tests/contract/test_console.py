"""The console keeps the contract: a journal in a folder, its adapter, and people who do things on it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.console.adapter import Console
from adapters.console.conversation import Message
from adapters.console.entries import Said
from adapters.console.people import CHANNEL
from adapters.console.telling import person
from bot.model.chat import Form, MessageRef, Person, Place
from tests.contract.chat_adapter import ChatAdapterContract
from tests.contract.harness import Can, File, Seen

_MOST_BYTES = 1_000_000


class ConsoleHarness:
    """A journal; a restart is another `Console` on it, as another process would have."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._console = self._begun()
        self._files = 0

    @property
    def adapter(self) -> Console:
        return self._console

    @property
    def cannot(self) -> Mapping[Can, str]:
        return {
            Can.REDELIVER: "a line of the journal is handed over once while the process lives",
            Can.LOSE_ANSWERS: "nothing stands between the bot and the journal",
            Can.CLOSE_PLACES: "the channel of a terminal cannot be closed",
        }

    @property
    def place(self) -> Place:
        return CHANNEL

    @property
    def other_place(self) -> Place:
        return Place(CHANNEL.platform, "", "other")

    @property
    def ann(self) -> Person:
        return person("ann")

    @property
    def bea(self) -> Person:
        return person("bea")

    @property
    def takes_options(self) -> bool:
        return False

    @property
    def acknowledged(self) -> int:
        with self._console.journal.reading() as conversation:
            return conversation.taken

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        with self._console.journal.reading() as conversation:
            return [
                self._seen(message)
                for message in conversation.within(place.channel, place.chat_thread)
                if message.only_to in ("", to.id)
            ]

    async def shown_form(self, to: Person) -> Form | None:
        return self._console.people.form_of(to)

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        paths = [self._written(file) for file in files]
        return await self._console.people.say(text, place, by=by, files=paths, is_mention=is_mention)

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        return await self.say(place, "", by=by, files=[File("large.pdf", bytes(_MOST_BYTES + 1))])

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        await self._console.people.change(message, text, by=by)

    async def delete(self, message: MessageRef) -> None:
        self._unlink_files(message)
        await self._console.remove(message)

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        await self._console.people.press(message, emoji, by=by)

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        await self._console.people.press(message, emoji, by=by, is_added=False)

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        raise NotImplementedError("a terminal has no buttons")

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        await self._console.people.command(words, place, by=by)

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        await self._console.people.fill_form(values, by=by)

    async def other_bot_says(self, place: Place, text: str) -> None:
        with self._console.journal.writing() as pen:
            pen.put(Said(n=pen.n, at=pen.at, by="otherbot", heard=True, channel=place.channel, text=text, is_bot=True))

    async def close_place(self, place: Place) -> None:
        raise NotImplementedError("the channel of a terminal cannot be closed")

    async def redeliver(self) -> None:
        raise NotImplementedError("a line of the journal is handed over once")

    async def lose_next_answer(self) -> None:
        raise NotImplementedError("nothing stands between the bot and the journal")

    async def restart(self) -> None:
        self._console = self._begun()

    async def listening(self) -> None:
        await self._console.listening()

    async def now(self) -> datetime:
        return datetime.now(UTC)

    def _begun(self) -> Console:
        return Console(self._folder / "chat.jsonl", attachment_bytes=_MOST_BYTES)

    def _unlink_files(self, message: MessageRef) -> None:
        with self._console.journal.reading() as conversation:
            for file in conversation.messages[message.id].files:
                Path(file.path).unlink()

    def _written(self, file: File) -> Path:
        self._files += 1
        path = self._folder / str(self._files) / file.name
        path.parent.mkdir()
        path.write_bytes(file.data)
        return path

    def _seen(self, message: Message) -> Seen:
        post = message.post
        picture = post.picture if post else None
        return Seen(
            id=message.id,
            text=message.text,
            is_own=not message.by,
            small_print=post.small_print if post else (),
            picture=(self._folder / picture.file).read_bytes() if picture else None,
            alt=picture.alt if picture else "",
            controls=tuple(post.controls) if post else (),
            marks=frozenset(message.marks),
            presses=frozenset(message.presses),
        )


class TestConsole(ChatAdapterContract):
    @pytest.fixture
    def harness(self, tmp_path: Path) -> ConsoleHarness:
        return ConsoleHarness(tmp_path)
