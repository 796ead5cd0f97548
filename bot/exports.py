"""Drafts and papers as other programs and documents take them: JSON values and Markdown."""

import re
from collections.abc import Mapping, Sequence

from bot.model import Brief, Draft, Figure, FigureKind, Finding, Level, Paper, Tweet, TweetFigure
from bot.provenance import ModelCall, Provenance, cost_usd_of, usage_of
from bot.wording import counted

DRAFT_SCHEMA = 1
"""Raised when a key of a draft's JSON changes its meaning or goes away; new keys do not raise it."""


# ---- JSON ----


def draft_as_json(draft: Draft) -> dict[str, object]:
    """A draft as a JSON value, as docs/json.md describes it."""
    return {
        "schema": DRAFT_SCHEMA,
        "paper": {
            "title": draft.paper.title,
            "authors": list(draft.paper.authors),
            "arxiv_id": draft.paper.arxiv_id,
            "arxiv_version": draft.paper.arxiv_version,
            "url": draft.paper.url,
            "pages": len(draft.paper.pages),
            "name": draft.paper.name,
            "sha256": draft.paper.sha256 or None,
        },
        "brief": brief_as_json(draft.brief),
        "writer": {"name": draft.writer.name, "model": draft.writer.model},
        "tweets": [tweet_as_json(tweet) for tweet in draft.tweets],
        "findings": [finding_as_json(finding) for finding in draft.findings],
        "seconds": {step: round(spent_s, 3) for step, spent_s in draft.seconds.items()},
        **spent_as_json(() if draft.provenance is None else draft.provenance.calls),
        "provenance": None if draft.provenance is None else _provenance(draft.provenance),
    }


def spent_as_json(calls: Sequence[ModelCall]) -> dict[str, object]:
    """What requests to models took, as the keys `usage` and `cost`: null where no model was asked, or nobody knows."""
    usage, cost_usd = usage_of(calls), cost_usd_of(calls)
    tokens = {
        "prompt_tokens": usage.prompt_tokens,
        "cached_tokens": usage.cached_tokens,
        "answer_tokens": usage.answer_tokens,
    }
    cost = {"usd": _rounded(cost_usd), "is_estimated": any(call.is_cost_estimated for call in calls)}
    return {"usage": tokens if calls else None, "cost": cost if calls and cost_usd is not None else None}


def calls_as_json(calls: Sequence[ModelCall]) -> list[dict[str, object]]:
    """Requests to models, in order."""
    return [
        {
            "prompt": call.prompt.name,
            "model": call.model,
            "host": call.host,
            "outcome": call.outcome,
            "seconds": round(call.seconds, 3),
            "prompt_tokens": call.usage.prompt_tokens,
            "cached_tokens": call.usage.cached_tokens,
            "answer_tokens": call.usage.answer_tokens,
            "cost_usd": _rounded(call.cost_usd),
            "is_cost_estimated": call.is_cost_estimated,
        }
        for call in calls
    ]


def prompts_as_json(calls: Sequence[ModelCall]) -> list[dict[str, object]]:
    """The prompts of requests, each once, with the sha256 of every file that was in it."""
    return [
        {"name": used.name, "version": used.version, "sha256": used.sha256, "files": dict(used.files)}
        for used in dict.fromkeys(call.prompt for call in calls)
    ]


def _provenance(provenance: Provenance) -> dict[str, object]:
    calls = provenance.calls
    return {
        "written_at": provenance.written_at.isoformat(timespec="seconds"),
        "left_out": next((call.left_out for call in calls if call.left_out), None),
        "prompts": prompts_as_json(calls),
        "requests": calls_as_json(calls),
    }


def _rounded(usd: float | None) -> float | None:
    return None if usd is None else round(usd, 6)


def paper_as_json(paper: Paper, images: Mapping[Figure, str]) -> dict[str, object]:
    """What was read of a paper, as a JSON value (docs/json.md).

    Args:
        images: Where the picture of a figure was written; those without one have null.
    """
    return {
        "title": paper.title,
        "authors": list(paper.authors),
        "abstract": paper.abstract,
        "arxiv_id": paper.arxiv_id,
        "pages": len(paper.pages),
        "sections": [
            {"title": section.title, "level": section.level, "page": section.page} for section in paper.sections
        ],
        "links": [{"url": link.url, "page": link.page, "text": link.text} for link in paper.links],
        "code": None if paper.code is None else {"url": paper.code.url, "why": paper.code.why},
        "figures": [
            {
                "label": figure.label,
                "kind": figure.kind.value,
                "caption": figure.caption,
                "page": figure.page,
                "box": [round(edge_pt, 2) for edge_pt in figure.box],
                "confidence": round(figure.confidence, 3),
                "image": images.get(figure),
                **(_cells(figure) if figure.kind is FigureKind.TABLE else {}),
            }
            for figure in paper.figures
        ],
        "hidden_text": [{"page": text.page, "why": text.why, "chars": text.chars} for text in paper.hidden_text],
        "warnings": list(paper.warnings),
    }


def _cells(table: Figure) -> dict[str, object]:
    """What a table says by row and column; null where that is not sure."""
    if table.cells is None:
        return {"rows": None, "head_rows": None}
    return {"rows": [list(row) for row in table.cells.rows], "head_rows": table.cells.head_rows}


def brief_as_json(brief: Brief) -> dict[str, object]:
    """What was asked for, as a JSON value."""
    return {
        "voice": brief.voice.value,
        "venue": brief.venue,
        "code": brief.code,
        "tags": list(brief.tags),
        "tagged": brief.tagged.value,
        "handles": dict(brief.handles),
        "wish": brief.wish,
        "min_tweets": brief.min_tweets,
        "max_tweets": brief.max_tweets,
    }


def tweet_as_json(tweet: Tweet) -> dict[str, object]:
    """A tweet as a JSON value."""
    return {
        "number": tweet.number,
        "role": tweet.role.value,
        "text": tweet.text,
        "weighted_length": tweet.weighted_length,
        "evidence": [{"page": evidence.page, "quote": evidence.quote} for evidence in tweet.evidence],
        "figure": None if tweet.figure is None else _figure(tweet.figure),
        "findings": [finding_as_json(finding) for finding in tweet.findings],
    }


def _figure(figure: TweetFigure) -> dict[str, object]:
    return {
        "label": figure.figure.label,
        "page": figure.figure.page,
        "caption": figure.figure.caption,
        "image": figure.image,
        "alt": figure.alt,
    }


def finding_as_json(finding: Finding) -> dict[str, object]:
    """A finding as a JSON value."""
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "words": finding.words,
        "detail": finding.detail,
    }


# ---- Markdown ----

_FINDING_MARKS = {Level.FLAG: "⚠️", Level.ADVICE: "Advice:", Level.REPAIR: "Repaired:"}


def draft_as_markdown(draft: Draft) -> str:
    """A draft as a document: each tweet in a block to copy, then its picture, its evidence and its findings."""
    paper = draft.paper
    blocks = [f"# {_escaped(paper.title or paper.name)}"]
    facts = [
        ", ".join(map(_escaped, paper.authors)),
        f"<{paper.url}>" if paper.url else "",
        f"version {paper.arxiv_version}" if paper.arxiv_version else "",
        counted(len(paper.pages), "page"),
    ]
    blocks.append(" · ".join(fact for fact in facts if fact))
    for tweet in draft.tweets:
        blocks += _tweet_blocks(tweet, of=len(draft.tweets))
    if draft.findings:
        blocks += ["## About the whole draft", _finding_list(draft.findings)]
    spent = ", ".join(f"{step} {spent_s:.1f} s" for step, spent_s in draft.seconds.items())
    writer = draft.writer.name if draft.writer.model is None else f"{draft.writer.name}, {draft.writer.model}"
    blocks += ["---", f"Writer: {_escaped(writer)}." + (f" Time: {spent}." if spent else "")]
    return "\n\n".join(blocks) + "\n"


def _tweet_blocks(tweet: Tweet, *, of: int) -> list[str]:
    blocks = [f"## {tweet.number}/{of} · {tweet.role.value.replace('_', ' ')}", _fenced(tweet.text)]
    if tweet.figure is not None:
        figure = tweet.figure.figure
        place = f"{_escaped(figure.label)}, page {figure.page}"
        picture = f"![{_escaped(tweet.figure.alt)}]({tweet.figure.image})\n\n" if tweet.figure.image else ""
        blocks.append(f"{picture}*{place}.*")
    evidence = [f"- Page {evidence.page}: “{_escaped(evidence.quote)}”" for evidence in tweet.evidence]
    blocks.append("\n".join([f"{tweet.weighted_length} characters."] + [""] * bool(evidence) + evidence))
    if tweet.findings:
        blocks.append(_finding_list(tweet.findings))
    return blocks


def _finding_list(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"- {_FINDING_MARKS[finding.level]} "
        + (f"“{_escaped(finding.words)}”: " if finding.words else "")
        + _escaped(finding.detail)
        for finding in findings
    )


def _fenced(text: str) -> str:
    """`text` as it is, in a block whose fence is longer than any run of backticks inside."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


def _escaped(text: str) -> str:
    """`text` on one line, with every character that Markdown would take for its own written plainly."""
    return re.sub(r"([\\`*_\[\]<>#|~!&])", r"\\\1", " ".join(text.split()))
