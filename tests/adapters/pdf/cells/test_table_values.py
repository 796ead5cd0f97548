import pytest

from adapters.pdf.cells.table_values import is_blank, is_deviation, is_numeric

NUMBERS = "76.3 -0.5 −20.4 1,234 60,000 76.3% 2.4× 25.6M $5.3 .812 <0.001 ~45 3.41e-4 51.2±0.3 75.90‡ 1.50† 0,78 8/10"
LONG_NUMBERS = ("51.2 ± 0.3", "34.98 (1.01)", "52.0 [40.0, 64.0]", "28.4₀.₂", "580 712", "32.2(14.2)")


@pytest.mark.parametrize("text", [*NUMBERS.split(), *LONG_NUMBERS])
def test_a_number_with_what_belongs_to_it_is_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["", "-", "ResNet-50", "9.5 days", "3 crops", "Layer 1", "(a)", "yes", "2nd best"])
def test_words_are_not_numeric(text: str) -> None:
    assert not is_numeric(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", True), ("-", True), ("–", True), ("✓", True), ("N/A", True), ("x", True), ("0", False), ("no", False)],
)
def test_a_mark_that_stands_for_nothing_is_blank(text: str, expected: bool) -> None:
    assert is_blank(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("±0.2", True), ("± 1.3%", True), ("(0.31)", True), ("[1.2, 3]", True), ("0.31", False), ("(ours)", False)],
)
def test_a_deviation_stands_by_itself(text: str, expected: bool) -> None:
    assert is_deviation(text) is expected
