"""Signs whose codes say something else than their shape."""

import pytest

from adapters.pdf.page.characters import Edges
from adapters.pdf.page.pi_signs import is_pi_font, told_by_shape, told_in_pi_font, with_lost

FIGURE = (0.0, 0.0, 4.0, 7.0)
SHAPES: dict[str, Edges] = {
    "minus": (0, 3, 6, 3.5),
    "hyphen": (0, 2, 2.5, 2.6),
    "underscore": (0, -1.5, 6, -1),
    "star": (0, 3, 5, 6),
    "equals": (0, 2, 7, 4.2),
    "bracket": (0, -2, 2.5, 8),
    "plus": (0, 0, 6, 6.2),
    "dot": (0, 0, 1, 1.1),
    "colon": (0, 0, 1, 5),
    "quarter": (0, 0, 7, 7),
    "thorn": (0, -2, 4.5, 7),
}


def read(units: str, **shapes: str) -> str:
    """`units` as it is written, where the character at `at_N` has a named shape and all others that of a figure."""
    boxes = {int(at.removeprefix("at_")): SHAPES[shape] for at, shape in shapes.items()}
    return told_by_shape(units, lambda at: boxes.get(at, FIGURE))


def test_a_flat_sign_before_a_figure_is_a_minus_and_one_dot_is_a_point() -> None:
    assert read("D ¼\x020:2 MeV", at_2="equals", at_3="minus", at_5="dot") == "D =−0.2 MeV"


def test_brackets_and_plus_are_known_by_their_width() -> None:
    assert read("ð26Þ þ ½Ca", at_0="bracket", at_3="bracket", at_5="plus", at_7="bracket") == "(26) + [Ca"


@pytest.mark.parametrize(
    ("units", "shape"),
    [
        pytest.param("\x0254", "hyphen", id="hyphen"),
        pytest.param("\x0254", "underscore", id="underscore"),
        pytest.param("\x0254", "star", id="star"),
        pytest.param("¼ cup", "quarter", id="a quarter"),
        pytest.param("þorn", "thorn", id="a letter"),
        pytest.param("½ cup", "quarter", id="a half"),
        pytest.param("(x\x02\r\nMore", "star", id="another sign at a line end"),
    ],
)
def test_other_shapes_stay_what_they_are(units: str, shape: str) -> None:
    at = next(at for at, sign in enumerate(units) if sign in "\x02¼þ½")

    assert read(units, **{f"at_{at}": shape}) == units


def test_a_colon_of_two_dots_stays() -> None:
    assert read("7:30 ¼\x021", at_1="colon", at_5="equals", at_6="minus") == "7:30 =−1"


def test_a_text_without_such_codes_costs_no_look_at_its_shapes() -> None:
    def never(at: int) -> Edges:
        raise AssertionError(at)

    assert told_by_shape("Version 7:30 of − 0.2\r\n", never) == "Version 7:30 of − 0.2\r\n"


def test_a_sign_without_ink_tells_nothing() -> None:
    assert told_by_shape("\x0254", lambda _: (3, 3, 3, 3)) == "\x0254"


def test_an_equals_sign_that_is_higher_than_wide_is_a_slash() -> None:
    assert read("E=A ¼\x021", at_1="bracket", at_4="equals", at_5="minus") == "E/A =−1"
    assert read("E=A ¼\x021", at_1="equals", at_4="equals", at_5="minus") == "E=A =−1"


@pytest.mark.parametrize(
    ("ink", "text"),
    [
        pytest.param((-7, 3, -1, 3.5), "E \x0254", id="with ink"),
        pytest.param((-7, 3, -7, 3), "E 54", id="without ink"),
        pytest.param((-7, 3, -6.5, 9), "E 54", id="a hair"),
    ],
)
def test_a_glyph_that_the_engine_left_out_is_not_lost(ink: Edges, text: str) -> None:
    found, places = with_lost("E 54", [0, 1, 3, 4], 5, lambda _: "\x02", lambda place: ink if place == 2 else FIGURE)

    assert found == text
    assert places == ([0, 1, 2, 3, 4] if len(text) == 5 else [0, 1, 3, 4])


def test_every_glyph_that_was_left_out_comes_back_at_the_ends_of_the_text_too() -> None:
    no_ink = (3, 3, 3, 3)

    found = with_lost("ab", [2, 5], 7, lambda place: chr(0x10 + place), lambda place: no_ink if place == 4 else FIGURE)

    assert found == ("\x10\x11a\x13b\x16", [0, 1, 2, 3, 5, 6])


def test_a_glyph_for_which_nothing_shall_stand_stays_out() -> None:
    assert with_lost("E 54", [0, 1, 3, 4], 5, lambda _: "", lambda _: FIGURE) == ("E 54", [0, 1, 3, 4])


@pytest.mark.parametrize(
    ("ring", "written"), [((5, 4.5, 7, 6.6), "6° C"), ((5, 0, 7, 2.1), "6\x03 C"), ((5, 0, 10, 6.6), "6\x03 C")]
)
def test_a_small_ring_at_the_head_of_a_figure_is_a_degree(ring: Edges, written: str) -> None:
    assert told_by_shape("6\x03 C", lambda at: ring if at == 1 else FIGURE) == written


def test_a_degree_may_stand_behind_a_space() -> None:
    ring = (5, 4.5, 7, 6.6)

    assert told_by_shape("38 \x03C", lambda at: ring if at == 3 else FIGURE) == "38 °C"
    assert told_by_shape("as \x03C", lambda at: ring if at == 3 else FIGURE) == "as \x03C"


def test_nothing_is_looked_at_where_nothing_was_left_out() -> None:
    def never(place: int) -> Edges:
        raise AssertionError(place)

    assert with_lost("a b", [0, 1, 2], 3, str, never) == ("a b", [0, 1, 2])


@pytest.mark.parametrize(
    ("text", "font", "shape", "written"),
    [
        pytest.param("1", "TEXSpecialPi", "minus", "–", id="a dash with the code of a figure"),
        pytest.param("1", "TEXSpecialPi", "plus", "\ufffd", id="another sign with the code of a figure"),
        pytest.param("p", "MathematicalPi-One", "plus", "\ufffd", id="a Greek letter with the code of a Latin one"),
        pytest.param("±", "MathematicalPi-One", "plus", "±", id="a sign with its own code"),
        pytest.param("w", "ScienceTypeCustomPi-No5T", "bracket", "[", id="a bracket"),
        pytest.param("Ž", "SizedSym151", "bracket", "(", id="a bracket of another font"),
    ],
)
def test_in_a_font_of_signs_nothing_is_a_letter_or_a_figure(text: str, font: str, shape: str, written: str) -> None:
    assert is_pi_font(font)
    assert told_in_pi_font(text, font, lambda _: SHAPES[shape]) == written


@pytest.mark.parametrize("font", ["Times-Roman", "Pippo", "PilotPiedmont", "AdvP6F00"])
def test_other_fonts_are_none_of_signs(font: str) -> None:
    assert not is_pi_font(font)
