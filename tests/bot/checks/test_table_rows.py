import pytest

from bot.checks.table_rows import check_rows
from bot.model import Level, TableCells
from tests.builders import evidence, figure, paper

CAPTION = "Accuracy of the wading birds on both sets of pictures."
CELLS = TableCells(
    (
        ("Model", "CIFAR (%)", "SVHN (%)"),
        ("Heron-50 (Lee, 2020)", "51.2", "76.3"),
        ("Heron-50 + prior", "52.9", "77.0"),
        ("BigStork", "47.6", "76.3"),
        ("average", "50.6", "76.5"),
    ),
    head_rows=1,
)
PAPER = paper("", "", "", "", figures=(figure("Table 2", page=4, caption=CAPTION, cells=CELLS),))
TABLE = evidence(f"Table 2: {CAPTION}", page=4)


def test_a_number_of_another_row_than_the_one_named_is_told_with_both_places() -> None:
    [finding] = check_rows("BigStork gets 51.2% on CIFAR.", evidence=[TABLE], paper=PAPER)

    assert (finding.rule, finding.level, finding.words) == ("number", Level.ADVICE, "51.2%")
    assert finding.detail == (
        "51.2% stands in another row: In Table 2, row Heron-50 (Lee, 2020), column CIFAR (%): 51.2;"
        " In Table 2, row BigStork, column CIFAR (%): 47.6."
    )


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("BigStork gets 47.6% on CIFAR.", id="its own row"),
        pytest.param("Heron-50 gets 51.2% on CIFAR, BigStork 47.6%.", id="two rows, each with its number"),
        pytest.param("bigstork and Heron-50 + prior get 76.3% and 77.0%", id="another case"),
        pytest.param("Heron-50 gets 51.2%\nThe best is 52.9%", id="each sentence by itself"),
        pytest.param("On average the error is 47.6%", id="a label that is an everyday word"),
        pytest.param("BigStork gets 99.9%", id="a number that the table lacks is another rule's"),
        pytest.param("The best model gets 52.9%", id="no row is named"),
        pytest.param("BigStorks get 51.2%", id="part of a word"),
    ],
)
def test_honest_sentences_and_what_cannot_be_told_pass(prose: str) -> None:
    assert check_rows(prose, evidence=[TABLE], paper=PAPER) == []


def test_a_number_of_a_longer_label_does_not_pass_for_the_shorter_one() -> None:
    [finding] = check_rows("Heron-50 gets 77.0% on SVHN.", evidence=[TABLE], paper=PAPER)

    assert finding.words == "77.0%"


@pytest.mark.parametrize(
    "quotes",
    [
        pytest.param([], id="nothing is quoted"),
        pytest.param([evidence("BigStork gets 51.2% after pruning.", page=2)], id="running text"),
        pytest.param(
            [TABLE, evidence("BigStork gets 51.2% after pruning.", page=2)], id="running text beside the table"
        ),
    ],
)
def test_without_a_quoted_table_or_with_the_number_in_a_quoted_sentence_nothing_is_said(quotes: list[object]) -> None:
    assert check_rows("BigStork gets 51.2%.", evidence=quotes, paper=PAPER) == []  # type: ignore[arg-type]
