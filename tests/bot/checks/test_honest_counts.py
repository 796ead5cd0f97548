"""Money, empty cells, ages and things counted, said in honest ways; beside each the fault that looks like it."""

import pytest

from bot.checks.numbers import check
from bot.checks.paper_index import PaperIndex
from bot.model import Level, Role
from tests.builders import evidence, paper

LOST = "The mill lost USD 3.60 B (n = 93), of which USD 0.50 m went on felt."
TOLD = "The mill lost $3.6 billion on 93 looms."
SHELF = "Buffers of the mills Buffer (B) Lost Weaver ∼ 30 ∼ 11.5 all in USD"
READINGS = "Count is the number of observations recorded. Guard house 11032 4529 5314"


@pytest.mark.parametrize(
    ("honest", "fault", "quote", "rule"),
    [
        pytest.param("It lost $3.6 billion.", "It lost €3.6 billion.", LOST, "unit", id="the code for the sign"),
        pytest.param("It lost US$3.6bn.", "It lost £3.6bn.", LOST, "unit", id="another sign of dollars"),
        pytest.param("It lost 3.6 billion dollars.", "It lost 3.6 billion euros.", LOST, "unit", id="in words"),
        pytest.param("It lost USD 3.6bn.", "It lost EUR 3.6bn.", TOLD, "unit", id="the sign for the code"),
        pytest.param("It lost $3.60B.", "It lost ¥3.60B.", LOST, "unit", id="billions with a space before"),
        pytest.param("It lost $3.6bn.", "It lost $3.6m.", LOST, "unit", id="another magnitude"),
        pytest.param("Felt took half a million dollars.", "Felt took half a million euros.", LOST, "number", id="half"),
        pytest.param("Felt took $0.5m.", "Felt took $0.5bn.", LOST, "unit", id="million behind a space"),
        pytest.param(
            "Half of the mills lost $0.5m or less.",
            "A third of the mills lost $0.5m or less.",
            "The median loss of a mill was USD 0.50 m.",
            "number",
            id="a half by the median",
        ),
        pytest.param("It has $30bn.", "It has €30bn.", SHELF, "unit", id="the magnitude in the head of a column"),
        pytest.param("It has $11.5bn.", "It has $11.5m.", SHELF, "unit", id="another than in the head"),
        pytest.param(
            "Silk holds 56.9 here.",
            "Wool holds up to 18, or 17.",
            "Loom 41.3 68.8 32.2 53.9 Silk 56.9 - 36.2 90.6 Wool 11 - 17",
            "range",
            id="an empty cell",
        ),
        pytest.param(
            "About 41 English labels apiece.",
            "About 20 English labels apiece.",
            "We keep the English labels only, so that a loom has roughly 41 tags. Others have 30 English sheets.",
            "number",
            id="a word before what is counted",
        ),
        pytest.param("Of 11,032 readings there.", "Of 11,032 sparrows there.", READINGS, "unit", id="readings"),
        pytest.param(
            "We asked 370 teenagers.",
            "We asked 370 looms.",
            "We asked 370 respondents aged 13 to 17.",
            "unit",
            id="teenagers that responded",
        ),
        pytest.param(
            "They were 13 to 17 years old.",
            "They were 13 years old.",
            "We asked 370 respondents aged 13 to 17.",
            "range",
            id="an age with both its ends",
        ),
        pytest.param(
            "It tore almost twice as often.",
            "It tore more than twice as often.",
            "At the mill the load was exceeded almost twice as often as at home.",
            "range",
            id="almost behind a verb that makes a bound",
        ),
        pytest.param(
            "They tore at most 10% apart.",
            "They tore in 10% of all mills.",
            "Two tears are one if their lengths agree within ± 10% of it.",
            "range",
            id="a spread that is told as one",
        ),
    ],
)
def test_an_honest_count_is_left_alone_and_its_fault_is_not(honest: str, fault: str, quote: str, rule: str) -> None:
    assert flags(honest, quote) == []
    assert rule in flags(fault, quote)


def flags(prose: str, quote: str) -> list[str]:
    findings = check(prose, role=Role.RESULT, evidence=[evidence(quote)], index=PaperIndex(paper(quote)), facts=[])
    return [finding.rule for finding in findings if finding.level is Level.FLAG]
