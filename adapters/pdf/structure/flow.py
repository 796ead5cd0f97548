"""The lines between the headings, in order, each with the section and the part of the paper that it counts for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.heading_lines import AROUND_TITLE
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.layout import Layout, LineKey
from adapters.pdf.structure.running_text import SIZE_SLACK_PT, follows
from bot.model import Zone

_FRONT_PAGES = 2  # above the first heading on these stand names, addresses, dates


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line that may be running text.

    Attributes:
        text: Its prose, without a heading that runs in.
        section: Index into the headings, or None.
        is_first: A heading stands right before it.
        is_note: It is part of a run-in note beside the text.
    """

    key: LineKey
    line: Line
    text: str
    section: int | None
    zone: Zone
    is_first: bool
    is_note: bool


@dataclass(slots=True)
class _Note:
    """A run-in note beside the text ("Keywords:", "Received:"): its last line, and the section around it."""

    last: Line
    around: int | None


def flow(
    pages: Sequence[PageContent],
    layout: Layout,
    headings: Sequence[Heading],
    aside: frozenset[LineKey],
    abstract: frozenset[LineKey],
) -> Iterator[FlowLine]:
    """The lines of all pages that are no headings.

    Args:
        aside: Furniture, captions, what stands inside figures, the title, the names, references: left out.
        abstract: The lines of the abstract, wherever they stand.
    """
    places = _Places(headings, abstract)
    opens = {h.last: i for i, h in enumerate(headings)}
    of_headings = _lines_of(headings)
    section: int | None = None
    note: _Note | None = None
    is_first = False
    for page in pages:
        for i, line in enumerate(page.lines):
            key = (page.number, i)
            text = line.prose
            if key in opens:
                around = note.around if note else section
                section, is_first = opens[key], True
                chars = headings[section].run_in_chars
                is_note = chars > 0 and (places.zone(section) is Zone.FRONT or _is_small(line, layout))
                note = _Note(line, around) if is_note else None
                if not chars:
                    continue
                text = text[chars:].lstrip(AROUND_TITLE)
            elif key in of_headings or key in aside:
                continue
            elif note is not None:
                if _is_of_note(note.last, line, layout):
                    note.last = line
                else:
                    section, note = note.around, None
            zone, counted = places.of(key, section)
            yield FlowLine(key, line, text, counted, zone, is_first, note is not None)
            is_first = False


class _Places:
    """Which part of the paper a line counts for."""

    def __init__(self, headings: Sequence[Heading], abstract: frozenset[LineKey]) -> None:
        self._headings = headings
        self._abstract = abstract
        self._start = min(abstract, default=None)

    def zone(self, section: int | None) -> Zone:
        return Zone.FRONT if section is None else self._headings[section].section.zone

    def of(self, key: LineKey, section: int | None) -> tuple[Zone, int | None]:
        """An abstract ends where its lines end, not at the next heading."""
        if key in self._abstract:
            return Zone.ABSTRACT, section
        zone = self.zone(section)
        if zone is not Zone.ABSTRACT and section is not None:
            return zone, section
        is_front = key[0] <= _FRONT_PAGES if self._start is None else key < self._start
        return (Zone.FRONT, section) if is_front else (Zone.INTRODUCTION, None)


def _lines_of(headings: Sequence[Heading]) -> frozenset[LineKey]:
    """Every line that is part of a heading and nothing else."""
    return frozenset((h.first[0], i) for h in headings if not h.run_in_chars for i in range(h.first[1], h.last[1] + 1))


def _is_small(line: Line, layout: Layout) -> bool:
    return line.size_pt < layout.body_size_pt - SIZE_SLACK_PT


def _is_of_note(last: Line, line: Line, layout: Layout) -> bool:
    same_type = abs(line.size_pt - last.size_pt) < SIZE_SLACK_PT
    step = last.baseline_pt - line.baseline_pt
    return same_type and follows(last, line) and step < 1.4 * max(line.size_pt, layout.leading_pt)
