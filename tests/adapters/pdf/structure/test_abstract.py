"""Which lines the abstract is made of."""

import pytest

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.abstract import Abstract
from bot.model import NOT_TEXT, Zone
from tests.abstracts import ABSTRACT, BODY, HEADING, SENTENCES, TEXT, found, heading
from tests.pdfs import column, line


def test_it_runs_from_its_heading_to_the_next() -> None:
    lines = [HEADING, *column(*SENTENCES), line("1 Introduction", baseline=640, is_bold=True), *column(*BODY, top=620)]

    abstract = found(lines, ABSTRACT, heading("Introduction", 5, Zone.INTRODUCTION))

    assert abstract == Abstract(TEXT, frozenset({(1, n) for n in range(1, 5)}))


def test_it_may_run_into_its_heading() -> None:
    lines = column(f"Abstract—{SENTENCES[0]}", *SENTENCES[1:])

    assert found(lines, heading("Abstract", 0, Zone.ABSTRACT, run_in=9)).text == TEXT


def test_keywords_in_a_narrow_column_left_of_its_heading_do_not_end_it() -> None:
    head = line("a b s t r a c t", left=200, baseline=712)
    beside = [line("Keywords:", baseline=690, size_pt=7), line("Harbours", baseline=680, size_pt=7)]
    lines = [head, *beside, *column(*SENTENCES, left=200, right=500.0)]

    assert found(lines, ABSTRACT, heading("Keywords", 1, Zone.FRONT)).text == TEXT


def test_the_addresses_of_the_authors_below_are_no_part_of_it() -> None:
    last = 700 - 12 * len(SENTENCES)
    addresses = column("Ada Example", "Harbour Institute", "ada@uib.example", top=last - 16)

    assert found([HEADING, *column(*SENTENCES), *addresses, *column(*BODY, top=500)], ABSTRACT).text == TEXT


def test_it_may_stand_beside_its_heading() -> None:
    beside = line(SENTENCES[0], left=130, baseline=712)

    assert found([HEADING, beside, *column(*SENTENCES[1:])], ABSTRACT).text == TEXT


@pytest.mark.parametrize(
    "stop",
    [
        pytest.param("Keywords: harbours, currents", id="keywords"),
        pytest.param("Index Terms—Harbours", id="index terms"),
        pytest.param("PACS numbers: 92.10", id="numbers of a field"),
        pytest.param("MSC2020: 92B10", id="numbers of mathematics"),
        pytest.param("(JEL D12, H54)", id="numbers of economics"),
        pytest.param("E-mail addresses: ada@uib.example", id="addresses"),
        pytest.param("Open Access", id="a badge"),
        pytest.param("CCS Concepts: • Computing", id="concepts"),
        pytest.param("2012 ACM Subject Classification Computing → Harbours", id="a classification"),
        pytest.param("Received 4 May 2023; accepted 9 January 2024", id="dates"),
        pytest.param("© 2024 The Authors", id="rights"),
        pytest.param("关键词：港口", id="keywords in Chinese"),
        pytest.param("Ključne riječi: luke, struje", id="keywords in Croatian"),
        pytest.param("Number of words: 212", id="a count of words"),
        pytest.param("Resource type: Software", id="what kind of resource it is"),
        pytest.param("AMS 2000 subject classifications: Primary 62G08", id="a classification with its year inside"),
        pytest.param("Mot clés : ports", id="keywords in French"),
        pytest.param("This article is licensed under a Creative Commons licence", id="a licence"),
    ],
)
def test_it_ends_at_what_stands_below_it(stop: str) -> None:
    lines = [HEADING, *column(*SENTENCES), line(stop, baseline=640), *column(*BODY, top=620)]

    assert found(lines, ABSTRACT).text == TEXT


@pytest.mark.parametrize(
    "first",
    [
        "This article is a description of harbours.",
        "Submitted to the waves, buoys drift.",
        "emails, we ask how pilots write.",
        "keywords that pilots use are few.",
        "MSC therapy helps few pilots.",
        "Open access journals print few charts.",
        "Copyright law says nothing of buoys.",
        "Permission to enter is given by radio.",
    ],
)
def test_words_of_rights_and_dates_may_begin_a_sentence(first: str) -> None:
    lines = [HEADING, *column(BODY[0], first, *SENTENCES)]

    assert found(lines, ABSTRACT).text == f"{BODY[0]} {first} {TEXT}"


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


def test_a_formula_in_smaller_type_on_lines_of_its_own_does_not_end_it() -> None:
    formula = line("error = drift / wake", left=100, baseline=676, size_pt=7)
    lines = [HEADING, *column(*SENTENCES[:2]), formula, *column(*SENTENCES[2:], top=652)]

    assert found(lines, ABSTRACT).text == TEXT


@pytest.mark.parametrize("behind", ["(Harbours 2005;16: 717–726)", "Total words: 2978"])
def test_the_place_in_the_journal_and_counts_of_words_behind_it_are_left_out(behind: str) -> None:
    assert found([HEADING, *column(*SENTENCES, behind)], ABSTRACT).text == TEXT


def test_a_draft_that_has_not_written_it_has_none() -> None:
    lines = [HEADING, line("TKTK", baseline=690), line("Introduction", baseline=660), *column(*SENTENCES, top=640)]

    assert found(lines, ABSTRACT, heading("Introduction", 2, Zone.INTRODUCTION)).text == ""


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
        pytest.param("& 2009 Prensa del Puerto, S.L. Todos los derechos reservados.", id="rights in Spanish"),
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


def test_an_introduction_behind_it_is_none_of_its_parts() -> None:
    lines = [HEADING, *column(*SENTENCES), line("INTRODUCTION", baseline=640, is_bold=True), *column(*BODY, top=620)]

    assert found(lines, ABSTRACT, heading("INTRODUCTION", 5, Zone.INTRODUCTION)).text == TEXT


def test_a_heading_that_is_all_of_its_line_is_no_part_of_the_text() -> None:
    lines = [line("Abstract—", baseline=712), *column(*SENTENCES)]
    formula = [line("Abstract—", baseline=712, prose=f"Abstract—{NOT_TEXT}"), *column(*SENTENCES)]

    assert found(lines, heading("Abstract", 0, Zone.ABSTRACT, run_in=9)).text == TEXT
    assert found(formula, heading("Abstract", 0, Zone.ABSTRACT, run_in=9)).text == TEXT


def test_it_goes_on_in_the_next_column_past_the_rights_at_the_foot_of_the_first() -> None:
    cut = column(*SENTENCES[:3], "halves the error of the best pilots. It needs")
    notes = column("Permission to make copies is granted", "© 2024 Ada Example", top=640, size_pt=7)
    rest = line("one camera only.", left=320, baseline=712)

    assert found([HEADING, *cut, *notes, rest], ABSTRACT).text == TEXT


def test_keywords_in_small_print_end_it_even_without_a_full_stop() -> None:
    cut = column(*SENTENCES[:3], "halves the error of the best pilots")
    keywords = line("Keywords: harbours, currents", baseline=640, size_pt=7)
    body = column(*BODY, top=712, left=320, right=560.0)

    assert found([HEADING, *cut, keywords, *body], ABSTRACT).text.endswith("error of the best pilots")


def test_its_first_lines_may_stand_beside_a_picture() -> None:
    beside = column(*SENTENCES[:2], left=150, right=300.0)
    below = column(*SENTENCES[2:], top=676, left=72, right=300.0)

    assert found([HEADING, *beside, *below], ABSTRACT).text == TEXT


def test_it_goes_on_behind_a_root_sign_that_stands_higher_than_its_row() -> None:
    row = [
        line("expects, by a factor of", baseline=688, right=200.0),
        line("√", left=201, baseline=697),
        line("n, can push them.", left=207, baseline=688),
    ]

    text = found([HEADING, line(BODY[0], baseline=700), *row, *column("Pilots learn it late.", top=676)], ABSTRACT).text

    assert text == f"{BODY[0]} expects, by a factor of √ n, can push them. Pilots learn it late."


def test_it_goes_on_below_a_displayed_formula() -> None:
    formula = [line("c := n", left=150, baseline=660), line("1", left=185, baseline=666)]
    fraction = line("2", left=185, baseline=654)
    below = column("where n counts the buoys. We give them away.", top=628)

    text = found([HEADING, *column(*BODY, "It is"), *formula, fraction, *below], ABSTRACT).text

    assert text == f"{' '.join(BODY)} It is c := n 1 2 where n counts the buoys. We give them away."


def test_parts_of_a_manuscript_stand_far_apart() -> None:
    parts = [
        line(f"{word} Pilots guide ships.", baseline=690 - 50 * n)
        for n, word in enumerate(("Background", "Methods", "Conclusions"))
    ]
    apart = line("Pilots of the north.", baseline=540)

    assert found([HEADING, *parts, apart], ABSTRACT).text == " ".join(part.text for part in parts)
