"""Which lines look like headings, and how much of a line is one."""

import pytest

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.heading_lines import (
    Numbering,
    continues_heading,
    heading_text,
    in_capitals,
    is_formula,
    is_heading,
    is_known_name,
    joined,
    numbering,
    run_in_chars,
    split_number,
)
from bot.model import NOT_TEXT
from tests.pdfs import body_layout, line


@pytest.mark.parametrize(
    ("text", "title", "level", "kind"),
    [
        pytest.param("4.1 Results", "Results", 2, Numbering.ARABIC, id="two numbers"),
        pytest.param("1. Introduction", "Introduction", 1, Numbering.ARABIC, id="a full stop"),
        pytest.param("2.0 Method", "Method", 1, Numbering.ARABIC, id="a nought"),
        pytest.param("IV. RESULTS", "RESULTS", 1, Numbering.ROMAN, id="roman"),
        pytest.param("B. Setup", "Setup", 1, Numbering.LETTER, id="a letter"),
        pytest.param("A.2 Proofs", "Proofs", 2, Numbering.LETTER, id="a letter and a number"),
        pytest.param("A Proofs", "Proofs", 1, Numbering.LETTER, id="a letter of an appendix"),
        pytest.param("A camera is enough", "A camera is enough", None, None, id="an article"),
        pytest.param("Results:", "Results", None, None, id="no number"),
        pytest.param("关键词：", "关键词", None, None, id="a Chinese colon"),
        pytest.param("2024 in review", "2024 in review", None, None, id="a year"),
        pytest.param("a b s t r a c t", "abstract", None, None, id="letters set apart"),
    ],
)
def test_the_number_of_a_heading_is_split_off(text: str, title: str, level: int | None, kind: Numbering | None) -> None:
    assert split_number(text) == (title, level)
    assert numbering(text) is kind


def test_the_text_of_a_heading_has_no_marks() -> None:
    assert heading_text(line("Results³", prose="Results")) == "Results"
    assert heading_text(line("The P₁ class²", prose=f"The P{NOT_TEXT} class")) == "The P₁ class"


def test_two_lines_of_a_heading_are_joined() -> None:
    assert joined("Measuring the", "Wake") == "Measuring the Wake"
    assert joined(f"Measure{BREAK_HYPHEN}", "ment") == "Measurement"


@pytest.mark.parametrize(
    ("text", "bold", "lead"),
    [
        pytest.param("Abstract—In this paper we ask", 0, "Abstract—", id="abstract with a dash"),
        pytest.param("ABSTRACT Pilots guide ships", 0, "ABSTRACT ", id="abstract in capitals"),
        pytest.param("Keywords: harbours, currents", 0, "Keywords: ", id="keywords"),
        pytest.param("摘要港口水流是船舶航行研究中的重要概念", 0, "摘要", id="a Chinese abstract without a space"),
        pytest.param("摘要生成是自然语言处理中的重要任务", 0, "", id="a Chinese sentence on abstracts"),
        pytest.param("Setup. We mount the camera", 6, "Setup.", id="bold with a full stop"),
        pytest.param("Baselines We compare three", 9, "Baselines", id="bold before a capital"),
        pytest.param("We find that pilots err", 0, "", id="no bold"),
        pytest.param("the wake is long", 8, "", id="bold words in a sentence"),
        pytest.param("Table 2. Errors in knots", 8, "", id="a table"),
        pytest.param("Theorem 3. Let w be a wake", 10, "", id="a theorem"),
        pytest.param("Supplementary Fig. 4 shows it", 20, "", id="a figure of a supplement"),
    ],
)
def test_a_heading_may_run_into_its_text(text: str, bold: int, lead: str) -> None:
    assert text[: run_in_chars(line(text, bold_start=bold))] == lead


def looks_like_heading(candidate: Line, *, gap_pt: float = 20, below: Line | None = None) -> bool:
    above = line("The sentence above it.", baseline=candidate.baseline_pt + gap_pt)
    return is_heading(candidate, above, below, body_layout())


@pytest.mark.parametrize(
    "candidate",
    [
        pytest.param(line("Introduction"), id="a known name in plain type"),
        pytest.param(line("参考文献"), id="a known name in Chinese"),
        pytest.param(line("2 Finding the Wake", is_bold=True), id="numbered and bold"),
        pytest.param(line("Finding the Wake", is_bold=True), id="bold"),
        pytest.param(line("Finding the Wake", size_pt=12), id="large and apart"),
        pytest.param(line("II. FINDING THE WAKE"), id="numbered in capitals"),
        pytest.param(line("A. Camera and Calibration", font="Times-Italic"), id="numbered in italics"),
        pytest.param(line("3.1 Wakes at Night", size_pt=9, is_bold=True), id="numbered, bold and small"),
    ],
)
def test_a_heading_is_seen(candidate: Line) -> None:
    assert looks_like_heading(candidate)


@pytest.mark.parametrize(
    ("candidate", "gap_pt"),
    [
        pytest.param(line("Pilots learn to read the water"), 20, id="plain words"),
        pytest.param(line("finding the wake", is_bold=True), 20, id="a small letter"),
        pytest.param(line("We find it. Then we fit a line", is_bold=True), 20, id="two sentences"),
        pytest.param(line("0.71 0.92 1.44 Pilots", is_bold=True), 20, id="mostly numbers"),
        pytest.param(line("Figure 3", is_bold=True), 20, id="a figure"),
        pytest.param(line("Definition 2.1", is_bold=True), 20, id="a definition"),
        pytest.param(line("定理 3", is_bold=True), 20, id="a theorem in Chinese"),
        pytest.param(line("S T", is_bold=True), 20, id="letters of a formula"),
        pytest.param(line("Finding the Wake", size_pt=12), 12, id="large but not apart"),
        pytest.param(line("RETURN CURRENT", is_fixed_pitch=True), 20, id="code"),
        pytest.param(line("Finding the Wake", is_bold=True, is_rotated=True), 20, id="turned"),
        pytest.param(line("Finding the wake of buoys,", is_bold=True), 20, id="a comma at its end"),
        pytest.param(line("Small Print", size_pt=8, is_bold=True), 20, id="smaller than the body"),
    ],
)
def test_what_is_no_heading(candidate: Line, gap_pt: float) -> None:
    assert not looks_like_heading(candidate, gap_pt=gap_pt)


def test_a_spaced_heading_is_seen_where_its_small_capitals_come_as_small_letters() -> None:
    assert is_heading(line("a b s t r a c t"), None, None, body_layout())
    assert not is_heading(line("abstract of a work"), None, None, body_layout())


@pytest.mark.parametrize(
    ("text", "chars"),
    [
        pytest.param("Abstract Pilots guide large ships into harbours, and most of them judge", 9, id="a sentence"),
        pytest.param("Abstract Interpretation of Harbours", 0, id="a title"),
        pytest.param("Abstract interpretation guides large ships into harbours, and most of", 0, id="a term"),
    ],
)
def test_the_word_abstract_may_open_its_first_sentence_without_a_stop(text: str, chars: int) -> None:
    assert run_in_chars(line(text)) == chars


def test_the_small_word_abstract_is_a_heading_over_smaller_type() -> None:
    below = line("Received 4 May 2023", baseline=688, size_pt=7)

    assert is_heading(line("abstract"), None, below, body_layout())
    assert not is_heading(line("abstract"), None, line("art is what it is", baseline=688), body_layout())


def test_an_item_in_italics_goes_on_in_italics() -> None:
    item = line("1. The order is consistent with all reads", font="Times-Italic")

    assert not looks_like_heading(item, below=line("and with all writes.", font="Times-Italic", baseline=688))


@pytest.mark.parametrize(
    ("above", "below", "answer"),
    [
        pytest.param("Measuring the Current of", "Harbours at Night", True, id="two lines"),
        pytest.param("Conclusions and", "Future Work", True, id="a name behind an open end"),
        pytest.param("Method", "2.1 Camera", False, id="a number"),
        pytest.param("Evaluation", "Discussion", False, id="a name of its own"),
    ],
)
def test_a_heading_may_have_a_second_line(above: str, below: str, answer: bool) -> None:
    first, second = line(above, is_bold=True), line(below, is_bold=True, baseline=688)

    assert continues_heading(first, second) is answer


def test_the_line_below_a_heading_is_no_second_line_when_its_type_differs() -> None:
    assert not continues_heading(line("Method", is_bold=True), line("We mount the camera", baseline=688))
    assert not continues_heading(line("Method", is_bold=True), line("We Mount", is_bold=True, baseline=650))


def test_capitals_and_formulas_and_names_are_told() -> None:
    assert in_capitals("RESULTS AND DISCUSSION")
    assert not in_capitals("GPU")
    assert is_formula(line("softmax", font="CMMI10"))
    assert not is_formula(line("softmax", font="CMR10"))
    assert is_formula(line("x = y", font="GlosaMath-Bold"))
    assert not is_formula(line("Supervised learning", font="GlosaMath-Bold"))
    assert is_known_name("Conclusions.")
    assert not is_known_name("Conclusions of pilots")


@pytest.mark.parametrize(
    "text",
    [
        "Определение 1",
        "Satz 3.2",
        "OPEN",
        "Check for updates",
        "Research Article",
        "S3 Fig. Wakes by harbour",
        "S1 Table",
    ],
)
def test_what_journals_print_beside_the_text_is_no_heading(text: str) -> None:
    assert not is_heading(line(text, size_pt=12, is_bold=True), None, None, body_layout())


def test_the_first_line_of_a_paragraph_in_large_type_is_no_heading() -> None:
    first = line("Pilots guide large ships into harbours and most of them judge", size_pt=11)
    second = line("the current by eye and by the wakes of small buoys that float", size_pt=11, baseline=687)

    assert not is_heading(first, None, second, body_layout())


def test_small_capitals_are_told_by_their_font() -> None:
    title = line("3. Our measure of centrality", font="CMCSC10", baseline=600)

    assert is_heading(title, line("above", baseline=640), None, body_layout())


@pytest.mark.parametrize(
    ("text", "title"),
    [("1 | INTRODUCTION", "INTRODUCTION"), ("3.2 | Bias to triviality", "Bias to triviality")],
)
def test_a_bar_may_stand_behind_the_number(text: str, title: str) -> None:
    assert split_number(text)[0] == title


def test_the_bold_subject_of_a_sentence_does_not_run_in() -> None:
    assert run_in_chars(line("Wake loss (WL) occurs when a buoy sinks.", bold_start=11)) == 0
    assert run_in_chars(line("Limitations. (1) Ice hides the wakes.", bold_start=22)) == len("Limitations. ")
