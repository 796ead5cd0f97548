"""The title of the first page."""

import pytest

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.title import find_title
from bot.model import NOT_TEXT
from tests.pdfs import body_layout, column, line, page_of

BODY = column(*["Pilots guide large ships into harbours and judge the current"] * 6, top=500)
NAMES = line("Ada Example, Ben Sample", baseline=690, size_pt=11)


def top(text: str, n: int = 0, *, size_pt: float = 18, **more: object) -> Line:
    return line(text, baseline=740 - 20 * n, size_pt=size_pt, **more)  # type: ignore[arg-type]  # keywords are passed on


def title_of(*lines: Line, metadata: str = "") -> str:
    found, _ = find_title(page_of([*lines, NAMES, *BODY]), body_layout(), metadata, Vocabulary(["time-sharing"]))
    return found


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param([top("Measuring Harbour Currents")], "Measuring Harbour Currents", id="one line"),
        pytest.param([top("Measuring Harbour"), top("Currents", 1)], "Measuring Harbour Currents", id="two lines"),
        pytest.param([top("The Time‐"), top("Sharing System", 1)], "The Time-Sharing System", id="a broken word"),
        pytest.param([top("Harbour Currents∗†")], "Harbour Currents", id="footnote marks"),
        pytest.param(
            [top("Wakes in H₂O and H⁺", prose=f"Wakes in H{NOT_TEXT}O and H{NOT_TEXT}")],
            "Wakes in H₂O and H⁺",
            id="a formula",
        ),
        pytest.param(
            [top("Published as a conference paper", size_pt=20), top("Harbour Currents", 1)],
            "Harbour Currents",
            id="a banner",
        ),
        pytest.param(
            [top("Harbour Currents"), top("In the Wake of", 1, size_pt=17.5)],
            "Harbour Currents In the Wake of",
            id="nearly one size",
        ),
        pytest.param(
            [top("Driftwatch:"), top("Currents From Wakes", 1, size_pt=14)],
            "Driftwatch: Currents From Wakes",
            id="a colon before smaller type",
        ),
        pytest.param(
            [top("Driftwatch:"), top("Unconditional Sender and Recipient Wakes", 1, size_pt=16)],
            "Driftwatch: Unconditional Sender and Recipient Wakes",
            id="a colon before words that could be names",
        ),
        pytest.param(
            [
                line("TOOLS OF THE PORT", baseline=780, size_pt=18),
                line("Measuring the Harbour Currents", baseline=720, size_pt=18),
            ],
            "Measuring the Harbour Currents",
            id="the name of a series in its type",
        ),
        pytest.param(
            [
                line("TOOLS OF THE PORT", baseline=780, size_pt=22),
                line("Measuring the Harbour Currents", baseline=720, size_pt=18),
            ],
            "Measuring the Harbour Currents",
            id="the name of a series in larger type",
        ),
        pytest.param(
            [
                top("Harbour Currents"),
                top("Buoys and Their Implications for Pilots", 1, size_pt=16, font="Times-Italic"),
            ],
            "Harbour Currents: Buoys and Their Implications for Pilots",
            id="a subtitle in italics over the names",
        ),
        pytest.param(
            [top("ada example and ben sample"), top("Measuring Harbour Currents", 1)],
            "Measuring Harbour Currents",
            id="names in small capitals over it",
        ),
        pytest.param(
            [
                line("Portal", baseline=790, is_bold=True, size_pt=18),
                top("MEASURING THE CURRENTS: A REVIEW", is_bold=True),
            ],
            "MEASURING THE CURRENTS: A REVIEW",
            id="the name of a publisher in its type",
        ),
        pytest.param([top("Chapter 2 | Currents of Harbours")], "Currents of Harbours", id="the number of a chapter"),
        pytest.param(
            [top("PORTAL", size_pt=32, left=450), top("Measuring Harbour Currents With Buoys", 1)],
            "Measuring Harbour Currents With Buoys",
            id="a logo in the corner",
        ),
        pytest.param(
            [top("DRIFTWATCH:", size_pt=15), top("Currents From the Wakes of Buoys", 1)],
            "DRIFTWATCH: Currents From the Wakes of Buoys",
            id="a colon above larger type",
        ),
        pytest.param(
            [
                top("Driftwatch, a System", is_bold=True),
                top("Watching Buoys With Cameras", 1, size_pt=14, is_bold=True),
            ],
            "Driftwatch, a System: Watching Buoys With Cameras",
            id="a subtitle in the same bold",
        ),
        pytest.param([top("Harbour Currents\\ast")], "Harbour Currents", id="the name of a mark"),
        pytest.param(
            [top("Science Problems for Harbour Pilots in Many Seas")],
            "Science Problems for Harbour Pilots in Many Seas",
            id="a word that journals are called by",
        ),
        pytest.param([top("Driftwatch")], "Driftwatch", id="one word"),
        pytest.param(
            [top("Routing of Buoys in"), top("Harbour Currents and Night Wakes", 1)],
            "Routing of Buoys in Harbour Currents and Night Wakes",
            id="an open end before words that could be names",
        ),
        pytest.param(
            [top("PORT", size_pt=90), top("Harbour Currents", 1), top("Night Wakes", 2)],
            "Harbour Currents Night Wakes",
            id="a sign of the publisher",
        ),
        pytest.param(
            [top("Driftwatch on Board:"), top("Currents and Harbours of Brazil", 1, size_pt=11)],
            "Driftwatch on Board: Currents and Harbours of Brazil",
            id="what a colon asks for, in small type",
        ),
        pytest.param([top("PORTO - ISSN 2596-2221"), top("Currents at Night", 2)], "Currents at Night", id="a series"),
        pytest.param(
            [
                top("Currents of low-mass harbours", is_bold=True),
                top("III. A consistent age of 10 years for the OB", 1, size_pt=14, is_bold=True),
                top("association", 2, size_pt=14, is_bold=True),
            ],
            "Currents of low-mass harbours: III. A consistent age of 10 years for the OB association",
            id="a part of a series",
        ),
        pytest.param(
            [top("Chapter 12", size_pt=24), top("The Currents of Four Harbours", 2)],
            "The Currents of Four Harbours",
            id="the number of a chapter",
        ),
        pytest.param(
            [top("Driftwatch"), top("A Camera for Harbour Pilots", 1, size_pt=14)],
            "Driftwatch: A Camera for Harbour Pilots",
            id="one word and a subtitle",
        ),
        pytest.param(
            [top("harbours", size_pt=24), top("The Currents of Four Harbours", 2)],
            "The Currents of Four Harbours",
            id="the logo of a journal",
        ),
        pytest.param(
            [top("Per Martin-Löf"), top("ON THE MEANINGS OF THE CURRENTS", 2, size_pt=16)],
            "ON THE MEANINGS OF THE CURRENTS",
            id="the author in larger type",
        ),
        pytest.param([top("Generative Harbour Nets")], "Generative Harbour Nets", id="words that could be a name"),
        pytest.param([top("港口海流的测量")], "港口海流的测量", id="Chinese"),
        pytest.param(
            [top("arXiv:2403.01234v2 [cs.CV] 5 Mar 2024", size_pt=20, is_rotated=True), top("Harbour Currents")],
            "Harbour Currents",
            id="a stamp",
        ),
    ],
)
def test_the_title_is_the_largest_type_of_the_upper_half(lines: list[Line], title: str) -> None:
    assert title_of(*lines) == title


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        pytest.param(
            "Measuring Harbour Currents With Cameras",
            "Measuring Harbour Currents With Cameras",
            id="it knows the second size",
        ),
        pytest.param("Measuring harbourcurrents", "Measuring Harbour Currents", id="it lacks a space"),
        pytest.param("measuring harbour currents", "measuring harbour currents", id="it writes small letters"),
        pytest.param("DeqRus2102.dvi", "Measuring Harbour Currents", id="it is junk"),
        pytest.param("Another Paper of Somebody Else", "Measuring Harbour Currents", id="the page says otherwise"),
        pytest.param("Untitled", "Measuring Harbour Currents", id="one word"),
    ],
)
def test_the_files_own_field_wins_where_the_page_agrees(metadata: str, title: str) -> None:
    assert title_of(top("Measuring Harbour Currents"), top("With Cameras", 1, size_pt=15), metadata=metadata) == title


def test_the_lines_of_the_title_are_told() -> None:
    page = page_of(
        [line("JOURNAL OF HARBOURS", size_pt=8, baseline=770), top("Harbour"), top("Currents", 1), NAMES, *BODY]
    )

    assert find_title(page, body_layout(), "", Vocabulary([])) == ("Harbour Currents", ((1, 1), (1, 2)))


def test_a_word_of_the_abstract_is_no_line_of_the_title() -> None:
    page = page_of([top("Currents of Four"), top("harbours", 1), NAMES, *BODY, line("harbours.", baseline=420)])

    _, lines = find_title(page, body_layout(), "Currents of four harbours", Vocabulary([]))

    assert lines == ((1, 0), (1, 1))


def test_a_page_without_text_has_no_title() -> None:
    assert find_title(page_of([]), body_layout(), "", Vocabulary([])) == ("", ())


def test_the_mark_of_a_break_never_stays_in_a_title() -> None:
    assert BREAK_HYPHEN not in title_of(top("Measur‐"), top("ing Harbour Currents", 1))


def test_lines_of_a_scanned_title_measure_differently() -> None:
    lines = [
        line("Uncertainty of currents in", size_pt=20, baseline=718),
        line("harbours, and of the wakes of", size_pt=21, baseline=696),
        line("small buoys", size_pt=20, baseline=674),
    ]

    assert title_of(*lines) == "Uncertainty of currents in harbours, and of the wakes of small buoys"


def test_an_author_below_a_title_in_the_type_of_the_text_is_no_part_of_it() -> None:
    lines = [
        line("A History of the Currents of Harbours", is_bold=True, baseline=730),
        line("Ada Example", is_bold=True, baseline=718),
    ]

    assert find_title(page_of([*lines, *BODY]), body_layout(), "", Vocabulary([]))[0] == lines[0].text


def test_an_author_above_the_title_in_its_size_is_no_part_of_it() -> None:
    lines = [
        line("Ada Example", size_pt=12, baseline=730, font="Times-Caps"),
        line("ON THE CURRENTS OF FOUR", size_pt=12, baseline=710),
        line("HARBOURS AT NIGHT", size_pt=12, baseline=696),
    ]

    assert title_of(*lines) == "ON THE CURRENTS OF FOUR HARBOURS AT NIGHT"


def test_a_hyphen_that_the_file_s_own_field_lacks_is_kept() -> None:
    assert title_of(top("Drift: Do Buoys Tell?"), metadata="Drift_ Do Buoys Tell") == "Drift: Do Buoys Tell?"
    assert title_of(top("Currents of X-shaped Harbours"), metadata="Currents of Xshaped Harbours") == (
        "Currents of X-shaped Harbours"
    )


def test_the_file_s_own_field_knows_how_a_broken_word_is_written() -> None:
    lines = [top(f"HARBOURS REQUIRE RE{BREAK_HYPHEN}"), top("THINKING CURRENTS", 1)]

    assert title_of(*lines, metadata="Harbours Require Rethinking Currents") == "Harbours Require Rethinking Currents"


FOUR_HARBOURS = [top("Currents of Four Harbours", 5), top("and the Wakes of Buoys", 6)]
WHOLE_TITLE = "Currents of Four Harbours and the Wakes of Buoys"


@pytest.mark.parametrize(
    "around",
    [
        pytest.param(
            [
                top("Contents lists available at ScienceDirect", size_pt=8),
                top("Harbours and Coastal Waters", 1, size_pt=20),
                top("www.harbours.example/locate/hcw", 2, size_pt=8),
            ],
            id="between its host and its address",
        ),
        pytest.param(
            [
                top("Harbours and Coastal Waters 35 (2020) 97–122", size_pt=8),
                top("Harbours and Coastal Waters", 1, size_pt=20),
            ],
            id="cited with its volume",
        ),
    ],
)
def test_the_head_of_a_journal_is_no_title_though_it_is_larger(around: list[Line]) -> None:
    page = page_of([*around, *FOUR_HARBOURS, *BODY])

    assert find_title(page, body_layout(), "", Vocabulary([]))[0] == WHOLE_TITLE


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        pytest.param(WHOLE_TITLE, WHOLE_TITLE, id="a title below"),
        pytest.param(
            "Pilots guide large ships into harbours and judge the current", "HARBOUR REVIEW WEEKLY", id="text"
        ),
        pytest.param("Currents of Nowhere and Their Wakes", "HARBOUR REVIEW WEEKLY", id="words that it does not print"),
    ],
)
def test_the_file_s_own_field_wins_over_larger_type_above(metadata: str, title: str) -> None:
    page = page_of([top("HARBOUR REVIEW WEEKLY", size_pt=24), *FOUR_HARBOURS, *BODY])

    assert find_title(page, body_layout(), metadata, Vocabulary([]))[0] == title


@pytest.mark.parametrize(
    "names",
    [
        pytest.param("Ada Example♥♠∗ Ben Sample♥∗ Carla Prüf♥♣", id="suits of cards"),
        pytest.param("Ada Example, Ben Sample and Carla Prüf", id="commas"),
        pytest.param("Ada Example\ufffd", id="a mark without a name"),
    ],
)
def test_authors_in_the_bold_of_the_title_are_no_subtitle(names: str) -> None:
    lines = [top("Currents of Four Harbours", is_bold=True), top(names, 1, size_pt=14, is_bold=True)]

    assert title_of(*lines) == "Currents of Four Harbours"


def test_authors_in_the_size_of_the_title_are_no_part_of_it() -> None:
    assert title_of(*FOUR_HARBOURS, top("Ada Example¹, Ben Sample²", 7)) == WHOLE_TITLE


def test_words_with_capitals_over_a_list_of_names_in_another_type_end_the_title() -> None:
    title = [top("Local Currents from Wakes with Improved"), top("Buoy Drift and Harbour Refinement", 1)]
    names = line("Ada Example∗, Ben Sample, and Carla Prüf", baseline=700, size_pt=11, font="Times-Italic")

    assert title_of(*title, names) == "Local Currents from Wakes with Improved Buoy Drift and Harbour Refinement"


@pytest.mark.parametrize(
    "banner", ["OAKLAB WORKING PAPER SERIES", "Harbour Institute Discussion Paper No. 123", "УДК 004.4"]
)
def test_the_line_of_a_series_is_no_title(banner: str) -> None:
    assert title_of(top(banner, size_pt=18), top("Harbour Currents from Wakes", 3)) == "Harbour Currents from Wakes"


def test_a_star_behind_a_title_is_a_mark() -> None:
    assert title_of(top("Currents of Four Harbours ✩")) == "Currents of Four Harbours"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        pytest.param("Title: Wakes as a Measure of Currents", "Wakes as a Measure of Currents", id="English"),
        pytest.param("Título: Estelas y corrientes del puerto", "Estelas y corrientes del puerto", id="Spanish"),
        pytest.param("Title Insurance: A View from the Harbour", None, id="a word of the title"),
        pytest.param("Title: Wakes", None, id="a title of one word"),
    ],
)
def test_the_word_that_announces_a_title_is_no_part_of_it(printed: str, title: str | None) -> None:
    assert title_of(top(printed)) == (title or printed)


@pytest.mark.parametrize("size_pt", [12, 18])
def test_an_author_in_plain_type_below_a_bold_title_with_a_year_is_no_part_of_it(size_pt: float) -> None:
    bold = top("Corrientes y estelas en los puertos durante el período 2014-2024", is_bold=True, size_pt=size_pt)
    name = top("Ada María Example Prüf", 1, font="Plain", size_pt=size_pt)

    assert title_of(bold, name) == bold.text


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        pytest.param(
            [
                line("Example, JHS", baseline=775, left=500),
                line("Harbour Currents From the Wakes", baseline=740, is_bold=True),
                line("of Many Buoys", baseline=715, is_bold=True),
                line("Ada Example and Ben Sample", baseline=690),
            ],
            "Harbour Currents From the Wakes of Many Buoys",
            id="below a running head, with double spacing",
        ),
        pytest.param(
            [
                line("Harbour Currents From Wakes", baseline=740, is_bold=True),
                line("¹Department of Harbours, Example University, Bergen", baseline=725),
                line("Data Availability: Everything is in the archive", baseline=710),
            ],
            "Harbour Currents From Wakes",
            id="above plain lines",
        ),
    ],
)
def test_a_title_in_the_size_of_the_text_is_bold(lines: list[Line], title: str) -> None:
    found, _ = find_title(page_of([*lines, *BODY]), body_layout(), "", Vocabulary([]))

    assert found == title
