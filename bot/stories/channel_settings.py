"""The settings of a channel as people write and read them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.brief_words import parse_tagged, parse_tags, parse_tweets
from bot.errors import BriefError
from bot.model import TaggedTweets
from bot.records import ChannelSettings, RosterEntry, StandingWish
from bot.stories.briefs import parse_voice
from bot.stories.lab import ChatRules
from bot.stories.permission import ASKER, EVERYONE

_YES, _NO = frozenset({"yes", "on", "true"}), frozenset({"no", "off", "false"})
_DEFAULT = frozenset({"default", "reset", "-"})
NAMES = ("model", "voice", "tags", "tagged", "tweets", "listen", "revisers", "settlers", "daily")


def changed(settings: ChannelSettings, words: str, options: Mapping[str, str]) -> ChannelSettings:
    """The settings with what somebody set: `model off`, `voice curator`, `tweets 8-10`, or the fields of a form.

    Raises:
        BriefError: There is no such setting, or no such value.
    """
    given = {name: value for name, value in options.items() if name in NAMES and value.strip()}
    if words.strip():
        name, _, value = words.strip().replace("=", " ").replace(":", " ").partition(" ")
        given[name.casefold()] = value.strip()
    for name, value in given.items():
        settings = _with(settings, name, value)
    return settings


def _with(settings: ChannelSettings, name: str, value: str) -> ChannelSettings:
    is_default = value.casefold() in _DEFAULT
    match name:
        case "model":
            return replace(settings, uses_model=None if is_default else _switch(name, value))
        case "listen":
            return replace(settings, listens=None if is_default else _switch(name, value))
        case "voice":
            return replace(settings, voice=None if is_default else parse_voice(value).value)
        case "tags":
            tags = () if is_default else parse_tags(value.replace("#", " ").replace(",", " ").split())
            return replace(settings, tags=tags)
        case "tagged":
            return replace(settings, tagged=None if is_default else parse_tagged(value).value)
        case "tweets":
            fewest, most = (None, None) if is_default else parse_tweets(value)
            return replace(settings, min_tweets=fewest, max_tweets=most)
        case "revisers":
            return replace(settings, revisers=None if is_default else _people(name, value, words=(EVERYONE, ASKER)))
        case "settlers":
            return replace(settings, settlers=None if is_default else _people(name, value, words=(EVERYONE,)))
        case "daily":
            return replace(settings, daily_usd=None if is_default else _dollars(value))
        case _:
            raise BriefError("The setting", given=name, needed=f"one of {', '.join(NAMES)}")


def settings_lines(
    settings: ChannelSettings,
    rules: ChatRules,
    *,
    model_host: str | None,
    wishes: Sequence[StandingWish],
    command: str,
) -> Sequence[str]:
    """All that holds for a channel, and how it is changed."""
    if model_host is None:
        model = "none is set up: drafts are the paper's own sentences"
    elif settings.uses_model is False:
        model = "off: nothing leaves this machine"
    else:
        model = f"on: text of papers and wishes goes to {model_host}"
    tweets = "as usual" if settings.min_tweets is None else f"{settings.min_tweets}-{settings.max_tweets}"
    daily = settings.daily_usd if settings.daily_usd is not None else rules.daily_usd_channel
    return [
        f"model · {model}",
        f"voice · {settings.voice or rules.voice}",
        f"tags · {' '.join(f'#{tag}' for tag in settings.tags) or 'those of the arXiv category, if the bot knows any'}",
        f"tagged · {settings.tagged or TaggedTweets.EVERY} (every tweet, the first or none carries them)",
        f"tweets · {tweets}",
        f"listen · {'off: only when asked' if settings.listens is False else 'on: links and PDFs are drafted'}",
        f"revisers · {settings.revisers or rules.revisers}",
        f"settlers · {settings.settlers or rules.settlers}",
        f"daily · {'no limit' if daily is None else f'${daily:.2f} a day for models'}",
        f"files · kept for {rules.retention_days:g} days",
        f"wishes · {len(wishes)} (`{command} prefer` lists them)",
        f"`{command} settings model off`, `{command} settings voice curator` … change one; `default` resets it.",
    ]


def _switch(name: str, value: str) -> bool:
    plain = value.casefold()
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise BriefError(f"The setting {name}", given=value, needed="`on` or `off`")


def _people(name: str, value: str, *, words: Sequence[str]) -> str:
    """One of the words, or ids apart by commas, as they are or as platforms write mentions: `<@U1>`, `<@U1|ann>`."""
    if value.casefold() in words:
        return value.casefold()
    people = [_PERSON.fullmatch(one.strip()) for one in value.split(",")]
    ids = [match["id"] for match in people if match is not None]
    if len(ids) < len(people) or {one.casefold() for one in ids} & {EVERYONE, ASKER}:
        needed = f"{' or '.join(f'`{word}`' for word in words)}, or the ids of people apart by commas"
        raise BriefError(f"The setting {name}", given=value, needed=needed)
    return ",".join(ids)


_PERSON = re.compile(r"(?:<@!?)?@?(?P<id>[^\s<>@|,]{1,64})(?:\|[^<>]*)?>?")


def roster_entry(words: str) -> RosterEntry:
    """`Ada Lovelace @ada`, `Lovelace, Ada, @ada`; a mention in front says who that is in the chat.

    Raises:
        BriefError: It is not a name and a handle.
    """
    match = _ENTRY.fullmatch(" ".join(words.split()))
    name = "" if match is None else match["name"].strip(" ,")
    if match is None or not name or not name.isprintable():
        needed = "a name and a handle of 1 to 15 letters, digits or underscores, such as `Ada Lovelace @ada`"
        raise BriefError("The entry of the roster", given=words, needed=needed)
    return RosterEntry(match["person"] or "", name, f"@{match['handle']}")


# The handle as the tweet platform allows a user name.
_ENTRY = re.compile(
    r"(?:<@!?(?P<person>[^\s<>|]{1,64})(?:\|[^<>]*)?>\s*)?(?P<name>[^@<>]{1,80}?)[\s,]+@(?P<handle>[A-Za-z0-9_]{1,15})"
)


def _dollars(value: str) -> float:
    try:
        dollars = float(value.strip().lstrip("$"))
    except ValueError:
        dollars = -1.0
    if not 0 <= dollars < 1_000_000:  # "inf" and "nan" are no budgets
        raise BriefError("The setting daily", given=value, needed="dollars, such as `2.50`")
    return dollars
