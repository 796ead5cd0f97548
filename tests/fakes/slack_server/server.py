"""A Slack of our own on loopback: Web API, files, Socket Mode and signed requests, in the shapes of its own pages."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web
from slack_sdk.signature import SignatureVerifier

from tests.fakes.slack_server.methods import SCOPES, Methods
from tests.fakes.slack_server.workspace import Json, Refusal, Workspace

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-of-the-bot", "xapp-of-the-app", "the-signing-secret"

_SIGN_IN_PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to your workspace</body></html>"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was sent to the bot: "events_api", "slash_commands" or "interactive", its payload, and for which time."""

    kind: str
    payload: Json
    retry: int = 0


@dataclass
class Fault:
    """What happens to calls of a method: an HTTP status, words in place of JSON, an error's code, a lost answer.

    Attributes:
        after: So many calls pass before.
    """

    status: int = 200
    body: str = ""
    error: str = ""
    retry_after_s: int | None = None
    is_lost: bool = False
    times: int = 1
    after: int = 0


class SlackServer:
    """`async with SlackServer() as server:` is a workspace on loopback.

    Attributes:
        api_base: The Web API's root.
        calls: Every call in its order: (method, arguments).
        problems: Requests that Slack's documents do not allow.
        events_url: Where requests are posted; None for Socket Mode.
        acknowledged: How many deliveries were acknowledged.
        scopes: What the bot's token may do; None for all.

    Args:
        tells_again: Events that no socket acknowledged are told to the next one that opens; commands and what people
            do with buttons and forms are not. False: what nobody hears is lost.
    """

    def __init__(self, *, tells_again: bool = False) -> None:
        self._tells_again = tells_again
        self._untold: list[Delivery] = []
        self._held: list[Delivery] | None = None
        self.workspace = Workspace()
        self.calls: list[tuple[str, Json]] = []
        self.problems: list[str] = []
        self.events_url: str | None = None
        self.acknowledged = 0
        self.scopes: frozenset[str] | None = None
        self.sent: list[Delivery] = []
        self.statuses: list[int] = []
        self._methods = Methods(self.workspace, lambda event: self.deliver("events_api", self.workspace.event(event)))
        self._faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self._sockets: list[web.WebSocketResponse] = []
        self._open_envelopes: dict[str, tuple[Delivery, web.WebSocketResponse]] = {}
        self._is_connected = asyncio.Event()
        self._has_happened = asyncio.Event()
        self._lines: dict[str, asyncio.Queue[Delivery]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> "SlackServer":
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_get("/files-pri/{file}/download/{name}", self._download)
        app.router.add_post("/upload/{file}/{length}", self._upload)
        app.router.add_post("/response/{id}", self._respond)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.workspace.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        for socket in self._sockets:
            await socket.close()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def api_base(self) -> str:
        return f"{self.workspace.base}/api/"

    # ---- For tests ----

    def fail(self, method: str, fault: Fault) -> None:
        """Have the next calls of a method fail."""
        self._faults[method].append(fault)

    def count(self, method: str) -> int:
        return sum(called == method for called, _ in self.calls)

    async def connected(self) -> None:
        """Return when a socket is open."""
        await self._is_connected.wait()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what a call or an acknowledgement of the bot's brings about."""
        while not holds():
            self._has_happened.clear()
            await self._has_happened.wait()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was sent is acknowledged."""
        return not self._open_envelopes and all(task.done() for task in self._tasks.values())

    async def tell_to_reconnect(self) -> None:
        """Tell the bot to come back by another socket, as Slack does every few hours."""
        self._is_connected.clear()
        await self._sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def hang_up(self) -> None:
        """Close every socket without a word."""
        for socket in list(self._sockets):
            await socket.close()

    def hold(self) -> None:
        """Keep what is to be sent until `release`."""
        self._held = []

    def release(self, order: Callable[[list[Delivery]], list[Delivery]]) -> None:
        """Send what was held, in another order, and as often as it is named."""
        held, self._held = self._held or [], None
        for delivery in order(held):
            self.deliver(delivery.kind, delivery.payload)

    def deliver(self, kind: str, payload: Json, *, retry: int = 0) -> None:
        """Send a payload to the bot, each channel's in order; to nobody where nobody listens."""
        delivery = Delivery(kind, payload, retry)
        if self._held is not None:
            self._held.append(delivery)
            return
        self.sent.append(delivery)
        line = _line_of(payload)
        if self.events_url is None and not self._sockets:
            self._keep(delivery)
            return
        if line not in self._lines:
            self._lines[line] = asyncio.Queue()
        self._lines[line].put_nowait(delivery)
        task = self._tasks.get(line)
        if task is None or task.done():
            self._tasks[line] = asyncio.create_task(self._send(line))

    # ---- To the bot ----

    async def _send(self, line: str) -> None:
        queue = self._lines[line]
        while not queue.empty():
            delivery = queue.get_nowait()
            if self.events_url is None:
                await self._send_envelope(delivery)
            else:
                with suppress(aiohttp.ClientError):
                    status = await self.post(delivery.kind, delivery.payload, retry=delivery.retry)
                    self.statuses.append(status)
                    self.acknowledged += status == 200

    async def _send_envelope(self, delivery: Delivery) -> None:
        envelope: Json = {
            "envelope_id": self.workspace.serial("envelope-"),
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": delivery.retry, "retry_reason": "timeout" if delivery.retry else ""}
        if not self._sockets:
            self._keep(delivery)
            return
        self.note_sending(envelope["envelope_id"], delivery, self._sockets[-1])
        with suppress(ConnectionError):
            await self._sockets[-1].send_json(envelope)

    def note_sending(self, envelope_id: str, delivery: Delivery, socket: web.WebSocketResponse) -> None:
        self._open_envelopes[envelope_id] = (delivery, socket)

    def _keep(self, delivery: Delivery) -> None:
        if self._tells_again and delivery.kind == "events_api":
            self._untold.append(delivery)

    def _tell_again(self) -> None:
        untold, self._untold = self._untold, []
        for delivery in untold:
            self.deliver(delivery.kind, delivery.payload, retry=delivery.retry + 1)

    async def post(
        self,
        kind: str,
        payload: Mapping[str, Any],
        *,
        retry: int = 0,
        secret: str | None = SIGNING_SECRET,
        age_s: float = 0.0,
    ) -> int:
        """Post a request as Slack does, signed; the status that it is answered with."""
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        else:
            fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(fields), "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type}
        if secret is not None:
            timestamp = str(int(time.time() - age_s))
            signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
            headers |= {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature or ""}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        assert self.events_url is not None
        async with aiohttp.ClientSession() as session, session.post(self.events_url, data=body, headers=headers) as got:
            await got.read()
            return got.status

    # ---- From the bot ----

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(arguments.pop("token", ""))
        self.calls.append((method, arguments))
        asyncio.get_running_loop().call_soon(self._has_happened.set)  # when this call is done
        fault = self._due_fault(method)
        if fault is not None:
            if fault.retry_after_s is not None:
                headers = {"Retry-After": str(fault.retry_after_s)}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            if fault.error:
                return web.json_response({"ok": False, "error": fault.error})
            if fault.status != 200 or fault.body:
                return web.Response(status=fault.status, text=fault.body, content_type="text/html")
        answer = self._open(token) if method == "apps.connections.open" else self._answer(method, arguments, token)
        if fault is not None and fault.is_lost and request.transport is not None:
            request.transport.abort()
        granted = {} if self.scopes is None else {"X-OAuth-Scopes": ",".join(sorted(self.scopes))}
        return web.json_response(answer, headers=granted)

    def _due_fault(self, method: str) -> Fault | None:
        fault = next((one for one in self._faults[method] if one.times > 0), None)
        if fault is None:
            return None
        if fault.after > 0:
            fault.after -= 1
            return None
        fault.times -= 1
        return fault

    def _answer(self, method: str, arguments: Json, token: str) -> Json:
        if token != BOT_TOKEN:
            return {"ok": False, "error": "invalid_auth"}
        needed = SCOPES.get(method, ())
        if self.scopes is not None and needed and not self.scopes & set(needed):
            return {"ok": False, "error": "missing_scope", "needed": needed[0], "provided": ",".join(self.scopes)}
        try:
            return {"ok": True, **self._methods.call(method, arguments)}
        except Refusal as refusal:
            if refusal.error in ("invalid_arguments", "unknown_method"):
                self.problems.append(f"{method}: {refusal.error} {refusal.more}")
            return {"ok": False, "error": refusal.error, **refusal.more}

    def _open(self, token: str) -> Json:
        if token != APP_TOKEN:
            return {"ok": False, "error": "invalid_auth"}
        return {"ok": True, "url": self.workspace.base.replace("http", "ws") + "/link?ticket=1"}

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0APP"}})
        self._is_connected.set()
        self._tell_again()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self.acknowledge(json.loads(message.data))
        finally:
            self._sockets.remove(socket)
            if not self._sockets:
                self._is_connected.clear()
            self._forget_envelopes(socket)
        return socket

    def _forget_envelopes(self, socket: web.WebSocketResponse) -> None:
        """What a socket that is gone did not acknowledge, it never will."""
        if self._tells_again:
            for envelope_id, (delivery, sent_to) in list(self._open_envelopes.items()):
                if sent_to is socket:
                    del self._open_envelopes[envelope_id]
                    self._keep(delivery)

    def acknowledge(self, answer: Json) -> None:
        if answer["envelope_id"] in self._open_envelopes:
            del self._open_envelopes[answer["envelope_id"]]
            self.acknowledged += 1
            self._has_happened.set()
        else:
            self.problems.append(f"acknowledged what was never sent: {answer}")

    # ---- Files and answers ----

    async def _download(self, request: web.Request) -> web.Response:
        """The file to the bot's token; to anybody else the page to sign in at, with 200."""
        file = self.workspace.files.get(request.match_info["file"].partition("-")[2])
        is_allowed = self.scopes is None or "files:read" in self.scopes
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}" or not is_allowed:
            return web.Response(text=_SIGN_IN_PAGE, content_type="text/html")
        if file is None or file.data is None:
            return web.Response(status=404)
        return web.Response(body=file.data, content_type="application/pdf")

    async def _upload(self, request: web.Request) -> web.Response:
        file, data = self.workspace.files[request.match_info["file"]], await request.read()
        if len(data) != int(request.match_info["length"]):
            return web.Response(status=400)
        file.data = data
        return web.Response(text=f"OK - {len(data)}")

    async def _respond(self, request: web.Request) -> web.Response:
        known = self.workspace.triggers.get(request.match_info["id"])
        if known is None:
            return web.Response(status=404, text="used_url")
        user, channel = known
        words = await request.json()
        self.workspace.whisper(channel, user, None, words["text"], words.get("blocks", ()))
        return web.Response(text="ok")


async def _arguments(request: web.Request) -> Json:
    """The arguments of a call, which come as JSON, as a form, or in the query string."""
    found: Json = dict(request.query)
    if request.content_type == "application/json":
        found |= await request.json()
    else:
        found |= dict(await request.post())
    return found


def _line_of(payload: Mapping[str, Any]) -> str:
    """The channel that a payload is about."""
    event = payload.get("event", {})
    channel = event.get("channel") or event.get("item", {}).get("channel") or payload.get("channel_id")
    return str(channel or payload.get("channel", {}).get("id", ""))
