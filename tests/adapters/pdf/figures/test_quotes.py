"""Quotes shown where they stand: their words are marked, what stands around them is there, and nothing is guessed."""

import io
from collections.abc import Sequence
from contextlib import closing

import pypdfium2 as pdfium
import pytest
from PIL import Image

from adapters.pdf.figures.quotes import draw_quotes
from bot.errors import FigureError
from bot.model import Evidence
from tests.builders_pdf import Sheet, Text, pdf_of

MARKER = (255, 236, 110)
PAGE = Sheet(
    [
        Text("We sort shells by their sound alone.", 72, 700),
        Text("Shells that were left in the sun are sor-", 72, 686),
        Text("ted last, and 3 of 100 are not sorted.", 72, 672),
        Text("Nobody else has sorted so many shells.", 72, 300),
    ]
)


def shown(evidence: Sequence[Evidence], *sheets: Sheet) -> Image.Image:
    with closing(pdfium.PdfDocument(pdf_of(*(sheets or (PAGE,))))) as document:
        return Image.open(io.BytesIO(draw_quotes(document, evidence, label="The evidence").png))


def marked(picture: Image.Image) -> int:
    """How many pixels have the marker's colour."""
    return sum(count for count, colour in picture.getcolors(1 << 20) or [] if colour == MARKER)


def test_the_words_of_a_quote_are_marked_and_the_lines_around_it_are_there() -> None:
    one_line = shown([Evidence(1, "We sort shells by their sound alone.")])
    two_lines = shown([Evidence(1, "Shells that were left in the sun are sorted last, and 3 of 100 are not sorted.")])

    assert marked(one_line) * 1.6 < marked(two_lines)
    assert 150 < one_line.height < two_lines.height < 400


def test_a_quote_of_which_a_piece_is_there_has_that_piece_marked() -> None:
    whole = shown([Evidence(1, "We sort shells by their sound alone.")])
    piece = shown([Evidence(1, "We sort shells by their colour and shape.")])

    assert 0 < marked(piece) < marked(whole)


def test_pages_stand_one_under_the_other_three_at_most() -> None:
    pages = [Evidence(page, "We sort shells by their sound alone.") for page in (1, 2, 3, 4)]

    one, three, four = (shown(pages[:count], PAGE, PAGE, PAGE, PAGE) for count in (1, 3, 4))

    assert three.height > 3 * one.height
    assert four.size == three.size


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_marks_of_a_turned_page_are_where_its_words_are_shown(turn: int) -> None:
    pdf = pdf_of(PAGE).replace(b"/Type /Page ", f"/Type /Page /Rotate {turn} ".encode())
    with closing(pdfium.PdfDocument(pdf)) as document:
        image = draw_quotes(document, [Evidence(1, "We sort shells by their sound alone.")], label="The evidence")

    picture = Image.open(io.BytesIO(image.png))
    straight = shown([Evidence(1, "We sort shells by their sound alone.")])
    assert marked(picture) == pytest.approx(marked(straight), rel=0.15)


@pytest.mark.parametrize(
    ("evidence", "problem"),
    [
        (Evidence(1, "Birds sing in the morning."), "its words were not found there as they are"),
        (Evidence(2, "We sort shells by their sound alone."), "the file has no page 2"),
        (Evidence(1, "…"), "its words were not found there as they are"),
    ],
)
def test_what_does_not_stand_there_is_not_shown(evidence: Evidence, problem: str) -> None:
    with pytest.raises(FigureError, match=problem):
        shown([evidence])
