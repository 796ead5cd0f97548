"""One tweet again, shorter, as it was, or as somebody wrote it: the decisions, and what a writer is asked for."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.checks.anatomy import anatomy
from bot.checks.evidence_search import EvidenceSearch
from bot.checks.folding import fold
from bot.checks.length import weighted_length
from bot.checks.likeness import is_alike, like
from bot.checks.run import Grounds, check_whole
from bot.drafting.intake import Taken
from bot.drafting.repair import mend
from bot.errors import NothingElseToSay, NothingShorter, NothingToUndo, ShortAlready, WishNeedsModel
from bot.ledger import Ledger
from bot.model import Draft, Evidence, Finding, Level, Tweet, Voice
from bot.ports import Writer
from bot.revising.by_rule import made_again, made_shorter
from bot.revising.desk import AIM_CHARS, Desk, Objections, prose_weight
from bot.revising.framing import recounted
from bot.revising.keeping import facts_of, lost_contrast, lost_facts
from bot.revising.manuscript import MADE_BY_RULE, Manuscript, standing
from bot.versions import BY_RULE, PERSON, Action, Edit, Regenerate, Shorten, Undo, Version, Why
from bot.wording import elided, listed

MOST_ASKED = 2
"""How often a writer is asked for another version, before its repair; the second time with the refused one beside."""

_AGAIN, _KEPT, _SHORTER = "again", "kept", "shorter"
_OBJECTIONS = frozenset({_AGAIN, _KEPT, _SHORTER})
_OF_MEANING = frozenset({"number", "unit", "range", "hedge", "negation", "direction", "overclaim"})
_SHOWN_CHARS = 60


async def revise(
    manuscript: Manuscript,
    number: int,
    action: Action,
    *,
    writer: Writer,
    ledger: Ledger,
    grounds: Grounds | None = None,
    asked_by: str | None = None,
    told: Sequence[str] = (),
) -> Manuscript:
    """The draft with one version more of one tweet; every other tweet stays as it is, byte for byte.

    Args:
        ledger: Gets what the requests to a model took; the new version has those of this call.
        grounds: Of the draft's paper and brief, if they were made already.
        asked_by: Who asked, as the platform names them.
        told: Prose that may not come back, beside the tweet's own versions: what a whole draft said before.

    Raises:
        NoSuchTweet: The draft has no tweet of that number.
        NotRevised: The tweet stays as it is, and the sentence says why.
        WishNeedsModel: There is a wish, and the writer has no model.
        WriterError: The writer could not answer.
    """
    manuscript.tweet(number)
    draft = manuscript.draft
    if grounds is None:
        grounds = await asyncio.to_thread(Grounds.of, draft.paper, draft.brief)  # others are served meanwhile
    desk = Desk.with_tweet(manuscript, grounds, number)
    calls_before = len(ledger.calls)
    match action:
        case Undo():
            version = _undone(desk)
        case Edit(text):
            version = await asyncio.to_thread(_edited, desk, text)
        case Regenerate(wish) if desk.tweet.role in MADE_BY_RULE:
            version = desk.version(Why.REGENERATED, made_again(desk, wish), BY_RULE)
        case Shorten() if desk.tweet.role in MADE_BY_RULE:
            version = desk.version(Why.SHORTENED, made_shorter(desk), BY_RULE)
        case Regenerate(wish):
            tweet = await _regenerated(desk, wish, told, writer, ledger)
            version = desk.version(Why.REGENERATED, tweet, writer.name, wish=wish)
        case Shorten():
            version = desk.version(Why.SHORTENED, await _shortened(desk, writer, ledger), writer.name)
    version = replace(version, asked_by=asked_by, calls=ledger.calls[calls_before:])
    revised = manuscript.with_version(version)
    return replace(revised, draft=with_whole_checked(revised.draft, before=draft))


def with_whole_checked(draft: Draft, *, before: Draft) -> Draft:
    """The draft with what its whole shows now, in place of what it showed before."""
    outdated = check_whole(before, is_own_form=before.writer == PERSON)
    stay = tuple(finding for finding in draft.findings if finding not in outdated)
    return replace(draft, findings=(*stay, *check_whole(draft, is_own_form=draft.writer == PERSON)))


# ---- In other words ----


async def _regenerated(desk: Desk, wish: str | None, told: Sequence[str], writer: Writer, ledger: Ledger) -> Tweet:
    if wish and writer.name.model is None:
        raise WishNeedsModel(wish)
    revision = desk.revision(wish=wish)
    if not wish:  # which may be about a word, and leave the rest as it is
        others = [prose for prose in told if prose not in revision.thread]  # what stands there is told once
        revision = replace(revision, versions=tuple(dict.fromkeys((*revision.versions, *others))))
    objections = _against_a_repeat(desk, told, is_wished=bool(wish))
    paper, brief = desk.grounds.paper, desk.grounds.brief
    why = "no other sentence of the paper can stand in its place" if writer.name.model is None else ""
    for _ in range(MOST_ASKED):
        answer = await writer.regenerate(paper, brief, revision, ledger)
        if answer is None:
            raise NothingElseToSay(desk.number, why=why or "the writer has nothing else to say in its role")
        taken = desk.taken(answer)
        against = objections(taken.proposal.prose)
        if not against:
            break
        revision = replace(revision, versions=(*revision.versions, taken.proposal.prose))
    else:
        raise NothingElseToSay(desk.number, why=_clause(against[0]))
    return await _mended(desk, taken, objections, writer, ledger)


def _against_a_repeat(desk: Desk, told: Sequence[str], *, is_wished: bool) -> Objections:
    """Whether a prose was there before. What is wished may be a small thing: one word, no exclamation mark."""
    history = desk.manuscript.history(desk.number)

    def objections(prose: str) -> list[Finding]:
        if not fold(prose):
            return [Finding(_AGAIN, Level.FLAG, "", "What came back had no words.")]
        if is_wished:
            is_same = " ".join(prose.split()) == " ".join(desk.prose.split())
            return [Finding(_AGAIN, Level.FLAG, "", "What came back is what the tweet says now.")] if is_same else []
        for version in reversed(history):
            if is_alike(prose, Desk.prose_of(version.tweet)):
                detail = f"What came back was there before, or nearly so (version {version.number})."
                return [Finding(_AGAIN, Level.FLAG, "", detail)]
        other = like(prose, (*desk.other_prose, *told))
        detail = "What came back is what another tweet says, or said."
        return [] if other is None else [Finding(_AGAIN, Level.FLAG, elided(other, _SHOWN_CHARS), detail)]

    return objections


# ---- In fewer words ----


async def _shortened(desk: Desk, writer: Writer, ledger: Ledger) -> Tweet:
    chars = prose_weight(desk.prose)
    if chars <= AIM_CHARS:
        raise ShortAlready(desk.number, chars=chars, aim_chars=AIM_CHARS)
    revision = desk.revision(facts=facts_of(desk.prose))
    answer = await writer.shorten(desk.grounds.paper, desk.grounds.brief, revision, ledger)
    if answer is None:
        raise NothingShorter(desk.number)
    taken = desk.taken(replace(answer, figure=desk.proposal.figure))
    tweet = await _mended(desk, taken, _against_a_loss(desk), writer, ledger, error=NothingShorter)
    worse = _faults(tweet.findings) - _faults(desk.tweet.findings)
    if worse:
        raise NothingShorter(desk.number, why=f"the rules would find fault with {_quoted(sorted(worse))}")
    return tweet


def _against_a_loss(desk: Desk) -> Objections:
    """Whether a prose is no shorter than the tweet, or has lost a fact of it."""

    def objections(prose: str) -> list[Finding]:
        lost = [
            Finding(_KEPT, Level.FLAG, fact, f"The tweet says {fact}, and the shorter form does not.")
            for fact in lost_facts(desk.prose, prose)
        ]
        if contrast := lost_contrast(desk.prose, prose):
            detail = f"The tweet sets one thing against another (“{contrast}”), and the shorter form does not."
            lost.append(Finding(_KEPT, Level.FLAG, contrast, detail))
        if not fold(prose) or prose_weight(prose) >= prose_weight(desk.prose):
            lost.append(Finding(_SHORTER, Level.FLAG, "", "What came back is no shorter than the tweet."))
        return lost

    return objections


# ---- Both ----


async def _mended(
    desk: Desk,
    taken: Taken,
    objections: Objections,
    writer: Writer,
    ledger: Ledger,
    *,
    error: type[NothingElseToSay] | type[NothingShorter] = NothingElseToSay,
) -> Tweet:
    """The proposal as a checked tweet, after its repair.

    Raises:
        NotRevised: What speaks against it could not be mended.
    """

    def judge(one: Taken) -> Tweet:
        return desk.judged(one, objections)

    mended = await mend(
        taken,
        await asyncio.to_thread(judge, taken),
        paper=desk.grounds.paper,
        brief=desk.grounds.brief,
        writer=writer,
        ledger=ledger,
        judge=judge,
        others=desk.other_prose,
    )
    against = [found for found in mended.tweet.findings if found.rule in _OBJECTIONS and found.level is Level.FLAG]
    if against:
        lost = [found.words for found in against if found.rule == _KEPT]
        why = f"{_quoted(lost)} would be lost" if lost else _clause(against[0])
        raise error(desk.number, why=why)
    record = (found for found in mended.record if found.rule not in _OBJECTIONS)
    return replace(mended.tweet, findings=(*mended.tweet.findings, *record))


def _clause(finding: Finding) -> str:
    """A finding's sentence as a part of another."""
    detail = finding.detail.rstrip(".")
    return f"{detail[:1].lower()}{detail[1:]}"


def _quoted(words: Iterable[str]) -> str:
    return listed([f"“{one}”" for one in words])


def _flags(findings: Iterable[Finding]) -> list[Finding]:
    return [found for found in findings if found.level is Level.FLAG]


def _faults(findings: Iterable[Finding]) -> set[str]:
    """The words that are flagged, or of which the rules doubt that they mean what the paper says."""
    wanted = (found for found in findings if found.level is not Level.REPAIR)
    return {one.words or one.rule for one in wanted if one.level is Level.FLAG or one.rule in _OF_MEANING}


# ---- As it was, as somebody wrote it ----


def _undone(desk: Desk) -> Version:
    reached = standing(desk.manuscript.history(desk.number))
    if len(reached) < 2:
        raise NothingToUndo(desk.number)
    target = reached[-2]
    # The tweet may have moved since, or others may have come or gone.
    is_counted = desk.grounds.brief.voice is Voice.AUTHOR or anatomy(desk.tweet.text).counter is not None
    text = recounted(target.tweet.text, desk.number, len(desk.manuscript.draft.tweets), is_counted=is_counted)
    tweet = replace(target.tweet, number=desk.number, text=text, weighted_length=weighted_length(text))
    return desk.version(Why.UNDONE, tweet, target.writer, back_to=target.number)


def _edited(desk: Desk, text: str) -> Version:
    """The person's words, with the evidence that carries them best: the tweet's own, or what the paper has for them."""
    old = replace(desk.tweet, text=text.strip(), findings=())
    kept = desk.checked(old)
    if _flags(kept.findings):
        found = EvidenceSearch(desk.grounds.index).find(anatomy(text).prose, role=old.role)
        looked_up = _with_evidence(desk, old, found)
        if len(_flags(looked_up.findings)) < len(_flags(kept.findings)):
            kept = looked_up
    return desk.version(Why.EDITED, kept, PERSON)


def _with_evidence(desk: Desk, tweet: Tweet, evidence: tuple[Evidence, ...]) -> Tweet:
    told = Finding("evidence", Level.REPAIR, "", "Its evidence was looked up in the paper for the new words.")
    return desk.checked(replace(tweet, evidence=evidence, findings=(told,)))
