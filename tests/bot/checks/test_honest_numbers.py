"""Ways of saying a number that are honest, and beside each the fault that looks like it."""

import pytest

from bot.checks.numbers import check
from bot.checks.paper_index import PaperIndex
from bot.model import Level, Role
from tests.builders import evidence, paper

UTIL = "Table 3: Use of the shelf in % of its width; time in seconds."
ROW = "Silk 98.5 12.1 Wool 61.2 14.9"


@pytest.mark.parametrize(
    ("prose", "quotes", "said"),
    [
        pytest.param("Silk takes 98.5% of the shelf.", (UTIL, ROW), [], id="the unit of the caption"),
        pytest.param("Silk takes 98.5x of the shelf.", (UTIL, ROW), [("unit", Level.FLAG)], id="a factor"),
        pytest.param("Silk takes 98.5 points of it.", (UTIL, ROW), [("unit", Level.FLAG)], id="points"),
        pytest.param("Silk is 98.5x faster.", ("Speed-up: 98.5 for silk.",), [], id="a factor that is one"),
        pytest.param("Silk gains 6.1 points.", ("Silk has a score of 6.1.",), [], id="points that are some"),
        pytest.param("It sorts 95% right.", ("It has an accuracy of 0.95.",), [], id="a share in full"),
        pytest.param("It sorts 5% wrong.", ("It has a loss of 0.05.",), [("number", Level.FLAG)], id="no share"),
        pytest.param("We tried 8, 16, 32 and 64 bins.", ("We tried 8,16,32 and 64 bins.",), [], id="a glued list"),
        pytest.param("We tried 8, 17, 32 bins.", ("We tried 8,16,32 bins.",), [("number", Level.FLAG)], id="not in it"),
        pytest.param("Silk tore in the 80s.", ("Silk tore in the 1980s.",), [], id="a decade"),
        pytest.param("Silk tore in the 70s.", ("Silk tore in the 1980s.",), [("number", Level.FLAG)], id="another one"),
        pytest.param(
            "Folding takes 97 ms on average against 51.",
            ("It takes 97 ms, and 51.34 ms by hand.",),
            [("number", Level.ADVICE)],
            id="a unit lent across words",
        ),
        pytest.param("Seen in 14 runs.", ("Seen in 14 out of 900 iterations.",), [], id="runs are iterations"),
        pytest.param("It has two roads.", ("Two pathways may lead there.",), [("unit", Level.ADVICE)], id="a synonym"),
        pytest.param(
            "It has 614 roads.", ("It has 614 pathways there.",), [("unit", Level.FLAG)], id="a large number of others"
        ),
        pytest.param(
            "We took three albums.",
            ("We took 10 albums. It has three parts.",),
            [("unit", Level.FLAG)],
            id="said of others",
        ),
        pytest.param("We took three albums.", ("We took 10 albums.",), [("number", Level.FLAG)], id="another count"),
        pytest.param(
            "They wore three devices.",
            ("The two devices sat on the wrists.",),
            [("number", Level.ADVICE)],
            id="two of three",
        ),
    ],
)
def test_honest_forms_pass_and_the_fault_beside_each_does_not(
    prose: str, quotes: tuple[str, ...], said: list[tuple[str, Level]]
) -> None:
    index = PaperIndex(paper(" ".join(quotes), "Three more things stand here."))
    given = [evidence(quote) for quote in quotes]

    findings = check(prose, role=Role.RESULT, evidence=given, index=index, facts=[])

    assert [(finding.rule, finding.level) for finding in findings] == said
