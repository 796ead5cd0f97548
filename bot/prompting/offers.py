"""What the code can give to each prompt: the placeholders that its files may use."""

from dataclasses import dataclass

from bot.prompting.answers import FEEDBACK, POSTER, TWEETS

_PAPER = frozenset({"title", "authors", "paper", "figures", "code"})
_REQUEST = frozenset({"venue", "wish"})
_WHOLE = frozenset({"done", "liked", "central"})
"""The tweets of an answer that broke off, after which it goes on; a thread that a channel liked; the figure that the
announcement shows."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One prompt of the product.

    Attributes:
        answer: The name of the schema that its answer must have.
        material: Placeholders with text of papers and people; printed between markers, in the user message only.
        plain: Placeholders with our own words and numbers.
    """

    answer: str
    material: frozenset[str]
    plain: frozenset[str]


OFFERS = {
    "thread": Offer(TWEETS, _PAPER | _REQUEST | _WHOLE, frozenset({"voice", "min_tweets", "max_tweets", "left_out"})),
    "curator": Offer(TWEETS, _PAPER | _REQUEST | _WHOLE, frozenset({"voice", "min_tweets", "max_tweets", "left_out"})),
    "regenerate": Offer(
        TWEETS,
        _PAPER | _REQUEST | {"thread", "tweet", "evidence", "versions", "shown", "draft_wish"},
        frozenset({"voice", "number", "role", "left_out"}),
    ),
    "shorten": Offer(
        TWEETS,
        _PAPER | {"tweet", "evidence", "facts", "draft_wish"},
        frozenset({"voice", "number", "role", "left_out"}),
    ),
    "repair": Offer(TWEETS, _PAPER | {"tweet", "evidence", "findings"}, frozenset({"voice", "role", "left_out"})),
    "poster": Offer(POSTER, _PAPER | _REQUEST | {"draft", "facts", "last", "findings"}, frozenset({"left_out"})),
    "poster_feedback": Offer(FEEDBACK, frozenset({"draft", "facts", "title"}), frozenset()),
}
"""By the name of the prompt's folder."""
