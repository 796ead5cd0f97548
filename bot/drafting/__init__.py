"""From a paper and a brief to a checked draft."""

from bot.drafting.assembly import write_draft

__all__ = ["write_draft"]
