"""The health page: /healthz says to whoever runs the bot whether it works."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

_DATABASE_S = 3.0


class HealthPage:
    """Answers GET /healthz: 200 when all is up, 503 when the database or a platform is down; JSON either way."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        platforms: Callable[[], Mapping[str, bool]],
        database: Callable[[], Awaitable[object]],
    ) -> None:
        """Say where it is served; nothing is opened.

        Args:
            port: 0 for any that is free; `listening` tells which.
            platforms: Name -> whether it is up.
            database: Asks the database anything; it is down if that fails or takes more than 3 s.
        """
        self._host = host
        self._port = port
        self._platforms = platforms
        self._database = database
        self._is_listening = asyncio.Event()

    async def listening(self) -> int:
        """The port, once it is listened on."""
        await self._is_listening.wait()
        return self._port

    async def run(self) -> None:
        """Serve until cancelled.

        Raises:
            OSError: The port is taken, or may not be had.
        """
        app = web.Application()
        app.router.add_get("/healthz", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, self._host, self._port)
            await site.start()
            self._port = runner.addresses[0][1]
            self._is_listening.set()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _answer(self, _request: web.Request) -> web.Response:
        platforms = self._platforms()
        has_database = await self._has_database()
        is_fine = has_database and all(platforms.values())
        body = {
            "status": "ok" if is_fine else "down",
            "database": _word(has_database),
            "platforms": {name: _word(is_up) for name, is_up in platforms.items()},
        }
        return web.json_response(body, status=200 if is_fine else 503)

    async def _has_database(self) -> bool:
        try:
            async with asyncio.timeout(_DATABASE_S):
                await self._database()
        except Exception:  # noqa: BLE001  # whatever it is, the answer is no
            return False
        return True


def _word(is_up: bool) -> str:
    return "up" if is_up else "down"
