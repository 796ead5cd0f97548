"""Where captions go on and where they end, on lines placed by hand."""

import pytest

from adapters.pdf.figures.caption_lines import caption_lines
from adapters.pdf.structure.columns import Column
from tests.pdfs import line, page_of


@pytest.mark.parametrize(
    ("left", "goes_on"),
    [
        pytest.param(294, True, id="under the letters that stand over a sign"),
        pytest.param(302, True, id="a word's space on"),
        pytest.param(312, False, id="where a cell would stand"),
    ],
)
def test_pieces_of_a_line_are_told_from_cells_by_the_space_between_them(left: float, goes_on: bool) -> None:
    pieces = [
        line("Figure 1: Trees of several heights, as they were seen at night,", right=400, baseline=500),
        line("by the visitors of the hall. Here, H def.", right=300, baseline=488),
        line("= max(x, y) ≈ −2.569", left=left, right=390, baseline=488),
    ]

    found = caption_lines(page_of(pieces), 0, frozenset(), Column(72, 400), is_bare_label=False)

    assert found == ((0, 1, 2) if goes_on else (0,))


@pytest.mark.parametrize(
    ("left", "expected"),
    [pytest.param(140, (0, 1, 2), id="spaced out"), pytest.param(170, (0, 2), id="of something else beside it")],
)
def test_the_words_behind_a_label_in_a_line_that_is_spaced_out_to_the_edge_are_read(
    left: float, expected: tuple[int, ...]
) -> None:
    pieces = [
        line("Table 1.", right=112, baseline=500, is_bold=True),
        line("The trees of the hall and of the", left=left, right=400, baseline=500),
        line("garden behind it", right=150, baseline=488),
    ]

    assert caption_lines(page_of(pieces), 0, frozenset(), Column(72, 400), is_bare_label=True) == expected
