"""Rule `negation`: a "not" that is lost between quote and tweet, or added."""

import re
from collections.abc import Iterator, Sequence

from bot.checks.claiming import CLAIMING
from bot.checks.clauses import clauses, stems, without_questions
from bot.checks.folding import fold
from bot.checks.quotation import without_quoted
from bot.checks.words import NEGATION, STOP_WORDS
from bot.model import Evidence, Finding, Level, Role

RULE = "negation"

_CLAIMS = CLAIMING - {Role.FUTURE_WORK}
_NOT = re.compile(
    r"\b(?:not(?! only| just| merely| necessarily)|no(?! (?:more|less|fewer|later|longer|matter|doubt))|never"
    r"|without|cannot|neither|nor|n['’]t"
    r"|none of|dispensing with|fails? to|failed to|lacks?|unable to)\b|(?<=n)['’]t\b",
    re.IGNORECASE,
)
_OTHER_NEGATIONS = re.compile(
    r"\b(?:rather|unlike|none|nothing|no longer|no more|zero|hardly|barely|rarely|seldom|few|little|instead|drop\w*"
    r"|skip\w*|avoid\w*|remov\w*"
    r"|free|lacks?|lacking|missing"
    r"|un\w{4,}|im?possible|fails?|failed|fail|absent|absence|away|dispens\w+|beyond|only|too|but|except|out|forget"
    r"|goodbye|bye|ignor\w+"
    r"|ditch\w*|gone|useless|limited|insufficient|hard|difficult|exclud\w+|reject\w*|never|untouched|\w+less"
    r"|non-?\w+|wrong|stop\w*|keeps?)\b",
    re.IGNORECASE,
)
_REACH_WORDS = 3
_MIN_SHARED = 2
_MIN_SHARE = 0.4


def check_negations(prose: str, *, role: Role, evidence: Sequence[Evidence]) -> list[Finding]:
    """Advice where quote and tweet say the same words, one with a negation right before them and the other without."""
    if role not in _CLAIMS:
        return []
    findings: dict[str, Finding] = {}
    quoted = [(item, clause) for item in evidence for clause in clauses(item.quote)]
    for said in clauses(without_questions(without_quoted(prose))):
        for item, clause in quoted:
            if said in findings or not _retells(said, clause):
                continue
            if (words := _negated_in_one(clause, said)) and not _is_said_elsewhere(said, clause, quoted, denied=False):
                detail = f"The quote from page {item.page} says “{words}”, and the tweet does not deny it."
                findings[said] = Finding(RULE, Level.ADVICE, said, detail)
            elif (words := _negated_in_one(said, clause)) and not _is_said_elsewhere(said, clause, quoted, denied=True):
                detail = f"The tweet says “{words}”, and the quote from page {item.page} does not deny it."
                findings[said] = Finding(RULE, Level.ADVICE, said, detail)
    return list(findings.values())


def _retells(said: str, clause: str) -> bool:
    shared = len(stems(said) & stems(clause))
    return shared >= _MIN_SHARED and shared >= _MIN_SHARE * min(len(stems(said)), len(stems(clause)))


def _is_said_elsewhere(said: str, clause: str, quoted: Sequence[tuple[Evidence, str]], *, denied: bool) -> bool:
    """Whether another clause, which denies or not as `denied` says, has as much of the tweet, or a word it denies."""
    shared = stems(said) & stems(clause)
    scopes = frozenset().union(*(scope for _, scope in _denied(said))) if denied else frozenset()
    return any(
        _denies(other) is denied and (len(stems(said) & stems(other)) >= len(shared) or bool(scopes & stems(other)))
        for _, other in quoted
        if other != clause
    )


def _negated_in_one(denying: str, other: str) -> str | None:
    """The denied words of the one clause that the other has without any negation."""
    if _denies(other):
        return None
    there = stems(other)
    return next((words for words, scope in _denied(denying) if scope & there), None)


def _denied(clause: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each negation with the few words behind it, and the stem of the first of them that carries something."""
    for match in _NOT.finditer(clause):
        behind: list[str] = []
        carrying = 0
        for word in clause[match.end() :].split():
            behind.append(word)
            carrying += fold(word) not in STOP_WORDS
            if carrying == _REACH_WORDS or word.endswith((",", ";", ":")):
                break
        words = " ".join(behind)
        if behind:
            yield (
                f"{match[0]} {words}".strip("'’ "),
                next((one for word in behind if (one := stems(word))), frozenset()),
            )


def _denies(text: str) -> bool:
    return (
        _NOT.search(text) is not None
        or _OTHER_NEGATIONS.search(text) is not None
        or any(NEGATION.fullmatch(fold(word)) for word in text.split())
    )
