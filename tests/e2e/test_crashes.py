"""A conversation killed by SIGKILL at every edge of every step: nothing is lost, doubled, or asked for again."""

from pathlib import Path

from tests.chat_scenario import faults
from tests.crashes import Deaths, crash


def test_a_conversation_that_dies_at_every_edge_of_every_step_ends_as_one_that_does_not(tmp_path: Path) -> None:
    (lives,) = crash("tests.chat_scenario:conversation", tmp_path, Deaths.EACH)

    assert list(faults(lives, tmp_path)) == []
    # Three edges a step: four steps of the draft, two of each of the four actions.
    assert len(set(lives.deaths)) == len(lives.deaths) == 3 * (4 + 4 * 2)
    asked = [line for line in lives.journal if line.startswith(("tweet ", "regenerate "))]
    assert len(asked) == len(set(asked))
