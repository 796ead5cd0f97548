"""Proposals of a writer made into a draft: opened, numbered, given tags and figures, checked, mended."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.checks.addresses import code_address
from bot.checks.run import Grounds, check_draft, check_tweet
from bot.drafting.composition import Composition
from bot.drafting.intake import Taken, take, take_all
from bot.drafting.opening import announcement, code_doubts, code_invitation
from bot.drafting.repair import mend, open_findings
from bot.events import Progress, Step, StepStarted
from bot.model import Brief, Draft, Finding, Paper, Proposal, Role, Tweet, WriterName
from bot.ports import Writer
from bot.wording import counted, elided

_SHOWN_CHARS = 60


async def write_draft(
    paper: Paper,
    brief: Brief,
    writer: Writer,
    *,
    progress: Progress,
    clock: Callable[[], float] = time.perf_counter,
) -> Draft:
    """Have a draft written, check it, and have its writer mend what the checks find.

    Args:
        clock: Gives seconds from any start; only differences are used.

    Returns:
        The draft with the findings that remain; `seconds` has the steps "write", mending included, and "check".

    Raises:
        WriterError: The writer cannot write this draft. One that cannot mend it leaves it as it is.
    """
    began_s = clock()
    progress(StepStarted(paper.name, Step.WRITE, writer.name.model or "without a model"))
    opening = announcement(paper, brief)
    by_rule = _made_by_rule(paper, brief, opening)
    proposals = await _written(paper, _leaving_room(brief, len(by_rule)), writer, progress)
    written_s = clock()

    written, refused = take_all(proposals, brief)
    parts = (*by_rule, *written)
    # A title that needed a second tweet stands with the link alone.
    composition = Composition(paper, brief, total=len(parts), bare=1 if len(opening) > 1 else None)
    whole = _Whole(composition, parts, len(by_rule), tuple(refused))
    progress(StepStarted(paper.name, Step.CHECK, counted(len(whole.parts), "tweet")))
    grounds = await asyncio.to_thread(Grounds.of, paper, brief)  # others are served meanwhile
    draft = await asyncio.to_thread(whole.checked, writer.name, grounds)
    checked_s = clock()
    seconds = {Step.WRITE.value: written_s - began_s, Step.CHECK.value: checked_s - written_s}

    if any(open_findings(tweet) for tweet in draft.tweets[whole.made_by_rule :]):
        draft = await _mended(whole, draft, grounds, writer, progress)
        seconds[Step.WRITE.value] += clock() - checked_s
    return replace(draft, seconds=seconds)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a draft is made of.

    Attributes:
        parts: The tweets made by rule, then the writer's in their order.
        made_by_rule: How many of them are; nobody is asked to mend those.
        findings: About what of the writer's answer was left out.
    """

    composition: Composition
    parts: tuple[Taken, ...]
    made_by_rule: int
    findings: tuple[Finding, ...]

    def checked(self, writer: WriterName, grounds: Grounds) -> Draft:
        tweets, remarks = self.composition.tweets(self.parts)
        draft = Draft(grounds.paper, grounds.brief, writer, tweets, (*self.findings, *remarks))
        return check_draft(draft, grounds=grounds)


async def _mended(whole: _Whole, draft: Draft, grounds: Grounds, writer: Writer, progress: Progress) -> Draft:
    """The draft after each tweet of the writer's with something to mend went back to it, one by one."""
    paper, brief = draft.paper, draft.brief
    parts = list(whole.parts)
    record: dict[int, tuple[Finding, ...]] = {}

    def judged(number: int, taken: Taken) -> Tweet:
        tweet, _ = whole.composition.tweet(number, taken)
        return check_tweet(tweet, grounds, total=len(parts))

    for tweet in draft.tweets[whole.made_by_rule :]:
        if not open_findings(tweet):
            continue
        progress(StepStarted(paper.name, Step.WRITE, f"tweet {tweet.number} again"))
        place = tweet.number - 1
        mended = await mend(
            parts[place],
            tweet,
            paper=paper,
            brief=brief,
            writer=writer,
            judge=partial(judged, tweet.number),
            others=[part.proposal.prose for part in (*parts[:place], *parts[place + 1 :])],
        )
        parts[place], record[tweet.number] = mended.taken, mended.record
        if mended.has_failed:
            break  # it would fail for the next one as well, after as long a wait

    if parts != list(whole.parts):
        draft = await asyncio.to_thread(replace(whole, parts=tuple(parts)).checked, writer.name, grounds)
    tweets = (replace(tweet, findings=(*tweet.findings, *record.get(tweet.number, ()))) for tweet in draft.tweets)
    return replace(draft, tweets=tuple(tweets))


def _made_by_rule(paper: Paper, brief: Brief, opening: Sequence[str]) -> list[Taken]:
    """The announcement, of which `opening` is the prose, and the tweet about the code."""
    made = [take(Proposal(Role.ANNOUNCEMENT, prose), brief) for prose in opening]
    code = code_address(paper, brief)
    if code:
        taken = take(Proposal(Role.CODE, code_invitation(code, brief.voice)), brief)
        made.append(replace(taken, findings=(*taken.findings, *code_doubts(paper, brief))))
    return made


async def _written(paper: Paper, brief: Brief, writer: Writer, progress: Progress) -> list[Proposal]:
    proposals: list[Proposal] = []
    if brief.max_tweets == 0:
        return proposals
    async for proposal in writer.write(paper, brief):
        proposals.append(proposal)
        if writer.name.model:  # others have them all at once
            shown = f"tweet {len(proposals)}: {elided(proposal.prose, _SHOWN_CHARS)}"
            progress(StepStarted(paper.name, Step.WRITE, shown))
    return proposals


def _leaving_room(brief: Brief, tweets: int) -> Brief:
    """The brief for a writer: without the room that so many tweets made by rule take."""
    most = max(brief.max_tweets - tweets, 0)
    return replace(brief, max_tweets=most, min_tweets=min(max(brief.min_tweets - tweets, 0), most))
