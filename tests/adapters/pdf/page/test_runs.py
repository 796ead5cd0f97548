"""Text objects of real pages: what PDFium hands out, as few calls as may be."""

import itertools
from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.lines import Line
from adapters.pdf.page.runs import Run, TextPage
from tests.pdf_files import one_page
from tests.pdf_reading import page_lines


def runs_of(content: str, *, every_word: bool = False, more: str = "") -> list[Run]:
    return runs_in(one_page(content, more=more), every_word=every_word)


def runs_in(pdf: bytes, *, every_word: bool = False) -> list[Run]:
    with (
        closing(pdfium.PdfDocument(pdf)) as document,
        closing(document[0]) as page,
        closing(TextPage(page, page_frame(page), every_word=every_word)) as text,
    ):
        return list(text.runs())


def lines_of(content: str, *, more: str = "") -> list[Line]:
    with closing(pdfium.PdfDocument(one_page(content, more=more))) as document, closing(document[0]) as page:
        return page_lines(page, 1)


def shown(*commands: str) -> str:
    return f"BT /F1 12 Tf 20 100 Td {' '.join(commands)} ET"


def test_each_text_object_of_a_line_is_a_run() -> None:
    runs = runs_of(shown("(Pilots guide ) Tj", "/F1 9 Tf (large) Tj", "( ships) Tj"))

    assert [(run.text, run.face.size_pt, run.begins_line) for run in runs] == [
        ("Pilots guide", 12, True),
        ("large", 9, False),
        ("ships", 9, False),
    ]


def test_words_can_be_had_one_by_one() -> None:
    content = shown("(Pilots guide large ships) Tj")

    assert [run.text for run in runs_of(content)] == ["Pilots guide large ships"]
    assert [run.text for run in runs_of(content, every_word=True)] == ["Pilots", "guide", "large", "ships"]


def test_pieces_of_a_word_are_joined() -> None:
    first, second = runs_of(shown("(har) Tj", "/F1 11 Tf (bour) Tj"))

    assert (first.is_joined, second.is_joined) == (False, True)


def test_a_gap_inside_a_text_object_is_seen() -> None:
    runs = runs_of(shown("[(Pilots) -9000 (Night)] TJ"))

    assert [run.text for run in runs] == ["Pilots", "Night"]


def test_the_size_is_that_on_the_page() -> None:
    (run,) = runs_of("BT /F1 1 Tf 12 0 0 12 20 100 Tm (Scaled) Tj ET")

    assert (run.face.size_pt, run.baseline_pt) == (12, 100)


def test_a_size_below_nought_in_a_mirrored_space_is_a_size() -> None:
    (run,) = runs_of("BT /F1 -12 Tf -1 0 0 -1 20 100 Tm (Mirrored) Tj ET")

    assert (run.face.size_pt, run.face.is_rotated) == (12, False)


def of_pixels(shown: str) -> list[Run]:
    """Runs of a font whose letter "a" is 46 units high, and whose "+" is 50."""
    letter = {name: ("", f"50 0 0 0 46 {h} d1 0 0 46 {h} re f") for name, h in (("a", 46), ("plus", 50))}
    font = (
        "/F3 << /Type /Font /Subtype /Type3 /FontBBox [0 0 50 50] /FontMatrix [1 0 0 1 0 0] /FirstChar 43 /LastChar 97 "
        f"/Widths [{'50 ' * 55}] /Encoding << /Differences [43 /plus 97 /a] >> /CharProcs << /a 6 0 R /plus 7 0 R >> >>"
    )
    file = one_page(shown, forms=letter, fonts=font)
    with (
        closing(pdfium.PdfDocument(file)) as document,
        closing(document[0]) as page,
        closing(TextPage(page, page_frame(page))) as text,
    ):
        return list(text.runs())


@pytest.mark.parametrize(
    ("words", "sizes"),
    [
        pytest.param("(aaa)", [12], id="letters"),
        pytest.param("(aa+)", [12], id="a sign among letters"),
        pytest.param("(+++)", [6], id="signs alone: as large as they are high"),
    ],
)
def test_a_font_of_pixels_is_as_large_as_its_letters(words: str, sizes: list[float]) -> None:
    runs = of_pixels(f"BT /F3 0.12 Tf 20 100 Td {words} Tj ET")

    assert [run.face.size_pt for run in runs] == sizes


def test_tiny_type_stays_tiny() -> None:
    (run,) = runs_of("BT /F1 0.5 Tf 20 100 Td (hidden words) Tj ET")

    assert run.face.size_pt == 0.5


@pytest.mark.parametrize(
    ("content", "more", "is_rotated"),
    [
        pytest.param(shown("(Pilots) Tj"), "", False, id="upright"),
        pytest.param("BT /F1 12 Tf 0 1 -1 0 50 50 Tm (Pilots) Tj ET", "", True, id="turned text"),
        pytest.param(shown("(Pilots) Tj"), "/Rotate 90", True, id="turned page"),
        pytest.param("BT /F1 12 Tf 0 1 -1 0 50 50 Tm (Pilots) Tj ET", "/Rotate 90", False, id="both"),
        pytest.param("BT /F1 12 Tf -1 0 0 1 150 50 Tm (Pilots) Tj ET", "", True, id="mirrored"),
    ],
)
def test_the_direction_is_that_on_the_page_as_shown(content: str, more: str, is_rotated: bool) -> None:
    assert all(run.face.is_rotated is is_rotated for run in runs_of(content, more=more))


def test_boxes_are_those_of_the_page_as_cropped() -> None:
    (whole,) = runs_of(shown("(Pilots) Tj"))
    (cropped,) = runs_of(shown("(Pilots) Tj"), more="/CropBox [10 50 250 180]")

    assert cropped.box.left == pytest.approx(whole.box.left - 10)
    assert (whole.baseline_pt, cropped.baseline_pt) == (100, 50)


def test_a_line_end_hyphen_is_a_mark_and_not_a_character() -> None:
    content = shown("(large har-) Tj", "0 -14 Td (bours at night) Tj")

    assert [(run.text, run.is_broken) for run in runs_of(content)] == [("large har", True), ("bours at night", False)]


def test_an_accent_goes_to_the_letter_below_it() -> None:
    acute = "\nBT /F1 12 Tf 37.3 100 Td (\\302) Tj ET"  # over the "e", which the first object ends with

    (line,) = lines_of(shown("(cafe) Tj") + acute)

    assert line.text == "café"


def test_a_glyph_without_a_name_keeps_its_place() -> None:
    (line,) = lines_of(shown("(P \\004 0.05) Tj"))

    assert line.text == "P \ufffd 0.05"


def test_a_page_without_text_has_no_runs() -> None:
    assert runs_of("0 0 1 rg 10 10 50 50 re f") == []
    assert runs_of(shown("(   ) Tj")) == []


def test_raised_text_is_told_from_the_line_it_belongs_to() -> None:
    (line,) = lines_of(shown("(pilots) Tj", "/F1 7 Tf 5 Ts (2) Tj"))

    assert (line.text, line.prose) == ("pilots²", "pilots")


def test_fonts_of_one_name_are_told_apart() -> None:
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /CMR10 /FontDescriptor << /Type /FontDescriptor "
        f"/FontName /CMR10 /Flags {flags} /FontBBox [0 0 500 700] >> >>"
        for name, flags in (("F2", 33), ("F3", 32))
    )
    content = "BT /F2 12 Tf 20 100 Td (Typed) Tj /F3 12 Tf 0 -20 Td (Set) Tj ET"

    runs = runs_in(one_page(content, fonts=fonts))

    assert [(run.text, run.face.font, run.face.is_fixed_pitch) for run in runs] == [
        ("Typed", "CMR10", True),
        ("Set", "CMR10", False),
    ]


def test_the_words_of_a_run_can_be_had() -> None:
    with (
        closing(pdfium.PdfDocument(one_page(shown("(Pilots guide har-) Tj", "0 -14 Td (bours) Tj")))) as document,
        closing(document[0]) as page,
        closing(TextPage(page, page_frame(page))) as text,
    ):
        run, _ = text.runs()
        words = text.words(run)

    assert [(word.text, word.begins_line, word.is_broken) for word in words] == [
        ("Pilots", True, False),
        ("guide", False, False),
        ("har", False, True),
    ]
    assert (words[0].box.left, words[-1].box.right) == (run.box.left, run.box.right)


def test_signs_beyond_the_first_plane_stand_in_their_place() -> None:
    # Named so in a simple font, PDFium has them in its list, and leaves them out of its text.
    fonts = "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [98 /u1D44F /u1D70B] >> >>"
    content = shown("(When ) Tj /F2 12 Tf (bc) Tj /F1 12 Tf ( is met, ) Tj /F2 12 Tf (cb) Tj /F1 12 Tf ( ends) Tj")

    runs = runs_in(one_page(content, fonts=fonts))

    assert [run.text for run in runs] == ["When", "𝑏𝜋", "is met,", "𝜋𝑏", "ends"]
    assert [run.face.font for run in runs] == ["Helvetica", "Courier", "Helvetica", "Courier", "Helvetica"]
    edges = [(run.box.left, run.box.right) for run in runs]
    assert all(right < left for (_, right), (left, _) in itertools.pairwise(edges))
