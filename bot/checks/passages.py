"""What of a paper can be quoted: its sentences, captions and lines of numbers, with the words that find them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bot.checks.abbreviations import AFTER_NO_SHORT_FORM
from bot.checks.clauses import stem
from bot.checks.folding import fold
from bot.checks.number_likeness import MAX_ROUNDING
from bot.checks.number_reading import read_numbers
from bot.checks.units import PERCENT
from bot.checks.words import STOP_WORDS
from bot.model import NOT_TEXT, Evidence, Page, Paper, Paragraph, Zone

LONGEST_CHARS = 600
"""A longer "sentence" is a list or a reading fault, and no quote to show anybody."""

_MIN_CHARS = 20
_SHORTEST_LINE_CHARS = 6
_FEWEST_PROSE_CHARS, _PROSE_SHARE = 30, 0.6
_TOLD_BY_CHARS = 24
_OPENING_CHARS = 60  # make as many folded ones
_END = re.compile(
    rf"(?<=[.!?]){AFTER_NO_SHORT_FORM}(?<![A-Z]\.)[\"”’)\]]{{0,2}}\s+(?=[\"“‘(\[]?[A-Z0-9А-Я])|(?<=[。！？])"
)
_WORD = re.compile(
    r"(\d{1,3}(?:,? 000)+(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(\s?(?:%|per ?cent))?"
    r"|([^\W\d_][^\W_]*)"
)
_DIGIT = re.compile(r"\d")
_SPELLED = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
}
_SMALLEST_TOLD = 2  # "one" is no number
_UNUSED_ZONES = frozenset({Zone.REFERENCES})


@dataclass(frozen=True, slots=True)
class Passage:
    """Something to quote.

    Attributes:
        evidence: The page and its words.
        keys: Its stems, and its numbers as digits.
        is_line: A line of a table or a title page, no sentence: worth less if a sentence says the same.
    """

    evidence: Evidence
    keys: frozenset[str]
    is_line: bool = False


class Passages:
    """All passages of a paper, and where each key stands."""

    def __init__(self, paper: Paper) -> None:
        self._all = tuple(_each_once(_passages(paper)))
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._all):
            for key in passage.keys:
                places[key].append(number)
        self._places: Mapping[str, list[int]] = places
        self._numbers = {key: float(key) for key in places if key.replace(".", "", 1).isdecimal()}

    def weight(self, key: str) -> float:
        """How much it says that a passage has this key; 0 if none has."""
        found = len(self._places.get(key, ()))
        return log(1 + len(self._all) / found) if found else 0.0

    def rounded_to(self, value: float) -> frozenset[str]:
        """The numbers that may be told as `value` by rounding, as keys."""
        return frozenset(
            key
            for key, number in self._numbers.items()
            if abs(number - value) <= MAX_ROUNDING * value and number != value
        )

    def having(self, keys: frozenset[str]) -> Iterator[Passage]:
        """The passages that have any of the keys, those with most of them first."""
        hits = Counter(number for key in keys for number in self._places.get(key, ()))
        return (self._all[number] for number, _ in hits.most_common())


def keys_of(text: str) -> frozenset[str]:
    """The stems and numbers that a text is found by."""
    return frozenset(_keys(text))


def number_keys(text: str) -> frozenset[str]:
    """The numbers of a tweet in every form that a paper may have them in; "one" is none."""
    read = [number for number in read_numbers(text) if not number.is_weak]
    values = [value for number in read for value in (number.bare, *(reading.value for reading in number.readings))]
    keys = {f"{value:.9g}" for value in values}
    return frozenset(keys | {f"{number.bare:.9g}%" for number in read if number.dimension == PERCENT})


def _keys(text: str) -> Iterator[str]:
    for number, percent, word in set(_WORD.findall(text)):
        key = _key(number or word)
        if key:
            yield key
            if percent:
                yield f"{key}%"


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """A number as its digits, a word as its stem; "" for what finds nothing."""
    if word[0].isdecimal() or word[0] == ".":
        return f"{float(word.replace(',', '').replace(' ', '')):.9g}"
    folded = fold(word)
    if folded in _SPELLED:
        return _SPELLED[folded] if int(_SPELLED[folded]) >= _SMALLEST_TOLD else ""
    return stem(folded) if len(folded) > 1 and folded not in STOP_WORDS else ""


# ---- From the paper ----


def _passages(paper: Paper) -> Iterator[Passage]:
    told: set[int] = set()
    for paragraph in paper.paragraphs:
        if paragraph.zone not in _UNUSED_ZONES:
            for item in _sentences(paragraph):
                told.add(item.page)
                yield Passage(item, keys_of(item.quote))
    for item in _sentences_of_no_paragraph(paper):
        yield Passage(item, keys_of(item.quote))
    for figure in paper.figures:
        for part in _END.split(figure.caption):
            if len(part) >= _MIN_CHARS:
                yield Passage(Evidence(figure.page, part.strip()), keys_of(f"{part} {figure.label}"))
    for page in paper.pages:
        yield from _lines(page, is_first=page is paper.pages[0], is_told=page.number in told)


def _sentences(paragraph: Paragraph) -> Iterator[Evidence]:
    start = 0
    text = paragraph.text
    for end in [*(match.start() for match in _END.finditer(text)), len(text)]:
        # A formula between two halves of a sentence is no text; each half can be quoted.
        for part in re.finditer(rf"[^{NOT_TEXT}]+", text[start:end]):
            words = part[0].strip()
            if len(words) >= _MIN_CHARS:
                page = paragraph.page_at(start + part.start())
                yield Evidence(page, words[:LONGEST_CHARS].rsplit(" ", 1)[0] if len(words) > LONGEST_CHARS else words)
        start = end


def _sentences_of_no_paragraph(paper: Paper) -> Iterator[Evidence]:
    """The sentences of lines of prose that belong to no paragraph, as where the reader found no headings."""
    told = fold("".join(paragraph.text for paragraph in paper.paragraphs))
    for page in paper.pages:
        first, last = page.references or (len(page.text), len(page.text))
        for prose in _stretches(page.text[:first] + page.text[last:], told):
            for sentence in _END.split(prose):
                if _MIN_CHARS <= len(sentence) <= LONGEST_CHARS:
                    yield Evidence(page.number, sentence.strip())


def _stretches(text: str, told: str) -> Iterator[str]:
    """Lines of prose one behind the other, joined, that are not in `told`, which is folded."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if _is_prose(line) and (lines or fold(line[:_OPENING_CHARS])[:_TOLD_BY_CHARS] not in told):
            lines.append(line.strip())
            continue
        if len(lines) > 1:
            yield " ".join(lines if not line.strip() else [*lines, line.strip()])
        lines = []


def _is_prose(line: str) -> bool:
    return len(line) >= _FEWEST_PROSE_CHARS and sum(map(str.islower, line)) >= _PROSE_SHARE * len(line)


def _lines(page: Page, *, is_first: bool, is_told: bool) -> Iterator[Passage]:
    """Lines with numbers, as tables have them; of the first page, and of pages without paragraphs, every line."""
    first, last = page.references or (len(page.text), len(page.text))
    offset = 0
    for line in page.text.splitlines(keepends=True):
        is_reference = first <= offset < last
        offset += len(line)
        words = line.strip()
        if is_reference or len(words) < _SHORTEST_LINE_CHARS:
            continue
        if is_first or not is_told or _DIGIT.search(words):
            yield Passage(Evidence(page.number, words), keys_of(words), is_line=True)


def _each_once(passages: Iterator[Passage]) -> Iterator[Passage]:
    seen: set[tuple[int, str]] = set()
    for passage in passages:
        mark = (passage.evidence.page, passage.evidence.quote)
        if mark not in seen:
            seen.add(mark)
            yield passage
