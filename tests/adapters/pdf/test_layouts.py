"""Whole papers in the layouts of journals and conferences: title, authors, abstract, sections, running text.

The words are the same in most of them (tests/data/layouts/words.typ), so what differs is what the layout does to them.
"""

from functools import cache

import pytest

from adapters.pdf.document import read_paper
from bot.model import Paper, Zone
from tests.pdfs import chinese_paper, layout_pdf

LONG = "Measuring Harbour Currents From the Wakes of Small Buoys"
ABSTRACT = (
    "Pilots guide large ships into harbours, and most of them judge the current by eye. We present Driftwatch, a "
    "method that measures the current from the wake of small buoys. In 212 landings at four harbours, Driftwatch "
    "halves the error of the best pilots, from 0.8 to 0.4 knots."
)
MORE = (
    "It needs one camera and no change to the ship. We release the recordings of all landings, so that others can test "
    "their own methods on them."
)
BOTH = f"{ABSTRACT} {MORE}"
FOUR = ("Ada Example", "Ben de la Cruz", "Carla Prüf", "Dmitri Ivanov")


@cache
def paper(name: str) -> Paper:
    return read_paper(chinese_paper() if name == "chinese" else layout_pdf(name), name=f"{name}.pdf")


def outline(of: Paper) -> list[str]:
    """The sections, ">" before those inside another."""
    return [">" * (section.level - 1) + section.title for section in of.sections]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("acm", "Driftwatch: Currents From Wakes"),
        ("acm_journal", LONG),
        ("amsart", "ON THE WAKES OF BUOYS"),
        ("chinese", "基于浮标尾迹的港口水流测量"),
        ("commas", LONG),
        ("covered", "Seasickness of harbour pilots on small boats"),
        ("elsevier", "Measuring harbour currents from the wakes of small buoys"),
        ("german", "Strömungsmessung im Hafen mit Kielwasserbildern"),
        ("heads", "Driftwatch: Measuring Harbour Currents With One Camera"),
        ("ieee", LONG),
        ("letter", "Harbour currents measured at night"),
        ("lncs", LONG),
        ("medical", "Seasickness of harbour pilots: a cohort study"),
        ("nature", "Harbour currents measured from the wakes of small buoys"),
        ("neurips", f"Driftwatch: {LONG}"),
        ("review", LONG),
        ("revtex", "Harbour currents measured from the wakes of small buoys"),
        ("stamped", "Driftwatch"),
        ("tables", "A Comparison of Five Ways to Measure Currents"),
        ("thesis", LONG),
    ],
)
def test_title(name: str, title: str) -> None:
    assert paper(name).title == title


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        pytest.param("acm", (*FOUR, "Eve O’Sample"), id="a grid of three columns, towns and addresses below"),
        pytest.param("acm_journal", ("Ada Example", "Ben de la Cruz", "Carla Prüf"), id="institutions behind names"),
        pytest.param("chinese", ("张三", "李小四", "王五"), id="Chinese"),
        pytest.param(
            "commas",
            (
                "Ada Example",
                "Benjamin de la Cruz",
                "Carla Prüf-Meyer",
                "Dmitri V. Ivanov",
                "J.-P. O’Sample",
                "Li Wei",
                "Søren Åkesson, Jr.",
                "María José García Márquez",
            ),
            id="commas, institutions by number",
        ),
        pytest.param("covered", FOUR[:2], id="behind a cover sheet"),
        pytest.param("elsevier", FOUR, id="letters raised behind names"),
        pytest.param("german", ("Ada Müller", "Björn von Groß", "Käthe Übel"), id="und"),
        pytest.param("heads", ("Ada Example", "Ben de la Cruz"), id="and, a date below"),
        pytest.param("ieee", ("Ada L. Example", "Ben Sample", "Carla Prüf"), id="membership of societies"),
        pytest.param("lncs", FOUR, id="ORCIDs in brackets"),
        pytest.param("medical", FOUR, id="degrees"),
        pytest.param("nature", (*FOUR, "Eve O’Sample"), id="ampersand"),
        pytest.param("neurips", FOUR[:3], id="a footnote at a name"),
        pytest.param("review", (), id="anonymous"),
        pytest.param("revtex", ("A. L. Example", "B. de la Cruz", "C. Prüf", "D. Ivanov"), id="initials"),
        pytest.param("stamped", ("Ada Example", "Ben de la Cruz"), id="two"),
        pytest.param("tables", FOUR[:3], id="parted by white space"),
        pytest.param("thesis", ("Ada Example",), id="one"),
    ],
)
def test_authors(name: str, authors: tuple[str, ...]) -> None:
    assert paper(name).authors == authors


@pytest.mark.parametrize(
    ("name", "abstract"),
    [
        pytest.param("acm", BOTH, id="acm"),
        pytest.param("acm_journal", BOTH, id="no heading, above keywords"),
        pytest.param("commas", BOTH, id="commas"),
        pytest.param("elsevier", BOTH, id="spaced-out heading, article history beside"),
        pytest.param("heads", ABSTRACT, id="heads"),
        pytest.param("letter", BOTH, id="no heading, narrow, above a heading that runs in"),
        pytest.param("ieee", BOTH, id="run in, bold"),
        pytest.param("lncs", BOTH, id="run in, keywords below"),
        pytest.param("nature", BOTH, id="no heading, bold paragraph"),
        pytest.param("neurips", BOTH, id="neurips"),
        pytest.param("review", BOTH, id="numbered lines"),
        pytest.param("revtex", BOTH, id="no heading, date above, narrow"),
        pytest.param("stamped", BOTH, id="stamped"),
        pytest.param("tables", ABSTRACT, id="tables"),
        pytest.param("thesis", BOTH, id="on a page of its own"),
    ],
)
def test_abstract(name: str, abstract: str) -> None:
    assert paper(name).abstract == abstract


def test_the_headings_inside_an_abstract_part_it_and_are_no_text() -> None:
    covered = paper("covered")

    assert covered.abstract == (
        "Background: Pilots climb into small boats in every weather, and nobody knows how many of them are seasick on "
        "their way. Results: We asked 212 pilots of four harbours for one year. Of these, 41 were seasick at least "
        "once a month in all weathers. Conclusions: Seasickness is common among pilots of all harbours, and yet it has "
        "no place in their training."
    )
    assert not any(p.text.startswith(("Background", "Conclusions")) for p in covered.paragraphs)


def test_an_abstract_of_parts_is_whole() -> None:
    abstract = paper("medical").abstract

    assert abstract.startswith("Background: Pilots climb into small boats")
    assert [part for part in ("Methods:", "Results:", "Conclusions:") if part not in abstract] == []
    assert abstract.endswith("has no place in their training.")


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        pytest.param(
            "acm",
            [
                *("ABSTRACT", "CCS CONCEPTS", "KEYWORDS", "INTRODUCTION", "METHOD", ">Finding the Wake", "RESULTS"),
                *("LIMITATIONS", "ACKNOWLEDGMENTS", "REFERENCES"),
            ],
            id="capitals",
        ),
        pytest.param(
            "amsart",
            [
                *("Abstract", "Introduction", ">Wakes of buoys", ">Earlier work", "Results", ">Landings by night"),
                "References",
            ],
            id="bold behind a number that is not",
        ),
        pytest.param("chinese", ["摘 要", "关键词", "引言", "方法", "结论"], id="Chinese"),
        pytest.param(
            "covered",
            ["Abstract", "INTRODUCTION", "METHODS", "RESULTS", "REFERENCES"],
            id="a bar behind the number, parts of the abstract, bold names of references",
        ),
        pytest.param(
            "elsevier",
            [
                *("abstract", "Introduction", "Method", ">Camera and calibration", ">Finding the wake"),
                *("Results", "Conclusion", "Acknowledgements"),
            ],
            id="italic below bold",
        ),
        pytest.param(
            "german", ["Zusammenfassung", "Einleitung", "Verfahren", "Ergebnisse", "Fazit", "Literatur"], id="German"
        ),
        pytest.param(
            "ieee",
            [
                *("Abstract", "Index Terms", "INTRODUCTION", "METHOD", ">Camera and Calibration", ">Finding the Wake"),
                *("RESULTS", "CONCLUSION", "ACKNOWLEDGMENT", "REFERENCES"),
            ],
            id="roman numbers, small capitals, letters in italics",
        ),
        pytest.param(
            "letter",
            ["Introduction", "Wakes of buoys", "Results and outlook", "Conclusions"],
            id="italic before a dash",
        ),
        pytest.param(
            "medical",
            [
                *("Abstract", "Keywords", "Introduction", "Materials and methods", ">Pilots", ">Statistics", "Results"),
                *(">Frequency", ">Causes", "Discussion", "Funding", "References"),
            ],
            id="no numbers, two types",
        ),
        pytest.param(
            "nature",
            [
                *("Results", ">Errors of camera and pilots", ">Errors at night", "Discussion", "Methods"),
                "References",
            ],
            id="no numbers, no introduction",
        ),
        pytest.param(
            "neurips",
            [
                *("Abstract", "Introduction", ">>>Wakes tell the current", ">>>A camera is enough", "Method"),
                *(">Finding the Wake", "Results", "Limitations", "Conclusion", "Acknowledgments", "References"),
                *("Further Landings", "Broader Impacts and Limitations"),
            ],
            id="run in, appendices by letters",
        ),
        pytest.param("revtex", [], id="a letter without any"),
        pytest.param(
            "thesis",
            ["Abstract", "Introduction", ">Earlier Work", "Method", "Results", "Limitations", "Conclusions"],
            id="chapters, a table of contents",
        ),
    ],
)
def test_sections(name: str, sections: list[str]) -> None:
    assert outline(paper(name)) == sections


def test_zones_follow_the_sections() -> None:
    zones = {section.title: section.zone for section in paper("neurips").sections}

    assert zones["Wakes tell the current"] is Zone.INTRODUCTION
    assert zones["Finding the Wake"] is Zone.BODY
    assert zones["Further Landings"] is Zone.APPENDIX
    assert zones["Broader Impacts and Limitations"] is Zone.LIMITATIONS


def test_running_heads_are_no_text() -> None:
    shown = "\n".join(page.text for page in paper("heads").pages)

    assert "Ada Example and Ben de la Cruz" in shown
    assert "A. Example and B. de la Cruz" not in shown
    assert shown.count("Measuring Harbour Currents") == 1


def test_heads_far_from_the_edge_page_numbers_and_stamps_are_no_text() -> None:
    shown = [line for page in paper("covered").pages for line in page.text.splitlines()]

    assert [line for line in shown if line.isdigit() or "Downloaded" in line or line == "Example et al."] == []


def test_line_numbers_in_the_margin_are_no_text() -> None:
    text = paper("review").pages[0].text

    assert [line for line in text.splitlines() if line.strip().isdigit()] == []


def test_a_footnote_does_not_break_the_sentence_above_it() -> None:
    texts = [p.text for p in paper("heads").paragraphs]

    assert any("after one afternoon. Our answer is a method" in text for text in texts)
    assert not any("Pilots of two harbours were asked" in text for text in texts)


def test_a_paragraph_that_goes_on_over_a_page_knows_both_pages() -> None:
    over = next(p for p in paper("heads").paragraphs if len(p.starts) > 1)
    (_, first), (_, second) = over.starts

    assert second == first + 1
    assert (over.page_at(0), over.page_at(len(over.text) - 1)) == (first, second)


def test_tables_of_the_body_size_are_not_in_the_paragraphs() -> None:
    texts = [p.text for p in paper("tables").paragraphs]

    assert not any("Rotterdam" in text or "0.7 0.9" in text for text in texts)
    assert any(text.startswith("Our answer is a method") and text.endswith("for a pilot to act.") for text in texts)


def test_items_and_the_words_around_a_formula_are_paragraphs() -> None:
    texts = [p.text for p in paper("neurips").paragraphs]
    method = next(text for text in texts if text.startswith("We mount the camera"))

    assert "We release all recordings and the code that reads them." in texts
    assert "The current is then ￼ where ℓ is the length of the wake." in method
    assert "After it has run once, nothing needs to be set by hand." in texts
    assert not any("ALPHA" in text for text in texts)


def test_words_broken_at_line_ends_are_whole() -> None:
    german = paper("german")
    words = {word.strip(".,") for p in german.paragraphs for word in p.text.split()}

    assert {"Querströmung", "Wasseroberfläche", "Geschwindigkeitsverteilung", "Anlegemanövern"} <= words
    assert not any("-" in word for word in words)


def test_chinese_lines_are_joined_without_spaces() -> None:
    assert [p.text.count(" ") for p in paper("chinese").paragraphs] == [0] * len(paper("chinese").paragraphs)


def test_the_stamp_of_the_preprint_server_names_the_paper_and_is_no_text() -> None:
    stamped = paper("stamped")

    assert stamped.arxiv_id == "2403.01234"
    assert "arXiv" not in stamped.pages[0].text


@pytest.mark.parametrize("name", ["neurips", "stamped"])
def test_the_code_of_the_paper(name: str) -> None:
    code = paper(name).code

    assert code is not None
    assert code.url == "https://github.com/harbour/driftwatch"


@pytest.mark.parametrize("name", ["acm", "ieee", "lncs", "tables", "heads", "review", "thesis"])
def test_no_paragraph_is_lost_or_told_twice(name: str) -> None:
    told = " ".join(p.text for p in paper(name).paragraphs)

    for sentence in (
        "We mount the camera forty metres above the water",
        "A camera can measure the current of a harbour well enough" if name not in ("acm", "review") else "In fog both",
        "The gap is largest at night",
    ):
        assert told.count(sentence) >= 1
    assert told.count("Pilots guide large ships into harbours") == 1
