"""How runs become lines, and what the text of a line says about raised, lowered, bold and broken pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line, group_lines
from adapters.pdf.page.runs import Run
from bot.model import NOT_TEXT, Box
from tests.pdfs import face, run

SMALL = face(6)
BOLD = face(10, "Times-Bold", is_bold=True)


def beside(runs: list[Run], text: str, *, gap_em: float = 0.25, **more: object) -> list[Run]:
    """The runs, and one more to their right."""
    last = runs[-1]
    return [*runs, run(text, last.box.right + gap_em * last.face.size_pt, **more)]  # type: ignore[arg-type]


def row(*texts: str, baseline: float = 700, gap_em: float = 0.25) -> list[Run]:
    runs = [run(texts[0], baseline=baseline, begins_line=True)]
    for text in texts[1:]:
        runs = beside(runs, text, gap_em=gap_em, baseline=baseline)
    return runs


def only(runs: list[Run]) -> Line:
    (found,) = group_lines(runs, 1)
    return found


def test_words_at_one_height_are_one_line() -> None:
    line = only(row("Pilots", "guide", "ships"))

    assert line.text == line.prose == "Pilots guide ships"
    assert (line.baseline_pt, line.size_pt, line.font, line.page) == (700, 10, "Times", 1)


def test_the_box_is_around_all_runs() -> None:
    runs = row("Pilots", "guide")

    assert only(runs).box == Box(72, 698, runs[-1].box.right, 707)


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param([*row("left"), run("right", 320)], id="another column"),
        pytest.param([*row("above"), run("below", baseline=688)], id="another height"),
        pytest.param([*row("upright"), run("turned", 100, of=face(dx=0.0, dy=1.0))], id="another direction"),
        pytest.param([run("bro", is_broken=True), run("ken", 90)], id="behind a hyphen at the line's end"),
    ],
)
def test_a_new_line_begins_at(runs: list[Run]) -> None:
    assert len(group_lines(runs, 1)) == 2


@pytest.mark.parametrize(
    ("raised", "before", "text", "prose"),
    [
        pytest.param("1", "pilots", "pilots¹", "pilots", id="a footnote mark"),
        pytest.param("2,3", "Cruz", "Cruz²,³", "Cruz", id="marks of institutions"),
        pytest.param("∗", "Cruz", "Cruz∗", "Cruz", id="a star"),
        pytest.param("6", "10", "10⁶", "10⁶", id="a power of a number"),
        pytest.param("2", "x", "x²", f"x{NOT_TEXT}", id="an exponent"),
        pytest.param("a", "Cruz", "Cruzᵃ", f"Cruz{NOT_TEXT}", id="a letter of an institution"),
        pytest.param("𝑎,𝑏", "Cruz", "Cruzᵃ,ᵇ", f"Cruz{NOT_TEXT}", id="letters in italics"),
        pytest.param("bd*", "Cruz", "Cruzᵇᵈ*", f"Cruz{NOT_TEXT}", id="letters of institutions and a star"),
        pytest.param("bd", "Cruz", "Cruzᵇᵈ", f"Cruz{NOT_TEXT}", id="letters of two institutions"),
        pytest.param("bdef", "Cruz", "Cruzᵇᵈᵉᶠ", f"Cruz{NOT_TEXT}", id="letters of four institutions"),
        pytest.param("1,a)", "Cruz", "Cruz¹,ᵃ⁾", f"Cruz{NOT_TEXT}", id="a number and a letter with its bracket"),
        pytest.param("max", "rate", "ratemax", f"rate{NOT_TEXT}", id="a word"),
        pytest.param("th", "20", "20th", "20th", id="an ordinal"),
    ],
)
def test_raised_characters(raised: str, before: str, text: str, prose: str) -> None:
    line = only(beside([run(before)], raised, gap_em=0.02, baseline=704, of=SMALL, is_joined=True))

    assert (line.text, line.prose) == (text, prose)


def test_lowered_characters_make_a_formula() -> None:
    line = only(beside([run("speed v")], "12", gap_em=0.02, baseline=698, of=SMALL, is_joined=True))

    assert (line.text, line.prose) == ("speed v₁₂", f"speed v{NOT_TEXT}")


def test_a_mark_that_goes_leaves_the_space_before_it() -> None:
    runs = beside([run("Foundation")], "2", baseline=704, of=SMALL)
    runs = beside(runs, "Institute", gap_em=0.02, is_joined=True)

    assert only(runs).prose == "Foundation Institute"


def test_a_comma_behind_a_mark_has_no_space_before_it() -> None:
    runs = beside([run("competitions")], "1", gap_em=0.02, baseline=704, of=SMALL, is_joined=True)

    assert only(beside(runs, ", and")).prose == "competitions, and"


def test_a_mark_may_open_the_line() -> None:
    runs = beside([run("1", baseline=704, of=SMALL)], "University of Bergen")

    assert only(runs).text == "¹ University of Bergen"


def test_a_glyph_without_a_name_is_no_prose() -> None:
    line = only(row("P", "\x14", "0.05"))

    assert (line.text, line.prose) == ("P \ufffd 0.05", f"P {NOT_TEXT} 0.05")


def test_a_broken_word_ends_with_the_mark_of_a_break() -> None:
    assert only([run("effi", is_broken=True)]).text == f"effi{BREAK_HYPHEN}"


@pytest.mark.parametrize(
    ("runs", "bold_start", "is_bold"),
    [
        pytest.param([run("Results", of=BOLD)], 7, True, id="all of it"),
        pytest.param(beside([run("Results.", of=BOLD)], "We find that pilots err."), 8, False, id="a heading run in"),
        pytest.param(beside([run("We find")], "more", of=BOLD), 0, False, id="a word at the end"),
    ],
)
def test_the_bold_start_of_a_line_is_measured(runs: list[Run], bold_start: int, is_bold: bool) -> None:
    line = only(runs)

    assert (line.bold_start, line.is_bold) == (bold_start, is_bold)


def test_spaces_that_part_names_are_marked() -> None:
    line = only(beside(row("Ada", "Example"), "Ben", gap_em=0.9))

    assert line.text == "Ada Example Ben"
    assert line.wide_spaces == (len("Ada Example"),)


def test_a_loose_line_of_justified_text_is_whole() -> None:
    solid = "a line of running text that fills its column well"
    right = 72 + len(solid) * 4.5
    loose = [run("analgesic,", baseline=688), run("ameliorative,", 150, baseline=688)]
    loose.append(run("antioxidant", right - 11 * 4.5, baseline=688))

    lines = group_lines([run(solid), *loose], 1)

    assert [line.text for line in lines] == [solid, "analgesic, ameliorative, antioxidant"]


def test_cells_below_each_other_stay_apart() -> None:
    cells = [
        run(text, left, baseline=700 - 12 * n)
        for n, texts in enumerate([("Method alone", "Day", "Night"), ("Pilots of all", "0.7", "0.9")])
        for text, left in zip(texts, (72, 150, 190), strict=True)
    ]

    assert len(group_lines(cells, 1)) == 6


@pytest.mark.parametrize("number", ["II.", "(a)", "•", "3."])
def test_a_number_goes_with_what_it_counts(number: str) -> None:
    assert only(beside([run(number)], "Method of counting", gap_em=1.6)).text == f"{number} Method of counting"


def test_a_bare_number_goes_with_a_heading_but_not_with_a_cell() -> None:
    assert len(group_lines(beside([run("1", of=BOLD)], "Introduction", gap_em=1.5, of=BOLD), 1)) == 1
    assert len(group_lines(beside([run("1")], "Bergen", gap_em=1.5), 1)) == 2


words = st.text(alphabet="abcdefgh", min_size=1, max_size=8)


@given(st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=6), st.floats(0.1, 4))
def test_no_character_is_lost(texts: list[list[str]], gap_em: float) -> None:
    runs = [r for n, row_of in enumerate(texts) for r in row(*row_of, baseline=700 - 12 * n, gap_em=gap_em)]

    lines = group_lines(runs, 1)

    assert "".join(line.text for line in lines).replace(" ", "") == "".join(word for row_of in texts for word in row_of)
    assert [line.baseline_pt for line in lines] == sorted((line.baseline_pt for line in lines), reverse=True)
