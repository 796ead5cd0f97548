import pytest

from adapters.pdf.figures.frames import frames, joined_rules
from adapters.pdf.page.page_content import ObjectKind, PageObject
from bot.model import Box


def rule(left: float, right: float, height: float) -> Box:
    return Box(left, height, right, height + 0.4)


def across(*boxes: Box) -> list[PageObject]:
    return [PageObject(ObjectKind.RULE_ACROSS, box) for box in boxes]


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        pytest.param([rule(10, 50, 90), rule(50, 99, 90)], [rule(10, 99, 90)], id="pieces that meet"),
        pytest.param([rule(50, 99, 90), rule(10, 49, 90)], [rule(10, 99, 90)], id="in any order"),
        pytest.param([rule(10, 40, 90), rule(60, 99, 90)], [rule(10, 40, 90), rule(60, 99, 90)], id="a gap parts them"),
        pytest.param([rule(10, 99, 50), rule(10, 99, 90)], [rule(10, 99, 90), rule(10, 99, 50)], id="two heights"),
        pytest.param([], [], id="none"),
    ],
)
def test_rules_drawn_in_pieces_are_joined(pieces: list[Box], joined: list[Box]) -> None:
    assert joined_rules(pieces) == joined


def test_rules_with_the_same_ends_hold_what_stands_between_them() -> None:
    objects = across(rule(72, 300, 500), rule(72, 300, 480), rule(72, 300, 400))

    assert frames(objects, []) == [Box(72, 400, 300, 500.4)]


def test_a_caption_between_rules_parts_two_tables() -> None:
    objects = across(rule(72, 300, 500), rule(72, 300, 460), rule(72, 300, 400), rule(72, 300, 360))

    assert frames(objects, [Box(80, 420, 290, 440)]) == [Box(72, 460, 300, 500.4), Box(72, 360, 300, 400.4)]


def test_rules_far_from_each_other_hold_nothing() -> None:
    assert frames(across(rule(72, 540, 740), rule(72, 540, 60)), []) == []


def test_pictures_hold_what_stands_in_them() -> None:
    picture = PageObject(ObjectKind.IMAGE, Box(100, 100, 200, 180))
    thin = PageObject(ObjectKind.PATH, Box(100, 300, 200, 305))

    assert frames([picture, thin], []) == [picture.box]
