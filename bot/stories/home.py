"""The bot's own page: somebody's last drafts, what holds in the channels that these are in, and how to work with it."""

import logging

from bot.errors import ChatError
from bot.model.chat import Home, HomeLine, HomePart, Person, Place
from bot.ports import Steps
from bot.records import DraftRecord, DraftState
from bot.stories.channel_settings import settings_lines
from bot.stories.help import help_words
from bot.stories.jobs import HomeWanted
from bot.stories.lab import Lab

_DRAFTS = 10
_CHANNELS = 4

_ENDED = {DraftState.DONE: "drafted", DraftState.STOPPED: "stopped", DraftState.FAILED: "failed"}

_log = logging.getLogger(__name__)


async def show_home(lab: Lab, wanted: HomeWanted, steps: Steps) -> None:
    """Show somebody the page as it is now; one that the platform does not take hinders nothing."""

    async def show() -> str:
        try:
            await lab.chat(wanted.place).show_home(wanted.person, await _home(lab, wanted.person, wanted.place))
        except ChatError as error:
            _log.info("home outcome=%s", type(error).__name__)
        return "done"

    await steps.do("show home", show)


async def drafts_words(lab: Lab, person: Person) -> str:
    """Somebody's last drafts, where there is no page to show them on."""
    return "\n".join(("Your last drafts:", *(line.words for line in _draft_lines(await _recent(lab, person)))))


async def _home(lab: Lab, person: Person, place: Place) -> Home:
    records = await _recent(lab, person)
    channels = list(dict.fromkeys(record.place.in_channel for record in records))[:_CHANNELS]
    help_line = HomeLine(help_words(lab.chat(place).limits, has_model=lab.model_host is not None))
    return Home(
        (
            HomePart("Your last drafts", _draft_lines(records)),
            *[await _settings(lab, channel) for channel in channels],
            HomePart("How to work with me", (help_line,)),
        )
    )


async def _recent(lab: Lab, person: Person) -> tuple[DraftRecord, ...]:
    return tuple(await lab.store.drafts.recent(person, most=_DRAFTS))


def _draft_lines(records: tuple[DraftRecord, ...]) -> tuple[HomeLine, ...]:
    if not records:
        return (HomeLine("None yet. Post an arXiv link or a PDF in a channel where I am."),)
    return tuple(HomeLine(_draft_words(record), record.request) for record in records)


def _draft_words(record: DraftRecord) -> str:
    wanted = record.wanted
    file = "" if wanted.attachment is None else wanted.attachment.name
    named = record.title or file or f"arXiv:{wanted.arxiv_id}"
    if record.state.is_under_way:
        return f"“{named}” · being drafted"
    return f"“{named}” · {_ENDED[record.state]} on {record.created_at.day} {record.created_at:%B}"


async def _settings(lab: Lab, channel: Place) -> HomePart:
    settings = await lab.store.channels.settings(channel)
    wishes = await lab.store.channels.wishes(channel)
    command = lab.chat(channel).limits.command
    lines = settings_lines(settings, lab.rules, model_host=lab.model_host, wishes=wishes, command=command)
    return HomePart("What holds in", tuple(HomeLine(line) for line in lines), channel)
