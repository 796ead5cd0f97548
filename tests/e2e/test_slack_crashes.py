"""The bot is killed by SIGKILL in a conversation on Slack, which lives on: nothing is lost, doubled or asked again."""

from pathlib import Path

from tests.chat_outcome import faults
from tests.crashes import Deaths, crash

CALLS = (12, 80, 110, 60, 90, 40)
"""Of ports; each life dies at one of them, counted from its start."""
MOMENTS = 1


def test_a_conversation_on_slack_that_dies_ends_as_one_that_does_not(tmp_path: Path) -> None:
    scenario = "tests.slack_scenario:conversation"

    *at_any_moment, at_calls = crash(scenario, tmp_path, Deaths.RANDOM, times=MOMENTS, at=CALLS)

    assert [fault for lives in (*at_any_moment, at_calls) for fault in faults(lives)] == []
    assert len(at_calls.deaths) == len(CALLS)
