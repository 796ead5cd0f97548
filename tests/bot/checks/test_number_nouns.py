"""What a number counts, in the tweet and in the quotes."""

import pytest

from bot.checks.number_nouns import thing_counted
from bot.checks.number_reading import read_numbers
from bot.checks.numbers import check
from bot.checks.paper_index import PaperIndex
from bot.model import Evidence, Level, Role
from tests.builders import evidence, paper

NESTS = "This brings 4,720 own ringed nests from 462 lakes together, with 300 females and 162 males."
BIRDS = "We filmed 291 herons near three villages; there are 150 females and 141 males."


def flagged(prose: str, *quotes: str) -> list[tuple[str, str]]:
    index = PaperIndex(paper("\n".join(quotes)))
    items = [evidence(quote) for quote in quotes]
    found = check(prose, role=Role.RESULT, evidence=items, index=index, facts=[])
    return [(finding.rule, finding.words) for finding in found if finding.level is Level.FLAG]


@pytest.mark.parametrize(
    ("prose", "quote", "words"),
    [
        ("We bring 4,720 lakes together.", NESTS, "4,720"),
        ("There are 141 females.", BIRDS, "141"),
        ("They asked 40 children.", "They asked 40 women about herons.", "40"),
        ("It has 64 layers.", "It has 64 estimates of length.", "64"),
    ],
    ids=["what another number counts", "the other sex", "other people", "two known things"],
)
def test_a_number_of_another_thing_is_flagged(prose: str, quote: str, words: str) -> None:
    assert flagged(prose, quote) == [("unit", words)]


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("4,720 nests in 462 lakes.", NESTS),
        ("4,720 ringed nests.", NESTS),
        ("On WMT 2014 English-to-German our big model wins.", "It wins on the WMT 2014 translation task."),
        ("They filmed 291 of them: 150 females, 141 males.", BIRDS),
        ("They asked 40 patients.", "They asked 40 women about herons."),
        ("It reads 42.5% of the files.", "It was tested on 90 files and reads 42.5% of them without error."),
        ("A 64-marker panel.", "It has 64 SNPs on two chips."),
    ],
    ids=[
        "as the quote",
        "fewer words",
        "a number of a name",
        "nothing named",
        "a wider word",
        "of them",
        "another word for it",
    ],
)
def test_other_words_for_the_same_thing_are_left_alone(prose: str, quote: str) -> None:
    assert flagged(prose, quote) == []


def test_the_finding_says_which_number_counts_these() -> None:
    index = PaperIndex(paper(NESTS))

    [finding] = check("4,720 lakes!", role=Role.RESULT, evidence=[evidence(NESTS)], index=index, facts=[])

    assert finding.detail == (
        "4,720 counts something else: the quotes have “This brings 4,720 own ringed nests”, and 462 of these."
    )


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("44 grey herons flew", "herons"),
        ("44 kinds of herons", ""),
        ("44 weeks", ""),
        ("44 herons' nests", "herons"),
        ("44% of herons", ""),
        ("in 44", ""),
    ],
)
def test_the_thing_counted_is_the_noun_of_content_right_behind(text: str, noun: str) -> None:
    assert thing_counted(text, read_numbers(text)[0]) == noun


@pytest.mark.parametrize(
    ("tweet", "quote", "is_flagged"),
    [
        ("We saw 462 violins.", "We saw 462 lakes at dawn.", True),
        ("We saw 462 countries.", "We saw 462 lakes at dawn.", True),
        ("We saw 462 countries.", "We saw 462 lakes in all countries.", False),
        ("We saw 462 nations.", "We saw 462 lakes in all countries.", False),
        ("We saw 462 kinds of lakes.", "We saw 462 lakes at dawn.", False),
        ("We saw 462 countries.", "In all 462 cases it was dawn.", False),
    ],
    ids=["nowhere", "not in the quote", "in the quote", "one that may stand for it", "loose", "loose in the quote"],
)
def test_a_number_of_another_thing_is_told(tweet: str, quote: str, is_flagged: bool) -> None:
    known = paper("Birds", f"{quote} There are countries.", title="Birds")
    evidence = (Evidence(2, quote),)

    found = check(tweet, role=Role.RESULT, evidence=evidence, index=PaperIndex(known), facts=[])

    assert any(finding.rule == "unit" for finding in found) is is_flagged
