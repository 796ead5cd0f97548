"""The Wall: a chat platform made up to show how one is added. This file is all that the bot needs to be on it.

The Wall (`wall_server.py`) is a server with boards: notes, threads under notes, stamps on them. It speaks JSON over
HTTP; what happens is asked for by a long poll, and is told again until it is confirmed. `tests/contract/test_wall.py`
holds this adapter to the contract of all platforms; docs/architecture.md walks through it.
"""

import asyncio
import base64
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent, MessagePosted, OnEvent, Pressed
from bot.errors import AttachmentUnavailable, ChatError, ChatUnavailable, MessageGone, MessageTooLong, PlaceClosed
from bot.model.chat import Attachment, ChatLimits, Form, Home, MessageRef, Person, Place, Post, Trigger
from bot.presses import folded_emoji
from bot.tracebacks import wordless_traceback

_log = logging.getLogger(__name__)

_NAME = "wall"
_ALONE = "lab"  # a Wall has one team
_TRIGGER_LIFE = timedelta(minutes=5)

_Note = Mapping[str, Any]  # JSON of the Wall's


class Wall:
    """`bot.ports.ChatAdapter` over a Wall at `address`, such as "http://127.0.0.1:8000"."""

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def name(self) -> str:
        return _NAME

    @property
    def limits(self) -> ChatLimits:
        return ChatLimits(
            message_chars=1000,
            attachment_bytes=1_000_000,
            picture_bytes=1_000_000,
            has_forms=True,
            has_buttons=True,
            has_private_words=True,
            command="/paper",
        )

    # ---- What people do ----

    async def run(self, on_event: OnEvent) -> None:
        lines: dict[str, asyncio.Queue[_Note]] = {}  # a slow event holds up its own board only
        tasks: list[asyncio.Task[None]] = []
        last = 0
        try:
            while True:
                for told in await self._call("listen", "GET", "/events", query={"after": last}):
                    last = max(last, told["n"])
                    if told["board"] not in lines:
                        lines[told["board"]] = asyncio.Queue()
                        tasks.append(asyncio.create_task(self._take(lines[told["board"]], on_event)))
                    lines[told["board"]].put_nowait(told)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _take(self, line: asyncio.Queue[_Note], on_event: OnEvent) -> None:
        while True:
            told = await line.get()
            event = _event(told)
            try:
                if event is not None:
                    await on_event(event)
            except Exception as error:  # noqa: BLE001  # a platform does not end because an event was not taken
                _log.error("an event of the Wall was not taken\n%s", wordless_traceback(error))
            else:
                with suppress(ChatUnavailable):  # it is told again, with the key that it has
                    await self._call("confirm an event", "POST", f"/events/{told['n']}/confirm")

    async def stand_by(self) -> None:
        await asyncio.Event().wait()  # there is nothing to look after

    async def missed(
        self, place: Place, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[ChatEvent]:
        notes = {str(note["id"]): note for note in await self._notes(place)}
        threads = {None, *(ref.place.chat_thread for ref in watched)}
        for number, note in notes.items():
            if after is not None and int(number) > int(after) and note["thread"] in threads:
                event = _posted(note)
                if event is not None:
                    yield event
        for ref in watched:
            for person, emoji in notes[ref.id]["stamps"] if ref.id in notes else ():
                yield Pressed(ref, _person(person), folded_emoji(emoji), is_added=True)

    # ---- What the bot does ----

    async def open_place(self, message: MessageRef, *, title: str) -> Place:
        told = await self._call("open a thread", "POST", f"/notes/{message.id}/thread", {"title": title[:80]})
        return Place(_NAME, _ALONE, message.place.channel, told["thread"])

    async def post(self, place: Place, post: Post) -> MessageRef:
        where = {"board": place.channel, "thread": place.chat_thread, "key": post.key}
        told = await self._call("post", "POST", "/notes", where | self._shown(post))
        return MessageRef(place, str(told["id"]))

    async def edit(self, message: MessageRef, post: Post) -> None:
        await self._call("edit a post", "PATCH", f"/notes/{message.id}", self._shown(post))

    async def remove(self, message: MessageRef) -> None:
        await self._unless_gone("remove a post", "DELETE", f"/notes/{message.id}")

    async def mark(self, message: MessageRef, emoji: str) -> None:
        await self._call("react", "PUT", f"/notes/{message.id}/stamps/{emoji}")

    async def unmark(self, message: MessageRef, emoji: str) -> None:
        await self._unless_gone("react", "DELETE", f"/notes/{message.id}/stamps/{emoji}")

    async def fetch_attachment(self, attachment: Attachment) -> bytes:
        most = self.limits.attachment_bytes
        if attachment.size_bytes is not None and attachment.size_bytes > most:
            why = f"it has {attachment.size_bytes:,} bytes, and the limit is {most:,}"
            raise AttachmentUnavailable(_NAME, attachment.name, why)
        try:
            async with self._asked("GET", attachment.address) as answer:
                if answer.status == 404:
                    raise AttachmentUnavailable(_NAME, attachment.name, "it was deleted")
                return await answer.read()
        except aiohttp.ClientError as error:
            raise ChatUnavailable(_NAME, "fetch a file", type(error).__name__) from error

    async def tell(
        self, person: Person, place: Place, words: str, *, about: MessageRef | None, trigger: Trigger | None
    ) -> None:
        body = {"board": place.channel, "thread": place.chat_thread, "text": words, "to": person.id}
        await self._call("tell somebody", "POST", "/notes", body)

    async def show_form(self, person: Person, trigger: Trigger, form: Form) -> None:
        fields = [
            {
                "name": known.name,
                "label": known.label,
                "value": known.value,
                "most": known.max_chars,
                "choices": known.choices,
                "kind": known.kind.value,
                "hint": known.hint,
                "is_required": known.is_required,
            }
            for known in form.fields
        ]
        shown = {"title": form.title, "submit": form.submit, "fields": fields, "kept": [form.name, form.context]}
        await self._call("show a form", "POST", "/forms", {"ticket": trigger.token, "to": person.id, "form": shown})

    async def show_home(self, person: Person, home: Home) -> None:
        raise NotImplementedError  # `limits` say that there is none

    async def find_own(self, place: Place, key: str, *, text: str, since: datetime) -> MessageRef | None:
        for note in await self._notes(place):
            if note["key"] == key and note["thread"] == place.chat_thread and _moment(note) >= since:
                return MessageRef(place, str(note["id"]))
        return None

    # ---- Requests ----

    def _shown(self, post: Post) -> dict[str, object]:
        if len(post.text) > self.limits.message_chars:
            raise MessageTooLong(_NAME, length=len(post.text), limit=self.limits.message_chars)
        picture = post.picture
        return {
            "text": post.text,
            "small": list(post.small_print),
            "buttons": list(post.controls),
            "image": None
            if picture is None
            else {"alt": picture.alt, "png": base64.b64encode(picture.image.png).decode("ascii")},
        }

    async def _notes(self, place: Place) -> Sequence[_Note]:
        notes: Sequence[_Note] = await self._call("read a board", "GET", "/notes", query={"board": place.channel})
        return notes

    async def _unless_gone(self, doing: str, method: str, path: str) -> None:
        with suppress(MessageGone):
            await self._call(doing, method, path)

    async def _call(
        self, doing: str, method: str, path: str, body: object = None, *, query: Mapping[str, str | int] | None = None
    ) -> Any:  # the Wall's JSON
        """One request, and what a refusal means."""
        try:
            async with self._asked(method, path, json=body, params=query) as answer:
                if answer.ok:
                    return await answer.json()
                why = await answer.text()
        except aiohttp.ClientError as error:
            raise ChatUnavailable(_NAME, doing, type(error).__name__) from error
        match answer.status:
            case 404:
                raise MessageGone(_NAME, doing)
            case 423:
                raise PlaceClosed(_NAME, doing, why)
            case status if status >= 500:
                raise ChatUnavailable(_NAME, doing, f"it answered {status}")
            case _:
                raise ChatError(_NAME, doing, why)

    @asynccontextmanager
    async def _asked(self, method: str, path: str, **more: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        # A connection for each request: slow, and there is nothing to close. A real adapter keeps its session.
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, f"{self._address}{path}", **more) as answer,
        ):
            yield answer


# ---- What is told, in the core's words: pure ----


def _event(told: _Note) -> ChatEvent | None:
    key = f"{_NAME}:{told['n']}"
    match told["what"]:
        case "note":
            return _posted(told["note"])
        case "stamp" | "unstamp":
            ref, is_added = _ref(told["note"]), told["what"] == "stamp"
            return Pressed(ref, _person(told["by"]), folded_emoji(told["emoji"]), is_added, event_id=key)
        case "button":
            return ButtonPressed(key, _ref(told["note"]), _person(told["by"]), told["button"], _trigger(told))
        case "command":
            place = Place(_NAME, _ALONE, told["board"])
            words, options = told["words"], told["options"]
            return Commanded(key, place, _person(told["by"]), words, options, trigger=_trigger(told))
        case "form":
            place, (name, context) = Place(_NAME, _ALONE, told["board"]), told["kept"]
            return FormSent(key, name, context, place, _person(told["by"]), told["values"], _trigger(told))
        case _:
            return None


def _posted(note: _Note) -> MessagePosted | None:
    """A note of a person's; nothing for one of a bot's."""
    if note["by"] is None or note["by"].startswith("bot"):
        return None
    files = tuple(Attachment(one["id"], one["name"], one["size"], f"/files/{one['id']}") for one in note["files"])
    edit = str(note["revision"] or "")
    return MessagePosted(_ref(note), _person(note["by"]), note["text"], files, note["is_to_bot"], edit)


def _ref(note: _Note) -> MessageRef:
    return MessageRef(Place(_NAME, _ALONE, note["board"], note["thread"]), str(note["id"]))


def _person(name: str) -> Person:
    return Person(_NAME, _ALONE, name, name.title())


def _trigger(told: _Note) -> Trigger:
    return Trigger(told["ticket"], datetime.now(UTC) + _TRIGGER_LIFE)


def _moment(note: _Note) -> datetime:
    return datetime.fromisoformat(note["at"])
