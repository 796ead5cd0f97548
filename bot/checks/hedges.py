"""Rule `hedge`: what the paper only supposes, a tweet may not state; what it plans, a tweet may not report."""

import re
from collections.abc import Sequence

from bot.checks.claiming import CLAIMING
from bot.checks.clauses import clauses, stems, without_questions
from bot.checks.quotation import without_quoted
from bot.model import Evidence, Finding, Level, Role

RULE = "hedge"

MIN_SHARED = 2
"""Stems that a hedged clause and a sentence of the tweet share before the one is taken for the other's source."""

_MUST_SURVIVE = re.compile(
    r"\b(?:may|might|could(?! not)|suggest(?:s|ed|ing|ive)?|conjectur\w+|hypothe[st]\w+|appear(?:s|ed)? to|seem(?:s"
    r"|ed|ingly)?"
    r"|likely|unlikely|probabl[ey]|possibly|it is possible that|possible (?:explanation|reason|cause)s?"
    r"|potentially|perhaps|presumabl[ey]|speculat\w+|posit(?:s|ed)?"
    r"|we (?:\w+ )?(?:believe|argue|hope|expect|suspect|think|anticipate)|tend(?:s|ed)? to|preliminary|tentativ\w+"
    r"|not (?:yet )?(?:clear|known)|remains? (?:unclear|to be seen|open)|arguably|plausibl[ey]|(?:as|is"
    r"|are) estimated)\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    rf"{_MUST_SURVIVE.pattern}|\b(?:can|would|should|could|maybe|probable|possible|potential|hop(?:e|es|ed|ing)"
    rf"|believ\w+|think"
    r"|thought|expect(?:s|ed)?|argu(?:e|es|ed)|suspect\w*|guess|hint(?:s|ed)?|indicat\w+|estimat\w+|often|sometimes"
    r"|usually"
    r"|open question|unclear|unknown|question|whether|if|not sure|in principle|promising|early|towards?|some|mostly"
    r"|largely"
    r"|an idea|our (?:view|take|guess|hypothesis)|point(?:s)? to|about|expectation|propos\w+|future|next|plan\w*"
    r"|room for"
    r"|chance|risk|try|explore|investigate|await\w*|want)\b|\?",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:we (?:plan|intend|aim|hope|are planning) to|we will|we leave|left (?:for|to) future|future work"
    r"|in the future|we would like to"
    r"|remains? to be|yet to be)\b",
    re.IGNORECASE,
)
_TOLD_AS_DONE = re.compile(
    r"\b(?:we (?:have |also |now |already )*(?:show|showed|did|built|extended|studied|made|found|added))\b",
    re.IGNORECASE,
)
_MIN_SHARE = 0.34  # of the smaller one's stems


def check_hedges(prose: str, *, role: Role, evidence: Sequence[Evidence]) -> list[Finding]:
    """Advice where a quote holds back and the tweet's sentence about the same does not.

    Args:
        evidence: Aligned, in the page's own words.
    """
    if role not in CLAIMING:
        return []
    told = clauses(without_questions(without_quoted(prose)))
    if role is Role.FUTURE_WORK:
        return _check_future(told, evidence)
    findings: dict[str, Finding] = {}
    for item in evidence:
        parts = clauses(item.quote)
        plain = [part for part in parts if not _MUST_SURVIVE.search(part)]
        for clause in parts:
            hedge = _MUST_SURVIVE.search(clause)
            if hedge is None:
                continue
            for sentence in told:
                if _holds_back(sentence) or not _retells(sentence, clause):
                    continue
                # Another clause, without a hedge, may be what the tweet retells.
                if any(_shared(sentence, other) >= _shared(sentence, clause) for other in plain):
                    continue
                detail = f"The quote from page {item.page} holds back: “{hedge[0]}”. Keep it a supposition."
                findings.setdefault(sentence, Finding(RULE, Level.ADVICE, sentence, detail))
    return list(findings.values())


def _check_future(told: Sequence[str], evidence: Sequence[Evidence]) -> list[Finding]:
    is_planned = any(_PLANS.search(item.quote) for item in evidence)
    done = next((match for sentence in told if (match := _TOLD_AS_DONE.search(sentence))), None)
    if not is_planned or done is None or any(map(_holds_back, told)):
        return []
    return [Finding(RULE, Level.ADVICE, done[0], "The quotes plan this; the tweet tells it as done.")]


def _holds_back(sentence: str) -> bool:
    return _HOLDS_BACK.search(sentence) is not None


def _retells(sentence: str, clause: str) -> bool:
    shared = _shared(sentence, clause)
    smaller = min(len(stems(sentence)), len(stems(clause)))
    return shared >= MIN_SHARED and shared >= _MIN_SHARE * smaller


def _shared(one: str, other: str) -> int:
    return len(stems(one) & stems(other))
