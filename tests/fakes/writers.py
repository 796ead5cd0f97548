"""Writers that say what a test tells them to; each implements `bot.ports.Writer`."""

from collections.abc import AsyncIterator, Sequence

from bot.errors import NothingToSay, WriterError
from bot.ledger import Ledger
from bot.model import Brief, Finding, Paper, Plan, Proposal, WriterName
from bot.poster import Invitation, PosterRequest
from bot.provenance import ModelCall
from bot.versions import Revision


class HoldsNothing:
    """What a fake writer inherits that has no connection to end, and no second thoughts."""

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        return None

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        return None

    async def invite(self, paper: Paper | None, request: PosterRequest, ledger: Ledger) -> Invitation | None:
        return None

    async def comment(self, request: PosterRequest, ledger: Ledger) -> tuple[str, ...]:
        return ()

    async def close(self) -> None:
        pass


class WritesOnce(HoldsNothing):
    """What a fake writer inherits that never has a better tweet."""

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        return None


class GivenWriter(HoldsNothing):
    """A writer that proposes what it was given, or fails; to requests for repair it answers what it was given for that.

    Attributes:
        brief: The one that it got to write for.
        asked: (proposal, findings) of each request for repair, in order.
    """

    def __init__(
        self,
        *script: Plan | Proposal | WriterError,
        repairs: Sequence[Proposal | WriterError | None] = (),
        model: str | None = None,
        calls: Sequence[ModelCall] = (),
    ) -> None:
        self._script = script
        self._calls = calls
        self._repairs = list(repairs)
        self._model = model
        self.brief: Brief | None = None
        self.asked: list[tuple[Proposal, Sequence[Finding]]] = []

    @property
    def name(self) -> WriterName:
        return WriterName("given", self._model)

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        self.brief = brief
        for call in self._calls:
            ledger.record(call)
        if not self._script:
            raise NothingToSay(paper.name)
        for one in self._script:
            if isinstance(one, WriterError):
                raise one
            yield one

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        self.asked.append((proposal, findings))
        answer = self._repairs.pop(0) if self._repairs else None
        if isinstance(answer, WriterError):
            raise answer
        return answer
