"""adapters.openai_writer.asking, with the real client over loopback: what goes wrong, and what becomes of it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from adapters.openai_writer.asking import AskingLimits, ModelServer
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)
from tests.fakes import model_server as fake
from tests.fakes.asking import ANSWER, CUT, PRICE, PROMPT, Asked, ask, client
from tests.fakes.model_server import Reply


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


async def test_a_pause_in_milliseconds_counts_before_one_in_seconds(asked: Asked) -> None:
    headers = {"Retry-After": "20", "Retry-After-Ms": "300"}

    await ask(asked, fake.answers(429, {"error": {}}, headers=headers), fake.says(ANSWER))

    (pause_s,) = asked.pauses.seconds
    assert 0.3 <= pause_s <= 0.33


@pytest.mark.parametrize("words", ["3600", "1e300", "inf", in_an_hour()], ids=["an hour", "ages", "ever", "a date"])
async def test_a_pause_that_would_end_after_the_time_is_not_waited_for(asked: Asked, words: str) -> None:
    with pytest.raises(WriterUnavailable, match="it answered 429, and another try would come too late"):
        await ask(asked, fake.answers(429, {"error": {}}, headers={"Retry-After": words}))

    assert (len(asked.bodies), asked.pauses.seconds) == (1, [])


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_paper_is_not_taken_to_where_a_server_sends_it_on(asked: Asked, status: int) -> None:
    async with fake.ModelServer([fake.says(ANSWER)]) as elsewhere:
        sends_on = fake.answers(status, "", headers={"Location": f"{elsewhere.base_url}/chat/completions"})
        with pytest.raises(
            WriterUnavailable, match=rf"it answered {status}, which sends to another address; name that"
        ):
            await ask(asked, sends_on)

        assert elsewhere.asked == []


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
