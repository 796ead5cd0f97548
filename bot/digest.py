"""What of a paper a prompt can afford: its pages as text, the ones that matter least left out first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Figure, Page, Paper, Zone
from bot.wording import counted, listed

_ASCII_PER_TOKEN = 3.0
"""Characters. English prose has 4 to 5 in common tokenizers; numbers and formulas, which papers are full of, 2 to 3."""

_OTHER_PER_TOKEN = 1.0
"""Characters beyond ASCII: Chinese has 1 to 1.5, Cyrillic 2 to 3."""

_FIGURES_PART = 4
_SHORT_RUN = 2  # pages 3 and 4; from three on "3 to 5"
_CAPTION_CHARS = 300  # of a figure in the list; the whole caption stands on its page

# What a thread is made of, the dearest first; a page is worth what the best section that begins on it is worth, and
# where none does, what the section before goes on with.
_WORTH = {
    Zone.ABSTRACT: 0,
    Zone.LIMITATIONS: 0,
    Zone.INTRODUCTION: 1,
    Zone.CONCLUSION: 1,
    Zone.FUTURE: 1,
    Zone.DISCUSSION: 2,
    Zone.RESULTS: 2,
    Zone.FRONT: 2,
    Zone.ACKNOWLEDGEMENTS: 3,
    Zone.BODY: 3,
    Zone.RELATED: 4,
    Zone.REFERENCES: 5,
    Zone.APPENDIX: 6,
}


_SHORT = frozenset({Zone.ABSTRACT, Zone.LIMITATIONS, Zone.FUTURE, Zone.CONCLUSION, Zone.ACKNOWLEDGEMENTS})
"""What seldom goes on for another page: what comes there without a heading is something else."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A paper as a prompt has it.

    Attributes:
        text: Its pages in order, each after a line `[page 3]`.
        figures: A line for each figure and table: label, page, caption.
        left_out: What of the paper is not there, in a clause ("pages 14 to 20 did not fit"), or "". Reference lists are
            not told: they are no evidence, and nobody misses them.
    """

    text: str
    figures: str
    left_out: str


def digest(paper: Paper, *, max_tokens: int) -> Digest:
    """The paper in at most about `max_tokens`, by a careful estimate.

    Reference lists are left out, since they are no evidence; so are pages that cannot be read. Where the rest is too
    long, whole pages go, appendix and related work before results: a page is there whole or not at all, so that a quote
    from it can be trusted. The list of figures takes a quarter at most.
    """
    texts = {page.number: f"[page {page.number}]\n{text}" for page in paper.pages if (text := _own_text(page))}
    figures, missing_figures = _figure_lines(paper.figures, max_tokens // _FIGURES_PART)
    budget = max_tokens - estimated_tokens(figures)
    kept: set[int] = set()
    for number in _by_worth(paper):
        cost = estimated_tokens(texts.get(number, "")) + 1  # the empty line after it
        if number in texts and cost <= budget:
            kept.add(number)
            budget -= cost
    text = "\n\n".join(texts[number] for number in texts if number in kept)
    unread = [page.number for page in paper.pages if not page.is_readable]
    told = [
        _told([number for number in texts if number not in kept], "did not fit"),
        _told(unread, "could not be read"),
        f"{counted(missing_figures, 'caption')} did not fit" if missing_figures else "",
    ]
    return Digest(text, figures, "; ".join(clause for clause in told if clause))


def estimated_tokens(text: str) -> int:
    """How many tokens a model will count, rather too many than too few."""
    ascii_chars = len(text.encode("ascii", "ignore"))
    return round(ascii_chars / _ASCII_PER_TOKEN + (len(text) - ascii_chars) / _OTHER_PER_TOKEN)


def _figure_lines(figures: Iterable[Figure], max_tokens: int) -> tuple[str, int]:
    """A line each, the first ones that fit, and how many do not."""
    lines = list(map(_figure_line, figures))
    kept = ""
    for place, line in enumerate(lines):
        longer = f"{kept}\n{line}" if kept else line
        if estimated_tokens(longer) > max_tokens:
            return kept, len(lines) - place
        kept = longer
    return kept, 0


def _figure_line(figure: Figure) -> str:
    caption = " ".join(figure.caption.split())
    if len(caption) > _CAPTION_CHARS:
        caption = f"{caption[: _CAPTION_CHARS - 1].rsplit(' ', 1)[0]}…"
    return f"{figure.label} (page {figure.page}): {caption}"


def _own_text(page: Page) -> str:
    if not page.is_readable:
        return ""
    start, end = page.references or (0, 0)
    return f"{page.text[:start]}{page.text[end:]}".strip()


def _by_worth(paper: Paper) -> Iterable[int]:
    worth: dict[int, int] = {}
    going_on = Zone.FRONT
    is_behind = False  # the reference list
    sections = iter(paper.sections)
    section = next(sections, None)
    for page in paper.pages:
        zones: list[Zone] = []
        while section is not None and section.page <= page.number:
            zones.append(section.zone)
            section = next(sections, None)
        worth[page.number] = min(_WORTH[one] for one in zones or [going_on])
        is_behind = is_behind or page.references is not None or Zone.REFERENCES in zones
        if zones:
            going_on = zones[-1]
        if going_on in _SHORT:
            going_on = Zone.BODY
        if is_behind:
            going_on = Zone.APPENDIX
    if paper.pages:
        worth[paper.pages[0].number] = -1  # title, abstract and the first words, whatever the headings are
    return sorted(worth, key=lambda number: (worth[number], number))


def _told(missing: Sequence[int], what: str) -> str:
    """`page 3 did not fit`, `pages 3, 5 to 9 and 12 did not fit`."""
    if not missing:
        return ""
    runs: list[list[int]] = []
    for number in missing:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        word for run in runs for word in ([f"{run[0]} to {run[-1]}"] if len(run) > _SHORT_RUN else list(map(str, run)))
    ]
    return f"page{'' if len(missing) == 1 else 's'} {listed(words)} {what}"
