"""bot.extractive.figures."""

from dataclasses import replace

import pytest

from bot.extractive.candidates import Candidate
from bot.extractive.figures import chosen_figures
from bot.extractive.material import Material
from bot.extractive.salience import stems
from bot.extractive.selection import Choice
from bot.extractive.sentences import sentences_of
from bot.model import Box, Figure, FigureKind, Paper, Role, TableCells, Zone
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
    return chosen_figures(choices, given, Material.of(given))


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


def test_what_another_tweet_shows_is_not_shown_again() -> None:
    given = paper(
        paragraphs=(paragraph("We grow oaks (Fig. 2).", zone=Zone.BODY),), figures=(figure("Figure 2", "A river."),)
    )
    (sentence,) = sentences_of(given)
    candidate = Candidate(sentence.text, sentence.evidence, (0,), Zone.BODY, {Role.METHOD: 5.0}, stems(sentence.text))

    assert chosen_figures([Choice(Role.METHOD, candidate)], given, Material.of(given), shown=("Figure 2",)) == [None]


def test_a_screenshot_of_the_questionnaire_is_no_evidence() -> None:
    given = paper(
        paragraphs=(paragraph("Our evaluation of oaks shows tall trees.", zone=Zone.RESULTS),),
        figures=(figure("Figure 2", "Screenshot of the evaluation of oaks."),),
    )

    assert labels(given, Role.RESULT) == [None]


def test_the_table_whose_cells_have_the_numbers_is_taken() -> None:
    def table(label: str, *numbers: str) -> Figure:
        return replace(
            figure(label, "Growth of trees."), cells=TableCells((("Tree", "Growth"), *(("x", n) for n in numbers)), 1)
        )

    given = paper(
        paragraphs=(paragraph("Our oaks grow by 41.7 points.", zone=Zone.RESULTS),),
        figures=(table("Table 1", "12.5"), table("Table 2", "41.7")),
    )

    assert labels(given, Role.RESULT) == ["Table 2"]


def test_a_sentence_of_a_caption_goes_with_its_figure() -> None:
    given = paper(
        figures=(
            figure("Figure 1", "Speed of oaks. Birds sing."),
            figure("Figure 2", "A river. Oaks grow twice as fast beside it in heavy rain."),
        )
    )
    sentence = sentences_of(given)[1]
    choice = Choice(
        Role.RESULT,
        Candidate(sentence.text, sentence.evidence, (1,), sentence.zone, {Role.RESULT: 5.0}, stems(sentence.text)),
    )

    assert sentence.text == "Oaks grow twice as fast beside it in heavy rain."
    assert chosen_figures([choice], given, Material.of(given)) == ["Figure 2"]
