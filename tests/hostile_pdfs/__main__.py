"""Draft every hostile file that can be made of a folder of papers, and count those that end as promised.

`python -m tests.hostile_pdfs --papers DIR --seed N`: each must end within 60 s in a draft or in one sentence, without a
traceback and without a process left behind. Exit code 0 if all do. Columns: seconds by the clock, seconds of the
processor, the most memory that one process took.
"""

import argparse
import multiprocessing
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from tests.hostile_pdfs.cases import Case
from tests.hostile_pdfs.catalogue import CASES, write
from tests.hostile_pdfs.trial import Outcome, attempt


def main() -> int:
    asked = _arguments()
    papers = sorted(asked.papers.glob("*.pdf"))
    if not papers:
        print(f"There is no PDF in {asked.papers}.", file=sys.stderr)
        return 2
    cases = [case for case in CASES if asked.only is None or re.search(asked.only, case.name)]
    asked.keep.mkdir(parents=True, exist_ok=True)

    def ran(case: Case) -> Outcome:
        pdf = asked.keep / f"{re.sub(r'[^0-9A-Za-z.]+', '-', case.name).strip('-')}.pdf"
        makers.submit(write, case.name, papers, asked.seed, pdf).result()
        outcome = attempt(pdf)
        pdf.with_suffix(".log").write_text(outcome.log, "utf-8")
        return outcome

    outcomes = []
    with ThreadPoolExecutor(asked.jobs) as pool, _makers() as makers:
        for case, outcome in zip(cases, pool.map(ran, cases), strict=True):
            outcomes.append(outcome)
            mark = "FAULT" if outcome.faults else "ok"
            words = "; ".join(outcome.faults) or outcome.sentence.partition(": ")[2] or "a draft"
            taken = f"{outcome.seconds:5.1f} s {outcome.cpu_seconds:5.1f} s {outcome.memory_mb:5.0f} MB"
            print(f"{mark:5} {taken}  {case.name}: {words}", flush=True)
    print(_summary(outcomes))
    return 1 if any(outcome.faults for outcome in outcomes) else 0


def _makers() -> ProcessPoolExecutor:
    """Processes that make one file each: the memory of a trial begins with that of the process that starts it."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile_pdfs", description=__doc__)
    parser.add_argument("--papers", type=Path, required=True, help="a folder of PDFs that can be read")
    parser.add_argument("--seed", type=int, default=1, help="which paper is damaged how")
    parser.add_argument("--only", help="a regular expression: only cases whose name it finds")
    parser.add_argument("--jobs", type=int, default=1, help="how many at once; times are for one")
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "hostile_pdfs", help="where the files and logs stay"
    )
    return parser.parse_args()


def _summary(outcomes: list[Outcome]) -> str:
    good = [outcome for outcome in outcomes if not outcome.faults]
    drafts = sum(not outcome.sentence for outcome in good)
    return (
        f"{len(good)} of {len(outcomes)} ended as promised: {drafts} in a draft, {len(good) - drafts} in a sentence. "
        f"The slowest took {max(outcome.seconds for outcome in outcomes):.0f} s "
        f"({max(outcome.cpu_seconds for outcome in outcomes):.0f} s of the processor), "
        f"the largest {max(outcome.memory_mb for outcome in outcomes):.0f} MB."
    )


if __name__ == "__main__":
    sys.exit(main())
