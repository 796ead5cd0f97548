"""Files that lie on their side are read as if somebody had set them upright; boxes stay on the page as shown."""

import io
from collections import Counter
from functools import cache

import pypdf
import pytest

from adapters.pdf.document import read_paper
from adapters.pdf.page.lying import lying_pages, unturned
from bot.model import Box, Paper
from tests.pdf_files import PROSE, typeset


@cache
def upright() -> bytes:
    body = (
        "#align(center)[#text(size: 17pt)[Sorting Sea Shells By Their Sound]\n\nAda Example #h(2em) Ben Sample]\n"
        f"= Abstract\n{PROSE}\n= Introduction\n{PROSE * 3}\n"
        f"#figure(plot(), caption: [Errors fall.])\n{PROSE * 6}\n= Results\n{PROSE * 9}"
    )
    return typeset(body)


def turned(degrees: int, *pages: int) -> bytes:
    """The file with its pages (all, or those of these numbers) turned clockwise by what the file says of them."""
    writer = pypdf.PdfWriter(io.BytesIO(upright()))
    for number, page in enumerate(writer.pages, 1):
        if not pages or number in pages:
            page.rotate(degrees)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def words(paper: Paper) -> tuple[object, ...]:
    texts = tuple(page.text for page in paper.pages)
    return paper.title, paper.authors, paper.abstract, paper.sections, paper.paragraphs, texts


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_file_that_lies_says_what_it_says_upright(degrees: int) -> None:
    paper, lying = read_paper(upright(), name="shells.pdf"), read_paper(turned(degrees), name="shells.pdf")

    assert words(lying) == words(paper)
    assert lying.authors == ("Ada Example", "Ben Sample")


@pytest.mark.parametrize(
    ("degrees", "width_pt", "height_pt"),
    [pytest.param(90, 792, 612, id="90"), pytest.param(180, 612, 792, id="180"), pytest.param(270, 792, 612, id="270")],
)
def test_the_box_of_a_figure_is_on_the_page_as_shown(degrees: int, width_pt: float, height_pt: float) -> None:
    [figure], [lying] = (read_paper(file, name="shells.pdf").figures for file in (upright(), turned(degrees)))

    # What the file turned clockwise, the reader turns on until it is upright.
    expected = unturned(figure.box, (360 - degrees) % 360, width_pt=width_pt, height_pt=height_pt)
    assert lying.box == pytest.approx(expected, abs=0.01)
    assert lying.confidence == figure.confidence
    assert (figure.turn_degrees, lying.turn_degrees) == (0, 360 - degrees)
    shape = (figure.box.right - figure.box.left, figure.box.top - figure.box.bottom)
    of_lying = (lying.box.right - lying.box.left, lying.box.top - lying.box.bottom)
    assert of_lying == pytest.approx(shape if degrees == 180 else shape[::-1], abs=0.01)


def test_a_corner_goes_to_its_corner() -> None:
    lower_left = Box(0, 0, 10, 20)  # of a page of 100 by 200, once it was turned

    assert unturned(lower_left, 0, width_pt=100, height_pt=200) == lower_left
    assert unturned(lower_left, 90, width_pt=200, height_pt=100) == Box(180, 0, 200, 10)
    assert unturned(lower_left, 180, width_pt=100, height_pt=200) == Box(90, 180, 100, 200)
    assert unturned(lower_left, 270, width_pt=200, height_pt=100) == Box(0, 90, 20, 100)


@pytest.mark.parametrize(
    ("of_pages", "expected"),
    [
        pytest.param({1: Counter({0: 900, 90: 40}), 2: Counter({90: 200})}, {}, id="one page of an upright file"),
        pytest.param({1: Counter({90: 900, 0: 20}), 2: Counter({90: 800})}, {1: 90, 2: 90}, id="a file that lies"),
        pytest.param({1: Counter({270: 900}), 2: Counter({0: 90})}, {1: 270}, id="one page of it stands"),
        pytest.param(
            {1: Counter({180: 900}), 2: Counter({180: 40, 90: 60}), 3: Counter()},
            {1: 180, 2: 180, 3: 180},
            id="pages without one direction lie as the others",
        ),
        pytest.param({1: Counter(), 2: Counter()}, {}, id="no text"),
    ],
)
def test_a_file_lies_when_most_of_its_text_does(of_pages: dict[int, Counter[int]], expected: dict[int, int]) -> None:
    assert lying_pages(of_pages) == expected
