"""An answer that has come to its end is whole, whatever a server sends or breaks behind it."""

import json
from collections.abc import AsyncIterator

import httpx2
import openai
import pytest

from adapters.openai_writer.answer_stream import AnswerStream
from adapters.openai_writer.faults import ToldInside, fault_of

WORDS = {"choices": [{"index": 0, "delta": {"content": "Shells sing."}, "finish_reason": None}]}
END = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
ERROR = {"error": {"message": "The worker went away.", "type": "server_error"}}


async def sent(*chunks: object, broken: Exception | None = None) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield b"data: " + json.dumps(chunk).encode() + b"\n\n"
    if broken is not None:
        raise broken


def answer() -> AnswerStream:
    return AnswerStream(lambda piece: None, afterwards_s=1.0)


async def test_an_error_behind_the_end_costs_nothing() -> None:
    stream = answer()

    await stream.hear(sent(WORDS, END, ERROR))

    assert stream.text == "Shells sing."


async def test_a_connection_that_breaks_behind_the_end_costs_nothing() -> None:
    stream = answer()

    await stream.hear(sent(WORDS, END, broken=httpx2.RemoteProtocolError("incomplete chunked read")))

    assert stream.text == "Shells sing."


async def test_before_the_end_both_are_faults() -> None:
    with pytest.raises(ToldInside):
        await answer().hear(sent(WORDS, ERROR))
    with pytest.raises(httpx2.RemoteProtocolError):
        await answer().hear(sent(WORDS, broken=httpx2.RemoteProtocolError("incomplete chunked read")))


@pytest.mark.parametrize("cause", [httpx2.ConnectError("refused"), httpx2.ConnectTimeout("too slow")])
def test_a_server_that_was_never_reached_is_not_paid(cause: Exception) -> None:
    error = openai.APITimeoutError(httpx2.Request("POST", "https://models.example.org/v1"))
    error.__cause__ = cause

    fault = fault_of(error, base_url="https://models.example.org/v1", model="shell-1", has_begun=False)

    assert not fault.is_paid
