"""What an answer costs: as its server says, else by a table of prices."""

from dataclasses import dataclass

from bot.provenance import Usage

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens of a question, of one that comes from the provider's cache, of an answer."""

    prompt_usd: float
    cached_usd: float
    answer_usd: float

    def of(self, prompt_tokens: int, cached_tokens: int, answer_tokens: int) -> float:
        """What so many tokens cost; the cached ones are among those of the prompt."""
        cached = min(cached_tokens, prompt_tokens)
        return (
            (prompt_tokens - cached) * self.prompt_usd + cached * self.cached_usd + answer_tokens * self.answer_usd
        ) / _MILLION


@dataclass(frozen=True, slots=True)
class Cost:
    """What a request cost; `is_estimated` where the tokens were counted by us."""

    usd: float | None
    is_estimated: bool = False


def cost_of(usage: Usage, price: Price | None, *, guessed_prompt: int, guessed_answer: int) -> Cost:
    """The server's own price, else its tokens by the table, else our guess of the tokens by the table."""
    if usage.cost_usd is not None:
        return Cost(usage.cost_usd)
    if price is None:
        return Cost(None)
    if usage.prompt_tokens is not None and usage.answer_tokens is not None:
        return Cost(price.of(usage.prompt_tokens, usage.cached_tokens or 0, usage.answer_tokens))
    return Cost(price.of(guessed_prompt, 0, guessed_answer), is_estimated=True)
