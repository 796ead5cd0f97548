"""The writer's questions at llmock, a model server that we did not write, through the faults that it has."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from llmock.pytest_plugin import LLMock

from adapters.openai_writer.asking import AskingLimits, Listener, ModelServer, connect
from bot.errors import PaperTooLongForModel
from bot.ledger import Ledger
from tests.fakes.asking import ANSWER, PROMPT


@pytest.fixture
async def server(llmock: LLMock) -> AsyncIterator[ModelServer]:
    async with connect(llmock.base_url(), "key") as client:
        yield ModelServer(client, "gpt-4o", AskingLimits(), pause=asyncio.sleep)  # the server measures the pauses


async def asked(server: ModelServer, ledger: Ledger) -> tuple[str, str]:
    """The whole answer, and what was heard of it since the last restart."""
    heard: list[str] = []
    text = await server.ask(lambda: PROMPT, ledger, answer_tokens=1000, listener=Listener(heard.append, heard.clear))
    return text, "".join(heard)


@pytest.mark.parametrize("fault", ["truncate", "disconnect", "corrupt", "rate_limit", "503"])
async def test_an_answer_comes_whole_through_faults(llmock: LLMock, server: ModelServer, fault: str) -> None:
    match fault:
        case "truncate":
            llmock.truncate(after_chunks=2)
        case "disconnect":
            llmock.disconnect(after_chunks=2)
        case "corrupt":
            llmock.corrupt(after_chunks=2)
        case "rate_limit":
            llmock.rate_limit(times=2, retry_after=0.1)
        case _:
            llmock.fail(503, retry_after=0.1)
    llmock.reply(ANSWER, times=None)
    ledger = Ledger()

    assert await asked(server, ledger) == (ANSWER, ANSWER)
    assert len(ledger.calls) > 1
    assert ledger.calls[-1].usage.prompt_tokens is not None
    llmock.assert_resilient()


async def test_a_prompt_beyond_the_window_is_named(llmock: LLMock, server: ModelServer) -> None:
    llmock.context_overflow()

    with pytest.raises(PaperTooLongForModel):
        await asked(server, Ledger())


async def test_the_schemas_are_taken(server: ModelServer) -> None:
    """It answers by the schema that it was sent, so that a schema which is none would show."""
    text, _ = await asked(server, Ledger())

    assert '"tweets"' in text
