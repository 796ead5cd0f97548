"""Jobs to be: what somebody asked for, before it is committed."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from bot.asks import Ask, Verb
from bot.model.chat import MessageRef, Person, Place, Trigger
from bot.stories.jobs import ActWanted, ChannelWanted, DraftWanted, TellWanted, Wanted
from bot.stories.lab import Lab
from bot.stories.paper_requests import PaperAsked

_OF_THE_CHANNEL = frozenset({Verb.PREFER, Verb.SETTINGS, Verb.ROSTER, Verb.USAGE, Verb.DRAFTS, Verb.HELP})


class Asked(NamedTuple):
    """A job to be: its key, what it wants, its line."""

    key: str
    wanted: Wanted
    line: str


def told(key: str, wanted: TellWanted) -> Asked:
    """Words wait for nothing, so their line is their own."""
    return Asked(key, wanted, f"tell:{key}")


async def asked_in_words(
    lab: Lab,
    key: str,
    ask: Ask,
    place: Place,
    person: Person,
    *,
    about: MessageRef | None = None,
    trigger: Trigger | None = None,
    draft_id: str | None = None,
) -> Asked:
    """What an ask in words is: something of the channel, or of the draft that is meant by it."""
    if ask.verb in _OF_THE_CHANNEL:
        wanted = ChannelWanted(ask, person, place, about, trigger)
        return Asked(key, wanted, f"channel:{place.platform}:{place.team}:{place.channel}")
    if ask.verb in (Verb.NEW, Verb.CHECK):
        words = f"Post an arXiv link or a PDF, or write `{lab.chat(place).limits.command} {ask.verb.value}`."
        return told(key, TellWanted(person, place, words, about, trigger))
    draft_id = draft_id or ask.options.get("draft") or await lab.store.drafts.newest(place)
    if draft_id is None:
        words = "There is no draft here yet. Post an arXiv link or a PDF."
        return told(key, TellWanted(person, place, words, about, trigger))
    act = ActWanted(draft_id, ask, person, place, None, about, trigger)
    return Asked(key, act, line_of(act, draft_id))


def check_asked(
    key: str,
    paper: PaperAsked,
    place: Place,
    person: Person,
    request: MessageRef | None,
    trigger: Trigger | None,
    options: Mapping[str, str] | None = None,
) -> Asked:
    """The person's own thread as a draft; what it lacks is said."""
    if not paper.words and paper.own_file is None:
        words = "Write your thread behind the link, tweets apart by blank lines, or attach it as a .txt file."
        return told(key, TellWanted(person, place, words, request, trigger))
    own = None if paper.own_file is not None else paper.words
    wanted = DraftWanted(place, person, request, paper.wanted, options or {}, own, paper.own_file)
    return Asked(key, wanted, draft_id_of(key))


def line_of(wanted: ActWanted, draft_id: str) -> str:
    """Actions on a draft come one after the other, but for the one that stops those before it."""
    return f"{draft_id}:cancel" if wanted.ask.verb is Verb.CANCEL else draft_id


def draft_id_of(key: str) -> str:
    """The id of the draft that an event with this key asks for."""
    return hashlib.sha256(key.encode()).hexdigest()[:20]
