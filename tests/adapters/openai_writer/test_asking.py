"""adapters.openai_writer.asking, with the real client over loopback: answers, manners, what is paid."""

import asyncio
from pathlib import Path

import pytest

from adapters.openai_writer.asking import AskingLimits, ModelServer
from adapters.openai_writer.budget import Budget
from adapters.openai_writer.forms import AnswerForm, Manner
from adapters.openai_writer.known_manners import KnownManners
from bot.errors import (
    BudgetReached,
)
from bot.ledger import Ledger
from bot.prompting import PromptLibrary
from bot.provenance import Usage
from tests.fakes import model_server as fake
from tests.fakes.asking import ANSWER, CUT, PRICE, PROMPT, Asked, ask, client
from tests.fakes.model_server import Reply


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
