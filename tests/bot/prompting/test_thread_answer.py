"""bot.prompting.thread_answer, and the plan that bot.prompting.streaming finds."""

import json

import pytest

from bot.errors import AnswerUnusable
from bot.model import Plan, Proposal, Role
from bot.prompting.thread_answer import ThreadAnswer

RESULT = Proposal(Role.RESULT, "We sort shells.")
WHY = Proposal(Role.WHY, "They sound.")


def tweet(proposal: Proposal) -> dict[str, object]:
    return {"role": proposal.role.value, "text": proposal.prose, "evidence": [], "figure": ""}


def answer(*tweets: object, plan: object = ("result", "why")) -> str:
    return json.dumps({"plan": plan, "tweets": tweets})


WHOLE = answer(tweet(RESULT), tweet(WHY))


def heard(*pieces: str) -> tuple[list[Plan | Proposal], ThreadAnswer]:
    told: list[Plan | Proposal] = []
    found = ThreadAnswer(told.append)
    for piece in pieces:
        found.hear(piece)
    return told, found


def test_the_plan_is_told_before_the_first_tweet_and_each_tweet_with_its_last_character() -> None:
    end = WHOLE.index("}, {") + 1

    told, found = heard(*WHOLE[: end - 1])
    assert told == []
    found.hear(WHOLE[end - 1])
    assert told == [Plan((Role.RESULT, Role.WHY)), RESULT]
    found.hear(WHOLE[end:])
    assert told[2:] == [WHY]
    assert found.problem is None


@pytest.mark.parametrize(
    ("plan", "roles"),
    [
        (["Results", "prior work", "future-work"], (Role.RESULT, Role.PRIOR_WORK, Role.FUTURE_WORK)),
        (["announcement", "code", "result"], (Role.RESULT,)),
        (["verse", 7, None, "why"], (Role.WHY,)),
        ([], None),
        ("result", None),
        (None, None),
    ],
    ids=["as people write them", "what rules write", "nonsense in it", "empty", "a word", "null"],
)
def test_a_plan_is_what_can_be_read_of_it(plan: object, roles: tuple[Role, ...] | None) -> None:
    told, _ = heard(answer(tweet(RESULT), plan=plan))

    assert told == [RESULT] if roles is None else [Plan(roles), RESULT]


def test_after_a_break_what_is_whole_stays_and_the_rest_comes_behind_it() -> None:
    told, found = heard(WHOLE[: WHOLE.index("They") + 2])

    found.begin_again()
    found.hear(answer(tweet(WHY), plan=["why"]))

    assert told == [Plan((Role.RESULT, Role.WHY)), RESULT, Plan((Role.RESULT, Role.WHY)), WHY]
    assert found.problem is None
    assert not found.is_lacking


@pytest.mark.parametrize(
    ("text", "problem", "is_lacking"),
    [
        (WHOLE, None, False),
        (answer(), "it has no tweets", True),
        ("", "it is empty", True),
        ("Glad to help!", "it is no JSON, or its JSON has no end", True),
        (WHOLE[:-1], "its JSON has no end", True),
        (answer({"role": "verse", "text": "x"}), "its tweets could not be read: it is not in the form that", True),
        (answer(tweet(RESULT), {"text": "x"}), "1 tweet of it could not be read: it is not in the form that", False),
        (answer(tweet(RESULT), 7, "x"), None, False),
    ],
    ids=["whole", "no tweets", "nothing", "talk", "no end", "none readable", "one unreadable", "other things"],
)
def test_what_is_wrong_with_an_answer_is_a_clause(text: str, problem: str | None, is_lacking: bool) -> None:
    _, found = heard(text)

    assert found.is_lacking is is_lacking
    if problem is None:
        found.end()
    else:
        with pytest.raises(AnswerUnusable) as caught:
            found.end()
        assert caught.value.why.startswith(problem)
