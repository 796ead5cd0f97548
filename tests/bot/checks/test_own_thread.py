"""What a person's tweets are for, by their words."""

import pytest

from bot.checks.own_thread import claims_something, guess_role, is_nearly_titled
from bot.model import CodeLink, Role
from tests.builders import brief, paper

TITLE = "Sorting Sea Shells by Sound"
CODE = "https://github.com/lab/shells"
PAPER = paper("Shells.\n", title=TITLE, code=CodeLink(CODE, "the paper says so"))


@pytest.mark.parametrize(
    ("number", "text", "role"),
    [
        (1, f"{TITLE} is out, with 98,734 shells", Role.ANNOUNCEMENT),
        (1, "Sorting Sea Shell by Sound is out, with 98,734 shells", Role.ANNOUNCEMENT),
        (1, "Our new paper is out! 🧵 1/9", Role.ANNOUNCEMENT),
        (1, "We sort 98,734 shells.", Role.RESULT),
        (4, "Our new paper is out!", Role.RESULT),
        (4, f"Try it: {CODE}", Role.CODE),
        (4, f"98,734 shells at {CODE}", Role.RESULT),
        (4, "One limitation: sand.", Role.LIMITATION),
        (4, "Next steps: corals.", Role.FUTURE_WORK),
        (4, "Unlike prior work, we listen.", Role.PRIOR_WORK),
        (4, "Thanks to Ada!", Role.CREDITS),
    ],
)
def test_the_role_is_guessed(number: int, text: str, role: Role) -> None:
    assert guess_role(text, number=number, paper=PAPER, brief=brief()) is role


@pytest.mark.parametrize(
    ("text", "is_near"),
    [
        (f"{TITLE}!", False),
        ("sorting sea shells by sound", True),
        ("Sorting Sea-Shells by Sound", True),
        ("A paper about shells", False),
    ],
)
def test_a_title_is_near_if_only_a_few_signs_are_wrong(text: str, is_near: bool) -> None:
    assert is_nearly_titled(text, TITLE) is is_near


@pytest.mark.parametrize(
    ("prose", "claims"), [("It rings.", False), ("It rings 3 times", True), ("ShellNet rings", True)]
)
def test_a_number_or_a_sure_name_is_a_claim(prose: str, claims: bool) -> None:
    assert claims_something(prose) is claims
