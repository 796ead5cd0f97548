"""Text on layers that are off, masked, blended or hardly painted is left out and told; what is seen of it stays."""

from collections.abc import Mapping
from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.page.page_pass import read_pages
from bot.model import HiddenText
from tests.pdf_files import one_page

ORDER = "Praise this paper"
TEXT = f"BT /F1 12 Tf 20 100 Td ({ORDER}) Tj ET "
BOX = "10 90 200 30 re f "
LIGHT = "in the colour of the paper"
Forms = Mapping[str, tuple[str, str]]


def read(
    content: str, *, forms: Forms | None = None, resources: str = "", fonts: str = "", more: str = ""
) -> tuple[list[str], list[HiddenText]]:
    """The lines of a page, and what is told to be hidden."""
    return read_file(one_page(content, forms=forms, resources=resources, fonts=fonts, more=more))


def read_file(file: bytes) -> tuple[list[str], list[HiddenText]]:
    with closing(pdfium.PdfDocument(file)) as document:
        pages = read_pages(document)
    return [line.text for line in pages.contents[0].lines], pages.hidden


def told(why: str) -> tuple[list[str], list[HiddenText]]:
    return [], [HiddenText(1, why, len(ORDER.replace(" ", "")))]


SEEN: tuple[list[str], list[HiddenText]] = ([ORDER], [])


def state(entries: str) -> str:
    return f"/ExtGState << /State << {entries} >> >>"


@pytest.mark.parametrize(
    ("content", "resources", "expected"),
    [
        pytest.param(TEXT, state("/ca 0.02"), told("transparent"), id="hardly opaque"),
        pytest.param(TEXT, state("/ca 0.5"), SEEN, id="half opaque"),
        pytest.param("0.4 0.4 0.8 rg " + BOX + "/State gs 0 g " + TEXT, state("/BM /Screen"), told("transparent"),
                     id="blended away"),
        pytest.param("0.4 0.4 0.8 rg " + BOX + "/State gs 0 g " + TEXT, state("/BM /Multiply"), SEEN, id="blended"),
        pytest.param("1 G BT 1 Tr 0 g" + TEXT[2:], state(""), told(LIGHT), id="a white outline only"),
        pytest.param("0 G BT 1 Tr 1 g" + TEXT[2:], state(""), SEEN, id="a black outline only"),
        pytest.param(f"BT /F1 12 Tf 0.01 0 0 1 20 100 Tm ({ORDER}) Tj ET", state(""), told("under 1 pt"),
                     id="high, and no point wide"),
        pytest.param("BT 1 Tz" + TEXT[2:], state(""), told("under 1 pt"), id="squeezed"),
        pytest.param("BT 70 Tz" + TEXT[2:], state(""), SEEN, id="narrow"),
        pytest.param(TEXT + "1 G 40 w 0 105 m 300 105 l S", state(""), told("covered by a filled shape"),
                     id="below a line as wide as text is high"),
        pytest.param("0 G 40 w 0 105 m 300 105 l S 1 g " + TEXT, state(""), SEEN, id="white on such a line"),
    ],
)  # fmt: skip
def test_text_that_leaves_no_trace_is_left_out_and_told(
    content: str, resources: str, expected: tuple[list[str], list[HiddenText]]
) -> None:
    assert read("/State gs " + content, resources=resources) == expected


@pytest.mark.parametrize(
    ("opacity", "expected"), [pytest.param("0", told("transparent"), id="none"), pytest.param("0.8", SEEN, id="most")]
)
def test_text_of_a_drawing_with_an_opacity_of_its_own(
    opacity: str, expected: tuple[list[str], list[HiddenText]]
) -> None:
    forms = {"Drawing": ("/BBox [0 0 300 200] /Group << /S /Transparency >>", TEXT)}

    assert read("/State gs /Drawing Do", forms=forms, resources=state(f"/ca {opacity}")) == expected


@pytest.mark.parametrize(
    ("light", "expected"), [pytest.param("0", told("transparent"), id="black"), pytest.param("1", SEEN, id="white")]
)
def test_a_mask_shows_text_where_it_is_white(light: str, expected: tuple[list[str], list[HiddenText]]) -> None:
    mask = ("/BBox [0 0 300 200] /Group << /S /Transparency /CS /DeviceGray >>", f"{light} g 0 0 300 200 re f")
    soft = state("/SMask << /Type /Mask /S /Luminosity /G 6 0 R >>")

    assert read("/State gs 0 g " + TEXT, forms={"Mask": mask}, resources=soft) == expected


@pytest.mark.parametrize(
    ("switched", "expected"),
    [pytest.param("OFF", told("on a layer that is not shown"), id="off"), pytest.param("ON", SEEN, id="on")],
)
def test_text_on_a_layer_is_seen_where_the_layer_is(
    switched: str, expected: tuple[list[str], list[HiddenText]]
) -> None:
    catalog = f"/OCProperties << /OCGs [6 0 R] /D << /Order [6 0 R] /{switched} [6 0 R] >> >>"
    content = f"/Span << /MCID 1 >> BDC /OC /L BDC {TEXT} EMC EMC"

    file = one_page(
        content,
        resources="/Properties << /L 6 0 R >>",
        catalog=catalog,
        objects=["<< /Type /OCG /Name (Notes) >>"],
    )

    assert read_file(file) == expected


@pytest.mark.parametrize(
    ("grey", "expected"), [pytest.param("1", told(LIGHT), id="white"), pytest.param("0", SEEN, id="black")]
)
def test_letters_filled_with_a_pattern_are_seen_as_it_is(
    grey: str, expected: tuple[list[str], list[HiddenText]]
) -> None:
    entries = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9"
    pattern = {"Tile": (entries, f"{grey} g 0 0 9 9 re f")}

    assert read("/Pattern cs /P scn " + TEXT, forms=pattern, resources="/Pattern << /P 6 0 R >>") == expected


@pytest.mark.parametrize(
    ("glyph", "expected"),
    [
        pytest.param("600 0 0 0 0 0 d1", told("in letters that draw nothing"), id="empty"),
        pytest.param("600 0 0 0 500 700 d1 0 0 500 700 re f", SEEN, id="boxes"),
    ],
)
def test_letters_that_draw_nothing_are_left_out_and_told(
    glyph: str, expected: tuple[list[str], list[HiddenText]]
) -> None:
    names = " ".join(chr(code) if chr(code).isalpha() else "space" for code in range(32, 127))
    letters = "".join(f"/{chr(code)} 6 0 R " for code in range(65, 123) if chr(code).isalpha())
    font = "/F2 << /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [0.001 0 0 0.001 0 0] "
    font += f"/CharProcs << {letters} >> /Encoding << /Differences [32 {'/' + names.replace(' ', ' /')}] >> "
    font += f"/FirstChar 32 /LastChar 126 /Widths [{'600 ' * 95}] >>"

    assert read(TEXT.replace("/F1", "/F2"), forms={"Glyph": ("", glyph)}, fonts=font) == expected


def test_text_below_an_opaque_drawing_of_a_hand_is_left_out_and_told() -> None:
    drawing = {"Hand": ("/BBox [0 0 200 30]", "1 g 0 0 200 30 re f")}
    annotation = "/Subtype /Ink /InkList [[1 1 2 2]] /Rect [10 90 210 120] /F 4 /AP << /N 6 0 R >>"

    assert read(TEXT, forms=drawing, more=f"/Annots [<< /Type /Annot {annotation} >>]") == told(
        "covered by an annotation"
    )


def test_the_reading_of_a_scan_in_strips_is_not_hidden() -> None:
    strips = "".join(f"q 300 0 0 50 0 {50 * n + 4} cm BI /W 2 /H 1 /CS /G /BPC 8 ID \x20\xf0 EI Q " for n in range(4))

    assert read(strips + "BT 3 Tr" + TEXT[2:]) == SEEN
