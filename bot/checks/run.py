"""The entry to the checks: one tweet, or a whole draft, with what every rule has to say about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.checks import numbers, quotes
from bot.checks.addresses import addresses_without_link, check_handles, check_urls
from bot.checks.anatomy import Anatomy, anatomy, beside_title
from bot.checks.length import weighted_length
from bot.checks.markup import check_markup
from bot.checks.paper_index import PaperIndex
from bot.checks.people import known_handles
from bot.checks.structure import check_counter, check_evidence, check_length, check_title
from bot.checks.support import check_support
from bot.checks.tags import check_tags
from bot.checks.voice import check_voice
from bot.checks.whole_draft import (
    check_count,
    check_facts,
    check_limitation,
    check_links,
    check_order,
    check_reading,
    check_wish,
)
from bot.model import Brief, Draft, Evidence, Finding, Level, Paper, Role, Tweet

MAX_CHECKED_CHARS = 2000
"""Seven tweets' worth. The rules are made for tweets; on a book they would take minutes."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the tweets of one draft may rest on; the index is made once for all of them."""

    paper: Paper
    brief: Brief
    index: PaperIndex

    @classmethod
    def of(cls, paper: Paper, brief: Brief) -> "Grounds":
        return cls(paper, brief, PaperIndex(paper))


def check_draft(draft: Draft) -> Draft:
    """The draft with every tweet checked, and with what only the whole shows; its own findings stay first."""
    grounds = Grounds.of(draft.paper, draft.brief)
    total = len(draft.tweets)
    tweets = tuple(check_tweet(tweet, grounds, total=total) for tweet in draft.tweets)
    whole = (
        *check_facts(draft.paper, draft.brief),
        *check_links(tweets, draft.paper, draft.brief),
        *check_wish(draft.brief, draft.writer),
        *check_count(tweets, draft.brief),
        *check_order(tweets),
        *check_limitation(tweets, draft.paper, draft.brief),
        *check_reading(draft.paper),
    )
    return replace(draft, tweets=tweets, findings=(*draft.findings, *whole))


def check_tweet(tweet: Tweet, grounds: Grounds, *, total: int) -> Tweet:
    """The tweet with its evidence in the pages' own words, its weight, and the rules' findings behind its own.

    Args:
        total: How many tweets the draft has, for the counter.
    """
    evidence: tuple[Evidence, ...] = ()
    if len(tweet.text) > MAX_CHECKED_CHARS:
        detail = f"{len(tweet.text):,} characters are no tweet. Nothing else of it was checked."
        found = [Finding("length", Level.FLAG, "", detail)]
    else:
        aligned = quotes.align(tweet.evidence, grounds.index)
        evidence = aligned.evidence
        found = [*aligned.findings, *_findings(tweet, evidence, grounds, total)]
    return replace(
        tweet,
        weighted_length=weighted_length(tweet.text),
        evidence=evidence,
        findings=(*tweet.findings, *found),
    )


def _findings(tweet: Tweet, aligned: tuple[Evidence, ...], grounds: Grounds, total: int) -> Iterator[Finding]:
    paper, brief, role = grounds.paper, grounds.brief, tweet.role
    parts = anatomy(tweet.text)
    words = beside_title(tweet.text, paper.title)
    free = anatomy(words)
    yield from check_evidence(tweet.evidence, role)
    yield from numbers.check(
        free.prose, role=role, evidence=aligned, index=grounds.index, facts=_facts(free, role, grounds)
    )
    yield from check_support(free.prose, role=role, evidence=aligned)
    yield from check_title(tweet.text, paper.title, number=tweet.number, role=role)
    addresses = [*free.links, *addresses_without_link(words, free.links)]
    yield from check_urls(addresses, role=role, evidence=aligned, paper=paper, brief=brief)
    yield from check_handles(free.handles, brief)
    yield from check_tags(free.tags, brief=brief, role=role, evidence=aligned)
    yield from check_markup(words)
    yield from check_voice(free.prose, voice=brief.voice, role=role, evidence=aligned)
    yield from check_counter(parts.counter, number=tweet.number, total=total, voice=brief.voice)
    yield from check_length(tweet.text, parts.prose, role)


def _facts(parts: Anatomy, role: Role, grounds: Grounds) -> list[str]:
    """What needs no quote: the title, the venue, and of an announcement how many authors it does not name."""
    paper, brief = grounds.paper, grounds.brief
    facts = [paper.title, brief.venue or ""]
    if role is Role.ANNOUNCEMENT:
        by_handle = {handle.text.lower() for handle in parts.handles}
        known = known_handles(paper.authors, brief.handles)
        named = sum(name in parts.prose or known.get(name, "").lower() in by_handle for name in paper.authors)
        facts.append(f"{len(paper.authors) - named} others")
    return [fact for fact in facts if fact]
