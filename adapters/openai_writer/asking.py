"""One question to a model and its whole answer, however often the server has to be asked."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from json import JSONDecodeError
from typing import Any
from urllib.parse import urlsplit

import openai
from openai.types.chat import ChatCompletionChunk

from adapters.openai_writer.faults import Fault, Remedy, fault_of
from adapters.openai_writer.forms import AnswerForm, KnownForms, response_format
from bot.errors import AnswerCutOff, AnswerUnusable, WriterError, WriterRefused, WriterUnavailable
from bot.prompting.prompt import Prompt
from bot.prompting.streaming import MAX_ANSWER_CHARS

_log = logging.getLogger(__name__)

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 30.0

Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class AskingLimits:
    """How long a question may take.

    Attributes:
        total_s: From the question to the end of its answer, every try and pause included.
        silence_s: Between two pieces of an answer, and before the first.
        tries: How often the server is asked at most; each may be paid.
    """

    total_s: float = 300.0
    silence_s: float = 180.0  # a model on one's own machine may read a paper for minutes before its first word
    tries: int = 4


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server says an answer took; None where it does not say."""

    prompt_tokens: int | None = None
    cached_tokens: int | None = None
    answer_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """A whole answer: the model ended it by itself."""

    text: str
    usage: Usage
    tries: int
    seconds: float


class ModelServer:
    """A model at a server that speaks OpenAI's chat completions."""

    def __init__(
        self,
        client: openai.AsyncOpenAI,
        model: str,
        limits: AskingLimits,
        *,
        forms: KnownForms | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """Take a client; whoever made it closes it.

        Args:
            client: Its own retries must be off: a repeated request may be paid twice, and only we count.
            forms: Shared by all that ask the same servers.
        """
        self._client = client
        self._model = model
        self._limits = limits
        self._forms = forms or KnownForms()
        self._pause = pause

    @property
    def host(self) -> str:
        """Where the text goes, for people."""
        return urlsplit(str(self._client.base_url)).netloc

    @property
    def model(self) -> str:
        return self._model

    async def ask(
        self, question: Callable[[], Prompt], *, on_piece: Callable[[str], None], on_restart: Callable[[], None]
    ) -> ModelAnswer:
        """Ask until the model has answered to its end.

        Args:
            question: What to ask; called anew for each try, so that it can say what is there already.
            on_piece: Gets the answer piece by piece while it comes.
            on_restart: The answer broke off, and is asked for again: the pieces that follow begin another.

        Raises:
            WriterUnavailable: No whole answer came within the limits.
            WriterNotAllowed: The server does not take the key, or has no such model.
            WriterRefused: The model declined.
            AnswerCutOff: The answer reached the model's limit.
            AnswerUnusable: It goes on without end, or there is nothing in it.
            PaperTooLongForModel: The question does not fit into the model's window.
        """
        began_s = time.monotonic()
        outcome = "failed"
        try:
            async with asyncio.timeout(self._limits.total_s):
                answer = await self._insist(question, on_piece, on_restart)
            outcome = f"done after {answer.tries}"
        except TimeoutError:
            outcome = "timed out"
            raise WriterUnavailable(
                self.host, answered=f"no whole answer came within {self._limits.total_s:g} seconds"
            ) from None
        finally:
            _log.info("an answer of %s: %s in %.1f s", self._model, outcome, time.monotonic() - began_s)
        return replace(answer, seconds=time.monotonic() - began_s)

    async def _insist(
        self, question: Callable[[], Prompt], on_piece: Callable[[str], None], on_restart: Callable[[], None]
    ) -> ModelAnswer:
        base_url = str(self._client.base_url)
        form = self._forms.of(base_url, self._model)
        tries = pauses = 0
        while True:
            tries += 1
            stream = _Stream(on_piece)
            try:
                usage = await self._stream(question(), form, stream)
            except (openai.OpenAIError, JSONDecodeError, TimeoutError) as error:
                fault = fault_of(error, base_url=base_url, model=self._model, has_begun=stream.has_begun)
            except _BrokenOff as broken:
                fault = Fault(Remedy.RETRY, broken.answered, WriterUnavailable(self.host, answered=broken.answered))
            else:
                self._forms.remember(base_url, self._model, form)
                return ModelAnswer(stream.text, usage, tries, 0.0)
            if stream.has_begun:
                on_restart()
            looser = form.next if fault.remedy is Remedy.OTHER_FORM else None
            if looser is not None:
                form = looser
                tries -= 1  # what was refused was not answered, and is not paid
                continue
            if fault.remedy is not Remedy.RETRY or tries >= self._limits.tries:
                raise fault.error
            await self._pause(_pause_s(pauses, fault.pause_s))
            pauses += 1

    async def _stream(self, prompt: Prompt, form: AnswerForm, stream: "_Stream") -> Usage:
        asked_form = response_format(form, prompt)
        request: dict[str, Any] = {} if asked_form is None else {"response_format": asked_form}
        chunks = await self._client.chat.completions.create(
            model=self._model,
            messages=[{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            stream=True,
            stream_options={"include_usage": True},
            timeout=self._limits.silence_s,
            **request,
        )
        async with chunks:
            async for chunk in chunks:
                stream.take(chunk)
        stream.end()
        return stream.usage


class _BrokenOff(Exception):
    """The stream ended as if all were well, and the answer has no end."""

    def __init__(self, answered: str) -> None:
        self.answered = answered


class _Stream:
    """An answer on its way, and how it ended."""

    def __init__(self, on_piece: Callable[[str], None]) -> None:
        self._on_piece = on_piece
        self._pieces: list[str] = []
        self._chars = 0
        self._refusal = ""
        self._finish: str | None = None
        self.usage = Usage()

    @property
    def has_begun(self) -> bool:
        return bool(self._pieces)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def take(self, chunk: ChatCompletionChunk) -> None:
        if chunk.usage is not None:
            details = chunk.usage.prompt_tokens_details
            cached = None if details is None else details.cached_tokens
            self.usage = Usage(chunk.usage.prompt_tokens, cached, chunk.usage.completion_tokens)
        for choice in (chunk.choices or ())[:1]:
            self._finish = choice.finish_reason or self._finish
            if choice.delta is None:
                continue
            self._refusal += choice.delta.refusal or ""
            if choice.delta.content:
                self._add(choice.delta.content)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._chars += len(piece)
        if self._chars > MAX_ANSWER_CHARS:
            raise AnswerUnusable("it is longer than any thread")
        self._on_piece(piece)

    def end(self) -> None:
        """Hold the answer to an end of its own.

        Raises:
            WriterError: It is no whole answer, and asking again would not help.
            _BrokenOff: It is not, and asking again may help.
        """
        error = self._ended_badly()
        if error is not None:
            raise error
        if self._finish is None:
            raise _BrokenOff("its answer broke off")
        if not self.has_begun:
            raise _BrokenOff("its answer was empty")

    def _ended_badly(self) -> WriterError | None:
        match self._finish:
            case _ if self._refusal:
                return WriterRefused(self._refusal)
            case "content_filter":
                return WriterRefused("")
            case "length":
                return AnswerCutOff()
            case "tool_calls" | "function_call":
                return AnswerUnusable("it is a call of a tool")
            case _:
                return None


def _pause_s(pauses: int, asked_s: float | None) -> float:
    """As the server asks; otherwise longer each time, and not all in step."""
    if asked_s is not None:
        return asked_s
    return min(_FIRST_PAUSE_S * 2.0**pauses, _LONGEST_PAUSE_S) * random.uniform(0.75, 1.0)  # noqa: S311  # no secret
