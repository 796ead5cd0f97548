"""Frames that hold a figure with its caption, rules over captions, and tables that stand on both sides of a caption."""

import pytest

from adapters.pdf.figures.surrounds import frame_around, frame_box, up_to_rules, with_rule_over
from adapters.pdf.page.page_content import ObjectKind, PageObject
from bot.model import Box
from tests.pdf_files import typeset
from tests.pdf_reading import CONFIDENT, figures_of, paragraphs, reading_of, size_of

ROWS = "[Model], [Error], [Seconds], [Tree], [4.1], [12], [Bush], [3.9], [80]"
PLOT = "figure(plot(), caption: [How the tree grows in a year without rain.])"
CAPTION = Box(80, 300, 280, 308)


def rule(left: float, bottom: float, right: float, top: float) -> PageObject:
    kind = ObjectKind.RULE_ACROSS if right - left > top - bottom else ObjectKind.RULE_UPRIGHT
    return PageObject(kind, Box(left, bottom, right, top))


def four_rules(left: float, bottom: float, right: float, top: float) -> list[PageObject]:
    return [
        rule(left, bottom, right, bottom + 0.5),
        rule(left, top - 0.5, right, top),
        rule(left, bottom, left + 0.5, top),
        rule(right - 0.5, bottom, right, top),
    ]


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("rect(width: 300pt, inset: 8pt, stroke: 0.6pt)", id="sharp"),
        pytest.param("rect(width: 300pt, inset: 8pt, stroke: 0.6pt, radius: 5pt)", id="rounded"),
    ],
)
def test_a_frame_round_a_figure_and_its_caption_is_no_part_of_the_figure(frame: str) -> None:
    figures = figures_of(f"{paragraphs(3)}\n#align(center, {frame}[#{PLOT}])\n{paragraphs(3)}")

    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_table_ends_where_the_frame_of_a_figure_begins() -> None:
    table = f"#figure(box(width: 100%, table(columns: (1fr,) * 3, stroke: none, table.hline(), {ROWS}, table.hline())),"
    framed = f"#rect(width: 100%, inset: 8pt, stroke: 0.6pt)[#{PLOT}]"

    figures = figures_of(f"{table} caption: [Costs of growing.])\n#v(4pt)\n{framed}\n{paragraphs(3)}")

    assert figures["Table 1"].box.bottom > figures["Figure 1"].box.top
    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)
    assert min(figures["Table 1"].confidence, figures["Figure 1"].confidence) > CONFIDENT


def test_a_wide_table_whose_rules_are_drawn_cell_by_cell_is_not_cut_at_the_column() -> None:
    cells = ", ".join(f"[{word}]" for word in ("Name", "Error", "Seconds", "Place", "Tree", "4.1", "12", "Hall"))
    line = "#stack(dir: ltr, ..range(4).map(_ => line(length: 117pt, stroke: 0.6pt)))"
    table = (
        f"#align(left)[*Table 1:* Costs of growing.]#v(-6pt){line}#v(-6pt)"
        f"#std.grid(columns: (117pt,) * 4, row-gutter: 7pt, {cells})#v(-6pt){line}"
    )

    figures = figures_of(
        f'#place(bottom, scope: "parent", float: true)[#set align(left);{table}]\n{paragraphs(14)}', columns=2
    )

    assert size_of(figures["Table 1"])[0] == pytest.approx(468, abs=4)
    assert figures["Table 1"].confidence > CONFIDENT


def test_the_rule_over_the_next_caption_is_no_part_of_the_table_above() -> None:
    line = "#line(length: 100%, stroke: 0.4pt)"
    rows = f"#table(columns: (1fr,) * 3, stroke: none, inset: (y: 2pt), {ROWS})"
    first = (
        f"Table 1: Costs of growing.\n{line}#v(-8pt){rows}#v(-8pt){line}#v(-8pt)#text(size: 8pt)[_As a visitor saw._]"
    )
    second = f"#v(8pt){line}#v(-4pt)Table 2: Costs of cutting.#v(-4pt){line}#v(-8pt){rows}#v(-8pt){line}"

    reading, pages = reading_of(typeset(f"{first}\n{second}\n\n{paragraphs(3)}"))

    upper, lower = reading.figures
    rules = sorted({round(item.box.top) for item in pages[0].objects if item.kind is ObjectKind.RULE_ACROSS})
    _, under_second, over_second, *_ = rules
    assert upper.box.bottom > over_second + 2
    assert lower.box.top == pytest.approx(under_second, abs=2)
    assert min(upper.confidence, lower.confidence) > CONFIDENT


def test_a_caption_between_two_tables_of_which_nobody_has_one_is_not_sure_of_either() -> None:
    table = f"#align(center, grid({ROWS}))"

    figures = figures_of(
        f"{paragraphs(3)}\n{table}\n#align(center)[Table 1: Costs of growing.]\n{table}\n{paragraphs(3)}"
    )

    assert figures["Table 1"].confidence < CONFIDENT


@pytest.mark.parametrize(
    ("objects", "frame"),
    [
        pytest.param(four_rules(70, 290, 300, 500), Box(70, 290, 300, 500), id="four rules"),
        pytest.param(
            [*four_rules(70, 290, 300, 500), *four_rules(20, 20, 590, 780)],
            Box(70, 290, 300, 500),
            id="in a page's frame",
        ),
        pytest.param(four_rules(70, 290, 300, 320), None, id="around the caption alone"),
        pytest.param(four_rules(70, 310, 300, 500), None, id="around the figure alone"),
        pytest.param(four_rules(70, 290, 300, 500)[:3], None, id="open at a side"),
        pytest.param([PageObject(ObjectKind.PATH, Box(70, 290, 300, 500))], None, id="a shape that holds nothing else"),
    ],
)
def test_a_frame_has_four_sides_and_room_for_a_figure(objects: list[PageObject], frame: Box | None) -> None:
    found = frame_around(CAPTION, objects, lambda _: 0.0)

    assert (frame_box(found) if found else None) == frame


@pytest.mark.parametrize(
    ("above", "top"),
    [
        pytest.param([Box(70, 330, 290, 338)], 314.5, id="nearer to the caption than to the text over it"),
        pytest.param([], 314.5, id="nothing over it"),
        pytest.param([Box(70, 316, 290, 324)], 308, id="the last rule of the table over it"),
    ],
)
def test_the_rule_over_a_caption_is_told_from_the_last_of_the_table_above(above: list[Box], top: float) -> None:
    rules = [rule(70, 314, 300, 314.5), rule(70, 294, 300, 294.5)]

    assert with_rule_over(CAPTION, rules, [*above, CAPTION]).top == top


def test_a_rule_over_a_caption_without_one_under_it_is_another_matter() -> None:
    assert with_rule_over(CAPTION, [rule(70, 314, 300, 314.5)], []) == CAPTION


@pytest.mark.parametrize(
    ("over_or_under", "place"),
    [
        pytest.param(Box(70, 298.4, 290, 299.4), Box(79, 299.4, 281, 309), id="a rule under it"),
        pytest.param(Box(70, 308.2, 290, 308.7), Box(79, 299, 281, 308.2), id="a rule over it"),
        pytest.param(Box(90, 298.4, 110, 299.4), Box(79, 299, 281, 309), id="the bar of a fraction"),
        pytest.param(Box(70, 301, 290, 302), Box(79, 299, 281, 309), id="a line under words"),
        pytest.param(Box(70, 290, 290, 291), Box(79, 299, 281, 309), id="one further away"),
    ],
)
def test_the_place_of_a_caption_ends_at_the_rules_of_its_table(over_or_under: Box, place: Box) -> None:
    assert up_to_rules(Box(79, 299, 281, 309), CAPTION, [over_or_under]) == place
