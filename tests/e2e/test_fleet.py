"""Two processes on one PostgreSQL: one listens to Discord, both work, and one goes on where the other was killed."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.model.chat import MessageRef, Place
from tests.contract.harness import File, Seen
from tests.example_paper import PDF
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.server import TOKEN, DiscordServer
from tests.fakes.postgres import PostgresServer
from tests.members import Member, members

PATIENCE_S = 120.0
TAKEN = "duty=listening to discord outcome=taken"
COUNTER = re.compile(r"(\d+)/(\d+)$")


@dataclass(frozen=True, slots=True)
class Guild:
    """A lab's server, and the processes that serve it."""

    discord: DiscordHarness
    members: list[Member]

    async def attach_paper(self) -> MessageRef:
        return await self.discord.say(
            self.discord.place, "ours", by=self.discord.ann, files=[File("paper.pdf", PDF.read_bytes())]
        )

    def chat_thread(self, message: MessageRef) -> list[Seen]:
        """The bot's messages under a message: the status, then the tweets."""
        place = Place(message.place.platform, message.place.team, message.place.channel, message.id)
        return [
            seen
            for seen in map(self.discord.seen, self.discord.world.of_channel(place.chat_thread or ""))
            if seen.is_own
        ]

    def marks(self, message: MessageRef) -> frozenset[str]:
        return self.discord.seen(self.discord.world.messages[message.id]).marks

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():  # noqa: ASYNC110  # whoever waits for a chat looks at it
            await asyncio.sleep(0.02)

    async def listener(self) -> Member:
        """The one that holds the gateway."""
        await self.until(lambda: any(member.count(TAKEN) for member in self.members))
        return next(member for member in self.members if member.count(TAKEN))


@pytest.fixture
async def guild(postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Guild]:
    async with DiscordServer() as server:
        discord = DiscordHarness(server)
        settings = {
            "PAPERTHREAD_DATABASE_URL": postgres.url(postgres.create()),
            "PAPERTHREAD_DISCORD__TOKEN": TOKEN,
            "PAPERTHREAD_DISCORD__API_BASE": server.api_base,
            "PAPERTHREAD_DISCORD__GATEWAY": server.gateway.address,
            "PAPERTHREAD_DISCORD__CDN_BASE": server.base,
        }
        async with members(settings, tmp_path) as both, asyncio.timeout(PATIENCE_S):
            yield Guild(discord, both)


async def test_the_one_that_lives_listens_and_finishes_what_the_one_that_was_killed_had_begun(guild: Guild) -> None:
    gateway = guild.discord.server.gateway
    listener = await guild.listener()
    (other,) = (member for member in guild.members if member is not listener)
    await gateway.until_identified(1)
    await other.until("serves discord")
    request = await guild.attach_paper()
    await guild.until(lambda: len(guild.chat_thread(request)) > 3)

    await listener.kill()
    killed_s = time.monotonic()
    await gateway.until_identified(2)
    taken_after_s = time.monotonic() - killed_s
    await guild.until(lambda: "✅" in guild.marks(request))

    status, *tweets = guild.chat_thread(request)
    assert [COUNTER.search(seen.text).groups() for seen in tweets] == [  # type: ignore[union-attr]  # a line of its own
        (str(number), str(len(tweets))) for number in range(1, len(tweets) + 1)
    ]
    assert "export" in status.controls
    assert taken_after_s < 15
    pressed = MessageRef(Place("discord", request.place.team, request.place.channel, request.id), tweets[2].id)
    await guild.discord.press(pressed, "🔁", by=guild.discord.bea)
    await guild.until(lambda: guild.chat_thread(request)[3].text != tweets[2].text)
    assert await other.stop() == 0
