"""Our Discord on loopback: `async with DiscordServer() as server`."""

from types import TracebackType

from aiohttp import web

from tests.fakes.discord_server.description import published
from tests.fakes.discord_server.gateway import GatewayServer
from tests.fakes.discord_server.routes import Routes
from tests.fakes.discord_server.world import World

TOKEN = "bot-token-of-the-tests"


class DiscordServer:
    """REST, gateway and CDN of one world, on one port. In the end every exchange has to be as Discord describes it."""

    def __init__(self) -> None:
        self.world = World()
        self.gateway = GatewayServer(self.world, TOKEN)
        self.rest = Routes(self.world, self.gateway, TOKEN)
        self._runner: web.AppRunner | None = None
        self.base = ""

    @property
    def api_base(self) -> str:
        return f"{self.base}/api/v10"

    async def __aenter__(self) -> "DiscordServer":
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes(self.rest.routes())
        app.router.add_get("/socket", self.gateway.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.world.cdn = self.base
        self.gateway.address = f"ws://127.0.0.1:{self._runner.addresses[0][1]}/socket"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close_all(code=1001)
        if self._runner is not None:
            await self._runner.cleanup()
        if kind is None and (description := published()) is not None:
            mismatches = [fault for exchange in self.rest.exchanges for fault in description.mismatches(exchange)]
            if mismatches:
                raise AssertionError(f"not as Discord describes it: {mismatches}")
