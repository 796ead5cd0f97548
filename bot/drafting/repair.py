"""The repair of one tweet: its findings go back to the writer, and what comes back is taken only if it is better.

One tweet at a time, so that a tweet can be posted as soon as it was checked and mended.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.checks.folding import fold
from bot.drafting.intake import Taken, take
from bot.drafting.requests import for_the_writer
from bot.errors import AnswerCutOff, AnswerUnusable, WriterError, WriterRefused
from bot.ledger import Ledger
from bot.model import Brief, Finding, Level, Paper, Proposal, Tweet
from bot.ports import Writer
from bot.wording import counted

MOST_REQUESTS = 2
"""How often one tweet goes back to the writer; the second time only for a flag."""

_ABOUT_GROUNDS = frozenset({"evidence", "quote", "support"})
_OF_ONE_ANSWER = (AnswerCutOff, AnswerUnusable, WriterRefused)  # says nothing of the next request
_NOT_THE_WRITERS = frozenset({"counter", "figure", "repair"})  # made by rule, or told by this very loop


class Outcome(StrEnum):
    """What became of an answer to a request for repair."""

    TAKEN = "taken"
    NOTHING = "the writer had nothing better"
    UNCHANGED = "the answer was one that was there before"
    OTHER_ROLE = "the answer was a tweet of another role"
    TOLD_ALREADY = "the answer says what another tweet says"
    NO_BETTER = "the answer was no better"
    UNUSABLE = "its answer was of no use"
    FAILED = "the writer failed"


@dataclass(frozen=True, slots=True)
class Request:
    """One request for repair and what came of it.

    Attributes:
        findings: As the writer was told them.
        answer: As it was taken in, or None if there was none.
        detail: A sentence about an answer that was not taken or could not be had; "" otherwise.
    """

    findings: tuple[Finding, ...]
    answer: Proposal | None
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """A tweet after its repair.

    Attributes:
        taken: The proposal that it is made of now.
        tweet: Made of that, and checked.
        requests: What was asked of the writer, in order; none where there was nothing to mend.
        record: What the person is told of it: each finding that was mended, each answer that was not taken.
    """

    taken: Taken
    tweet: Tweet
    requests: tuple[Request, ...]
    record: tuple[Finding, ...]

    @property
    def has_failed(self) -> bool:
        """Whether the writer could not answer, and may not be able to for the next tweet either."""
        return any(request.outcome is Outcome.FAILED for request in self.requests)


async def mend(
    taken: Taken,
    tweet: Tweet,
    *,
    paper: Paper,
    brief: Brief,
    writer: Writer,
    ledger: Ledger,
    judge: Callable[[Taken], Tweet],
    others: Collection[str] = (),
) -> Mended:
    """Have a tweet mended by its writer, who is asked twice at most.

    An answer that is no better is not taken, nor one in another role, nor one that was there before. The tweet keeps
    its figure. A writer that fails leaves the tweet as it is.

    Args:
        tweet: What `judge` made of `taken`.
        ledger: Gets what each request took.
        judge: Makes a proposal into a checked tweet; called beside the event loop.
        others: The prose of the other tweets, none of which shall be said twice.
    """
    best = _State(taken, tweet)
    seen = {taken.proposal}
    told = {fold(prose) for prose in others}
    requests: list[Request] = []
    while _is_worth_asking(best.tweet, requests):
        findings = (*map(for_the_writer, open_findings(best.tweet)), *_about_the_last(requests))
        try:
            answer = await writer.repair(paper, brief, best.taken.proposal, findings, ledger)
        except _OF_ONE_ANSWER as error:
            requests.append(Request(findings, None, Outcome.UNUSABLE, str(error)))
            break
        except WriterError as error:
            requests.append(Request(findings, None, Outcome.FAILED, str(error)))
            break
        if answer is None:
            requests.append(Request(findings, None, Outcome.NOTHING))
            break
        new = take(replace(answer, figure=taken.proposal.figure), brief)  # no finding was about the figure
        if new.proposal in seen:
            requests.append(Request(findings, new.proposal, Outcome.UNCHANGED))
            break
        seen.add(new.proposal)
        state = _State(new, await asyncio.to_thread(judge, new))
        outcome, detail = _outcome(state, best, told)
        requests.append(Request(findings, new.proposal, outcome, detail))
        if outcome is Outcome.TAKEN:
            best = state
    return Mended(best.taken, best.tweet, tuple(requests), _record(tweet, best.tweet, requests))


def open_findings(tweet: Tweet) -> list[Finding]:
    """What a writer could mend of a tweet: flags first, then advice."""
    levels = (Level.FLAG, Level.ADVICE)
    wanted = [found for found in tweet.findings if found.level in levels and found.rule not in _NOT_THE_WRITERS]
    return sorted(wanted, key=lambda found: levels.index(found.level))


# ---- What is better ----


@dataclass(frozen=True, slots=True)
class _State:
    taken: Taken
    tweet: Tweet

    @property
    def weight(self) -> tuple[int, int]:
        """(flags, pieces of advice): one flag outweighs any advice."""
        levels = [found.level for found in open_findings(self.tweet)]
        return levels.count(Level.FLAG), levels.count(Level.ADVICE)

    @property
    def groundless(self) -> int:
        """How often the evidence was found wanting; to say nothing of the paper is no way to mend a claim."""
        return sum(found.rule in _ABOUT_GROUNDS for found in open_findings(self.tweet))

    @property
    def words(self) -> str:
        flags, advice = self.weight
        return f"{counted(flags, 'flag')} and {counted(advice, 'piece')} of advice"


def _is_worth_asking(tweet: Tweet, requests: Sequence[Request]) -> bool:
    open_ = open_findings(tweet)
    if not requests:
        return bool(open_)
    return len(requests) < MOST_REQUESTS and any(found.level is Level.FLAG for found in open_)


def _outcome(new: _State, best: _State, told: Collection[str]) -> tuple[Outcome, str]:
    role = new.taken.proposal.role
    if role is not best.taken.proposal.role:
        return Outcome.OTHER_ROLE, f"Its role was {role.value.replace('_', ' ')}."
    prose = fold(new.taken.proposal.prose)
    if not prose:
        return Outcome.NO_BETTER, "It had no words."
    if prose in told:
        return Outcome.TOLD_ALREADY, "Every tweet says something of its own."
    if new.groundless > best.groundless:
        return Outcome.NO_BETTER, "What it says has less to do with its quotes than the tweet."
    if new.weight >= best.weight:
        return Outcome.NO_BETTER, f"It had {new.words}, and the tweet has {best.words}."
    return Outcome.TAKEN, ""


# ---- What is told of it ----


def _about_the_last(requests: Sequence[Request]) -> list[Finding]:
    """Why the last answer was not taken, for the writer's next one."""
    if not requests or requests[-1].outcome is Outcome.TAKEN:
        return []
    detail = f"Your last answer was not taken. {requests[-1].detail} Write another."
    return [Finding("repair", Level.ADVICE, "", detail)]


def _record(before: Tweet, after: Tweet, requests: Sequence[Request]) -> tuple[Finding, ...]:
    left = {(found.rule, found.words) for found in after.findings}
    mended = [
        Finding(found.rule, Level.REPAIR, found.words, f"The writer mended this when it was told: {found.detail}")
        for found in (open_findings(before) if after is not before else ())
        if (found.rule, found.words) not in left
    ]
    refused = [
        Finding(
            "repair", Level.ADVICE, "", f"Sent back to the writer; {request.outcome.value}. {request.detail}".strip()
        )
        for request in requests
        if request.outcome not in (Outcome.TAKEN, Outcome.NOTHING)
    ]
    return (*mended, *refused)
