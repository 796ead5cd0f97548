"""bot.extractive.figures."""

import pytest

from bot.extractive.candidates import Candidate
from bot.extractive.figures import chosen_figures
from bot.extractive.salience import Salience, stems
from bot.extractive.selection import Choice
from bot.extractive.sentences import sentences_of
from bot.model import Box, Figure, FigureKind, Paper, Role, Zone
from tests.builders import paper, paragraph


def figure(label: str, caption: str, *, page: int = 1, confidence: float = 0.9) -> Figure:
    kind = FigureKind.TABLE if label[0] in "T表" else FigureKind.FIGURE
    return Figure(label, kind, caption, page, Box(0, 0, 10, 10), confidence)


def labels(given: Paper, *roles: Role) -> list[str | None]:
    """The figures for the paper's first sentences, one in each of `roles`."""
    sentences = sentences_of(given)
    choices = [
        Choice(role, Candidate(one.text, one.evidence, (one.number,), one.zone, {role: 5.0}, stems(one.text)))
        for role, one in zip(roles, sentences, strict=False)
    ]
    return chosen_figures(choices, given, sentences, Salience([one.text for one in sentences], given.title))


def test_the_figure_that_the_sentence_names_is_taken() -> None:
    given = paper(
        paragraphs=(paragraph("We grow oaks (Fig. 2).", zone=Zone.BODY),),
        figures=(figure("Figure 1", "Birds in the morning."), figure("Figure 2", "A river.")),
    )

    assert labels(given, Role.METHOD) == ["Figure 2"]


def test_a_caption_about_the_same_is_enough() -> None:
    given = paper(
        paragraphs=(paragraph("Oaks grow twice as fast in heavy rain.", zone=Zone.RESULTS),),
        figures=(figure("Figure 1", "Birds sing."), figure("Figure 2", "Speed of oaks in heavy rain.")),
    )

    assert labels(given, Role.RESULT) == ["Figure 2"]


def test_a_figure_without_sure_edges_is_taken_where_it_is_named_and_has_no_sure_rival() -> None:
    unsure = figure("Figure 2", "A river.", confidence=0.49)
    named = paragraph("Oaks grow twice as fast in heavy rain (Figure 2).", zone=Zone.RESULTS)
    likened = paragraph("Oaks grow twice as fast in heavy rain.", zone=Zone.RESULTS)
    both_named = paragraph("Oaks grow twice as fast in heavy rain (Figure 1, Figure 2).", zone=Zone.RESULTS)
    rival = figure("Figure 1", "Birds sing.")

    assert labels(paper(paragraphs=(named,), figures=(unsure,)), Role.RESULT) == ["Figure 2"]
    assert labels(paper(paragraphs=(likened,), figures=(unsure,)), Role.RESULT) == [None]
    assert labels(paper(paragraphs=(both_named,), figures=(unsure, rival)), Role.RESULT) == ["Figure 1"]


def test_no_figure_is_better_than_a_wrong_one() -> None:
    given = paper(
        paragraphs=(paragraph("Oaks grow twice as fast in heavy rain.", zone=Zone.RESULTS),),
        figures=(figure("Figure 1", "Birds sing."),),
    )

    assert labels(given, Role.RESULT) == [None]


def test_a_table_needs_a_result() -> None:
    given = paper(
        paragraphs=(paragraph("We grow oaks in heavy rain (Table 1).", zone=Zone.BODY),),
        figures=(figure("Table 1", "Oaks in heavy rain."),),
    )

    assert labels(given, Role.METHOD) == [None]
    assert labels(given, Role.RESULT) == ["Table 1"]


def test_the_numbers_of_the_tweet_decide_between_tables() -> None:
    given = paper(
        "text of page one\n",
        "beside the table stands 28.4 and more\n",
        paragraphs=(paragraph("Our oaks reach a height of 28.4 metres in rain.", zone=Zone.RESULTS),),
        figures=(
            figure("Table 1", "The metres that old oaks reach in rain.", page=1),
            figure("Table 2", "The metres that young oaks reach in rain.", page=2),
            figure("Table 3", "Birds in the morning.", page=2),
        ),
    )

    assert labels(given, Role.RESULT) == ["Table 2"]


def test_no_figure_is_shown_twice_and_the_better_fit_has_it() -> None:
    given = paper(
        paragraphs=(
            paragraph("Oaks grow fast.", zone=Zone.RESULTS),
            paragraph("Oaks grow fast in heavy rain (Figure 1).", zone=Zone.RESULTS),
        ),
        figures=(figure("Figure 1", "Oaks grow fast in heavy rain."),),
    )

    assert labels(given, Role.RESULT, Role.RESULT) == [None, "Figure 1"]


@pytest.mark.parametrize("role", [Role.WHY, Role.LIMITATION, Role.CREDITS, Role.PRIOR_WORK, Role.FUTURE_WORK])
def test_other_roles_carry_no_figure(role: Role) -> None:
    given = paper(
        paragraphs=(paragraph("Oaks grow in rain (Figure 1).", zone=Zone.BODY),),
        figures=(figure("Figure 1", "Oaks grow in rain."),),
    )

    assert labels(given, role) == [None]


def test_chinese_labels_are_known() -> None:
    given = paper(
        paragraphs=(paragraph("结果见图 5-22，功率最大。", zone=Zone.RESULTS),),
        figures=(figure("图 5-22", "示意图"),),
    )

    assert labels(given, Role.RESULT) == ["图 5-22"]


def test_without_a_fitting_figure_the_one_of_the_introduction_goes_with_the_contribution() -> None:
    given = paper(
        paragraphs=(
            paragraph("We present Woodland, a model of trees.", zone=Zone.ABSTRACT),
            paragraph("Birds sing in the morning (Figure 1).", zone=Zone.INTRODUCTION),
        ),
        figures=(figure("Figure 1", "Birds sing."), figure("Figure 2", "A river.")),
    )

    assert labels(given, Role.CONTRIBUTION) == ["Figure 1"]


def test_a_figure_of_the_body_is_not_the_central_one() -> None:
    given = paper(
        paragraphs=(
            paragraph("We present Woodland, a model of trees.", zone=Zone.ABSTRACT),
            paragraph("Birds sing in the morning (Figure 1).", zone=Zone.BODY),
        ),
        figures=(figure("Figure 1", "Birds sing."),),
    )

    assert labels(given, Role.CONTRIBUTION) == [None]
