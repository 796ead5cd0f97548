"""The entry to the checks: one tweet, or a whole draft, with what every rule has to say about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.checks import numbers, quotes
from bot.checks.addresses import addresses_without_link, check_handles, check_urls
from bot.checks.anatomy import Anatomy, anatomy, beside_title
from bot.checks.cited_years import check_cited_years
from bot.checks.directions import check_directions
from bot.checks.hedges import check_hedges
from bot.checks.length import weighted_length
from bot.checks.markup import check_markup
from bot.checks.names import check_names
from bot.checks.negations import check_negations
from bot.checks.number_ties import check_ties
from bot.checks.orders import check_orders, check_talk
from bot.checks.paper_index import PaperIndex
from bot.checks.people import known_handles
from bot.checks.periods import check_periods
from bot.checks.pings import check_pings
from bot.checks.quoted_words import check_quoted
from bot.checks.strength import check_strength
from bot.checks.structure import check_counter, check_evidence, check_length, check_title
from bot.checks.support import check_support
from bot.checks.table_rows import check_rows
from bot.checks.tags import check_tags
from bot.checks.title_words import check_title_words
from bot.checks.voice import check_voice
from bot.checks.whole_draft import (
    check_count,
    check_duplicates,
    check_facts,
    check_limitation,
    check_links,
    check_order,
    check_reading,
    check_wish,
)
from bot.model import Brief, Draft, Evidence, Finding, Level, Paper, Role, Tweet, Voice

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


def check_draft(draft: Draft, *, grounds: Grounds | None = None, is_own_form: bool = False) -> Draft:
    """The draft with every tweet checked, and with what only the whole shows; its own findings stay first.

    Args:
        grounds: Of the draft's paper and brief, if they were made already.
        is_own_form: A person chose how many tweets there are, in what order and about what: nothing is said of that.
    """
    grounds = grounds or Grounds.of(draft.paper, draft.brief)
    total = len(draft.tweets)
    tweets = tuple(check_tweet(tweet, grounds, total=total) for tweet in draft.tweets)
    draft = replace(draft, tweets=tweets)
    return replace(draft, findings=(*draft.findings, *check_whole(draft, is_own_form=is_own_form)))


def check_whole(draft: Draft, *, is_own_form: bool = False) -> tuple[Finding, ...]:
    """What only the whole of a draft shows, whose tweets were checked already.

    Args:
        is_own_form: As in `check_draft`.
    """
    return (
        *check_facts(draft.paper, draft.brief),
        *([] if is_own_form else _form(draft)),
        *check_duplicates(draft.tweets, draft.paper),
        *check_reading(draft.paper),
    )


def _form(draft: Draft) -> Iterator[Finding]:
    """What a draft that was asked for has to have."""
    yield from check_links(draft.tweets, draft.paper, draft.brief)
    yield from check_wish(draft.brief, draft.writer)
    yield from check_count(draft.tweets, draft.brief)
    yield from check_order(draft.tweets)
    yield from check_limitation(draft.tweets, draft.paper, draft.brief)


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
    facts = _facts(free, role, grounds)
    yield from check_quoted(words, index=grounds.index, facts=[*facts, brief.wish or ""])
    yield from check_orders(aligned, grounds.index)
    yield from numbers.check(free.prose, role=role, evidence=aligned, index=grounds.index, facts=facts)
    yield from check_ties(free.prose, role=role, evidence=aligned, paper=paper)
    yield from check_periods(free.prose, evidence=aligned)
    yield from check_cited_years(free.prose, grounds.index)
    yield from check_names(free.prose, role=role, evidence=aligned, index=grounds.index, brief=brief)
    yield from check_rows(free.prose, evidence=aligned, paper=paper)
    yield from check_support(free.prose, role=role, evidence=aligned)
    yield from check_strength(free.prose, role=role, evidence=aligned, title=paper.title)
    yield from check_hedges(free.prose, role=role, evidence=aligned)
    yield from check_negations(free.prose, role=role, evidence=aligned)
    yield from check_directions(free.prose, role=role, evidence=aligned)
    yield from check_title(tweet.text, paper.title, number=tweet.number, role=role)
    yield from check_title_words(tweet.text, paper, brief)
    addresses = [*free.links, *addresses_without_link(words, free.links)]
    yield from check_urls(addresses, role=role, evidence=aligned, paper=paper, brief=brief)
    yield from check_handles(free.handles, brief)
    yield from check_pings(tweet.text, brief)
    yield from check_tags(free.tags, brief=brief, role=role, evidence=aligned)
    yield from check_markup(words)
    yield from check_talk(free.prose)
    yield from check_voice(free.prose, voice=brief.voice, role=role, evidence=aligned, index=grounds.index)
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
        others = len(paper.authors) - named
        facts.append(f"{others} others")
        if brief.voice is Voice.AUTHOR:
            facts.append(f"{others - 1} others")  # "with Ada Example and 3 others", by one of them
    return [fact for fact in facts if fact]
