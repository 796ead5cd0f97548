"""An invitation written, checked and mended, and what to say about the person's own draft of it."""

import asyncio
from dataclasses import dataclass, replace

from bot.checks.length import weighted_length
from bot.drafting.repair import MOST_REQUESTS
from bot.drafting.requests import for_the_writer
from bot.errors import NothingToSay
from bot.inviting.checking import Inspection
from bot.inviting.plain import plain_post
from bot.ledger import Ledger
from bot.model import Brief, Finding, Level, Paper, Plan, Proposal, Role
from bot.ports import Writer
from bot.poster import Invitation, PosterRequest

MOST_POINTS = 3
"""So much advice a person takes on one short text."""

_PITCHES = (Role.CONTRIBUTION, Role.RESULT)


@dataclass(frozen=True, slots=True)
class Poster:
    """A post that invites people to a poster.

    Attributes:
        findings: What the rules found in it.
        points: Sentences about the person's own draft, the weightiest first.
        is_plain: It was made of the facts by rule.
    """

    post: Invitation
    findings: tuple[Finding, ...]
    points: tuple[str, ...]
    is_plain: bool

    @property
    def weighted_length(self) -> int:
        return weighted_length(self.post.text)

    @property
    def has_flags(self) -> bool:
        return any(found.level is Level.FLAG for found in self.findings)


async def invite(request: PosterRequest, paper: Paper | None, *, writer: Writer, ledger: Ledger) -> Poster:
    """Have the post written and checked; what the rules find goes back to its writer, twice at most.

    A post that changes a fact, or leaves one out, is not taken: a plain one is made of the facts, and says so.

    Raises:
        WriterError: The writer could not answer.
    """
    inspection = await asyncio.to_thread(Inspection.of, request, paper)  # others are served meanwhile
    written = await _written(inspection, paper, writer, ledger)
    if written is None:
        post = await _plain(request, paper, writer, ledger)
        post, findings = await asyncio.to_thread(inspection.inspected, post)
    else:
        post, findings = written
    is_plain = written is None or any(found.rule == "locked" for found in findings)
    if written is not None and is_plain:
        post, of_the_plain = await asyncio.to_thread(inspection.inspected, Invitation(plain_post(request)[0]))
        detail = "The writer's posts changed a fact or left one out, so this one was made of the facts."
        findings = (*of_the_plain, Finding("locked", Level.ADVICE, "", detail))
    return Poster(post, findings, await _points(inspection, writer, ledger), is_plain)


async def _written(
    inspection: Inspection, paper: Paper | None, writer: Writer, ledger: Ledger
) -> tuple[Invitation, tuple[Finding, ...]] | None:
    """The best of what the writer offers, with its findings; None if it writes no posts."""
    best: tuple[Invitation, tuple[Finding, ...]] | None = None
    request = inspection.request
    for asked in range(1 + MOST_REQUESTS):
        answer = await writer.invite(paper, request, ledger)
        if answer is None:
            break
        post, findings = await asyncio.to_thread(inspection.inspected, answer)
        if best is None or _weight(findings) < _weight(best[1]):
            best = post, findings
        wanted = [found for found in findings if found.level is not Level.REPAIR]
        if not wanted or (asked > 0 and not any(found.level is Level.FLAG for found in wanted)):
            break
        request = replace(inspection.request, last=post.text, findings=tuple(map(for_the_writer, wanted)))
    return best


def _weight(findings: tuple[Finding, ...]) -> tuple[int, int, int]:
    """(changed facts, other flags, pieces of advice)."""
    flags = [found for found in findings if found.level is Level.FLAG]
    locked = sum(found.rule == "locked" for found in flags)
    return locked, len(flags) - locked, sum(found.level is Level.ADVICE for found in findings)


async def _plain(request: PosterRequest, paper: Paper | None, writer: Writer, ledger: Ledger) -> Invitation:
    """The facts, with a sentence of the paper if its writer chooses sentences and one fits."""
    pitches: list[Proposal] = []
    if paper is not None:
        try:
            async for proposal in writer.write(paper, Brief(), ledger):
                if not isinstance(proposal, Plan) and proposal.role in _PITCHES:
                    pitches.append(proposal)  # noqa: PERF401  # what came before an error counts
        except NothingToSay:
            pass
    post, sentence = plain_post(request, (pitch.prose for pitch in pitches))
    evidence = next((pitch.evidence for pitch in pitches if pitch.prose == sentence), ())
    return Invitation(post, evidence)


async def _points(inspection: Inspection, writer: Writer, ledger: Ledger) -> tuple[str, ...]:
    if not inspection.request.draft:
        return ()
    faults = await asyncio.to_thread(inspection.faults_of_the_draft)
    points = list(
        dict.fromkeys(f"“{found.words}”: {found.detail}" if found.words else found.detail for found in faults)
    )
    if len(points) < MOST_POINTS:
        points += await writer.comment(inspection.request, ledger)
    return tuple(points[:MOST_POINTS])
