"""The REST interface of our Discord: the routes that the bot uses, with the refusals that Discord's documents name."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.discord_server.bodies import application, body_of, json_answer, measured, of, pings, public, with_ids
from tests.fakes.discord_server.gateway import GatewayServer
from tests.fakes.discord_server.world import (
    APPLICATION,
    EPHEMERAL,
    FORUM,
    Interaction,
    Json,
    Refused,
    World,
    shown,
)

Answer = tuple[int, object]


@dataclass
class Fault:
    """What goes wrong with the next requests of a kind.

    Attributes:
        path: The end of the route's template.
        status: What is answered; 0 cuts the connection.
        is_done: The request takes effect all the same.
        held: The answer waits for this; with status 200 the request is only slow.
    """

    method: str
    path: str
    status: int
    code: int = 0
    is_done: bool = False
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)
    body: Json | None = None
    held: asyncio.Event | None = None


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, for the comparison with Discord's description."""

    method: str
    template: str
    request: object
    status: int
    answer: object
    query: dict[str, str]


class Routes:
    """Handles requests against a world."""

    def __init__(self, world: World, gateway: GatewayServer, token: str) -> None:
        self.world = world
        self.gateway = gateway
        self.token = token
        self.faults: list[Fault] = []
        self.exchanges: list[Exchange] = []
        self.bucket: tuple[int, float] | None = None  # so many requests in so many seconds, for posts
        self._taken: dict[str, list[float]] = {}
        self.slow_downs = 0

    def routes(self) -> list[web.RouteDef]:
        channel = "/channels/{channel_id}"
        message = f"{channel}/messages/{{message_id}}"
        reactions = f"{message}/reactions/{{emoji_name}}"
        commands = "/applications/{application_id}/commands"
        table: list[tuple[str, str, Callable[[web.Request, Json], Answer]]] = [
            ("GET", "/gateway", lambda request, body: (200, {"url": self.gateway.address})),
            ("GET", "/users/@me", lambda request, body: (200, self._me())),
            (
                "GET",
                "/oauth2/applications/@me",
                lambda request, body: (200, application(self.world.users[next(iter(self.world.users))])),
            ),
            ("GET", commands, lambda request, body: (200, self.world.commands)),
            ("PUT", commands, self._put_commands),
            ("GET", channel, self._show_channel),
            ("PATCH", channel, self._patch_channel),
            ("GET", f"{channel}/messages", self._list_messages),
            ("POST", f"{channel}/messages", self._post_message),
            ("GET", message, self._show_message),
            ("PATCH", message, self._patch_message),
            ("DELETE", message, self._delete_message),
            ("POST", f"{message}/threads", self._open_thread),
            ("GET", reactions, self._list_reactions),
            ("PUT", f"{reactions}/@me", self._react),
            ("DELETE", f"{reactions}/@me", self._unreact),
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self._answer),
            ("POST", "/webhooks/{webhook_id}/{webhook_token}", self._follow_up),
            ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", self._reword),
        ]
        api = [web.route(method, f"/api/v10{path}", self._handler(path, do)) for method, path, do in table]
        return [*api, web.get("/attachments/{channel}/{id}/{name}", self._file)]

    def _handler(
        self, template: str, do: Callable[[web.Request, Json], Answer]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            body = await body_of(request)
            fault = self._fault(request.method, template)
            headers = {"Via": "1.1 google", "Content-Type": "application/json"}
            if fault is not None and fault.status == 200 and fault.held is not None:
                await fault.held.wait()
                fault = None
            if fault is not None and not fault.is_done:
                return await self._failed(request, fault, headers)
            if (wait_s := self._wait_s(request.method, template, headers)) is not None:
                self.slow_downs += 1
                slow = {"message": "You are being rate limited.", "retry_after": wait_s, "global": False}
                return json_answer(429, slow, {**headers, "Retry-After": str(wait_s)})
            status, answer = self._done(request, template, do, body)
            self.exchanges.append(Exchange(request.method, template, public(body), status, answer, dict(request.query)))
            await self.gateway.flush()
            return (
                json_answer(status, answer, headers) if fault is None else await self._failed(request, fault, headers)
            )

        return handle

    def _done(
        self, request: web.Request, template: str, do: Callable[[web.Request, Json], Answer], body: Json
    ) -> Answer:
        open_to_all = template.startswith(("/interactions", "/webhooks", "/gateway"))
        try:
            if not open_to_all and request.headers.get("Authorization") != f"Bot {self.token}":
                raise Refused(401, 0, "401: Unauthorized")
            return do(request, body)
        except Refused as refused:
            return refused.status, {"message": refused.message, "code": refused.code}

    def _fault(self, method: str, template: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and template.endswith(fault.path):
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    async def _failed(self, request: web.Request, fault: Fault, headers: dict[str, str]) -> web.StreamResponse:
        if fault.held is not None:
            await fault.held.wait()
        if not fault.status:
            if request.transport is not None:
                request.transport.abort()
            await asyncio.sleep(0)
        body = fault.body or {"message": "as the test wants it", "code": fault.code}
        kept = {name: value for name, value in {**headers, **fault.headers}.items() if value}
        return json_answer(fault.status or 500, body, kept)

    def _wait_s(self, method: str, template: str, headers: dict[str, str]) -> float | None:
        """How long to wait where the bucket is empty; tells the client how full it is."""
        if self.bucket is None or method != "POST" or not template.endswith("/messages"):
            return None
        most, seconds = self.bucket
        now_s = time.monotonic()
        taken = [at_s for at_s in self._taken.get(template, []) if at_s > now_s - seconds]
        left_s = seconds if not taken else taken[0] + seconds - now_s
        if len(taken) >= most:
            return left_s
        self._taken[template] = [*taken, now_s]
        headers["X-RateLimit-Bucket"] = "posts"
        headers["X-RateLimit-Limit"] = str(most)
        headers["X-RateLimit-Remaining"] = str(most - len(taken) - 1)
        headers["X-RateLimit-Reset"] = str(time.time() + left_s)
        headers["X-RateLimit-Reset-After"] = str(left_s)
        return None

    # ---- Who the bot is ----

    def _me(self) -> Json:
        return {**self.world.bot, "mfa_enabled": True, "locale": "en-US"}

    def _put_commands(self, request: web.Request, body: Json) -> Answer:
        self.world.command_puts += 1
        self.world.commands = [
            {
                "id": self.world.new_id(),
                "application_id": APPLICATION,
                "version": self.world.new_id(),
                "default_member_permissions": None,
                "description": "",
                "dm_permission": True,
                "name_localizations": None,
                **command,
            }
            for command in body["_list"]
        ]
        return 200, self.world.commands

    # ---- Channels and messages ----

    def _show_channel(self, request: web.Request, body: Json) -> Answer:
        channel = self.world.known_channel(of(request, "channel_id"))
        seen_by_all = [one["id"] for one in self.world.of_channel(channel["id"]) if not one.get("_to")]
        return 200, {**channel, "last_message_id": seen_by_all[-1] if seen_by_all else None}

    def _show_message(self, request: web.Request, body: Json) -> Answer:
        message = self._message(request)
        self.world.needs("READ_MESSAGE_HISTORY")
        return 200, self._shown(message)

    def _patch_channel(self, request: web.Request, body: Json) -> Answer:
        channel = self.world.known_channel(of(request, "channel_id"))
        metadata = channel["thread_metadata"]
        if metadata["locked"]:
            raise Refused(403, 50013, "Missing Permissions")
        metadata["archived"] = body["archived"]
        return 200, channel

    def _list_messages(self, request: web.Request, body: Json) -> Answer:
        channel = self.world.known_channel(of(request, "channel_id"))
        if channel["type"] == FORUM:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if "READ_MESSAGE_HISTORY" in self.world.missing:
            return 200, []  # documented: "then no messages will be returned"
        after, limit = int(request.query.get("after", "0")), int(request.query.get("limit", "50"))
        behind = [one for one in self.world.of_channel(channel["id"]) if int(one["id"]) > after and not one.get("_to")]
        return 200, [self._shown(one) for one in reversed(behind[:limit])]

    def _post_message(self, request: web.Request, body: Json) -> Answer:
        channel = self.world.known_channel(of(request, "channel_id"))
        metadata = channel.get("thread_metadata")
        self.world.needs("SEND_MESSAGES_IN_THREADS" if metadata else "SEND_MESSAGES")
        if metadata and metadata["locked"]:
            raise Refused(400, 160005, "Thread is locked")
        nonce = body.get("nonce")
        if nonce and body.get("enforce_nonce") and (channel["id"], nonce) in self.world.nonces:
            known = self.world.messages.get(self.world.nonces[channel["id"], nonce])
            if known is not None:
                return 200, self._shown(known)
        if metadata:
            metadata["archived"] = False
        measured(body)
        if reference := body.get("message_reference"):
            self.world.needs("READ_MESSAGE_HISTORY")
        pointer = {"message_reference": {"type": 0, "channel_id": channel["id"], **(reference or {})}, "type": 19}
        more = pointer if reference else {}
        message = self.world.send(
            channel["id"],
            self.world.bot,
            body.get("content") or "",
            flags=body.get("flags") or 0,
            components=with_ids(body.get("components") or []),
            attachments=self._attached(channel["id"], body, []),
            _pings=pings(body, self.world),
            **({"nonce": nonce} if nonce else {}),
            **more,
        )
        if nonce:
            self.world.nonces[channel["id"], nonce] = message["id"]
            self.world.posted.append(nonce)
        return 200, self._shown(message)

    def _patch_message(self, request: web.Request, body: Json) -> Answer:
        message = self._message(request)
        self._must_be_open(message)
        if message["author"]["id"] != self.world.bot["id"]:
            raise Refused(403, 50005, "Cannot edit a message authored by another user")
        measured(body)
        if "attachments" in body:
            kept = {one["id"]: one for one in message["attachments"]}
            message["attachments"] = self._attached(message["channel_id"], body, list(kept.values()))
        if "content" in body:
            message["content"] = (body["content"] or "").strip()
        if "components" in body:
            message["components"] = with_ids(body["components"])
        if "flags" in body:
            message["flags"] = body["flags"]
        message["_pings"] = pings(body, self.world)
        message["edited_timestamp"] = message["timestamp"]
        self.world.tell("MESSAGE_UPDATE", message)
        return 200, self._shown(message)

    def _delete_message(self, request: web.Request, body: Json) -> Answer:
        message = self._message(request)
        if message["author"]["id"] != self.world.bot["id"]:
            self.world.needs("MANAGE_MESSAGES")
        self.world.delete(message)
        return 204, None

    def _open_thread(self, request: web.Request, body: Json) -> Answer:
        return 201, self.world.thread(self._message(request), body["name"])

    def _list_reactions(self, request: web.Request, body: Json) -> Answer:
        message, emoji = self._message(request), of(request, "emoji_name")
        after, limit = int(request.query.get("after", "0")), int(request.query.get("limit", "25"))
        users = sorted((user for user in message["_reactions"].get(emoji, []) if int(user) > after), key=int)
        return 200, [self.world.users[user] for user in users[:limit]]

    def _react(self, request: web.Request, body: Json) -> Answer:
        message = self._message(request)
        self._must_be_open(message)
        self.world.needs("ADD_REACTIONS", "READ_MESSAGE_HISTORY")
        self.world.react(message, of(request, "emoji_name"), self.world.bot["id"])
        return 204, None

    def _unreact(self, request: web.Request, body: Json) -> Answer:
        message = self._message(request)
        self.world.unreact(message, of(request, "emoji_name"), self.world.bot["id"])
        return 204, None

    # ---- Interactions ----

    def _answer(self, request: web.Request, body: Json) -> Answer:
        one = self._interaction(of(request, "interaction_token"))
        if one.answers:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        if time.monotonic() - one.began_s > 3:
            raise Refused(404, 10062, "Unknown interaction")
        if body["type"] == 9 and one.kind == 5:
            raise Refused(400, 50035, "Invalid Form Body")
        one.answers.append(body)
        one.answered_after_s = time.monotonic() - one.began_s
        if body["type"] == 4:
            self._say(one, body["data"])
        return 204, None

    def _follow_up(self, request: web.Request, body: Json) -> Answer:
        one = self._interaction(of(request, "webhook_token"))
        if not one.answers:
            raise Refused(404, 10015, "Unknown Webhook")
        return 200, self._shown(self._say(one, body))

    def _reword(self, request: web.Request, body: Json) -> Answer:
        one = self._interaction(of(request, "webhook_token"))
        message = self.world.messages.get(one.follow_ups[0]) if one.follow_ups else None
        if message is None:
            raise Refused(404, 10008, "Unknown Message")
        measured(body)
        message["content"] = (body.get("content") or "").strip()
        message["components"] = with_ids(body.get("components") or [])
        message["_pings"] = pings(body, self.world)
        return 200, self._shown(message)

    def _say(self, one: Interaction, data: Json) -> Json:
        measured(data)
        flags = data.get("flags") or 0
        message = self.world.send(
            one.channel,
            self.world.bot,
            data.get("content") or "",
            flags=flags,
            components=with_ids(data.get("components") or []),
            _pings=pings(data, self.world),
            _to=one.user if flags & EPHEMERAL else "",
        )
        one.follow_ups.append(message["id"])
        return message

    def _interaction(self, token: str) -> Interaction:
        if token not in self.world.interactions:
            raise Refused(404, 10062, "Unknown interaction")
        return self.world.interactions[token]

    # ---- Parts ----

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if fault := self._fault("GET", "/{name}"):
            return web.Response(status=fault.status, headers=fault.headers)
        data = self.world.files.get(request.path)
        return web.Response(status=404) if data is None else web.Response(body=data, content_type="application/pdf")

    def _message(self, request: web.Request) -> Json:
        return self.world.known_message(of(request, "channel_id"), of(request, "message_id"))

    def _must_be_open(self, message: Json) -> None:
        metadata = self.world.channels[message["channel_id"]].get("thread_metadata")
        if metadata and metadata["archived"]:
            raise Refused(400, 50083, "Thread is archived")

    def _shown(self, message: Json) -> Json:
        return shown(message, to=self.world.bot["id"])

    def _attached(self, channel: str, body: Json, old: list[Json]) -> list[Json]:
        files: dict[str, bytes] = body.get("_files", {})
        attached = []
        for one in body.get("attachments") or []:
            if f"files[{one['id']}]" in files:
                self.world.needs("ATTACH_FILES")
                data = files[f"files[{one['id']}]"]
                attached.append(self.world.attach(channel, one["filename"], data, description=one.get("description")))
            else:
                attached += [known for known in old if known["id"] == one["id"]]
        return attached
