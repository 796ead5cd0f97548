"""The writer's own quotes held to the pages, by the check that the draft will be held to."""

from collections.abc import Callable, Sequence

from bot.checks.paper_index import PaperIndex
from bot.checks.quotes import align
from bot.extractive.candidates import Candidate
from bot.extractive.selection import Choice
from bot.model import Evidence, Level

_MOST_ROUNDS = 5


def held_to_the_page(
    candidates: Sequence[Candidate], chosen: Callable[[Sequence[Candidate]], list[Choice]], index: PaperIndex
) -> list[Choice]:
    """What is `chosen` of the candidates whose every quote stands on its page; only the chosen are looked at.

    What reading broke or glued makes room for the next best.
    """
    left = list(candidates)
    choices = chosen(left)
    for _ in range(_MOST_ROUNDS):
        broken = {id(one.candidate) for one in choices if not stands_on_page(one.candidate.evidence, index)}
        if not broken:
            return choices
        left = [candidate for candidate in left if id(candidate) not in broken]
        choices = chosen(left)
    return [one for one in choices if stands_on_page(one.candidate.evidence, index)]


def stands_on_page(evidence: Sequence[Evidence], index: PaperIndex) -> bool:
    """Whether the check of quotes has nothing to flag."""
    return not any(finding.level is Level.FLAG for finding in align(evidence, index).findings)
