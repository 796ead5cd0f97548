"""Forgetting a draft: every word of it, and of what was said about it."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, func, or_, select

from adapters.store.database import Writing
from adapters.store.tables import answers, calls, drafts, examples, forgotten, jobs, papers, posts, presses


async def forget(writing: Writing, draft_id: str, now: datetime) -> None:
    """Delete all of a draft; what was spent stays, and so do the keys of what happened, which hold no words."""
    await writing.insert_once(forgotten, draft_id=draft_id, at=now)
    of_draft = select(drafts.c.sha256).where(drafts.c.id == draft_id)
    sha256: str | None = await writing.connection.scalar(of_draft)
    shown = exists().where(
        posts.c.draft_id == draft_id,
        and_(posts.c.channel == presses.c.channel, posts.c.message_id == presses.c.message_id),
    )
    await writing.execute(delete(presses).where(shown))
    for table in (answers, calls, examples, posts):
        await writing.execute(delete(table).where(table.c.draft_id == draft_id))
    of_its_lines = func.substr(jobs.c.line, 1, len(draft_id) + 1) == f"{draft_id}:"  # what goes beside the draft's own
    await writing.execute(delete(jobs).where(or_(jobs.c.line == draft_id, of_its_lines)))
    await writing.execute(delete(drafts).where(drafts.c.id == draft_id))  # with its tweets and versions
    if sha256 is not None:
        is_needed = exists().where(drafts.c.sha256 == sha256)
        await writing.execute(delete(papers).where(papers.c.sha256 == sha256, ~is_needed))  # with what was read of it
