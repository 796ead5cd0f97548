"""SimCord behind our sockets: a Discord whose rules we did not write, spoken to over the wire.

SimCord (PyPI) replaces discord.py's client and has no sockets. Its backend alone is taken: what it makes of requests,
and what it tells. REST, gateway and files come from here, so that the adapter is the same as on the real Discord.
"""

import copy
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from aiohttp import web
from simcord._clock import Clock
from simcord.backend import Backend, serializers
from simcord.backend.cdn import CdnStore
from simcord.backend.errors import BackendError
from simcord.http import router

from tests.fakes.discord_server.bodies import body_of, json_answer, public
from tests.fakes.discord_server.gateway import GatewayServer
from tests.fakes.discord_server.server import TOKEN
from tests.fakes.discord_server.world import Json


class SimCordServer:
    """REST, gateway and files of one SimCord, on one port.

    Attributes:
        gaps: What was asked for that SimCord says it does not have.
    """

    def __init__(self) -> None:
        self.backend = Backend(clock=_WallClock())
        self.happenings = _Happenings(self.backend)
        self.gateway = GatewayServer(self.happenings, TOKEN)
        self.gaps: list[str] = []
        self.base = ""
        self._runner: web.AppRunner | None = None

    @property
    def api_base(self) -> str:
        return f"{self.base}/api/v10"

    async def __aenter__(self) -> "SimCordServer":
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/api/v10/{path:.*}", self._handle)
        app.router.add_get("/attachments/{path:.*}", self._file)
        app.router.add_get("/socket", self.gateway.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        port = self._runner.addresses[0][1]
        self.base, self.gateway.address = f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}/socket"
        self.backend.cdn = _Files(self.base)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close_all(code=1001)
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        headers = {"Via": "1.1 google", "Content-Type": "application/json"}
        path = "/" + request.match_info["path"]
        if path == "/gateway":
            return json_answer(200, {"url": self.gateway.address}, headers)
        body = await body_of(request)
        try:
            answer: Any = router.dispatch(
                self.backend,
                request.method,
                path,
                json=public(body),
                params=dict(request.query),
                files=_uploads(body),
            )
        except (router.RouteNotImplemented, router.UnsupportedField) as gap:
            self.gaps.append(str(gap))
            return json_answer(501, {"message": str(gap), "code": 0}, headers)
        except BackendError as refused:
            return json_answer(refused.status, refused.to_json(), headers)
        await self.gateway.flush()
        return json_answer(204 if answer is None else 200, answer, headers)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        data = self.backend.cdn.get(f"{self.base}{request.path}")
        return web.Response(status=404) if data is None else web.Response(body=data)


class _Happenings:
    """What SimCord tells, as our gateway takes it."""

    def __init__(self, backend: Backend) -> None:
        self.told: list[tuple[str, Json]] = []
        self._backend = backend
        backend.subscribers.append(self._hear)

    @property
    def bot(self) -> Json:
        return dict(serializers.user_payload(self._backend.bot_user))

    @property
    def application(self) -> str:
        return str(self._backend.application_id)

    def new_id(self) -> str:
        return str(self._backend.snowflake())

    def session_began(self) -> None:
        pass

    def servers(self) -> list[Json]:
        return [dict(serializers.guild_create_payload(self._backend, guild)) for guild in self._backend.guilds.values()]

    def _hear(self, event: str, payload: Mapping[str, Any]) -> None:
        self.told.append((event, copy.deepcopy(dict(payload))))


class _WallClock(Clock):
    """SimCord's own stands still."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class _Files(CdnStore):
    """SimCord's files at an address that can be asked."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base

    def store_attachment(
        self, attachment_id: int, channel_id: int, filename: str, data: bytes, description: str | None
    ) -> Json:
        told: Json = super().store_attachment(attachment_id, channel_id, filename, data, description)
        url = f"{self._base}/attachments/{channel_id}/{attachment_id}/{filename}"
        self._blobs[url] = self._blobs.pop(told["url"])
        return {**told, "url": url, "proxy_url": url}


@dataclass
class _Upload:
    """A file of a request, as SimCord takes discord.py's."""

    fp: io.BytesIO
    filename: str
    description: str | None


def _uploads(body: Json) -> list[_Upload]:
    files: dict[str, bytes] = body.get("_files", {})
    return [
        _Upload(io.BytesIO(files[f"files[{one['id']}]"]), one["filename"], one.get("description"))
        for one in body.get("attachments") or []
        if f"files[{one['id']}]" in files
    ]
