"""Which figure suits a tweet, and which comes next."""

from dataclasses import replace

from bot.figure_order import figures_for, next_figure
from bot.model import Evidence, TweetFigure
from tests.builders import figure, paper, tweet

FIRST, SECOND, THIRD = figure("Figure 1"), figure("Figure 2", page=2), figure("Table 1", page=3)
PAPER = replace(paper(), figures=(FIRST, SECOND, THIRD))


def labels(text: str, *evidence: Evidence, shown: tuple[str, ...] = ()) -> list[str]:
    return [one.label for one in figures_for(tweet(text=text, evidence=evidence), PAPER, shown=shown)]


def test_the_figure_that_the_tweet_names_comes_first() -> None:
    assert labels("Table 1 has it all.", Evidence(2, "We sort."))[0] == "Table 1"


def test_then_one_that_its_evidence_names_then_one_of_its_page() -> None:
    assert labels("We sort.", Evidence(2, "Table 1 shows that we sort."))[:2] == ["Table 1", "Figure 2"]


def test_what_another_tweet_shows_is_left_out() -> None:
    assert "Table 1" not in labels("Table 1 has it all.", shown=("Table 1",))


def test_one_whose_edges_are_not_sure_comes_last() -> None:
    unsure = replace(PAPER, figures=(replace(FIRST, confidence=0.1), SECOND, THIRD))

    assert figures_for(tweet(text="We sort."), unsure, shown=())[-1].label == "Figure 1"


def test_figures_go_on_to_the_last_and_then_there_is_none() -> None:
    one = tweet(text="We sort.")
    shown = []
    while (chosen := next_figure(one, PAPER, shown=())) is not None:
        shown.append(chosen.label)
        one = replace(one, figure=TweetFigure(chosen, "alt"))

    assert sorted(shown) == ["Figure 1", "Figure 2", "Table 1"]


def test_a_paper_without_figures_has_none() -> None:
    assert next_figure(tweet(), replace(PAPER, figures=()), shown=()) is None
