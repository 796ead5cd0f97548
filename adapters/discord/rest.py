"""Requests to Discord: through the library, which keeps the pace; what it does not try again is tried again here."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from discord.http import Route

from adapters.discord import faults
from adapters.discord.gateway import Http
from adapters.discord.names import PLATFORM
from adapters.discord.outbound import Body
from adapters.discord.rights import Right
from bot.errors import ChatUnavailable, PlaceClosed, TokenRefused

RETRIES_S = (0.5, 2.0, 5.0)
_TOTAL_S = 120.0  # of one request, every wait for the pace included
_NOWHERE: Mapping[str, str] = {}
_BROKEN = (aiohttp.ClientError, OSError, TimeoutError)
_ANSWER_S = 2.8  # Discord takes the first answer to an interaction for 3 s


class Rest:
    """Discord's REST interface for one bot: over the connection of a run, or over one of its own for a request."""

    def __init__(self, token: str, *, api_base: str, retries_s: Sequence[float] = RETRIES_S) -> None:
        self._token = token
        self._api_base = api_base
        self._retries_s = retries_s
        self._http: Http | None = None
        self._spare: Http | None = None
        self._own_id: str | None = None

    def use(self, http: Http | None, *, own_id: str | None = None) -> None:
        """Send requests over that connection from now on; None for none."""
        self._http = http
        self._own_id = own_id or self._own_id

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Have a connection for all requests that are made within the block while no run has one.

        Raises:
            ChatUnavailable: Discord does not answer.
            TokenRefused: It does not take the token.
        """
        http = Http(asyncio.get_running_loop())
        http.api_base = self._api_base
        try:
            try:
                await self._log_in(http, "log in")
            except (discord.HTTPException, *_BROKEN) as error:
                raise ChatUnavailable(PLATFORM, "log in", _why(error)) from error
            self._spare = http
            yield
        finally:
            self._spare = None
            await http.close()

    async def own_id(self) -> str:
        """The bot's own id."""
        if self._own_id is None:
            async with self._connected("say who the bot is"):
                pass
        assert self._own_id is not None  # noqa: S101  # whoever connects is told
        return self._own_id

    async def call(
        self,
        method: str,
        path: str,
        *,
        at: Mapping[str, str] = _NOWHERE,
        doing: str,
        right: Right = Right.VIEW,
        body: Body | None = None,
        data: object = None,
        query: Mapping[str, str] | None = None,
    ) -> Any:  # JSON, read by inbound.py
        """Ask something that may be asked twice.

        Args:
            at: What stands in the path's braces.

        Raises:
            ChatError: As `faults.chat_error` says.
        """
        length = len(str(body.json.get("content", ""))) if body is not None else 0
        try:
            return await self._insist(method, path, doing, body, data, query, at)
        except discord.HTTPException as error:
            if error.code != faults.ARCHIVED or "channel_id" not in at:
                raise faults.chat_error(doing, error, right=right, length=length) from error
        await self._unarchive(at["channel_id"], doing)
        try:
            return await self._insist(method, path, doing, body, data, query, at)
        except discord.HTTPException as error:
            raise faults.chat_error(doing, error, right=right, length=length) from error

    async def answer(self, interaction: str, token: str, data: Mapping[str, object]) -> bool:
        """Give the first answer to an interaction; False where Discord does not take it any more."""
        path = "/interactions/{interaction_id}/{interaction_token}/callback"
        try:
            async with self._connected("answer") as http, asyncio.timeout(_ANSWER_S):
                route = Route("POST", path, interaction_id=interaction, interaction_token=token)
                await http.request(route, json=data)
        except (discord.HTTPException, *_BROKEN):
            return False
        return True

    async def follow_up(self, application: str, token: str, data: Mapping[str, object]) -> bool:
        """Say more to an interaction; False where Discord does not take it any more. Never sent twice by us."""
        try:
            async with self._connected("answer") as http, asyncio.timeout(_TOTAL_S):
                route = Route(
                    "POST", "/webhooks/{webhook_id}/{webhook_token}", webhook_id=application, webhook_token=token
                )
                await http.request(route, json=data, params={"wait": "true"})
        except discord.HTTPException:
            return False
        except _BROKEN as error:
            raise ChatUnavailable(PLATFORM, "answer", _why(error)) from error
        return True

    async def reword(self, application: str, token: str, data: Mapping[str, object]) -> bool:
        """Put something else in the place of the first answer to an interaction, which may be done twice; False where
        Discord does not take it any more."""
        path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
        where = {"webhook_id": application, "webhook_token": token}
        try:
            await self._insist("PATCH", path, "answer", None, data, None, where)
        except discord.HTTPException:
            return False
        return True

    # ---- Inside ----

    async def _insist(
        self,
        method: str,
        path: str,
        doing: str,
        body: Body | None,
        data: object,
        query: Mapping[str, str] | None,
        at: Mapping[str, str],
    ) -> Any:  # JSON
        for rest_s in (*self._retries_s, None):
            options = _options(body, data, query)
            try:
                async with self._connected(doing) as http, asyncio.timeout(_TOTAL_S):
                    return await http.request(Route(method, path, **at), **options)
            except (discord.DiscordServerError, *_BROKEN) as error:
                if rest_s is None:
                    raise ChatUnavailable(PLATFORM, doing, _why(error)) from error
            await asyncio.sleep(rest_s)
        raise AssertionError("the last try returns or raises")

    async def _unarchive(self, thread: str, doing: str) -> None:
        route = Route("PATCH", "/channels/{channel_id}", channel_id=thread)
        try:
            async with self._connected(doing) as http, asyncio.timeout(_TOTAL_S):
                await http.request(route, json={"archived": False})
        except discord.HTTPException as error:
            raise PlaceClosed(PLATFORM, doing, "the chat thread is archived and locked") from error
        except _BROKEN as error:
            raise ChatUnavailable(PLATFORM, doing, _why(error)) from error

    @asynccontextmanager
    async def _connected(self, doing: str) -> AsyncIterator[Http]:
        """The run's connection, the one beside it, or one for this request."""
        there = self._http or self._spare
        if there is not None:
            yield there
            return
        http = Http(asyncio.get_running_loop())
        http.api_base = self._api_base
        try:
            await self._log_in(http, doing)
            yield http
        finally:
            await http.close()

    async def _log_in(self, http: Http, doing: str) -> None:
        """Begin a connection as the library does, by asking who the bot is."""
        try:
            self._own_id = str((await http.static_login(self._token))["id"])
        except discord.LoginFailure:
            raise TokenRefused(PLATFORM, doing) from None


def _why(error: Exception) -> str:
    if isinstance(error, discord.HTTPException):
        return f"it answered {error.status}"
    return f"the connection broke ({type(error).__name__})"


def _options(body: Body | None, data: object, query: Mapping[str, str] | None) -> dict[str, Any]:
    options: dict[str, Any] = {} if query is None else {"params": dict(query)}
    if body is None:
        return options if data is None else {**options, "json": data}
    if body.picture is None:
        return {**options, "json": dict(body.json)}
    picture = discord.File(io.BytesIO(body.picture.image.png), filename=body.picture.name)
    form = [
        {"name": "payload_json", "value": json.dumps(dict(body.json))},
        {"name": "files[0]", "value": picture.fp, "filename": _name_of(body), "content_type": "image/png"},
    ]
    return {**options, "form": form, "files": [picture]}


def _name_of(body: Body) -> str:
    attachments = body.json["attachments"]
    assert isinstance(attachments, list)  # noqa: S101  # outbound.py has put it there
    return str(attachments[0]["filename"])
