"""One question to a model and its whole answer, however often the server has to be asked."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2
import openai

from adapters.openai_writer.answer_stream import AnswerStream
from adapters.openai_writer.budget import Budget
from adapters.openai_writer.faults import FAULTS, Fault, Remedy, fault_of, fault_of_answer
from adapters.openai_writer.forms import Manner
from adapters.openai_writer.known_manners import KnownManners
from adapters.openai_writer.prices import Cost, Price, cost_of
from bot.digest import estimated_tokens
from bot.errors import WriterError, WriterUnavailable
from bot.ledger import Ledger
from bot.prompting.prompt import Prompt
from bot.provenance import ANSWERED, ModelCall

_log = logging.getLogger(__name__)

_CONNECT_S = 10.0
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 30.0

Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class AskingLimits:
    """How long a question may take.

    Attributes:
        total_s: From the question to the end of its answer, every try and pause included.
        silence_s: Between two pieces of an answer, and before the first.
        afterwards_s: After the end of an answer, for its usage: some servers then leave the connection open.
        tries: How often the server is asked at most; each may be paid.
    """

    total_s: float = 300.0
    silence_s: float = 180.0  # a model on one's own machine may read a paper for minutes before its first word
    afterwards_s: float = 5.0
    tries: int = 4


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears an answer while it comes.

    Attributes:
        on_piece: Gets it piece by piece.
        on_restart: It broke off, and is asked for again: the pieces that follow begin another.
    """

    on_piece: Callable[[str], None]
    on_restart: Callable[[], None]


def connect(base_url: str, key: str | None) -> openai.AsyncOpenAI:
    """A client that tries nothing twice, and takes no paper to where a server sends it on.

    Args:
        key: None for servers on one's own machine, which want none.
    """
    http = openai.DefaultAsyncHttpxClient(follow_redirects=False)
    return openai.AsyncOpenAI(base_url=base_url, api_key=key or "none", max_retries=0, http_client=http)


class ModelServer:
    """A model at a server that speaks OpenAI's chat completions."""

    def __init__(
        self,
        client: openai.AsyncOpenAI,
        model: str,
        limits: AskingLimits,
        *,
        budget: Budget | None = None,
        price: Price | None = None,
        manners: KnownManners | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """Take a client; whoever made it closes it.

        Args:
            client: Its own retries must be off, as `connect` makes it: a repeated request may be paid twice.
            budget: For all requests of one ledger.
            price: Of the model; None where it is not known.
            manners: Shared by all that ask the same servers.
        """
        self._client = client
        self._model = model
        self._limits = limits
        self._budget = budget or Budget()
        self._price = price
        self._manners = manners or KnownManners()
        self._pause = pause

    @property
    def host(self) -> str:
        """Where the text goes, for people."""
        return urlsplit(str(self._client.base_url)).netloc

    @property
    def model(self) -> str:
        return self._model

    async def ask(
        self, question: Callable[[], Prompt], ledger: Ledger, *, answer_tokens: int, listener: Listener
    ) -> str:
        """Ask until the model has answered to its end, and give its whole text.

        Args:
            question: What to ask; called anew for each try, so that it can say what is there already.
            ledger: Gets every request, also those that fail.
            answer_tokens: How long the answer may become, for the budget.

        Raises:
            WriterUnavailable: No whole answer came within the time and tries of one question.
            WriterNotAllowed: The server does not take the key, or has no such model.
            WriterRefused: The model declined.
            AnswerCutOff: The answer reached the model's limit.
            AnswerUnusable: It goes on without end, or there is nothing in it.
            PaperTooLongForModel: The question does not fit into the model's window.
            BudgetReached: Another request would pass what the draft may take.
        """
        left_s = self._budget.left_s(ledger)
        limit_s = min(self._limits.total_s, left_s)
        began_s = time.monotonic()
        outcome = "failed"
        try:
            async with asyncio.timeout(limit_s):
                text = await self._insist(question, ledger, answer_tokens, listener, until_s=began_s + limit_s)
            outcome = "done"
        except TimeoutError:
            outcome = "timed out"
            if left_s <= self._limits.total_s:
                raise self._budget.out_of_time() from None
            raise WriterUnavailable(self.host, answered=f"no whole answer came within {limit_s:g} seconds") from None
        finally:
            _log.info("an answer of %s: %s in %.1f s", self._model, outcome, time.monotonic() - began_s)
        return text

    async def _insist(
        self, question: Callable[[], Prompt], ledger: Ledger, answer_tokens: int, listener: Listener, *, until_s: float
    ) -> str:
        base_url = str(self._client.base_url)
        manner = await asyncio.to_thread(self._manners.of, base_url, self._model)
        is_remembered = manner != Manner()
        tries = pauses = 0
        while True:
            prompt = question()
            self._budget.check_cost(ledger, self._price, prompt_tokens=_tokens_of(prompt), answer_tokens=answer_tokens)
            tries += 1
            stream = AnswerStream(listener.on_piece, afterwards_s=self._limits.afterwards_s)
            fault = await self._try(prompt, manner, stream, ledger)
            if fault is None:
                await asyncio.to_thread(self._manners.remember, base_url, self._model, manner)
                return stream.text
            if stream.has_begun:
                listener.on_restart()
            match fault.remedy:
                case Remedy.OTHER_MANNER:
                    # A memory may be wrong in any way, so it is not gone on from.
                    looser = Manner() if is_remembered else manner.after(fault.words)
                    if looser is None:
                        raise fault.error
                    manner, is_remembered = looser, False
                    tries -= 1  # what was refused was not answered, and is not paid
                case Remedy.GO_ON if tries < self._limits.tries and question() != prompt:
                    pass
                case Remedy.RETRY if tries < self._limits.tries:
                    await self._wait(fault, pauses, until_s)
                    pauses += 1
                case _:
                    raise fault.error

    async def _wait(self, fault: Fault, pauses: int, until_s: float) -> None:
        pause_s = _pause_s(pauses, fault.pause_s)
        if time.monotonic() + pause_s > until_s:
            raise WriterUnavailable(self.host, answered=f"{fault.answered}, and another try would come too late")
        await self._pause(pause_s)

    async def _try(self, prompt: Prompt, manner: Manner, stream: AnswerStream, ledger: Ledger) -> Fault | None:
        began_s = time.monotonic()
        outcome, is_paid = "stopped before its end", True  # what stands if the time is over or nobody waits any more
        try:
            await self._request(prompt, manner, stream)
            outcome = ANSWERED
            return None
        except WriterError as error:
            fault = fault_of_answer(error)
            outcome = fault.answered
            return fault
        except FAULTS as error:
            base_url = str(self._client.base_url)
            fault = fault_of(error, base_url=base_url, model=self._model, has_begun=stream.has_begun)
            outcome, is_paid = fault.answered, fault.is_paid
            return fault
        finally:
            cost = self._cost(prompt, stream) if is_paid else Cost(0.0)
            ledger.record(
                ModelCall(
                    prompt.used,
                    self._model,
                    self.host,
                    prompt.left_out,
                    stream.usage,
                    cost.usd,
                    cost.is_estimated,
                    time.monotonic() - began_s,
                    outcome,
                )
            )

    async def _request(self, prompt: Prompt, manner: Manner, stream: AnswerStream) -> None:
        async with self._client.chat.completions.with_streaming_response.create(
            model=self._model,
            messages=[{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            stream=True,
            timeout=httpx2.Timeout(self._limits.silence_s, connect=min(_CONNECT_S, self._limits.silence_s)),
            **manner.parameters(prompt),
        ) as response:
            await stream.hear(response.iter_bytes())

    def _cost(self, prompt: Prompt, stream: AnswerStream) -> Cost:
        return cost_of(
            stream.usage,
            self._price,
            guessed_prompt=_tokens_of(prompt),
            guessed_answer=estimated_tokens(stream.text),
        )


def _tokens_of(prompt: Prompt) -> int:
    return estimated_tokens(prompt.system) + estimated_tokens(prompt.user)


def _pause_s(pauses: int, asked_s: float | None) -> float:
    """As the server asks, or a little longer; otherwise longer each time. Never all in step."""
    if asked_s is not None:
        return asked_s * random.uniform(1.0, 1.1)  # noqa: S311  # no secret
    return min(_FIRST_PAUSE_S * 2.0**pauses, _LONGEST_PAUSE_S) * random.uniform(0.75, 1.0)  # noqa: S311
