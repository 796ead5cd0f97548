"""Captions of figures and tables among the lines of a paper, told apart from sentences that mention them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.pdf.figures.caption_lines import caption_lines, second_half
from adapters.pdf.page.boxes import around, height, overlap_across, overlap_upright
from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.columns import Column, column_of
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.labels import Label, Mark, read_label
from adapters.pdf.structure.layout import Layout, LineKey, is_prose
from bot.model import Box, FigureKind

_SAME_SIZE_PT = 0.45
_A_MENTION = -1
_VERB = re.compile(r"\w+(?:s|ed)\b")
_CONTINUED = re.compile(
    r"^\W*(?:continued|cont(?:'d|d)?\b|contin(?:uación|uação|ua\b)|fortsetzung|suite\b|продолжение|окончание|续|續)"
    r"|.*\((?:…|\.\.\.)?\s*cont(?:inued|'d|d)?\.?\)",
    re.I,
)
# No sentence ends so, and nothing that stands over a caption.
_LEADS_ON = re.compile(r"(?:^|[\s(])(?:in|of|the|and|or|by|from|to|with|see|as|at|on|than|are|is|our|both)$", re.I)
_LABEL_WORDS = frozenset({"Figure", "FIGURE", "Fig.", "FIG.", "Table", "TABLE"})
_LEADERS = (". . . .", ".....", "·····")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption, whole.

    Attributes:
        text: Without the label, hyphens healed, one line.
        keys: Its lines, from the first.
        column: What it stands in; across several columns, all of them, and at least as wide as itself.
    """

    label: str
    kind: FigureKind
    text: str
    page: int
    keys: tuple[LineKey, ...]
    box: Box
    column: Column


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that may open a caption. `strength`: 0 a mention as likely as not, 1 or more a caption.

    `number` is the index of the line that the number of the label is read as, where that is a line of its own.
    """

    index: int
    line: Line
    label: Label
    strength: int
    number: int | None = None


def is_continuation(words: str) -> bool:
    """Whether the words say that what they stand by is the further part of something."""
    return bool(_CONTINUED.match(words))


def find_captions(
    pages: Sequence[PageContent],
    layout: Layout,
    columns: Mapping[int, Sequence[Column]],
    vocabulary: Vocabulary,
) -> list[Caption]:
    """The captions, page by page from the top."""
    starts = {page.number: list(_starts(page, layout, columns[page.number])) for page in pages}
    chosen = _consistent(starts)
    captions: list[Caption] = []
    for page in pages:
        barred = frozenset(start.index for start in chosen[page.number]) | {
            index for number, index in layout.furniture if number == page.number
        }
        found = [_whole(start, page, columns[page.number], barred, vocabulary) for start in chosen[page.number]]
        captions += sorted(found, key=lambda caption: (-caption.box.top, caption.box.left))
    return captions


def _starts(page: PageContent, layout: Layout, columns: Sequence[Column]) -> Iterator[_Start]:
    for index, line in enumerate(page.lines):
        if line.is_rotated or (page.number, index) in layout.furniture:
            continue
        label, number = read_label(line.text), None
        if label is None and line.text in _LABEL_WORDS:
            label, number = _split_label(line, page)
        if label is None or any(leaders in line.text for leaders in _LEADERS):
            continue
        strength = _strength(line, label, layout)
        if strength == _A_MENTION:
            continue
        above = _running_into(line, page, layout, column_of(line, columns))
        if above is not None and (strength <= 2 or not line.bold_start or _LEADS_ON.search(above.text)):
            continue
        yield _Start(index, line, label, strength, number)


def _split_label(line: Line, page: PageContent) -> tuple[Label | None, int | None]:
    """The label that a word makes with the number beside it, and the index of that number's line.

    Scans are read word by word, each at a height of its own.
    """
    for index, other in enumerate(page.lines):
        gap = other.box.left - line.box.right
        if abs(gap) < line.size_pt and overlap_upright(other.box, line.box) > 0.4 * height(line.box):
            label = read_label(f"{line.text} {other.text}")
            return (label, index) if label is not None and label.mark is Mark.NOTHING else (None, None)
    return None, None


def _strength(line: Line, label: Label, layout: Layout) -> int:
    """How much the line looks like a caption by itself."""
    is_bold = line.bold_start >= label.number_end
    is_small = line.size_pt < layout.body_size_pt - _SAME_SIZE_PT
    match label.mark:
        case Mark.SEPARATOR:
            return 2 + is_bold + is_small
        case Mark.NOTHING:
            return 1 + is_bold + is_small + line.text.isupper()
        case Mark.WORDS:
            if _starts_anew(label.rest):
                return is_bold * 2 + is_small
            # A bold "Table 3" in running text is a link as often as a caption.
            return 1 if is_bold and (is_small or not _VERB.match(label.rest)) else _A_MENTION


def _starts_anew(words: str) -> bool:
    """Whether the words begin as a caption does: with a capital, a number, a bracket, or a name such as "eQTL"."""
    first = words.split(maxsplit=1)[0] if words else ""
    return not first or not first[0].isascii() or not first[0].islower() or any(char.isupper() for char in first)


def _running_into(line: Line, page: PageContent, layout: Layout, column: Column) -> Line | None:
    """The line above, if it runs into this one: then it is a sentence that mentions the figure."""
    above = _neighbour(page, line, column, layout)
    if above is None or abs(above.size_pt - line.size_pt) > _SAME_SIZE_PT:
        return None
    if above.text[-1:] in ".:!?。：" and not above.text.endswith(("Fig.", "Figs.", "cf.", "e.g.", "i.e.", "see.")):
        return None
    is_full = above.box.right > column.right - 0.15 * column.width or above.text.endswith(BREAK_HYPHEN)
    return above if is_full and (is_prose(above) or _LEADS_ON.search(above.text)) else None


def _neighbour(page: PageContent, line: Line, column: Column, layout: Layout) -> Line | None:
    """The line right above in the same column, no further than one line of text."""
    reach = 1.25 * max(layout.leading_pt * line.size_pt / layout.body_size_pt, 1.15 * line.size_pt)
    near = [
        other
        for other in page.lines
        if 0.5 * line.size_pt < other.baseline_pt - line.baseline_pt <= reach
        and overlap_across(other.box, line.box) > 0
        and other.box.left < line.box.right
        and other.box.left > column.left - 0.2 * column.width
    ]
    return min(near, key=lambda other: other.baseline_pt, default=None)


def _consistent(starts: Mapping[int, Sequence[_Start]]) -> dict[int, list[_Start]]:
    """What to believe: strong starts, and weak ones of a form that this paper uses for captions that have no better."""
    everything = [start for of_page in starts.values() for start in of_page]
    forms: dict[FigureKind, Counter[str]] = {kind: Counter() for kind in FigureKind}
    best: dict[str, int] = {}
    for start in everything:
        best[start.label.text] = max(best.get(start.label.text, 0), start.strength)
        if start.strength >= 2:
            forms[start.label.kind][start.label.form] += 1
    usual = {kind: counted.most_common(1)[0][0] if counted else None for kind, counted in forms.items()}
    in_usual_form = {
        start.label.text for start in everything if start.strength >= 2 and start.label.form == usual[start.label.kind]
    }

    def is_believed(start: _Start) -> bool:
        kind, form = start.label.kind, start.label.form
        if start.strength >= 2:
            # "Fig. 3. We see" in a paper that has "Figure 3: A tree" opens a paragraph.
            is_other = form != usual[kind] and start.label.text in in_usual_form
            return not is_other or start.strength > 2 or forms[kind][usual[kind] or ""] < 3
        if best[start.label.text] > start.strength:
            return False
        return start.strength == 1 or form == usual[kind] or not forms[kind]

    return {page: list(filter(is_believed, of_page)) for page, of_page in starts.items()}


def _whole(
    start: _Start,
    page: PageContent,
    columns: Sequence[Column],
    barred: frozenset[int],
    vocabulary: Vocabulary,
) -> Caption:
    home = column_of(start.line, columns)
    if start.number is not None:
        indices: tuple[int, ...] = (start.index, start.number)
    else:
        indices = caption_lines(page, start.index, barred, home, is_bare_label=not start.label.rest)
        indices += second_half(page, indices, barred, columns)
    lines = [page.lines[i] for i in indices]
    homes = [column_of(line, columns) for line in lines]
    box = around(start.line.box, *(line.box for line in lines))
    return Caption(
        label=start.label.text,
        kind=start.label.kind,
        text="" if start.number is not None else _joined(start.label, lines, vocabulary),
        page=page.number,
        keys=tuple((page.number, i) for i in indices),
        box=box,
        column=Column(min(box.left, *(home.left for home in homes)), max(box.right, *(home.right for home in homes))),
    )


def _joined(label: Label, lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    text = lines[0].text[label.end :]
    for line in lines[1:]:
        if text.endswith(BREAK_HYPHEN):
            text = vocabulary.join(text, line.text)
        elif text and _joins_without_space(text[-1], line.text[:1]):
            text += line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    return text.removesuffix(BREAK_HYPHEN).strip()


def _joins_without_space(before: str, after: str) -> bool:
    return all("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" for char in (before, after or " "))
