"""The workspace of `tests.fakes.slack_server`, as the contract suite wants it played."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from adapters.slack.connection import Patience, Slack
from adapters.slack.doors import Door, HttpDoor
from bot.model.chat import Field, FieldKind, Form, MessageRef, Person, Place
from tests.contract.harness import Can, File, Seen
from tests.fakes.slack_server.people import People
from tests.fakes.slack_server.server import BOT_TOKEN, SIGNING_SECRET, Fault, SlackServer
from tests.fakes.slack_server.workspace import BOT, CHANNELS, TEAM, Json, emoji_of, unescaped

_MOST_BYTES = 1_000_000
AT_ONCE = Patience(message_every_s=0, picture_ready_s=0, picture_late_s=0)


class SlackHarness:
    """A workspace on loopback; a restart is another `Slack` on it."""

    def __init__(self, server: SlackServer, door: Door) -> None:
        self.server = server
        self.people = People(server)
        self._door = door
        self._slack = self._begun()

    @property
    def adapter(self) -> Slack:
        return self._slack

    @property
    def cannot(self) -> Mapping[Can, str]:
        return {}

    @property
    def place(self) -> Place:
        return Place("slack", TEAM, CHANNELS[0])

    @property
    def other_place(self) -> Place:
        return Place("slack", TEAM, CHANNELS[1])

    @property
    def ann(self) -> Person:
        return Person("slack", TEAM, "U0ANN")

    @property
    def bea(self) -> Person:
        return Person("slack", TEAM, "U0BEA")

    @property
    def takes_options(self) -> bool:
        return False

    @property
    def acknowledged(self) -> int:
        return self.server.acknowledged

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        workspace = self.server.workspace
        whispers = [
            message
            for channel, user, message in workspace.ephemeral
            if (channel, user) == (place.channel, to.id) and message.get("thread_ts") == place.chat_thread
        ]
        messages = [*workspace.within(place.channel, place.chat_thread), *whispers]
        return [
            seen_in(message, picture=self._picture_of(message))
            for message in sorted(messages, key=lambda one: str(one["ts"]))
        ]

    async def shown_form(self, to: Person) -> Form | None:
        view = self.server.workspace.views.get(to.id)
        if view is None:
            return None
        fields = tuple(_field(block) for block in view["blocks"])
        return Form(view["callback_id"], view["title"]["text"], fields, view["submit"]["text"])

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        attached = [(file.name, file.data) for file in files]
        ts = self.people.say(
            place.channel, text, by=by.id, thread_ts=place.chat_thread, files=attached, is_mention=is_mention
        )
        return MessageRef(place, ts)

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        return await self.say(place, "", by=by, files=[File("large.pdf", bytes(_MOST_BYTES + 1))])

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        self.people.change(message.place.channel, message.id, text)

    async def delete(self, message: MessageRef) -> None:
        self.people.delete(message.place.channel, message.id)

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self.people.press(message.place.channel, message.id, emoji, by=by.id)

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self.people.unpress(message.place.channel, message.id, emoji, by=by.id)

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        self.people.use_button(message.place.channel, message.id, control, by=by.id)

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        self.people.command(place.channel, words, by=by.id)

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        self.people.fill_form(values, by=by.id)

    async def other_bot_says(self, place: Place, text: str) -> None:
        self.people.other_bot_says(place.channel, text)

    async def close_place(self, place: Place) -> None:
        self.server.workspace.archived.add(place.channel)

    async def redeliver(self) -> None:
        last = self.server.sent[-1]
        self.server.deliver(last.kind, last.payload, retry=1)

    async def lose_next_answer(self) -> None:
        self.server.fail("chat.postMessage", Fault(is_lost=True))

    async def restart(self) -> None:
        self._slack = self._begun()

    async def listening(self) -> None:
        address = await self._slack.listening()
        if isinstance(self._door, HttpDoor):
            self.server.events_url = address
        else:
            await self.server.connected()

    async def now(self) -> datetime:
        return datetime.now(UTC)

    def _begun(self) -> Slack:
        return Slack(
            self._door,
            bot_token=BOT_TOKEN,
            signing_secret=SIGNING_SECRET,
            api_base=self.server.api_base,
            attachment_bytes=_MOST_BYTES,
            patience=AT_ONCE,
        )

    def _picture_of(self, message: Json) -> bytes | None:
        file_id = picture_id(message)
        return None if file_id is None else self.server.workspace.files[file_id].data


def picture_id(message: Json) -> str | None:
    """The file of a message's picture."""
    image = next((block for block in message.get("blocks", []) if block["type"] == "image"), None)
    return None if image is None else image["slack_file"]["id"]


def seen_in(message: Json, *, picture: bytes | None) -> Seen:
    """A message of Slack's as people see it."""
    blocks: list[Json] = message.get("blocks", [])
    image = next((block for block in blocks if block["type"] == "image"), None)
    small_print = [block["elements"][0]["text"]["text"] for block in _context(blocks)]
    reactions = message.get("reactions", [])
    return Seen(
        id=message["ts"],
        text="".join(unescaped(block["text"]["text"]) for block in blocks if block["type"] == "section")
        or unescaped(message["text"]),
        is_own=message["user"] == BOT,
        small_print=tuple(line for lines in small_print for line in unescaped(lines).split("\n")),
        picture=picture,
        alt="" if image is None else unescaped(image["alt_text"]),
        controls=tuple(one["value"] for block in blocks if block["type"] == "actions" for one in block["elements"]),
        marks=frozenset(emoji_of(one["name"]) for one in reactions if BOT in one["users"]),
        presses=frozenset((user, emoji_of(one["name"])) for one in reactions for user in one["users"] if user != BOT),
        pings=tuple(re.findall(r"<[@!#][^>]*>", message["text"])) if message["user"] == BOT else (),
        has_preview=bool(message.get("is_unfurled")),
    )


def _context(blocks: Sequence[Json]) -> list[Json]:
    return [{"elements": [{"text": block["elements"][0]}]} for block in blocks if block["type"] == "context"]


def _field(block: Json) -> Field:
    element = block["element"]
    kind = FieldKind.CHOICE if element["type"] == "static_select" else FieldKind.LINE
    return Field(block["block_id"], block["label"]["text"], kind)
