"""The checks of one draft: each state of a tweet is looked at once, however often the draft is put together."""

from dataclasses import replace

from bot.checks.run import Grounds, check_tweet, check_whole
from bot.model import Brief, Draft, Paper, Tweet


class TweetChecks:
    """What the rules say of the tweets of one draft."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._known: dict[tuple[Tweet, int], Tweet] = {}

    @classmethod
    def of(cls, paper: Paper, brief: Brief) -> "TweetChecks":
        """Index a paper, which takes a while."""
        return cls(Grounds.of(paper, brief))

    def tweet(self, tweet: Tweet, *, total: int) -> Tweet:
        """The tweet, checked; `total` is how many the draft has."""
        known = self._known.get((tweet, total))
        if known is None:
            known = self._known[tweet, total] = check_tweet(tweet, self._grounds, total=total)
        return known

    def draft(self, draft: Draft) -> Draft:
        """The draft with every tweet checked, and with what only the whole shows; its own findings stay first."""
        tweets = tuple(self.tweet(tweet, total=len(draft.tweets)) for tweet in draft.tweets)
        draft = replace(draft, tweets=tweets)
        return replace(draft, findings=(*draft.findings, *check_whole(draft)))
