"""adapters.openai_writer.writer, with the real client over loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any

import openai
import pytest

from adapters.openai_writer.asking import AskingLimits, ModelServer
from adapters.openai_writer.writer import OpenAIWriter
from bot.errors import AnswerUnusable, WriterUnavailable
from bot.model import Brief, Evidence, Finding, Level, Paper, Proposal, Role, Voice, WriterName
from bot.prompting import PromptLibrary
from tests.builders import figure, paper
from tests.fakes import model_server as fake
from tests.fakes.model_server import Reply

PATIENCE_S = 60  # far more than is needed: a machine may be busy
QUOTE = "We sort 98,734 shells by the sound that they make."
SHELLS = paper(f"{QUOTE}\n", "They sound like the sea.\n", figures=(figure("Figure 1", caption="Shells."),))


def tweet(role: str = "result", text: str = "98,734 shells, sorted by sound.", **more: Any) -> dict[str, Any]:
    return {"role": role, "text": text, "evidence": [{"page": 1, "quote": QUOTE}], "figure": "Figure 1", **more}


def answer(*tweets: dict[str, Any]) -> str:
    return json.dumps({"plan": [one["role"] for one in tweets], "tweets": tweets})


RESULT = Proposal(Role.RESULT, "98,734 shells, sorted by sound.", (Evidence(1, QUOTE),), "Figure 1")
WHY = Proposal(Role.WHY, "Nobody had listened.", (Evidence(1, QUOTE),), "Figure 1")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@asynccontextmanager
async def writing(
    *replies: Reply, window_tokens: int = 50_000
) -> AsyncIterator[tuple[OpenAIWriter, list[dict[str, Any]]]]:
    async def at_once(seconds: float) -> None: ...

    async with fake.ModelServer(list(replies)) as server:
        client = openai.AsyncOpenAI(base_url=server.base_url, api_key="key", max_retries=0)
        model = ModelServer(client, "shell-1", AskingLimits(), pause=at_once)
        writer = OpenAIWriter(client, model, PromptLibrary(), window_tokens=window_tokens)
        try:
            yield writer, server.asked
        finally:
            await writer.close()


def user(body: dict[str, Any]) -> str:
    text: str = body["messages"][1]["content"]
    return text


async def proposals_of(writer: OpenAIWriter, of: Paper, brief: Brief) -> Sequence[Proposal]:
    return [proposal async for proposal in writer.write(of, brief)]


async def write(*replies: Reply, brief: Brief | None = None, of: Paper = SHELLS) -> Sequence[Proposal]:
    async with writing(*replies) as (writer, _):
        return await proposals_of(writer, of, brief or Brief())


async def test_the_tweets_of_an_answer_are_proposals_in_its_order() -> None:
    reply = fake.says(answer(tweet(), tweet("why", "Nobody had listened.")))

    assert await write(reply) == [RESULT, WHY]


async def test_the_paper_its_figures_and_the_request_are_in_the_prompt() -> None:
    async with writing(fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(
            writer, SHELLS, Brief(venue="NeurIPS 2023", wish="Mention the beach.", min_tweets=6, max_tweets=9)
        )

        for words in (f"[page 1]\n{QUOTE}", "[page 2]\n", "Figure 1 (page 1): Shells.", "NeurIPS 2023", "the beach"):
            assert words in user(asked[0])
        assert "6 to 9 tweets" in user(asked[0])
        assert writer.name == WriterName("openai", "shell-1")


async def test_a_curator_has_a_prompt_of_its_own() -> None:
    async with writing(fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(writer, SHELLS, Brief(voice=Voice.CURATOR))

        assert "about a research paper by other people" in asked[0]["messages"][0]["content"]


async def test_an_answer_that_breaks_off_is_continued_and_no_tweet_is_asked_for_twice() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))
    broken = whole[: whole.index("Nobody") + 4]
    rest = answer(tweet("why", "Nobody had listened."))

    async with writing(fake.says(broken, finish=None), fake.says(rest)) as (writer, asked):
        proposals = await proposals_of(writer, SHELLS, Brief())

        assert proposals == [RESULT, WHY]
        assert "are written already" not in user(asked[0])
        assert "result: 98,734 shells, sorted by sound." in user(asked[1])
        assert user(asked[1]).startswith(user(asked[0]).rstrip("\n"))


async def test_nothing_more_to_say_after_a_break_is_an_end() -> None:
    broken = answer(tweet())[:-2]

    assert await write(fake.says(broken, finish=None), fake.says(answer())) == [RESULT]


async def test_a_tweet_is_there_while_the_next_is_being_written() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))
    end = whole.index("}, {") + 1
    gate = asyncio.Event()

    async with writing(fake.drips(whole[:end], gate, whole[end:])) as (writer, _), asyncio.timeout(PATIENCE_S):
        tweets = aiter(writer.write(SHELLS, Brief()))

        assert await anext(tweets) == RESULT
        gate.set()
        assert [one async for one in tweets] == [WHY]


async def test_whoever_takes_no_more_tweets_ends_the_request() -> None:
    gate = asyncio.Event()
    left = asyncio.Event()
    whole = answer(tweet(), tweet("why", "Nobody had listened."))

    async with (
        writing(fake.drips(whole[:-40], gate, whole[-40:], left=left)) as (writer, _),
        asyncio.timeout(PATIENCE_S),
    ):
        async with aclosing(writer.write(SHELLS, Brief())) as tweets:
            assert await anext(tweets) == RESULT

        await left.wait()


async def test_a_tweet_in_another_form_is_passed_over_where_there_are_others() -> None:
    assert await write(fake.says(answer(tweet("poem"), tweet()))) == [RESULT]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (answer(), "it has no tweets"),
        (answer(tweet("poem")), "its tweets are not in the form that was asked for (role: Input should be"),
        ("I would be glad to help!", "it is no JSON, or its JSON has no end"),
        ('{"tweets": [', "it is no JSON, or its JSON has no end"),
        ('["result"]', "it is no JSON"),
        ("   ", "it is empty"),
    ],
    ids=["no tweets", "unknown role", "talk", "open", "a list", "blank"],
)
async def test_an_answer_without_tweets_is_an_error_that_says_why(text: str, why: str) -> None:
    with pytest.raises(AnswerUnusable) as caught:
        await write(fake.says(text))

    assert caught.value.why.startswith(why)


async def test_a_repair_sends_the_findings_and_takes_the_tweet_that_comes_back() -> None:
    finding = Finding("number", Level.FLAG, "98,735", "It is not in the evidence, which has 98,734.")

    async with writing(fake.says(answer(tweet(), tweet("why", "More.")))) as (writer, asked):
        mended = await writer.repair(SHELLS, Brief(), RESULT, [finding])

        assert mended == RESULT
        assert "- number: “98,735”: It is not in the evidence, which has 98,734." in user(asked[0])
        assert f"page 1: {QUOTE}" in user(asked[0])


async def test_a_revision_begins_with_the_same_bytes_as_the_draft() -> None:
    long = paper(*(f"Page {number}. {QUOTE} " * 40 for number in range(1, 9)))

    async with writing(fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(writer, long, Brief())
        await writer.repair(long, Brief(), RESULT, [])

        draft, revision = asked
        assert revision["messages"][0] == draft["messages"][0]
        assert revision["response_format"] == draft["response_format"]
        common = next(at for at, (a, b) in enumerate(zip(user(draft), user(revision), strict=False)) if a != b)
        system = len(draft["messages"][0]["content"])
        assert (system + common) / (system + len(user(revision))) >= 0.85


async def test_a_paper_longer_than_the_window_is_sent_in_part_and_the_model_is_told() -> None:
    long = paper(*(QUOTE * 100 for _ in range(9)))

    async with writing(fake.says(answer(tweet())), window_tokens=20_000) as (writer, asked):
        await proposals_of(writer, long, Brief())

        assert "left out)" in user(asked[0])
        assert "[page 1]" in user(asked[0])
        assert "[page 9]" not in user(asked[0])


async def test_a_server_that_is_down_is_told_in_our_words() -> None:
    with pytest.raises(WriterUnavailable, match="it answered 503"):
        await write(fake.answers(503, {"error": {}}))


async def test_what_each_answer_took_is_kept() -> None:
    usage = {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}

    async with writing(fake.says(answer(tweet()), usage=usage)) as (writer, _):
        await proposals_of(writer, SHELLS, Brief())

        assert [(one.prompt_tokens, one.cached_tokens, one.answer_tokens) for one in writer.usage] == [(900, None, 40)]
