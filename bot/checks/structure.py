"""The rules about one tweet's form: its length, its counter, its title, and that it has evidence."""

import re
from collections.abc import Sequence

from bot.checks.anatomy import Counter, has_title, has_title_in_other_signs
from bot.checks.length import MAX_WEIGHT, weighted_length
from bot.model import Evidence, Finding, Level, Role, Voice

LONG_PROSE_CHARS = 200
"""Prose beyond this is advised against; 150 is the aim."""

_SERIES = re.compile(
    r"(?:[\w.&'’/-]+\s){0,6}(?:working|discussion|research|technical|staff|policy|occasional)\s(?:paper|report)s?"
    r"(?:\sseries)?(?:,?\s(?:no\.?|number)?\s?[\w/.-]*\d[\w/.-]*)?|preprint",
    re.IGNORECASE,
)
"""What a PDF may print above a title: the name of a series and a number in it. A title says more."""

WITHOUT_EVIDENCE = frozenset({Role.ANNOUNCEMENT, Role.CODE, Role.VERDICT})
"""Roles that claim nothing the paper would have to carry: made of facts by rule, or marked as opinion."""


def check_length(text: str, prose: str, role: Role) -> list[Finding]:
    """Rule `length`: the platform's limit, and what reads well; the first tweet is exempt from the second."""
    weight = weighted_length(text)
    if not text.strip():
        return [Finding("length", Level.FLAG, "", "The tweet is empty.")]
    if weight > MAX_WEIGHT:
        detail = f"It weighs {weight}, and the platform takes {MAX_WEIGHT}: {weight - MAX_WEIGHT} too many."
        return [Finding("length", Level.FLAG, "", detail)]
    if len(prose) > LONG_PROSE_CHARS and role is not Role.ANNOUNCEMENT:
        detail = f"{len(prose)} characters of prose; up to 150 read best, and over {LONG_PROSE_CHARS} few people go on."
        return [Finding("length", Level.ADVICE, "", detail)]
    return []


def check_counter(counter: Counter | None, *, number: int, total: int, voice: Voice) -> list[Finding]:
    """Rule `counter`: `k/N` on the last line, counting right; a curator's draft may do without."""
    right = f"{number}/{total}"
    if counter is None:
        detail = f"The counter is missing: put {right} on a line of its own at the end."
        return [] if voice is Voice.CURATOR else [Finding("counter", Level.ADVICE, "", detail)]
    if counter.number != number or counter.total not in (None, total):
        return [Finding("counter", Level.FLAG, counter.text, f"This is tweet {right}.")]
    if not counter.is_last_line:
        return [Finding("counter", Level.ADVICE, counter.text, f"Put {right} on a line of its own at the end.")]
    return []


def check_title(text: str, title: str, *, number: int, role: Role) -> list[Finding]:
    """Rule `title`: the announcement carries the paper's title; if only capitals or signs differ, that is advice."""
    if number != 1 or role is not Role.ANNOUNCEMENT or not title or has_title(text, title):
        return []
    if has_title_in_other_signs(text, title):
        detail = f"The paper writes its title with other capitals, accents, apostrophes or dashes: {title}"
        return [Finding("title", Level.ADVICE, "", detail)]
    if _SERIES.fullmatch(title):
        detail = (
            f"“{title}” was read for the paper's title and looks like the name of a series: see whether yours is right."
        )
        return [Finding("title", Level.ADVICE, "", detail)]
    return [Finding("title", Level.FLAG, "", f"The paper's title is not there as it is: {title}")]


def check_evidence(given: Sequence[Evidence], role: Role) -> list[Finding]:
    """Rule `evidence`: a claim comes with a page and its words.

    Args:
        given: As the tweet came with it; what of it is not on its page is the rule `quote`'s to say.
    """
    if given or role in WITHOUT_EVIDENCE:
        return []
    return [Finding("evidence", Level.FLAG, "", "Nothing of the paper is given that this tweet rests on.")]
