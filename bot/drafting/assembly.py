"""Proposals of a writer made into a draft: opened, numbered, given tags and figures, and checked."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.checks.addresses import code_address
from bot.checks.run import check_draft
from bot.checks.tags import CODE_TAG, topic_tags
from bot.drafting.opening import announcement, code_invitation
from bot.drafting.tail import compose_within_limit, counter
from bot.events import Progress, Step, StepStarted
from bot.model import Brief, Draft, Figure, Finding, Level, Paper, Proposal, Role, Tweet, TweetFigure, WriterName
from bot.ports import Writer
from bot.wording import counted

MIN_FIGURE_CONFIDENCE = 0.5
"""Below it, the crop is as likely wrong as right."""

MAX_ALT_CHARS = 1000  # the tweet platform's limit (its openapi.json); the other networks take more


async def write_draft(
    paper: Paper,
    brief: Brief,
    writer: Writer,
    *,
    progress: Progress,
    clock: Callable[[], float] = time.perf_counter,
) -> Draft:
    """Have a draft written and check it.

    Args:
        clock: Gives seconds from any start; only differences are used.

    Returns:
        The draft with its findings; `seconds` has the steps "write" and "check".

    Raises:
        WriterError: The writer cannot write this draft.
    """
    began_s = clock()
    progress(StepStarted(paper.name, Step.WRITE, writer.name.model or "without a model"))
    opening = announcement(paper, brief)
    proposals = await writer.write(paper, _leaving_room(brief, len(opening) - 1))
    written_s = clock()

    draft = assemble(paper, brief, writer.name, opening, proposals)
    progress(StepStarted(paper.name, Step.CHECK, counted(len(draft.tweets), "tweet")))
    draft = await asyncio.to_thread(check_draft, draft)  # others are served meanwhile
    seconds = {Step.WRITE.value: written_s - began_s, Step.CHECK.value: clock() - written_s}
    return replace(draft, seconds=seconds)


def assemble(
    paper: Paper, brief: Brief, writer: WriterName, opening: Sequence[str], proposals: Sequence[Proposal]
) -> Draft:
    """The draft before any check: the tweets made by rule, then the writer's in their order.

    Args:
        opening: The prose of the announcement, one part a tweet.
    """
    by_rule = [Proposal(Role.ANNOUNCEMENT, prose) for prose in opening]
    code = code_address(paper, brief)
    if code:
        by_rule.append(Proposal(Role.CODE, code_invitation(code, brief.voice)))
    whole = [*by_rule, *proposals]
    # A title that needed a second tweet stands with the link alone.
    bare = 1 if len(opening) > 1 else None
    tweets: list[Tweet] = []
    findings: list[Finding] = []
    for number, proposal in enumerate(whole, 1):
        figure, remarks = _figure(proposal.figure, paper, number)
        findings += remarks
        tags = () if number == bare else _tags(proposal.role, brief)
        text, repairs = compose_within_limit(
            proposal.prose, tags=tags, counter=counter(number, len(whole), brief.voice)
        )
        tweets.append(Tweet(number, proposal.role, text, 0, proposal.evidence, figure, tuple(repairs)))
    return Draft(paper, brief, writer, tuple(tweets), tuple(findings))


def _leaving_room(brief: Brief, tweets: int) -> Brief:
    """The brief for a writer, who leaves room for one announcement; a long title makes two of it."""
    most = brief.max_tweets - tweets
    return replace(brief, max_tweets=most, min_tweets=min(brief.min_tweets, most))


def _tags(role: Role, brief: Brief) -> tuple[str, ...]:
    return (*topic_tags(brief), CODE_TAG) if role is Role.CODE else topic_tags(brief)


# ---- Figures ----

_KINDS = {"fig": "figure", "tab": "table"}


def _figure(label: str | None, paper: Paper, number: int) -> tuple[TweetFigure | None, list[Finding]]:
    if label is None:
        return None, []
    figure = next((one for one in paper.figures if _same_label(one.label, label)), None)
    if figure is None:
        detail = f"Tweet {number} wanted it, and the paper has no such figure."
        return None, [Finding("figure", Level.ADVICE, label, detail)]
    if figure.confidence < MIN_FIGURE_CONFIDENCE:
        detail = f"Its edges on page {figure.page} are not certain, so tweet {number} goes without it."
        return None, [Finding("figure", Level.ADVICE, figure.label, detail)]
    return TweetFigure(figure, alt=_alt(figure)), []


def _same_label(one: str, other: str) -> bool:
    return _folded_label(one) == _folded_label(other)


def _folded_label(label: str) -> str:
    kind, _, number = label.strip().rstrip(".:").casefold().partition(" ")
    return f"{_KINDS.get(kind.rstrip('.'), kind)} {number.strip()}"


def _alt(figure: Figure) -> str:
    caption = " ".join(figure.caption.split()) or figure.label
    if len(caption) <= MAX_ALT_CHARS:
        return caption
    return f"{caption[: MAX_ALT_CHARS - 1].rsplit(' ', 1)[0]}…"
