"""How soon a tweet is out and checked while others are being written: `python bench/first_tweet.py PDF...`.

A model server on loopback writes a thread at the pace of a model, the paper's own sentences as its words. A tweet's
delay runs from the moment when its last byte is sent to the moment when it is told with its findings. Columns:
milliseconds for the first tweet (the paper's index is made while the model thinks), the median and the longest of all.
"""

import argparse
import asyncio
import json
import os
import time
from pathlib import Path
from statistics import median

from adapters.openai_writer.asking import AskingLimits, ModelServer, connect
from adapters.openai_writer.writer import OpenAIWriter
from adapters.pdf.document import read_paper
from bot.drafting import write_draft
from bot.events import Event, TweetChecked
from bot.extractive.writer import propose
from bot.model import Brief, Paper, Proposal
from bot.prompting import PromptLibrary
from tests.fakes import model_server as fake

LIMIT_S = 0.3
_THINKING_S = 2.0
_PIECE_CHARS, _PIECE_S = 20, 0.02  # some 250 tokens a second: faster than most, so that waiting hides nothing


def written(proposals: list[Proposal]) -> list[str]:
    """The answer, cut behind each tweet."""
    tweets = [
        json.dumps(
            {
                "role": one.role.value,
                "text": one.prose,
                "evidence": [{"page": quote.page, "quote": quote.quote} for quote in one.evidence],
                "figure": one.figure or "",
            }
        )
        for one in proposals
    ]
    begin = f'{{"plan": {json.dumps([one.role.value for one in proposals])}, "tweets": ['
    return [f"{begin}{tweets[0]}", *(f", {tweet}" for tweet in tweets[1:]), "]}"]


async def delays_s(paper: Paper) -> list[float]:
    """Of each tweet of the writer's, in order."""
    proposals = propose(paper, Brief())
    sent_s: list[float] = []
    told_s: dict[str, float] = {}

    async def answer(connection: fake.Connection) -> None:
        await connection.head()
        await asyncio.sleep(_THINKING_S)
        for part in written(proposals):
            for at in range(0, len(part), _PIECE_CHARS):
                await connection.send(fake.chunk({"content": part[at : at + _PIECE_CHARS]}))
                await asyncio.sleep(_PIECE_S)
            sent_s.append(time.perf_counter() - _PIECE_S)
        await connection.send(fake.chunk({}, finish="stop") + fake.DONE)

    def hear(event: Event) -> None:
        if isinstance(event, TweetChecked):
            prose = next((one.prose for one in proposals if event.tweet.text.startswith(one.prose)), "")
            told_s.setdefault(prose, time.perf_counter())

    async with fake.ModelServer([answer]) as server:
        client = connect(server.base_url, None)
        model = ModelServer(client, "shell-1", AskingLimits(tries=1))
        writer = OpenAIWriter(client, model, PromptLibrary(), window_tokens=200_000)
        await write_draft(paper, Brief(), writer, progress=hear)
        await writer.close()
    return [told_s[one.prose] - sent for one, sent in zip(proposals, sent_s, strict=False) if one.prose in told_s]


def main() -> None:
    parser = argparse.ArgumentParser(description="Delay between a tweet's last byte and the checked tweet.")
    parser.add_argument("pdf", nargs="+", type=Path)
    arguments = parser.parse_args()
    os.environ["no_proxy"] = "127.0.0.1"
    print(f"{'file':32} {'tweets':>6} {'first ms':>9} {'median':>7} {'longest':>8}")
    for path in arguments.pdf:
        paper = read_paper(path.read_bytes(), name=path.name)
        found = [1000 * one for one in asyncio.run(delays_s(paper))]
        late = "   late" if max(found) > 1000 * LIMIT_S else ""
        print(f"{path.name:32} {len(found):6} {found[0]:9.0f} {median(found):7.0f} {max(found):8.0f}{late}")


if __name__ == "__main__":
    main()
