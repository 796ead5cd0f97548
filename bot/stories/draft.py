"""The story of a draft: asked for, fetched, read, written and checked, each tweet a message as soon as it is there."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.asks import DONE, FAILED, SEEN
from bot.errors import ChatError, MessageGone, PaperthreadError, PermissionMissing, PlaceClosed, StoreUnavailable
from bot.model import Draft, Finding
from bot.model.chat import MessageRef, Place
from bot.obtaining import Obtained
from bot.ports import Steps
from bot.posts import paper_findings
from bot.provenance import ModelCall
from bot.records import DraftRecord, DraftState, Job
from bot.remembering import remarks_of
from bot.stories.board import Board, Stopped
from bot.stories.briefs import brief_for
from bot.stories.budgets import refusal_of
from bot.stories.company import in_company
from bot.stories.errand import book
from bot.stories.insisting import insist
from bot.stories.jobs import DraftWanted
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.stories.papers import obtain_for, recall
from bot.stories.telling import tell
from bot.stories.tweets import Gallery, show_all
from bot.stories.writing import Writing, ordinal
from bot.thread_text import decoded
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
        known = await self._drafts.draft(self._id)
        try:
            record = await self._begun() if known is None else await self._counted(known.record)
        except StoreUnavailable:
            raise  # the whole step is done again when it is back
        except PaperthreadError as error:
            await self._refuse(str(error))
            return _REFUSED
        if record is None:
            return _REFUSED
        try:
            record = await self._placed(record)
            await self._board(record).show()
        except ChatError as error:
            return await self._fail(error)
        return _ON

    async def _begun(self) -> DraftRecord | None:
        """The draft, counted among this person's of today; None if there may be none, which was told.

        Raises:
            BriefError: Something that the person said is not as it must be.
        """
        lab, wanted = self._lab, self._wanted
        settings = await lab.store.channels.settings(wanted.place)
        record = DraftRecord(
            id=self._id,
            place=wanted.place,
            asked_by=wanted.person,
            request=wanted.request,
            is_own_request=wanted.request is None,
            wanted=wanted.wanted,
            brief=await brief_for(lab, wanted.place, wanted.options),
            created_at=lab.now(),
            own_thread=wanted.own_thread,
            uses_model=settings.uses_model is not False,
            arxiv_id=wanted.wanted.arxiv_id,
            arxiv_version=wanted.wanted.version,
        )
        async with lab.counting:  # fifty links posted at once are fifty drafts
            refusal = await refusal_of(lab, wanted.person)
            if refusal is None:
                await self._drafts.save(record)
                await self._counted(record)
        if refusal is not None:
            await self._refuse(refusal)
            return None
        return record

    async def _counted(self, record: DraftRecord) -> DraftRecord:
        """The draft, counted once however often this is asked for."""
        await book(self._lab, f"{self._job.key}/begun", record, record.asked_by, (), drafts=1)
        return record

    async def read(self) -> str:
        """Fetch and read the paper, when it is this person's turn."""
        lab, record = self._lab, await self._record()
        if await self._has_ended(record):
            return _OVER
        board = self._board(record)

        async def waiting(position: int) -> None:
            board.say(f"waiting: {ordinal(position)} in the queue")

        async def reading() -> Obtained:
            async with lab.reading.turn(record.asked_by.key, on_wait=waiting):
                return await obtain_for(lab, record, progress=board.hear)

        try:
            own_thread = await self._own_thread(record)
            obtained = await in_company(reading(), board.run(), board.watch())
        except Stopped:
            return await self._stop(record)
        except StoreUnavailable:
            raise  # the whole step is done again when it is back
        except PaperthreadError as error:
            return await self._fail(error)
        paper = obtained.paper
        await self._drafts.save(
            replace(
                await self._record(),
                state=DraftState.WORKING,
                own_thread=own_thread,
                sha256=paper.sha256,
                title=paper.title or obtained.name,
                arxiv_id=paper.arxiv_id,
                arxiv_version=paper.arxiv_version,
                findings=_findings_of_the_file(obtained),
                seconds=dict(obtained.seconds),
            )
        )
        return _ON

    async def write(self) -> str:
        """Have it written and checked, tweet by tweet, each posted as it comes."""
        lab, record = self._lab, await self._record()
        if await self._has_ended(record):
            return _OVER
        board = self._board(record)
        try:
            obtained = await recall(lab, record, progress=board.hear)
            has_voice = bool(self._wanted.options.get("voice"))
            writing = Writing(lab, self._job, record, obtained, board, has_voice=has_voice)
            written = await in_company(writing.run(), board.run(), board.watch())
        except Stopped:
            await self._book(record, await self._drafts.calls(self._id))
            return await self._stop(record)
        except StoreUnavailable:
            raise  # the whole step is done again when it is back
        except PaperthreadError as error:
            await self._book(record, await self._drafts.calls(self._id))
            return await self._fail(error)
        await self._finish(record, obtained, written, writing)
        return _ON

    async def end(self) -> str:
        """Have the status say what came of it, and mark the request."""
        record = await self._record()
        if record.state.is_under_way:
            record = replace(record, state=DraftState.DONE)
            await self._drafts.save(record)
        try:
            await self._board(record).show()
        except ChatError:  # its place may be gone: why it failed is told where it was asked for
            if record.state is DraftState.FAILED:
                await self._refuse(record.note)
        if (request := record.request) is not None:
            chat, mark = self._lab.chat(request.place), FAILED if record.state is DraftState.FAILED else DONE
            for marking in (lambda: chat.unmark(request, SEEN), lambda: chat.mark(request, mark)):
                with suppress(ChatError):
                    await insist(self._lab, marking)
        return _OVER

    # ---- The place ----

    async def _placed(self, record: DraftRecord) -> DraftRecord:
        """The draft with its chat thread, under the request or under a message of the bot's own."""
        if record.place.chat_thread is not None and record.request is not None and record.is_own_request:
            return record
        if record.request is not None and not record.is_own_request:
            placed = await self._under_request(record, record.request)
            if placed is not None:
                await self._drafts.save(placed)
                return placed
        words = f"📄 A draft for {record.asked_by.name or 'you'}: {_wanted_words(record)}"
        request = await Messages(self._lab, self._id, record.place.in_channel).say(words, cause=f"{self._id}:root")
        place = await self._opened(request, record)
        record = replace(record, request=request, is_own_request=True, place=place)
        await self._drafts.save(record)
        return record

    async def _under_request(self, record: DraftRecord, request: MessageRef) -> DraftRecord | None:
        """The draft in the chat thread under the request; None where another draft has that.

        Raises:
            ChatError: It cannot be opened.
        """
        chat, note = self._lab.chat(record.place), record.note
        try:
            await insist(self._lab, lambda: chat.mark(request, SEEN))
        except (MessageGone, PlaceClosed):
            raise
        except ChatError as error:  # no reaction is worth a draft; what has to be known of the rights is said
            _log.info("draft=%s mark=%s", self._id, type(error).__name__)
            note = str(error) if isinstance(error, PermissionMissing) else note
        place = await self._opened(request, record)
        if await self._drafts.newest(place) in (None, self._id):
            return replace(record, place=place, note=note)
        with suppress(ChatError):
            await insist(self._lab, lambda: chat.unmark(request, SEEN))
        return None

    async def _opened(self, request: MessageRef, record: DraftRecord) -> Place:
        chat = self._lab.chat(record.place)
        return await insist(self._lab, lambda: chat.open_place(request, title=_wanted_words(record)))

    async def _own_thread(self, record: DraftRecord) -> str | None:
        """The person's own thread, from the file that it is in.

        Raises:
            AttachmentUnavailable: The file cannot be had.
            ThreadError: It is no text, or too long.
        """
        file = self._wanted.own_file
        if file is None or record.own_thread is not None:
            return record.own_thread
        chat = self._lab.chat(record.place)
        return decoded(await insist(self._lab, lambda: chat.fetch_attachment(file)))

    # ---- The end of the writing ----

    async def _finish(self, record: DraftRecord, obtained: Obtained, written: Draft, writing: Writing) -> None:
        """Keep the whole draft, and have every message look as it should."""
        for tweet in written.tweets:
            await writing.show_one(tweet, written.writer)
        await self._drafts.cut(self._id, behind=len(written.tweets))
        await self._messages(record).take_away_behind(len(written.tweets))
        now = await self._record()
        await self._drafts.save(
            replace(
                now,
                state=DraftState.DONE,
                brief=written.brief,
                writer=written.writer,
                findings=(*_findings_of_the_file(obtained), *written.findings, *await writing.remarks()),
                seconds={**now.seconds, **written.seconds},
                provenance=written.provenance,
            )
        )

    async def _has_ended(self, record: DraftRecord) -> bool:
        """Whether it was stopped, or failed, in this very step before a crash: it is not begun again."""
        if record.state is DraftState.STOPPED:
            await self._stop(record)
        return record.state in (DraftState.STOPPED, DraftState.FAILED)

    async def _stop(self, record: DraftRecord) -> str:
        record = replace(await self._remarked(), state=DraftState.STOPPED)
        await self._drafts.save(record)
        await self._leave_what_is_written(record)
        return _OVER

    async def _fail(self, error: PaperthreadError) -> str:
        _log.info("draft=%s error=%s", self._id, type(error).__name__)
        record = replace(await self._remarked(), state=DraftState.FAILED, note=str(error))
        await self._drafts.save(record)
        await self._leave_what_is_written(record)
        return _OVER

    async def _leave_what_is_written(self, record: DraftRecord) -> None:
        """What is written stays, counted as it is; a message that was under way when it stopped goes."""
        kept = await self._drafts.draft(self._id)
        if kept is None or record.sha256 is None:
            return
        messages = self._messages(record)
        gallery = Gallery(self._lab, messages, lambda: recall(self._lab, record, progress=lambda _: None))
        with suppress(ChatError):
            await messages.take_away_behind(max((one.serial for one in kept.tweets), default=0))
            await show_all(self._lab, gallery, self._id)

    async def _refuse(self, words: str) -> None:
        wanted = self._wanted
        await tell(self._lab, wanted.person, wanted.place, words, about=wanted.request)

    async def _book(self, record: DraftRecord, calls: Sequence[ModelCall]) -> None:
        await book(self._lab, self._job.key, record, record.asked_by, calls)

    # ---- Small things ----

    async def _remarked(self) -> DraftRecord:
        """The draft, with what who pays should know also of what was not finished."""
        record = await self._record()
        remarks = await remarks_of(self._drafts, self._id, self._job.key)
        return replace(record, findings=(*(one for one in record.findings if one not in remarks), *remarks))

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


def _findings_of_the_file(obtained: Obtained) -> tuple[Finding, ...]:
    return (*obtained.doubt_findings, *paper_findings(obtained.paper))
