"""A draft that people work on: its tweets with all their versions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.errors import NoSuchTweet
from bot.model import Draft, Role, Tweet, WriterName
from bot.versions import BY_RULE, PERSON, Version, Why

MADE_BY_RULE = frozenset({Role.ANNOUNCEMENT, Role.CODE})
"""Roles whose words are made of facts."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A draft with the versions of its tweets.

    Attributes:
        versions: Of each tweet in order, the oldest first, none empty. The last state of each is the draft's tweet, but
            for its place and counter, where other tweets came or went.
        approved: Numbers of the tweets that somebody approved; actions on the whole draft leave them alone.
    """

    draft: Draft
    versions: tuple[tuple[Version, ...], ...]
    approved: frozenset[int] = frozenset()

    @classmethod
    def of(cls, draft: Draft) -> "Manuscript":
        """A draft as it was just written."""
        return cls(draft, tuple((first_version(tweet, draft.writer),) for tweet in draft.tweets))

    def tweet(self, number: int) -> Tweet:
        """The tweet as it stands.

        Raises:
            NoSuchTweet: The draft has none of that number.
        """
        if not 1 <= number <= len(self.draft.tweets):
            raise NoSuchTweet(number, total=len(self.draft.tweets))
        return self.draft.tweets[number - 1]

    def history(self, number: int) -> tuple[Version, ...]:
        """All versions of a tweet, the oldest first.

        Raises:
            NoSuchTweet: The draft has none of that number.
        """
        self.tweet(number)
        return self.versions[number - 1]

    def is_kept(self, number: int) -> bool:
        """Whether actions on the whole draft leave a tweet alone: it was approved, or somebody wrote it by hand."""
        return number in self.approved or standing(self.history(number))[-1].why is Why.EDITED

    def with_approval(self, number: int, *, is_approved: bool = True) -> "Manuscript":
        """The draft with a tweet approved, or not any more.

        Raises:
            NoSuchTweet: The draft has none of that number.
        """
        self.tweet(number)
        return replace(self, approved=self.approved | {number} if is_approved else self.approved - {number})

    def with_version(self, version: Version) -> "Manuscript":
        """One version more of the tweet that it is a state of; all other tweets are as they were."""
        place = version.tweet.number - 1
        tweets, versions = list(self.draft.tweets), list(self.versions)
        tweets[place], versions[place] = version.tweet, (*versions[place], version)
        return replace(self, draft=replace(self.draft, tweets=tuple(tweets)), versions=tuple(versions))

    def with_picture(self, tweet: Tweet) -> "Manuscript":
        """The newest version of a tweet with its figure drawn: a part of making it, and no version more."""
        place = tweet.number - 1
        *earlier, newest = self.versions[place]
        return replace(
            self, versions=(*self.versions[:place], tuple(earlier), *self.versions[place + 1 :])
        ).with_version(replace(newest, tweet=tweet))


def first_version(tweet: Tweet, writer: WriterName, *, why: Why = Why.DRAFTED) -> Version:
    """A tweet that has no history yet. What a person wrote is theirs, whatever its role."""
    is_by_rule = tweet.role in MADE_BY_RULE and writer != PERSON
    return Version(1, why, tweet, BY_RULE if is_by_rule else writer)


def standing(history: Sequence[Version]) -> list[Version]:
    """The versions that an undo can reach, the present one last: what was undone is not among them."""
    reached: list[Version] = []
    for version in history:
        if version.back_to is None:
            reached.append(version)
        else:
            reached = [one for one in reached if one.number <= version.back_to]
    return reached
