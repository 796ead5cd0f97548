"""Conversations on Discord that die, for `tests.crashes`: our Discord lives on beside the bot."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.discord.connection import Discord
from adapters.discord.inbound import place_of
from adapters.discord.interactions import TAKEN
from bot.model.chat import Person, Place
from tests.chat_acts import SCRIPTS
from tests.contract.harness import Seen
from tests.fakes.discord_server.people import ANN, DiscordHarness
from tests.fakes.discord_server.server import TOKEN, DiscordServer
from tests.fakes.discord_server.world import GUILD
from tests.platform_scenario import OutlivingPlatform, staged

_ALLOWED = {160004, 50083}
"""What may be refused: a second thread on a message, an edit in an archived one. Whatever else is a mistake of ours."""


@dataclass(frozen=True, slots=True)
class DiscordWorld:
    """`tests.platform_scenario.World`. Nothing is told a second time, and a bot that connects anew was away for longer
    than Discord remembers a nonce."""

    server: DiscordServer
    harness: DiscordHarness

    @property
    def address(self) -> str:
        return self.server.base

    @property
    def places(self) -> Sequence[Place]:
        channel = self.harness.place.channel
        threads = [one["id"] for one in self.server.world.channels.values() if one.get("parent_id") == channel]
        return [place_of(GUILD, thread, channel) for thread in sorted(threads, key=int)]

    @property
    def keys(self) -> Sequence[str]:
        return self.server.world.posted

    @property
    def problems(self) -> Sequence[str]:
        return [
            f"{one.method} {one.template}: {one.answer}"
            for one in self.server.rest.exchanges
            if one.status == 400 and isinstance(one.answer, dict) and one.answer["code"] not in _ALLOWED
        ]

    @property
    def tells_late(self) -> bool:
        return False

    def is_passing(self, message: str) -> bool:
        return "message_reference" in self.server.world.messages[message]

    async def connected(self) -> None:
        await self.server.gateway.until_listened_to()


class _Harness(DiscordHarness):
    """Who dies in the middle of a command gives no answer to it, and does it all the same: the answer alone, which says
    nothing, does not count."""

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        return [seen for seen in await super().visible(place, to=to) if seen.text != TAKEN]


@asynccontextmanager
async def _opened() -> AsyncIterator[DiscordWorld]:
    async with DiscordServer() as server:
        server.world.forgets_nonces = True
        yield DiscordWorld(server, _Harness(server))


def _adapter(address: str) -> Discord:
    return Discord(TOKEN, api_base=f"{address}/api/v10", cdn_base=address, retries_s=(0.01, 0.01))


DISCORD = OutlivingPlatform(_opened, _adapter, Person("discord", GUILD, ANN))

conversation = staged(SCRIPTS["conversation"], DISCORD)
revising = staged(SCRIPTS["revising"], DISCORD)
rewriting = staged(SCRIPTS["rewriting"], DISCORD)
commanding = staged(SCRIPTS["commanding"], DISCORD)
attaching = staged(SCRIPTS["attaching"], DISCORD)
checking = staged(SCRIPTS["checking"], DISCORD)
cancelling = staged(SCRIPTS["cancelling"], DISCORD)
