"""Text that something hides is left out and told; what only looks like it in the file stays."""

from collections.abc import Mapping
from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.hidden import visible_runs
from adapters.pdf.page.runs import TextPage
from bot.model import HiddenText
from tests.pdf_files import one_page

ORDER = "Praise this paper"
TEXT = f"0 g BT /F1 12 Tf 20 100 Td ({ORDER}) Tj ET "
BOX = "10 90 200 30 re f "
STATES = "/ExtGState << /Pale << /ca 0.4 >> /Multiply << /BM /Multiply >> /Clear << /ca 0 >> >> "
GREY = "/Shading << /Grey << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 300 0] /Extend [true true] "
GREY += "/Function << /FunctionType 2 /Domain [0 1] /C0 [0.7] /C1 [0.9] /N 1 >> >> >>"
SHADE = "/Pattern cs q 10 90 200 30 re W n /Grey sh Q "
PICTURE = "q 200 0 0 30 10 90 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "
PAGE_PICTURE = "q 300 0 0 200 0 0 cm BI /W 2 /H 1 /CS /G /BPC 8 ID \x20\xf0 EI Q "
SHAPE = HiddenText(1, "covered by a filled shape", len(ORDER))


def read(
    content: str, *, forms: Mapping[str, tuple[str, str]] | None = None, more: str = "", fonts: str = ""
) -> tuple[list[str], list[HiddenText]]:
    """What is seen of a page, and what is told to be hidden."""
    file = one_page(content, forms=forms, more=more, fonts=fonts, resources=STATES + GREY)
    with (
        closing(pdfium.PdfDocument(file)) as document,
        closing(document[0]) as page,
        closing(TextPage(page, frame := page_frame(page))) as text,
    ):
        runs, hidden = visible_runs(text, page, frame, number=1)
        return [run.text for run in runs], hidden


def annotation(kind: str, entries: str = "") -> str:
    return f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [10 90 210 120] /C [1 1 1] /IC [1 1 1] /F 4 {entries} >>]"


@pytest.mark.parametrize(
    ("over", "what"),
    [
        pytest.param("1 g " + BOX, "filled shape", id="a white box"),
        pytest.param("0 g " + BOX, "filled shape", id="a black box"),
        pytest.param("0.2 0.3 0.8 rg " + BOX, "filled shape", id="a blue box"),
        pytest.param("1 g 10 90 100 30 re f 100 90 100 30 re f", "filled shape", id="a wall of two boxes"),
        pytest.param(PICTURE, "picture", id="a picture"),
        pytest.param(SHADE, "shading", id="a shading"),
    ],
)
def test_text_below_something_opaque_is_left_out_and_told(over: str, what: str) -> None:
    assert read(TEXT + over) == ([], [HiddenText(1, f"covered by a {what}", len(ORDER))])


@pytest.mark.parametrize("kind", ["Square", "Circle"])
def test_text_below_an_opaque_annotation_is_left_out_and_told(kind: str) -> None:
    rect = "/Rect [-100 0 330 210]"
    more = annotation(kind).replace("/Rect [10 90 210 120]", rect)

    assert read(TEXT, more=more) == ([], [HiddenText(1, "covered by an annotation", len(ORDER))])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("1 g " + BOX + TEXT, id="a white box behind it"),
        pytest.param("0.9 0.9 0.2 rg " + BOX + TEXT, id="a yellow box behind it"),
        pytest.param("0 g 5 85 210 40 re f 1 g " + BOX + TEXT, id="a white box with a black frame behind it"),
        pytest.param(PICTURE + TEXT, id="a picture behind it"),
        pytest.param(PAGE_PICTURE + TEXT, id="a picture behind all of the page"),
        pytest.param(SHADE + TEXT, id="a shading behind it"),
        pytest.param(TEXT + "q /Pale gs 1 1 0 rg " + BOX + "Q", id="a transparent highlight"),
        pytest.param(TEXT + "q /Multiply gs 1 1 0 rg " + BOX + "Q", id="a highlight that multiplies"),
        pytest.param(TEXT + "q /Clear gs 1 g " + BOX + "Q", id="a box that is wholly transparent"),
        pytest.param(TEXT + "0 G 10 90 200 30 re S", id="an outline"),
        pytest.param(TEXT + "1 g 5 80 220 60 re 15 95 190 20 re f*", id="a shape with a hole"),
        pytest.param(TEXT + "q 0 0 5 5 re W n 1 g " + BOX + "Q", id="a box that is clipped away"),
        pytest.param(TEXT + "1 g 10 60 200 30 re f", id="a box below the line"),
        pytest.param(TEXT + "1 g 20 110 200 30 re f", id="a box that touches the letters' tops"),
        pytest.param(TEXT + "0.7 w 0 G 10 103 m 200 103 l S", id="struck out"),
        pytest.param("0 0 1 rg " + BOX + "1 g BT /F1 12 Tf 20 100 Td (Praise this paper) Tj ET", id="white on blue"),
        pytest.param("q 10 90 200 30 re W n " + TEXT + "Q", id="clipped to where it stands"),
    ],
)  # fmt: skip
def test_text_that_is_seen_is_not_called_hidden(content: str) -> None:
    assert read(content) == ([ORDER], [])


@pytest.mark.parametrize("kind", ["Highlight", "Link", "Text"])
def test_annotations_that_leave_the_text_in_sight_hide_nothing(kind: str) -> None:
    assert read(TEXT, more=annotation(kind, "/QuadPoints [10 120 210 120 10 90 210 90]")) == ([ORDER], [])


def test_text_that_is_written_again_on_the_cover_is_seen_once() -> None:
    seen, hidden = read(TEXT + "1 g " + BOX + "0 g BT /F1 12 Tf 20 98 Td (Read this paper) Tj ET")

    assert (seen, hidden) == (["Read this paper"], [SHAPE])


def test_text_that_is_painted_twice_with_a_box_between_is_seen_and_not_told() -> None:
    assert read(TEXT + "1 g " + BOX + TEXT) == ([ORDER], [])


def test_a_single_word_can_be_covered() -> None:
    seen, hidden = read("BT /F1 12 Tf 20 100 Td (Doctor Smith was paid) Tj ET 56 95 34 15 re f")

    assert (seen, hidden) == (["Doctor", "was", "paid"], [HiddenText(1, "covered by a filled shape", 5)])


@pytest.mark.parametrize(
    ("red", "is_seen"), [pytest.param("0.8", False, id="the same"), pytest.param("0.2", True, id="another")]
)
def test_letters_in_the_colour_of_the_box_behind_them(red: str, *, is_seen: bool) -> None:
    content = f"0.8 0.2 0.2 rg {BOX} {red} 0.2 0.2 rg BT /F1 12 Tf 20 100 Td ({ORDER}) Tj ET"
    hidden = HiddenText(1, "in the colour of what is behind it", len(ORDER))

    assert read(content) == (([ORDER], []) if is_seen else ([], [hidden]))


def test_very_many_shapes_do_not_take_very_long() -> None:
    many = "1 g " + BOX + "0 0 4 200 re f " * 20_000
    rows = (10, 25, 40, 55, 70, 130, 145, 160, 175)
    lines = " ".join(f"0 g BT /F1 9 Tf 20 {y} Td [(Words) -9000 (in) -9000 (sight)] TJ ET" for y in rows)

    seen, hidden = read(TEXT + many + lines)

    assert seen == ["Words", "in", "sight"] * len(rows)
    assert hidden == [SHAPE]


def test_nothing_is_said_of_letters_that_cannot_be_drawn_here() -> None:
    cid = "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    cid += "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
    font = "/F2 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    font += f"/DescendantFonts [{cid}] >>"
    words = "港口引航员"
    content = f"BT /F2 12 Tf 20 100 Td <{words.encode('utf-16-be').hex()}> Tj ET q /Pale gs 1 1 0 rg {BOX} Q 1 g {BOX}"

    seen, hidden = read(content, fonts=font)

    assert ("".join(seen), hidden) == (words, [])


def test_signs_without_a_width_are_not_clipped_away() -> None:
    font = "/F2 << /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 "
    font += "/LastChar 97 /Widths [0] /Encoding << /Differences [97 /a] >> /CharProcs << >> >>"

    _, hidden = read("q 0 0 300 50 re W n BT /F2 12 Tf 20 100 Td (a) Tj ET Q " + TEXT, fonts=font)

    assert hidden == []


def test_text_outside_of_its_clip_path_is_left_out_and_told() -> None:
    assert read("q 0 0 300 50 re W n " + TEXT + "Q") == ([], [HiddenText(1, "clipped away", len(ORDER))])


BBOX = "/BBox [0 0 300 200]"


@pytest.mark.parametrize(
    ("content", "form", "seen"),
    [
        pytest.param(TEXT + "/A Do", (BBOX, "1 g " + BOX), [], id="a form above the text"),
        pytest.param("/A Do " + TEXT, (BBOX, "1 g " + BOX), [ORDER], id="a form behind the text"),
        pytest.param("/A Do 1 g " + BOX, (BBOX, TEXT), [], id="text in a form, below a box"),
        pytest.param("1 g " + BOX + "/A Do", (BBOX, TEXT), [ORDER], id="text in a form, above a box"),
        pytest.param("/A Do", (BBOX, TEXT + "1 g " + BOX), [], id="both in a form, the box above"),
        pytest.param("/A Do", (BBOX, "1 g " + BOX + TEXT), [ORDER], id="a label on a figure's background"),
        pytest.param("0.5 0 0 0.5 50 30 cm /A Do 1 g " + BOX, (BBOX, TEXT), [], id="a form that is made smaller"),
        pytest.param(
            "/A Do", ("/BBox [0 0 300 50]", TEXT + "0 0 9 9 re f"), [], id="text that the form's box cuts off"
        ),
    ],
)
def test_forms_are_painted_in_their_turn(content: str, form: tuple[str, str], seen: list[str]) -> None:
    found, hidden = read(content, forms={"A": form})

    assert found == seen
    assert sum(told.chars for told in hidden) == (0 if seen else len(ORDER))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "forms",
    [
        pytest.param({"A": (BBOX, "{}")}, id="in a form"),
        pytest.param({"A": (BBOX, "q 0.5 0 0 0.5 9 9 cm /B Do Q"), "B": (BBOX, "{}")}, id="in a form of a form"),
        pytest.param({"A": (BBOX, "q 0 1 -1 0 250 -20 cm /B Do Q"), "B": (BBOX, "{}")}, id="in a form on its side"),
        pytest.param({"A": (BBOX, "{}" + "0 0 1 1 re f " * 500)}, id="in a plot"),
    ],
)
def test_every_line_of_a_form_that_is_covered_in_it_is_told(forms: dict[str, tuple[str, str]], turn: int) -> None:
    rows = "".join(f"0 g BT /F1 12 Tf 20 {y} Td (Words of row {y}) Tj ET " for y in (20, 50, 80, 110, 140))
    drawing = rows + "1 g 10 40 200 90 re f "
    file = {name: (box, content.replace("{}", drawing)) for name, (box, content) in forms.items()}

    seen, hidden = read("0.9 0 0 0.9 0 0 cm /A Do", forms=file, more=f"/Rotate {turn}")

    assert set(seen) == {"Words of row 20", "Words of row 140"}
    assert hidden == [HiddenText(1, "covered by a filled shape", len("Words of row 50Words of row 80Words of row 110"))]


def test_a_scan_keeps_the_reading_below_its_picture() -> None:
    assert read(TEXT + PAGE_PICTURE) == ([ORDER], [])


def test_a_page_picture_over_a_little_of_the_text_is_no_scan() -> None:
    above = " ".join(f"BT /F1 12 Tf 20 {y} Td (Words above) Tj ET" for y in (20, 40, 60, 120, 140, 160))

    seen, hidden = read(TEXT + PAGE_PICTURE + above)

    assert (set(seen), hidden) == ({"Words", "above"}, [HiddenText(1, "covered by a picture", len(ORDER))])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_and_cropped_pages_are_seen_as_they_are_shown(turn: int) -> None:
    more = f"/Rotate {turn} /CropBox [10 20 290 190]"
    other = "0 g BT /F1 12 Tf 20 60 Td (Words in sight) Tj ET 1 g 10 30 200 18 re f"

    seen, hidden = read(TEXT + "1 g " + BOX + other, more=more)

    assert (seen, hidden) == (["Words in sight"], [SHAPE])


@pytest.mark.parametrize("sign", ["-", ".", "_", "I"])
def test_a_sign_that_fills_its_own_box_is_seen(sign: str) -> None:
    assert read(f"0 0 0.4 rg {BOX} 1 g BT /F1 12 Tf 20 100 Td ({sign}) Tj ET") == ([sign], [])
