"""npm's `emulate`, a Slack that we did not write, and what stands between it and the adapter in tests.

It reads no arguments from the query string, which slack-sdk writes there, and its files are at its own address; so the
calls go through a server of ours, which is also where answers get lost and events are told twice.
"""

import asyncio
import json
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.fakes.slack_server.server import BOT_TOKEN, SIGNING_SECRET
from tests.fakes.slack_server.workspace import BOT, BOT_ID, Json
from tests.node_packages import EMULATE, NODE

ANN_TOKEN, BEA_TOKEN = "xoxp-of-ann", "xoxp-of-bea"

_SERVE = Path(__file__).with_name("serve.mjs")
_APP = {"app_id": "A0APP", "bot_id": BOT_ID, "bot_user_id": BOT}
_SEED = {
    "slack": {
        "team": {"name": "Lab", "domain": "lab"},
        "users": [{"name": "ann"}, {"name": "bea"}],
        "oauth_apps": [
            {**_APP, "name": "paperthread", "client_id": "1", "client_secret": "2", "redirect_uris": [], "scopes": []}
        ],
        "tokens": [
            {**_APP, "token": BOT_TOKEN, "type": "bot", "user_id": BOT},
            {"token": ANN_TOKEN, "type": "user", "user": "ann"},
            {"token": BEA_TOKEN, "type": "user", "user": "bea"},
        ],
        "signing_secret": SIGNING_SECRET,
    }
}


class Emulator:
    """The process. `with Emulator() as emulator:`; tests share it, each in channels of its own.

    Attributes:
        url: Where it listens.
        named: What it calls that in its answers.
    """

    def __init__(self) -> None:
        self.url = self.named = ""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Emulator":
        self._process = subprocess.Popen(
            [NODE, _SERVE, EMULATE.folder / "dist", json.dumps(_SEED)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self._told("listening on ")
        self.named = self.url.replace("127.0.0.1", "localhost")
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    def send_events_to(self, url: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{url}\n")
        self._process.stdin.flush()
        assert self._told("events go to ") == url

    def _told(self, words: str) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line.startswith(words), line
        return line.removeprefix(words)


@dataclass(frozen=True, slots=True)
class Told:
    """A signed request with an event."""

    headers: Mapping[str, str]
    body: str


class Between:
    """What the adapter takes for Slack. `async with Between(emulator) as between:`

    Attributes:
        base: Its address; the Web API is at `/api/`.
        events_url: Where the adapter takes events; None while nobody does.
        acknowledged: How many events it acknowledged.
    """

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self.base = ""
        self.events_url: str | None = None
        self.acknowledged = 0
        self._loses_next_post = False
        self._last: Told | None = None
        self._lines: dict[str, asyncio.Queue[Told]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._verifier = SignatureVerifier(SIGNING_SECRET)

    async def __aenter__(self) -> "Between":
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/events", self._hear)
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._emulator.send_events_to(f"{self.base}/events")
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        await self._http.close()
        await self._runner.cleanup()

    async def call(self, method: str, token: str, **arguments: Any) -> Json:
        """What somebody's own client asks of Slack.

        Raises:
            AssertionError: It is refused.
        """
        answer = json.loads(await self._asked(method, token, arguments))
        assert answer["ok"], (method, answer)
        return dict(answer)

    async def whispers(self) -> list[Json]:
        """What was said to one person only, as emulate keeps it: "channel_id", "target_user"."""
        return list(json.loads(await self.send("GET", f"{self._emulator.url}/whispers")))

    async def send(self, method: str, address: str, *, token: str = "", data: bytes | None = None) -> bytes:
        """A file up or down."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        theirs = address.replace(self._emulator.named, self._emulator.url)
        async with self._http.request(method, theirs, data=data, headers=headers) as answer:
            assert answer.status == 200
            return await answer.read()

    def lose_next_post(self) -> None:
        """Have the next post taken, and its answer lost."""
        self._loses_next_post = True

    def tell_again(self) -> None:
        """Tell the last event again, as Slack does that thinks it was lost."""
        assert self._last is not None
        told = self._last
        self._queue(_line_of(told.body), Told({**told.headers, "X-Slack-Retry-Num": "1"}, told.body))

    # ---- From the adapter ----

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method, arguments = request.match_info["method"], dict[str, Any](request.query)
        arguments |= await (request.json() if request.content_type == "application/json" else request.post())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        answer = await self._asked(method, token, arguments)
        if method == "chat.postMessage" and self._loses_next_post:
            self._loses_next_post = False
            assert request.transport is not None
            request.transport.abort()
        return web.Response(text=answer.replace(self._emulator.named, self.base), content_type="application/json")

    async def _asked(self, method: str, token: str, arguments: Mapping[str, Any]) -> str:
        given = {name: value for name, value in arguments.items() if value is not None}
        async with self._http.post(
            f"{self._emulator.url}/api/{method}", json=given, headers={"Authorization": f"Bearer {token}"}
        ) as answer:
            return await answer.text()

    async def _pass_on(self, request: web.Request) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name == "Authorization"}
        where, data = f"{self._emulator.url}{request.path_qs}", await request.read()
        async with self._http.request(request.method, where, data=data, headers=headers) as answer:
            return web.Response(status=answer.status, body=await answer.read(), content_type=answer.content_type)

    # ---- To the adapter ----

    async def _hear(self, request: web.Request) -> web.Response:
        """Take an event; what it says of files is at this address here, and signed anew."""
        body, headers = await request.text(), dict(request.headers)
        assert self._verifier.is_valid_request(body, headers)
        if self._emulator.named in body:
            body = body.replace(self._emulator.named, self.base)
            moment = headers["X-Slack-Request-Timestamp"]
            signed = self._verifier.generate_signature(timestamp=moment, body=body)
            headers["X-Slack-Signature"] = signed or ""
        kept = ("content-type", "x-slack-request-timestamp", "x-slack-signature")
        told = Told({name: value for name, value in headers.items() if name.casefold() in kept}, body)
        if self.events_url is not None:
            self._last = told
            self._queue(_line_of(body), told)
        done = web.Response()
        done.force_close()  # a connection that is kept is a task that outlives the adapter
        return done

    def _queue(self, line: str, told: Told) -> None:
        self._lines.setdefault(line, asyncio.Queue()).put_nowait(told)
        if line not in self._tasks or self._tasks[line].done():
            self._tasks[line] = asyncio.create_task(self._tell(self._lines[line]))

    async def _tell(self, line: asyncio.Queue[Told]) -> None:
        while not line.empty() and self.events_url is not None:
            told = line.get_nowait()
            with suppress(aiohttp.ClientError):
                async with self._http.post(self.events_url, data=told.body.encode(), headers=told.headers) as answer:
                    self.acknowledged += answer.status == 200


def _line_of(body: str) -> str:
    event = json.loads(body)["event"]
    return str(event.get("channel") or event.get("item", {}).get("channel"))
