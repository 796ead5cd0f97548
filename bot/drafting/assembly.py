"""Proposals of a writer made into a draft: opened, numbered, given tags and figures, checked, mended."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from bot.drafting.checking import TweetChecks
from bot.drafting.composition import Composition
from bot.drafting.frame import Frame
from bot.drafting.intake import Taken, take_all
from bot.drafting.repair import mend, open_findings
from bot.drafting.telling import Telling
from bot.errors import WriterError
from bot.events import Progress, Step, StepStarted
from bot.ledger import Ledger
from bot.model import Brief, Draft, Finding, Level, Paper, Plan, Proposal, Tweet, WriterName
from bot.ports import Writer
from bot.provenance import Provenance
from bot.wording import counted


def _now() -> datetime:
    return datetime.now(UTC)


async def write_draft(
    paper: Paper,
    brief: Brief,
    writer: Writer,
    *,
    progress: Progress,
    ledger: Ledger | None = None,
    clock: Callable[[], float] = time.perf_counter,
    now: Callable[[], datetime] = _now,
) -> Draft:
    """Have a draft written, check it, and have its writer mend what the checks find.

    Each tweet is told as soon as it is checked, while others are being written, and again where it changed afterwards.

    Args:
        ledger: Gets what requests to a model take, also where there is no draft in the end.
        clock: Gives seconds from any start; only differences are used.

    Returns:
        The draft with the findings that remain; `seconds` has the steps "write", mending included, and "check". Where
        the writer failed after some tweets these are the draft, with a flag that says so.

    Raises:
        WriterError: The writer cannot write this draft. One that cannot mend it leaves it as it is.
    """
    began_s = clock()
    progress(StepStarted(paper.name, Step.WRITE, writer.name.model or "without a model"))
    ledger = Ledger() if ledger is None else ledger
    frame = Frame.of(paper, brief)
    checks = asyncio.create_task(asyncio.to_thread(TweetChecks.of, paper, brief))  # while the writer begins
    try:
        telling = Telling(frame, checks, progress)
        proposals, failure = await _written(frame, writer, ledger, telling)
        written_s = clock()

        written, refused = take_all(proposals, brief)
        whole = _Whole(frame, frame.parts(written), (*_about(failure, ledger), *refused))
        progress(StepStarted(paper.name, Step.CHECK, counted(len(whole.parts), "tweet")))
        draft = await asyncio.to_thread(whole.checked, writer.name, await checks)  # others are served meanwhile
    finally:
        checks.cancel()
    checked_s = clock()
    seconds = {Step.WRITE.value: written_s - began_s, Step.CHECK.value: checked_s - written_s}
    telling.tell(draft)

    if any(open_findings(tweet) for tweet in draft.tweets[len(frame.by_rule) :]):
        draft = await _mended(whole, draft, checks.result(), writer, ledger, progress)
        seconds[Step.WRITE.value] += clock() - checked_s
        telling.tell(draft)
    # What others liked is theirs: it is not kept with this draft.
    brief = replace(brief, liked="")
    return replace(draft, brief=brief, seconds=seconds, provenance=Provenance(now(), ledger.calls))


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a draft is made of.

    Attributes:
        parts: The tweets made by rule, then the writer's in their order.
        findings: About what of the writer's answer is missing or was left out.
    """

    frame: Frame
    parts: tuple[Taken, ...]
    findings: tuple[Finding, ...]

    @property
    def composition(self) -> Composition:
        return self.frame.composition(len(self.parts))

    def checked(self, writer: WriterName, checks: TweetChecks) -> Draft:
        tweets, remarks = self.composition.tweets(self.parts)
        return checks.draft(Draft(self.frame.paper, self.frame.brief, writer, tweets, (*self.findings, *remarks)))


# ---- Writing ----


async def _written(
    frame: Frame, writer: Writer, ledger: Ledger, telling: Telling
) -> tuple[list[Proposal], WriterError | None]:
    """What the writer proposed, and why there is no more of it, if it failed."""
    proposals: list[Proposal] = []
    if frame.room.max_tweets == 0:
        return proposals, None
    try:
        async for one in writer.write(frame.paper, frame.room, ledger):
            if isinstance(one, Plan):
                telling.planned = len(one.roles)
            else:
                proposals.append(one)
                await telling.take(one)
    except WriterError as error:
        if not proposals:
            raise
        return proposals, error
    return proposals, None


def _about(failure: WriterError | None, ledger: Ledger) -> Iterator[Finding]:
    """What of the thread or of the paper is missing."""
    if failure is not None:
        yield Finding("writer", Level.FLAG, "", f"The thread is not whole. {failure}")
    left_out = ledger.calls[0].left_out if ledger.calls else ""
    if left_out:
        yield Finding("paper", Level.ADVICE, "", f"The model did not have the whole paper: {left_out}.")


async def _mended(
    whole: _Whole, draft: Draft, checks: TweetChecks, writer: Writer, ledger: Ledger, progress: Progress
) -> Draft:
    """The draft after each tweet of the writer's with something to mend went back to it, one by one."""
    paper, brief = draft.paper, draft.brief
    parts = list(whole.parts)
    record: dict[int, tuple[Finding, ...]] = {}

    def judged(number: int, taken: Taken) -> Tweet:
        tweet, _ = whole.composition.tweet(number, taken)
        return checks.tweet(tweet, total=len(parts))

    for tweet in draft.tweets[len(whole.frame.by_rule) :]:
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
            ledger=ledger,
            judge=partial(judged, tweet.number),
            others=[part.proposal.prose for part in (*parts[:place], *parts[place + 1 :])],
        )
        parts[place], record[tweet.number] = mended.taken, mended.record
        if mended.has_failed:
            break  # it would fail for the next one as well, after as long a wait

    if parts != list(whole.parts):
        draft = await asyncio.to_thread(replace(whole, parts=tuple(parts)).checked, writer.name, checks)
    tweets = (replace(tweet, findings=(*tweet.findings, *record.get(tweet.number, ()))) for tweet in draft.tweets)
    return replace(draft, tweets=tuple(tweets))
