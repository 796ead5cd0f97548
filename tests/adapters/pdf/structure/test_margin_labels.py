"""Labels of the margin are no sections; what stands under them counts for the section around them."""

import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.headings import Heading
from adapters.pdf.structure.margin_labels import without_margin_labels
from bot.model import Paragraph, Section, Zone
from tests.pdfs import body_layout, column, line, page_of

PROSE = column(*["Pilots guide large ships into harbours and judge it"] * 8, left=200.0, right=560.0, top=600)
METHODS = Heading(Section("Methods", 1, 1), (1, 0), (1, 0))
LABEL = Heading(Section("Funding", 4, 1, Zone.ACKNOWLEDGEMENTS), (1, 1), (1, 1), 8)


def titles(label: Line, *around: Line, prose: list[Line] = PROSE) -> list[str]:
    head = line("Methods", left=200, baseline=620, is_bold=True)
    page = page_of([head, label, *around, *prose])
    sections, _ = without_margin_labels([page], body_layout(), [METHODS, LABEL], ())
    return [section.title for section in sections]


@pytest.mark.parametrize(
    ("label", "around", "is_section"),
    [
        pytest.param(line("Funding: The port.", left=40, size_pt=8), [], False, id="in the margin"),
        pytest.param(line("Funding: The port.", left=40, size_pt=10), [], True, id="in the type of the text"),
        pytest.param(line("Funding: The port.", left=210, size_pt=8), [], True, id="in the column of the text"),
        pytest.param(
            line("Methods. We look.", left=-200, right=-100, size_pt=8),
            [line("A column in small type", left=-200, right=150, size_pt=8)],
            True,
            id="in a column as wide as that of the text",
        ),
    ],
)
def test_a_label_in_small_type_beside_the_text_is_no_section(label: Line, around: list[Line], is_section: bool) -> None:
    assert titles(label, *around) == (["Methods", "Funding"] if is_section else ["Methods"])


def test_a_page_without_prose_has_no_margin() -> None:
    assert titles(line("Funding: The port.", left=40, size_pt=8), prose=[]) == ["Methods", "Funding"]


def test_paragraphs_are_counted_to_what_is_left() -> None:
    label = Heading(LABEL.section, (1, 0), (1, 0), 8)
    methods = Heading(METHODS.section, (1, 1), (1, 1))
    page = page_of(
        [
            line("Funding: The port.", left=40, size_pt=8),
            line("Methods", left=200, baseline=620, is_bold=True),
            *PROSE,
        ]
    )
    texts = [
        Paragraph("The port.", 0, Zone.ACKNOWLEDGEMENTS, ((0, 1),)),
        Paragraph("Pilots look.", 1, Zone.BODY, ((0, 1),)),
        Paragraph("Ahead of it all.", None, Zone.FRONT, ((0, 1),)),
    ]

    sections, paragraphs = without_margin_labels([page], body_layout(), [label, methods], texts)

    assert [section.title for section in sections] == ["Methods"]
    assert [(one.text, one.section, one.zone) for one in paragraphs] == [
        ("The port.", None, Zone.ACKNOWLEDGEMENTS),
        ("Pilots look.", 0, Zone.BODY),
        ("Ahead of it all.", None, Zone.FRONT),
    ]
