"""One file given to `paperthread draft` as a person would, and what is to be said against how that ended."""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 60.0
_PATIENCE_S = 30.0  # beyond that, before the trial is ended from outside
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a draft of one file ended.

    Attributes:
        sentence: The error, without its first word; "" for a draft.
        seconds, cpu_seconds: By the clock, and of the processor; on a busy machine the first says little.
        memory_mb: The most that the command or its worker had at once.
        faults: What was not as promised, in words; none is the promise.
        log: What the command wrote to stderr.
    """

    sentence: str
    seconds: float
    cpu_seconds: float
    memory_mb: float
    faults: tuple[str, ...]
    log: str


def attempt(pdf: Path) -> Outcome:
    """Draft one file with `paperthread --debug draft`, in a session of its own that is searched for survivors."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        began_s = time.monotonic()
        command = [sys.executable, "-m", "bot.cli", "--debug", "draft", str(pdf)]
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PAPERTHREAD_")},
            "PYTHONPATH": str(ROOT),
            "PAPERTHREAD_DATA_DIR": home,
            "PYTHONIOENCODING": "utf-8",
        }
        process = subprocess.Popen(
            command, stdout=stdout, stderr=stderr, cwd=home, env=environment, start_new_session=True
        )
        usage, is_killed = _waited_for(process, began_s + MOST_SECONDS + _PATIENCE_S)
        seconds = time.monotonic() - began_s
        stdout.seek(0)
        stderr.seek(0)
        shown, log = stdout.read().decode("utf-8", "replace"), stderr.read().decode("utf-8", "replace")
    complaints = [line.removeprefix("Error: ") for line in log.splitlines() if line.startswith("Error: ")]
    faults = [
        *_faults_of_the_end(process.returncode, shown, complaints),
        *_faults_of_the_words(shown, log),
        *([f"it took {seconds:.0f} s"] if seconds > MOST_SECONDS else ()),
        *(["it had to be killed"] if is_killed else ()),
        *(["a process was left behind"] if _survivors(process.pid) else ()),
    ]
    sentence = complaints[0] if complaints else ""
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Outcome(sentence, seconds, cpu_seconds, usage.ru_maxrss / 1000, tuple(faults), log)


def _waited_for(process: subprocess.Popen[bytes], until_s: float) -> tuple[struct_rusage, bool]:
    """What it took of the machine, its children's part included, and whether it had to be killed."""
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage, False
        if time.monotonic() > until_s:
            break
        time.sleep(0.02)
    process.kill()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage, True


def _faults_of_the_end(code: int, shown: str, complaints: list[str]) -> list[str]:
    match code:
        case 0:
            return [*(["no draft"] if "1/" not in shown else ()), *(["a draft and an error"] if complaints else ())]
        case 1:
            return [
                *(["an error and a draft"] if shown else ()),
                *([] if len(complaints) == 1 else [f"{len(complaints)} sentences"]),
            ]
        case _:
            return [f"exit code {code}"]


def _faults_of_the_words(shown: str, log: str) -> list[str]:
    said = [line for line in log.splitlines() if line.startswith("Error: ")]
    return [
        *(["a traceback in the log"] if "Traceback" in log else ()),
        *(["an internal failure"] if any("failed in a way" in line for line in said) else ()),
        *(["the reader's process died"] if any("made the reader fail" in line for line in said) else ()),
        *(["controls in what is shown"] if any(map(_CONTROLS.search, [shown, *said])) else ()),
    ]


def _survivors(session: int) -> list[int]:
    """Processes of that session that still run (Linux; nothing elsewhere)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(folder.name))
    return found
