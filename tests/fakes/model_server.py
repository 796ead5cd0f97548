"""A model server on loopback that does what no server of others does: it has the socket, byte by byte.

Written from OpenAI's documented chat completions (a `data:` line for each chunk, `data: [DONE]` at the end). What
llmock and aimock do is tested with them; this one has the faults that neither has, and answers by a function.
"""

import asyncio
import gzip
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any


@dataclass(slots=True)
class Connection:
    """One request, and the socket that its reply goes to; the reply ends with the connection."""

    body: dict[str, Any]
    _reader: asyncio.StreamReader
    _writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send("\r\n".join([*lines, "", ""]).encode())

    def reset(self) -> None:
        """Tear the connection down, so that the other side gets an error and no end."""
        raw: socket.socket = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def gone(self) -> None:
        """Wait until whoever asked went away."""
        with suppress(ConnectionError):
            while await self._reader.read(1000):
                pass


Reply = Callable[[Connection], Awaitable[None]]


@dataclass(slots=True)
class ModelServer:
    """Use as `async with`. Each request takes the next reply; the last one answers for ever.

    Attributes:
        asked: The body of each request, in order.
    """

    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    base_url: str = ""
    _server: asyncio.Server | None = None
    _serving: set[asyncio.Task[Any]] = field(default_factory=set)

    async def __aenter__(self) -> "ModelServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()[:2]
        self.base_url = f"http://{host}:{port}/v1"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
            for task in self._serving:
                task.cancel()
            await asyncio.gather(*self._serving, return_exceptions=True)
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            body = await _request(reader)
            self.asked.append(body)
            reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
            await reply(Connection(body, reader, writer))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # whoever asked has gone, or the test is over
        finally:
            self._serving.discard(task)
            writer.close()


async def _request(reader: asyncio.StreamReader) -> dict[str, Any]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(int(line[15:]) for line in head.lower().split("\r\n") if line.startswith("content-length:"))
    body: dict[str, Any] = json.loads(await reader.readexactly(length))
    return body


# ---- Whole answers ----


def says(text: str, *, finish: str | None = "stop", usage: dict[str, Any] | None = None, piece: int = 40) -> Reply:
    """A whole answer; without `finish` its stream ends as if it were one."""

    def events() -> Iterator[bytes]:
        for at in range(0, len(text), piece):
            yield chunk({"content": text[at : at + piece]})
        if finish is not None:
            yield chunk({}, finish=finish)
        if usage is not None:
            yield event({**_HEAD, "choices": [], "usage": usage})
        yield DONE

    return streams(events)


def streams(events: Callable[[], Iterator[bytes]]) -> Reply:
    """Bytes of our own, as a stream."""

    async def reply(connection: Connection) -> None:
        await connection.head()
        for data in events():
            await connection.send(data)

    return reply


def sends(*data: bytes, kind: str = "text/event-stream", status: int = 200, **headers: str) -> Reply:
    """Exactly these bytes as the body, and then the end of the connection."""

    async def reply(connection: Connection) -> None:
        await connection.head(status, kind, **headers)
        for part in data:
            await connection.send(part)

    return reply


def refuses(words: str) -> Reply:
    """The model's own refusal, in the field that the API has for it."""
    return sends(chunk({"refusal": words}), chunk({}, finish="stop"), DONE)


def tells_error_inside_the_stream(message: str, *, code: object = None, after: str = "") -> Reply:
    """200, then an error as an event: what llama.cpp does of a schema that it cannot make a grammar of."""
    said = [chunk({"content": after})] if after else []
    return sends(*said, event({"error": {"message": message, "type": "invalid_request_error", "code": code}}))


def answers(status: int, body: str | dict[str, Any], *, headers: dict[str, str] | None = None) -> Reply:
    """Something else than a stream."""
    kind = "text/html" if isinstance(body, str) else "application/json"
    data = (body if isinstance(body, str) else json.dumps(body)).encode()
    named = {name.replace("-", "_"): value for name, value in (headers or {}).items()}
    return sends(data, kind=kind, status=status, Content_Length=str(len(data)), **named)


def in_one_piece(text: str, *, finish: str = "stop") -> Reply:
    """What a server sends that does not stream, whatever it was asked for."""
    message = {"role": "assistant", "content": text}
    whole = {
        **_HEAD,
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    return answers(200, whole)


def takes_only(form: str | None, text: str, *, tells_usage: bool = True) -> Reply:
    """400 for every `response_format` but this type; None is a request without any."""

    async def reply(connection: Connection) -> None:
        body = connection.body
        if not tells_usage and "stream_options" in body:
            await answers(422, {"error": {"message": "stream_options: extra inputs are not permitted"}})(connection)
        elif body.get("response_format", {}).get("type") != form:
            await answers(400, {"error": {"message": "response_format is not supported"}})(connection)
        else:
            await says(text)(connection)

    return reply


# ---- Streams that no server should send ----


def splits_bytes(text: str) -> Reply:
    """Every byte of the stream by itself: characters, escapes, lines and JSON are cut anywhere."""
    whole = chunk({"content": text}) + chunk({}, finish="stop") + DONE
    return sends(*(bytes([byte]) for byte in whole))


def goes_on_without_end(piece: str) -> Reply:
    def events() -> Iterator[bytes]:
        while True:
            yield chunk({"content": piece})

    return streams(events)


def never_ends_a_line(data: bytes = b"x" * 10_000) -> Reply:
    def events() -> Iterator[bytes]:
        yield b"data: "
        while True:
            yield data

    return streams(events)


def drips(text: str, gate: asyncio.Event, rest: str = "", *, left: asyncio.Event | None = None) -> Reply:
    """The text, then nothing until `gate` is set; then the rest, and the end. `left` is set if the asker goes away."""

    async def reply(connection: Connection) -> None:
        await connection.head()
        await connection.send(chunk({"content": text}))
        opened, gone = asyncio.create_task(gate.wait()), asyncio.create_task(connection.gone())
        try:
            await asyncio.wait({opened, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not gate.is_set():
                if left is not None:
                    left.set()
            elif rest:
                await connection.send(chunk({"content": rest}) + chunk({}, finish="stop") + DONE)
        finally:
            opened.cancel()
            gone.cancel()

    return reply


def resets(*, after: bytes | None = None, with_head: bool = False) -> Reply:
    """Tears the connection down: at once, after the headers, or after some of the body."""

    async def reply(connection: Connection) -> None:
        if with_head or after is not None:
            await connection.head()
        if after is not None:
            await connection.send(after)
        connection.reset()

    return reply


def stays_open_after(data: bytes, gate: asyncio.Event) -> Reply:
    """Sends this and then neither more nor an end, until `gate` is set."""

    async def reply(connection: Connection) -> None:
        await connection.head()
        await connection.send(data)
        await gate.wait()

    return reply


def packs(data: bytes, *, is_broken: bool = False) -> Reply:
    """The body in gzip, or in something that only says that it is."""
    body = b"\x1f\x8bnonsense" if is_broken else gzip.compress(data)
    return sends(body, Content_Encoding="gzip")


def in_chunks(data: bytes, *, is_broken: bool = False) -> Reply:
    """HTTP's own chunks; broken ones have a size that is no number."""
    size = b"zz" if is_broken else f"{len(data):x}".encode()
    return sends(size + b"\r\n" + data + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked")


# ---- The parts of a stream ----

_HEAD = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "shell-1"}
DONE = b"data: [DONE]\n\n"


def chunk(delta: dict[str, Any], *, finish: str | None = None, **more: Any) -> bytes:
    return event({**_HEAD, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more})


def event(value: object) -> bytes:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode()
