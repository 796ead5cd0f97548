"""Writers that say what a test tells them to; each implements `bot.ports.Writer`."""

from collections.abc import AsyncIterator, Sequence

from bot.errors import NothingToSay, WriterError
from bot.model import Brief, Finding, Paper, Proposal, WriterName


class HoldsNothing:
    """What a fake writer inherits that has no connection to end."""

    async def close(self) -> None:
        pass


class WritesOnce(HoldsNothing):
    """What a fake writer inherits that never has a better tweet."""

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding]
    ) -> Proposal | None:
        return None


class GivenWriter(HoldsNothing):
    """A writer that proposes what it was given, and answers requests for repair with what it was given for that.

    Attributes:
        brief: The one that it got to write for.
        asked: (proposal, findings) of each request for repair, in order.
    """

    def __init__(
        self, *proposals: Proposal, repairs: Sequence[Proposal | WriterError | None] = (), model: str | None = None
    ) -> None:
        self._proposals = proposals
        self._repairs = list(repairs)
        self._model = model
        self.brief: Brief | None = None
        self.asked: list[tuple[Proposal, Sequence[Finding]]] = []

    @property
    def name(self) -> WriterName:
        return WriterName("given", self._model)

    async def write(self, paper: Paper, brief: Brief) -> AsyncIterator[Proposal]:
        self.brief = brief
        if not self._proposals:
            raise NothingToSay(paper.name)
        for proposal in self._proposals:
            yield proposal

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding]
    ) -> Proposal | None:
        self.asked.append((proposal, findings))
        answer = self._repairs.pop(0) if self._repairs else None
        if isinstance(answer, WriterError):
            raise answer
        return answer
