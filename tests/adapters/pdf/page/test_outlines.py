"""Outlines that make a drawing dear are left out of it, and are there again behind it."""

import ctypes
from contextlib import closing

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from adapters.pdf.page.outlines import vast_outlines_left_out
from tests.pdf_files import one_page

STATES = "/ExtGState << /Pale << /ca 0.4 /CA 0.4 >> >> "
VAST = "10 -90000 200 90100 re "


def outlined(page: pdfium.PdfPage) -> list[bool]:
    """Of each path of the page, whether it is outlined; those in forms too."""
    found = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        assert raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
        found.append(bool(stroke.value))
    return found


@pytest.mark.parametrize(
    ("content", "drawn"),
    [
        pytest.param(f"/Pale gs {VAST} B", [False], id="translucent and far larger than the page"),
        pytest.param(f"/Pale gs {VAST} B*", [False], id="filled by the other rule"),
        pytest.param(f"/Pale gs {VAST} B 10 10 50 50 re B", [False, True], id="beside one of the page's own size"),
        pytest.param(f"{VAST} B", [True], id="opaque"),
        pytest.param(f"/Pale gs {VAST} S", [True], id="not filled"),
        pytest.param(f"/Pale gs 4 w {VAST} B", [True], id="so thick that it hides letters"),
        pytest.param(f"/Pale gs 0.1 0 0 0.1 0 0 cm 10 w {VAST} B", [False], id="thin as it is placed"),
        pytest.param("q 0.4 0 0 0.4 0 0 cm /Plot Do Q", [False], id="in a form"),
        pytest.param("q 0.001 0 0 0.001 0 0 cm /Plot Do Q", [True], id="in a form that makes it small"),
    ],
)
def test_vast_translucent_areas_are_drawn_without_their_outline(content: str, drawn: list[bool]) -> None:
    forms = {"Plot": ("", f"/Pale gs {VAST} B")}
    file = one_page(content, forms=forms, resources=STATES)

    with closing(pdfium.PdfDocument(file)) as document, closing(document[0]) as page:
        before = outlined(page)
        with vast_outlines_left_out(page):
            assert outlined(page) == drawn
        assert outlined(page) == before == [True] * len(drawn)
