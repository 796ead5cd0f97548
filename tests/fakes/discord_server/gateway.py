"""The gateway of our Discord: sessions over a websocket, resumed where they broke, compressed as it is asked for."""

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import WSMsgType, web

from tests.fakes.discord_server.world import Json

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 7, 9, 10, 11
MESSAGE_CONTENT = 1 << 15


class Happenings(Protocol):
    """The Discord behind a gateway.

    Attributes:
        told: What happened and was not sent yet: (name of the event, its data).
    """

    told: list[tuple[str, Json]]

    @property
    def bot(self) -> Json: ...

    @property
    def application(self) -> str: ...

    def new_id(self) -> str: ...

    def session_began(self) -> None:
        """Hear that a client is there that remembers no session."""
        ...

    def servers(self) -> list[Json]:
        """The servers that the bot is in, as GUILD_CREATE has them."""
        ...


@dataclass
class Session:
    """What a client has begun and can resume."""

    id: str
    intents: int
    sent: list[Json] = field(default_factory=list)
    socket: "Socket | None" = None


class Socket:
    """One connection; every message of it goes through one stream of zlib."""

    def __init__(self, web_socket: web.WebSocketResponse, request: web.Request, *, is_compressed: bool) -> None:
        self.web_socket = web_socket
        self.request = request
        self._zlib = zlib.compressobj() if is_compressed else None

    async def send(self, message: Json) -> None:
        text = json.dumps(message)
        if self._zlib is None:
            await self.web_socket.send_str(text)
        else:
            data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
            half = len(data) // 2 if len(data) > 2000 else len(data)  # Discord sends large ones in pieces
            for piece in (data[:half], data[half:]):
                if piece:
                    await self.web_socket.send_bytes(piece)


class GatewayServer:
    """Takes connections and tells them what happens in a world."""

    def __init__(self, world: Happenings, token: str) -> None:
        self.world = world
        self.token = token
        self.address = ""
        self.grants_content = True
        self.refuses_connections = False
        self.is_silent = False  # connections stay open, and nothing comes of them
        self.heartbeat_ms = 41_250
        self.connected = 0
        self.identified = 0
        self.resumed = 0
        self.beats = 0
        self.sessions: dict[str, Session] = {}
        self._changed = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refuses_connections:
            return web.Response(status=503)
        web_socket = web.WebSocketResponse()
        await web_socket.prepare(request)
        socket = Socket(web_socket, request, is_compressed=request.query.get("compress") == "zlib-stream")
        session: Session | None = None
        self.connected += 1
        self._changed.set()
        await socket.send({"op": _HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}, "s": None, "t": None})
        async for message in web_socket:
            if message.type is not WSMsgType.TEXT:
                break
            told = json.loads(message.data)
            if session is not None and self.is_silent:
                continue
            if told["op"] == _HEARTBEAT:
                self.beats += 1
                await socket.send({"op": _ACK, "d": None, "s": None, "t": None})
            elif told["op"] == _IDENTIFY:
                session = await self._identify(socket, told["d"])
            elif told["op"] == _RESUME:
                session = await self._resume(socket, told["d"])
        if session is not None and session.socket is socket:
            session.socket = None
        return web_socket

    async def flush(self) -> None:
        """Send what happened to every session, also to those that are away: they hear it when they resume."""
        told, self.world.told = self.world.told, []
        for event, data in told:
            for session in self.sessions.values():
                await self._dispatch(session, event, self._as_allowed(session, event, data))

    async def send_raw(self, event: str, data: object) -> None:
        """Tell every session something of no known shape."""
        for session in self.sessions.values():
            await self._dispatch(session, event, data)

    async def close_all(self, code: int = 4000, *, forget: bool = False) -> None:
        """Close every connection; `forget` loses the sessions too."""
        sockets = [session.socket for session in self.sessions.values() if session.socket is not None]
        if forget:
            self.sessions.clear()
        for socket in sockets:
            await socket.web_socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.send({"op": _RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self, *, can_resume: bool) -> None:
        """Say that the session is over, or that it shall be resumed."""
        sockets = [session.socket for session in self.sessions.values() if session.socket is not None]
        if not can_resume:
            self.sessions.clear()
        for socket in sockets:
            await socket.send({"op": _INVALID, "d": can_resume, "s": None, "t": None})

    async def cut(self) -> None:
        """Cut every connection without a word."""
        for session in self.sessions.values():
            if session.socket is not None and (wire := session.socket.request.transport) is not None:
                session.socket = None
                wire.abort()

    async def until_resumed(self, times: int) -> None:
        while self.resumed < times:
            self._changed.clear()
            await self._changed.wait()

    @property
    def is_listened_to(self) -> bool:
        return any(session.socket is not None for session in self.sessions.values())

    async def until_listened_to(self) -> None:
        while not self.is_listened_to:
            self._changed.clear()
            await self._changed.wait()

    async def until_connected(self, times: int) -> None:
        while self.connected < times:
            self._changed.clear()
            await self._changed.wait()

    async def until_identified(self, times: int) -> None:
        while self.identified < times:
            self._changed.clear()
            await self._changed.wait()

    # ---- Inside ----

    async def _identify(self, socket: Socket, data: Json) -> Session | None:
        if data["token"] != self.token:
            await socket.web_socket.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & MESSAGE_CONTENT and not self.grants_content:
            await socket.web_socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        session = Session(self.world.new_id(), data["intents"], socket=socket)
        self.sessions = {session.id: session}  # one client is played with here
        self.world.session_began()
        servers = self.world.servers()
        ready = {
            "v": 10,
            "user": self.world.bot,
            "guilds": [{"id": server["id"], "unavailable": True} for server in servers],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "application": {"id": self.world.application, "flags": 0},
        }
        await self._dispatch(session, "READY", ready)
        for server in servers:
            await self._dispatch(session, "GUILD_CREATE", server)
        self.identified += 1
        self._changed.set()
        return session

    async def _resume(self, socket: Socket, data: Json) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await socket.send({"op": _INVALID, "d": False, "s": None, "t": None})
            return None
        session.socket = socket
        for message in session.sent[data["seq"] :]:
            await socket.send(message)
        await self._dispatch(session, "RESUMED", {})
        self.resumed += 1
        self._changed.set()
        return session

    async def _dispatch(self, session: Session, event: str, data: object) -> None:
        message: Json = {"op": _DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(message)
        if session.socket is not None and not session.socket.web_socket.closed and not self.is_silent:
            await session.socket.send(message)

    def _as_allowed(self, session: Session, event: str, data: Json) -> Json:
        """Without the intent a bot reads only what names it, and its own."""
        if not event.startswith("MESSAGE_") or "content" not in data or session.intents & MESSAGE_CONTENT:
            return data
        bot = self.world.bot["id"]
        is_readable = data["author"]["id"] == bot or any(user["id"] == bot for user in data["mentions"])
        return data if is_readable else {**data, "content": "", "attachments": [], "embeds": [], "components": []}
