"""The long form of the crash tests: every way of dying, on SQLite and on PostgreSQL. Minutes, not seconds.

Prints a line for each form: how many lives and deaths there were, how many steps were done again, and what is wrong.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bot.records import Job
from tests.crashes import Deaths, Lives, crash
from tests.fakes.postgres import PostgresServer
from tests.jobs_scenario import DATABASE_URL, ONE_LINE, TWO_LINES, faults

SCENARIOS = {"one_line": ONE_LINE, "two_lines": TWO_LINES}
DATABASES = ("sqlite", "postgresql")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash_forms", description=__doc__)
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append", help="only this one")
    parser.add_argument("--deaths", choices=list(Deaths), type=Deaths, action="append", help="only this way of dying")
    parser.add_argument("--times", type=int, default=20, help="how many deaths at any moment, of each scenario")
    given = parser.parse_args()
    wrong = 0
    with ExitStack() as open_ones:
        for database in given.database or DATABASES:
            env = {}
            if database == "postgresql":
                env[DATABASE_URL] = open_ones.enter_context(PostgresServer()).url("{}")
            for scenario in given.scenario or SCENARIOS:
                for deaths in given.deaths or Deaths:
                    began_s = time.monotonic()
                    folder = Path(open_ones.enter_context(tempfile.TemporaryDirectory()))
                    seen = crash(f"tests.jobs_scenario:{scenario}", folder, deaths, env=env, times=given.times)
                    wrong += tell(f"{database} {scenario} {deaths}", SCENARIOS[scenario], seen, began_s)
    return 1 if wrong else 0


def tell(form: str, jobs_and_steps: Sequence[tuple[Job, int]], seen: Sequence[Lives], began_s: float) -> int:
    """Print a form's line; how many faults it has."""
    deaths = sum(len(lives.deaths) for lives in seen)
    wanted = len(seen) * sum(steps for _, steps in jobs_and_steps)
    done = sum(" step " in line for lives in seen for line in lives.journal)
    wrong = [fault for lives in seen for fault in faults(jobs_and_steps, lives)]
    print(
        f"{form:32} {deaths + len(seen):4} lives {deaths:4} deaths {wanted:5} steps {done - wanted:4} again"
        f" {len(wrong):3} faults {time.monotonic() - began_s:6.1f} s",
        *wrong,
        sep="\n    ",
        flush=True,
    )
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
