"""An answer on its way: what came of it, and whether it ended by itself."""

import asyncio
from collections.abc import AsyncIterator, Callable

import httpx2

from adapters.openai_writer.chunks import Chunk, read_chunk
from adapters.openai_writer.event_stream import EventReader
from adapters.openai_writer.faults import BrokenOff, ToldInside
from bot.errors import AnswerCutOff, AnswerUnusable, WriterError, WriterRefused
from bot.prompting.streaming import MAX_ANSWER_CHARS
from bot.provenance import Usage

_DONE = "[DONE]"
_LAST_BYTES_S = 0.2
"""For what may follow `[DONE]`: a connection that was read to its end can be used again."""


class AnswerStream:
    """One answer, heard from its first byte to its last."""

    def __init__(self, on_piece: Callable[[str], None], *, afterwards_s: float) -> None:
        """Take who hears its pieces, and how long to wait for what may follow its end: the usage, `[DONE]`."""
        self._on_piece = on_piece
        self._afterwards_s = afterwards_s
        self._pieces: list[str] = []
        self._chars = 0
        self._refusal = ""
        self._finish: str | None = None
        self._is_done = False
        self.usage = Usage()

    @property
    def has_begun(self) -> bool:
        return bool(self._pieces)

    @property
    def chars(self) -> int:
        return self._chars

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    async def hear(self, pieces: AsyncIterator[bytes]) -> None:
        """Take all that comes, and hold it to an end of its own.

        Raises:
            WriterError: It is no whole answer, and asking again would not help.
            BrokenOff, ToldInside: It is not, and asking again may help.
        """
        try:
            async with asyncio.timeout(None) as patience:
                await self._read(pieces, patience)
        except TimeoutError:
            if self._finish is None and not self._is_done:
                raise  # not ours
        except (httpx2.HTTPError, httpx2.StreamError):
            if self._finish is None:
                raise
        error = self._ended_badly()
        if error is not None:
            raise error
        if self._finish is None:
            raise BrokenOff("its answer broke off")
        if not self.text.strip():
            raise BrokenOff("its answer was empty")

    async def _read(self, pieces: AsyncIterator[bytes], patience: asyncio.Timeout) -> None:
        reader = EventReader()
        try:
            async for piece in pieces:
                for data in reader.feed(piece):
                    self._take(data)
                if self._is_done or (self._finish is not None and patience.when() is None):
                    left_s = min(_LAST_BYTES_S, self._afterwards_s) if self._is_done else self._afterwards_s
                    patience.reschedule(asyncio.get_running_loop().time() + left_s)
            for data in reader.end():
                self._take(data)
        except OverflowError:
            raise AnswerUnusable("it is longer than any thread") from None
        if reader.body:
            self._take_body(reader.body)

    def _take(self, data: str) -> None:
        self._is_done = self._is_done or data.strip() == _DONE
        if self._is_done:
            return
        chunk = read_chunk(data)
        if chunk is None:
            if self._finish is not None:
                return  # the answer is whole; what follows is not part of it
            raise BrokenOff("its answer is not in the form of the API")
        self._add(chunk)

    def _take_body(self, body: str) -> None:
        """An answer that came in one piece: some servers do not stream; others show a web page."""
        chunk = read_chunk(body)
        if chunk is None:
            is_page = body.lstrip()[:1] == "<"
            raise BrokenOff("it answered with a web page" if is_page else "its answer is not in the form of the API")
        self._add(chunk)

    def _add(self, chunk: Chunk) -> None:
        if chunk.error is not None and self._finish is None:
            raise ToldInside(chunk.error)
        self.usage = chunk.usage or self.usage
        self._refusal += chunk.refusal
        if chunk.content and self._finish is None:
            self._pieces.append(chunk.content)
            self._chars += len(chunk.content)
            if self._chars > MAX_ANSWER_CHARS:
                raise AnswerUnusable("it is longer than any thread")
            self._on_piece(chunk.content)
        self._finish = self._finish or chunk.finish

    def _ended_badly(self) -> WriterError | None:
        """Only "stop" is an end that the model made by itself."""
        match self._finish:
            case _ if self._refusal.strip():
                return WriterRefused(self._refusal)
            case "content_filter":
                return WriterRefused("")
            case "length":
                return AnswerCutOff()
            case "tool_calls" | "function_call":
                return AnswerUnusable("it is a call of a tool")
            case None | "stop":
                return None
            case other:
                return AnswerUnusable(f"it ended with “{other[:40]}”")
