"""What a draft is asked for: the channel's settings, what the person said, and the roster, as one brief."""

from collections.abc import Mapping

from bot.brief_words import parse_code, parse_tagged, parse_tags, parse_tweets, parse_words, usual_tweets
from bot.errors import BriefError
from bot.model import Brief, TaggedTweets, Voice
from bot.model.chat import Place
from bot.records import ChannelSettings
from bot.stories.lab import Lab


async def brief_for(lab: Lab, place: Place, options: Mapping[str, str]) -> Brief:
    """The brief for a draft in a channel.

    Raises:
        BriefError: Something that the person said is not as it must be.
    """
    channels = lab.store.channels
    settings = await channels.settings(place)
    wishes = [wish.words for wish in await channels.wishes(place)]
    roster = {entry.name: entry.handle for entry in await channels.roster(place)}
    return brief_of(settings, options, wishes=wishes, handles=roster, voice=lab.rules.voice)


def brief_of(
    settings: ChannelSettings, options: Mapping[str, str], *, wishes: list[str], handles: Mapping[str, str], voice: str
) -> Brief:
    """What the person said goes before the channel's settings; standing wishes go with the person's own.

    Raises:
        BriefError: Something that the person said is not as it must be.
    """
    spoken = parse_voice(options["voice"]) if options.get("voice") else Voice(settings.voice or voice)
    fewest, most = usual_tweets(spoken)
    if settings.min_tweets is not None and settings.max_tweets is not None:
        fewest, most = settings.min_tweets, settings.max_tweets
    if options.get("tweets"):
        fewest, most = parse_tweets(options["tweets"])
    tags = (
        parse_tags(options["tags"].replace("#", " ").replace(",", " ").split())
        if options.get("tags")
        else settings.tags
    )
    own_wish = parse_words(options.get("wish"))
    return Brief(
        voice=spoken,
        venue=parse_words(options.get("venue")),
        code=parse_code(options["code"]) if options.get("code") else None,
        tags=tags,
        handles=dict(handles),
        wish="\n".join([*([own_wish] if own_wish else []), *wishes]) or None,
        min_tweets=fewest,
        max_tweets=most,
        tagged=parse_tagged(options.get("tagged") or settings.tagged or TaggedTweets.EVERY),
    )


def parse_voice(words: str) -> Voice:
    """A voice as people write it.

    Raises:
        BriefError: There is no such voice.
    """
    try:
        return Voice(words.strip().casefold())
    except ValueError:
        raise BriefError("The voice", given=words, needed="`author` or `curator`") from None
