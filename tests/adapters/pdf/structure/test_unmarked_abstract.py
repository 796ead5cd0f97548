"""The abstract of a paper that does not call it by name."""

from dataclasses import replace

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.abstract import Abstract
from bot.model import Zone
from tests.abstracts import BODY, SENTENCES, TEXT, found, heading
from tests.pdfs import column, line


@pytest.mark.parametrize(
    "style",
    [
        pytest.param({"is_bold": True}, id="bold"),
        pytest.param({"size_pt": 9}, id="smaller"),
        pytest.param({"font": "Helvetica"}, id="another font"),
    ],
)
def test_without_a_heading_it_is_the_block_set_apart(style: dict[str, object]) -> None:
    body = column(*BODY * 4, top=560)
    lines = [*column(*SENTENCES, **style), *body]  # type: ignore[arg-type]  # keywords are passed through

    assert found(lines, heading("Results", 6, Zone.RESULTS)).text == TEXT


def test_the_last_words_may_stand_in_the_type_of_the_rights_behind_them() -> None:
    block = column(*SENTENCES, "It works in fog, by night and from a", is_bold=True)
    rights = line("moving ship. © 2022 Harbour Press", baseline=640, size_pt=8)
    lines = [*block, rights, *column(*BODY * 4, top=560)]

    text = found(lines, heading("Results", 8, Zone.RESULTS)).text

    assert text == f"{TEXT} It works in fog, by night and from a moving ship."


def test_a_paragraph_below_sentences_of_its_size_is_none_though_its_font_is_another() -> None:
    first = column(*["and the pilots of large ships judge the current by eye."] * 4, top=760, font="Helvetica")

    assert found([*first, *column(*SENTENCES), *column(*BODY * 4, top=560, font="Helvetica")]) == Abstract()


def test_it_may_begin_with_a_number_that_is_part_of_a_name() -> None:
    first = "3D cameras guide large ships into harbours, and most of them judge"
    lines = [*column(first, *SENTENCES[1:], is_bold=True), *column(*BODY * 4, top=560)]

    assert found(lines).text == " ".join([first, *SENTENCES[1:]])


def test_a_block_set_apart_may_have_two_paragraphs() -> None:
    second = column("We release the recordings.", top=652, size_pt=9)

    assert (
        found([*column(*SENTENCES, size_pt=9), *second, *column(*BODY * 4, top=560)]).text
        == f"{TEXT} We release the recordings."
    )


def test_without_heading_and_style_it_is_the_first_paragraph() -> None:
    abstract = found([*column(*SENTENCES), *column(*BODY, top=640)], heading("Results", 5, Zone.RESULTS))

    assert abstract.text == TEXT


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="no text"),
        pytest.param(column("Too short to be one."), id="a few words"),
        pytest.param(
            column(*[f"ada{n}@uib.example, ben{n}@uib.example and others of the same place" for n in range(6)]),
            id="addresses",
        ),
        pytest.param(column(*SENTENCES, top=150), id="at the foot of the page"),
    ],
)
def test_not_everything_is_an_abstract(lines: list[Line]) -> None:
    assert found(lines) == Abstract()


def test_a_box_without_a_heading_ends_at_its_notes() -> None:
    box = column(*SENTENCES, left=82.0, right=290.0)
    notes = column("Date: July 3, 2026", "Correspondence: ada@uib.example", top=640)
    body = column(*BODY, top=560)

    assert found([*box, *notes, line("1 Introduction", baseline=580), *body]).text == TEXT


@pytest.mark.parametrize("text", [pytest.param(TEXT, id="keywords follow"), pytest.param("", id="none follow")])
def test_a_block_at_the_foot_is_an_abstract_where_keywords_follow(text: str) -> None:
    block = column(*SENTENCES, top=150, size_pt=8)
    keywords = [line("Keywords: harbours, currents", baseline=102, size_pt=8)] if text else []

    assert found([*block, *keywords]).text == text


def test_what_stands_below_a_heading_like_the_others_is_text() -> None:
    titles = [line(title, baseline=at, size_pt=16) for title, at in (("Pilots", 720), ("Buoys", 400), ("Wakes", 300))]
    lines = [titles[0], *column(*SENTENCES), titles[1], *column(*BODY, top=380), titles[2], *column(*BODY, top=280)]
    headings = [heading(line.text, lines.index(line), Zone.BODY) for line in titles]

    assert found(lines, *headings) == Abstract()


def test_a_block_that_breaks_off_is_the_text() -> None:
    assert found([*column(*SENTENCES[:-1], "halves the error of the best pilots, and it also")]).text == ""


def test_a_text_that_goes_on_in_the_next_column_has_no_abstract() -> None:
    first = [
        *column(*SENTENCES),
        *column(*BODY[:1], *["and the current pushes them along the quay, as pilots"] * 4, top=652),
    ]
    second = column(*["know from the marks that they have seen in other ports"] * 8, top=700, left=330, right=560)

    assert found([*first, *second]).text == ""


def test_what_stands_below_a_numbered_heading_is_text() -> None:
    lines = [line("1. Ada Example: Currents", baseline=712, font="Times-Caps"), *column(*SENTENCES, top=690)]

    assert found(lines, heading("Ada Example: Currents", 0, Zone.BODY)).text == ""


def test_the_lines_of_a_sentence_in_a_scan_measure_differently() -> None:
    lines = column(*SENTENCES, left=82.0, right=290.0, size_pt=9)
    scanned = [replace(one, size_pt=8.0) if one.text[0].islower() and n % 2 else one for n, one in enumerate(lines)]

    assert found([*scanned, *column(*BODY, top=560)]).text == TEXT


@pytest.mark.parametrize(
    ("paragraph", "text"), [pytest.param(BODY * 6, "", id="many lines"), pytest.param(BODY, TEXT, id="few lines")]
)
def test_a_text_that_begins_at_once_has_no_abstract(paragraph: list[str], text: str) -> None:
    first, *more = column(*paragraph, top=652)
    indented = line(first.text, left=84, right=300, baseline=652)

    assert found([*column(*SENTENCES), indented, *more]).text == text


@pytest.mark.parametrize(
    ("end", "text"),
    [
        pytest.param(
            "It needs one camera. @S0556-2813~98!51003-5#",
            "It needs one camera. @S0556-2813~98!51003-5#",
            id="a bracket",
        ),
        pytest.param("It needs one camera. Write to ada@uib.example.", None, id="an address"),
    ],
)
def test_a_bracket_that_a_font_writes_as_the_sign_of_an_address_is_none(end: str, text: str | None) -> None:
    lines = column(*SENTENCES, end, size_pt=9)

    assert found([*lines, *column(*BODY, top=600)]).text == (f"{TEXT} {text}" if text else "")


def part(word: str, baseline: float) -> list[Line]:
    """A word in capitals that parts an abstract, and the sentences behind it."""
    return column(f"{word} Pilots guide large ships into harbours and", "judge the current by eye.", top=baseline)


def test_words_in_capitals_part_an_abstract_that_has_no_heading() -> None:
    words = ["IMPORTANCE", "MAIN OUTCOMES", "RESULTS", "CONCLUSIONS"]
    lines = [one for n, word in enumerate(words) for one in part(word, 700 - 40 * n)]
    citation = line("Harbours. 2017;3(2):24-56. doi:10.1000/182", baseline=530, size_pt=7)
    headings = [heading(word, 2 * n, Zone.BODY, run_in=len(word)) for n, word in enumerate(words)]

    body = column(*BODY * 4, top=500)
    text = found([*lines, citation, *body], *headings, heading("Methods", len(lines) + 1, Zone.BODY)).text

    assert text == " ".join(one.text for one in lines)


@pytest.mark.parametrize(
    "first", [pytest.param("BACKGROUND", id="no text behind"), pytest.param("INTRODUCTION", id="an introduction")]
)
def test_a_letter_that_is_parted_in_the_same_way_has_no_abstract(first: str) -> None:
    words = [first, "RESULTS", "CONCLUSIONS"]
    lines = [one for n, word in enumerate(words) for one in part(word, 700 - 40 * n)]
    zones = [Zone.INTRODUCTION if first == "INTRODUCTION" else Zone.BODY, Zone.RESULTS, Zone.CONCLUSION]
    headings = [
        heading(word, 2 * n, zone, run_in=len(word)) for n, (word, zone) in enumerate(zip(words, zones, strict=True))
    ]
    behind = heading(
        "References" if first == "BACKGROUND" else "Methods", 6, Zone.REFERENCES if first == "BACKGROUND" else Zone.BODY
    )

    assert found([*lines, *column(*BODY, top=500)], *headings, behind).text == ""


def test_words_that_part_the_text_without_what_concludes_are_no_abstract() -> None:
    words = ["METHODS", "RESULTS", "DESIGN"]
    lines = [one for n, word in enumerate(words) for one in part(word, 700 - 40 * n)]
    headings = [heading(word, 2 * n, Zone.BODY, run_in=len(word)) for n, word in enumerate(words)]

    assert found(lines, *headings).text == ""


def test_below_names_and_addresses_an_abstract_may_begin_at_the_foot_and_end_overleaf() -> None:
    addresses = column(*["Ada Example", "Harbour Institute, Bergen"] * 8, top=700)
    head = column(*BODY, *SENTENCES[:3], top=130, size_pt=9)
    rest = [*column(*SENTENCES[3:], page=2, size_pt=9), *column(*BODY * 6, top=640, page=2)]

    assert found([*addresses, *head], more=rest).text == f"{' '.join(BODY)} {TEXT}"


def test_rights_of_a_publisher_are_no_abstract() -> None:
    rights = "This is an Open Access article distributed under the terms of a licence. It permits any use. It is free."
    box = column(rights, *SENTENCES[:3], top=760, size_pt=8)

    assert found([*box, *column(*SENTENCES, size_pt=11), *column(*BODY * 4, top=560)]).text == TEXT


def test_keywords_behind_the_citation_go_with_it() -> None:
    behind = "Am J Harb 1991;133:144–53. buoys; harbours; wakes"

    assert found([*column(*SENTENCES, behind, size_pt=9), *column(*BODY * 4, top=560)]).text == TEXT
