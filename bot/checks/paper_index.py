"""A paper made ready for looking things up: its folded text with the way back, its reference list, its numbers."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from bot.checks.abbreviations import AFTER_NO_SHORT_FORM
from bot.checks.citations import CITATION
from bot.checks.clauses import stem
from bot.checks.folding import Folded, fold, fold_with_origins
from bot.checks.number_reading import read_numbers
from bot.checks.vocabulary import Vocabulary
from bot.checks.written_number import Number
from bot.model import Evidence, Paper

SEPARATOR = "\n"
"""Stands in folded text where the paper has something else between; no quote holds it, so none is found across it."""

NEAR_CHARS = 260
"""How far from a quote its page may name or count something. Measured: 120 finds 1 % more swapped names and complains
more."""

_RUNS_ON_FROM = re.compile(r"[\w.,]$|[A-Za-z]-$")
_RUNS_ON_TO = re.compile(r"\d|[.,]\d|[A-Za-z]{2}")
_SENTENCE_END = re.compile(
    rf"(?<=[a-z\d)\]”][.!?]){AFTER_NO_SHORT_FORM}\s|(?<=[.!?]){AFTER_NO_SHORT_FORM}\s(?=[A-Z])|\n\s*\n"
)
_MAX_SENTENCE_CHARS = 400
_WORDS_BEHIND = re.compile(r"(?:[\s-][^\W\d_]+){1,2}")


class PaperIndex:
    """One paper, read once and asked for every tweet.

    Attributes:
        paper: The paper.
        text: All pages, one after another; every offset here is into it.
        body: The text folded, without the reference list.
        uncited: The body without its citations, which a copy of a sentence often leaves out.
        references: The reference list folded.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.text = "".join(f"{page.text}\n" for page in paper.pages)
        self._starts: list[int] = []
        self._numbers: dict[int, tuple[Number, ...]] = {}
        body: list[tuple[int, int]] = []
        references: list[tuple[int, int]] = []
        start = body_start = 0
        for page in paper.pages:
            self._starts.append(start)
            if page.references is not None:
                first, last = page.references
                body.append((body_start, start + first))
                references.append((start + first, start + last))
                body_start = start + last
            start += len(page.text) + 1
        body.append((body_start, start))
        self.body = _fold_spans(self.text, body)
        self.uncited = self.body.without(match.span() for match in CITATION.finditer(self.text))
        self.references = _fold_spans(self.text, references)
        self._listed = tuple(references)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the whole paper, its reference list among them."""
        return Vocabulary(self.text, (self.body, self.references))

    def place_of(self, item: Evidence) -> tuple[int, int] | None:
        """The (start, end) of evidence that is in the page's own words; None if it is not."""
        quote = fold(item.quote)
        start, end = self.page_span(item.page)
        hit = self.body.text.find(quote, self.body.find_origin(start), self.body.find_origin(end)) if quote else -1
        return self.body.source_span(hit, hit + len(quote)) if hit >= 0 else None

    def sentence_around(self, item: Evidence) -> str:
        """The whole sentence, or the sentences, that evidence in the page's own words is taken from."""
        place = self.place_of(item)
        if place is None:
            return item.quote
        first, last = self.page_span(item.page)
        start, end = place
        if "\t" in self._lines_around(start, end):  # a row of a table
            return self._lines_around(start, end)
        before = _SENTENCE_END.split(self.text[max(start - _MAX_SENTENCE_CHARS, first) : start])[-1]
        rest = self.text[end : min(end + _MAX_SENTENCE_CHARS, last)]
        is_over = _SENTENCE_END.search(f"{item.quote[-3:]} ") is not None
        after = "" if is_over else _SENTENCE_END.split(rest)[0]
        return f"{before}{self.text[start:end]}{after}"

    def _lines_around(self, start: int, end: int) -> str:
        after = self.text.find("\n", end)
        return self.text[self.text.rfind("\n", 0, start) + 1 : after if after >= 0 else len(self.text)]

    def surroundings_of(self, item: Evidence) -> str:
        """The page near evidence in the page's own words, on both sides, it included; "" if it is not there."""
        place = self.place_of(item)
        if place is None:
            return ""
        first, last = self.page_span(item.page)
        return self.text[max(place[0] - NEAR_CHARS, first) : min(place[1] + NEAR_CHARS, last)]

    def is_in_references(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to the reference list."""
        found = self.references.find_origin(offset)
        return found < len(self.references.text) and self.references.origins[found] == offset

    def page_at(self, offset: int) -> int:
        """The number of the page on which the character at `offset` stands."""
        return self.paper.pages[bisect_right(self._starts, offset) - 1].number

    def page_span(self, page: int) -> tuple[int, int]:
        """The (start, end) of a page; empty if the paper has no such page."""
        for start, candidate in zip(self._starts, self.paper.pages, strict=True):
            if candidate.number == page:
                return start, start + len(candidate.text)
        return 0, 0

    def pages_of(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of text[start:end] on each page that it touches."""
        for page_start, page in zip(self._starts, self.paper.pages, strict=True):
            if page_start < end and start < page_start + len(page.text):
                yield max(start, page_start), min(end, page_start + len(page.text))

    def page_text(self, page: int) -> str:
        """The text of a page; "" if the paper has no such page."""
        start, end = self.page_span(page)
        return self.text[start:end]

    def numbers_on(self, page: int) -> tuple[Number, ...]:
        """The numbers of a page; their offsets are into the page."""
        if page not in self._numbers:
            self._numbers[page] = tuple(read_numbers(self.page_text(page)))
        return self._numbers[page]

    def pages_with(self, number: Number) -> tuple[int, ...]:
        """The pages where a number of the same digits stands, or the same words, in order; units are not compared."""
        return tuple(sorted({self.page_at(start) for start, _ in self._places_of(number)}))

    def counts(self, number: Number, stems: Collection[str]) -> bool:
        """Whether a number of the same digits or words stands right before a word with one of these stems.

        Not in the reference list: what others' titles say is no evidence.
        """
        told = (
            end
            for start, end in self._places_of(number)
            if not any(first <= start < last for first, last in self._listed)
        )
        behind = (_WORDS_BEHIND.match(self.text, end) for end in told)
        return any(stem(fold(word)) in stems for match in behind if match for word in re.split(r"[\s-]", match[0]))

    def _places_of(self, number: Number) -> Iterator[tuple[int, int]]:
        forms = {f"{number.bare:,.12g}", f"{number.bare:.12g}", f"{number.bare:.12g}".removeprefix("0")}
        if number.is_spelled:
            forms |= {number.text.lower(), number.text.capitalize()}
        return ((hit, hit + len(form)) for form in forms if form for hit in self._whole(form))

    def _whole(self, form: str) -> Iterator[int]:
        """Where a word or numeral stands by itself, not within another or behind the hyphen of a name."""
        hit = self.text.find(form)
        while hit >= 0:
            before, after = self.text[max(hit - 2, 0) : hit], self.text[hit + len(form) : hit + len(form) + 2]
            if not _RUNS_ON_FROM.search(before) and not _RUNS_ON_TO.match(after):
                yield hit
            hit = self.text.find(form, hit + 1)


def _fold_spans(text: str, spans: Iterable[tuple[int, int]]) -> Folded:
    """The parts of `text` folded, with a SEPARATOR after each."""
    folded = [fold_with_origins(text, *span) for span in spans]
    origins = array("l")
    for part, (_, end) in zip(folded, spans, strict=True):
        origins.extend(part.origins)
        origins.append(max(end - 1, 0))
    return Folded("".join(part.text + SEPARATOR for part in folded), origins)
