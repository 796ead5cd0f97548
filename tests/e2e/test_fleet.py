"""Two processes on one PostgreSQL: one listens to Discord, both work, and one goes on where the other was killed."""

import asyncio
import time
from pathlib import Path

from tests.fakes.postgres import PostgresServer
from tests.fleet_lab import LISTENS, busy_lab
from tests.members import members

PATIENCE_S = 300.0


async def test_the_one_that_lives_listens_and_finishes_what_the_one_that_was_killed_had_begun(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    url = postgres.url(postgres.create())
    async with (
        busy_lab(url=url, pause_s=0.2) as lab,
        members(lab.settings, tmp_path) as both,
        asyncio.timeout(PATIENCE_S),
    ):
        gateway = lab.discord.server.gateway
        await asyncio.gather(*(member.until("serves discord") for member in both))
        await gateway.until_identified(1)
        (listener,) = (member for member in both if member.count(LISTENS))
        (other,) = (member for member in both if member is not listener)
        requests = [await lab.ask() for _ in range(3)]
        await lab.until(lambda: len(lab.tweets(requests[0])) > 1)

        await listener.kill()
        killed_s = time.monotonic()
        await gateway.until_identified(2)
        taken_after_s = time.monotonic() - killed_s
        await lab.until(lambda: all(map(lab.is_done, requests)))
        await lab.press(requests[0], 3)
        await lab.until_done()

        assert list(lab.faults()) == []
        assert taken_after_s < 15
        assert await other.stop() == 0
