"""Drafts: tweets with what they rest on, and what the rules say of them."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.briefs import Brief
from bot.model.papers import Figure, Paper
from bot.provenance import Provenance


class Role(StrEnum):
    """What a tweet is for, in the order that a thread has them."""

    ANNOUNCEMENT = "announcement"
    CODE = "code"
    CONTRIBUTION = "contribution"
    RESULT = "result"
    METHOD = "method"
    WHY = "why"
    LIMITATION = "limitation"
    PRIOR_WORK = "prior_work"
    FUTURE_WORK = "future_work"
    CREDITS = "credits"
    VERDICT = "verdict"


class Level(StrEnum):
    """How much a finding weighs: a flag must be mended or seen, advice may stand, a repair was made already."""

    FLAG = "flag"
    ADVICE = "advice"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule has to say.

    Attributes:
        rule: The rule's name: "number", "quote", "length" ...
        words: The words of the tweet it is about; "" when it is about the whole.
        detail: A sentence: what is wrong, and what the evidence has instead.
    """

    rule: str
    level: Level
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim comes from: a page and the page's own words."""

    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class TweetFigure:
    """The figure on a tweet; `image` is a file name once it was drawn, `alt` what a screen reader says."""

    figure: Figure
    alt: str
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A tweet as a writer proposes it: prose only, before tags and counter are added and before any check.

    Attributes:
        prose: The words; may hold the links that its role calls for, on lines of their own.
        figure: The label of the figure it wants, or None.
    """

    role: Role
    prose: str
    evidence: tuple[Evidence, ...] = ()
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a writer is about to write: the role of each tweet, in order."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Tweet:
    """One tweet of a draft, as it would be posted; `weighted_length` counts as the tweet platform does."""

    number: int
    role: Role
    text: str
    weighted_length: int
    evidence: tuple[Evidence, ...] = ()
    figure: TweetFigure | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class WriterName:
    """Which writer wrote: "extractive" or "openai", and the model's name if it has one."""

    name: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The ordered tweets, with where they come from and what the rules found.

    Attributes:
        findings: About the draft as a whole; a tweet's own are in the tweet.
        seconds: Step ("fetch", "read", "write", "check", "draw") -> how long it took.
        provenance: None of a thread that a person wrote.
    """

    paper: Paper
    brief: Brief
    writer: WriterName
    tweets: tuple[Tweet, ...]
    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    provenance: Provenance | None = None

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the whole, then those of each tweet."""
        return (*self.findings, *(finding for tweet in self.tweets for finding in tweet.findings))
