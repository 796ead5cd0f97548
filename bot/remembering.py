"""A writer whose answers are kept as they come, so that what was answered is never asked for again.

A job that goes on after a crash asks the same questions in the same order. What was kept is given back; only the answer
that was under way when the process died is asked for again, and that it was is told.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

from pydantic import TypeAdapter

from bot.ledger import Ledger
from bot.model import Brief, Finding, Level, Paper, Plan, Proposal, WriterName
from bot.ports import DraftStore, Writer
from bot.poster import Invitation, PosterRequest
from bot.provenance import ModelCall
from bot.versions import Revision

_Answer = TypeVar("_Answer")

_PLAN = TypeAdapter(Plan)
_PROPOSAL = TypeAdapter(Proposal)
_MAYBE_PROPOSAL: TypeAdapter[Proposal | None] = TypeAdapter(Proposal | None)
_MAYBE_INVITATION: TypeAdapter[Invitation | None] = TypeAdapter(Invitation | None)
_POINTS = TypeAdapter(tuple[str, ...])


class RememberingWriter:
    """A `bot.ports.Writer` over another one, for one job on one draft. It closes nothing."""

    def __init__(self, writer: Writer, memory: DraftStore, draft_id: str, job_key: str) -> None:
        self._writer = writer
        self._memory = memory
        self._draft_id = draft_id
        self._job_key = job_key

    @property
    def name(self) -> WriterName:
        return self._writer.name

    async def remarks(self) -> tuple[Finding, ...]:
        """What the person who pays should know, of all processes that worked on this job."""
        return await remarks_of(self._memory, self._draft_id, self._job_key)

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        kept = list(begun)
        plan = await self._recall("plan")
        if plan is not None:
            yield _PLAN.validate_json(plan)
        while (text := await self._recall(_tweet_key(len(kept) + 1), ledger)) is not None:
            kept.append(_PROPOSAL.validate_json(text))
            yield kept[-1]
        if await self._recall("end", ledger) is not None:
            return
        ended = await self._begin("thread", ledger)
        booked = len(ledger.calls)
        try:
            async for one in self._writer.write(paper, brief, ledger, begun=tuple(kept)):
                if isinstance(one, Plan):
                    await self._remember("plan", _PLAN.dump_json(one).decode())
                else:
                    kept.append(one)
                    calls, booked = ledger.calls[booked:], len(ledger.calls)
                    text = _PROPOSAL.dump_json(one).decode()
                    await self._remember(_tweet_key(len(kept)), text, calls)
                yield one
            # First of all: a death before the line below must not have a whole thread asked for again.
            await self._remember("end", "", ledger.calls[booked:])
            booked = len(ledger.calls)
        finally:
            # Also where it failed, or nobody wants more: what was asked may be paid.
            await self._remember(ended, "", ledger.calls[booked:])

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        asked = f"repair-{_digest(proposal, *findings)}"
        return await self._once(
            asked, _MAYBE_PROPOSAL, ledger, lambda: self._writer.repair(paper, brief, proposal, findings, ledger)
        )

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        asked = f"regenerate-{_digest(revision)}"
        return await self._once(
            asked, _MAYBE_PROPOSAL, ledger, lambda: self._writer.regenerate(paper, brief, revision, ledger)
        )

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        asked = f"shorten-{_digest(revision)}"
        return await self._once(
            asked, _MAYBE_PROPOSAL, ledger, lambda: self._writer.shorten(paper, brief, revision, ledger)
        )

    async def invite(self, paper: Paper | None, request: PosterRequest, ledger: Ledger) -> Invitation | None:
        asked = f"invite-{_digest(request)}"
        return await self._once(asked, _MAYBE_INVITATION, ledger, lambda: self._writer.invite(paper, request, ledger))

    async def comment(self, request: PosterRequest, ledger: Ledger) -> tuple[str, ...]:
        asked = f"comment-{_digest(request)}"
        return await self._once(asked, _POINTS, ledger, lambda: self._writer.comment(request, ledger))

    async def close(self) -> None:
        """The writer below belongs to somebody else."""

    async def _once(
        self, asked: str, form: TypeAdapter[_Answer], ledger: Ledger, ask: Callable[[], Awaitable[_Answer]]
    ) -> _Answer:
        known = await self._recall(asked, ledger)
        if known is not None:
            return form.validate_json(known)
        ended = await self._begin(asked, ledger)
        booked = len(ledger.calls)
        try:
            answer = await ask()
        except BaseException:
            await self._remember(ended, "", ledger.calls[booked:])
            raise
        await self._remember(asked, form.dump_json(answer).decode(), ledger.calls[booked:])
        await self._remember(ended, "")
        return answer

    async def _begin(self, asked: str, ledger: Ledger) -> str:
        """Note that a question is under way; the key under which its end is to be noted."""
        count = 1
        # Of one width: the calls of a key are those of all keys that begin so.
        while await self._recall(f"{asked}-ended-{count:03}", ledger) is not None:
            count += 1
        # Without a model nothing is paid, so nobody has to know.
        if self.name.model is not None and await self._recall(f"{asked}-begun-{count:03}") is not None:
            await self._remember(_CUT_OFF, "")
        await self._remember(f"{asked}-begun-{count:03}", "")
        return f"{asked}-ended-{count:03}"

    async def _recall(self, what: str, ledger: Ledger | None = None) -> str | None:
        """What was kept; the calls that it took go into the ledger, which begins empty in each process."""
        key = f"{self._job_key}/{what}"
        text = await self._memory.recall(self._draft_id, key)
        if text is not None and ledger is not None:
            for call in await self._memory.calls(self._draft_id, under=key):
                ledger.record(call)
        return text

    async def _remember(self, what: str, text: str, calls: Sequence[ModelCall] = ()) -> None:
        await self._memory.remember(self._draft_id, f"{self._job_key}/{what}", text, calls=calls)


async def remarks_of(memory: DraftStore, draft_id: str, job_key: str) -> tuple[Finding, ...]:
    """What the person who pays for a job's questions should know."""
    if await memory.recall(draft_id, f"{job_key}/{_CUT_OFF}") is None:
        return ()
    detail = "An answer was cut off by a restart and asked for again; the server may charge for both."
    return (Finding("writer", Level.ADVICE, "", detail),)


_CUT_OFF = "cut-off"


def _tweet_key(number: int) -> str:
    return f"tweet-{number:03d}"


def _digest(*values: object) -> str:
    """Of values whose `repr` says all of them, which that of frozen dataclasses does."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:24]
