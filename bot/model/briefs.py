"""What a person asks for."""

from dataclasses import dataclass, field
from enum import StrEnum


class Voice(StrEnum):
    """Whose voice a draft has: the authors' "we", or a third person about other people's paper."""

    AUTHOR = "author"
    CURATOR = "curator"


class TaggedTweets(StrEnum):
    """Which tweets of a draft carry its topic tags."""

    EVERY = "every"
    FIRST = "first"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Brief:
    """What the person asked for.

    Attributes:
        venue: As tags would name it: "NeurIPS 2023", "ICML".
        code: The repository's address; None means the paper's own, if it has one.
        tags: Topic tags, without `#`.
        tagged: Which tweets carry them.
        handles: Name -> handle with `@`; the only handles a draft may use.
        wish: Anything else, in words.
        min_tweets, max_tweets: How many tweets the draft should have.
        liked: A thread about another paper that these people liked, for form and voice; "" for none. A draft does not
            keep it: it is another draft's.
        central: The label of the figure that the announcement shows, which no other tweet can; "" for none. Told to
            writers only.
    """

    voice: Voice = Voice.AUTHOR
    venue: str | None = None
    code: str | None = None
    tags: tuple[str, ...] = ()
    handles: dict[str, str] = field(default_factory=dict)
    wish: str | None = None
    min_tweets: int = 8
    max_tweets: int = 13
    liked: str = ""
    central: str = ""
    tagged: TaggedTweets = TaggedTweets.EVERY
