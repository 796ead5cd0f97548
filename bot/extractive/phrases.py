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


def _alternatives(listed: str) -> str:
    one_line = " ".join(listed.split()).replace("| ", "|")
    return one_line.replace(" / ", "|")
