"""Conversations on Slack that die, for `tests.crashes`: our Slack lives on beside the bot."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.slack.connection import Slack
from adapters.slack.doors import SocketDoor
from bot.model.chat import Person, Place
from tests.chat_acts import SCRIPTS
from tests.contract.slack_harness import AT_ONCE, SlackHarness
from tests.fakes.slack_server.server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.fakes.slack_server.workspace import TEAM
from tests.platform_scenario import OutlivingPlatform, staged


@dataclass(frozen=True, slots=True)
class SlackWorld:
    """`tests.platform_scenario.World` over Socket Mode."""

    server: SlackServer
    harness: SlackHarness

    @property
    def address(self) -> str:
        return self.server.api_base

    @property
    def places(self) -> Sequence[Place]:
        channel = self.harness.place
        roots = {
            message["thread_ts"]
            for (where, _), message in self.server.workspace.messages.items()
            if where == channel.channel and "thread_ts" in message
        }
        return [Place(channel.platform, channel.team, channel.channel, root) for root in sorted(roots)]

    @property
    def keys(self) -> Sequence[str]:
        return self.server.workspace.posted_keys

    @property
    def problems(self) -> Sequence[str]:
        return self.server.problems

    @property
    def tells_late(self) -> bool:
        return True

    def is_passing(self, message: str) -> bool:
        return False

    async def connected(self) -> None:
        await self.server.connected()


@asynccontextmanager
async def _opened() -> AsyncIterator[SlackWorld]:
    async with SlackServer(tells_again=True) as server:
        yield SlackWorld(server, SlackHarness(server, SocketDoor(APP_TOKEN)))


def _adapter(address: str) -> Slack:
    return Slack(SocketDoor(APP_TOKEN), bot_token=BOT_TOKEN, api_base=address, patience=AT_ONCE)


SLACK = OutlivingPlatform(_opened, _adapter, Person("slack", TEAM, "U0ANN"))

conversation = staged(SCRIPTS["conversation"], SLACK)
revising = staged(SCRIPTS["revising"], SLACK)
rewriting = staged(SCRIPTS["rewriting"], SLACK)
commanding = staged(SCRIPTS["commanding"], SLACK)
attaching = staged(SCRIPTS["attaching"], SLACK)
checking = staged(SCRIPTS["checking"], SLACK)
cancelling = staged(SCRIPTS["cancelling"], SLACK)
