"""The shortest way from a sentence to a form of it that stands alone and fits."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass

from bot.extractive.cuts import cuts
from bot.extractive.heads import SHORTEST_HEAD_CHARS

_MOST_FORMS = 90
_AIM_CHARS, _CHARS_OVER_AIM_PER_COST = 150, 70
_THIN_CHARS, _CUT_PER_COST, _WHOLE_PER_COST = 80, 20, 50  # what a cut left this short has lost its point


@dataclass(frozen=True, slots=True)
class Form:
    """A way to say a sentence; `cost` rises with what was cut and with the distance from the length aimed at."""

    text: str
    cost: float


def best_form(text: str, *, limit_chars: int, stands: Callable[[str], bool]) -> Form | None:
    """The cheapest form within the limit that `stands`, or None; the sentence as it is counts as a form."""
    ready: list[tuple[float, int, str]] = [(0.0, 0, text)]
    seen = {text}
    best: Form | None = None
    for _ in range(_MOST_FORMS):
        if not ready:
            break
        cut_cost, _, form = heapq.heappop(ready)
        if best is not None and cut_cost >= best.cost:
            break
        cost = cut_cost + _length_cost(form, is_whole=form is text)
        if len(form) <= limit_chars and (best is None or cost < best.cost) and stands(form):
            best = Form(form, cost)
        for shorter, step in cuts(form):
            if shorter not in seen and len(shorter) >= SHORTEST_HEAD_CHARS:
                seen.add(shorter)
                heapq.heappush(ready, (cut_cost + step, len(seen), shorter))
    return best


def _length_cost(form: str, *, is_whole: bool) -> float:
    over, under = max(0, len(form) - _AIM_CHARS), max(0, _THIN_CHARS - len(form))
    return over / _CHARS_OVER_AIM_PER_COST + under / (_WHOLE_PER_COST if is_whole else _CUT_PER_COST)
