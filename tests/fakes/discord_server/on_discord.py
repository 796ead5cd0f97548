"""What the harnesses of both our Discords have in common: the adapter on it, and whatever needs no rules of Discord."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.discord.connection import Discord
from bot.model.chat import MessageRef, Person, Place
from tests.contract.harness import Can, File
from tests.fakes.discord_server.gateway import GatewayServer
from tests.fakes.discord_server.server import TOKEN

MOST_BYTES = 1_000_000


class OnDiscord(ABC):
    """The part of `tests.contract.harness.Harness` that is the same on every Discord.

    Args:
        base: The address of REST, gateway and files.
        places: Two channels.
        people: Ann and Bea.
    """

    takes_options = True

    def __init__(
        self, base: str, gateway: GatewayServer, *, places: tuple[Place, Place], people: tuple[Person, Person]
    ) -> None:
        self._base = base
        self._gateway = gateway
        self.place, self.other_place = places
        self.ann, self.bea = people
        self.adapter = self.begun()
        self.cannot = {
            Can.ACKNOWLEDGE: "its gateway takes no acknowledgement; interactions have tests of their own",
            Can.KEEP_ENDS: "Discord cuts it off, and a sign that kept it would be copied along",
        }

    def begun(self) -> Discord:
        """Another adapter, as another process would have."""
        return Discord(
            TOKEN,
            api_base=f"{self._base}/api/v10",
            cdn_base=self._base,
            attachment_bytes=MOST_BYTES,
            retries_s=(0.01, 0.01),
        )

    @property
    def acknowledged(self) -> int:
        raise NotImplementedError("the gateway takes no acknowledgement")

    @abstractmethod
    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef: ...

    async def say_with_large_file(self, place: Place, *, by: Person) -> MessageRef:
        return await self.say(place, "", by=by, files=[File("large.pdf", bytes(MOST_BYTES + 1))])

    async def redeliver(self) -> None:
        for session in self._gateway.sessions.values():
            last = session.sent[-1]
            await self._gateway.send_raw(last["t"], last["d"])

    async def restart(self) -> None:
        self.adapter = self.begun()

    async def listening(self) -> None:
        await self.adapter.listening()

    async def now(self) -> datetime:
        return datetime.now(UTC)
