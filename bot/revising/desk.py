"""One tweet of a draft, taken out to be worked on: what a writer is told of it, and what its answer makes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.checks.anatomy import anatomy
from bot.checks.length import weighted_length
from bot.checks.run import Grounds, check_tweet
from bot.checks.tags import tweet_tags
from bot.drafting.composition import Composition, same_label
from bot.drafting.intake import Taken, take
from bot.drafting.tail import compose, counter
from bot.model import Finding, Level, Proposal, Role, Tweet, TweetFigure, WriterName
from bot.revising.framing import Frame, framed
from bot.revising.manuscript import Manuscript
from bot.versions import Revision, Version, Why

AIM_CHARS = 150
"""A shortening aims at so much prose, as the tweet platform counts; what is within it is short already."""

Objections = Callable[[str], list[Finding]]
"""What speaks against a prose as the next version of a tweet, beside what the checks find."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A tweet on the desk.

    Attributes:
        grounds: Of the draft's paper and brief.
        prose, frame: Its text, taken apart.
        has_drafts_form: It ends as the tweets of our drafts do. If not, somebody gave it a form, which it keeps.
    """

    manuscript: Manuscript
    grounds: Grounds
    number: int
    prose: str
    frame: Frame
    has_drafts_form: bool

    @classmethod
    def with_tweet(cls, manuscript: Manuscript, grounds: Grounds, number: int) -> "Desk":
        """Put a tweet on the desk.

        Raises:
            NoSuchTweet: The draft has none of that number.
        """
        tweet = manuscript.tweet(number)
        prose, frame = framed(tweet.text)
        brief, total = grounds.brief, len(manuscript.draft.tweets)
        tags = tweet_tags(brief, tweet.role, number)
        mark = counter(number, total, brief.voice)
        forms = {compose(prose, tags=tags, counter=mark), compose(prose, counter=mark)}
        return cls(manuscript, grounds, number, prose, frame, tweet.text in forms)

    @staticmethod
    def prose_of(tweet: Tweet) -> str:
        """The words of a tweet, without counter and tags."""
        return framed(tweet.text)[0]

    @property
    def tweet(self) -> Tweet:
        return self.manuscript.tweet(self.number)

    @property
    def other_prose(self) -> list[str]:
        """Of every other tweet, in order."""
        return [self.prose_of(tweet) for tweet in self.manuscript.draft.tweets if tweet.number != self.number]

    @property
    def past_prose(self) -> tuple[str, ...]:
        """What the tweet said before, each wording once, the oldest first; not what it says now."""
        history = self.manuscript.history(self.number)
        said = dict.fromkeys(self.prose_of(version.tweet) for version in history)
        return tuple(prose for prose in said if prose != self.prose)

    @property
    def proposal(self) -> Proposal:
        """The tweet as its writer could have proposed it."""
        figure = self.tweet.figure
        label = None if figure is None else figure.figure.label
        return Proposal(self.tweet.role, self.prose, self.tweet.evidence, label)

    def revision(self, *, wish: str | None = None, facts: tuple[str, ...] = ()) -> Revision:
        """What a writer is told."""
        tweets = self.manuscript.draft.tweets
        return Revision(
            self.number,
            self.proposal,
            tuple(self.prose_of(tweet) for tweet in tweets),
            versions=self.past_prose,
            wish=wish,
            facts=facts,
            shown=self._shown_elsewhere(),
        )

    def taken(self, answer: Proposal) -> Taken:
        """What can be part of a draft, in the role that the tweet has, without a figure that another tweet shows."""
        figure = answer.figure
        if figure is not None and any(same_label(figure, label) for label in self._shown_elsewhere()):
            figure = None
        return take(replace(answer, role=self.tweet.role, figure=figure), self.grounds.brief)

    def judged(self, taken: Taken, objections: Objections) -> Tweet:
        """The proposal as it would be posted, checked; what speaks against it stands among its findings."""
        prose, total = taken.proposal.prose, len(self.manuscript.draft.tweets)
        composition = Composition(self.grounds.paper, self.grounds.brief, total, bare=self._bare())
        made, remarks = composition.tweet(self.number, taken)
        if not self.has_drafts_form:
            made = replace(made, text=self.frame.around(prose), findings=taken.findings)
        findings = (*made.findings, *remarks, *objections(prose))
        made = replace(made, figure=self._with_its_alt(made.figure), findings=findings)
        return self.checked(made)

    def checked(self, tweet: Tweet) -> Tweet:
        """The tweet with what the rules find; a counter that somebody put elsewhere is their own choice."""
        tweet = check_tweet(tweet, self.grounds, total=len(self.manuscript.draft.tweets))
        if self.has_drafts_form:
            return tweet
        kept = (one for one in tweet.findings if one.rule != "counter" or one.level is not Level.ADVICE)
        return replace(tweet, findings=tuple(kept))

    def version(
        self, why: Why, tweet: Tweet, writer: WriterName, *, wish: str | None = None, back_to: int | None = None
    ) -> Version:
        """The next version of the tweet."""
        number = len(self.manuscript.history(self.number)) + 1
        return Version(number, why, tweet, writer, wish=wish, back_to=back_to)

    def _with_its_alt(self, figure: TweetFigure | None) -> TweetFigure | None:
        """The figure; where it is the one that the tweet has, with the picture and the words that it has."""
        old = self.tweet.figure
        return old if figure is not None and old is not None and figure.figure.label == old.figure.label else figure

    def _shown_elsewhere(self) -> tuple[str, ...]:
        return tuple(
            tweet.figure.figure.label
            for tweet in self.manuscript.draft.tweets
            if tweet.figure is not None and tweet.number != self.number
        )

    def _bare(self) -> int | None:
        """The first tweet, where the title fills it and a second one announces the paper."""
        announcements = [tweet for tweet in self.manuscript.draft.tweets if tweet.role is Role.ANNOUNCEMENT]
        return 1 if len(announcements) > 1 else None


def prose_weight(prose: str) -> int:
    """How much prose there is, as the tweet platform counts; addresses are none."""
    return weighted_length(anatomy(prose).prose)
