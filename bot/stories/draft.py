"""The story of a draft: asked for, fetched, read, written and checked, each tweet a message as soon as it is there."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC

from bot.asks import DONE, FAILED, SEEN
from bot.checks.tags import with_category_tags
from bot.drafting import write_draft
from bot.errors import ChatError, PaperthreadError
from bot.events import Event, TweetChecked
from bot.ledger import Ledger
from bot.model import Draft, Tweet, WriterName
from bot.obtaining import Obtained
from bot.ports import Steps
from bot.provenance import ModelCall
from bot.records import DraftRecord, DraftState, Job
from bot.remembering import RememberingWriter
from bot.reviewing import review
from bot.revising.manuscript import first_version
from bot.stories.board import Board, Stopped
from bot.stories.briefs import brief_for
from bot.stories.budgets import model_refusal_of, refusal_of
from bot.stories.company import in_company
from bot.stories.jobs import DraftWanted
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.stories.papers import obtain_for, recall
from bot.stories.tweets import Gallery, show_all
from bot.thread_text import WrittenBrief, read_thread
from bot.wording import versioned

_log = logging.getLogger(__name__)


async def draft(lab: Lab, job: Job, wanted: DraftWanted, steps: Steps) -> None:
    """Make a draft, from the request to its summary. Whatever goes wrong is told in its status message."""
    story = _DraftStory(lab, job, wanted)
    for name, step in (("begin", story.begin), ("read", story.read), ("write", story.write), ("end", story.end)):
        outcome = await steps.do(name, step)
        if outcome == _REFUSED:
            return
        if outcome == _OVER and name != "end":
            await steps.do("end", story.end)
            return


_ON, _OVER, _REFUSED = "on", "over", "refused"


class _DraftStory:
    """The steps of one draft. Each may be done again from its beginning, and finds then what it did before."""

    def __init__(self, lab: Lab, job: Job, wanted: DraftWanted) -> None:
        self._lab = lab
        self._job = job
        self._wanted = wanted
        self._id = job.line
        self._drafts = lab.store.drafts

    # ---- The steps ----

    async def begin(self) -> str:
        """See the request, open a chat thread, post the status."""
        lab, wanted = self._lab, self._wanted
        known = await self._drafts.draft(self._id)
        settings = await lab.store.channels.settings(wanted.place)
        if known is None:
            try:
                brief = await brief_for(lab, wanted.place, wanted.options)
            except PaperthreadError as error:
                await self._refuse(str(error))
                return _REFUSED
            refusal = await refusal_of(lab, wanted.person)
            if refusal is not None:
                await self._refuse(refusal)
                return _REFUSED
            no_model = await model_refusal_of(lab, wanted.person, wanted.place, settings)
            record = DraftRecord(
                id=self._id,
                place=wanted.place,
                asked_by=wanted.person,
                request=wanted.request,
                is_own_request=wanted.request is None,
                wanted=wanted.wanted,
                brief=brief,
                created_at=lab.now(),
                own_thread=wanted.own_thread,
                uses_model=settings.uses_model is not False and no_model is None,
                note=no_model or "",
            )
            await self._drafts.save(record)
        else:
            record = known.record
        try:
            record = await self._placed(record)
            await self._board(record).show()
        except ChatError as error:
            return await self._fail(error)
        return _ON

    async def read(self) -> str:
        """Fetch and read the paper, when it is this person's turn."""
        lab, record = self._lab, await self._record()
        board = self._board(record)

        async def waiting(position: int) -> None:
            board.say(f"waiting: {_ordinal(position)} in the queue")

        async def reading() -> Obtained:
            async with lab.reading.turn(record.asked_by.key, on_wait=waiting):
                return await obtain_for(lab, record, progress=board.hear)

        try:
            obtained = await in_company(reading(), board.run(), board.watch())
        except Stopped:
            return await self._stop(record)
        except PaperthreadError as error:
            return await self._fail(error)
        paper = obtained.paper
        await self._drafts.save(
            replace(
                await self._record(),
                state=DraftState.WORKING,
                sha256=paper.sha256,
                title=paper.title or obtained.name,
                arxiv_id=paper.arxiv_id,
                arxiv_version=paper.arxiv_version,
                seconds=dict(obtained.seconds),
            )
        )
        return _ON

    async def write(self) -> str:
        """Have it written and checked, tweet by tweet, each posted as it comes."""
        lab, record = self._lab, await self._record()
        board = self._board(record)
        writer = RememberingWriter(lab.writer_of(record.uses_model), self._drafts, self._id, self._job.key)
        ledger = Ledger()
        try:
            obtained = await recall(lab, record, progress=board.hear)
            work = self._written(record, obtained, writer, board, ledger)
            written = await in_company(work, board.run(), board.watch())
        except Stopped:
            await self._book(record, await self._drafts.calls(self._id))
            return await self._stop(record)
        except PaperthreadError as error:
            await self._book(record, await self._drafts.calls(self._id))
            return await self._fail(error)
        await self._finish(record, obtained, written, writer)
        return _ON

    async def end(self) -> str:
        """Have the status say what came of it, and mark the request."""
        record = await self._record()
        if record.state.is_under_way:
            record = replace(record, state=DraftState.DONE)
            await self._drafts.save(record)
        with suppress(ChatError):  # its place may be gone, which is what there is to say
            await self._board(record).show()
        if record.request is not None:
            chat = self._lab.chat(record.request.place)
            with suppress(ChatError):
                await chat.unmark(record.request, SEEN)
                await chat.mark(record.request, FAILED if record.state is DraftState.FAILED else DONE)
        return _OVER

    # ---- The place ----

    async def _placed(self, record: DraftRecord) -> DraftRecord:
        """The draft with its chat thread, under the request or under a message of the bot's own."""
        if record.place.chat_thread is not None and record.request is not None and record.is_own_request:
            return record
        chat = self._lab.chat(record.place)
        request = record.request
        if request is None:
            words = f"📄 A draft for {record.asked_by.name or 'you'}: {_wanted_words(record)}"
            request = await Messages(self._lab, self._id, record.place.in_channel).say(words, cause=f"{self._id}:root")
        elif not record.is_own_request:
            await chat.mark(request, SEEN)
        place = await chat.open_place(request, title=_wanted_words(record))
        record = replace(record, request=request, place=place)
        await self._drafts.save(record)
        return record

    # ---- Writing ----

    async def _written(
        self, record: DraftRecord, obtained: Obtained, writer: RememberingWriter, board: Board, ledger: Ledger
    ) -> Draft:
        if record.own_thread is not None:
            return await self._reviewed(record, obtained, board)
        brief = with_category_tags(record.brief, obtained.category, self._lab.rules.category_tags)
        await self._drafts.save(replace(await self._record(), brief=brief, writer=writer.name))
        told: asyncio.Queue[TweetChecked | None] = asyncio.Queue()

        def progress(event: Event) -> None:
            if isinstance(event, TweetChecked):
                told.put_nowait(event)
            else:
                board.hear(event, writer.name)

        async def waiting(position: int) -> None:
            board.say(f"waiting to be written: {_ordinal(position)} in the queue")

        async def writing() -> Draft:
            try:
                async with self._lab.writing.turn(record.asked_by.key, on_wait=waiting):
                    return await write_draft(obtained.paper, brief, writer, progress=progress, ledger=ledger)
            finally:
                told.put_nowait(None)

        gallery = Gallery(self._lab, self._messages(record), obtained)
        draft = asyncio.create_task(writing())
        try:
            while (event := await told.get()) is not None:
                await self._show_one(event.tweet, writer.name, gallery)
            return await draft
        finally:
            draft.cancel()
            await asyncio.wait([draft])

    async def _reviewed(self, record: DraftRecord, obtained: Obtained, board: Board) -> Draft:
        """The person's own words as the draft, with the evidence that the paper has for them."""
        board.say("checking")
        thread = read_thread((record.own_thread or "").encode(), name="your thread")
        asked = WrittenBrief(
            voice=record.brief.voice if self._wanted.options.get("voice") else None,
            venue=record.brief.venue,
            code=record.brief.code,
            tags=record.brief.tags,
            handles=record.brief.handles,
        )
        return await asyncio.to_thread(review, thread, obtained.paper, asked)

    async def _show_one(self, tweet: Tweet, writer: WriterName, gallery: Gallery) -> None:
        """Keep a tweet as it is now, then have its message show it."""
        drawn = await gallery.show(tweet.number, tweet)
        await self._drafts.put_first(self._id, tweet.number, first_version(drawn, writer))

    async def _finish(self, record: DraftRecord, obtained: Obtained, written: Draft, writer: RememberingWriter) -> None:
        """Keep the whole draft, and have every message look as it should."""
        gallery = Gallery(self._lab, self._messages(record), obtained)
        calls = () if written.provenance is None else written.provenance.calls
        for tweet in written.tweets:
            await self._show_one(tweet, written.writer, gallery)
        await self._drafts.cut(self._id, behind=len(written.tweets))
        for post in await self._drafts.posts(self._id):
            if post.serial is not None and post.serial > len(written.tweets):
                await self._messages(record).take_away(post.serial)
        now = await self._record()
        await self._drafts.save(
            replace(
                now,
                state=DraftState.DONE,
                brief=written.brief,
                writer=written.writer,
                findings=(*obtained.doubt_findings, *written.findings, *writer.remarks),
                seconds={**now.seconds, **written.seconds},
                provenance=written.provenance,
            )
        )
        await self._book(record, calls)

    # ---- Ends ----

    async def _stop(self, record: DraftRecord) -> str:
        """What is written stays, counted as it is."""
        record = replace(await self._record(), state=DraftState.STOPPED)
        await self._drafts.save(record)
        kept = await self._drafts.draft(self._id)
        if kept is not None and kept.tweets:
            obtained = None
            with suppress(PaperthreadError):
                obtained = await recall(self._lab, record, progress=lambda _: None)
            with suppress(ChatError):
                await show_all(self._lab, Gallery(self._lab, self._messages(record), obtained), self._id)
        return _OVER

    async def _fail(self, error: PaperthreadError) -> str:
        _log.info("draft %s: %s", self._id, type(error).__name__)
        await self._drafts.save(replace(await self._record(), state=DraftState.FAILED, note=str(error)))
        if isinstance(error, ChatError):  # the status cannot be posted there; the person is told where they asked
            await self._refuse(str(error))
        return _OVER

    async def _refuse(self, words: str) -> None:
        wanted = self._wanted
        with suppress(ChatError):
            await self._lab.chat(wanted.place).tell(
                wanted.person, wanted.place, words, about=wanted.request, trigger=None
            )

    async def _book(self, record: DraftRecord, calls: Sequence[ModelCall]) -> None:
        await self._lab.store.spending.spend(
            self._job.key,
            place=record.place,
            person=record.asked_by,
            day=self._lab.now().astimezone(UTC).date(),
            calls=calls,
            drafts=1,
        )

    # ---- Small things ----

    async def _record(self) -> DraftRecord:
        kept = await self._drafts.draft(self._id)
        assert kept is not None  # noqa: S101  # the first step has saved it
        return kept.record

    def _messages(self, record: DraftRecord) -> Messages:
        return Messages(self._lab, self._id, record.place)

    def _board(self, record: DraftRecord) -> Board:
        return Board(self._lab, self._id, self._messages(record))


def _wanted_words(record: DraftRecord) -> str:
    wanted = record.wanted
    if wanted.attachment is not None:
        return wanted.attachment.name
    return f"arXiv:{versioned(wanted.arxiv_id, wanted.version)}" if wanted.arxiv_id else record.title or "a paper"


def _ordinal(number: int) -> str:
    """`2nd`."""
    teen = 10 <= number % 100 <= 20  # 11th, 12th, 13th
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
