import pytest

from adapters.pdf.figures.scene import Item
from adapters.pdf.figures.sides import Side
from adapters.pdf.figures.tables import up_to_last_rule
from adapters.pdf.page.page_content import ObjectKind
from bot.model import Box

CAPTION = Box(100, 700, 300, 720)


def rule(height: float, left: float = 100, right: float = 300) -> Item:
    return Item(Box(left, height, right, height + 0.4), ObjectKind.RULE_ACROSS)


def text(height: float) -> Item:
    return Item(Box(110, height, 290, height + 8), None, 0, 9.0)


def graphic(bottom: float, top: float) -> Item:
    return Item(Box(100, bottom, 300, top), ObjectKind.PATH)


TABLE = [rule(690), text(678), rule(670), text(655), text(640), rule(630)]


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        pytest.param([], [], id="nothing follows"),
        pytest.param([text(620)], [text(620)], id="a note close to it"),
        pytest.param([text(580)], [], id="text further away"),
        pytest.param([graphic(500, 615)], [], id="a picture"),
        pytest.param(
            [rule(612), text(600), rule(590)], [rule(612), text(600), rule(590)], id="a second table close to the first"
        ),
        pytest.param(
            [rule(580, 150, 250), text(570), rule(560, 150, 250)], [], id="a table of another width further away"
        ),
        pytest.param(
            [rule(612, 150, 250), graphic(520, 608), rule(515, 150, 250)], [], id="a plot between axes close to it"
        ),
    ],
)
def test_a_ruled_table_ends_with_its_last_rule(behind: list[Item], kept: list[Item]) -> None:
    found = up_to_last_rule([*TABLE, *behind], CAPTION, Side.BELOW, band_end_pt=600)

    assert sorted(found, key=lambda item: -item.box.top) == [*TABLE, *kept]


def test_a_table_over_its_caption_is_read_upwards() -> None:
    caption = Box(100, 600, 300, 620)

    found = up_to_last_rule([*TABLE, graphic(705, 780)], caption, Side.ABOVE, band_end_pt=600)

    assert sorted(found, key=lambda item: -item.box.top) == TABLE


def test_without_rules_nothing_is_said_about_the_end() -> None:
    items = [text(690), text(678), text(500)]

    assert up_to_last_rule(items, CAPTION, Side.BELOW, band_end_pt=600) == items


@pytest.mark.parametrize(
    ("band_end_pt", "has_note"),
    [pytest.param(200, True, id="free space behind it"), pytest.param(95, False, id="running text close to it")],
)
def test_a_note_that_may_go_on_in_running_text_is_left_out_whole(band_end_pt: float, has_note: bool) -> None:
    note = text(620)  # ends 80 pt from the caption

    found = up_to_last_rule([*TABLE, note], CAPTION, Side.BELOW, band_end_pt=band_end_pt)

    assert found == [*TABLE, note] if has_note else found == TABLE


def test_rows_with_colours_behind_them_are_rows_without_a_rule() -> None:
    stripes = [graphic(top - 12, top) for top in (625, 601, 577, 553)]
    rows = [text(top) for top in (615, 603, 591, 579, 567, 555, 543)]

    found = up_to_last_rule([*TABLE, *stripes, *rows], CAPTION, Side.BELOW, band_end_pt=600)

    assert set(map(id, found)) == set(map(id, [*TABLE, *stripes, *rows]))


def test_a_head_without_a_rule_over_it_stays_with_a_table_read_upwards() -> None:
    caption, head = Box(100, 600, 300, 620), text(694)

    found = up_to_last_rule([*TABLE, head], caption, Side.ABOVE, band_end_pt=90)

    assert head in found


@pytest.mark.parametrize(
    ("gap", "is_row"), [pytest.param(9.0, True, id="a row"), pytest.param(22.0, False, id="a heading behind it")]
)
def test_rows_under_a_head_between_rules_belong_to_it_without_a_rule_at_their_end(gap: float, is_row: bool) -> None:
    name, words = Item(Box(110, 655, 140, 663), None, 0, 9.0), Item(Box(150, 655, 290, 663), None, 1, 9.0)
    table, following = [rule(690), text(678), rule(670), name, words], text(647 - gap)

    found = up_to_last_rule([*table, following], CAPTION, Side.BELOW, band_end_pt=600)

    assert found == ([*table, following] if is_row else table)


def test_rows_in_line_under_a_high_head_belong_to_it_however_far_apart_they_stand() -> None:
    def row(top: float) -> list[Item]:
        """A cell of two lines that stands a little higher than the one beside it."""
        return [
            Item(Box(left, top - drop - 8, left + 30, top - drop), None, 0, 9.0)
            for left, drop in ((110, 0), (200, 3), (110, 12))
        ]

    table = [rule(690), text(678), text(666), rule(650), *row(645), *row(610), *row(575)]
    following = text(530)

    found = up_to_last_rule([*table, following], CAPTION, Side.BELOW, band_end_pt=600)

    assert set(map(id, found)) == set(map(id, table))
