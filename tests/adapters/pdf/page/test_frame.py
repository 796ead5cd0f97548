"""From a page's own coordinates to the page as shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.matrices import transformed
from bot.model import Box

coordinate = st.floats(0, 500, allow_nan=False)
rotation = st.sampled_from([0, 90, 180, 270])


@pytest.mark.parametrize(
    ("turn", "box", "size"),
    [
        pytest.param(0, Box(10, 20, 30, 60), (180, 280), id="upright"),
        pytest.param(90, Box(20, 150, 60, 170), (280, 180), id="clockwise"),
        pytest.param(180, Box(150, 220, 170, 260), (180, 280), id="upside down"),
        pytest.param(270, Box(220, 10, 260, 30), (280, 180), id="counterclockwise"),
    ],
)
def test_a_cropped_page_is_turned_as_the_file_says(turn: int, box: Box, size: tuple[float, float]) -> None:
    frame = PageFrame(10, 10, 190, 290, turn)

    assert frame.box(20, 30, 40, 70) == box
    assert (frame.width_pt, frame.height_pt) == size


@given(rotation, coordinate, coordinate, coordinate, coordinate)
def test_a_box_keeps_its_size_however_the_page_is_turned(
    turn: int, left: float, bottom: float, width: float, height: float
) -> None:
    box = PageFrame(0, 0, 1000, 1000, turn).box(left, bottom, left + width, bottom + height)

    sides = (box.right - box.left, box.top - box.bottom)
    assert sides == pytest.approx((height, width) if turn in (90, 270) else (width, height))


@given(rotation, coordinate, coordinate)
def test_a_box_inside_the_page_stays_inside_it(turn: int, left: float, bottom: float) -> None:
    frame = PageFrame(0, 0, 600, 700, turn)

    box = frame.box(left, bottom, left + 10, bottom + 10)

    assert 0 <= box.left < box.right <= frame.width_pt
    assert 0 <= box.bottom < box.top <= frame.height_pt


@given(rotation)
def test_directions_turn_with_the_page(turn: int) -> None:
    frame = PageFrame(0, 0, 600, 700, turn)
    start, end = frame.box(100, 100, 100, 100), frame.box(110, 100, 110, 100)

    dx, dy = frame.direction(1, 0)

    assert (end.left - start.left, end.bottom - start.bottom) == pytest.approx((10 * dx, 10 * dy))


@given(rotation, coordinate, coordinate, coordinate, coordinate)
def test_its_matrix_does_to_a_box_what_the_frame_does(
    turn: int, left: float, bottom: float, width: float, height: float
) -> None:
    frame, box = PageFrame(10, 20, 300, 700, turn), Box(left, bottom, left + width, bottom + height)

    assert transformed(box, frame.matrix) == pytest.approx(frame.box(*box))
