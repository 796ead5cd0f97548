"""What of a paper a prompt can afford: its pages as text, the ones that matter least left out first."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Figure, Page, Paper, Zone
from bot.wording import listed_pages

_ASCII_PER_TOKEN = 3.0
"""Characters. English prose has 4 to 5 in common tokenizers; numbers and formulas, which papers are full of, 2 to 3."""

_OTHER_PER_TOKEN = 1.0
"""Characters beyond ASCII: Chinese has 1 to 1.5, Cyrillic 2 to 3."""

_CAPTION_CHARS = 300  # of a figure in the list; the whole caption stands on its page

# What a thread is made of, the dearest first; a page is worth what the best section that begins on it is worth,
# and where none does, what the section before is worth.
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


@dataclass(frozen=True, slots=True)
class Digest:
    """A paper as a prompt has it.

    Attributes:
        text: Its pages in order, each after a line `[page 3]`.
        figures: A line for each figure and table: label, page, caption.
        left_out: What is not in `text`, in a clause ("pages 14 and 15 are left out"), or "".
    """

    text: str
    figures: str
    left_out: str


def digest(paper: Paper, *, max_tokens: int) -> Digest:
    """The paper in at most about `max_tokens`, by a careful estimate.

    Reference lists are left out, since they are no evidence; so are pages that cannot be read. Where the rest is too
    long, whole pages go, appendix and related work before results: a page is there whole or not at all, so that a quote
    from it can be trusted.
    """
    figures = "\n".join(map(_figure_line, paper.figures))
    texts = {page.number: _own_text(page) for page in paper.pages}
    budget = max_tokens - estimated_tokens(figures)
    kept: set[int] = set()
    for number in _by_worth(paper):
        cost = estimated_tokens(texts[number])
        if texts[number] and cost <= budget:
            kept.add(number)
            budget -= cost
    text = "\n\n".join(f"[page {number}]\n{texts[number]}" for number in texts if number in kept)
    return Digest(text, figures, _told([number for number in texts if number not in kept]))


def estimated_tokens(text: str) -> int:
    """How many tokens a model will count, rather too many than too few."""
    ascii_chars = sum(map(str.isascii, text))
    return round(ascii_chars / _ASCII_PER_TOKEN + (len(text) - ascii_chars) / _OTHER_PER_TOKEN)


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
    zone = Zone.FRONT
    sections = iter(paper.sections)
    section = next(sections, None)
    for page in paper.pages:
        zones: list[Zone] = []
        while section is not None and section.page <= page.number:
            zone = section.zone
            zones.append(zone)
            section = next(sections, None)
        worth[page.number] = min(_WORTH[one] for one in zones or [zone])
    if paper.pages:
        worth[paper.pages[0].number] = -1  # title, abstract and the first words, whatever the headings are
    return sorted(worth, key=lambda number: (worth[number], number))


def _told(missing: list[int]) -> str:
    if not missing:
        return ""
    return f"{listed_pages(missing)} {'is' if len(missing) == 1 else 'are'} left out"
