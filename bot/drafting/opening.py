"""The tweets that are made of facts, by rule: the announcement and the one about the code."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.checks.addresses import same_address
from bot.checks.folding import fold
from bot.checks.people import known_handles
from bot.checks.tags import topic_tags, venue_kind, venue_tags
from bot.drafting.tail import compose, counter, fits
from bot.model import Brief, Finding, Level, Paper, Voice
from bot.wording import elided

MAX_NAMED = 6
"""Of more authors than this some are named and the others counted."""

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_SHOWN_CHARS = 60


def announcement(paper: Paper, brief: Brief) -> tuple[str, ...]:
    """The prose of the first tweet: venue, title, authors, link; of the first two where the title fills one.

    Names give way before anything else does. A title that leaves no room stands with the link alone.
    """
    tags = topic_tags(brief)
    # Measured beside the widest counter that the draft may get.
    widest = counter(1, max(brief.max_tweets, 10), brief.voice)
    opening, title, link = _opening(brief), paper.title, paper.url or ""
    for authors in _author_lines(paper, brief):
        whole = _paragraphs(opening, title, authors, link)
        if fits(compose(whole, tags=tags, counter=widest)):
            return (whole,)

    first = _paragraphs(title, link)
    if not fits(compose(first, counter=widest)):
        first, opening = title, _paragraphs(opening, link)
    for authors in _author_lines(paper, brief):
        second = _paragraphs(opening, authors)
        if fits(compose(second, tags=tags, counter=widest)):
            return (first, second)
    return (first, opening)


def code_invitation(code: str, voice: Voice) -> str:
    """The prose of the tweet about the code: an invitation and the exact address."""
    if voice is Voice.CURATOR:
        return _paragraphs("The code is online, for everyone who wants to try it:", code)
    return _paragraphs("Our code is online. Try it, and tell us how it goes!", code)


def code_doubts(paper: Paper, brief: Brief) -> list[Finding]:
    """A flag where the address is a link of the paper's that no reader of it can see: one that lies over no words."""
    if brief.code or paper.code is None:
        return []
    code = paper.code.url
    linked = [link for link in paper.links if same_address(link.url, code)]
    bare = fold(_SCHEME.sub("", code))
    is_printed = any(bare in fold(page.text) for page in paper.pages)
    if not linked or is_printed or any(link.text.strip() for link in linked):
        return []
    detail = f"Page {linked[0].page} has this link without any words under it: a picture, or nothing. Is it your code?"
    return [Finding("url", Level.FLAG, elided(code, _SHOWN_CHARS), detail)]


def _opening(brief: Brief) -> str:
    tags, kind = " ".join(venue_tags(brief.venue)), venue_kind(brief.venue)
    venue = tags or (brief.venue or "")
    if brief.voice is Voice.CURATOR:
        where = f" from {venue}" + (f", {kind}" if kind else "") if venue else ""
        return f"A paper in short{where}:"
    if " " in kind:
        return f"Happy to share our paper at {venue}, {kind}:"
    return " ".join(word for word in ("Happy to share our", venue, kind, "paper:") if word)


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


# ---- Who it is with ----


def _author_lines(paper: Paper, brief: Brief) -> Iterator[str]:
    """What can be said of the authors, the fullest first and "" last."""
    lead = "Joint work of" if brief.voice is Voice.AUTHOR else "By"
    total = len(paper.authors)
    if total > 1 or brief.voice is Voice.CURATOR:  # who posts a paper of their own need not name themselves
        handles = known_handles(paper.authors, brief.handles)
        for count in range(min(total, MAX_NAMED), 0, -1):
            if count != total - 1:  # "and 1 other" would single somebody out
                yield f"{lead} {_listed(_chosen(paper.authors, handles, count), total - count)}"
    yield ""


def _chosen(authors: Sequence[str], handles: Mapping[str, str], count: int) -> list[str]:
    """`count` authors in the paper's order: the first, those with handles, then the next ones."""
    places = sorted(range(len(authors)), key=lambda place: (place > 0, authors[place] not in handles, place))
    return [handles.get(authors[place], authors[place]) for place in sorted(places[:count])]


def _listed(names: Sequence[str], others: int) -> str:
    items = [*names, f"{others} others"] if others else list(names)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
