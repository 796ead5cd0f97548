"""The door of all stories: a job comes in, and whatever goes wrong is told to who asked for it."""

import logging
from contextlib import suppress
from dataclasses import replace

from bot.errors import PaperthreadError
from bot.ports import Steps, Stories
from bot.records import DraftState, Job
from bot.stories.act import act
from bot.stories.board import Board
from bot.stories.channel import ask_channel
from bot.stories.draft import draft
from bot.stories.home import show_home
from bot.stories.jobs import (
    ActWanted,
    ChannelWanted,
    DraftWanted,
    HomeWanted,
    PointWanted,
    TellWanted,
    Wanted,
    wanted_of,
)
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.stories.pointing import point
from bot.stories.telling import tell
from bot.tracebacks import wordless_traceback

_log = logging.getLogger(__name__)

_INSIDE = (
    "Something went wrong inside paperthread, and the log says what. What was written is kept; try it again, or tell"
    " who runs this bot."
)


def stories_of(lab: Lab) -> Stories:
    """What jobs do, with these ports."""

    async def perform(job: Job, steps: Steps) -> None:
        wanted: Wanted | None = None
        try:
            wanted = wanted_of(job)
            await _do(lab, job, wanted, steps)
        except Exception as error:  # noqa: BLE001  # the edge of a job, as style.md has it
            # The edge of a job: nothing that one job runs into may stop the others, or stay unsaid.
            _log.error("job story=%s line=%s failed\n%s", job.story, job.line, wordless_traceback(error))
            if wanted is not None:
                await _say_so(lab, job, wanted)

    return perform


async def _say_so(lab: Lab, job: Job, wanted: Wanted) -> None:
    """Where something broke that nobody foresaw, the draft says so, or its person is told."""
    with suppress(PaperthreadError):
        if isinstance(wanted, DraftWanted):
            kept = await lab.store.drafts.draft(job.line)
            if kept is not None:
                record = replace(kept.record, state=DraftState.FAILED, note=_INSIDE)
                await lab.store.drafts.save(record)
                await Board(lab, job.line, Messages(lab, job.line, record.place)).show()
                return
        await tell(lab, wanted.person, wanted.place, _INSIDE)


async def _do(lab: Lab, job: Job, wanted: Wanted, steps: Steps) -> None:
    match wanted:
        case DraftWanted():
            await draft(lab, job, wanted, steps)
        case ActWanted():
            await act(lab, job, wanted, steps)
        case ChannelWanted():
            await ask_channel(lab, wanted, steps)
        case PointWanted():
            await point(lab, wanted, steps)
        case HomeWanted():
            await show_home(lab, wanted, steps)
        case TellWanted(person, place, words, about, trigger):

            async def say() -> str:
                await tell(lab, person, place, words, about=about, trigger=trigger)
                return "done"

            await steps.do("tell", say)
