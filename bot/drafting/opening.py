"""The tweets that are made of facts, by rule: the announcement and the one about the code."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.checks.addresses import same_address
from bot.checks.folding import fold
from bot.checks.people import known_handles
from bot.checks.tags import tweet_tags, venue_kind, venue_tags
from bot.drafting.tail import compose, counter, fits
from bot.model import Brief, Finding, Level, Paper, Role, Voice
from bot.wording import elided

MAX_NAMED = 6
"""Of more authors than this some are named and the others counted."""

_AUTHOR_OPENINGS = ("Happy to share", "A thread on", "Here is")
_CURATOR_OPENINGS = ("A paper in short", "Notes on a paper", "A short thread on a paper")
_AUTHOR_INVITATIONS = (
    "Our code is online. Try it, and tell us how it goes!",
    "Want to try it yourself? Here is our code:",
    "You can run it yourself. Our code:",
)
_CURATOR_INVITATIONS = (
    "The code is online, for everyone who wants to try it:",
    "Want to try it? The code is here:",
)

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_SHOWN_CHARS = 60


def announcement(paper: Paper, brief: Brief) -> tuple[str, ...]:
    """The prose of the first tweet: venue, title, authors, link; of the first two where the title fills one.

    Names give way before anything else does. A title that leaves no room stands with the link alone.
    """
    return next(announcements(paper, brief, openings(brief)[0]))


def announcements(paper: Paper, brief: Brief, opening: str) -> Iterator[tuple[str, ...]]:
    """Every form of the announcement with this opening, the fullest first: each names fewer authors.

    The last one may be too long for the platform, if the title is.
    """
    tags, tags_behind = (tweet_tags(brief, Role.ANNOUNCEMENT, number) for number in (1, 2))
    # Measured beside the widest counter that the draft may get.
    widest = counter(1, max(brief.max_tweets, 10), brief.voice)
    title, link = paper.title, paper.url or ""
    lines = tuple(_author_lines(paper, brief))
    wholes = [_paragraphs(opening, title, authors, link) for authors in lines]
    fitting = [whole for whole in wholes if fits(compose(whole, tags=tags, counter=widest))]
    if fitting:
        yield from ((whole,) for whole in fitting)
        return

    first = _paragraphs(title, link)
    if not fits(compose(first, counter=widest)):
        first, opening = title, _paragraphs(opening, link)
    seconds = [_paragraphs(opening, authors) for authors in lines]
    fitting = [second for second in seconds if fits(compose(second, tags=tags_behind, counter=widest))]
    yield from ((first, second) for second in fitting or [opening])


def openings(brief: Brief) -> tuple[str, ...]:
    """The words before the title, in every way that we know; the usual one first."""
    tags, kind = " ".join(venue_tags(brief.venue)), venue_kind(brief.venue)
    venue = tags or (brief.venue or "")
    if brief.voice is Voice.CURATOR:
        where = f" from {venue}" + (f", {kind}" if kind else "") if venue else ""
        return tuple(f"{words}{where}:" for words in _CURATOR_OPENINGS)
    if " " in kind:
        return tuple(f"{words} our paper at {venue}, {kind}:" for words in _AUTHOR_OPENINGS)
    return tuple(" ".join(word for word in (words, "our", venue, kind, "paper:") if word) for words in _AUTHOR_OPENINGS)


def code_invitation(code: str, voice: Voice) -> str:
    """The prose of the tweet about the code: an invitation and the exact address."""
    return code_invitations(code, voice)[0]


def code_invitations(code: str, voice: Voice) -> tuple[str, ...]:
    """The same in every way that we know; the usual one first."""
    words = _CURATOR_INVITATIONS if voice is Voice.CURATOR else _AUTHOR_INVITATIONS
    return tuple(_paragraphs(invitation, code) for invitation in words)


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
