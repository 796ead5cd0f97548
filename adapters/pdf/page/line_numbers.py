"""The numbers that a manuscript sets before its lines, so close that they would be read as their first words.

They are told by their type before lines are made: small, used for nothing else, counting in steps of one, under each
other, beside text. Where they stand in the margin, apart from the text, `structure/furniture.py` finds them as well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, pairwise

from adapters.pdf.page.runs import Run

NumberFace = tuple[str, float]
"""Font and size."""

_NUMBER = re.compile(r"\d{1,4}$")
_LEAST = 8  # on the first page that shows them; on later ones their type is known
_MOSTLY = 0.9
_SMALL = 0.8  # of the size of the text
_EDGE_PT = 4.0
_EDGES = 3  # of a head over all columns, and of two columns
_BESIDE_PT = 14.0
_ROW_PT = 1.5
_MOST = 0.5  # of the height of the text; an algorithm numbers its few lines too


def numbers_of_lines(runs: Sequence[Run], known: set[NumberFace]) -> frozenset[int]:
    """The indices of the runs that number the lines of a page.

    Args:
        known: The types that earlier pages number their lines in; those of this page are added.
    """
    numbers_of: defaultdict[NumberFace, list[int]] = defaultdict(list)
    for i, run in enumerate(runs):
        if run.text.isdecimal() and _NUMBER.match(run.text):
            numbers_of[run.face.font, run.face.size_pt].append(i)
    candidates = {face: numbers for face, numbers in numbers_of.items() if face in known or len(numbers) >= _LEAST}
    if not candidates:
        return frozenset()
    sizes: Counter[float] = Counter()
    of_type: Counter[NumberFace] = Counter()
    for run in runs:
        sizes[run.face.size_pt] += len(run.text)
        of_type[run.face.font, run.face.size_pt] += 1
    largest = _SMALL * sizes.most_common(1)[0][0]
    found: set[int] = set()
    for face, numbers in candidates.items():
        if face[1] > largest or len(numbers) < _MOSTLY * of_type[face]:
            continue
        if face in known or _are_of_lines([runs[i] for i in numbers], runs):
            known.add(face)
            found.update(numbers)
    return frozenset(found)


def _are_of_lines(numbers: Sequence[Run], runs: Sequence[Run]) -> bool:
    steps = sum(int(b.text) - int(a.text) == 1 for a, b in pairwise(numbers))
    is_long = _reach_pt(numbers) > _MOST * _reach_pt(runs)
    is_counting = steps >= _MOSTLY * (len(numbers) - 1)
    return is_counting and is_long and _are_under_each_other(numbers) and _are_beside_text(numbers, runs)


def _reach_pt(runs: Sequence[Run]) -> float:
    heights = [run.baseline_pt for run in runs]
    return max(heights) - min(heights)


def _are_under_each_other(numbers: Sequence[Run]) -> bool:
    """Whether few edges have them all: raised numbers of citations stand anywhere."""
    sides = (Counter(round(run.box[side] / _EDGE_PT) for run in numbers) for side in (0, 2))
    return any(sum(n for _, n in edges.most_common(_EDGES)) >= _MOSTLY * len(numbers) for edges in sides)


def _are_beside_text(numbers: Sequence[Run], runs: Sequence[Run]) -> bool:
    """Whether most stand on the line of larger type close by: not raised as marks, nor alone as ticks of an axis."""
    larger: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.face.size_pt > numbers[0].face.size_pt and len(run.text) > 1:
            larger[round(run.baseline_pt / _ROW_PT)].append(run)
    beside = 0
    for number in numbers:
        row = round(number.baseline_pt / _ROW_PT)
        beside += any(
            abs(run.baseline_pt - number.baseline_pt) < _ROW_PT
            and (0 <= run.box[0] - number.box[2] < _BESIDE_PT or 0 <= number.box[0] - run.box[2] < _BESIDE_PT)
            for run in chain(larger[row - 1], larger[row], larger[row + 1])
        )
    return 2 * beside > len(numbers)
