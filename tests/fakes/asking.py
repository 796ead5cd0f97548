"""A question to a model server of a test, and all that comes of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import openai

from adapters.openai_writer.asking import AskingLimits, Listener, ModelServer, connect
from adapters.openai_writer.budget import Budget
from adapters.openai_writer.known_manners import KnownManners
from adapters.openai_writer.prices import Price
from bot.ledger import Ledger
from bot.prompting import Prompt
from bot.provenance import PromptUsed
from tests.fakes import model_server as fake
from tests.fakes.model_server import Reply

ANSWER = '{"plan": ["why"], "tweets": [{"role": "why", "text": "声 🐚", "evidence": [], "figure": ""}]}'
PROMPT = Prompt(PromptUsed("thread", 1, ()), "tweets", "", "You write.", "Of shells.")
CUT = fake.chunk({"content": ANSWER})
"""All of the answer, and no end."""

PRICE = Price(prompt_usd=2.0, cached_usd=0.2, answer_usd=10.0)


class Pauses:
    """A clock's pauses, kept and not waited for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Asked:
    """What came of a question, and what came while its answer was on its way."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.restarts = 0
        self.bodies: list[dict[str, Any]] = []
        self.pauses = Pauses()
        self.ledger = Ledger()

    def restart(self) -> None:
        self.pieces.clear()
        self.restarts += 1

    async def of(self, server: ModelServer, question: Callable[[], Prompt] = lambda: PROMPT) -> str:
        return await server.ask(
            question, self.ledger, answer_tokens=1000, listener=Listener(self.pieces.append, self.restart)
        )


@asynccontextmanager
async def client(base_url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with connect(base_url, "key") as made:
        yield made


async def ask(
    asked: Asked,
    *replies: Reply,
    limits: AskingLimits | None = None,
    question: Callable[[], Prompt] = lambda: PROMPT,
    manners: KnownManners | None = None,
    price: Price | None = None,
    budget: Budget | None = None,
) -> str:
    async with fake.ModelServer(list(replies)) as server, client(server.base_url) as made:
        asked.bodies = server.asked
        model = ModelServer(
            made,
            "shell-1",
            limits or AskingLimits(),
            pause=asked.pauses,
            manners=manners,
            price=price,
            budget=budget,
        )
        return await asked.of(model, question)
