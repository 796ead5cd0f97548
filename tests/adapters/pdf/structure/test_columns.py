import pytest

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.columns import Column, column_of, page_columns
from adapters.pdf.structure.layout import Layout
from bot.model import Box

LAYOUT = Layout(body_size_pt=10, leading_pt=12, furniture=frozenset())
LEFT, RIGHT = (50.0, 290.0), (310.0, 550.0)
WIDE = (50.0, 550.0)


def line(left: float, right: float, row: int = 0) -> Line:
    base = 700.0 - 12 * row
    text = "The committee met every morning and wrote down what it had seen"
    return Line(text, text, 1, Box(left, base, right, base + 7), base, 10, "Serif", False, False)


def page(*spans: tuple[float, float], number: int = 1) -> PageContent:
    lines = tuple(line(left, right, row) for row, (left, right) in enumerate(spans))
    return PageContent(number, 600, 800, 0, lines, ())


def columns_of(*pages: PageContent) -> dict[int, list[tuple[float, float]]]:
    found = page_columns(pages, LAYOUT)
    return {n: [(round(c.left), round(c.right)) for c in columns] for n, columns in found.items()}


def test_lines_across_two_columns_do_not_make_them_one() -> None:
    own = page(*[LEFT] * 22, *[RIGHT] * 9, *[WIDE] * 4)

    assert columns_of(own) == {1: [(50, 290), (310, 550)]}


def test_a_page_of_one_column_in_a_paper_of_two_has_one() -> None:
    pages = [page(*[LEFT] * 30, *[RIGHT] * 30, number=n) for n in (1, 3, 5)]

    assert columns_of(*pages, page(*[WIDE] * 30, number=7))[7] == [(50, 550)]


def test_a_page_whose_wide_caption_outweighs_its_text_has_the_columns_of_the_others() -> None:
    pages = [page(*[LEFT] * 30, *[RIGHT] * 30, number=n) for n in (1, 3, 5)]

    assert columns_of(*pages, page(*[LEFT] * 10, *[RIGHT] * 2, *[WIDE] * 9, number=7))[7] == [(50, 290), (310, 550)]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param((60, 200), LEFT, id="in the first"),
        pytest.param((100, 500), WIDE, id="across both"),
        pytest.param((285, 315), WIDE, id="centred over the gutter"),
        pytest.param((560, 590), (554, 590), id="beside them"),
    ],
)
def test_a_line_stands_in_a_column(span: tuple[float, float], expected: tuple[float, float]) -> None:
    columns = (Column(*LEFT), Column(*RIGHT))

    assert column_of(line(*span), columns) == Column(*expected)
