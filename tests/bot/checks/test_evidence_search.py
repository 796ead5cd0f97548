"""Evidence that was not given: passages of the paper, and which of them a tweet rests on."""

import pytest

from bot.checks.evidence_search import EvidenceSearch
from bot.checks.paper_index import PaperIndex
from bot.checks.passages import Passages, keys_of, number_keys
from bot.model import NOT_TEXT, Evidence, Role, Zone
from tests.builders import figure, page, paper, paragraph

SORTED = "We sort 98,734 shells by the sound that they make."
TIME = "Training takes 3 days on one sonar, e.g. at night."
LOUD = "Hollow shells ring longer than solid ones, as Fig. 2 shows."
ROW = "ShellNet 76.3 12.5"
FORMULA = f"The loss is {NOT_TEXT} which we minimize for 40 epochs."
REFERENCES = "[1] Listening to 98,734 shells, 2014.\n"
PAGES = (
    page(1, f"Sorting by Sound\nAda Example, Shell Institute\n{SORTED}\n{TIME}\n"),
    page(2, f"{LOUD}\nTable 1: Accuracy of all sorters.\n{ROW}\nThe loss is L = 2x which we minimize for 40 epochs.\n"),
    page(3, REFERENCES, references=(0, len(REFERENCES))),
)
PAPER = paper(
    pages=PAGES,
    title="Sorting by Sound",
    paragraphs=(
        paragraph(f"{SORTED} {TIME}"),
        paragraph(LOUD, page=2),
        paragraph(FORMULA, page=2),
        paragraph("Listening to 98,734 shells, 2014.", page=3, zone=Zone.REFERENCES),
    ),
    figures=(figure("Table 1", page=2, caption="Accuracy of all sorters."),),
)
SEARCH = EvidenceSearch(PaperIndex(PAPER))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("98,734 shells", {"98734", "shell"}),
        ("twelve shells, one sound, 5.0 %", {"12", "shell", "sound", "5", "5%"}),
        ("The and of it", set()),
        ("Sorting, sorted", {"sorti", "sorte"}),
    ],
)
def test_a_text_is_found_by_its_stems_and_numbers(text: str, keys: set[str]) -> None:
    assert keys_of(text) == keys


def test_a_number_is_looked_for_in_every_form() -> None:
    assert number_keys("1.5M shells, 76.3%") == {"1.5", "1500000", "76.3", "76.3%"}


def test_what_can_be_quoted_is_sentences_captions_and_lines_with_numbers() -> None:
    quotes = {passage.evidence for passage in Passages(PAPER).having(frozenset(keys_of(f"{SORTED} {ROW} {LOUD} loss")))}

    assert Evidence(1, SORTED) in quotes
    assert Evidence(2, LOUD) in quotes
    assert Evidence(2, ROW) in quotes
    assert not any(NOT_TEXT in item.quote or item.page == 3 for item in quotes)


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("98,734 shells, sorted by sound", SORTED),
        ("Three days of training on one sonar", TIME),
        ("Solid shells ring shorter than hollow ones", LOUD),
        ("ShellNet gets 76.3", ROW),
        ("All sorters, their accuracy", "Accuracy of all sorters."),
    ],
)
def test_the_passage_that_says_it_is_found(prose: str, quote: str) -> None:
    assert SEARCH.find(prose, role=Role.RESULT)[0].quote == quote


def test_each_number_gets_its_own_passage() -> None:
    found = SEARCH.find("We sort 98,734 shells after 3 days of training. ShellNet: 76.3", role=Role.RESULT)

    assert {item.quote for item in found} >= {SORTED, TIME, ROW}


@pytest.mark.parametrize("prose", ["", "🧵👇", "Penguins swim.", "In 1987 penguins swam home"])
def test_nothing_is_found_for_what_the_paper_does_not_say(prose: str) -> None:
    assert SEARCH.find(prose, role=Role.RESULT) == ()


def test_a_paper_without_paragraphs_is_searched_by_line() -> None:
    bare = EvidenceSearch(PaperIndex(paper(f"{SORTED}\n{TIME}\n", paragraphs=())))

    assert bare.find("98,734 shells, sorted by sound", role=Role.RESULT) == (Evidence(1, SORTED),)


def test_sentences_that_belong_to_no_paragraph_are_quoted_whole() -> None:
    lines = (
        "On quiet nights the louder of the two sonars needs no more than\n12.75 hours for its work, as the log says."
    )
    search = EvidenceSearch(PaperIndex(paper(f"{SORTED}\n{lines}\n", paragraphs=(paragraph(SORTED),))))

    assert search.find("12.75 hours of work for the louder sonar", role=Role.RESULT)[0].quote.startswith("On quiet")


def test_a_row_is_found_by_two_telling_numbers_alone() -> None:
    assert SEARCH.find("First 76.3, then 12.5", role=Role.RESULT) == (Evidence(2, ROW),)


def test_a_number_that_was_rounded_is_found() -> None:
    exact = "There were 98,734 shells with a sound."
    lines = ("We sort many shells by the sound that they make.", exact)
    search = EvidenceSearch(PaperIndex(paper("\n".join(lines), paragraphs=(paragraph(" ".join(lines)),))))

    found = search.find("We sort 99k shells by the sound that they make", role=Role.RESULT)

    assert exact in {item.quote for item in found}


def test_a_number_with_a_space_in_it_is_found() -> None:
    spaced = "The beach holds 370, 000 pebbles of all sizes."
    search = EvidenceSearch(PaperIndex(paper(spaced, paragraphs=(paragraph(spaced),))))

    assert search.find("370,000 pebbles", role=Role.RESULT)[0].quote == spaced
