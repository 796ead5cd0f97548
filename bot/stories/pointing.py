"""The pointer to a draft that is there already, for who posts its paper's link again."""

from contextlib import suppress

from bot.errors import PaperError
from bot.model import PaperRef
from bot.ports import Steps
from bot.posts import pointer_words
from bot.records import DraftRecord
from bot.stories.jobs import PointWanted
from bot.stories.lab import Lab
from bot.stories.telling import tell


async def point(lab: Lab, wanted: PointWanted, steps: Steps) -> None:
    """Say where the paper was drafted, how it is drafted again, and whether arXiv has a newer version."""

    async def do() -> str:
        kept = await lab.store.drafts.draft(wanted.draft_id)
        if kept is None:
            return "nothing"
        newest = None if wanted.version is not None else await _newest_version(lab, kept.record)
        words = pointer_words(kept.record, command=lab.chat(wanted.place).limits.command, newest=newest)
        await tell(lab, wanted.person, wanted.place, words, about=wanted.about)
        return "done"

    await steps.do("point", do)


async def _newest_version(lab: Lab, record: DraftRecord) -> int | None:
    """arXiv's newest, or None where it cannot be had now: the pointer is worth more than waiting for it."""
    if record.arxiv_id is None or record.arxiv_version is None:
        return None
    with suppress(PaperError):
        return (await lab.source.describe(PaperRef(record.arxiv_id, None, record.arxiv_id))).version
    return None
