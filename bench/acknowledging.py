"""How long Slack waits for the bot while it reads papers: the command itself, against the Slack of the tests.

    python bench/acknowledging.py PDF… --every 0.1 --seconds 30

The PDFs are attached to messages in one channel; in another one people talk. Each envelope is timed from its sending to
its acknowledgement; Slack's limit is 3 s.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from aiohttp import web

from tests.fakes.slack_server.people import People
from tests.fakes.slack_server.server import APP_TOKEN, BOT_TOKEN, Delivery, SlackServer
from tests.fakes.slack_server.workspace import CHANNELS, Json


class TimingServer(SlackServer):
    """A Slack that notes how long each acknowledgement took, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.took_ms: list[float] = []
        self._sent_s: dict[str, float] = {}

    def note_sending(self, envelope_id: str, delivery: Delivery, socket: web.WebSocketResponse) -> None:
        super().note_sending(envelope_id, delivery, socket)
        self._sent_s[envelope_id] = time.perf_counter()

    def acknowledge(self, answer: Json) -> None:
        super().acknowledge(answer)
        self.took_ms.append((time.perf_counter() - self._sent_s.pop(answer["envelope_id"])) * 1000)


async def measure(papers: Sequence[Path], *, every_s: float, seconds: float) -> None:
    """Print the times of one run."""
    server = TimingServer()
    async with server:
        with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
            settings = {
                "PAPERTHREAD_DATA_DIR": folder,
                "PAPERTHREAD_SLACK__BOT_TOKEN": BOT_TOKEN,
                "PAPERTHREAD_SLACK__APP_TOKEN": APP_TOKEN,
                "PAPERTHREAD_SLACK__API_BASE": server.api_base,
            }
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "run", env={**os.environ, **settings}, stderr=log
            )
            try:
                await server.connected()
                people = People(server)
                for paper in papers:
                    people.say(CHANNELS[0], "ours", by="U0ANN", files=[(paper.name, paper.read_bytes())])
                end_s = time.perf_counter() + seconds
                while time.perf_counter() < end_s:
                    people.say(CHANNELS[1], "we talk of https://example.org", by="U0BEA")
                    await asyncio.sleep(every_s)
                while not server.is_settled:  # noqa: ASYNC110  # the last ones
                    await asyncio.sleep(0.01)
            finally:
                bot.kill()
                await bot.wait()
    took = sorted(server.took_ms)
    p50, p99 = took[len(took) // 2], took[len(took) * 99 // 100]
    load = os.getloadavg()[0]
    print(f"{len(took)} acknowledged: p50 {p50:.0f}, p99 {p99:.0f}, worst {took[-1]:.0f} ms; load {load:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path, nargs="*", help="PDFs that are read meanwhile")
    parser.add_argument("--every", type=float, default=0.1, help="seconds from one message to the next")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long people talk")
    given = parser.parse_args()
    asyncio.run(measure(given.papers, every_s=given.every, seconds=given.seconds))


if __name__ == "__main__":
    main()
