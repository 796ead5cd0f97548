"""docs/operations.md says what is so: of errors, settings, lines of the log, and how long things are kept."""

import inspect
import re
from pathlib import Path

import bot.errors
from bot.config import setting_names
from bot.errors import PaperthreadError
from bot.serving import EVENTS_DAYS, JOBS_DAYS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def test_every_kind_of_error_is_there_with_what_it_means() -> None:
    kinds = {
        kind for kind in vars(bot.errors).values() if isinstance(kind, type) and issubclass(kind, PaperthreadError)
    }
    raised = {kind for kind in kinds if not any(issubclass(other, kind) and other is not kind for other in kinds)}
    _, _, table = PAGE.partition("## What each error means")

    told = dict(re.findall(r"^\| `(\w+)` \| (.*?) \| .+ \|$", table, flags=re.MULTILINE))

    assert told == {kind.__name__: (inspect.getdoc(kind) or "").splitlines()[0] for kind in raised}


def test_every_setting_that_it_names_is_one() -> None:
    known = set(setting_names())

    full = set(re.findall(r"PAPERTHREAD_[A-Z_]*[A-Z]", PAGE))
    short = set(re.findall(r"`(__[A-Z_]+)`", PAGE))

    assert full - known == set()
    assert [name for name in short if not any(setting.endswith(name) for setting in known)] == []


def test_the_lines_of_the_log_that_it_tells_of_are_written() -> None:
    sources = "".join(
        file.read_text(encoding="utf-8") for folder in ("bot", "adapters") for file in (ROOT / folder).rglob("*.py")
    )
    written = [
        '"duty=%s outcome=taken"',
        '"duty=%s outcome=lost"',
        "jobs outcome=stopped",
        "takeover outcome=done from=%s",
        "part=%s outcome=failed why=%s",
        "cleaning papers=%d jobs=%d events=%d",
        "draft=%s error=%s",
    ]

    assert [line for line in written if line not in sources] == []


def test_how_long_things_are_kept_is_what_cleaning_goes_by() -> None:
    assert f"| {JOBS_DAYS:g} days after they were begun" in PAGE
    assert f"| the keys of what happened, presses | {EVENTS_DAYS:g} days |" in PAGE
