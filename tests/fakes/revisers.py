"""A writer that answers each question of a revision or a poster with what a test gave it for that."""

from collections.abc import AsyncIterator, Sequence

from bot.errors import WriterError
from bot.ledger import Ledger
from bot.model import Brief, Finding, Paper, Plan, Proposal, WriterName
from bot.poster import Invitation, PosterRequest
from bot.versions import Revision
from tests.fakes.writers import HoldsNothing

Answer = Proposal | WriterError | None


class Reviser(HoldsNothing):
    """Gives its answers in order, whatever is asked; without any left it has nothing to say.

    Attributes:
        revisions: What it was asked to write again or shorter, in order.
        repairs: (proposal, findings) that it was asked to mend, in order.
        requests: What it was asked for posters, in order.
    """

    def __init__(
        self,
        *answers: Answer,
        mended: Sequence[Answer] = (),
        invitations: Sequence[Invitation | WriterError | None] = (),
        points: Sequence[str] = (),
        thread: Sequence[Proposal] = (),
        model: str | None = "shell-1",
    ) -> None:
        self._answers = list(answers)
        self._mended = list(mended)
        self._invitations = list(invitations)
        self._points = tuple(points)
        self._thread = thread
        self._model = model
        self.revisions: list[Revision] = []
        self.repairs: list[tuple[Proposal, Sequence[Finding]]] = []
        self.requests: list[PosterRequest] = []

    @property
    def name(self) -> WriterName:
        return WriterName("given", self._model)

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        for proposal in self._thread:
            yield proposal

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        self.repairs.append((proposal, findings))
        return _next(self._mended)

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        self.revisions.append(revision)
        return _next(self._answers)

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        self.revisions.append(revision)
        return _next(self._answers)

    async def invite(self, paper: Paper | None, request: PosterRequest, ledger: Ledger) -> Invitation | None:
        self.requests.append(request)
        answer = self._invitations.pop(0) if self._invitations else None
        if isinstance(answer, WriterError):
            raise answer
        return answer

    async def comment(self, request: PosterRequest, ledger: Ledger) -> tuple[str, ...]:
        self.requests.append(request)
        return self._points


def _next(answers: list[Answer]) -> Proposal | None:
    answer = answers.pop(0) if answers else None
    if isinstance(answer, WriterError):
        raise answer
    return answer
