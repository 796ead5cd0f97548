"""The long form of the crash tests: every way of dying, on SQLite and PostgreSQL, on each chat. Minutes to hours.

Prints a line for each form: how many lives and deaths there were, and what is wrong. `steps` are the edges around each
step of a job and its record; `calls` those around each call of a port: store, chat, writer, source, reader, jobs.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from adapters.jobs.queue import JobQueue
from adapters.store.store import SqlStore
from tests import chat_outcome, jobs_scenario
from tests.chat_acts import SCRIPTS
from tests.crashes import Deaths, Edges, Lives, crash
from tests.fakes.postgres import PostgresServer

JOBS = {"one_line": jobs_scenario.ONE_LINE, "two_lines": jobs_scenario.TWO_LINES}
CHATS = {"console": "tests.chat_scenario", "slack": "tests.slack_scenario", "discord": "tests.discord_scenario"}
"""Where the scripts are held, and the modules that have a scenario of each script's name."""
DATABASES = ("sqlite", "postgresql")

Faults = Callable[[Lives], Sequence[str]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash_forms", description=__doc__)
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one")
    parser.add_argument("--scenario", choices=(*JOBS, *SCRIPTS), action="append", help="only this one")
    parser.add_argument("--chat", choices=list(CHATS), action="append", help="conversations only there")
    parser.add_argument("--edges", choices=list(Edges), type=Edges, action="append", help="only these edges")
    parser.add_argument("--deaths", choices=list(Deaths), type=Deaths, action="append", help="only this way of dying")
    parser.add_argument("--times", type=int, default=20, help="how many deaths at any moment, of each scenario")
    parser.add_argument("--every", type=int, default=1, help="at calls, only every so many-th edge")
    given = parser.parse_args()
    wrong = 0
    with ExitStack() as open_ones:
        for database in given.database or DATABASES:
            env = {}
            if database == "postgresql":
                server = open_ones.enter_context(PostgresServer())
                lay_database(server)
                env[jobs_scenario.DATABASE_URL] = server.url("{}")
            for module, scenario in _scenarios(given.scenario or (*JOBS, *SCRIPTS), given.chat or list(CHATS)):
                for edges, deaths in forms_of(scenario):
                    if edges not in (given.edges or Edges) or deaths not in (given.deaths or Deaths):
                        continue
                    every = given.every if edges is Edges.CALLS else 1
                    with tempfile.TemporaryDirectory() as folder:
                        began_s = time.monotonic()
                        seen = crash(
                            f"{module}:{scenario}",
                            Path(folder),
                            deaths,
                            edges=edges,
                            env=env,
                            times=given.times,
                            every=every,
                        )
                        chat = next((chat for chat, known in CHATS.items() if known == module), "jobs")
                        form = f"{database} {chat} {scenario} {edges} {deaths}"
                        wrong += tell(form, faults_of(scenario), seen, began_s)
    return 1 if wrong else 0


def _scenarios(names: Sequence[str], chats: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The module and the name of each scenario."""
    for name in names:
        if name in JOBS:
            yield "tests.jobs_scenario", name
        else:
            yield from ((CHATS[chat], name) for chat in chats)


def forms_of(scenario: str) -> Sequence[tuple[Edges, Deaths]]:
    """Jobs of this test's own have no ports, and one conversation has too many edges for a life each in one folder."""
    steps = ((Edges.STEPS, Deaths.EACH), (Edges.STEPS, Deaths.ONE), (Edges.STEPS, Deaths.RANDOM))
    return steps if scenario in JOBS else (*steps, (Edges.CALLS, Deaths.ONE))


def faults_of(scenario: str) -> Faults:
    if scenario in JOBS:
        return lambda lives: list(jobs_scenario.faults(JOBS[scenario], lives))
    return lambda lives: list(chat_outcome.faults(lives))


def tell(form: str, faults: Faults, seen: Sequence[Lives], began_s: float) -> int:
    """Print a form's line; how many faults it has."""
    deaths = sum(len(lives.deaths) for lives in seen)
    wrong = [f"{lives.deaths[-1:]}: {fault}" for lives in seen for fault in faults(lives)]
    again = sum("asked again" in fault for fault in wrong)
    print(
        f"{form:44} {deaths + len(seen):4} lives {deaths:4} deaths {len(wrong) - again:3} lost, doubled or otherwise"
        f" {again:3} asked again {time.monotonic() - began_s:6.1f} s",
        *wrong,
        sep="\n    ",
        flush=True,
    )
    return len(wrong)


def lay_database(server: PostgresServer) -> None:
    """Make the database that the others are copied from."""
    server.run(f"CREATE DATABASE {jobs_scenario.MIGRATED}")
    url = server.url(jobs_scenario.MIGRATED)
    asyncio.run(_migrate(url))
    queue = JobQueue(url.replace("postgresql:", "postgresql+psycopg:"), poll_s=1)
    queue.open()
    queue.close()


async def _migrate(url: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(Path(folder), url=url)
        await store.open()
        await store.close()


if __name__ == "__main__":
    sys.exit(main())
