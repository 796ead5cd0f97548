"""Which lines the abstract is made of."""

from dataclasses import replace

import pytest

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.abstract import Abstract, find_abstract
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.hyphens import Vocabulary
from bot.model import NOT_TEXT, Section, Zone
from tests.pdfs import body_layout, column, line, page_of

FULL = "Pilots guide large ships into harbours and judge the current."
SENTENCES = [
    "Pilots guide large ships into harbours, and most of them judge",
    "the current by eye. We present a method that measures the current",
    "from the wake of small buoys. In 212 landings at four harbours, it",
    "halves the error of the best pilots. It needs one camera only.",
]
TEXT = " ".join(SENTENCES)
HEADING = line("Abstract", baseline=712, is_bold=True)
BODY = [
    "Large ships enter a harbour slowly, and a current that nobody",
    "expects can push them. Pilots read the water. They learn it late.",
]


def heading(title: str, index: int, zone: Zone, *, page: int = 1, run_in: int = 0) -> Heading:
    return Heading(Section(title, 1, page, zone), (page, index), (page, index), run_in)


ABSTRACT = heading("Abstract", 0, Zone.ABSTRACT)


def found(
    lines: list[Line],
    *headings: Heading,
    skip: frozenset[tuple[int, int]] = frozenset(),
    more: list[Line] | None = None,
) -> Abstract:
    pages = [page_of(lines), *([page_of(more, 2)] if more else [])]
    return find_abstract(pages, body_layout(), headings, skip, Vocabulary([]))


def test_it_runs_from_its_heading_to_the_next() -> None:
    lines = [HEADING, *column(*SENTENCES), line("1 Introduction", baseline=640, is_bold=True), *column(*BODY, top=620)]

    abstract = found(lines, ABSTRACT, heading("Introduction", 5, Zone.INTRODUCTION))

    assert abstract == Abstract(TEXT, frozenset({(1, n) for n in range(1, 5)}))


def test_it_may_run_into_its_heading() -> None:
    lines = column(f"Abstract—{SENTENCES[0]}", *SENTENCES[1:])

    assert found(lines, heading("Abstract", 0, Zone.ABSTRACT, run_in=9)).text == TEXT


def test_it_may_stand_beside_its_heading() -> None:
    beside = line(SENTENCES[0], left=130, baseline=712)

    assert found([HEADING, beside, *column(*SENTENCES[1:])], ABSTRACT).text == TEXT


@pytest.mark.parametrize(
    "stop",
    [
        pytest.param("Keywords: harbours, currents", id="keywords"),
        pytest.param("Index Terms—Harbours", id="index terms"),
        pytest.param("PACS numbers: 92.10", id="numbers of a field"),
        pytest.param("CCS Concepts: • Computing", id="concepts"),
        pytest.param("Received 4 May 2023; accepted 9 January 2024", id="dates"),
        pytest.param("© 2024 The Authors", id="rights"),
        pytest.param("关键词：港口", id="keywords in Chinese"),
        pytest.param("Mot clés : ports", id="keywords in French"),
        pytest.param("This article is licensed under a Creative Commons licence", id="a licence"),
    ],
)
def test_it_ends_at_what_stands_below_it(stop: str) -> None:
    lines = [HEADING, *column(*SENTENCES), line(stop, baseline=640), *column(*BODY, top=620)]

    assert found(lines, ABSTRACT).text == TEXT


@pytest.mark.parametrize(
    "first", ["This article is a description of harbours.", "Submitted to the waves, buoys drift."]
)
def test_words_of_rights_and_dates_may_begin_a_sentence(first: str) -> None:
    lines = [HEADING, *column(first, *SENTENCES)]

    assert found(lines, ABSTRACT).text == f"{first} {TEXT}"


def test_received_in_a_sentence_is_no_date() -> None:
    lines = [HEADING, *column("The current of a harbour has", "received little attention. We measure it.")]

    assert found(lines, ABSTRACT).text == "The current of a harbour has received little attention. We measure it."


def test_without_a_heading_below_it_ends_with_its_block() -> None:
    narrow = column(*SENTENCES, left=110, right=280)
    wide = column(*BODY, top=640, left=72, right=320)

    assert found([HEADING, *narrow, *wide], ABSTRACT).text == TEXT


def test_it_goes_on_in_the_next_column_in_the_middle_of_a_sentence_only() -> None:
    rest = column("only one camera, and no radar.", *BODY, top=712, left=320, right=560.0)
    cut = [*SENTENCES[:3], "halves the error of the best pilots. It needs"]

    assert found([HEADING, *column(*cut), *rest], ABSTRACT).text.endswith(
        "It needs only one camera, and no radar. " + " ".join(BODY)
    )
    assert found([HEADING, *column(*SENTENCES), *rest], ABSTRACT).text == TEXT


@pytest.mark.parametrize(
    ("behind", "is_more"),
    [
        pytest.param([line("Keywords Harbours, currents", left=320, baseline=668)], True, id="keywords"),
        pytest.param([line("Introduction", left=320, baseline=668, is_bold=True)], False, id="a heading"),
        pytest.param([line("Keywords Harbours, currents", left=320, baseline=600)], False, id="keywords far below"),
    ],
)
def test_whole_sentences_at_the_top_of_the_next_column_are_its_end_where_keywords_follow(
    behind: list[Line], is_more: bool
) -> None:
    more = column("We give the buoys to the harbours. Their pilots", "have asked for them.", left=320, right=560.0)
    lines = [HEADING, *column(*SENTENCES, left=72, right=300), *more, *behind]

    text = found(lines, ABSTRACT, *([heading("Introduction", 7, Zone.INTRODUCTION)] if behind[0].is_bold else [])).text

    assert text == (f"{TEXT} We give the buoys to the harbours. Their pilots have asked for them." if is_more else TEXT)


def test_notes_in_small_print_are_left_out() -> None:
    note = line("∗Equal contribution. Supported by the Harbour Fund.", baseline=90, size_pt=7)
    lines = [HEADING, *column(*SENTENCES[:2]), note, *column(*SENTENCES[2:], top=676)]

    assert found(lines, ABSTRACT).text == TEXT


def test_its_parts_are_no_sections() -> None:
    parts = column(
        "Background: Pilots climb into boats.", "Methods: We asked 212 pilots.", "Results: Of these, 41 were seasick."
    )
    headings = [
        heading("Background", 1, Zone.RELATED, run_in=11),
        heading("Methods", 2, Zone.BODY, run_in=8),
        heading("Results", 3, Zone.RESULTS, run_in=8),
    ]

    abstract = found([HEADING, *parts], ABSTRACT, *headings)

    assert (
        abstract.text
        == "Background: Pilots climb into boats. Methods: We asked 212 pilots. Results: Of these, 41 were seasick."
    )


def test_the_title_page_of_a_thesis_is_not_repeated() -> None:
    again = [line("Measuring Harbour Currents", baseline=690, left=130), line("Ada Example", baseline=660, left=160)]
    lines = [HEADING, *again, *column(*SENTENCES, top=630)]

    assert found(lines, ABSTRACT).text == TEXT


def test_raised_letters_stay_and_broken_words_are_healed() -> None:
    power = line("a load of 140 fb⁻¹ of cargo, mea", prose=f"a load of 140 fb{NOT_TEXT} of cargo, mea")
    first = line(power.text + BREAK_HYPHEN, prose=power.prose + BREAK_HYPHEN, right=300)

    assert (
        found([HEADING, first, line("sured at night.", baseline=688)], ABSTRACT).text
        == "a load of 140 fb⁻¹ of cargo, measured at night."
    )


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


def test_lines_that_are_no_running_text_are_skipped() -> None:
    head = line("JOURNAL OF HARBOURS", baseline=705)

    assert found([HEADING, head, *column(*SENTENCES)], ABSTRACT, skip=frozenset({(1, 1)})).text == TEXT


def test_headings_of_its_parts_may_be_larger_than_its_text() -> None:
    lines = [
        HEADING,
        line("Background", baseline=700, size_pt=11, is_bold=True),
        *column(*SENTENCES[:2], top=680),
        line("Results", baseline=650, size_pt=11, is_bold=True),
        *column(*SENTENCES[2:], top=630),
        line("Background", baseline=600, size_pt=11, is_bold=True),
        *column(*BODY, top=580),
    ]
    parts = [
        heading("Background", 1, Zone.RELATED),
        heading("Results", 4, Zone.RESULTS),
        heading("Background", 7, Zone.RELATED),
    ]

    abstract = found(lines, ABSTRACT, *parts)

    assert abstract.text == f"Background: {' '.join(SENTENCES[:2])} Results: {' '.join(SENTENCES[2:])}"
    assert abstract.parts == {(1, 1), (1, 4)}


def test_a_heading_of_the_paper_right_behind_is_no_part() -> None:
    lines = [HEADING, *column(*SENTENCES), line("Background", baseline=640, size_pt=12, is_bold=True)]

    assert found(lines, ABSTRACT, heading("Background", 5, Zone.RELATED)).parts == frozenset()


def test_a_second_abstract_in_another_language_is_none_of_it() -> None:
    lines = column(f"Résumé. {SENTENCES[0]}", *SENTENCES[1:], f"Abstract. {BODY[0]}", BODY[1])
    headings = [heading("Résumé", 0, Zone.ABSTRACT, run_in=8), heading("Abstract", 4, Zone.BODY, run_in=10)]

    assert found(lines, *headings).text == TEXT


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param("© 2024 The Harbour Society. All rights reserved.", id="rights"),
        pytest.param("q 1998 Harbour Press B.V. All rights reserved.", id="rights, the sign read as a letter"),
        pytest.param("(JEL A14, C23)", id="codes of a field"),
        pytest.param("[Supplemental material is available for this article.]", id="supplements"),
        pytest.param("The Journal of Harbours, 2016, 196: 12–24.", id="the journal"),
        pytest.param("Published by Harbour Press. https://doi.example/10.1/7", id="the publisher"),
    ],
)
def test_what_a_publisher_prints_behind_the_last_sentence_goes(behind: str) -> None:
    lines = [HEADING, *column(*SENTENCES[:3], f"{SENTENCES[3]} {behind}", right=400.0)]

    assert found(lines, ABSTRACT).text == TEXT


def test_a_note_in_its_own_size_ends_it() -> None:
    lines = [HEADING, *column(*SENTENCES, "∗Part of the work was done while the authors were in Oslo.")]

    assert found(lines, ABSTRACT).text == TEXT


def test_an_address_in_another_type_belongs_to_it() -> None:
    address = line("https://harbours.example/code.", baseline=652, size_pt=9, font="Courier")
    lines = [HEADING, *column(*SENTENCES[:3], "halves the error. The code is at"), address]

    assert found(lines, ABSTRACT).text.endswith("The code is at https://harbours.example/code.")


def test_words_behind_a_formula_in_larger_type_are_no_note_of_the_margin() -> None:
    formula = line("1/n2", left=72, right=88.0, baseline=652, size_pt=14, font="Symbols")
    rest = line("uniformly, and no other does.", left=92, baseline=652)
    lines = [HEADING, *column(*SENTENCES[:3], "halves the error of the best pilots, of order"), formula, rest]

    assert found(lines, ABSTRACT).text.endswith("of order 1/n2 uniformly, and no other does.")


def test_a_loose_line_in_pieces_is_one_row() -> None:
    words = ["halves", "the", "error:"]
    pieces = [line(word, left=72 + 90 * n, baseline=664) for n, word in enumerate(words)]
    lines = [HEADING, *column(*SENTENCES[:3]), *pieces, line("one camera is enough.", baseline=652)]

    assert found(lines, ABSTRACT).text.endswith("halves the error: one camera is enough.")


@pytest.mark.parametrize(
    "margin",
    [
        pytest.param(["Open access", "Citation: Example A (2020)"], id="rights"),
        pytest.param(["Received: May 3, 2020"], id="dates"),
    ],
)
def test_it_goes_on_overleaf_past_the_notes_of_the_margin(margin: list[str]) -> None:
    notes = column(*margin, top=500, left=400.0, right=480.0, size_pt=8, font="Helvetica")
    lines = [HEADING, *column(*SENTENCES[:2]), *notes]
    label = heading("Citation", 3, Zone.FRONT, run_in=9)

    abstract = found(lines, ABSTRACT, label, more=column(*SENTENCES[2:], page=2))

    assert abstract.text == TEXT


def test_labels_of_the_margin_do_not_end_its_parts() -> None:
    def part(text: str, baseline: float, page: int = 1) -> Line:
        return line(text, page=page, baseline=baseline, size_pt=11, is_bold=True)

    lines = [HEADING, part("Background", 700), *column(*SENTENCES[:2], top=680)]
    lines += [line("Citation: Example A (2020)", left=400, baseline=500, size_pt=8, font="Helvetica")]
    more = [part("Conclusions", 700, 2), *column(*SENTENCES[2:], top=680, page=2)]
    headings = [
        heading("Background", 1, Zone.RELATED),
        heading("Citation", 4, Zone.FRONT, run_in=9),
        heading("Conclusions", 0, Zone.CONCLUSION, page=2),
    ]

    text = found(lines, ABSTRACT, *headings, more=more).text

    assert text == f"Background: {' '.join(SENTENCES[:2])} Conclusions: {' '.join(SENTENCES[2:])}"


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param("c 1998 Elsevier Science B.V.", id="the sign as c"),
        pytest.param("q 2003 Published by Elsevier Ltd.", id="the sign as q"),
        pytest.param("& 2008 The Authors", id="the sign as an ampersand"),
        pytest.param("2005 Academic Press.", id="the sign lost"),
        pytest.param("VC 2014 Harbour Publishing LLC.[http://doi.example/10.1/7]", id="the sign in two letters"),
    ],
)
def test_the_closing_line_of_a_publisher_goes_whatever_its_sign_became(behind: str) -> None:
    lines = [HEADING, *column(*SENTENCES[:3], f"{SENTENCES[3]} {behind}", right=400.0)]

    assert found(lines, ABSTRACT).text == TEXT


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


def test_an_introduction_behind_it_is_none_of_its_parts() -> None:
    lines = [HEADING, *column(*SENTENCES), line("INTRODUCTION", baseline=640, is_bold=True), *column(*BODY, top=620)]

    assert found(lines, ABSTRACT, heading("INTRODUCTION", 5, Zone.INTRODUCTION)).text == TEXT


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
