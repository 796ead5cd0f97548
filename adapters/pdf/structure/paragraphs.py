"""From lines to running text: which lines are prose, and where one paragraph ends and the next begins."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.flow import FlowLine, flow
from adapters.pdf.structure.heading_lines import is_formula
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.hyphens import Vocabulary, is_open_address
from adapters.pdf.structure.layout import Layout, LineKey
from adapters.pdf.structure.running_text import (
    SIZE_SLACK_PT,
    column_edges,
    ends_sentence,
    fills_column,
    follows,
    is_address,
    is_item,
    is_plain,
    is_worded,
    row_mates,
    without_bullet,
)
from bot.model import NOT_TEXT, Paragraph, Zone

_LEFT_OUT = frozenset({Zone.REFERENCES, Zone.FRONT})
_SMALL_ZONES = frozenset({Zone.ACKNOWLEDGEMENTS, Zone.LIMITATIONS, Zone.APPENDIX})
_SMALLER_PT = 2.0  # how much smaller than the body these zones may be set
_LARGER_PT = 1.5
_VOTING_CHARS = 25


@dataclass(slots=True)
class _Open:
    """A paragraph that may still grow."""

    number: int
    section: int | None
    zone: Zone
    left: float
    last: Line
    text: str = ""
    starts: list[tuple[int, int]] = field(default_factory=list)


class ParagraphBuilder:
    """Puts the lines of running text together."""

    def __init__(
        self,
        pages: Sequence[PageContent],
        layout: Layout,
        headings: Sequence[Heading],
        aside: frozenset[LineKey],
        abstract: frozenset[LineKey],
        vocabulary: Vocabulary,
    ) -> None:
        """`aside` are lines that are no running text, `abstract` those of the abstract."""
        self._layout = layout
        self._vocabulary = vocabulary
        self._flow = list(flow(pages, layout, headings, aside, abstract))
        self._columns = {page.number: column_edges(page) for page in pages}
        self._rows = {page.number: row_mates(page) for page in pages}
        self._sizes = self._section_sizes()

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the whole document but its references and what stands above its abstract, in order."""
        found = [(one.number, paragraph) for one in self._opened() for paragraph in _closed(one)]
        yield from (paragraph for _, paragraph in sorted(found, key=lambda item: item[0]))

    def _opened(self) -> Iterator[_Open]:
        """Each paragraph when it is whole; one that a note in the margin interrupts comes behind the note."""
        current: _Open | None = None
        held: _Open | None = None
        for number, item in enumerate(self._flow):
            if item.is_first:
                if item.is_note and held is None and current is not None and not ends_sentence(current.last.prose):
                    held, current = current, None
                elif current is not None:
                    yield current
                    current = None
            if held is not None and not item.is_note:
                if current is not None:
                    yield current
                current, held = held, None
            if item.zone in _LEFT_OUT:
                continue
            text = self._running(item, current)
            if text is None:
                _mark(current, item.line)
                continue
            if current is None or not self._continues(current, item):
                if current is not None:
                    yield current
                current = _Open(number, item.section, item.zone, item.line.box.left, item.line)
                text = without_bullet(text)
            self._append(current, item.line, text)
        yield from (one for one in (current, held) if one is not None)

    def _running(self, item: FlowLine, current: _Open | None) -> str | None:
        """What the line adds: its words, NOT_TEXT for a formula inside a paragraph, None for nothing."""
        line, text = item.line, item.text
        goes_on = current is not None and follows(current.last, line)
        is_cut = current is not None and goes_on and (is_open_address(current.text) or not ends_sentence(current.text))
        if item.zone is not Zone.ABSTRACT and not self._is_running(item, is_cut=is_cut):
            return None
        if is_worded(text) or (is_cut and is_plain(text)):
            return text
        return NOT_TEXT if goes_on else None

    def _is_running(self, item: FlowLine, *, is_cut: bool) -> bool:
        line = item.line
        if line.is_rotated or is_formula(line):
            return False
        if line.is_fixed_pitch:
            return is_cut and is_address(line.text)
        number, i = item.key
        if i in self._rows[number] and not fills_column(line, self._columns[number]):
            return False  # cells of a table that was not found as one
        body = self._layout.body_size_pt
        size = self._sizes.get(item.section, body)
        is_of_body = abs(line.size_pt - body) <= SIZE_SLACK_PT and size >= body - SIZE_SLACK_PT
        return is_of_body or abs(line.size_pt - size) <= SIZE_SLACK_PT

    def _section_sizes(self) -> dict[int | None, float]:
        """The size of a section's prose, where it may differ from the body's."""
        votes: defaultdict[int | None, Counter[float]] = defaultdict(Counter)
        kinds: dict[int | None, Zone] = {}
        for item in self._flow:
            if item.zone is not Zone.ABSTRACT and len(item.line.text) > _VOTING_CHARS:
                votes[item.section][item.line.size_pt] += len(item.line.text)
                kinds[item.section] = item.zone
        body = self._layout.body_size_pt
        sizes: dict[int | None, float] = {}
        for section, counts in votes.items():
            size = counts.most_common(1)[0][0]
            smallest = body - (_SMALLER_PT if kinds[section] in _SMALL_ZONES else SIZE_SLACK_PT)
            sizes[section] = size if smallest <= size <= body + _LARGER_PT else body
        return sizes

    def _continues(self, current: _Open, item: FlowLine) -> bool:
        last, line = current.last, item.line
        if item.section != current.section or item.zone is not current.zone:
            return False
        if last.text.endswith(BREAK_HYPHEN):
            return True
        has_ended = ends_sentence(last.prose)
        if is_item(line.prose) and has_ended:
            return False
        em = line.size_pt
        indent = line.box.left - self._column_left(line)
        is_small_letter = not line.prose[:1].isupper()
        if not follows(last, line):
            # Over a column, a page, a figure or a footnote: only what was cut in the middle of a sentence goes on.
            return not has_ended and (indent < 0.7 * em or is_small_letter)
        step = last.baseline_pt - line.baseline_pt
        if step > 1.45 * self._layout.leading_pt and step > 1.7 * em:
            return not has_ended and is_small_letter
        starts_indented = indent > 0.7 * em and line.box.left > last.box.left + 0.5 * em
        ends_short = last.box.right < self._column_right(last) - 2 * em
        return not (has_ended and (starts_indented or ends_short))

    def _column_left(self, line: Line) -> float:
        around = [left for left, right in self._columns[line.page] if left - 8 <= line.box.left < right]
        return max(around, default=line.box.left)

    def _column_right(self, line: Line) -> float:
        around = [right for left, right in self._columns[line.page] if left - 8 <= line.box.left < right]
        return max(around, default=line.box.right)

    def _append(self, current: _Open, line: Line, text: str) -> None:
        current.text = self._vocabulary.append(current.text, text)
        if not current.starts or current.starts[-1][1] != line.page:
            current.starts.append((len(current.text) - len(text), line.page))
        current.last = line


def _mark(current: _Open | None, line: Line) -> None:
    """Mark that something which is no prose stands inside the paragraph: a formula, a script on a line of its own."""
    if current is None or current.text.endswith((NOT_TEXT, BREAK_HYPHEN)) or current.last.page != line.page:
        return
    last = current.last
    step = last.baseline_pt - line.baseline_pt
    # A footnote or a cell interrupts the lines, not the sentence; a script on a line of its own stands at its height.
    is_small = line.size_pt < last.size_pt - SIZE_SLACK_PT
    is_near = abs(step) < 0.9 * last.size_pt if is_small else -1.2 * last.size_pt < step < 2.6 * last.size_pt
    is_beside = (
        line.box.left < last.box.right + 3 * last.size_pt
        and line.box.right > min(last.box.left, current.left) - 2 * last.size_pt
    )
    if is_near and is_beside:
        current.text += f" {NOT_TEXT}"


def _closed(current: _Open) -> Iterator[Paragraph]:
    text = current.text.replace(BREAK_HYPHEN, "-").rstrip()
    if len(text) > 1:
        yield Paragraph(text, current.section, current.zone, tuple(current.starts))
