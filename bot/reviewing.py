"""A thread that somebody wrote, against the paper: the checks of a draft, with evidence looked up where none is."""

from collections.abc import Iterator
from dataclasses import replace

from bot.checks.anatomy import anatomy, beside_title
from bot.checks.evidence_search import EvidenceSearch
from bot.checks.number_reading import read_numbers
from bot.checks.own_thread import claims_something, guess_role, guess_voice, is_nearly_titled
from bot.checks.run import Grounds, check_draft
from bot.checks.structure import WITHOUT_EVIDENCE
from bot.links import parse_ref
from bot.model import Brief, Draft, Finding, Level, Paper, Role, Tweet, TweetFigure
from bot.thread_text import MOST_TWEETS, PERSON, WrittenBrief, WrittenThread, WrittenTweet
from bot.wording import counted


def review(thread: WrittenThread, paper: Paper, asked: WrittenBrief) -> Draft:
    """The thread as a checked draft, every text as it was written.

    Args:
        asked: What the person says beside the thread; it counts before what the thread's own JSON says.

    Returns:
        A draft whose tweets carry the evidence that was given or found. Where a person wrote it or roles were not
        given, the rules for drafts only (order, number of tweets, where a counter stands) are left to the person.
    """
    brief = _brief(thread, paper, asked)
    grounds = Grounds.of(paper, brief)
    search = EvidenceSearch(grounds.index) if any(not tweet.evidence for tweet in thread.tweets) else None
    is_own_form = thread.writer == PERSON or any(tweet.role is None for tweet in thread.tweets)
    tweets: list[Tweet] = []
    looked_up: set[int] = set()
    for number, written in enumerate(thread.tweets, 1):
        role = written.role or guess_role(written.text, number=number, paper=paper, brief=brief)
        evidence = written.evidence
        if not evidence and search is not None and _rests_on_something(written.text, role, paper):
            looked_up.add(number)
            evidence = search.find(_prose(written.text, paper), role=role)
        figure = _figure(written, paper)
        tweets.append(Tweet(number, role, written.text, 0, evidence, figure))
    draft = check_draft(Draft(paper, brief, thread.writer, tuple(tweets)), grounds=grounds, is_own_form=is_own_form)
    is_voice_guessed = (asked.voice or thread.brief.voice) is None
    checked = tuple(
        replace(tweet, findings=tuple(_as_told(tweet, thread, draft, looked_up, is_voice_guessed=is_voice_guessed)))
        for tweet in draft.tweets
    )
    return replace(draft, tweets=checked, findings=(*_record(checked, looked_up), *draft.findings))


def _brief(thread: WrittenThread, paper: Paper, asked: WrittenBrief) -> Brief:
    own = thread.brief
    return Brief(
        voice=asked.voice or own.voice or guess_voice([tweet.text for tweet in thread.tweets], paper.title),
        venue=asked.venue or own.venue,
        code=asked.code or own.code,
        tags=asked.tags or own.tags,
        handles={**own.handles, **asked.handles},
        min_tweets=1,
        max_tweets=MOST_TWEETS,
    )


def _prose(text: str, paper: Paper) -> str:
    return anatomy(beside_title(text, paper.title)).prose


def _rests_on_something(text: str, role: Role, paper: Paper) -> bool:
    return role not in WITHOUT_EVIDENCE or claims_something(_prose(text, paper))


def _figure(written: WrittenTweet, paper: Paper) -> TweetFigure | None:
    figure = next((figure for figure in paper.figures if figure.label == written.figure), None)
    return None if figure is None else TweetFigure(figure, alt=figure.caption or figure.label)


# ---- What is said of it ----


def _as_told(
    tweet: Tweet, thread: WrittenThread, draft: Draft, looked_up: set[int], *, is_voice_guessed: bool
) -> Iterator[Finding]:
    """The findings, with other words or less weight where they rest on a guess or are about a person's own choice."""
    has_role = thread.tweets[tweet.number - 1].role is not None
    for finding in tweet.findings:
        if finding.rule == "evidence" and tweet.number in looked_up and not tweet.evidence:
            # Own words may share none with the paper; a number that it has nowhere is another matter.
            has_number = any(not number.is_weak for number in read_numbers(_prose(tweet.text, draft.paper)))
            detail = "No words of the paper were found that this rests on."
            yield replace(finding, level=Level.FLAG if has_number else Level.ADVICE, detail=detail)
        elif finding.rule == "url" and draft.paper.url is None and parse_ref(finding.words):
            detail = "Whether this is the paper cannot be told: its PDF does not say which arXiv paper it is."
            # Of the announcement it most likely is: its author knows the address.
            level = Level.ADVICE if tweet.role is Role.ANNOUNCEMENT else finding.level
            yield replace(finding, level=level, detail=detail)
        elif _is_guess(finding, tweet, draft, has_role=has_role, is_voice_guessed=is_voice_guessed):
            yield replace(finding, level=Level.ADVICE)
        elif finding.rule != "counter" or (has_role and thread.writer != PERSON) or finding.level is Level.FLAG:
            yield finding


def _is_guess(finding: Finding, tweet: Tweet, draft: Draft, *, has_role: bool, is_voice_guessed: bool) -> bool:
    """Whether a finding holds only if the role or the voice was guessed right."""
    if finding.rule == "title":
        return not has_role and not is_nearly_titled(tweet.text, draft.paper.title)
    return finding.rule == "voice" and is_voice_guessed


def _record(tweets: tuple[Tweet, ...], looked_up: set[int]) -> Iterator[Finding]:
    found = [tweet.number for tweet in tweets if tweet.number in looked_up and tweet.evidence]
    if found:
        detail = f"The evidence of {counted(len(found), 'tweet')} was not given; it was looked up in the paper."
        yield Finding("evidence", Level.REPAIR, "", detail)
