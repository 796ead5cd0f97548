"""What the platform makes of a title: it may not be changed, so the person is told what it does where it is posted."""

import re

from bot.checks.anatomy import has_title, is_address
from bot.checks.entities import Entity, hashtags, links, mentions
from bot.checks.unseen import unseen_in
from bot.model import Brief, Finding, Level, Paper

_STAYS = "It is part of the paper's title"


def check_title_words(text: str, paper: Paper, brief: Brief) -> list[Finding]:
    """Rules `handle`, `url`, `tag` and `markup`, for the title in a tweet, which the other rules pass over.

    A link or tag that the first page prints is only advised about: then the title is like that.
    """
    title = paper.title
    if not title or not has_title(text, title):
        return []
    given = {handle.lstrip("@").lower() for handle in brief.handles.values()}
    calls = [_finding("handle", one, "calls somebody") for one in mentions(title) if one.text[1:].lower() not in given]
    found = [_finding("url", one, "becomes a link", is_sure=not _is_the_papers(one, paper)) for one in links(title)]
    tagged = [
        _finding("tag", one, "becomes a hashtag", is_sure=not _is_the_papers(one, paper)) for one in hashtags(title)
    ]
    unseen = [
        Finding("markup", Level.FLAG, f"U+{ord(sign):04X}", "The paper's title has this character, which nobody sees.")
        for sign in unseen_in(title)
    ]
    return [*calls, *found, *tagged, *unseen]


def _finding(rule: str, entity: Entity, does: str, *, is_sure: bool = True) -> Finding:
    detail = f"{_STAYS}, and {does} when it is posted. See whether the title is right."
    return Finding(rule, Level.FLAG if is_sure else Level.ADVICE, entity.text, detail)


def _is_the_papers(entity: Entity, paper: Paper) -> bool:
    """Whether it is a word like Booking.com, or printed on the first page."""
    first = "".join(re.sub(r"\s", "", page.text) for page in paper.pages[:1])
    return entity.text in first or (not entity.text.startswith(("#", "＃")) and not is_address(entity.text))
