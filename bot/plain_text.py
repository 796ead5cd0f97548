"""Drafts and papers for people to read in a terminal or a file: lines of text, each with its tone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.model import Draft, Evidence, Figure, Finding, HiddenText, Level, Paper, Tweet
from bot.provenance import ModelCall, cost_usd_of, usage_of
from bot.versions import Version, Why
from bot.wording import counted, elided

_WRITERS = {"person": "written by hand"}
_HANDS = {"person": " by hand", "rule": " by rule"}

QUOTE_CHARS = 72
"""How much of a quote stands under a tweet: enough to find it on its page. JSON and Markdown carry it whole."""

RULE_CHARS = 72


class Tone(Enum):
    """How loud a line is; whoever shows it chooses the colour."""

    TITLE = auto()
    TEXT = auto()
    RULE = auto()
    ASIDE = auto()
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `indent` is how many spaces stand before it, also where it is wrapped."""

    text: str
    tone: Tone = Tone.TEXT
    indent: int = 0


def draft_lines(draft: Draft) -> Iterator[Line]:
    """The paper, each tweet as it would be posted with its evidence and findings, then what concerns the whole."""
    yield from _head(draft.paper)
    yield Line(_summary(draft), Tone.ASIDE)
    for tweet in draft.tweets:
        yield Line("")
        yield rule_line(f"{tweet.number} · {_words(tweet.role.value)}")
        yield from tweet_lines(tweet)
    yield Line("")
    yield rule_line("the whole draft")
    yield from _finding_lines(draft.findings, indent=0)
    yield Line(_spent(draft.seconds), Tone.ASIDE)
    if draft.provenance is not None and draft.provenance.calls:
        yield Line(spent_words(draft.provenance.calls), Tone.ASIDE)


def spent_words(calls: Sequence[ModelCall]) -> str:
    """`3 requests to a-model at example.org · 4,234 tokens asked, 3,800 of them cached · 345 answered · $0.0123`."""
    usage, cost_usd = usage_of(calls), cost_usd_of(calls)
    told = [f"{counted(len(calls), 'request')} to {calls[0].model} at {calls[0].host}"]
    if usage.prompt_tokens is not None:
        cached = "" if usage.cached_tokens is None else f", {usage.cached_tokens:,} of them cached"
        told.append(f"{counted(usage.prompt_tokens, 'token')} asked{cached}")
    if usage.answer_tokens is not None:
        told.append(f"{usage.answer_tokens:,} answered")
    if cost_usd is None:
        told.append(f"cost not known: no price of {calls[0].model} is set")
    else:
        told.append(f"{'about ' if any(call.is_cost_estimated for call in calls) else ''}${cost_usd:.4f}")
    return " · ".join(told)


def tweet_lines(tweet: Tweet) -> Iterator[Line]:
    """A tweet as it would be posted, then its evidence, its figure and its findings."""
    yield from (Line(text) for text in tweet.text.split("\n"))
    yield Line("")
    yield Line(_facts(tweet), Tone.ASIDE, indent=4)
    yield from _finding_lines(tweet.findings, indent=4)


def revision_lines(before: Tweet, version: Version, about_the_draft: Iterable[Finding]) -> Iterator[Line]:
    """A tweet before and after, then what the change showed of the draft as a whole."""
    tweet = version.tweet
    yield Line(f"Tweet {tweet.number} · {_words(tweet.role.value)}", Tone.TITLE)
    yield Line("")
    yield rule_line("before")
    yield from tweet_lines(before)
    yield Line("")
    yield rule_line(f"after: {change_words(version)}")
    yield from tweet_lines(tweet)
    yield from _finding_lines(about_the_draft, indent=0)


def history_lines(history: Sequence[Version]) -> Iterator[Line]:
    """Every version of a tweet, the oldest first."""
    for version in history:
        yield rule_line(f"version {version.number}: {change_words(version)}")
        yield from (Line(text) for text in version.tweet.text.split("\n"))
        yield Line("")
        yield Line(_facts(version.tweet), Tone.ASIDE, indent=4)
        yield Line("")


def paper_lines(paper: Paper, images: Mapping[Figure, str]) -> Iterator[Line]:
    """What was read of a paper: its facts, its parts, then its text by page."""
    yield from _head(paper)
    yield from (Line(f"⚠️ {warning}", Tone.FLAG) for warning in paper.warnings)
    yield from (Line(f"⚠️ {hidden_words(text)}", Tone.FLAG) for text in paper.hidden_text)
    if paper.abstract:
        yield from _part("abstract", [Line(paper.abstract)])
    yield from _part(
        "sections",
        [Line(f"{section.title}  (p. {section.page})", indent=2 * (section.level - 1)) for section in paper.sections],
    )
    yield from _part("figures and tables", [Line(_figure(figure, images.get(figure))) for figure in paper.figures])
    if paper.code:
        yield from _part("code", [Line(f"{paper.code.url}  ({paper.code.why})")])
    yield from _part("links", [Line(f"p. {link.page}: {link.url}") for link in paper.links])
    for page in paper.pages:
        yield from _part(f"page {page.number}", [Line(text) for text in page.text.rstrip("\n").split("\n")])


# ---- Parts of a page ----


def _head(paper: Paper) -> Iterator[Line]:
    yield Line(paper.title or paper.name, Tone.TITLE)
    if paper.authors:
        yield Line(", ".join(paper.authors))
    version = f"version {paper.arxiv_version}" if paper.arxiv_version else ""
    facts = [paper.name if paper.title else "", counted(len(paper.pages), "page"), paper.url or "", version]
    yield Line(" · ".join(fact for fact in facts if fact), Tone.ASIDE)


def _part(name: str, lines: Sequence[Line]) -> Iterator[Line]:
    if lines:
        yield Line("")
        yield rule_line(name)
        yield from lines


def rule_line(name: str) -> Line:
    """A line across the page, with a name in it."""
    return Line(f"── {name} ".ljust(RULE_CHARS, "─"), Tone.RULE)


# ---- Sentences ----


def _summary(draft: Draft) -> str:
    findings = draft.all_findings
    flags = sum(finding.level is Level.FLAG for finding in findings)
    writer = f"written by {draft.writer.model}" if draft.writer.model else _WRITERS.get(draft.writer.name, "")
    writer = writer or "written without a model"
    marks = f"{counted(flags, 'flag')} to look at" if flags else "no flags"
    return f"{counted(len(draft.tweets), 'tweet')} · {writer} · {marks}"


def change_words(version: Version) -> str:
    """How a version came about: `regenerated by gpt-5, as wished: “mention the dataset”`."""
    writer = version.writer
    who = f" by {writer.model}" if writer.model else _HANDS.get(writer.name, " without a model")
    back = f", back to version {version.back_to}" if version.back_to is not None else ""
    wish = f", as wished: “{elided(version.wish, QUOTE_CHARS)}”" if version.wish else ""
    asked_by = f", for {version.asked_by}" if version.asked_by else ""
    why = "in the other voice" if version.why is Why.VOICE else version.why.value
    return f"{why}{back or who}{wish}{asked_by}"


def _facts(tweet: Tweet) -> str:
    """`213 chars · p. 4: “We train on …” · Figure 2`."""
    facts = [f"{tweet.weighted_length} chars", *map(_quote, tweet.evidence)]
    if tweet.figure is not None:
        image = f" ({tweet.figure.image})" if tweet.figure.image else ""
        facts.append(f"{tweet.figure.figure.label}{image}")
    return " · ".join(facts)


def _quote(evidence: Evidence) -> str:
    return f"p. {evidence.page}: “{elided(evidence.quote, QUOTE_CHARS)}”"


def _finding_lines(findings: Iterable[Finding], *, indent: int) -> Iterator[Line]:
    """Flags first: they are what a person must look at."""
    for finding in sorted(findings, key=lambda finding: list(Level).index(finding.level)):
        words = f"“{finding.words}”: " if finding.words else ""
        sentence = f"{finding.rule}: {words}{finding.detail}"
        match finding.level:
            case Level.FLAG:
                yield Line(f"⚠️ {sentence}", Tone.FLAG, indent)
            case Level.ADVICE:
                yield Line(f"advice · {sentence}", Tone.ASIDE, indent)
            case Level.REPAIR:
                yield Line(f"repaired · {sentence}", Tone.ASIDE, indent)


def hidden_words(text: HiddenText) -> str:
    """What the person is told of text that no reader sees."""
    return f"Page {text.page} has {counted(text.chars, 'character')} that no reader sees ({text.why}); left out."


def _figure(figure: Figure, image: str | None) -> str:
    shown = (
        "" if image is None else f", {image}" + ("" if figure.is_sure else " (the whole page: its edges are not sure)")
    )
    size = "" if figure.cells is None else f", {counted(len(figure.cells.rows), 'row')} of {len(figure.cells.rows[0])}"
    place = f"p. {figure.page}, confidence {figure.confidence:.2f}{size}{shown}"
    return f"{figure.label} ({place}): {figure.caption}"


def _spent(seconds: Mapping[str, float]) -> str:
    return " · ".join(f"{step} {spent_s:.1f} s" for step, spent_s in seconds.items())


def _words(name: str) -> str:
    return name.replace("_", " ")
