"""Works that a tweet cites by name and year."""

import pytest

from bot.checks.cited_years import check_cited_years
from bot.checks.paper_index import PaperIndex
from tests.builders import page, paper

REFERENCES = "A. Sample, B. Other. Listening to shells. Journal of Sand, 2014.\n"
INDEX = PaperIndex(
    paper(
        pages=(
            page(1, "We follow Example et al. (2017) and Third et al., 2016, 2018.\n"),
            page(2, REFERENCES, references=(0, len(REFERENCES))),
        )
    )
)


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("We build on Example et al. (2017).", []),
        ("We build on Example et al., 2018.", ["Example et al., 2018"]),
        ("We build on (Third et al., 2018).", []),
        ("We build on Sample et al. (2014).", []),
        ("We build on Sample et al. (2015).", ["Sample et al. (2015"]),
        ("In 2015 we built on Example et al.", []),
    ],
)
def test_a_work_is_cited_with_the_year_that_the_paper_gives_it(prose: str, words: list[str]) -> None:
    assert [finding.words for finding in check_cited_years(prose, INDEX)] == words
