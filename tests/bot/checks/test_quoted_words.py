"""Words that a tweet puts in quotation marks."""

import pytest

from bot.checks.paper_index import PaperIndex
from bot.checks.quoted_words import check_quoted
from bot.model import Level
from tests.builders import page, paper

BODY = """Our sorter hears that no two shells sound the same [3], and it rests on
limited data from one beach. We sort 12 shells a min-
ute, as said in Table 3.
"""
REFERENCES = "[3] A. Diver. What shells say at night. Sea Letters, 2019.\n"


@pytest.fixture(scope="module")
def index() -> PaperIndex:
    return PaperIndex(paper(pages=(page(1, BODY), page(2, REFERENCES, references=(0, len(REFERENCES))))))


def levels(text: str, index: PaperIndex) -> list[Level]:
    findings = check_quoted(text, index=index, facts=["Shells, Sorted by Sound"])
    assert all(finding.rule == "quote" for finding in findings)
    return [finding.level for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They say “no two shells sound the same”.", id="as it is"),
        pytest.param('"No two shells sound the same, and it rests on limited data"', id="without its citation"),
        pytest.param("“12 shells a minute”", id="over a line end"),
        pytest.param("“Our sorter hears … limited data from one beach”", id="with an ellipsis"),
        pytest.param("“Our sorter hears [...] limited data”", id="with an ellipsis in brackets"),
        pytest.param("A “shell whisperer”, they joke.", id="two words are a term"),
        pytest.param("As “What shells say at night” has it", id="the title of a cited work"),
        pytest.param("“shells, sorted by sound”", id="the paper's own title"),
        pytest.param("No words in quotation marks at all.", id="none"),
        pytest.param("“贝壳”", id="a term without spaces"),
        pytest.param("“ … ”", id="nothing but points"),
    ],
)
def test_words_of_the_paper_may_be_quoted(text: str, index: PaperIndex) -> None:
    assert levels(text, index) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“no two shells sound alike at all”", id="another ending"),
        pytest.param("It “rests on ample data from one beach”.", id="the opposite"),
        pytest.param("“two shells sound the same”, “We sort 14 shells a minute”", id="the second of two"),
        pytest.param("“Shells are the new gold”", id="invented"),
        pytest.param("“贝壳是新的黄金储备”", id="invented, without spaces"),
        pytest.param("“Our sorter hears … ample data from one beach”", id="behind an ellipsis"),
    ],
)
def test_words_in_quotation_marks_that_the_paper_lacks_are_a_flag(text: str, index: PaperIndex) -> None:
    assert levels(text, index) == [Level.FLAG]


def test_a_word_of_no_weight_that_differs_is_advice(index: PaperIndex) -> None:
    findings = check_quoted("“It rests on the limited data from one beach”", index=index, facts=[])

    assert [finding.level for finding in findings] == [Level.ADVICE]
    assert findings[0].detail == "These words stand in quotation marks; page 1 has: “the” added."
