"""Where a model's words come from: what it was told, by which server, and what that took.

All are frozen values, as in bot/model/. What a server does not tell is None, and no sum pretends to know it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

ANSWERED = "answered"
"""`ModelCall.outcome` of a whole answer."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server says an answer took; None where it does not say.

    Attributes:
        prompt_tokens: All that was asked; those that came from the provider's cache are among them.
        cached_tokens: Those of the question that came from the provider's cache.
        answer_tokens: Of the answer; what a model thought before it wrote is among them.
        cost_usd: Where the server itself tells a price, as OpenRouter does.
    """

    prompt_tokens: int | None = None
    cached_tokens: int | None = None
    answer_tokens: int | None = None
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class PromptUsed:
    """The prompt that a question was made from.

    Attributes:
        version: Of its prompt.yaml.
        files: (place under the prompts folder, sha256 of its text) of every file and example in it, by place.
    """

    name: str
    version: int
    files: tuple[tuple[str, str], ...]

    @property
    def sha256(self) -> str:
        """Of all files together."""
        return hashlib.sha256("".join(f"{place}\0{digest}\n" for place, digest in self.files).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One request to a model server, answered or not.

    Attributes:
        left_out: What of the paper was not in the question, in a clause; "" for nothing.
        usage: As the server tells it.
        cost_usd: None where no price is known. A request that was refused cost nothing.
        is_cost_estimated: The server told no usage, so that the cost is our own count of the tokens.
        outcome: `ANSWERED`, or what the server did, in a clause ("it answered 503").
    """

    prompt: PromptUsed
    model: str
    host: str
    left_out: str
    usage: Usage
    cost_usd: float | None
    is_cost_estimated: bool
    seconds: float
    outcome: str

    @property
    def is_answered(self) -> bool:
        return self.outcome == ANSWERED


@dataclass(frozen=True, slots=True)
class Provenance:
    """When a draft was written, and every request to a model that it took, in order."""

    written_at: datetime
    calls: tuple[ModelCall, ...] = ()


def usage_of(calls: Sequence[ModelCall]) -> Usage:
    """The sum of what servers told; None where none of them told it."""
    told = [call.usage for call in calls]
    return Usage(
        _sum([one.prompt_tokens for one in told]),
        _sum([one.cached_tokens for one in told]),
        _sum([one.answer_tokens for one in told]),
    )


def cost_usd_of(calls: Sequence[ModelCall]) -> float | None:
    """Of all requests; None where the price of one is not known."""
    known = [call.cost_usd for call in calls if call.cost_usd is not None]
    return sum(known) if len(known) == len(calls) else None


def _sum(told: Sequence[int | None]) -> int | None:
    known = [tokens for tokens in told if tokens is not None]
    return sum(known) if known else None
