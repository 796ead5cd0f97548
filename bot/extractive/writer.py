"""The writer that needs no model: the paper's own sentences, chosen, shortened and put in order."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from bot.album import central_figure
from bot.checks.paper_index import PaperIndex
from bot.errors import NothingToSay
from bot.extractive.candidates import candidates_of
from bot.extractive.figures import chosen_figures
from bot.extractive.material import Material, other_language
from bot.extractive.on_page import held_to_the_page
from bot.extractive.revisions import another, shorter
from bot.extractive.selection import choose
from bot.ledger import Ledger
from bot.model import Brief, Finding, Paper, Proposal, Voice, WriterName
from bot.poster import Invitation, PosterRequest
from bot.versions import Revision

_MOST_IN_CURATOR_VOICE = 7


class ExtractiveWriter:
    """Implements `bot.ports.Writer`."""

    @property
    def name(self) -> WriterName:
        return WriterName("extractive")

    async def write(
        self,
        paper: Paper,
        brief: Brief,
        ledger: Ledger,
        *,
        begun: Sequence[Proposal] = (),
    ) -> AsyncIterator[Proposal]:
        for proposal in (await asyncio.to_thread(propose, paper, brief))[len(begun) :]:
            yield proposal

    async def repair(
        self,
        paper: Paper,
        brief: Brief,
        proposal: Proposal,
        findings: Sequence[Finding],
        ledger: Ledger,
    ) -> Proposal | None:
        """None: a sentence of the paper is what it is, and the better ones were chosen already."""
        return None

    async def regenerate(
        self,
        paper: Paper,
        brief: Brief,
        revision: Revision,
        ledger: Ledger,
    ) -> Proposal | None:
        """The next best sentence of the same role."""
        return await asyncio.to_thread(another, paper, brief, revision)

    async def shorten(
        self,
        paper: Paper,
        brief: Brief,
        revision: Revision,
        ledger: Ledger,
    ) -> Proposal | None:
        """The next shorter form that stands alone."""
        return await asyncio.to_thread(shorter, paper, brief, revision)

    async def invite(
        self,
        paper: Paper | None,
        request: PosterRequest,
        ledger: Ledger,
    ) -> Invitation | None:
        """None: an invitation is no sentence of a paper."""
        return None

    async def comment(
        self,
        request: PosterRequest,
        ledger: Ledger,
    ) -> tuple[str, ...]:
        """Nothing: an opinion takes somebody who understands."""
        return ()

    async def close(self) -> None:
        """There is nothing to end."""


def propose(paper: Paper, brief: Brief) -> list[Proposal]:
    """The tweets that the paper's own sentences make, in the order of roles.

    They are at most `brief.max_tweets`; announcement and code are built elsewhere.

    Raises:
        NothingToSay: No sentence can stand.
    """
    material = Material.of(paper)
    candidates = candidates_of(material.sentences, material.language, material.salience, brief.voice)
    most = brief.max_tweets
    if brief.voice is Voice.CURATOR:
        most = min(most, _MOST_IN_CURATOR_VOICE)
    choices = held_to_the_page(
        candidates, lambda left: choose(left, material.subject, least=brief.min_tweets, most=most), PaperIndex(paper)
    )
    if not choices and most > 0:
        raise NothingToSay(paper.name, language=other_language(paper))
    central = central_figure(paper)  # the announcement shows it
    figures = chosen_figures(choices, paper, material, shown=() if central is None else (central,))
    return [
        Proposal(choice.role, choice.candidate.prose, choice.candidate.evidence, figure)
        for choice, figure in zip(choices, figures, strict=True)
    ]
