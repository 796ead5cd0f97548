from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.page_content import ObjectKind, PageObject
from adapters.pdf.page.page_objects import page_graphics
from tests.pdf_files import one_page

PATH, FORM = ObjectKind.PATH, ObjectKind.FORM
SQUARE = "1 0 0 rg 20 30 40 50 re f"


def objects_of(pdf: bytes) -> tuple[PageObject, ...]:
    with closing(pdfium.PdfDocument(pdf)) as document, closing(document[0]) as page:
        return page_graphics(page, page_frame(page)).objects


def boxes_of(pdf: bytes) -> list[tuple[ObjectKind, tuple[float, ...]]]:
    return [(item.kind, tuple(round(side) for side in item.box)) for item in objects_of(pdf)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(SQUARE, [(PATH, (20, 30, 60, 80))], id="a filled square"),
        pytest.param("BT /F1 12 Tf 20 30 Td (words) Tj ET", [], id="text is none"),
        pytest.param("0.4 w 20 50 m 220 50 l S", [(ObjectKind.RULE_ACROSS, (20, 50, 220, 50))], id="a rule"),
        pytest.param("20 50 1 90 re f", [(ObjectKind.RULE_UPRIGHT, (20, 50, 21, 140))], id="a filled rule, upright"),
        pytest.param("20 30 40 50 re n", [], id="a path that paints nothing"),
        pytest.param("1 1 1 rg 20 30 40 50 re f", [], id="white on white"),
        pytest.param("20 30 40 50 re W n 0 0 300 200 re f", [(PATH, (20, 30, 60, 80))], id="cut by a clip path"),
        pytest.param("280 190 100 100 re f", [(PATH, (280, 190, 300, 200))], id="reaching off the page"),
        pytest.param("400 30 40 50 re f", [], id="off the page"),
        pytest.param("20 30 9 9 re f 30 30 9 9 re f 40 30 9 9 re f", [(PATH, (20, 30, 49, 39))], id="one drawing"),
        pytest.param("20 30 9 9 re f 90 30 9 9 re f", [(PATH, (20, 30, 29, 39)), (PATH, (90, 30, 99, 39))], id="two"),
    ],
)  # fmt: skip
def test_what_is_drawn_is_told_with_its_visible_box(content: str, expected: list[object]) -> None:
    assert boxes_of(one_page(content)) == expected


def test_a_form_is_as_large_as_what_its_bbox_leaves_of_it() -> None:
    forms = {"Plot": ("/BBox [0 0 50 40]", "0 0 500 400 re f"), "Empty": ("/BBox [0 0 50 40]", "")}

    assert boxes_of(one_page("q 1 0 0 1 30 60 cm /Plot Do Q /Empty Do", forms=forms)) == [(FORM, (30, 60, 80, 100))]


def test_a_form_is_placed_by_its_matrix() -> None:
    forms = {"Plot": ("/BBox [0 0 50 40]", "0 0 50 40 re f")}

    assert boxes_of(one_page("q 0 2 -2 0 200 10 cm /Plot Do Q", forms=forms)) == [(FORM, (120, 10, 200, 110))]


def test_a_form_around_the_whole_page_is_opened() -> None:
    forms = {"Page": ("/BBox [0 0 300 200]", "10 180 280 1 re f 10 20 280 1 re f 20 40 30 30 re f")}

    assert [kind for kind, _ in boxes_of(one_page("/Page Do", forms=forms))] == [
        ObjectKind.RULE_ACROSS,
        ObjectKind.RULE_ACROSS,
        PATH,
    ]


def test_a_form_of_very_many_paths_is_taken_at_its_bbox() -> None:
    dots = " ".join(f"{x} {y} 1 1 re f" for x in range(0, 300, 9) for y in range(0, 300, 9))
    forms = {"Plot": ("/BBox [0 0 60 50]", dots)}

    assert boxes_of(one_page("q 1 0 0 1 30 60 cm /Plot Do Q", forms=forms)) == [(FORM, (30, 60, 90, 110))]


def test_a_form_of_very_many_paths_some_of_which_are_cut_reaches_over_all() -> None:
    """As a plot of several panels does: curves are cut to their panel, frames and ticks are not."""
    cut = "q 10 10 30 30 re W n 0 0 60 60 re f Q " * 100
    whole = "60 60 20 20 re f " * 100
    pdf = one_page("/Fm Do", forms={"Fm": ("/BBox [0 0 90 90]", cut + whole)})

    assert boxes_of(pdf) == [(FORM, (10, 10, 80, 80))]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param("/Rotate 90", (30, 240, 80, 280), id="90"),
        pytest.param("/Rotate 180", (240, 120, 280, 170), id="180"),
        pytest.param("/Rotate 270", (120, 20, 170, 60), id="270"),
        pytest.param("/CropBox [10 10 290 190]", (10, 20, 50, 70), id="cropped"),
    ],
)
def test_boxes_are_of_the_page_as_shown(entries: str, expected: tuple[int, ...]) -> None:
    assert boxes_of(one_page(SQUARE, more=entries)) == [(PATH, expected)]
