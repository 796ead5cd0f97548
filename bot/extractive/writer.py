"""The writer that needs no model: the paper's own sentences, chosen, shortened and put in order."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from bot.errors import NothingToSay
from bot.extractive.candidates import candidates_of
from bot.extractive.chinese import Chinese, is_chinese
from bot.extractive.english import English
from bot.extractive.figures import chosen_figures
from bot.extractive.salience import Salience
from bot.extractive.selection import choose
from bot.extractive.sentences import sentences_of
from bot.extractive.subject import subject_of
from bot.model import Brief, Finding, Paper, Proposal, Voice, WriterName, Zone

_MOST_IN_CURATOR_VOICE = 7


class ExtractiveWriter:
    """Implements `bot.ports.Writer`."""

    @property
    def name(self) -> WriterName:
        return WriterName("extractive")

    async def write(self, paper: Paper, brief: Brief) -> AsyncIterator[Proposal]:
        for proposal in await asyncio.to_thread(propose, paper, brief):
            yield proposal

    async def repair(
        self,
        paper: Paper,  # noqa: ARG002  # the port's
        brief: Brief,  # noqa: ARG002
        proposal: Proposal,  # noqa: ARG002
        findings: Sequence[Finding],  # noqa: ARG002
    ) -> Proposal | None:
        """None: a sentence of the paper is what it is, and the better ones were chosen already."""
        return None

    async def close(self) -> None:
        """There is nothing to end."""


def propose(paper: Paper, brief: Brief) -> list[Proposal]:
    """The tweets that the paper's own sentences make, in the order of roles.

    They are at most `brief.max_tweets`; announcement and code are built elsewhere.

    Raises:
        NothingToSay: No sentence can stand.
    """
    sentences = sentences_of(paper)
    opening = tuple(sentence.text for sentence in sentences if sentence.zone in (Zone.ABSTRACT, Zone.INTRODUCTION))
    subject = subject_of(paper, opening)
    salience = Salience((sentence.text for sentence in sentences), f"{paper.title} {paper.abstract}")
    language = Chinese(subject) if is_chinese(paper) else English(subject)
    candidates = candidates_of(sentences, language, salience, brief.voice)
    most = brief.max_tweets
    if brief.voice is Voice.CURATOR:
        most = min(most, _MOST_IN_CURATOR_VOICE)
    choices = choose(candidates, subject, least=brief.min_tweets, most=most)
    if not choices and most > 0:
        raise NothingToSay(paper.name)
    figures = chosen_figures(choices, paper, sentences, salience)
    return [
        Proposal(choice.role, choice.candidate.prose, choice.candidate.evidence, figure)
        for choice, figure in zip(choices, figures, strict=True)
    ]
