"""A process that is killed at every edge of every step loses nothing and repeats only the step that was cut."""

from itertools import chain
from pathlib import Path

from tests.crashes import Deaths, crash
from tests.jobs_scenario import ONE_LINE

STEPS = [(job.key, f"step {number}") for job, steps in ONE_LINE for number in range(1, steps + 1)]
"""Of both jobs, in the order of their line."""


def test_a_line_that_is_killed_at_every_edge_does_each_step_once_and_a_cut_one_again(tmp_path: Path) -> None:
    (lives,) = crash("tests.jobs_scenario:one_line", tmp_path, Deaths.EACH)

    edges = ("before", "behind", "behind the record of")
    assert list(lives.deaths) == [f"{key} {edge} {step}" for key, step in STEPS for edge in edges]
    # A death before the call cuts nothing, one behind it has it done again, one behind its record nothing.
    effects = [line for line in lives.journal if not line.endswith("ended")]
    assert effects == list(chain.from_iterable([f"{key} {step}"] * 2 for key, step in STEPS))
    assert lives.journal.index("a-second-name ended") < lives.journal.index("a-first-name step 1")
