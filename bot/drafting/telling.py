"""Tweets told as they come, while others are being written."""

import asyncio
from collections.abc import Awaitable

from bot.drafting.checking import TweetChecks
from bot.drafting.frame import Frame
from bot.drafting.intake import Taken, take_all
from bot.events import Progress, TweetChecked
from bot.model import Draft, Proposal, Tweet


class Telling:
    """Tells each tweet as soon as it is there, if the writer has a plan: without one nobody can number them.

    Attributes:
        planned: How many tweets the writer is about to write; 0 if it does not say.
    """

    def __init__(self, frame: Frame, checks: Awaitable[TweetChecks], progress: Progress) -> None:
        self.planned = 0
        self._frame = frame
        self._checks = checks
        self._progress = progress
        self._taken: list[Taken] = []
        self._told: list[Tweet] = []

    async def take(self, proposal: Proposal) -> None:
        """Make a proposal into a tweet, check it, and tell it; what cannot be part of the draft is left to the end."""
        if not self.planned:
            return
        taken, _ = take_all([proposal], self._frame.brief)
        self._taken += taken
        parts = self._frame.parts(self._taken)
        total = max(len(self._frame.by_rule) + self.planned, len(parts))
        checks = await self._checks
        for number in range(len(self._told) + 1, len(parts) + 1):
            tweet, _ = self._frame.composition(total).tweet(number, parts[number - 1])
            self._told.append(await asyncio.to_thread(checks.tweet, tweet, total=total))
            self._progress(TweetChecked(self._frame.paper.name, self._told[-1], total))

    def tell(self, draft: Draft) -> None:
        """Tell what of the draft was not told yet, or otherwise; of a writer that had no plan all came at once."""
        if not self._told:
            return
        for place, tweet in enumerate(draft.tweets):
            if self._told[place : place + 1] != [tweet]:
                self._progress(TweetChecked(draft.paper.name, tweet, len(draft.tweets)))
        self._told = list(draft.tweets)
