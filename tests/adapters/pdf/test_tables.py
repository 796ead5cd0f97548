import pytest

from adapters.pdf.page_content import ObjectKind
from adapters.pdf.scene import Item
from adapters.pdf.sides import Side
from adapters.pdf.tables import up_to_last_rule
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
    found = up_to_last_rule([*TABLE, *behind], CAPTION, Side.BELOW)

    assert sorted(found, key=lambda item: -item.box.top) == [*TABLE, *kept]


def test_a_table_over_its_caption_is_read_upwards() -> None:
    caption = Box(100, 600, 300, 620)

    found = up_to_last_rule([*TABLE, graphic(705, 780)], caption, Side.ABOVE)

    assert sorted(found, key=lambda item: -item.box.top) == TABLE


def test_without_rules_nothing_is_said_about_the_end() -> None:
    items = [text(690), text(678), text(500)]

    assert up_to_last_rule(items, CAPTION, Side.BELOW) == items
