"""A proposal made into a tweet: with its tags, its counter and its figure, before any check."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.checks.orders import order_in
from bot.checks.pings import without_pings
from bot.checks.tags import tweet_tags
from bot.checks.unseen import without_unseen
from bot.drafting.intake import Taken
from bot.drafting.tail import compose_within_limit, counter
from bot.model import Brief, Figure, Finding, Level, Paper, Tweet, TweetFigure
from bot.wording import elided

_SHOWN_CHARS = 60
MAX_ALT_CHARS = 1000  # the tweet platform's limit (its openapi.json); the other networks take more


@dataclass(frozen=True, slots=True)
class Composition:
    """What the tweets of one draft have in common.

    Attributes:
        total: How many tweets the draft has.
        bare: The number of the tweet that carries no tags, or None.
    """

    paper: Paper
    brief: Brief
    total: int
    bare: int | None = None

    def tweet(self, number: int, taken: Taken) -> tuple[Tweet, list[Finding]]:
        """The tweet as it would be posted, and what there is to say about its figure."""
        proposal = taken.proposal
        figure, remarks = _figure(proposal.figure, self.paper, self.brief, number)
        text, repairs = compose_within_limit(
            proposal.prose,
            tags=() if number == self.bare else tweet_tags(self.brief, proposal.role, number),
            counter=counter(number, self.total, self.brief.voice),
        )
        findings = (*taken.findings, *repairs)
        return Tweet(number, proposal.role, text, 0, proposal.evidence, figure, findings), remarks

    def tweets(self, whole: Sequence[Taken]) -> tuple[tuple[Tweet, ...], list[Finding]]:
        """All tweets of the draft, which are `total`, and what there is to say about their figures."""
        made = [self.tweet(number, taken) for number, taken in enumerate(whole, 1)]
        return tuple(tweet for tweet, _ in made), [remark for _, remarks in made for remark in remarks]


# ---- Figures ----

_KINDS = {"fig": "figure", "tab": "table"}


def _figure(label: str | None, paper: Paper, brief: Brief, number: int) -> tuple[TweetFigure | None, list[Finding]]:
    if label is None:
        return None, []
    figure = next((one for one in paper.figures if same_label(one.label, label)), None)
    if figure is None:
        detail = f"Tweet {number} wanted it, and the paper has no such figure."
        return None, [Finding("figure", Level.ADVICE, label, detail)]
    if order := order_in(figure.caption):
        detail = f"Its caption on page {figure.page} reads like an order to a machine, and is not its description."
        finding = Finding("figure", Level.FLAG, elided(order, _SHOWN_CHARS), detail)
        return TweetFigure(figure, alt=figure.label), [finding]
    return TweetFigure(figure, alt=alt_of(figure, brief)), []


def same_label(one: str, other: str) -> bool:
    """Whether two labels name one figure: "Fig. 3" and "figure 3"."""
    return _folded_label(one) == _folded_label(other)


def _folded_label(label: str) -> str:
    kind, _, number = label.strip().rstrip(".:").casefold().partition(" ")
    return f"{_KINDS.get(kind.rstrip('.'), kind)} {number.strip()}"


def alt_of(figure: Figure, brief: Brief) -> str:
    """What a screen reader says of a figure: its caption, without calls of people."""
    words, _ = without_pings(without_unseen(figure.caption), brief)
    caption = " ".join(words.split()) or figure.label
    if len(caption) <= MAX_ALT_CHARS:
        return caption
    return f"{caption[: MAX_ALT_CHARS - 1].rsplit(' ', 1)[0]}…"
