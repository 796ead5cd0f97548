"""The paper of a draft: fetched once, read once by each release, kept by the hash of its file."""

import asyncio
import hashlib

from bot.errors import PaperNoLongerKept
from bot.events import Progress
from bot.model import PaperRef
from bot.obtaining import Obtained, read_pdf
from bot.records import DraftRecord, WantedPaper
from bot.stories.insisting import insist
from bot.stories.lab import Lab


async def obtain_for(lab: Lab, record: DraftRecord, *, progress: Progress) -> Obtained:
    """The paper that somebody asked for, from the store if it is there.

    Raises:
        PaperError: It cannot be had or read.
        AttachmentUnavailable: The file of a message cannot be had.
    """
    if record.sha256 is not None:
        return await recall(lab, record, progress=progress)
    wanted = record.wanted
    if (file := wanted.attachment) is not None:
        pdf = await insist(lab, lambda: lab.chat(record.place).fetch_attachment(file))
        return await _read(lab, pdf, name=file.name, progress=progress)
    return await _fetch(lab, wanted, progress)


async def recall(lab: Lab, record: DraftRecord, *, progress: Progress) -> Obtained:
    """The paper of a draft that has been read before.

    Raises:
        PaperNoLongerKept: Its file was removed, and it is not of arXiv.
        PaperError: It cannot be had or read any more.
    """
    sha256 = record.sha256 or ""
    name = record.title or "the paper"
    pdf = await lab.store.papers.pdf(sha256)
    if pdf is not None:
        await lab.store.papers.save(sha256, pdf, name=name)  # used now, so it is kept for longer
        known = await lab.store.papers.read(sha256, by=lab.release)
        if known is not None:
            paper, category, doubts = known
            return Obtained(paper.name, pdf, paper, category, doubts)
    if record.arxiv_id is not None:  # its file was removed, or another release read it
        wanted = WantedPaper(arxiv_id=record.arxiv_id, version=record.arxiv_version)
        return await _fetch(lab, wanted, progress)
    if pdf is None:
        raise PaperNoLongerKept(name, days=lab.rules.retention_days)
    return await _read(lab, pdf, name=name, progress=progress)


async def _fetch(lab: Lab, wanted: WantedPaper, progress: Progress) -> Obtained:
    ref = PaperRef(wanted.arxiv_id or "", wanted.version, wanted.arxiv_id or "")
    fetched = await lab.source.fetch(ref)
    name = ref.url.rsplit("/abs/", 1)[-1]
    obtained = await read_pdf(fetched.pdf, name=name, reader=lab.reader, progress=progress, metadata=fetched.metadata)
    await _keep(lab, obtained)
    return obtained


async def _read(lab: Lab, pdf: bytes, *, name: str, progress: Progress) -> Obtained:
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(pdf).hexdigest())
    known = await lab.store.papers.read(sha256, by=lab.release)
    if known is not None:
        paper, category, doubts = known
        return Obtained(name, pdf, paper, category, doubts)
    obtained = await read_pdf(pdf, name=name, reader=lab.reader, progress=progress)
    await _keep(lab, obtained)
    return obtained


async def _keep(lab: Lab, obtained: Obtained) -> None:
    sha256 = obtained.paper.sha256
    await lab.store.papers.save(sha256, obtained.pdf, name=obtained.name)
    await lab.store.papers.save_read(
        sha256, obtained.paper, category=obtained.category, doubts=obtained.doubts, by=lab.release
    )
