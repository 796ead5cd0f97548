"""What one draft, or one action on it, takes of models."""

from bot.provenance import ModelCall, Usage, cost_usd_of, usage_of


class Ledger:
    """Filled by the writer while it asks, also where it fails: an answer that broke off may be paid as well.

    Attributes:
        calls: Every request so far, in order.
    """

    def __init__(self) -> None:
        self.calls: tuple[ModelCall, ...] = ()

    def record(self, call: ModelCall) -> None:
        self.calls = (*self.calls, call)

    @property
    def usage(self) -> Usage:
        return usage_of(self.calls)

    @property
    def cost_usd(self) -> float | None:
        return cost_usd_of(self.calls)

    @property
    def seconds(self) -> float:
        """How long servers were asked, pauses between requests not counted."""
        return sum(call.seconds for call in self.calls)
