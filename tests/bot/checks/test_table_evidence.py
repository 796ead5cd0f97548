import pytest

from bot.checks.number_reading import read_numbers
from bot.checks.table_evidence import TableCell, carrying, cells_quoted, label_columns, table_cells
from bot.model import Figure, Paper, TableCells
from tests.builders import evidence, figure, paper

ROWS = (
    ("Model", "Data", "Accuracy (%)", "Accuracy (%)", "Latency (ms)"),
    ("", "", "CIFAR", "SVHN", ""),
    ("Without pruning", "", "", "", ""),
    ("Heron-50", "plain", "51.2 ± 0.3", "76.3", "12"),
    ("Heron-50", "mixed", "52.9", "77.0", "12"),
    ("With pruning", "", "", "", ""),
    ("Stork", "plain", "47.6", "-", "3.5"),
)
PRUNED = ("Without pruning", "Heron-50", "plain")
CAPTION = "Accuracy of the wading birds on both sets of pictures."


def table(rows: tuple[tuple[str, ...], ...] = ROWS, head_rows: int = 2, **more: object) -> Figure:
    return figure("Table 2", page=4, caption=CAPTION, cells=TableCells(rows, head_rows), **more)


def with_table(*tables: Figure) -> Paper:
    return paper(*("",) * 6, figures=tables or (table(),))


def test_a_cell_knows_its_row_its_column_and_the_unit_of_its_head() -> None:
    cells = table_cells(table())

    assert len(cells) == 9
    assert cells[0] == TableCell("Table 2", 4, PRUNED, "Accuracy (%) CIFAR", "51.2 ± 0.3")
    assert cells[1] == TableCell("Table 2", 4, PRUNED, "Accuracy (%) SVHN", "76.3", "%")
    assert cells[-1] == TableCell("Table 2", 4, ("With pruning", "Stork", "plain"), "Latency (ms)", "3.5", "ms")


def test_a_cell_says_where_it_stands_and_what_it_holds() -> None:
    cell = TableCell("Table 2", 4, ("Heron-50",), "top-1", "76.3", "%")

    assert (cell.place, cell.text) == ("In Table 2, row Heron-50, column top-1: 76.3", "76.3%")


def test_a_cell_without_row_label_and_head_names_its_table_only() -> None:
    assert TableCell("Table 2", 4, (), "", "76.3").place == "In Table 2: 76.3"


def test_a_folded_table_has_its_labels_again_further_on() -> None:
    folded = table((("Bird", "Day", "Bird", "Day"), ("Heron", "1.5", "Stork", "2.5")), head_rows=1)

    assert [(cell.row, cell.value) for cell in table_cells(folded)] == [("Heron", "1.5"), ("Stork", "2.5")]


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("Table 2", id="the label"),
        pytest.param(f"Table 2: {CAPTION}", id="label and caption"),
        pytest.param(CAPTION, id="the caption"),
        pytest.param("the wading birds on both sets", id="a piece of the caption"),
        pytest.param(f"Table 2: {CAPTION} Averages of three runs.", id="the caption and what follows it"),
    ],
)
def test_a_caption_stands_for_every_cell_of_its_table(quote: str) -> None:
    assert cells_quoted(evidence(quote, page=4), with_table()) == table_cells(table())


@pytest.mark.parametrize(
    ("quote", "values"),
    [
        pytest.param("Heron-50 plain 51.2 ± 0.3 76.3 12", ["51.2 ± 0.3", "76.3", "12"], id="a row"),
        pytest.param("Heron-50\tmixed\t52.9\t77.0\t12", ["52.9", "77.0", "12"], id="a row with tabs"),
        pytest.param(
            "Heron-50 mixed 52.9 77.0 12\nStork plain 47.6 - 3.5",
            ["52.9", "77.0", "12", "47.6", "-", "3.5"],
            id="two rows",
        ),
        pytest.param("Stork plain 47.6", ["47.6", "-", "3.5"], id="most of a row"),
        pytest.param("51.2 ± 0.3 76.3 12", [], id="a row without its label"),
        pytest.param("Heron-50 plain", [], id="a label alone"),
        pytest.param("", [], id="nothing"),
        pytest.param("We trained Heron-50 on plain pictures, which took 12 days and 76.3 kWh", [], id="a sentence"),
    ],
)
def test_the_text_of_rows_stands_for_the_cells_of_these_rows(quote: str, values: list[str]) -> None:
    cells = cells_quoted(evidence(quote, page=4), with_table())

    assert [cell.value for cell in cells] == values


def test_a_quote_from_another_page_is_not_the_tables() -> None:
    assert cells_quoted(evidence(f"Table 2: {CAPTION}", page=5), with_table()) == ()


def test_a_table_whose_cells_are_not_sure_gives_none() -> None:
    unsure = figure("Table 2", page=4, caption=CAPTION)

    assert cells_quoted(evidence(CAPTION, page=4), with_table(unsure)) == ()


@pytest.mark.parametrize(
    ("claim", "values"),
    [
        pytest.param("76.3%", ["76.3"], id="the unit of the head"),
        pytest.param("76.3", ["76.3"], id="without its unit"),
        pytest.param("51.2", ["51.2 ± 0.3"], id="with a deviation"),
        pytest.param("12 ms", ["12", "12"], id="in two rows"),
        pytest.param("3,500 µs", ["3.5"], id="in another unit"),
        pytest.param("76.4%", [], id="in no cell"),
        pytest.param("12 seconds", [], id="in no cell in that unit"),
    ],
)
def test_the_cells_that_carry_a_number_are_those_with_its_value(claim: str, values: list[str]) -> None:
    [number] = read_numbers(claim)

    assert [cell.value for cell in carrying(number, table_cells(table()))] == values


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param((("a", "1"), ("b", "2")), 1, id="one"),
        pytest.param((("a", "x", "1"), ("b", "y", "2")), 2, id="two"),
        pytest.param((("a", "x", "yes"), ("b", "y", "no")), 2, id="the last is never one"),
        pytest.param((("a", "✓", "1"), ("b", "-", "2")), 1, id="marks are values"),
        pytest.param((("a", "~10M", "1"), ("b", "(5)", "2")), 1, id="numbers with signs and units are values"),
    ],
)
def test_labels_are_the_first_columns_that_hold_words(body: tuple[tuple[str, ...], ...], count: int) -> None:
    assert label_columns(TableCells(body, 0)) == count
