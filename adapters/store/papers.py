"""Papers by the hash of their file, and what was read of them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from adapters.store.codecs import pack, unpack
from adapters.store.database import Database, Writing
from adapters.store.tables import papers, readings
from bot.model import Paper


class Papers:
    """`bot.ports.PaperStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, sha256: str, pdf: bytes, *, name: str) -> None:
        async with self._database.write() as writing:
            await _use(writing, sha256, self._database.now())
            # A file of megabytes is not written again for nothing.
            lacks_file = (papers.c.sha256 == sha256, papers.c.pdf.is_(None))
            if await writing.connection.scalar(select(papers.c.sha256).where(*lacks_file)) is not None:
                await writing.execute(update(papers).where(*lacks_file).values(pdf=pdf, name=name))

    async def pdf(self, sha256: str) -> bytes | None:
        async with self._database.read() as connection:
            pdf: bytes | None = await connection.scalar(select(papers.c.pdf).where(papers.c.sha256 == sha256))
        return pdf

    async def save_read(
        self, sha256: str, paper: Paper, *, category: str | None, doubts: Sequence[str], by: str
    ) -> None:
        packed = await asyncio.to_thread(pack, paper)
        async with self._database.write() as writing:
            await _use(writing, sha256, self._database.now())
            await writing.put(
                readings, sha256=sha256, release=by, paper=packed, category=category, doubts=tuple(doubts)
            )

    async def read(self, sha256: str, *, by: str) -> tuple[Paper, str | None, tuple[str, ...]] | None:
        known = select(readings.c.paper, readings.c.category, readings.c.doubts).where(
            readings.c.sha256 == sha256, readings.c.release == by
        )
        async with self._database.read() as connection:
            row = (await connection.execute(known)).one_or_none()
        if row is None:
            return None
        paper = await asyncio.to_thread(unpack, Paper, row.paper)
        return paper, row.category, row.doubts

    async def drop_unused(self, *, since: datetime) -> int:
        async with self._database.write() as writing:
            return (await writing.execute(delete(papers).where(papers.c.used_at < since))).rowcount


async def _use(writing: Writing, sha256: str, now: datetime) -> None:
    """Note that a paper is used, also one whose file is not kept."""
    await writing.put(papers, sha256=sha256, used_at=now)
