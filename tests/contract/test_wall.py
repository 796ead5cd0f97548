"""The made-up platform of tests/toy keeps the contract: what docs/architecture.md says of adding one is enough."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime

import pytest

from bot.model.chat import Field, FieldKind, Form, MessageRef, Person, Place
from tests.contract.chat_adapter import ChatAdapterContract
from tests.contract.harness import Can, File, Seen, eventually
from tests.toy.wall import Wall
from tests.toy.wall_server import WallServer, png_of


class WallHarness:
    """A Wall on loopback, with the bot on it."""

    place = Place("wall", "lab", "papers")
    other_place = Place("wall", "lab", "lunch")
    ann = Person("wall", "lab", "ann", "Ann")
    bea = Person("wall", "lab", "bea", "Bea")
    takes_options = True

    def __init__(self, server: WallServer) -> None:
        self.server = server
        self.adapter = Wall(server.address)

    @property
    def cannot(self) -> Mapping[Can, str]:
        return {}

    @property
    def acknowledged(self) -> int:
        return self.server.confirmed

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        return [
            Seen(
                id=str(note["id"]),
                text=note["text"],
                is_own=note["by"] is None,
                small_print=tuple(note["small"]),
                picture=png_of(note),
                alt=note["image"]["alt"] if note["image"] else "",
                controls=tuple(note["buttons"]),
                marks=frozenset(note["marks"]),
                presses=frozenset((person, emoji) for person, emoji in note["stamps"]),
            )
            for note in self.server.notes(place.channel, place.chat_thread, to=to.id)
        ]

    async def shown_form(self, to: Person) -> Form | None:
        form = self.server.forms.get(to.id)
        if form is None:
            return None
        fields = tuple(Field(one["name"], one["label"], FieldKind(one["kind"]), one["value"]) for one in form["fields"])
        return Form(form["kept"][0], form["title"], fields, form["submit"], form["kept"][1])

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        stored = {file.name: file.data for file in files}
        told = self.server.say(place.channel, place.chat_thread, text, by=by.id, files=stored, is_to_bot=is_mention)
        return MessageRef(place, await told)

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        data = bytes(self.adapter.limits.attachment_bytes + 1)
        return await self.say(place, "", by=by, files=[File("large.pdf", data)])

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        await self.server.change(message.id, text)

    async def delete(self, message: MessageRef) -> None:
        self.server.delete(message.id)

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        await self.server.stamp(message.id, emoji, by=by.id)

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        await self.server.unstamp(message.id, emoji, by=by.id)

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        await self.server.use_button(message.id, control, by=by.id)

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        await self.server.command(place.channel, words, options or {}, by=by.id)

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        await self.server.fill_form(values, by=by.id)

    async def other_bot_says(self, place: Place, text: str) -> None:
        await self.server.say(place.channel, place.chat_thread, text, by="bot-of-others", files={}, is_to_bot=False)

    async def close_place(self, place: Place) -> None:
        self.server.close(place.channel)

    async def redeliver(self) -> None:
        await self.server.tell_again()

    async def lose_next_answer(self) -> None:
        self.server.lose_next_answer()

    async def restart(self) -> None:
        self.adapter = Wall(self.server.address)

    async def listening(self) -> None:
        await eventually(lambda: self.server.is_listened_to)

    async def now(self) -> datetime:
        return datetime.now(UTC)


class TestWall(ChatAdapterContract):
    @pytest.fixture
    async def harness(self) -> AsyncIterator[WallHarness]:
        async with WallServer().serving() as server:
            yield WallHarness(server)
