"""A conversation killed by SIGKILL at edges of its steps and inside them: nothing is lost, doubled or asked again."""

import pytest

from tests.chat_outcome import faults
from tests.crashes import Deaths, Lives, crash

CALLS = (20, 60, 90, 130, 40, 70, 30, 50, 45, 60, 80, 35)
"""Of ports; each life dies at one of them, counted from its start."""


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> list[Lives]:
    """Of two conversations, in one process: one that dies at the edges of steps, one inside them."""
    return crash("tests.chat_scenario:conversation", tmp_path_factory.mktemp("lives"), Deaths.EACH, at=CALLS)


def test_a_conversation_that_dies_at_every_edge_of_every_step_ends_as_one_that_does_not(lives: list[Lives]) -> None:
    at_steps, _ = lives

    assert list(faults(at_steps)) == []
    # Three edges a step: four steps of the draft, two of each of the four actions.
    assert len(set(at_steps.deaths)) == len(at_steps.deaths) == 3 * (4 + 4 * 2)
    asked = [line for line in at_steps.journal if line.startswith(("tweet ", "regenerate "))]
    assert len(asked) == len(set(asked))


def test_a_conversation_that_dies_inside_its_steps_ends_as_one_that_does_not(lives: list[Lives]) -> None:
    _, at_calls = lives

    assert list(faults(at_calls)) == []
    assert len(at_calls.deaths) == len(CALLS)
