"""Drafts as chat messages: what a tweet's post, the status message and the answers to questions say. All pure."""

import hashlib
from collections.abc import Iterable, Sequence

from bot.inviting import Poster
from bot.model import Evidence, Finding, Image, Level, Paper, Tweet
from bot.model.chat import Control, Picture, Post, PostKind
from bot.plain_text import QUOTE_CHARS, hidden_words
from bot.provenance import ModelCall, cost_usd_of
from bot.records import STATUS_SERIAL, DraftRecord, DraftState, KeptDraft, Spent
from bot.versions import Version
from bot.wording import counted, elided, listed, listed_pages, versioned

MOST_SMALL_PRINT = 6
"""Lines under a tweet; what more there is stands in the answer to 🔍."""


def post_key(draft_id: str, serial: int, *, again: int = 0) -> str:
    """The key of a tweet's post, or of the status message's; `again` counts the posts that replaced a lost one."""
    return f"{draft_id}-{serial}" + (f"-{again}" if again else "")


def words_key(draft_id: str, cause: str) -> str:
    """The key of an answer in words to what `cause` (a job's key) asked for."""
    return f"{draft_id}-w{hashlib.sha256(cause.encode()).hexdigest()[:16]}"


def shown_digest(post: Post, *, figure: str = "") -> str:
    """Of all that a message shows: nothing is edited where this is the same.

    Args:
        figure: What tells the post's picture from others, so that nothing has to be drawn to know it; "" for none.
    """
    parts = (post.text, *post.small_print, *(control.value for control in post.controls), figure)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


# ---- A tweet ----


def tweet_post(
    key: str, tweet: Tweet, *, is_by_rule: bool = False, is_approved: bool = False, remark: str = ""
) -> Post:
    """The message of one tweet, but for its picture: its text alone, the rest as small print.

    Args:
        is_by_rule: Its words are made of facts, so that it needs no quote.
        remark: What there is to say about the message itself, such as that it replaces a lost one.
    """
    lines = [_facts(tweet, is_by_rule=is_by_rule, is_approved=is_approved), *_flags(tweet.findings)]
    if remark:
        lines.insert(0, remark)
    if len(lines) > MOST_SMALL_PRINT:
        more = len(lines) - MOST_SMALL_PRINT + 1
        lines = [*lines[: MOST_SMALL_PRINT - 1], f"… and {counted(more, 'finding')} more: 🔍 shows all"]
    controls = (Control.REGENERATE, Control.SHORTEN, Control.MORE)
    return Post(PostKind.TWEET, key, tweet.text, tuple(lines), controls=controls)


def _facts(tweet: Tweet, *, is_by_rule: bool, is_approved: bool) -> str:
    """`143/280 · p. 3, 5 · Figure 2 · ✅ approved · 2 pieces of advice (🔍)`."""
    facts = [f"{tweet.weighted_length}/280"]
    pages = sorted({one.page for one in tweet.evidence})
    if pages:
        facts.append(f"p. {', '.join(map(str, pages))}")
    else:
        facts.append("made of the paper's facts" if is_by_rule else "no quote")
    if tweet.figure is not None:
        facts.append(tweet.figure.figure.label)
    if is_approved:
        facts.append("✅ approved")
    advice = sum(finding.level is Level.ADVICE for finding in tweet.findings)
    if advice:
        facts.append(f"{counted(advice, 'piece')} of advice (🔍)")
    return " · ".join(facts)


def _flags(findings: Iterable[Finding]) -> list[str]:
    return [f"⚠️ {_sentence(finding)}" for finding in findings if finding.level is Level.FLAG]


def _sentence(finding: Finding) -> str:
    words = f"“{finding.words}”: " if finding.words else ""
    return f"{finding.rule}: {words}{finding.detail}"


# ---- The status ----


def status_post(
    key: str,
    record: DraftRecord,
    *,
    doing: str,
    tweets: Sequence[Tweet],
    calls: Sequence[ModelCall],
    remark: str = "",
) -> Post:
    """The status message: what is being done, and at the end what came of it.

    Args:
        doing: What is under way, in words; "" where nothing is.
        remark: As for a tweet's post.
    """
    about = _about(record)
    if record.state.is_under_way:
        words = f"{about}\n⏳ {doing or record.state.value}"
        return Post(PostKind.STATUS, key, words, (remark,) if remark else (), controls=(Control.CANCEL,))
    controls = (Control.REDRAFT, Control.EXPORT, Control.VOICE) if tweets else ()
    small_print = (*((remark,) if remark else ()), *_of_the_whole(record.findings))
    return Post(PostKind.STATUS, key, f"{about}\n{_outcome(record, tweets, calls)}", small_print, controls=controls)


def _of_the_whole(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What the rules say of the whole; how much more there is than what is shown, and where."""
    lines = [f"⚠️ {_sentence(finding)}" for finding in findings if finding.level is Level.FLAG]
    lines += [f"advice · {_sentence(finding)}" for finding in findings if finding.level is Level.ADVICE]
    if len(lines) <= MOST_SMALL_PRINT:
        return tuple(lines)
    more = len(lines) - MOST_SMALL_PRINT + 1
    return (*lines[: MOST_SMALL_PRINT - 1], f"… and {counted(more, 'finding')} more: `export markdown` shows all")


def paper_findings(paper: Paper) -> tuple[Finding, ...]:
    """What the person should know of the file: what could not be read, and what no reader sees."""
    warnings = [Finding("paper", Level.FLAG, "", warning) for warning in paper.warnings]
    hidden = [Finding("paper", Level.FLAG, "", hidden_words(text)) for text in paper.hidden_text]
    return (*warnings, *hidden)


def _about(record: DraftRecord) -> str:
    version = versioned(record.arxiv_id, record.arxiv_version) if record.arxiv_id else ""
    wanted = record.wanted
    name = wanted.attachment.name if wanted.attachment else versioned(wanted.arxiv_id or "", wanted.version)
    title = record.title or name
    return f"📄 {title}" + (f" (arXiv:{version})" if version and record.title else "")


def _outcome(record: DraftRecord, tweets: Sequence[Tweet], calls: Sequence[ModelCall]) -> str:
    if record.state is DraftState.FAILED:
        return f"❌ {record.note}"
    writer = record.writer
    by = "your own words" if record.own_thread is not None else _by(writer.model if writer else None, calls)
    findings = [*record.findings, *(finding for tweet in tweets for finding in tweet.findings)]
    flags = sum(finding.level is Level.FLAG for finding in findings)
    facts = [counted(len(tweets), "tweet"), by]
    facts.append(f"⚠️ {counted(flags, 'flag')} to look at" if flags else "no flags")
    if record.seconds:
        facts.append(f"{sum(record.seconds.values()):.0f} s")
    if calls:
        cost_usd = cost_usd_of(calls)
        facts.append("cost not known" if cost_usd is None else f"${cost_usd:.4f}")
    head = "✅" if record.state is DraftState.DONE else "⏹️ stopped ·"
    note = f"\n{record.note}" if record.note else ""
    return f"{head} {' · '.join(facts)}{note}"


def _by(model: str | None, calls: Sequence[ModelCall]) -> str:
    if model is None:
        return "no model: the paper's own sentences"
    hosts = listed(sorted({call.host for call in calls}))
    return f"written by {model}" + (f" at {hosts}" if hosts else "")


# ---- Answers ----


def evidence_words(tweet: Tweet) -> str:
    """What a tweet rests on, and all that the rules found in it."""
    lines = [f"Tweet {tweet.number} rests on:"] if tweet.evidence else [_NO_EVIDENCE.format(tweet.number)]
    lines += [_quoted(one) for one in tweet.evidence]
    if tweet.figure is not None:
        figure = tweet.figure.figure
        lines.append(f"It shows {figure.label} of page {figure.page}: {elided(figure.caption, QUOTE_CHARS)}")
    marks = {Level.FLAG: "⚠️ ", Level.ADVICE: "advice · ", Level.REPAIR: "repaired · "}
    ordered = sorted(tweet.findings, key=lambda finding: list(Level).index(finding.level))
    lines += [f"{marks[finding.level]}{_sentence(finding)}" for finding in ordered]
    return "\n".join(lines)


def evidence_picture(tweet: Tweet, image: Image) -> Picture:
    """Where a tweet's quotes stand in the paper; what they say is in the words beside it."""
    pages = listed_pages(list(dict.fromkeys(one.page for one in tweet.evidence)))
    return Picture(image, f"evidence-{tweet.number}.png", f"From {pages} of the paper: the quoted words are marked.")


_NO_EVIDENCE = "Tweet {} rests on no quote."


def _quoted(evidence: Evidence) -> str:
    return f"p. {evidence.page}: “{evidence.quote}”"


def history_words(number: int, versions: Sequence[Version], change: Sequence[str]) -> str:
    """All versions of a tweet, the newest last.

    Args:
        change: How each came about, in words.
    """
    lines = [f"Tweet {number} has {counted(len(versions), 'version')}:"]
    for version, words in zip(versions, change, strict=True):
        lines += ["", f"{version.number} · {words}", version.tweet.text]
    return "\n".join(lines)


def plain_export(tweets: Sequence[Tweet]) -> str:
    """The tweets to copy, in one block, apart by a line."""
    return f"\n\n{_DIVIDER}\n\n".join(tweet.text for tweet in tweets)


_DIVIDER = "———"


def parts_of(words: str, limit_chars: int) -> list[str]:
    """Words in pieces that fit into a message, cut between parts, paragraphs, lines or words where that is possible."""
    parts: list[str] = []
    rest = words.strip() or "…"
    while len(rest) > limit_chars:
        cuts = (rest.rfind(mark, limit_chars // 3, limit_chars) for mark in (f"\n\n{_DIVIDER}\n", "\n\n", "\n", " "))
        cut = next((cut for cut in cuts if cut > 0), limit_chars)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].strip("\n ").removeprefix(_DIVIDER).strip("\n ")
    return [*parts, rest] if rest else parts


def poster_words(made: Poster) -> str:
    """An invitation to a poster, what the rules found in it, and what could be better in the person's own."""
    lines = [made.post.text, "", f"{made.weighted_length}/280" + (" · made of its facts" if made.is_plain else "")]
    lines += _flags(made.findings)
    if made.points:
        lines += ["", "About your draft:", *(f"· {point}" for point in made.points)]
    return "\n".join(lines)


def forgotten_post(draft_id: str) -> Post:
    """What is left of a draft that was forgotten."""
    words = "This draft was forgotten: its tweets, their versions, the answers and the paper are deleted."
    return Post(PostKind.STATUS, post_key(draft_id, STATUS_SERIAL), words)


def pointer_words(record: DraftRecord, *, command: str, newest: int | None = None) -> str:
    """What is said where a paper was drafted in this channel before.

    Args:
        newest: arXiv's newest version, if it is known.
    """
    named = record.title or record.arxiv_id
    version = f" (version {record.arxiv_version})" if record.arxiv_version is not None else ""
    if record.state.is_under_way:
        return f"“{named}”{version} is being drafted here already."
    when = f"{record.created_at.day} {record.created_at:%B}"
    again = f"🔁 on its summary writes it again; `{command} new {record.arxiv_id}` begins another."
    is_newer = newest is not None and record.arxiv_version is not None and newest > record.arxiv_version
    newer = f" arXiv has version {newest} by now." if is_newer else ""
    return f"“{named}”{version} was drafted here on {when}.{newer} {again}"


def usage_words(mine: Spent, channel: Spent, everyone: Spent) -> str:
    """What models took today."""
    return "\n".join(
        ("Today (UTC):", _spent("you", mine), _spent("this channel", channel), _spent("everyone", everyone))
    )


def _spent(who: str, spent: Spent) -> str:
    unpriced = f" and {counted(spent.unpriced_calls, 'request')} without a known price" if spent.unpriced_calls else ""
    asked = f"{counted(spent.calls, 'request')} to models, {spent.prompt_tokens:,} tokens asked"
    return (
        f"{who}: {counted(spent.drafts, 'draft')}, {asked}, {spent.answer_tokens:,} answered,"
        f" ${spent.cost_usd:.4f}{unpriced}"
    )


def standing_tweets(kept: KeptDraft) -> tuple[Tweet, ...]:
    """The newest state of each tweet that is in the draft, as it was stored."""
    return tuple(tweet.versions[-1].tweet for tweet in kept.standing)
