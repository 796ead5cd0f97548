"""The workspace of npm's `emulate`, as the contract suite wants it played: each harness has channels of its own."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import NoReturn

import pytest

from adapters.slack.connection import Slack
from adapters.slack.doors import HttpDoor
from bot.model.chat import Form, MessageRef, Person, Place
from tests.contract.harness import Can, File, Seen
from tests.contract.slack_harness import AT_ONCE, picture_id, seen_in
from tests.fakes.slack_emulator.emulator import ANN_TOKEN, BEA_TOKEN, Between
from tests.fakes.slack_server.server import BOT_TOKEN, SIGNING_SECRET
from tests.fakes.slack_server.workspace import BOT, Json, as_sent, name_of

_MOST_BYTES = 1_000_000
_numbers = count(1)


class EmulateHarness:
    """Made by `opened`; a restart is another `Slack`."""

    def __init__(self, between: Between, *, team: str, people: Mapping[str, str], channels: Sequence[str]) -> None:
        self._between = between
        self._team = team
        self._tokens = dict(people)
        self._ann, self._bea = (Person("slack", team, user) for user in people)
        self._place, self._other = (Place("slack", team, channel) for channel in channels)
        self._slack = self._begun()

    @classmethod
    async def opened(cls, between: Between) -> "EmulateHarness":
        """The harness of two new channels with everybody in them."""
        people: dict[str, str] = {}
        for token in (ANN_TOKEN, BEA_TOKEN):
            known = await between.call("auth.test", token)
            people[known["user_id"]] = token
        _, bea = people
        channels = []
        for _ in range(2):
            made = await between.call("conversations.create", ANN_TOKEN, name=f"papers-{next(_numbers)}")
            channels.append(made["channel"]["id"])
            await between.call("conversations.invite", ANN_TOKEN, channel=channels[-1], users=f"{BOT},{bea}")
        return cls(between, team=known["team_id"], people=people, channels=channels)

    @property
    def adapter(self) -> Slack:
        return self._slack

    @property
    def cannot(self) -> Mapping[Can, str]:
        return {Can.OTHER_BOTS: "emulate's bots have no messages that say so"}

    @property
    def place(self) -> Place:
        return self._place

    @property
    def other_place(self) -> Place:
        return self._other

    @property
    def ann(self) -> Person:
        return self._ann

    @property
    def bea(self) -> Person:
        return self._bea

    @property
    def takes_options(self) -> bool:
        return False

    @property
    def acknowledged(self) -> int:
        return self._between.acknowledged

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        token = self._tokens[to.id]
        if place.chat_thread is None:
            page = await self._between.call("conversations.history", token, channel=place.channel, limit=1000)
            messages = page["messages"][::-1]
        else:
            page = await self._between.call("conversations.replies", token, channel=place.channel, ts=place.chat_thread)
            messages = [message for message in page["messages"] if message["ts"] != place.chat_thread]
        messages += [
            one
            for one in await self._between.whispers()
            if (one["channel_id"], one["target_user"], one.get("thread_ts"))
            == (place.channel, to.id, place.chat_thread)
        ]
        return [seen_in(message, picture=await self._picture_of(message)) for message in messages]

    async def shown_form(self, to: Person) -> Form | None:
        _has_none("views of a person that could be looked at")

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        written, token = f"<@{BOT}> {as_sent(text)}" if is_mention else as_sent(text), self._tokens[by.id]
        where = {"channel": place.channel, "thread_ts": place.chat_thread}
        if not files:
            said = await self._between.call("chat.postMessage", token, text=written, **where)
            return MessageRef(place, said["ts"])
        uploaded = [await self._uploaded(file, token) for file in files]
        await self._between.call(
            "files.completeUploadExternal",
            token,
            files=uploaded,
            channel_id=place.channel,
            thread_ts=place.chat_thread,
            initial_comment=written,
        )
        page = await self._between.call("conversations.history", token, channel=place.channel, limit=1)
        return MessageRef(place, page["messages"][0]["ts"])

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        return await self.say(place, "", by=by, files=[File("large.pdf", bytes(_MOST_BYTES + 1))])

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        token = self._tokens[by.id]
        await self._between.call("chat.update", token, channel=message.place.channel, ts=message.id, text=as_sent(text))

    async def delete(self, message: MessageRef) -> None:
        channel = message.place.channel
        page = await self._between.call("conversations.history", ANN_TOKEN, channel=channel, limit=1000)
        known = next(one for one in page["messages"] if one["ts"] == message.id)
        token = self._tokens.get(known["user"], BOT_TOKEN)
        for file in known.get("files", ()):
            await self._between.call("files.delete", token, file=file["id"])
        await self._between.call("chat.delete", token, channel=channel, ts=message.id)

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        await self._react("reactions.add", message, emoji, by)

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        await self._react("reactions.remove", message, emoji, by)

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        _has_none("buttons that can be used")

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        _has_none("commands")

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        _has_none("forms that can be sent")

    async def other_bot_says(self, place: Place, text: str) -> None:
        _has_none("messages of other bots")

    async def close_place(self, place: Place) -> None:
        await self._between.call("conversations.archive", ANN_TOKEN, channel=place.channel)

    async def redeliver(self) -> None:
        self._between.tell_again()

    async def lose_next_answer(self) -> None:
        self._between.lose_next_post()

    async def restart(self) -> None:
        self._slack = self._begun()

    async def listening(self) -> None:
        self._between.events_url = await self._slack.listening()

    async def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)  # which is how exact emulate's times are

    def _begun(self) -> Slack:
        return Slack(
            HttpDoor("127.0.0.1", 0),
            bot_token=BOT_TOKEN,
            signing_secret=SIGNING_SECRET,
            api_base=f"{self._between.base}/api/",
            attachment_bytes=_MOST_BYTES,
            patience=AT_ONCE,
        )

    async def _react(self, method: str, message: MessageRef, emoji: str, by: Person) -> None:
        await self._between.call(
            method, self._tokens[by.id], channel=message.place.channel, timestamp=message.id, name=name_of(emoji)
        )

    async def _uploaded(self, file: File, token: str) -> Json:
        begun = await self._between.call("files.getUploadURLExternal", token, filename=file.name, length=len(file.data))
        await self._between.send("POST", begun["upload_url"], data=file.data)
        return {"id": begun["file_id"], "title": file.name}

    async def _picture_of(self, message: Json) -> bytes | None:
        file_id = picture_id(message)
        if file_id is None:
            return None
        known = await self._between.call("files.info", BOT_TOKEN, file=file_id)
        return await self._between.send("GET", known["file"]["url_private_download"], token=BOT_TOKEN)


def _has_none(what: str) -> NoReturn:
    pytest.skip(f"emulate has no {what}")
