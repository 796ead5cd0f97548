"""The writer at aimock, a model server that we did not write: it answers by what a question says, and has faults."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.openai_writer.asking import AskingLimits, Listener, ModelServer, connect
from adapters.openai_writer.writer import OpenAIWriter
from bot.drafting import write_draft
from bot.errors import AnswerCutOff
from bot.ledger import Ledger
from bot.model import Brief, Level, Role
from bot.prompting import PromptLibrary
from tests.builders import paper
from tests.fakes.aimock import Aimock
from tests.fakes.asking import ANSWER, PROMPT
from tests.node_packages import AIMOCK, NODE

QUOTE = "We sort 98,734 shells by the sound that they make."


@pytest.fixture
async def aimock(tmp_path: Path) -> AsyncIterator[Aimock]:
    if not (NODE.is_file() and AIMOCK.is_there):
        assert not os.environ.get("CI"), "on CI aimock has to be there"
        pytest.skip("needs aimock on Node: `python -m tests.node_packages` fetches it")
    async with Aimock(tmp_path) as server:
        yield server


@pytest.fixture
async def model(aimock: Aimock) -> AsyncIterator[ModelServer]:
    async def at_once(seconds: float) -> None: ...

    async with connect(aimock.base_url, "key") as client:
        yield ModelServer(client, "gpt-4o", AskingLimits(), pause=at_once)


async def asked(model: ModelServer, words: str, ledger: Ledger) -> str:
    prompt = replace(PROMPT, user=words)
    listener = Listener(lambda piece: None, lambda: None)
    return await model.ask(lambda: prompt, ledger, answer_tokens=1000, listener=listener)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"response": {"content": ANSWER}, "truncateAfterChunks": 2}, "the connection broke"),
        (
            {"response": {"content": ANSWER}, "latency": 20, "truncateAfterChunks": 4},
            "the connection broke in the middle of an answer",
        ),
        ({"response": {"content": ANSWER}, "latency": 40, "disconnectAfterMs": 20}, "the connection broke"),
        ({"response": {"content": ANSWER}, "chaos": {"malformedRate": 1}}, "its answer is not in the form of the API"),
        ({"response": {"content": ANSWER}, "chaos": {"dropRate": 1}}, "it answered 500"),
        ({"response": {"content": ANSWER}, "chaos": {"disconnectRate": 1}}, "the connection broke"),
        ({"response": {"error": {"message": "busy", "type": "server_error"}, "status": 503}}, "it answered 503"),
        ({"response": {"error": {"message": "wait", "type": "rate_limit"}, "status": 429}}, "it answered 429"),
    ],
    ids=["truncated", "truncated later", "disconnected", "malformed", "dropped", "cut off", "503", "429"],
)
async def test_an_answer_comes_whole_through_a_fault(
    aimock: Aimock, model: ModelServer, fault: dict[str, Any], outcome: str
) -> None:
    await aimock.answers("shells", fault, {"response": {"content": ANSWER}})
    ledger = Ledger()

    assert await asked(model, "Of shells.", ledger) == ANSWER
    assert [call.outcome for call in ledger.calls] == [outcome, "answered"]
    assert ledger.calls[-1].usage.prompt_tokens is not None


async def test_an_answer_that_reached_its_limit_is_none(aimock: Aimock, model: ModelServer) -> None:
    await aimock.answers("shells", {"response": {"content": ANSWER, "finishReason": "length"}})

    with pytest.raises(AnswerCutOff):
        await asked(model, "Of shells.", Ledger())


async def test_questions_that_are_asked_at_once_get_their_own_answers(aimock: Aimock, model: ModelServer) -> None:
    beaches = [f"beach-{letter}" for letter in "abcdefghijklmnopqrst"]
    for beach in beaches:
        await aimock.answers(beach, {"response": {"content": f"Of {beach}."}, "latency": 5})

    answers = await asyncio.gather(*(asked(model, f"Which shells? Those of {beach}.", Ledger()) for beach in beaches))

    assert answers == [f"Of {beach}." for beach in beaches]


async def test_a_draft_is_written_and_mended_and_each_question_asked_once(aimock: Aimock, model: ModelServer) -> None:
    def tweets(*texts: str) -> dict[str, Any]:
        found = [
            {"role": "result", "text": text, "evidence": [{"page": 1, "quote": QUOTE}], "figure": ""} for text in texts
        ]
        return {"response": {"content": json.dumps({"plan": ["result"] * len(texts), "tweets": found})}}

    await aimock.answers("Draft the whole thread", tweets("We sort 98,735 shells.", "We listen to 98,734 shells."))
    await aimock.answers("the rules found fault with it", tweets("We sort 98,734 shells by their sound."))
    shells = paper(f"{QUOTE}\n", title="Sorting Shells")
    async with connect(aimock.base_url, "key") as client:
        writer = OpenAIWriter(client, model, PromptLibrary(), window_tokens=50_000)

        draft = await write_draft(shells, Brief(), writer, progress=lambda event: None)

    assert [tweet.text.split("\n")[0] for tweet in draft.tweets if tweet.role is Role.RESULT] == [
        "We sort 98,734 shells by their sound.",
        "We listen to 98,734 shells.",
    ]
    assert [one.level for one in draft.tweets[1].findings if one.rule == "number"] == [Level.REPAIR]
    assert draft.provenance is not None
    assert [call.prompt.name for call in draft.provenance.calls] == ["thread", "repair"]
    assert len(await aimock.asked()) == 2
