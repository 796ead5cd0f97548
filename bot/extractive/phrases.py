"""Lists of phrases as patterns, written as one would write them down."""

import re


def anywhere(listed: str) -> re.Pattern[str]:
    """Finds any phrase of `listed` as whole words, in any case.

    Phrases are parted by " / "; each is a regular expression without anything unbounded. A line may end after the " /",
    after a "|" or at a space.
    """
    return re.compile(rf"(?<!\w)(?:{_alternatives(listed)})(?!\w)", re.IGNORECASE)


def at_start(listed: str) -> re.Pattern[str]:
    """Matches any phrase of `listed` at the beginning of a sentence."""
    return re.compile(rf"[\"“(]?(?:{_alternatives(listed)})(?!\w)", re.IGNORECASE)


_STRAY = re.compile(r"(?:^|[| ])/(?:[| ]|$)")


def _alternatives(listed: str) -> str:
    """
    Raises:
        ValueError: Two marks follow each other, so that what stands behind them would never be found.
    """
    phrases = " ".join(listed.split()).replace("| ", "|").split(" / ")
    for phrase in phrases:
        if not phrase or phrase[0] == "|" or phrase[-1] == "|" or _STRAY.search(phrase):
            raise ValueError(f"Between two marks no phrase stands: {phrase!r}")
    return "|".join(phrases)
