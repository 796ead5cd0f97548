"""What the rules have to say of an invitation: its facts byte for byte, its claims against the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.checks.anatomy import anatomy
from bot.checks.entities import hashtags, mentions
from bot.checks.length import weighted_length
from bot.checks.locked import check_locked
from bot.checks.names import check_names
from bot.checks.number_reading import read_numbers
from bot.checks.own_thread import claims_something
from bot.checks.run import Grounds, check_tweet
from bot.checks.structure import check_length
from bot.checks.tags import venue_tags
from bot.drafting.intake import take
from bot.inviting.facts import own_facts
from bot.model import Brief, Evidence, Finding, Level, Page, Paper, Proposal, Role, Tweet
from bot.poster import Fact, Invitation, PosterRequest

_OF_THREADS = frozenset({"counter", "length"})
_NUMBER = 2  # of a tweet that is no announcement, and so needs no title of its own


@dataclass(frozen=True, slots=True)
class Inspection:
    """The grounds on which the posts of one request are judged.

    Attributes:
        has_paper: Without one, the person's own draft is all that a claim may rest on.
    """

    request: PosterRequest
    grounds: Grounds
    has_paper: bool

    @classmethod
    def of(cls, request: PosterRequest, paper: Paper | None) -> "Inspection":
        given = f"{request.draft}\n{request.wish or ''}"
        brief = Brief(
            venue=request.venue,
            tags=tuple(tag.text[1:] for tag in hashtags(given)),
            handles={handle.text: handle.text for handle in mentions(given)},
        )
        about = paper or Paper("the draft", "", (), "", (Page(1, request.draft),))
        return cls(request, Grounds.of(about, brief), paper is not None)

    def inspected(self, post: Invitation) -> tuple[Invitation, tuple[Finding, ...]]:
        """The post without what can be part of none, its evidence in the page's own words, and every finding."""
        taken = take(Proposal(Role.CONTRIBUTION, post.text, post.evidence), self.grounds.brief)
        text = taken.proposal.prose.strip()
        evidence = taken.proposal.evidence
        if not self.has_paper:
            evidence = (Evidence(1, self.request.draft),) if self.request.draft else ()
        tweet = self._judged(text, evidence)
        findings = (
            *taken.findings,
            *check_locked(text, self.request.facts),
            *self._venue(text),
            *check_length(text, "", Role.ANNOUNCEMENT),
            *tweet.findings,
        )
        return Invitation(text, tweet.evidence if self.has_paper else ()), findings

    def faults_of_the_draft(self) -> list[Finding]:
        """What the rules flag in the person's own draft; facts that it does not name are no faults of it."""
        draft, facts = self.request.draft, self.request.facts
        faults = [found for found in check_locked(draft, facts) if found.words]
        faults += check_length(draft, "", Role.ANNOUNCEMENT)
        if self.has_paper:
            faults += self._strange_to_the_paper(anatomy(self._without_facts(draft, *own_facts(draft))).prose)
        return faults

    def _strange_to_the_paper(self, prose: str) -> Iterator[Finding]:
        """The numbers and names of a prose that stand nowhere in the paper; no quote says where they should."""
        for number in read_numbers(prose):
            if not number.is_weak and not self.grounds.index.pages_with(number):
                yield Finding("number", Level.FLAG, number.text, f"{number.text} is not in the paper.")
        names = check_names(
            prose, role=Role.CONTRIBUTION, evidence=(), index=self.grounds.index, brief=self.grounds.brief
        )
        yield from (found for found in names if found.level is Level.FLAG)

    def _judged(self, text: str, evidence: Sequence[Evidence]) -> Tweet:
        """The claims of a post, as a tweet beside its facts."""
        words = self._without_facts(text)
        # "Come and talk to us" claims nothing; what names a number or a system does.
        is_claim = bool(evidence) or claims_something(anatomy(words).prose)
        role = Role.CONTRIBUTION if is_claim else Role.ANNOUNCEMENT
        tweet = check_tweet(Tweet(_NUMBER, role, words, 0, tuple(evidence)), self.grounds, total=_NUMBER)
        return replace(
            tweet,
            text=text,
            weighted_length=weighted_length(text),
            findings=tuple(self._told(found) for found in tweet.findings if found.rule not in _OF_THREADS),
        )

    def _without_facts(self, text: str, *more: Fact) -> str:
        """Spaces for the facts, which need no evidence; every offset holds."""
        facts = [fact.text for fact in (*self.request.facts, *more)] + [self.request.venue or ""]
        for fact in sorted(filter(None, facts), key=len, reverse=True):
            text = text.replace(fact, " " * len(fact))
        return text

    def _venue(self, text: str) -> list[Finding]:
        venue = self.request.venue
        if not venue or any(name in text for name in (venue, *venue_tags(venue))):
            return []
        return [Finding("locked", Level.FLAG, "", f"The venue is not there: {venue}")]

    def _told(self, finding: Finding) -> Finding:
        if self.has_paper:
            return finding
        return replace(finding, detail=finding.detail.replace("the paper", "your draft"))
