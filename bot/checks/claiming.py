"""Which tweets claim something of the paper, and which are made of facts about it."""

from bot.model import Role

MADE_OF_FACTS = frozenset({Role.ANNOUNCEMENT, Role.CODE, Role.CREDITS, Role.VERDICT})
CLAIMING = frozenset(Role) - MADE_OF_FACTS
"""Held to what their quotes say, word by word."""
