from contextlib import closing

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from adapters.pdf.figures.ink import PageInk, page_ink
from bot.model import Box
from tests.pdf_files import one_page


@pytest.fixture
def two_squares() -> PageInk:
    """A page of 100 by 80 points with ink at (10..20, 10..20) and (50..70, 40..60), from the lower left."""
    mask = Image.new("L", (100, 80))
    draw = ImageDraw.Draw(mask)
    draw.rectangle((10, 60, 19, 69), fill=255)
    draw.rectangle((50, 20, 69, 39), fill=255)
    return PageInk(mask)


def test_a_box_is_drawn_in_to_its_ink(two_squares: PageInk) -> None:
    assert two_squares.tight(Box(0, 0, 100, 80)) == Box(10, 10, 70, 60)
    assert two_squares.tight(Box(0, 0, 40, 80)) == Box(10, 10, 20, 20)


@pytest.mark.parametrize(
    "box",
    [Box(22, 22, 40, 38), Box(90, 70, 300, 300), Box(200, 0, 300, 80), Box(30, 30, 30, 30)],
    ids=["clear paper", "over the edge", "off the page", "no size"],
)
def test_a_box_without_ink_has_no_tight_box(two_squares: PageInk, box: Box) -> None:
    assert two_squares.tight(box) is None
    assert two_squares.share(box) == 0


def test_the_share_is_of_the_box(two_squares: PageInk) -> None:
    assert two_squares.share(Box(10, 10, 30, 20)) == 0.5


def test_clear_strips_are_told_in_points(two_squares: PageInk) -> None:
    assert two_squares.clear_rows(Box(0, 0, 100, 80)) == [(0, 10), (20, 40), (60, 80)]
    assert two_squares.clear_columns(Box(0, 0, 100, 80)) == [(0, 10), (20, 50), (70, 100)]


def test_what_is_wiped_is_gone_and_the_page_before_is_not_changed(two_squares: PageInk) -> None:
    wiped = two_squares.without([Box(10, 10, 20, 20)])

    assert wiped.tight(Box(0, 0, 100, 80)) == Box(50, 40, 70, 60)
    assert two_squares.tight(Box(0, 0, 40, 80)) == Box(10, 10, 20, 20)


def test_a_huge_page_is_seen_at_fewer_pixels_and_told_in_points() -> None:
    pdf = one_page("0 0 1000 1000 re f", media_box="0 0 9000 4500")

    with closing(pdfium.PdfDocument(pdf)) as document, closing(document[0]) as page:
        ink = page_ink(page)

    assert ink.mask.size == (3000, 1500)
    assert ink.tight(Box(0, 0, 9000, 4500)) == pytest.approx((0, 0, 1000, 1000), abs=4)


@pytest.mark.parametrize(("degrees", "expected"), [(90, (20, 260, 60, 280)), (270, (140, 20, 180, 40))])
def test_the_ink_of_a_page_turned_is_where_it_is_seen_then(degrees: int, expected: tuple[int, ...]) -> None:
    with closing(pdfium.PdfDocument(one_page("20 20 20 40 re f"))) as document, closing(document[0]) as page:
        ink = page_ink(page).turned(degrees)

    found = ink.tight(Box(0, 0, 200, 300))
    assert found is not None
    assert tuple(map(round, found)) == expected
