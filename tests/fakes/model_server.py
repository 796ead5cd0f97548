"""A model server on loopback that does what no server of others does: faults in the bytes of a stream.

Written from OpenAI's documented chat completions (a `data:` line for each chunk, `data: [DONE]` at the end). Where
llmock has a fault, its own form is tested; this one has the rest, and answers a question by a function.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from aiohttp import web

Reply = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class ModelServer:
    """Use as `async with`. Each request takes the next reply; the last one answers for ever.

    Attributes:
        asked: The body of each request, in order.
    """

    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    _runner: web.AppRunner | None = None
    base_url: str = ""

    async def __aenter__(self) -> "ModelServer":
        app = web.Application(client_max_size=50_000_000)
        app.router.add_post("/v1/chat/completions", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{port}/v1"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.asked.append(body)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        return await reply(request, body)


def says(text: str, *, finish: str | None = "stop", usage: dict[str, Any] | None = None, piece: int = 40) -> Reply:
    """A whole answer; without `finish` its stream ends as if it were one."""

    async def events(_: dict[str, Any]) -> AsyncIterator[bytes]:
        for at in range(0, len(text), piece):
            yield _chunk({"content": text[at : at + piece]})
        if finish is not None:
            yield _chunk({}, finish=finish)
        if usage is not None:
            yield _event({**_HEAD, "choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"

    return _streamed(events)


def refuses(words: str) -> Reply:
    """The model's own refusal, in the field that the API has for it."""

    async def events(_: dict[str, Any]) -> AsyncIterator[bytes]:
        yield _chunk({"refusal": words})
        yield _chunk({}, finish="stop")
        yield b"data: [DONE]\n\n"

    return _streamed(events)


def tells_error_inside_the_stream(message: str) -> Reply:
    """What llama.cpp does of a schema that it cannot make a grammar of: 200, then an error as an event."""

    async def events(_: dict[str, Any]) -> AsyncIterator[bytes]:
        yield _event({"error": {"message": message, "type": "invalid_request_error", "code": 400}})

    return _streamed(events)


def splits_bytes(text: str) -> Reply:
    """Every byte of the stream by itself: characters, lines and JSON are cut anywhere."""

    async def reply(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        response = await _begin(request)
        for byte in _chunk({"content": text}) + _chunk({}, finish="stop") + b"data: [DONE]\n\n":
            await response.write(bytes([byte]))
        return response

    return reply


def goes_on_without_end(piece: str) -> Reply:
    async def events(_: dict[str, Any]) -> AsyncIterator[bytes]:
        while True:
            yield _chunk({"content": piece})

    return _streamed(events)


def drips(text: str, gate: asyncio.Event, rest: str = "", *, left: asyncio.Event | None = None) -> Reply:
    """The text, then nothing until `gate` is set; then the rest, and the end. `left` is set if the asker goes away."""

    async def reply(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        response = await _begin(request)
        await response.write(_chunk({"content": text}))
        while not gate.is_set():
            if request.transport is None or request.transport.is_closing():
                if left is not None:
                    left.set()
                return response
            with suppress(TimeoutError):
                await asyncio.wait_for(gate.wait(), _LOOK_S)
        if rest:
            await response.write(_chunk({"content": rest}) + _chunk({}, finish="stop") + b"data: [DONE]\n\n")
        return response

    return reply


def answers(status: int, body: str | dict[str, Any], *, headers: dict[str, str] | None = None) -> Reply:
    """Something else than a stream."""

    async def reply(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html", headers=headers)
        return web.json_response(body, status=status, headers=headers)

    return reply


def takes_only(form: str | None, text: str) -> Reply:
    """400 for every `response_format` but this type; None is a request without any."""

    async def reply(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        if body.get("response_format", {}).get("type") != form:
            return web.json_response({"error": {"message": "response_format is not supported"}}, status=400)
        return await says(text)(request, body)

    return reply


_LOOK_S = 0.05  # between two looks whether the asker is still there
_HEAD = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "shell-1"}


def _chunk(delta: dict[str, Any], *, finish: str | None = None) -> bytes:
    return _event({**_HEAD, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})


def _event(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()


async def _begin(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


def _streamed(events: Callable[[dict[str, Any]], AsyncIterator[bytes]]) -> Reply:
    async def reply(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        response = await _begin(request)
        with suppress(ConnectionError):  # whoever asked has gone
            async for event in events(body):
                await response.write(event)
        return response

    return reply
