"""The form of a tweet: prose, a blank line, its tags, a blank line, its counter."""

import re
from collections.abc import Sequence

from bot.checks.length import MAX_WEIGHT, weighted_length
from bot.model import Finding, Level, Voice

_LINE_END = re.compile(r"[^\S\n]*(?:\r\n?|\n)")
_BLANK_LINES = re.compile(r"\n{3,}")  # some tools that take a whole thread would part the tweet there


def compose(prose: str, *, tags: Sequence[str] = (), counter: str = "") -> str:
    """The text of a tweet; what is empty leaves no line."""
    tidy = _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", prose.strip()))
    return "\n\n".join(part for part in (tidy, " ".join(tags), counter) if part)


def compose_within_limit(prose: str, *, tags: Sequence[str], counter: str) -> tuple[str, list[Finding]]:
    """The text of a tweet, without its tags where they are what makes it too heavy, and a word about that."""
    text = compose(prose, tags=tags, counter=counter)
    bare = compose(prose, counter=counter)
    if not fits(text) and fits(bare):
        detail = f"With these tags the tweet would weigh {weighted_length(text)}; they were left out."
        return bare, [Finding("tag", Level.REPAIR, " ".join(tags), detail)]
    return text, []


def counter(number: int, total: int, voice: Voice) -> str:
    """`3/13`, or "" in curator voice, which counts only when asked to."""
    return "" if voice is Voice.CURATOR else f"{number}/{total}"


def fits(text: str) -> bool:
    """Whether the platform takes the text in one tweet."""
    return weighted_length(text) <= MAX_WEIGHT
