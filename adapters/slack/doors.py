"""How Slack reaches the bot: Bolt's app behind a socket that the bot opens, or behind an address of its own."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound import Own, Payload
from adapters.slack.outbound import NAME
from adapters.slack.pace import Throttled
from adapters.slack.web_api import ask
from bot.errors import ChatUnavailable

PATH = "/slack/events"

_PING_S = 10.0

Take = Callable[[Payload], Coroutine[object, object, bool]]
"""Takes one request of Slack's; whether it is committed, and may be acknowledged."""


class Door(Protocol):
    """A way in."""

    async def serve(self, app: AsyncApp, is_open: Callable[[str], None]) -> None:
        """Let Slack in until cancelled.

        Args:
            is_open: Called with the door's address once Slack can come in.
        """
        ...


def bolt_app(client: AsyncWebClient, own: Own, take: Take, *, signing_secret: str) -> AsyncApp:
    """Bolt's app, in which every request goes to `take` before it is acknowledged.

    The bot is not looked up for each request: that would be a call to Slack before the acknowledgement.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=own.team, bot_user_id=own.user, bot_id=own.bot, bot_token=client.token
        )

    silent = logging.getLogger("slack_bolt.paperthread")
    silent.setLevel(logging.CRITICAL)  # it would log whole requests
    app = AsyncApp(client=client, authorize=authorize, signing_secret=signing_secret, logger=silent, name=NAME)

    async def commit(req: AsyncBoltRequest) -> BoltResponse:
        return BoltResponse(status=200 if await take(req.body) else 503, body="")

    app.use(commit)
    return app


@dataclass(frozen=True, slots=True)
class SocketDoor:
    """Socket Mode: the bot opens a connection to Slack, and needs no public address."""

    app_token: str
    away_s: float = 30.0  # for longer something may have been missed: the run ends, and the next one looks it up
    look_every_s: float = 1.0

    async def serve(self, app: AsyncApp, is_open: Callable[[str], None]) -> None:
        """See `Door`.

        Raises:
            ChatUnavailable: The connection cannot be had, or was away for long.
            TokenRefused: The app token is not in force.
            PermissionMissing: It lacks connections:write.
        """
        handler = AsyncSocketModeHandler(app, self.app_token, logger=app.logger, ping_interval=_PING_S)
        try:
            await self._stay(handler, is_open)
        finally:
            with suppress(Exception):  # it is being left; whatever it says, there is nothing to be done
                await handler.close_async()  # type: ignore[no-untyped-call]  # the library's
            await _ended(handler.client.message_processor, handler.client.current_session_monitor)

    async def _stay(self, handler: AsyncSocketModeHandler, is_open: Callable[[str], None]) -> None:
        client = handler.client
        # Asked for here once: the library would ask for ever where the token is wrong, and say so only in its log.
        try:
            answer = await ask(
                "open a socket", lambda: client.web_client.apps_connections_open(app_token=self.app_token)
            )
        except Throttled as throttled:
            why = f"it asks for a pause of {throttled.pause_s:.0f} s"
            raise ChatUnavailable(NAME, "open a socket", why) from None
        client.wss_uri = str(answer.get("url"))
        await client.connect()  # type: ignore[no-untyped-call]  # the library's
        is_open(client.wss_uri)
        away_s = 0.0
        while away_s < self.away_s:
            await asyncio.sleep(self.look_every_s)
            away_s = 0.0 if await client.is_connected() else away_s + self.look_every_s
        raise ChatUnavailable(NAME, "stay connected", f"the socket was away for {self.away_s:g} s")


@dataclass(frozen=True, slots=True)
class HttpDoor:
    """An address that Slack posts to; Bolt refuses what is unsigned, forged or older than five minutes."""

    host: str
    port: int

    async def serve(self, app: AsyncApp, is_open: Callable[[str], None]) -> None:
        """See `Door`.

        Raises:
            OSError: The port is taken, or may not be had.
        """

        async def answer(request: web.Request) -> web.Response:
            return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

        site = web.Application()
        site.router.add_post(PATH, answer)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.host, self.port).start()
            host, port = runner.addresses[0][:2]
            is_open(f"http://{host}:{port}{PATH}")
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


async def _ended(*futures: Awaitable[object] | None) -> None:
    """Wait for tasks that were cancelled."""
    await asyncio.gather(*(future for future in futures if future is not None), return_exceptions=True)
