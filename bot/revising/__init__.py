"""A draft worked on: one tweet becomes another version of itself, and no other tweet changes."""

from bot.revising.manuscript import Manuscript
from bot.revising.revise import revise
from bot.revising.whole import Rewritten, regenerate_all, switch_voice

__all__ = ["Manuscript", "Rewritten", "regenerate_all", "revise", "switch_voice"]
