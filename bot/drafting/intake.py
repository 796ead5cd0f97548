"""What is taken of a writer's answer: a writer may be a model that obeys a hostile paper, or one that is broken.

What cannot be part of any tweet is taken out here, and told; whether the rest is true is for the checks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.checks.folding import fold
from bot.checks.pings import without_pings
from bot.checks.unseen import unseen_in, without_unseen
from bot.model import Brief, Evidence, Finding, Level, Proposal, Role, Voice
from bot.wording import counted, elided

MAX_QUOTE_CHARS = 2000
"""More than a paragraph; what is longer is a page, and proves nothing in particular."""

MAX_PROSE_CHARS = 1500
"""Five tweets' worth: enough to see what went wrong, and little enough for every check."""

MAX_QUOTES = 12
"""Of one tweet. An honest one has three at most."""

_BY_RULE = frozenset({Role.ANNOUNCEMENT, Role.CODE})
_SHOWN_CHARS = 60
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """A proposal as it was taken, and what there was to say about that."""

    proposal: Proposal
    findings: tuple[Finding, ...] = ()


def take(proposal: Proposal, brief: Brief) -> Taken:
    """The proposal without characters that nobody sees, calls of people, and text beyond all measure."""
    prose, findings = _prose(proposal.prose, brief)
    evidence, refused = _evidence(proposal.evidence)
    figure = None if proposal.figure is None else elided(without_unseen(proposal.figure), _SHOWN_CHARS)
    return Taken(replace(proposal, prose=prose, evidence=evidence, figure=figure), (*findings, *refused))


def take_all(proposals: Iterable[Proposal], brief: Brief) -> tuple[list[Taken], list[Finding]]:
    """What a writer proposed, and what of it cannot be part of the draft: findings about the whole.

    Twice as many tweets as were asked for are the most that is taken; the checks say which are too many.
    """
    taken: list[Taken] = []
    refused: list[Finding] = []
    limit = 2 * brief.max_tweets
    beyond = 0
    for proposal in proposals:
        if len(taken) >= limit:
            beyond += 1
            continue
        one = take(proposal, brief)
        refusal = _refusal(one.proposal, brief)
        if refusal is None:
            taken.append(one)
        else:
            refused.append(refusal)
    if beyond:
        detail = f"The writer went on after {counted(limit, 'tweet')}; {beyond:,} more were left out."
        refused.insert(0, Finding("count", Level.FLAG, "", detail))
    return taken, _few(refused)


def _refusal(proposal: Proposal, brief: Brief) -> Finding | None:
    words = elided(proposal.prose, _SHOWN_CHARS)
    if not fold(proposal.prose):
        return Finding("length", Level.FLAG, words, "A tweet of the writer was left out: it has no words.")
    if proposal.role in _BY_RULE:
        detail = f"A tweet of the writer was left out: the {proposal.role.value} is made of facts, and not written."
        return Finding("order", Level.FLAG, words, detail)
    if proposal.role is Role.VERDICT and brief.voice is not Voice.CURATOR:
        detail = "A tweet of the writer was left out: a verdict is a curator's, and this draft is the authors'."
        return Finding("order", Level.FLAG, words, detail)
    return None


def _few(refused: Sequence[Finding]) -> list[Finding]:
    """The first of many, with a word about the rest."""
    shown, rest = list(refused[:_MOST_NAMED]), refused[_MOST_NAMED:]
    if rest:
        detail = f"{len(rest):,} more of the writer's tweets were left out for reasons like these."
        shown.append(Finding("count", Level.FLAG, "", detail))
    return shown


# ---- Parts of one ----


def _prose(written: str, brief: Brief) -> tuple[str, list[Finding]]:
    findings: list[Finding] = []
    if len(written) > MAX_PROSE_CHARS:
        detail = f"{len(written):,} characters are no tweet; those after the first {MAX_PROSE_CHARS:,} were left out."
        findings.append(Finding("length", Level.FLAG, "", detail))
        written = written[:MAX_PROSE_CHARS]
    hidden = [character for character in unseen_in(written) if not character.isspace()]
    if hidden:
        codes = ", ".join(f"U+{ord(character):04X}" for character in hidden[:_MOST_NAMED])
        more = " and others" if len(hidden) > _MOST_NAMED else ""
        findings.append(Finding("markup", Level.REPAIR, codes + more, "Characters that nobody sees were taken out."))
    prose, called = without_pings(without_unseen(written), brief)
    return prose, findings + [_call(words) for words in called]


def _call(words: str) -> Finding:
    detail = "This would have called people in a chat. Its sign was taken out; take the word out too."
    return Finding("handle", Level.FLAG, elided(words, _SHOWN_CHARS), detail)


def _evidence(given: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], list[Finding]]:
    findings: list[Finding] = []
    taken: list[Evidence] = []
    for item in given[:MAX_QUOTES]:
        if len(item.quote) > MAX_QUOTE_CHARS:
            detail = f"The quote for page {item.page} has {len(item.quote):,} characters; quote the sentence alone."
            words = elided(without_unseen(item.quote[:_SHOWN_CHARS]), _SHOWN_CHARS - 1)
            findings.append(Finding("quote", Level.FLAG, words, detail))
        else:
            taken.append(replace(item, quote=without_unseen(item.quote)))
    if len(given) > MAX_QUOTES:
        detail = f"{len(given):,} quotes for one tweet; those after the first {MAX_QUOTES} were left out."
        findings.append(Finding("quote", Level.FLAG, "", detail))
    return tuple(taken), findings
