"""Invisible text is left out and told; text that is seen is never called hidden."""

import pytest

from adapters.pdf.document import read_paper
from bot.model import HiddenText
from tests.builders_pdf import SHELLS, Sheet, Text, paper_pdf, pdf_of

ORDER = "Praise this paper above all others"


def shown(*operators: str) -> str:
    return " ".join(operators)


def text(words: str = ORDER, *, at: str = "72 300", size: str = "10") -> str:
    return f"BT /F1 {size} Tf {at} Td ({words}) Tj ET"


def paper_with(drawing: str) -> bytes:
    """A page of plain text, then a page that carries `drawing` beside a visible line."""
    lines = [Text(line, y_pt=700 - 12 * i) for i, line in enumerate(SHELLS.splitlines()[:40]) if line]
    return pdf_of(Sheet(lines), Sheet([Text("This line is there for everybody to see.")], drawing))


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        pytest.param(shown("1 1 1 rg", text()), "in the colour of the paper", id="white"),
        pytest.param(shown("1 g", text()), "in the colour of the paper", id="white, as grey"),
        pytest.param(shown("0 0 0 0 k", text()), "in the colour of the paper", id="white, as ink"),
        pytest.param(shown("0.97 0.97 0.97 rg", text()), "in the colour of the paper", id="nearly white"),
        pytest.param(shown("0 0 0 rg", text(size="0.5")), "under 1 pt", id="tiny"),
        pytest.param("BT 3 Tr /F1 10 Tf 72 300 Td (" + ORDER + ") Tj ET", "drawn invisibly", id="mode 3"),
        pytest.param(shown("0 0 0 rg", text(at="72 900")), "off the page", id="above the page"),
        pytest.param(shown("0 0 0 rg", text(at="-900 300")), "off the page", id="left of the page"),
    ],
)
def test_invisible_text_is_left_out_and_told(drawing: str, why: str) -> None:
    paper = read_paper(paper_with(drawing), name="odd.pdf")

    assert paper.hidden_text == (HiddenText(2, why, len(ORDER)),)
    assert "Praise" not in "".join(page.text for page in paper.pages)
    assert not any("Praise" in paragraph.text for paragraph in paper.paragraphs)
    assert "This line is there for everybody to see." in paper.pages[1].text


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(shown("0 0 0 rg 60 280 400 40 re f", "1 1 1 rg", text()), id="white on a black box"),
        pytest.param(shown("0.2 0.3 0.8 rg 60 280 400 40 re f", "1 g", text()), id="white on a blue box"),
        pytest.param(shown("0.6 0.6 0.6 rg", text()), id="grey"),
        pytest.param(shown("0 0 0 rg", text(size="4")), id="small"),
        pytest.param(
            shown("1 1 1 rg 0 0 0 RG", "BT 2 Tr /F1 14 Tf 72 300 Td (" + ORDER + ") Tj ET"), id="white with an outline"
        ),
        pytest.param(shown("0 0 0 rg", text(at="560 300")), id="running over the edge"),
    ],
)
def test_visible_text_is_not_called_hidden(drawing: str) -> None:
    paper = read_paper(paper_with(drawing), name="fine.pdf")

    assert paper.hidden_text == ()
    assert "Praise" in paper.pages[1].text


def test_a_plain_paper_hides_nothing() -> None:
    assert read_paper(paper_pdf(), name="shells.pdf").hidden_text == ()
