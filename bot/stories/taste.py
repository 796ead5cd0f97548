"""A channel's taste: a draft that it starred, shown to a model that writes the next."""

from bot.model import Tweet, Voice
from bot.model.chat import Place
from bot.prompting.examples import is_same_title, thread_as_text, tweet_as_text
from bot.records import Example, KeptDraft
from bot.revising.framing import framed
from bot.revising.manuscript import MADE_BY_RULE
from bot.stories.lab import Lab
from bot.stories.tweets import numbered


def example_of(kept: KeptDraft) -> Example:
    """What is kept of a starred draft: what a writer wrote of it, without tags and counters, which rules write."""
    record = kept.record
    tweets = tuple(_shown(tweet) for _, tweet in numbered(kept) if tweet.role not in MADE_BY_RULE)
    return Example(record.id, record.brief.voice.value, tweets, record.title)


async def liked_for(lab: Lab, place: Place, voice: Voice, *, title: str) -> str:
    """The thread in that voice that the channel starred last; "" for none.

    One about the very paper to be written on, which has that title, is none: it would be written once more.
    """
    for one in await lab.store.channels.examples(place):
        if one.voice == voice.value and one.tweets and not is_same_title(one.title, title):
            return thread_as_text(one.title, one.tweets)
    return ""


def _shown(tweet: Tweet) -> str:
    prose, _ = framed(tweet.text)
    return tweet_as_text(tweet.role, prose, None if tweet.figure is None else tweet.figure.figure.label)
