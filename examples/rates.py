"""How often the rules see damage: quotes against their pages, posts against their quotes, counters against cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import mean

import yaml
from rapidfuzz.fuzz import partial_ratio

from bot.checks import entities, numbers, quotes
from bot.checks.folding import fold
from bot.checks.length import weighted_length
from bot.checks.paper_index import PaperIndex
from bot.extractive.sentences import Sentence, sentences_of
from bot.model import NOT_TEXT, Evidence, Level, Paper, Role, Zone
from examples.corruption import TO_POSTS, TO_POSTS_UNSEEN, TO_QUOTES, Vandal, numerals_of

SEED = 20261121
QUOTES_PER_PAPER = 40
QUOTE_CHARS = (60, 300)
"""Shorter sentences say little, longer ones are seldom quoted whole."""
POST_CHARS = 240
"""What leaves room in a post for tags and a counter."""
PAGE_QUOTES = 6
"""Quotes of each page in the picture of pages against pages."""

Row = dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Material:
    """One paper of the corpus; `quotable` are whole sentences of one page, in the order of the paper."""

    name: str
    paper: Paper
    index: PaperIndex
    quotable: tuple[Sentence, ...]

    @classmethod
    def of(cls, name: str, paper: Paper) -> "Material":
        fitting = (sentence for sentence in sentences_of(paper) if _is_quotable(sentence))
        return cls(name, paper, PaperIndex(paper), tuple(fitting))

    def rng(self, purpose: str) -> Random:
        """The same numbers on each run, whatever else is measured."""
        return Random(f"{SEED} {self.name} {purpose}")  # noqa: S311  # repeatable on purpose

    def sample(self, purpose: str, count: int) -> list[Sentence]:
        return self.rng(purpose).sample(self.quotable, min(count, len(self.quotable)))


def _is_quotable(sentence: Sentence) -> bool:
    shortest, longest = QUOTE_CHARS
    return (
        shortest <= len(sentence.text) <= longest
        and len(sentence.evidence) == 1
        and NOT_TEXT not in sentence.text
        and sentence.zone is not Zone.ACKNOWLEDGEMENTS
        and sentence.text.endswith(".")
    )


# ---- Quotes ----


def quote_rates(corpus: Sequence[Material]) -> list[Row]:
    """A row for each kind of quote: how many came back clean, mended, flagged, or as no evidence at all."""
    counted: dict[str, Row] = {}
    for material in corpus:
        for kind, evidence in _quotes_of(material, corpus):
            row = counted.setdefault(kind, {"kind": kind, "n": 0, "clean": 0, "mended": 0, "flagged": 0, "refused": 0})
            _count(row, "n")
            _count(row, _verdict(evidence, material.index))
    return list(counted.values())


def _quotes_of(material: Material, corpus: Sequence[Material]) -> Iterator[tuple[str, Evidence]]:
    vandal = _vandal(material, corpus, "quotes")
    rng = material.rng("foreign")
    others = [other for other in corpus if other is not material and other.quotable]
    references = _reference_lines(material.paper)
    for sentence in material.sample("quotes", QUOTES_PER_PAPER):
        (own,) = sentence.evidence
        yield "Copied exactly", own
        yield "Copied, wrong page", Evidence(own.page % len(material.paper.pages) + 1, own.quote)
        for kind, damage in TO_QUOTES.items():
            damaged = damage(vandal, own.quote)
            if damaged is not None:
                yield kind, Evidence(own.page, damaged)
        if references:
            yield "From the references", rng.choice(references)
        yield "From another paper", Evidence(own.page, rng.choice(rng.choice(others).quotable).text)


def _verdict(evidence: Evidence, index: PaperIndex) -> str:
    aligned = quotes.align([evidence], index)
    levels = {finding.level for finding in aligned.findings}
    if not aligned.evidence:
        return "refused"
    if Level.FLAG in levels:
        return "flagged"
    return "mended" if Level.REPAIR in levels else "clean"


def _reference_lines(paper: Paper) -> list[Evidence]:
    """Lines of the reference list, two together, as a writer might quote them."""
    found = []
    for page in paper.pages:
        start, end = page.references or (0, 0)
        lines = [line for line in page.text[start:end].splitlines() if len(line) > 30]
        found += [Evidence(page.number, f"{one} {two}") for one, two in pairwise(lines)]
    return found


# ---- Likeness of quotes and pages ----


def likeness_curves(corpus: Sequence[Material]) -> dict[str, list[list[float]]]:
    """For each kind of quote: [score, percent of the quotes that score at most so much], every score from 30 to 100."""
    scores: dict[str, list[float]] = {"other page": [], "three words": [], "one word": []}
    for material in corpus:
        vandal = _vandal(material, corpus, "likeness")
        pages = {page.number: fold(_own_text(page.text, page.references)) for page in material.paper.pages}
        for sentence in material.sample("likeness", QUOTES_PER_PAPER // 2):
            quote, home = fold(sentence.text), sentence.page
            scores["other page"].append(max(partial_ratio(quote, text) for n, text in pages.items() if n != home))
            for kind, damage in (("three words", Vandal.three_words_replaced), ("one word", Vandal.one_word_replaced)):
                damaged = damage(vandal, sentence.text)
                if damaged is not None:
                    scores[kind].append(partial_ratio(fold(damaged), pages[home]))
    return {kind: _cumulated(found) for kind, found in scores.items()}


def likeness_of_pages(material: Material) -> list[list[float | None]]:
    """Row i, column j: how alike quotes of page i are to page j, in the mean; None for a page without sentences."""
    pages = [fold(_own_text(page.text, page.references)) for page in material.paper.pages]
    rng = material.rng("pages")
    rows: list[list[float | None]] = []
    for page in material.paper.pages:
        own = [fold(sentence.text) for sentence in material.quotable if sentence.page == page.number]
        sample = rng.sample(own, min(PAGE_QUOTES, len(own)))
        rows.append(
            [
                round(mean(partial_ratio(quote, text) for quote in sample), 1) if sample and text else None
                for text in pages
            ]
        )
    return rows


def _own_text(text: str, references: tuple[int, int] | None) -> str:
    start, end = references or (0, 0)
    return text[:start] + text[end:]


def _cumulated(scores: Sequence[float]) -> list[list[float]]:
    return [[at, round(100 * sum(score <= at for score in scores) / len(scores), 2)] for at in range(30, 101)]


# ---- Posts ----


def post_rates(corpus: Sequence[Material]) -> tuple[list[Row], list[Row]]:
    """Rows of posts as they should be and with damaged numbers; rows of damage that leaves the numbers as they are.

    A post is a sentence of the paper, and its evidence is that sentence, as the page has it.
    """
    counted: dict[str, Row] = {}
    for material in corpus:
        vandal = _vandal(material, corpus, "posts")
        for sentence in posts_of(material):
            evidence = quotes.align(sentence.evidence, material.index).evidence
            posts = {"Unchanged": sentence.text} | {
                kind: damaged
                for kind, damage in {**TO_POSTS, **TO_POSTS_UNSEEN}.items()
                if (damaged := damage(vandal, sentence.text)) is not None
            }
            for kind, text in posts.items():
                row = counted.setdefault(kind, {"kind": kind, "n": 0, "flagged": 0})
                _count(row, "n")
                if is_flagged(text, evidence, material):
                    _count(row, "flagged")
    rows = [counted[kind] for kind in ("Unchanged", *TO_POSTS)]
    return rows, [counted[kind] for kind in TO_POSTS_UNSEEN]


def is_flagged(post: str, evidence: Sequence[Evidence], material: Material) -> bool:
    """Whether the rules on numbers raise a flag."""
    facts = (material.paper.title,)
    found = numbers.check(post, role=Role.RESULT, evidence=evidence, index=material.index, facts=facts)
    return any(finding.level is Level.FLAG for finding in found)


def posts_of(material: Material) -> list[Sentence]:
    return [s for s in material.quotable if len(s.text) <= POST_CHARS and numerals_of(s.text)]


# ---- Counting ----


def counter_cases(specs: Path) -> Row:
    """How many of twitter-text's published cases our counter and our finders of links, handles and tags agree with."""
    validate = yaml.safe_load((specs / "validate.yml").read_text(encoding="utf-8"))["tests"]
    extract = yaml.safe_load((specs / "extract.yml").read_text(encoding="utf-8"))["tests"]
    results = [
        weighted_length(case["text"], whole_emoji=group != "WeightedTweetsCounterTest")
        == case["expected"]["weightedLength"]
        for group in _COUNTER_GROUPS
        for case in validate[group]
    ]
    for group, find in _FINDERS.items():
        for case in extract[group]:
            found = [entity.text.lstrip("@＠#＃") for entity in find(case["text"])]
            results.append(found == [_words(expected) for expected in case["expected"]])
    return {"cases": len(results), "agreed": sum(results)}


_COUNTER_GROUPS = (
    "WeightedTweetsCounterTest",
    "WeightedTweetsWithDiscountedEmojiCounterTest",
    "UnicodeDirectionalMarkerCounterTest",
)
_FINDERS = {
    **dict.fromkeys(
        ("urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params"), entities.links
    ),
    **dict.fromkeys(("mentions", "mentions_with_indices"), entities.mentions),
    **dict.fromkeys(("hashtags", "hashtags_from_astral", "hashtags_with_indices"), entities.hashtags),
}


def _words(expected: str | Mapping[str, str]) -> str:
    """What a case expects: the words themselves, or a mapping that has them under the name of their kind."""
    if isinstance(expected, str):
        return expected
    return next(expected[kind] for kind in ("url", "screen_name", "hashtag") if kind in expected)


# ---- Helpers ----


def _vandal(material: Material, corpus: Sequence[Material], purpose: str) -> Vandal:
    words = {
        word
        for other in corpus
        if other is not material
        for sentence in other.quotable
        for word in sentence.text.split()
        if word.isalpha() and word.islower() and len(word) >= 4
    }
    numerals = {numeral.group() for sentence in material.quotable for numeral in numerals_of(sentence.text)}
    return Vandal(material.rng(purpose), words=sorted(words), numerals=sorted(numerals))


def _count(row: Row, column: str) -> None:
    value = row[column]
    if isinstance(value, int):
        row[column] = value + 1
