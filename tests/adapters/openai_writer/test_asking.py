"""adapters.openai_writer.asking, with the real client over loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import openai
import pytest
from llmock.pytest_plugin import LLMock

from adapters.openai_writer.asking import AskingLimits, ModelAnswer, ModelServer, Usage
from adapters.openai_writer.forms import AnswerForm, KnownForms
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)
from bot.prompting import Prompt, PromptLibrary
from tests.fakes import model_server as fake
from tests.fakes.model_server import Reply

ANSWER = '{"plan": ["why"], "tweets": [{"role": "why", "text": "声 🐚", "evidence": [], "figure": ""}]}'
PROMPT = Prompt("thread", 1, "0" * 64, "tweets", "You write.", "Of shells.", {})


class Pauses:
    """A clock's pauses, kept and not waited for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Heard:
    """What came while the answer was on its way."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.restarts = 0

    def restart(self) -> None:
        self.pieces.clear()
        self.restarts += 1


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@asynccontextmanager
async def client(base_url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(base_url=base_url, api_key="key", max_retries=0) as made:
        yield made


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


async def ask(
    *replies: Reply,
    heard: Heard,
    pauses: Pauses,
    limits: AskingLimits | None = None,
    forms: KnownForms | None = None,
    on_server: Callable[[fake.ModelServer], None] = lambda server: None,
) -> ModelAnswer:
    async with fake.ModelServer(list(replies)) as server, client(server.base_url) as made:
        model = ModelServer(made, "shell-1", limits or AskingLimits(), forms=forms, pause=pauses)
        try:
            return await model.ask(lambda: PROMPT, on_piece=heard.pieces.append, on_restart=heard.restart)
        finally:
            on_server(server)


async def test_an_answer_comes_piece_by_piece_and_whole(heard: Heard, pauses: Pauses) -> None:
    usage = {
        "prompt_tokens": 900,
        "completion_tokens": 40,
        "total_tokens": 940,
        "prompt_tokens_details": {"cached_tokens": 850},
    }

    answer = await ask(fake.says(ANSWER, usage=usage), heard=heard, pauses=pauses)

    assert answer.text == ANSWER == "".join(heard.pieces)
    assert len(heard.pieces) > 1
    assert (answer.usage, answer.tries) == (Usage(900, 850, 40), 1)


async def test_the_request_has_both_messages_the_schema_and_asks_for_usage(heard: Heard, pauses: Pauses) -> None:
    asked: list[dict[str, object]] = []

    await ask(fake.says(ANSWER), heard=heard, pauses=pauses, on_server=lambda server: asked.extend(server.asked))

    (body,) = asked
    assert body["messages"] == [{"role": "system", "content": "You write."}, {"role": "user", "content": "Of shells."}]
    assert body["stream_options"] == {"include_usage": True}
    response_format = body["response_format"]
    assert isinstance(response_format, dict)
    assert response_format["json_schema"]["name"] == "tweets"


async def test_a_server_that_tells_no_usage_leaves_it_unknown(heard: Heard, pauses: Pauses) -> None:
    assert (await ask(fake.says(ANSWER), heard=heard, pauses=pauses)).usage == Usage(None, None, None)


@pytest.mark.parametrize(("form", "requests"), [("json_schema", 1), ("json_object", 2), (None, 3)])
async def test_a_server_is_asked_in_the_firmest_form_that_it_takes_and_only_once_for_each(
    heard: Heard, pauses: Pauses, form: str | None, requests: int
) -> None:
    forms = KnownForms()
    async with fake.ModelServer([fake.takes_only(form, ANSWER)]) as server, client(server.base_url) as made:
        model = ModelServer(made, "shell-1", AskingLimits(tries=1), forms=forms, pause=pauses)

        for _ in range(2):
            answer = await model.ask(lambda: PROMPT, on_piece=heard.pieces.append, on_restart=heard.restart)
            assert answer.text == ANSWER

        assert len(server.asked) == requests + 1
        assert forms.of(f"{server.base_url}/", "shell-1") == AnswerForm(form or "text")
    assert pauses.seconds == []


async def test_a_schema_that_is_refused_inside_the_stream_is_a_matter_of_form_too(heard: Heard, pauses: Pauses) -> None:
    answer = await ask(
        fake.tells_error_inside_the_stream("failed to parse grammar"), fake.says(ANSWER), heard=heard, pauses=pauses
    )

    assert answer.text == ANSWER


async def test_bytes_that_come_one_by_one_are_the_same_answer(heard: Heard, pauses: Pauses) -> None:
    assert (await ask(fake.splits_bytes(ANSWER), heard=heard, pauses=pauses)).text == ANSWER


async def test_an_answer_that_ends_cleanly_without_an_end_is_asked_for_again(heard: Heard, pauses: Pauses) -> None:
    answer = await ask(fake.says(ANSWER[:30], finish=None), fake.says(ANSWER), heard=heard, pauses=pauses)

    assert (answer.text, answer.tries, heard.restarts) == (ANSWER, 2, 1)
    assert "".join(heard.pieces) == ANSWER


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (fake.refuses("I cannot help with shells."), WriterRefused, "“I cannot help with shells.”"),
        (fake.says("{", finish="content_filter"), WriterRefused, "provider's filter"),
        (fake.says("{", finish="length"), AnswerCutOff, "cut off at its limit"),
        (fake.says("", finish="tool_calls"), AnswerUnusable, "a call of a tool"),
        (fake.goes_on_without_end("shell " * 1000), AnswerUnusable, "longer than any thread"),
        (fake.answers(401, {"error": {"message": "no"}}), WriterNotAllowed, "Check PAPERTHREAD_OPENAI__API_KEY."),
        (fake.answers(404, {"error": {"message": "no"}}), WriterNotAllowed, "has no model shell-1."),
        (
            fake.answers(429, {"error": {"message": "no", "code": "insufficient_quota"}}),
            WriterNotAllowed,
            "quota is used up",
        ),
        (
            fake.answers(400, {"error": {"message": "maximum context length is 8192", "code": None}}),
            PaperTooLongForModel,
            "the window of shell-1",
        ),
        (fake.answers(400, {"error": {"message": "no"}}), WriterUnavailable, "it answered 400"),
        (fake.answers(418, {"error": {"message": "no"}}), WriterUnavailable, "it answered 418"),
    ],
    ids=[
        "refusal", "content filter", "length", "tool call", "no end", "401", "404", "quota", "too long", "400", "418"
    ],
)  # fmt: skip
async def test_what_asking_again_would_not_mend_is_told_at_once(
    heard: Heard, pauses: Pauses, reply: Reply, error: type[WriterError], words: str
) -> None:
    with pytest.raises(error) as caught:
        await ask(reply, heard=heard, pauses=pauses)

    assert words in str(caught.value)
    assert pauses.seconds == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (fake.answers(503, {"error": {"message": "busy"}}), "it answered 503"),
        (fake.answers(200, "<html>Please log in</html>"), "its answer broke off"),
        (fake.says(""), "its answer was empty"),
    ],
    ids=["503", "a web page", "nothing"],
)
async def test_what_may_pass_is_tried_four_times_with_growing_pauses_and_then_told(
    heard: Heard, pauses: Pauses, reply: Reply, words: str
) -> None:
    with pytest.raises(WriterUnavailable) as caught:
        await ask(reply, heard=heard, pauses=pauses)

    assert words in str(caught.value)
    assert len(pauses.seconds) == 3
    assert all(
        low <= pause <= high for pause, (low, high) in zip(pauses.seconds, [(0.75, 1), (1.5, 2), (3, 4)], strict=True)
    )


@pytest.mark.parametrize(
    ("headers", "pause_s"), [({"Retry-After": "7"}, 7.0), ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0)]
)
async def test_a_pause_that_the_server_asks_for_is_kept(
    heard: Heard, pauses: Pauses, headers: dict[str, str], pause_s: float
) -> None:
    await ask(fake.answers(429, {"error": {}}, headers=headers), fake.says(ANSWER), heard=heard, pauses=pauses)

    assert pauses.seconds == [pause_s]


async def test_silence_in_the_middle_is_not_waited_out_for_ever(heard: Heard, pauses: Pauses) -> None:
    gate = asyncio.Event()

    answer = await ask(
        fake.drips('{"plan"', gate),
        fake.says(ANSWER),
        heard=heard,
        pauses=pauses,
        limits=AskingLimits(silence_s=0.2),
        on_server=lambda _: gate.set(),
    )

    assert (answer.text, heard.restarts) == (ANSWER, 1)


async def test_all_tries_together_end_in_time(heard: Heard, pauses: Pauses) -> None:
    gate = asyncio.Event()

    with pytest.raises(WriterUnavailable, match=r"no whole answer came within 0\.3 seconds"):
        await ask(
            fake.drips("{", gate),
            heard=heard,
            pauses=pauses,
            limits=AskingLimits(total_s=0.3, silence_s=60),
            on_server=lambda _: gate.set(),
        )


async def test_a_server_that_nobody_runs_is_told(heard: Heard, pauses: Pauses) -> None:
    async with client("http://127.0.0.1:9/v1") as made:
        model = ModelServer(made, "shell-1", AskingLimits(tries=2), pause=pauses)
        with pytest.raises(WriterUnavailable, match=r"127\.0\.0\.1:9 gave no whole answer: it could not be reached"):
            await model.ask(lambda: PROMPT, on_piece=heard.pieces.append, on_restart=heard.restart)


def test_every_prompt_of_ours_has_a_form_for_its_answer() -> None:
    library = PromptLibrary()

    assert {settings.answer for settings in library.settings.values()} == {"tweets", "poster", "feedback"}


# ---- A server that we did not write ----


@pytest.mark.parametrize("fault", ["truncate", "disconnect", "corrupt", "rate_limit", "503"])
async def test_an_answer_comes_whole_through_the_faults_of_a_server_that_we_did_not_write(
    llmock: LLMock, heard: Heard, fault: str
) -> None:
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
    async with client(llmock.base_url()) as made:
        model = ModelServer(made, "gpt-4o", AskingLimits(), pause=asyncio.sleep)  # the server measures it

        answer = await model.ask(lambda: PROMPT, on_piece=heard.pieces.append, on_restart=heard.restart)

    assert answer.text == ANSWER == "".join(heard.pieces)
    assert answer.tries > 1
    assert answer.usage.prompt_tokens is not None
    llmock.assert_resilient()


async def test_a_prompt_beyond_the_window_of_a_server_that_we_did_not_write_is_named(
    llmock: LLMock, heard: Heard, pauses: Pauses
) -> None:
    llmock.context_overflow()
    async with client(llmock.base_url()) as made:
        with pytest.raises(PaperTooLongForModel):
            await ModelServer(made, "gpt-4o", AskingLimits(), pause=pauses).ask(
                lambda: PROMPT, on_piece=heard.pieces.append, on_restart=heard.restart
            )


async def test_the_schemas_are_taken_by_a_server_that_we_did_not_write(
    llmock: LLMock, heard: Heard, pauses: Pauses
) -> None:
    """It answers by the schema that it was sent, so that a schema which is none would show."""
    async with client(llmock.base_url()) as made:
        answer = await ModelServer(made, "gpt-4o", AskingLimits(), pause=pauses).ask(
            lambda: PROMPT, on_piece=heard.pieces.append, on_restart=heard.restart
        )

    assert '"tweets"' in answer.text
