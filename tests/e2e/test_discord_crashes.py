"""The bot is killed by SIGKILL in a conversation on Discord, which tells nothing a second time and has forgotten every
nonce by then: nothing is lost, doubled or asked again."""

from pathlib import Path

from tests.chat_outcome import faults
from tests.crashes import Deaths, crash

CALLS = (12, 90, 130, 70)
"""Of ports; each life dies at one of them, counted from its start."""
MOMENTS = 1


def test_a_conversation_on_discord_that_dies_ends_as_one_that_does_not(tmp_path: Path) -> None:
    scenario = "tests.discord_scenario:conversation"

    *at_any_moment, at_calls = crash(scenario, tmp_path, Deaths.RANDOM, times=MOMENTS, at=CALLS)

    assert [fault for lives in (*at_any_moment, at_calls) for fault in faults(lives)] == []
    assert len(at_calls.deaths) == len(CALLS)
