"""The lines of text in a table, and the columns that the gaps in them make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.pdf.cells.table_values import is_blank, is_numeric
from adapters.pdf.cells.table_words import Word
from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.line_text import line_text

GUTTER_EM = 0.45
"""The narrowest gap between two columns; words stand a third of an em apart, a quarter in most fonts."""

_SAME_LINE_EM = 0.25
_CHANCE_GUTTER_EM = 0.8
_WITNESSES = 3
_WALL_PT = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no gap between them that could part columns."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].box.left

    @property
    def right(self) -> float:
        return max(word.box.right for word in self.words)

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def text(self) -> str:
        return words_text(self.words)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline, from the left."""

    baseline_pt: float
    segments: tuple[Segment, ...]

    @property
    def words(self) -> list[Word]:
        return [word for segment in self.segments for word in segment.words]

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Span:
    """What a column covers from left to right: its widest cells in the body."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def words_text(words: Sequence[Word]) -> str:
    """What words of one line say, raised and lowered digits as ¹ and ₁."""
    if not words:
        return ""
    main = max(words, key=lambda word: word.size_pt)
    return line_text([run for word in words for run in word.runs], main.size_pt, main.baseline_pt).text


def joined(upper: str, lower: str) -> str:
    """The text of a cell whose words go on in the next line."""
    if upper.endswith(BREAK_HYPHEN):
        return upper.removesuffix(BREAK_HYPHEN) + ("" if lower[:1].islower() else "-") + lower
    return f"{upper} {lower}" if upper and lower else upper or lower


def text_lines(words: Iterable[Word], em: float, walls: Sequence[float] = ()) -> list[TextLine]:
    """The lines from the top; words whose baselines differ by next to nothing stand on one.

    Args:
        walls: Where upright rules part columns.
    """
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline_pt):
        if groups and groups[-1][0].baseline_pt - word.baseline_pt <= _SAME_LINE_EM * em:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [TextLine(group[0].baseline_pt, _segments(group, em, walls)) for group in groups]


def _segments(words: Iterable[Word], em: float, walls: Sequence[float]) -> tuple[Segment, ...]:
    segments: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.left):
        end = max(w.box.right for w in segments[-1]) if segments else 0.0
        if segments and word.box.left - end < GUTTER_EM * em and not _is_wall_between(end, word.box.left, walls):
            segments[-1].append(word)
        else:
            segments.append([word])
    return tuple(Segment(tuple(segment)) for segment in segments)


def _is_wall_between(end: float, start: float, walls: Sequence[float]) -> bool:
    return any(end - _WALL_PT <= wall <= start + _WALL_PT for wall in walls)


def columns_of(lines: Sequence[TextLine], em: float, walls: Sequence[float] = ()) -> list[Span]:
    """The columns: what is left between the gaps that no line reaches into.

    A line in one piece says nothing: it may be the heading of the rows below it, across all columns. A narrow gap needs
    several lines: in two, the spaces between words can stand over each other.
    """
    telling = [line for line in lines if len(line.segments) > 1]
    covered: list[Span] = []
    pieces = [Span(segment.left, segment.right) for line in telling for segment in line.segments]
    for piece in sorted(pieces, key=lambda piece: piece.left):
        gap = piece.left - covered[-1].right if covered else 0.0
        if covered and gap < GUTTER_EM * em and not _is_wall_between(covered[-1].right, piece.left, walls):
            covered[-1] = Span(covered[-1].left, max(covered[-1].right, piece.right))
        else:
            covered.append(piece)
    columns: list[Span] = []
    for span in covered:
        is_narrow = bool(columns) and span.left - columns[-1].right < _CHANCE_GUTTER_EM * em
        is_walled = bool(columns) and _is_wall_between(columns[-1].right, span.left, walls)
        if is_narrow and not is_walled and _witnesses(span, telling) < _WITNESSES:
            columns[-1] = Span(columns[-1].left, span.right)
        else:
            columns.append(span)
    return [*_labels_before(columns, lines, em), *columns]


def _labels_before(columns: Sequence[Span], lines: Sequence[TextLine], em: float) -> list[Span]:
    """The column of labels that stand between the rows they are for, on lines of their own, left of all other text."""
    if not columns:
        return []
    alone = [line for line in lines if len(line.segments) == 1 and line.right < columns[0].left - GUTTER_EM * em]
    return [Span(min(line.left for line in alone), max(line.right for line in alone))] if alone else []


def told_apart(
    columns: Sequence[Span],
    head: Sequence[TextLine],
    body: Sequence[TextLine],
    em: float,
    walls: Sequence[float] = (),
) -> list[Span]:
    """The columns, those that only a narrow gap parts made one where nothing else says that they are two.

    Numbers on both sides say so, or a head for each. Signs such as × and · stand in wide spaces of their own.
    """
    if not columns:
        return []
    kept = [columns[0]]
    for span in columns[1:]:
        before = kept[-1]
        is_narrow = span.left - before.right < _CHANCE_GUTTER_EM * em
        is_walled = _is_wall_between(before.right, span.left, walls)
        if (
            is_narrow
            and not is_walled
            and not _has_heads_apart(before, span, head)
            and not _has_numbers_apart(before, span, body)
        ):
            kept[-1] = Span(before.left, span.right)
        else:
            kept.append(span)
    return kept


def _has_heads_apart(left: Span, right: Span, head: Sequence[TextLine]) -> bool:
    return any(_over(left, right, line) and _over(right, left, line) for line in head)


def _over(span: Span, other: Span, line: TextLine) -> bool:
    """Whether a piece of the line stands over one of two columns only."""
    return any(
        s.left < span.right and s.right > span.left and not (s.left < other.right and s.right > other.left)
        for s in line.segments
    )


def _has_numbers_apart(left: Span, right: Span, body: Sequence[TextLine]) -> bool:
    """Whether most lines have a number, a mark or nothing in both, or several have a number in one and words beside."""
    both = [(_text_in(left, line), _text_in(right, line)) for line in body if len(line.segments) > 1]
    apart = sum(all(is_numeric(text) or is_blank(text) for text in pair) for pair in both)
    is_list = len(both) >= _WITNESSES and any(all(is_numeric(pair[side]) for pair in both) for side in (0, 1))
    return 2 * apart > len(both) or is_list


def _text_in(span: Span, line: TextLine) -> str:
    return words_text([word for word in line.words if span.left <= word.box.left <= span.right])


def _witnesses(span: Span, lines: Sequence[TextLine]) -> int:
    """How many lines have words in a column."""
    return sum(any(span.left <= s.left <= span.right for s in line.segments) for line in lines)
