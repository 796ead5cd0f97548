"""What one draft, or one action on it, may take of a model: looked at before every request."""

import math
from dataclasses import dataclass

from adapters.openai_writer.prices import Price
from bot.errors import BudgetReached
from bot.ledger import Ledger

_LEAST_S = 1.0  # no answer takes less


@dataclass(frozen=True, slots=True)
class Budget:
    """For all requests of one ledger together.

    Attributes:
        max_cost_usd: None for no limit; a model whose price is not known cannot be held to one.
        max_seconds: Of being asked; None for no limit.
    """

    max_cost_usd: float | None = None
    max_seconds: float | None = None

    def left_s(self, ledger: Ledger) -> float:
        """How long the next answer may take.

        Raises:
            BudgetReached: There is no time left.
        """
        if self.max_seconds is None:
            return math.inf
        left_s = self.max_seconds - ledger.seconds
        if ledger.calls and left_s < _LEAST_S:
            raise self.out_of_time()
        return left_s

    def out_of_time(self) -> BudgetReached:
        return BudgetReached(f"{self.max_seconds:g} seconds", setting="PAPERTHREAD_OPENAI__MAX_DRAFT_SECONDS")

    def check_cost(self, ledger: Ledger, price: Price | None, *, prompt_tokens: int, answer_tokens: int) -> None:
        """See that the next request may be made; its tokens are guessed, rather too many than too few.

        Raises:
            BudgetReached: It could pass the limit.
        """
        if self.max_cost_usd is None or price is None:
            return
        spent_usd = sum(call.cost_usd or 0.0 for call in ledger.calls)
        if spent_usd + price.of(prompt_tokens, 0, answer_tokens) > self.max_cost_usd:
            raise BudgetReached(f"${self.max_cost_usd:g}", setting="PAPERTHREAD_OPENAI__MAX_COST_USD")
