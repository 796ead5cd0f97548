"""A server of the Wall, a chat platform made up for `wall.py`: what stands on its boards, and what people do there."""

import asyncio
import base64
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import count
from typing import Any

from aiohttp import web

_Json = dict[str, Any]


class WallServer:
    """A Wall on loopback; use it by `serving`.

    Attributes:
        address: "http://127.0.0.1:8000".
        confirmed: How many events the bot has taken.
        forms: What was shown: person -> the form.
    """

    def __init__(self) -> None:
        self.address = ""
        self.confirmed = 0
        self.forms: dict[str, _Json] = {}
        self._numbers = count(1)
        self._notes: dict[str, _Json] = {}
        self._files: dict[str, bytes] = {}
        self._events: dict[int, _Json] = {}
        self._told: list[_Json] = []
        self._again: list[_Json] = []
        self._tickets: dict[str, str] = {}
        self._closed: set[str] = set()
        self._is_answer_lost = False
        self._listeners = 0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["WallServer"]:
        app = web.Application(client_max_size=20_000_000)
        app.router.add_get("/events", self._listen)
        app.router.add_post("/events/{n}/confirm", self._confirm)
        app.router.add_get("/notes", self._read)
        app.router.add_post("/notes", self._post)
        app.router.add_patch("/notes/{id}", self._patch)
        app.router.add_delete("/notes/{id}", self._delete)
        app.router.add_post("/notes/{id}/thread", self._open)
        app.router.add_put("/notes/{id}/stamps/{emoji}", self._stamp)
        app.router.add_delete("/notes/{id}/stamps/{emoji}", self._unstamp)
        app.router.add_get("/files/{id}", self._file)
        app.router.add_post("/forms", self._show)
        runner = web.AppRunner(app, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    @property
    def is_listened_to(self) -> bool:
        return self._listeners > 0

    # ---- What people see and do ----

    def notes(self, board: str, thread: str | None, *, to: str) -> list[_Json]:
        """What somebody sees of a board or a thread, the oldest first."""
        standing = (note for note in self._notes.values() if (note["board"], note["thread"]) == (board, thread))
        return [note for note in standing if note["to"] in (None, to)]

    async def say(
        self, board: str, thread: str | None, text: str, *, by: str, files: Mapping[str, bytes], is_to_bot: bool
    ) -> str:
        stored = []
        for name, data in files.items():
            number = str(next(self._numbers))
            self._files[number] = data
            stored.append({"id": number, "name": name, "size": len(data)})
        note = self._add({"board": board, "thread": thread, "text": text, "is_to_bot": is_to_bot}, by, stored)
        await self._tell("note", board, note=note)
        return str(note["id"])

    async def change(self, number: str, text: str) -> None:
        note = self._notes[number]
        note["text"], note["revision"] = text, note["revision"] + 1
        await self._tell("note", note["board"], note=note)

    def delete(self, number: str) -> None:
        for file in self._notes.pop(number)["files"]:
            del self._files[file["id"]]

    async def stamp(self, number: str, emoji: str, *, by: str) -> None:
        note = self._notes[number]
        note["stamps"].append([by, emoji])
        await self._tell("stamp", note["board"], note=note, by=by, emoji=emoji)

    async def unstamp(self, number: str, emoji: str, *, by: str) -> None:
        note = self._notes[number]
        note["stamps"].remove([by, emoji])
        await self._tell("unstamp", note["board"], note=note, by=by, emoji=emoji)

    async def use_button(self, number: str, button: str, *, by: str) -> None:
        note = self._notes[number]
        if button not in note["buttons"]:
            raise ValueError(f"there is no button {button!r}")
        await self._tell("button", note["board"], note=note, by=by, button=button)

    async def command(self, board: str, words: str, options: Mapping[str, str], *, by: str) -> None:
        await self._tell("command", board, by=by, words=words, options=dict(options))

    async def fill_form(self, values: Mapping[str, str], *, by: str) -> None:
        form = self.forms.pop(by)
        filled = {known["name"]: values.get(known["name"], known["value"]) for known in form["fields"]}
        await self._tell("form", form["board"], by=by, kept=form["kept"], values=filled)

    # ---- What the Wall does ----

    def close(self, board: str) -> None:
        self._closed.add(board)

    def lose_next_answer(self) -> None:
        self._is_answer_lost = True

    async def tell_again(self) -> None:
        """Tell the last event again, whether it was confirmed or not."""
        async with self._changed:
            self._again.append(self._told[-1])
            self._changed.notify_all()

    def _add(self, given: Mapping[str, Any], by: str | None, files: Sequence[_Json] = ()) -> _Json:
        note: _Json = {
            "thread": None,
            "key": "",
            "small": [],
            "buttons": [],
            "image": None,
            "to": None,
            "is_to_bot": False,
        }
        note |= {"id": next(self._numbers), "by": by, "files": list(files), "revision": 0, "stamps": [], "marks": []}
        note |= {"is_to_bot": False, "at": datetime.now(UTC).isoformat(), **given}
        self._notes[str(note["id"])] = note
        return note

    async def _tell(self, what: str, board: str, **more: Any) -> None:
        number = next(self._numbers)
        ticket = f"ticket-{number}"
        self._tickets[ticket] = board
        note = {"note": dict(more.pop("note"))} if "note" in more else {}
        told = {"n": number, "what": what, "board": board, "ticket": ticket, **note, **more}
        self._told.append(told)
        async with self._changed:
            if self._listeners:  # what happens meanwhile is not told: it stands on the boards
                self._events[number] = told
            self._changed.notify_all()

    # ---- What the bot asks for ----

    async def _listen(self, request: web.Request) -> web.Response:
        after = int(request.query["after"])
        if not after:
            self._listeners += 1
        try:
            async with self._changed:
                await self._changed.wait_for(lambda: self._again or any(number > after for number in self._events))
                again, self._again = self._again, []
                return web.json_response([*again, *(told for n, told in sorted(self._events.items()) if n > after)])
        except asyncio.CancelledError:
            self._listeners = 0
            raise

    async def _confirm(self, request: web.Request) -> web.Response:
        self.confirmed += 1
        self._events.pop(int(request.match_info["n"]), None)
        return web.json_response({})

    async def _read(self, request: web.Request) -> web.Response:
        public = (note for note in self._notes.values() if note["to"] is None)
        return web.json_response([note for note in public if note["board"] == request.query["board"]])

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        if body["board"] in self._closed:
            return web.Response(status=HTTPStatus.LOCKED, text="the board was taken down")
        note = self._add(body, None)
        if self._is_answer_lost:
            self._is_answer_lost = False
            assert request.transport is not None
            request.transport.abort()
        return web.json_response(note)

    async def _patch(self, request: web.Request) -> web.Response:
        note = self._known(request)
        note.update(await request.json())
        return web.json_response(note)

    async def _delete(self, request: web.Request) -> web.Response:
        del self._notes[str(self._known(request)["id"])]
        return web.json_response({})

    async def _open(self, request: web.Request) -> web.Response:
        return web.json_response({"thread": f"under-{self._known(request)['id']}"})

    async def _stamp(self, request: web.Request) -> web.Response:
        note, emoji = self._known(request), request.match_info["emoji"]
        note["marks"] = [*note["marks"], *([emoji] if emoji not in note["marks"] else [])]
        return web.json_response({})

    async def _unstamp(self, request: web.Request) -> web.Response:
        note, emoji = self._known(request), request.match_info["emoji"]
        note["marks"] = [one for one in note["marks"] if one != emoji]
        return web.json_response({})

    async def _file(self, request: web.Request) -> web.Response:
        data = self._files.get(request.match_info["id"])
        if data is None:
            raise web.HTTPNotFound
        return web.Response(body=data)

    async def _show(self, request: web.Request) -> web.Response:
        body = await request.json()
        board = self._tickets.pop(body["ticket"], None)
        if board is None:
            raise web.HTTPGone(text="the ticket was used")
        self.forms[body["to"]] = {**body["form"], "board": board}
        return web.json_response({})

    def _known(self, request: web.Request) -> _Json:
        try:
            return self._notes[request.match_info["id"]]
        except KeyError:
            raise web.HTTPNotFound from None


def png_of(note: Mapping[str, Any]) -> bytes | None:
    return None if note["image"] is None else base64.b64decode(note["image"]["png"])
