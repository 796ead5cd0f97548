"""A draft being written: each tweet is kept and shown as soon as it is checked."""

import asyncio
from dataclasses import replace

from bot.checks.tags import with_category_tags
from bot.drafting import write_draft
from bot.errors import MessageTooLong
from bot.events import Event, TweetChecked
from bot.ledger import Ledger
from bot.model import Draft, Finding, Tweet, WriterName
from bot.obtaining import Obtained
from bot.records import DraftRecord, Job
from bot.remembering import RememberingWriter
from bot.reviewing import review
from bot.revising.manuscript import first_version
from bot.stories.board import Board
from bot.stories.budgets import model_refusal_of
from bot.stories.errand import book
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.stories.taste import liked_for
from bot.stories.tweets import Gallery
from bot.thread_text import WrittenBrief, read_thread
from bot.versions import BY_RULE


class Writing:
    """The writing of one draft, or the checking of a person's own thread."""

    def __init__(
        self, lab: Lab, job: Job, record: DraftRecord, obtained: Obtained, board: Board, *, has_voice: bool
    ) -> None:
        """Take the draft as it is once its paper was read; `has_voice` says that the person named a voice."""
        self._lab = lab
        self._job = job
        self._record = record
        self._obtained = obtained
        self._board = board
        self._has_voice = has_voice
        self._drafts = lab.store.drafts
        self._gallery = Gallery(lab, Messages(lab, record.id, record.place), self._paper)
        self._writer: RememberingWriter | None = None

    async def remarks(self) -> tuple[Finding, ...]:
        """What the person who pays should know of the writing."""
        return () if self._writer is None else await self._writer.remarks()

    async def run(self) -> Draft:
        """The whole draft; its tweets are shown by then, as they were when each was checked.

        Raises:
            WriterError: It cannot be written.
            ThreadError: The person's own thread is none.
            ChatError: A tweet cannot be shown.
        """
        if self._record.own_thread is not None:
            return await self._reviewed(self._record.own_thread)
        told: asyncio.Queue[TweetChecked | None] = asyncio.Queue()
        draft = asyncio.create_task(self._written(told))
        try:
            while (event := await told.get()) is not None:
                await self.show_one(event.tweet, self._name)
            return await draft
        finally:
            draft.cancel()
            await asyncio.wait([draft])

    async def show_one(self, tweet: Tweet, writer: WriterName) -> None:
        """Have the message of a tweet show it, and keep it as it is then: with what drawing its figure found."""
        first = first_version(tweet, writer)
        drawn = await self._gallery.show(tweet.number, tweet, is_by_rule=first.writer == BY_RULE)
        await self._drafts.put_first(self._record.id, tweet.number, replace(first, tweet=drawn))

    async def _paper(self) -> Obtained:
        return self._obtained

    async def _written(self, told: asyncio.Queue[TweetChecked | None]) -> Draft:
        """The draft, told tweet by tweet; None is told at its end, whatever that is."""
        obtained, record = self._obtained, self._record

        async def waiting(position: int) -> None:
            self._board.say(f"waiting to be written: {ordinal(position)} in the queue")

        def progress(event: Event) -> None:
            if isinstance(event, TweetChecked):
                told.put_nowait(event)
            else:
                self._board.hear(event, self._name)

        try:
            async with self._lab.writing.turn(record.asked_by.key, on_wait=waiting):
                brief = with_category_tags(record.brief, obtained.category, self._lab.rules.category_tags)
                writer = await self._begun(replace(record, brief=brief))
                liked = await liked_for(self._lab, record.place, brief.voice, title=obtained.paper.title)
                asked = replace(brief, liked=liked)
                draft = await write_draft(obtained.paper, asked, writer, progress=progress, ledger=Ledger())
                # Before the next one's turn: it asks what was spent.
                calls = () if draft.provenance is None else draft.provenance.calls
                await book(self._lab, self._job.key, record, record.asked_by, calls)
                return draft
        finally:
            told.put_nowait(None)

    async def _begun(self, record: DraftRecord) -> RememberingWriter:
        """The writer that this draft has. Whether a budget allows a model is asked once, when its turn has come."""
        if record.writer is None:
            if self._lab.writer_of(record.uses_model).name.model is not None:
                settings = await self._lab.store.channels.settings(record.place)
                refusal = await model_refusal_of(self._lab, record.asked_by, record.place, settings)
                if refusal is not None:
                    record = replace(record, uses_model=False, note=refusal)
            await self._drafts.save(replace(record, writer=self._lab.writer_of(record.uses_model).name))
        writer = self._lab.writer_of(record.uses_model)
        self._writer = RememberingWriter(writer, self._drafts, record.id, self._job.key)
        return self._writer

    @property
    def _name(self) -> WriterName:
        return self._lab.writer_of(self._record.uses_model).name if self._writer is None else self._writer.name

    async def _reviewed(self, own_thread: str) -> Draft:
        """The person's own words as the draft, with the evidence that the paper has for them."""
        self._board.say("checking")
        record = self._record
        thread = read_thread(own_thread.encode(), name="your thread")
        most = self._lab.chat(record.place).limits.message_chars
        longest = max(len(tweet.text) for tweet in thread.tweets)
        if longest > most:
            raise MessageTooLong(record.place.platform, length=longest, limit=most)
        asked = WrittenBrief(
            voice=record.brief.voice if self._has_voice else None,
            venue=record.brief.venue,
            code=record.brief.code,
            tags=record.brief.tags,
            handles=record.brief.handles,
        )
        return await asyncio.to_thread(review, thread, self._obtained.paper, asked)


def ordinal(number: int) -> str:
    """`2nd`."""
    teen = 10 <= number % 100 <= 20  # 11th, 12th, 13th
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
