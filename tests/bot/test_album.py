"""bot.album: the figures of a paper, and the central one."""

import pytest

from bot.album import central_figure, is_supplement, key_of, mentions, named_in
from bot.model import Box, Figure, FigureKind, Page, Zone
from tests.builders import paper, paragraph


def figure(label: str, caption: str, *, page: int = 3, confidence: float = 0.9) -> Figure:
    kind = FigureKind.TABLE if label[0] == "T" else FigureKind.FIGURE
    return Figure(label, kind, caption, page, Box(0, 0, 10, 10), confidence)


def test_a_label_is_known_in_any_spelling() -> None:
    assert list(named_in("See Fig. 3, figure 4 and TABLE 2; 图 5-22 too.")) == [
        (FigureKind.FIGURE, "3"),
        (FigureKind.FIGURE, "4"),
        (FigureKind.TABLE, "2"),
        (FigureKind.FIGURE, "5-22"),
    ]
    assert list(named_in("See Fig. 3a, Figs. 12b and S2.")) == [(FigureKind.FIGURE, "3"), (FigureKind.FIGURE, "12")]
    assert key_of(figure("Fig. 3", "")) == (FigureKind.FIGURE, "3")
    assert mentions(["Figure 1.", "None.", "Fig. 1"]) == {(FigureKind.FIGURE, "1"): [0, 2]}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param(
            [figure("Figure 1", "Rain."), figure("Figure 2", "Overview of the bank.")], "Figure 2", id="overview"
        ),
        pytest.param([figure("Figure 1", "Rain.", page=1), figure("Figure 2", "Sun.")], "Figure 1", id="first page"),
        pytest.param([figure("Table 1", "Overview of the bank.", page=1)], None, id="a table"),
        pytest.param([figure("Figure 1", "Overview.", confidence=0.3)], None, id="edges unsure"),
        pytest.param([figure("Figure S1", "Overview.", page=1)], None, id="a supplement"),
        pytest.param([figure("Figure 1", "Overview of the bank.", page=9)], None, id="behind the references"),
        pytest.param([figure("Figure 1", "Screenshot of the annotation task.", page=1)], None, id="apparatus"),
        pytest.param([], None, id="none"),
    ],
)
def test_the_central_figure_shows_what_the_paper_is_about(figures: list[Figure], expected: str | None) -> None:
    given = paper(
        pages=tuple(Page(number, "Trees.", (0, 3) if number == 8 else None) for number in range(1, 10)),
        figures=tuple(figures),
    )

    assert central_figure(given) == expected


def test_of_two_pictures_of_the_body_the_one_of_the_introduction_is_central() -> None:
    given = paper(
        paragraphs=(paragraph("Trees grow (Figure 2).", zone=Zone.INTRODUCTION),),
        figures=(figure("Figure 1", "Rain."), figure("Figure 2", "Sun.")),
    )

    assert central_figure(given) == "Figure 2"


def test_a_figure_before_the_references_is_no_supplement() -> None:
    given = paper(pages=(Page(1, "Trees."), Page(2, "References", (0, 10)), Page(3, "More.")))

    assert [is_supplement(figure("Figure 1", "", page=page), given) for page in (1, 2, 3)] == [False, False, True]
