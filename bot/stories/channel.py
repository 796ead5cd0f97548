"""What people ask of a channel and of no draft: its wishes, settings and roster, what was spent, help."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.asks import Verb
from bot.errors import PaperthreadError, StoreUnavailable
from bot.ports import Steps
from bot.posts import usage_words
from bot.stories.channel_settings import changed, roster_entry, settings_lines
from bot.stories.help import help_words
from bot.stories.home import drafts_words
from bot.stories.jobs import ChannelWanted
from bot.stories.lab import Lab
from bot.stories.permission import is_allowed, may_settle
from bot.stories.telling import tell

MOST_WISH_CHARS = 500
"""Each wish goes to the model with every draft."""
MOST_WISHES = 20

_REMOVAL = re.compile(r"(?:remove|delete)\s+#?(?P<number>[0-9]{1,9})", re.IGNORECASE)


async def ask_channel(lab: Lab, wanted: ChannelWanted, steps: Steps) -> None:
    """Do what somebody wants of a channel, and answer to them alone."""

    async def answer() -> str:
        try:
            words = await _answer(lab, wanted)
        except StoreUnavailable:
            raise  # the whole step is done again when it is back
        except PaperthreadError as error:
            words = str(error)
        await tell(lab, wanted.person, wanted.place, words, about=wanted.about, trigger=wanted.trigger)
        return "done"

    await steps.do("answer", answer)


async def _answer(lab: Lab, wanted: ChannelWanted) -> str:
    verb = wanted.ask.verb
    changes = verb in (Verb.PREFER, Verb.SETTINGS, Verb.ROSTER) and (wanted.ask.words or wanted.ask.options)
    if changes and not await may_settle(lab, wanted.place, wanted.person):
        return "Only those whom the settings name may change what holds for this channel."
    return await _VERBS[verb](lab, wanted)


async def _prefer(lab: Lab, wanted: ChannelWanted) -> str:
    channels, words = lab.store.channels, wanted.ask.words.strip()
    command = lab.chat(wanted.place).limits.command
    if not words:
        wishes = await channels.wishes(wanted.place)
        if not wishes:
            return f"This channel has no standing wishes. `{command} prefer no exclamation marks` keeps one."
        listing = "\n".join(f"{wish.number} · {wish.words}" for wish in wishes)
        return f"Standing wishes of this channel:\n{listing}\n`{command} prefer remove 1` removes one."
    if removal := _REMOVAL.fullmatch(words):
        number = int(removal["number"])
        removed = await channels.remove_wish(wanted.place, number)
        return f"Wish {number} is removed." if removed else f"There is no wish {number} any more."
    if len(words) > MOST_WISH_CHARS:
        return f"A standing wish has {MOST_WISH_CHARS} characters at most, and this one has {len(words):,}."
    if len(await channels.wishes(wanted.place)) >= MOST_WISHES:
        return f"{MOST_WISHES} standing wishes are the most. `{command} prefer remove 1` removes one."
    wish = await channels.add_wish(wanted.place, words, by=wanted.person.name or wanted.person.id)
    needs = "" if lab.model_host else " It takes a language model to follow it; none is set up."
    return f"Kept as wish {wish.number}: “{wish.words}”.{needs}"


async def _settings(lab: Lab, wanted: ChannelWanted) -> str:
    channels, ask = lab.store.channels, wanted.ask
    settings = await channels.settings(wanted.place)
    if ask.words or ask.options:
        settings = changed(settings, ask.words, ask.options)
        settlers = settings.settlers or lab.rules.settlers
        if not is_allowed(settlers, wanted.person, asker=None):
            return f"That would lock you out. Name yourself too: `settlers {settings.settlers},{wanted.person.id}`."
        await channels.save_settings(wanted.place, settings)
    wishes = await channels.wishes(wanted.place)
    command = lab.chat(wanted.place).limits.command
    lines = settings_lines(settings, lab.rules, model_host=lab.model_host, wishes=wishes, command=command)
    return "\n".join(("What holds for this channel:", *lines))


async def _roster(lab: Lab, wanted: ChannelWanted) -> str:
    """`roster`, `roster add Ada Lovelace @ada`, `roster me Ada Lovelace @ada`, `roster remove Ada Lovelace`."""
    channels, words = lab.store.channels, wanted.ask.words.strip()
    command = lab.chat(wanted.place).limits.command
    verb, rest = (*words.split(maxsplit=1), "", "")[:2]
    match verb.casefold():
        case "":
            roster = await channels.roster(wanted.place)
            if not roster:
                return f"Nobody is on this channel's roster. `{command} roster add Ada Lovelace @ada` adds somebody."
            return "\n".join(("Roster of this channel:", *(f"{entry.name} · {entry.handle}" for entry in roster)))
        case "remove" | "delete":
            removed = await channels.take_off_roster(wanted.place, rest)
            return f"{rest} is off the roster." if removed else f"There is no {rest} on the roster."
        case "add":
            entry = roster_entry(rest)
        case "me":
            entry = replace(roster_entry(rest), person_id=wanted.person.id)
        case _:
            return f"Write `{command} roster add Ada Lovelace @ada`, or `{command} roster remove Ada Lovelace`."
    await channels.put_on_roster(wanted.place, entry)
    return f"{entry.name} is {entry.handle} in drafts from now on."


async def _usage(lab: Lab, wanted: ChannelWanted) -> str:
    today, spending = lab.today, lab.store.spending
    return usage_words(
        await spending.of_person(wanted.person, since=today),
        await spending.of_channel(wanted.place, since=today),
        await spending.of_all(since=today),
    )


async def _drafts(lab: Lab, wanted: ChannelWanted) -> str:
    return await drafts_words(lab, wanted.person)


async def _help(lab: Lab, wanted: ChannelWanted) -> str:
    return help_words(lab.chat(wanted.place).limits, has_model=lab.model_host is not None)


_VERBS: Mapping[Verb, Callable[[Lab, ChannelWanted], Awaitable[str]]] = {
    Verb.PREFER: _prefer,
    Verb.SETTINGS: _settings,
    Verb.ROSTER: _roster,
    Verb.USAGE: _usage,
    Verb.DRAFTS: _drafts,
    Verb.HELP: _help,
}
