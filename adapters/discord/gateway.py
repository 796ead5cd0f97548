"""The library's client, with addresses of our own and events as they come over the wire.

The library's own parsers are taken out: they keep a cache that nobody reads, and one event that they do not understand
would end the connection. What is left of it is what is hard: the session, resuming, heartbeats, compression, the pace.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

logging.getLogger("discord.http").setLevel(logging.ERROR)  # its warnings name addresses, and these have tokens in them
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here

Tell = Callable[[str, dict[str, Any]], None]
"""(name of the event, its data); called in the order of the gateway."""


SESSION_LOST = "SESSION_LOST"
"""Told beside Discord's own events: the session cannot be resumed."""
_INVALID_SESSION = 9  # Discord's reference, "Gateway Opcodes"


class Http(HTTPClient):
    """The library's client of the REST interface, at an address that is given."""

    api_base = Route.BASE
    gateway: yarl.URL = DiscordWebSocket.DEFAULT_GATEWAY

    async def request(self, route: Route, **options: Any) -> Any:  # as the library has it
        route.url = self.api_base + route.url.removeprefix(Route.BASE)
        return await super().request(route, **options)

    async def ws_connect(self, url: str, *, compress: int = 0) -> Any:  # as the library has it
        asked = yarl.URL(url)
        if asked.host == DiscordWebSocket.DEFAULT_GATEWAY.host:
            url = str(self.gateway.with_query(asked.query))
        return await super().ws_connect(url, compress=compress)


class Gateway(discord.Client):
    """One connection, from `login` to `close`.

    Attributes:
        requests: Its REST interface.
    """

    def __init__(self, *, intents: discord.Intents, api_base: str, heartbeat_timeout_s: float, tell: Tell) -> None:
        self._tell = tell
        self.requests = Http(asyncio.get_running_loop())
        self.requests.api_base = api_base
        super().__init__(
            intents=intents, max_messages=None, enable_debug_events=True, heartbeat_timeout=heartbeat_timeout_s
        )

    def _get_state(self, **options: Any) -> Any:  # the library's own way to have another state
        self.http = self.requests
        state = super()._get_state(**options)
        state.parsers = {}
        return state

    def dispatch(self, event: str, /, *args: Any, **options: Any) -> None:
        if event == "socket_raw_receive":
            message = json.loads(args[0])
            if not isinstance(message, dict):
                return
            if message.get("op") == _INVALID_SESSION and message.get("d") is False:
                self._tell(SESSION_LOST, {})
            elif isinstance(message.get("t"), str) and isinstance(message.get("d"), dict):
                self._tell(message["t"], message["d"])
        else:
            super().dispatch(event, *args, **options)
