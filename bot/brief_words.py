"""What a person may ask of a draft, as they write it: a number of tweets, a code link, a topic tag."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.errors import BriefError
from bot.model import Brief, TaggedTweets, Voice

MOST_TWEETS = 25

_TWEETS = {Voice.AUTHOR: (Brief().min_tweets, Brief().max_tweets), Voice.CURATOR: (5, 8)}
_NUMBER_OR_RANGE = re.compile(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?")
_TAG_MARK = re.compile(r"\A[#＃]")
_TAG = re.compile(r"\w*[^\W\d_]\w*")


def usual_tweets(voice: Voice) -> tuple[int, int]:
    """How many tweets, from and to, where nobody says otherwise."""
    return _TWEETS[voice]


def parse_tweets(words: str) -> tuple[int, int]:
    """`10` or `8-13`, as (fewest, most).

    Raises:
        BriefError: It is neither, or not between 1 and 25.
    """
    match = _NUMBER_OR_RANGE.fullmatch(words.strip())
    fewest = int(match[1]) if match else 0
    most = int(match[2] or match[1]) if match else 0
    if not 1 <= fewest <= most <= MOST_TWEETS:
        needed = f"one such as 10, or a range such as 8-13, between 1 and {MOST_TWEETS}"
        raise BriefError("The number of tweets", given=words, needed=needed)
    return fewest, most


def parse_code(words: str) -> str:
    """The address of a code repository, as it is written.

    Raises:
        BriefError: It is no http address, or has a user name, and what stands beside that would be posted.
    """
    address = words.strip()
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:  # such as a bracket that opens an IPv6 address and does not close it
        is_address = False
    if not is_address or " " in address or not address.isprintable():
        needed = "an address that begins with http:// or https://, without a user name"
        raise BriefError("The code link", given=words, needed=needed)
    return address


def parse_words(words: str | None) -> str | None:
    """A venue or a wish, without the spaces around it; None where nothing is left."""
    return (words or "").strip() or None


def parse_tags(words: Iterable[str] | None) -> tuple[str, ...]:
    """Topic tags as `parse_tag` has them, each once.

    Raises:
        BriefError: As `parse_tag`.
    """
    return tuple(dict.fromkeys(map(parse_tag, words or ())))


def parse_tagged(words: str) -> TaggedTweets:
    """Which tweets carry topic tags, as people write it.

    Raises:
        BriefError: It is none of these.
    """
    try:
        return TaggedTweets(words.strip().casefold())
    except ValueError:
        raise BriefError("Which tweets are tagged", given=words, needed="`every`, `first` or `none`") from None


def parse_tag(words: str) -> str:
    """A topic tag without its `#`.

    Raises:
        BriefError: It is not one word with a letter in it, and would be no tag where it is posted.
    """
    tag = _TAG_MARK.sub("", words.strip())
    if not _TAG.fullmatch(tag):
        needed = "one word of letters, digits and underscores, with a letter in it"
        raise BriefError("A topic tag", given=words, needed=needed)
    return tag
