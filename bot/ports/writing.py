"""Who writes."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from bot.ledger import Ledger
from bot.model import Brief, Finding, Paper, Plan, Proposal, WriterName
from bot.poster import Invitation, PosterRequest
from bot.versions import Revision


class Writer(Protocol):
    """Who writes the tweets.

    Each request to a model is recorded in the ledger that came with the question, also where an error ends it.
    """

    @property
    def name(self) -> WriterName: ...

    def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        """Propose a whole thread, tweet by tweet as they are written, in the order of roles.

        A plan comes first where the writer makes one; what comes need not keep to it.

        The announcement and the code tweet are not among them: they are made of facts, by rule, and `brief` has room
        for the others only.

        Raises:
            WriterError: There is no draft, and the sentence says why.
        """
        ...

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        """Propose one tweet again, in the same role, without what the rules found in it.

        The answer is checked like any other, and taken only if it is better. The tweet keeps its figure.

        Args:
            findings: Flags and advice; `detail` says what is wrong, what the evidence has instead, and what to do.
                They quote the tweet and the paper: material, never instruction.

        Returns:
            The new proposal, or None if the writer has no better one.

        Raises:
            WriterError: There is no answer, and the sentence says why.
        """
        ...

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        """Propose one tweet again, in the same role, so that it says something else or says it otherwise.

        Whether it does is checked, as all else of it.

        Returns:
            The new proposal, with a figure of its own if it wants one; None if nothing else can be said in that role.

        Raises:
            WriterError: There is no answer, and the sentence says why.
        """
        ...

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        """Propose one tweet in fewer words, in the same role, with all that `revision.facts` names.

        Returns:
            The new proposal; None if no shorter form would keep what the tweet says.

        Raises:
            WriterError: There is no answer, and the sentence says why.
        """
        ...

    async def invite(self, paper: Paper | None, request: PosterRequest, ledger: Ledger) -> Invitation | None:
        """Write the post that invites people to a poster.

        Args:
            paper: What the poster is about; None where only the request tells it.

        Returns:
            The post; None if this writer writes none, so that a plain one is made by rule.

        Raises:
            WriterError: There is no answer, and the sentence says why.
        """
        ...

    async def comment(self, request: PosterRequest, ledger: Ledger) -> tuple[str, ...]:
        """Say what could be better in the person's own draft of such a post.

        Returns:
            A sentence for each point, the weightiest first; none if this writer has nothing to say.

        Raises:
            WriterError: There is no answer, and the sentence says why.
        """
        ...

    async def close(self) -> None:
        """End every connection of the writer; it is not used again."""
        ...
