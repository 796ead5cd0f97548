import io
from contextlib import closing

import pypdfium2 as pdfium
import pytest
from PIL import Image

from adapters.pdf.figures.drawing import draw, draw_page
from bot import model
from bot.errors import FigureError
from bot.model import Box
from tests.pdf_files import one_page

SQUARE = one_page("1 0 0 rg 100 50 40 30 re f")


def drawn(pdf: bytes, box: Box, *, page: int = 1) -> model.Image:
    with closing(pdfium.PdfDocument(pdf)) as document:
        return draw(document, page, box, label="Figure 1")


def pixels(image: model.Image) -> Image.Image:
    picture = Image.open(io.BytesIO(image.png))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (image.width_px, image.height_px))
    return picture


def test_white_edges_are_trimmed_and_a_margin_of_four_points_is_left() -> None:
    image = drawn(SQUARE, Box(60, 20, 200, 120))

    picture = pixels(image)
    assert picture.size == (2 * 40 + 16, 2 * 30 + 16)
    assert picture.getpixel((7, 7)) == (255, 255, 255)
    assert picture.getpixel((9, 9)) == (255, 0, 0)


def test_what_stands_beside_the_box_is_not_in_the_picture() -> None:
    pdf = one_page("1 0 0 rg 100 50 40 30 re f 0 0 1 rg 141 50 40 30 re f")

    colours = {colour for _, colour in pixels(drawn(pdf, Box(100, 50, 140, 80))).getcolors() or []}

    assert colours == {(255, 0, 0), (255, 255, 255)}


@pytest.mark.parametrize(
    ("entries", "box", "size"),
    [
        pytest.param("/Rotate 90", Box(40, 150, 100, 210), (30, 40), id="turned"),
        pytest.param("/CropBox [90 40 290 190]", Box(0, 0, 100, 100), (40, 30), id="cropped"),
    ],
)
def test_the_box_is_of_the_page_as_shown(entries: str, box: Box, size: tuple[int, int]) -> None:
    image = drawn(one_page("1 0 0 rg 100 50 40 30 re f", more=entries), box)

    assert (image.width_px - 16, image.height_px - 16) == (2 * size[0], 2 * size[1])


@pytest.mark.parametrize(
    ("degrees", "corner"),
    [
        pytest.param(0, (8, 8), id="as shown"),
        pytest.param(90, (-9, 8), id="a quarter"),
        pytest.param(180, (-9, -9), id="half"),
        pytest.param(270, (8, -9), id="three quarters"),
    ],
)
def test_a_picture_is_turned_clockwise(degrees: int, corner: tuple[int, int]) -> None:
    pdf = one_page("1 0 0 rg 100 50 40 30 re f 0 0 1 rg 100 70 10 10 re f")  # blue at the upper left

    with closing(pdfium.PdfDocument(pdf)) as document:
        image = draw(document, 1, Box(60, 20, 200, 120), label="Figure 1", turn_degrees=degrees)

    picture = pixels(image)
    assert picture.size == ((96, 76) if degrees in (0, 180) else (76, 96))
    x, y = corner
    assert picture.getpixel((x % picture.width, y % picture.height)) == (0, 0, 255)


def test_a_poster_is_drawn_smaller() -> None:
    pdf = one_page("1 0 0 rg 0 0 8000 2000 re f", media_box="0 0 8000 2000")

    image = drawn(pdf, Box(0, 0, 8000, 2000))

    assert (image.width_px, image.height_px) == (4096 + 16, 1024 + 16)


@pytest.mark.parametrize(
    ("page", "box", "sentence"),
    [
        pytest.param(2, Box(0, 0, 9, 9), "Figure 1 could not be drawn: the file has no page 2.", id="no such page"),
        pytest.param(0, Box(0, 0, 9, 9), "Figure 1 could not be drawn: the file has no page 0.", id="page 0"),
        pytest.param(
            1, Box(900, 0, 999, 9), "Figure 1 could not be drawn: its box covers nothing of page 1.", id="off the page"
        ),
        pytest.param(
            1, Box(9, 9, 50, 40), "Figure 1 could not be drawn: there is nothing but white in its box.", id="white"
        ),
    ],
)
def test_what_cannot_be_drawn_is_an_error_that_says_why(page: int, box: Box, sentence: str) -> None:
    with pytest.raises(FigureError) as caught:
        drawn(SQUARE, box, page=page)

    assert str(caught.value) == sentence


def test_a_whole_page_is_drawn_as_it_is() -> None:
    with closing(pdfium.PdfDocument(SQUARE)) as document:
        image = draw_page(document, 1, label="Figure 1")

    assert pixels(image).size == (600, 400)
