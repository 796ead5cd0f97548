"""adapters.openai_writer.asking, with the real client over loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import openai
import pytest

from adapters.openai_writer.asking import AskingLimits, Listener, ModelServer, connect
from adapters.openai_writer.budget import Budget
from adapters.openai_writer.forms import AnswerForm, Manner
from adapters.openai_writer.known_manners import KnownManners
from adapters.openai_writer.prices import Price
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    BudgetReached,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)
from bot.ledger import Ledger
from bot.prompting import Prompt, PromptLibrary
from bot.provenance import PromptUsed, Usage
from tests.fakes import model_server as fake
from tests.fakes.model_server import Reply

ANSWER = '{"plan": ["why"], "tweets": [{"role": "why", "text": "声 🐚", "evidence": [], "figure": ""}]}'
PROMPT = Prompt(PromptUsed("thread", 1, ()), "tweets", "", "You write.", "Of shells.")
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


@pytest.fixture
def asked() -> Asked:
    return Asked()


@asynccontextmanager
async def client(base_url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with connect(base_url, "key") as made:
        yield made


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


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


async def test_an_answer_comes_piece_by_piece_and_whole(asked: Asked) -> None:
    assert await ask(asked, fake.says(ANSWER)) == ANSWER == "".join(asked.pieces)
    assert len(asked.pieces) > 1


async def test_the_request_has_both_messages_the_schema_and_asks_for_usage(asked: Asked) -> None:
    await ask(asked, fake.says(ANSWER))

    (body,) = asked.bodies
    assert body["messages"] == [{"role": "system", "content": "You write."}, {"role": "user", "content": "Of shells."}]
    assert body["stream_options"] == {"include_usage": True}
    assert body["response_format"]["json_schema"]["name"] == "tweets"


# ---- What is taken for an answer ----


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(fake.splits_bytes(ANSWER), id="byte by byte"),
        pytest.param(fake.in_one_piece(ANSWER), id="not streamed"),
        pytest.param(fake.packs(fake.chunk({"content": ANSWER}) + fake.chunk({}, finish="stop")), id="gzip"),
        pytest.param(fake.in_chunks(fake.chunk({"content": ANSWER}) + fake.chunk({}, finish="stop")), id="chunked"),
        pytest.param(fake.sends(fake.chunk({"content": ANSWER}, finish="stop")), id="without [DONE]"),
        pytest.param(
            fake.sends(fake.chunk({"content": ANSWER}, finish="stop").rstrip(b"\n")), id="without a last line end"
        ),
        pytest.param(
            fake.sends(fake.chunk({"content": ANSWER}, finish="stop").replace(b"\n", b"\r\n"), fake.DONE), id="CRLF"
        ),
        pytest.param(
            fake.sends(
                b": keep-alive\n\n", b"event: x\nid: 1\nretry: 3\n", fake.chunk({"content": ANSWER}, finish="stop")
            ),
            id="comments and other fields",
        ),
        pytest.param(
            fake.sends(
                fake.event({"choices": []}),
                fake.event({"type": "ping"}),
                fake.event({"choices": None, "usage": None}),
                fake.chunk({"role": "assistant", "content": None}),
                fake.chunk({"content": ANSWER}, finish="stop"),
                fake.DONE,
            ),
            id="empty choices",
        ),
        pytest.param(
            fake.sends(
                fake.event(
                    {
                        "choices": [
                            {"index": 0, "delta": {"content": ANSWER}, "finish_reason": "stop"},
                            {"index": 1, "delta": {"content": "Another!"}, "finish_reason": "stop"},
                        ]
                    }
                )
            ),
            id="two choices",
        ),
        pytest.param(
            fake.sends(fake.chunk({"reasoning_content": "Hm.", "content": ANSWER}), fake.chunk({}, finish="stop")),
            id="thoughts in a field of their own",
        ),
        pytest.param(
            fake.sends(
                fake.chunk({"content": [{"type": "thinking", "thinking": []}, {"type": "text", "text": ANSWER}]}),
                fake.chunk({}, finish="stop"),
            ),
            id="a list of parts",
        ),
        pytest.param(
            fake.sends(fake.chunk({"content": ANSWER}, finish="stop"), b"data: {nonsense\n\n", fake.DONE),
            id="nonsense after the end",
        ),
        pytest.param(fake.sends(fake.chunk({"content": ANSWER}, finish="stop"), kind="text/plain"), id="another type"),
    ],
)
async def test_an_answer_is_taken_in_whatever_form_it_comes(asked: Asked, reply: Reply) -> None:
    assert await ask(asked, reply, limits=AskingLimits(tries=1)) == ANSWER == "".join(asked.pieces)


@pytest.mark.parametrize("end", [b"", fake.DONE], ids=["without [DONE]", "with it"])
async def test_a_server_that_leaves_the_connection_open_after_the_end_is_not_waited_for(
    asked: Asked, end: bytes
) -> None:
    whole = fake.chunk({"content": ANSWER}, finish="stop") + end

    text = await ask(
        asked, fake.stays_open_after(whole, asyncio.Event()), limits=AskingLimits(afterwards_s=0.05, tries=1)
    )

    assert text == ANSWER


# ---- The manner of asking ----


@pytest.mark.parametrize(("form", "requests"), [("json_schema", 1), ("json_object", 2), (None, 3)])
async def test_a_server_is_asked_in_the_firmest_form_that_it_takes_and_only_once_for_each(
    asked: Asked, tmp_path: Path, form: str | None, requests: int
) -> None:
    file = tmp_path / "servers.json"
    async with fake.ModelServer([fake.takes_only(form, ANSWER)]) as server, client(server.base_url) as made:
        for _ in range(2):  # two processes, as far as the memory is concerned
            model = ModelServer(made, "shell-1", AskingLimits(tries=1), manners=KnownManners(file), pause=asked.pauses)
            assert await asked.of(model) == ANSWER

        assert len(server.asked) == requests + 1
        assert KnownManners(file).of(server.base_url, "shell-1") == Manner(AnswerForm(form or "text"))
    assert asked.pauses.seconds == []
    assert [call.cost_usd for call in asked.ledger.calls if not call.is_answered] == [0.0] * (requests - 1)


async def test_a_server_that_refuses_to_tell_usage_keeps_the_schema(asked: Asked) -> None:
    assert await ask(asked, fake.takes_only("json_schema", ANSWER, tells_usage=False)) == ANSWER

    assert [("stream_options" in body, body["response_format"]["type"]) for body in asked.bodies] == [
        (True, "json_schema"),
        (False, "json_schema"),
    ]


async def test_a_wrong_memory_mends_itself(asked: Asked, tmp_path: Path) -> None:
    async with fake.ModelServer([fake.takes_only("json_schema", ANSWER)]) as server, client(server.base_url) as made:
        manners = KnownManners(tmp_path / "servers.json")
        manners.remember(server.base_url, "shell-1", Manner(AnswerForm.JSON_OBJECT))
        for _ in range(2):
            assert await asked.of(ModelServer(made, "shell-1", AskingLimits(), manners=manners)) == ANSWER

        assert [body["response_format"]["type"] for body in server.asked] == [
            "json_object",
            "json_schema",
            "json_schema",
        ]


async def test_a_server_that_breaks_on_the_schema_is_asked_without(asked: Asked) -> None:
    broken = fake.answers(500, {"error": {"message": "failed to parse grammar", "code": 500}})

    assert await ask(asked, broken, fake.says(ANSWER)) == ANSWER
    assert asked.bodies[1]["response_format"] == {"type": "json_object"}


@pytest.mark.parametrize("code", [None, 400, "400"])
async def test_a_schema_that_is_refused_inside_the_stream_is_a_matter_of_form_too(asked: Asked, code: object) -> None:
    refusal = fake.tells_error_inside_the_stream("failed to parse grammar", code=code)

    assert await ask(asked, refusal, fake.says(ANSWER)) == ANSWER
    assert asked.bodies[1]["response_format"]["type"] == "json_object"


# ---- Faults ----


async def test_an_answer_that_ends_cleanly_without_an_end_is_asked_for_again(asked: Asked) -> None:
    text = await ask(asked, fake.says(ANSWER[:30], finish=None), fake.says(ANSWER))

    assert (text, asked.restarts) == (ANSWER, 1)
    assert "".join(asked.pieces) == ANSWER
    assert [call.outcome for call in asked.ledger.calls] == ["its answer broke off", "answered"]


async def test_an_answer_that_was_cut_off_is_gone_on_from_where_the_question_can(asked: Asked) -> None:
    prompts = iter([PROMPT, replace(PROMPT, user="Go on."), replace(PROMPT, user="Go on.")])

    text = await ask(asked, fake.says(ANSWER[:30], finish="length"), fake.says(ANSWER), question=lambda: next(prompts))

    assert text == ANSWER
    assert asked.bodies[1]["messages"][1]["content"] == "Go on."
    assert asked.pauses.seconds == []


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        pytest.param(
            fake.refuses("I cannot help with shells."), WriterRefused, "“I cannot help with shells.”", id="refusal"
        ),
        pytest.param(fake.says("{", finish="content_filter"), WriterRefused, "provider's filter", id="content filter"),
        pytest.param(fake.says("{", finish="length"), AnswerCutOff, "cut off at its limit", id="length"),
        pytest.param(fake.says("", finish="tool_calls"), AnswerUnusable, "a call of a tool", id="tool call"),
        pytest.param(fake.says("{", finish="eos?"), AnswerUnusable, "it ended with “eos?”", id="an end of its own"),
        pytest.param(fake.goes_on_without_end("shell " * 1000), AnswerUnusable, "longer than any", id="no end"),
        pytest.param(fake.never_ends_a_line(), AnswerUnusable, "longer than any", id="a line without end"),
        pytest.param(
            fake.never_ends_a_line(b"x\n" * 5_000), AnswerUnusable, "longer than any", id="an event without end"
        ),
        pytest.param(fake.sends(*[b"x" * 100_000] * 20), AnswerUnusable, "longer than any", id="a body without end"),
        pytest.param(
            fake.answers(401, {"error": {"message": "no"}}), WriterNotAllowed, "PAPERTHREAD_OPENAI__API_KEY.", id="401"
        ),
        pytest.param(fake.answers(402, {"error": {"message": "pay"}}), WriterNotAllowed, "quota is used up", id="402"),
        pytest.param(fake.answers(404, {"error": {"message": "no"}}), WriterNotAllowed, "no model shell-1.", id="404"),
        pytest.param(
            fake.answers(429, {"error": {"message": "no", "code": "insufficient_quota"}}),
            WriterNotAllowed,
            "quota is used up",
            id="quota",
        ),
        pytest.param(
            fake.answers(400, {"error": {"message": "maximum context length is 8192", "code": None}}),
            PaperTooLongForModel,
            "the window of shell-1",
            id="too long",
        ),
        pytest.param(
            fake.tells_error_inside_the_stream("the prompt exceeds the available context size", code=400),
            PaperTooLongForModel,
            "the window of shell-1",
            id="too long, told inside the stream",
        ),
        pytest.param(
            fake.answers(400, {"error": {"message": "No  system role."}}),
            WriterUnavailable,
            "it answered 400 (“No system role.”)",
            id="400",
        ),
        pytest.param(
            fake.answers(400, {"error": {"message": "Filtered by policy.", "code": "content_filter"}}),
            WriterRefused,
            "“Filtered by policy.”",
            id="a filter before the answer",
        ),
        pytest.param(
            fake.answers(400, {"error": {"message": "The model `shell-1` does not exist."}}),
            WriterNotAllowed,
            "has no model shell-1",
            id="no model by 400",
        ),
        pytest.param(fake.answers(418, {"error": {"message": "no"}}), WriterUnavailable, "it answered 418", id="418"),
    ],
)
async def test_what_asking_again_would_not_mend_is_told_at_once(
    asked: Asked, reply: Reply, error: type[WriterError], words: str
) -> None:
    with pytest.raises(error) as caught:
        await ask(asked, reply)

    assert words in str(caught.value)
    assert asked.pauses.seconds == []
    assert len(asked.ledger.calls) == len(asked.bodies)
    assert all(call.outcome.startswith("it") for call in asked.ledger.calls)


CUT = fake.chunk({"content": ANSWER})


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        pytest.param(fake.answers(503, {"error": {"message": "busy"}}), "it answered 503", id="503"),
        pytest.param(fake.answers(529, "<html>"), "it answered 529", id="529 with a page"),
        pytest.param(fake.answers(200, "<html>Please log in</html>"), "it answered with a web page", id="a web page"),
        pytest.param(fake.answers(200, {"detail": "fine"}), "its answer broke off", id="another JSON"),
        pytest.param(fake.sends(b"OK", kind="text/plain"), "not in the form of the API", id="a word"),
        pytest.param(fake.sends(b""), "its answer broke off", id="no byte"),
        pytest.param(fake.says(""), "its answer was empty", id="nothing"),
        pytest.param(fake.says("  \n"), "its answer was empty", id="blank"),
        pytest.param(fake.sends(fake.DONE), "its answer broke off", id="an end without an answer"),
        pytest.param(fake.sends(CUT, fake.DONE), "its answer broke off", id="no reason to end"),
        pytest.param(fake.sends(CUT[:60]), "its answer is not in the form of the API", id="cut in a line"),
        pytest.param(fake.sends(CUT[: CUT.index("声".encode()) + 1]), "not in the form", id="cut in a character"),
        pytest.param(
            fake.sends(CUT[: CUT.index(b'\\"') + 1] + b"\n\n"), "not in the form of the API", id="cut in an escape"
        ),
        pytest.param(fake.sends(b"data: \xff\xfe\n\n"), "not in the form of the API", id="no UTF-8"),
        pytest.param(fake.sends(b"data: [1]\n\n"), "not in the form of the API", id="a list for a chunk"),
        pytest.param(fake.sends(b"data: " + b"[" * 50_000 + b"\n\n"), "not in the form", id="depth"),
        pytest.param(fake.sends(fake.event({"choices": "x"}), fake.DONE), "broke off", id="choices that are a word"),
        pytest.param(fake.sends(fake.event({"choices": [7, None]}), fake.DONE), "broke off", id="choices of numbers"),
        pytest.param(
            fake.sends(fake.chunk({"content": 7, "refusal": [1]}, finish="stop")), "was empty", id="content of numbers"
        ),
        pytest.param(fake.tells_error_inside_the_stream("overloaded", code=529), "it answered 529", id="529 inside"),
        pytest.param(
            fake.tells_error_inside_the_stream("crashed", after="{"), "it broke off with an error", id="error inside"
        ),
        pytest.param(fake.resets(), "the connection broke", id="reset at once"),
        pytest.param(fake.resets(with_head=True), "the connection broke", id="reset after the headers"),
        pytest.param(fake.resets(after=CUT), "broke in the middle of an answer", id="reset in the middle"),
        pytest.param(fake.packs(b"", is_broken=True), "packed in a form that cannot be opened", id="broken gzip"),
        pytest.param(fake.in_chunks(CUT, is_broken=True), "the connection broke", id="broken chunks"),
    ],
)
async def test_what_may_pass_is_tried_four_times_with_growing_pauses_and_then_told(
    asked: Asked, reply: Reply, words: str
) -> None:
    with pytest.raises(WriterUnavailable) as caught:
        await ask(asked, reply)

    assert words in str(caught.value)
    assert len(asked.pauses.seconds) == 3
    assert all(
        low <= pause <= high
        for pause, (low, high) in zip(asked.pauses.seconds, [(0.75, 1), (1.5, 2), (3, 4)], strict=True)
    )
    assert len(asked.ledger.calls) == 4


def in_an_hour() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize(
    ("words", "least_s", "most_s"),
    [
        ("7", 7.0, 7.7),
        ("0.5", 0.5, 0.55),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0, 0.0),
        ("-3", 0.0, 0.0),
        ("soon", 0.75, 1.0),
        ("nan", 0.75, 1.0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", 0.75, 1.0),
    ],
    ids=["seconds", "parts of one", "a date that is past", "less than none", "a word", "not a number", "no date"],
)
async def test_a_pause_that_the_server_asks_for_is_kept_and_not_much_more(
    asked: Asked, words: str, least_s: float, most_s: float
) -> None:
    await ask(asked, fake.answers(429, {"error": {}}, headers={"Retry-After": words}), fake.says(ANSWER))

    (pause_s,) = asked.pauses.seconds
    assert least_s <= pause_s <= most_s


@pytest.mark.parametrize("words", ["3600", "1e300", "inf", in_an_hour()], ids=["an hour", "ages", "ever", "a date"])
async def test_a_pause_that_would_end_after_the_time_is_not_waited_for(asked: Asked, words: str) -> None:
    with pytest.raises(WriterUnavailable, match="it answered 429, and another try would come too late"):
        await ask(asked, fake.answers(429, {"error": {}}, headers={"Retry-After": words}))

    assert (len(asked.bodies), asked.pauses.seconds) == (1, [])


async def test_silence_in_the_middle_is_not_waited_out_for_ever(asked: Asked) -> None:
    replies = fake.drips('{"plan"', asyncio.Event()), fake.says(ANSWER)

    text = await ask(asked, *replies, limits=AskingLimits(silence_s=1.5))

    assert (text, asked.restarts) == (ANSWER, 1)
    assert asked.ledger.calls[0].outcome == "it stopped in the middle of an answer"


async def test_all_tries_together_end_in_time(asked: Asked) -> None:
    with pytest.raises(WriterUnavailable, match=r"no whole answer came within 0\.3 seconds"):
        await ask(asked, fake.drips("{", asyncio.Event()), limits=AskingLimits(total_s=0.3, silence_s=60))

    assert [call.outcome for call in asked.ledger.calls] == ["stopped before its end"]


async def test_a_server_that_nobody_runs_is_told_and_costs_nothing(asked: Asked) -> None:
    async with client("http://127.0.0.1:9/v1") as made:
        model = ModelServer(made, "shell-1", AskingLimits(tries=2), pause=asked.pauses, price=PRICE)
        with pytest.raises(WriterUnavailable, match=r"127\.0\.0\.1:9 gave no whole answer: it could not be reached"):
            await asked.of(model)

    assert asked.ledger.cost_usd == 0.0


# ---- What it takes ----

TOLD = {
    "prompt_tokens": 1_000_000,
    "completion_tokens": 100_000,
    "total_tokens": 1_100_000,
    "prompt_tokens_details": {"cached_tokens": 500_000},
}


async def test_usage_is_kept_as_the_server_tells_it_and_priced_by_the_table(asked: Asked) -> None:
    await ask(asked, fake.says(ANSWER, usage=TOLD), price=PRICE)

    (call,) = asked.ledger.calls
    assert call.usage == asked.ledger.usage == Usage(1_000_000, 500_000, 100_000)
    assert call.cost_usd == pytest.approx(0.5 * 2.0 + 0.5 * 0.2 + 0.1 * 10.0)
    assert not call.is_cost_estimated
    assert (call.model, call.prompt) == ("shell-1", PROMPT.used)


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        (None, Usage()),
        ({"prompt_tokens": 10, "completion_tokens": 5}, Usage(10, None, 5)),
        ({**TOLD, "cost": 0.25}, Usage(1_000_000, 500_000, 100_000, 0.25)),
        ({"prompt_tokens": "many", "completion_tokens": -5, "prompt_tokens_details": []}, Usage()),
        ({"prompt_tokens": True, "completion_tokens": 10**30, "cost": "free"}, Usage()),
    ],
    ids=["nothing", "no details", "a price", "nonsense", "more nonsense"],
)
async def test_what_a_server_does_not_tell_is_not_known(
    asked: Asked, usage: dict[str, object] | None, expected: Usage
) -> None:
    await ask(asked, fake.says(ANSWER, usage=usage))

    assert asked.ledger.calls[0].usage == expected
    assert asked.ledger.cost_usd == expected.cost_usd


async def test_an_answer_that_broke_off_is_paid_as_far_as_we_can_count(asked: Asked) -> None:
    await ask(asked, fake.resets(after=CUT), fake.says(ANSWER, usage=TOLD), price=PRICE)

    broken, whole = asked.ledger.calls
    assert broken.is_cost_estimated
    assert broken.cost_usd is not None
    assert 0 < broken.cost_usd < 0.01
    assert asked.ledger.cost_usd == broken.cost_usd + (whole.cost_usd or 0)


async def test_a_request_that_could_pass_the_budget_is_not_made(asked: Asked) -> None:
    two_dollars = fake.says(ANSWER, usage=TOLD)  # 2.1, to be exact
    async with fake.ModelServer([two_dollars]) as server, client(server.base_url) as made:
        model = ModelServer(made, "shell-1", AskingLimits(), price=PRICE, budget=Budget(max_cost_usd=2.5))
        await asked.of(model)
        await asked.of(model)
        with pytest.raises(BudgetReached, match=r"limit of \$2\.5 for one draft\. Raise PAPERTHREAD_OPENAI__MAX_COST"):
            await asked.of(model)

        assert len(server.asked) == 2
        asked.ledger = Ledger()
        await asked.of(model)


async def test_a_draft_has_its_time_and_then_nobody_is_asked(asked: Asked) -> None:
    budget = Budget(max_seconds=0.3)
    async with fake.ModelServer([fake.drips("{", asyncio.Event())]) as server, client(server.base_url) as made:
        model = ModelServer(made, "shell-1", AskingLimits(), budget=budget)
        for _ in range(2):
            with pytest.raises(
                BudgetReached, match=r"limit of 0\.3 seconds for one draft\. Raise PAPERTHREAD_OPENAI__MAX_D"
            ):
                await asked.of(model)

        assert len(server.asked) == 1


def test_every_prompt_of_ours_has_a_form_for_its_answer() -> None:
    library = PromptLibrary()

    assert {settings.answer for settings in library.settings.values()} == {"tweets", "poster", "feedback"}
