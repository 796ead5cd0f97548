"""What is set up, what is missing and what to do about it. Keys are never shown, only whether they are set."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.config import (
    SETTINGS_FILE,
    ArxivSettings,
    DiscordSettings,
    OpenAISettings,
    ReadingSettings,
    Settings,
    SlackSettings,
    SlackTransport,
    WriterChoice,
)
from bot.errors import PaperthreadError, PromptError
from bot.ports import PaperReader
from bot.wording import counted

_OLDEST_PYTHON = (3, 11)
NEEDED_PACKAGES = (
    "aiohttp", "aiosqlite", "alembic", "dbos", "discord.py", "httpx2", "jinja2", "openai", "pillow", "psycopg",
    "publicsuffixlist", "pydantic", "pydantic-settings", "pypdf", "pypdfium2", "pyyaml", "rapidfuzz", "regex", "rich",
    "slack-bolt", "sqlalchemy", "typer",
)  # fmt: skip

_PROBE_LINES = (
    "This page was made by paperthread to see that reading works.",
    "Its words are read in the process that reads every paper.",
    "When they come back as they were written, papers can be read.",
    "When they do not, the doctor says so and tells what to do.",
    "The page is as long as this because a page of a few words",
    "would be refused: a paper that has no more than that is a scan.",
    "Nothing of it is kept, and no other file is looked at.",
)


class State(Enum):
    """How a part stands; the value is the word for it."""

    FINE = "fine"
    OPEN = "open"  # not set, and a draft needs it not
    LATER = "later"  # not part of this version
    BROKEN = "broken"  # no draft before this is mended


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One part of the installation; `todo` says what to do, or is ""."""

    part: str
    state: State
    words: str
    todo: str = ""


def diagnose_python() -> Iterator[Diagnosis]:
    """The interpreter and the packages that drafting needs."""
    words = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        oldest = ".".join(map(str, _OLDEST_PYTHON))
        yield Diagnosis("Python", State.BROKEN, words, f"Install Python {oldest} or newer.")
    else:
        yield Diagnosis("Python", State.FINE, words)
    versions = {name: _version(name) for name in NEEDED_PACKAGES}
    missing = [name for name, number in versions.items() if number is None]
    if missing:
        todo = "Install the packages of requirements.txt."
        yield Diagnosis("packages", State.BROKEN, f"missing: {', '.join(missing)}", todo)
    else:
        yield Diagnosis("packages", State.FINE, ", ".join(f"{name} {number}" for name, number in versions.items()))


def diagnose_settings(settings: Settings) -> Iterator[Diagnosis]:
    """What the settings set up."""
    if SETTINGS_FILE.is_file():
        yield Diagnosis("settings", State.FINE, f"{SETTINGS_FILE} and the environment")
    else:
        yield Diagnosis("settings", State.FINE, f"the environment and defaults; no {SETTINGS_FILE} in this folder")
    yield _data_dir(settings.data_dir)
    yield _writer(settings)
    yield _prompts(settings)
    yield _reading(settings.reading)
    yield _arxiv(settings.arxiv)
    yield _arxiv_dir(settings)
    yield _slack(settings.slack)
    yield _discord(settings.discord)


async def diagnose_reader(reader: PaperReader) -> Diagnosis:
    """Whether the reader's process starts and reads a page; closes the reader."""
    began_s = time.perf_counter()
    try:
        paper = await reader.read(_probe_pdf(), name="the doctor's page")
    except PaperthreadError as error:
        return Diagnosis("PDF reader", State.BROKEN, str(error), "Raise the limits under [reading], or reinstall.")
    finally:
        await reader.close()
    spent_s = time.perf_counter() - began_s
    text = " ".join(paper.pages[0].text.split())
    if not all(line in text for line in _PROBE_LINES):
        return Diagnosis("PDF reader", State.BROKEN, "a page came back without its text", "Reinstall pypdfium2.")
    return Diagnosis("PDF reader", State.FINE, f"its process started and read a page in {spent_s:.1f} s")


def can_draft(diagnoses: Iterable[Diagnosis]) -> bool:
    """Whether nothing that a draft needs is broken."""
    return all(diagnosis.state is not State.BROKEN for diagnosis in diagnoses)


def _writer(settings: Settings) -> Diagnosis:
    """Nothing is asked of a model's server: that may cost money."""
    named, model = settings.openai, settings.openai.model
    auto = "auto means " if settings.writer is WriterChoice.AUTO else ""
    if settings.writer is WriterChoice.EXTRACTIVE or (auto and model is None):
        return Diagnosis(
            "writer", State.FINE, f"{auto}extractive: the paper's own sentences, no model and no key needed"
        )
    if model is None:
        todo = "Set PAPERTHREAD_OPENAI__MODEL, or PAPERTHREAD_WRITER to extractive."
        return Diagnosis("writer", State.BROKEN, "openai, and no model is named", todo)
    words = f"{auto}openai: {model} at {named.base_url}, key {'not set' if named.api_key is None else 'set'}"
    if named.api_key is None and named.base_url == OpenAISettings().base_url:
        return Diagnosis("writer", State.BROKEN, words, "Set PAPERTHREAD_OPENAI__API_KEY.")
    cost = "its price is set" if model in named.prices else "its price is not set, so costs are not known"
    return Diagnosis("writer", State.FINE, f"{words}; the text of papers goes there; {cost}")


def _prompts(settings: Settings) -> Diagnosis:
    from bot.prompting import PromptLibrary  # its packages may be what is missing, and take a quarter of a second

    try:
        PromptLibrary(settings.prompts_dir)
    except PromptError as error:
        return Diagnosis("prompts", State.BROKEN, str(error), "Mend the file, then `paperthread prompts check`.")
    where = (
        "those that came with paperthread" if settings.prompts_dir is None else f"with those of {settings.prompts_dir}"
    )
    return Diagnosis("prompts", State.FINE, where)


def _discord(discord: DiscordSettings) -> Diagnosis:
    """Nothing is asked of Discord: `paperthread run` says what it answers."""
    if discord.token is None:
        todo = "For Discord: docs/discord.md, then `paperthread invite discord`."
        return Diagnosis("Discord", State.OPEN, "not set up", todo)
    return Diagnosis("Discord", State.FINE, f"/{discord.command} by {discord.api_base}; token set")


def _slack(slack: SlackSettings) -> Diagnosis:
    """Nothing is asked of Slack: `paperthread run` says what it answers."""
    if slack.bot_token is None:
        todo = "For Slack: `paperthread manifest slack`, then docs/slack.md."
        return Diagnosis("Slack", State.OPEN, "not set up", todo)
    if slack.transport is SlackTransport.SOCKET:
        if slack.app_token is None:
            return Diagnosis("Slack", State.OPEN, "socket, and no app token", "Set PAPERTHREAD_SLACK__APP_TOKEN.")
        return Diagnosis("Slack", State.FINE, f"socket, {slack.command}; both tokens set")
    if slack.signing_secret is None:
        todo = "Set PAPERTHREAD_SLACK__SIGNING_SECRET."
        return Diagnosis("Slack", State.OPEN, "http, and no signing secret", todo)
    where = f"http://{slack.http_host}:{slack.http_port}/slack/events"
    return Diagnosis("Slack", State.FINE, f"http at {where}, {slack.command}; token and signing secret set")


def _data_dir(folder: Path) -> Diagnosis:
    if not _is_writable(folder):
        return Diagnosis("data folder", State.OPEN, f"{folder} cannot be written; drafting needs it not", _OTHER_FOLDER)
    return Diagnosis("data folder", State.FINE, f"{folder}" + ("" if folder.exists() else ", made when needed"))


def _reading(limits: ReadingSettings) -> Diagnosis:
    words = (
        f"{limits.max_mb:,} MB, {counted(limits.max_pages, 'page')}, {limits.max_seconds:g} s and"
        f" {limits.max_memory_mb:,} MB of memory a file; {limits.max_draw_seconds:g} s a figure;"
        f" {counted(limits.workers, 'file')} at a time"
    )
    return Diagnosis("PDF limits", State.FINE, words)


def _arxiv(arxiv: ArxivSettings) -> Diagnosis:
    """Nothing is asked there: that would count against who runs the bot."""
    words = f"asked at {arxiv.api_base}, once in {arxiv.min_interval_s:g} s at most"
    if arxiv.contact is None:
        todo = "Set PAPERTHREAD_ARXIV__CONTACT to a mail address or page, so that arXiv can reach you."
        return Diagnosis("arXiv", State.OPEN, f"{words}; no contact is set", todo)
    return Diagnosis("arXiv", State.FINE, f"{words}; the contact is {arxiv.contact}")


def _arxiv_dir(settings: Settings) -> Diagnosis:
    folder, arxiv = settings.arxiv_dir, settings.arxiv
    if not _is_writable(folder):
        words = f"{folder} cannot be written; each draft gets its paper anew"
        return Diagnosis("arXiv papers", State.OPEN, words, _OTHER_FOLDER)
    words = f"kept in {folder}, {arxiv.cache_mb:,} MB and {arxiv.cache_days:g} days at most"
    return Diagnosis("arXiv papers", State.FINE, words)


_OTHER_FOLDER = "Set PAPERTHREAD_DATA_DIR to a folder that this user may write to."


def _is_writable(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that is there, can be written; nothing is made."""
    existing = folder.absolute()
    while not os.path.lexists(existing):
        existing = existing.parent
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _probe_pdf() -> bytes:
    """A PDF of one page that says `_PROBE_LINES`."""
    show = "\n".join(f"({line}) Tj T*" for line in _PROBE_LINES)
    content = f"BT /F1 11 Tf 14 TL 72 720 Td\n{show}\nET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    pdf = b"%PDF-1.7\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return pdf + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(pdf))
    )
