"""The door of all stories: a job comes in, and whatever goes wrong is told to who asked for it."""

import logging
import time
from contextlib import suppress
from dataclasses import replace

from bot.errors import ChatError, PaperthreadError
from bot.ports import Steps, Stories
from bot.records import DraftState, Job
from bot.stories.act import act
from bot.stories.board import Board
from bot.stories.channel import ask_channel
from bot.stories.draft import draft
from bot.stories.jobs import ActWanted, ChannelWanted, DraftWanted, TellWanted, Wanted, wanted_of
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.tracebacks import wordless_traceback

_log = logging.getLogger(__name__)

_INSIDE = (
    "Something went wrong inside paperthread, and the log says what. What was written is kept; try it again, or tell"
    " who runs this bot."
)


def stories_of(lab: Lab) -> Stories:
    """What jobs do, with these ports."""

    async def perform(job: Job, steps: Steps) -> None:
        began_s = time.perf_counter()
        outcome = "failed"
        wanted = wanted_of(job)
        try:
            await _told(lab, job, wanted, steps)
            outcome = "done"
        except Exception as error:  # noqa: BLE001  # the edge of a job, as style.md has it
            # The edge of a job: nothing that one job runs into may stop the others, or stay unsaid.
            _log.error("job %s of %s failed\n%s", job.story, job.line, wordless_traceback(error))
            await _say_so(lab, job, wanted)
        finally:
            _log.info("job %s of %s: %s in %.1f s", job.story, job.line, outcome, time.perf_counter() - began_s)

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
        await _tell(lab, TellWanted(wanted.person, wanted.place, _INSIDE))


async def _told(lab: Lab, job: Job, wanted: Wanted, steps: Steps) -> None:
    match wanted:
        case DraftWanted():
            await draft(lab, job, wanted, steps)
        case ActWanted():
            await act(lab, job, wanted, steps)
        case ChannelWanted():
            await ask_channel(lab, wanted, steps)
        case TellWanted():

            async def tell() -> str:
                await _tell(lab, wanted)
                return "done"

            await steps.do("tell", tell)


async def _tell(lab: Lab, wanted: TellWanted) -> None:
    with suppress(ChatError):
        await lab.chat(wanted.place).tell(
            wanted.person, wanted.place, wanted.words, about=wanted.about, trigger=wanted.trigger
        )
