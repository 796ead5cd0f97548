"""Forgotten drafts stay forgotten, whatever job still works on one."""

from sqlalchemy import select

from adapters.store.database import Writing
from adapters.store.tables import forgotten
from bot.errors import DraftForgotten


async def refuse_forgotten(writing: Writing, draft_id: str) -> None:
    """Called before anything with words is written for a draft.

    Raises:
        DraftForgotten: It was.
    """
    known = select(forgotten.c.draft_id).where(forgotten.c.draft_id == draft_id)
    if await writing.connection.scalar(known) is not None:
        raise DraftForgotten(draft_id)
