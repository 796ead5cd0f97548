"""The doctor: what is fine, what is missing, what to do; and no key is ever shown."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.config import (
    ArxivSettings,
    DiscordSettings,
    OpenAISettings,
    ReadingSettings,
    Settings,
    SlackSettings,
    WriterChoice,
)
from bot.doctor import Diagnosis, State, can_draft, diagnose_python, diagnose_reader, diagnose_settings
from bot.errors import ReaderCrashed
from bot.model import Evidence, Figure, Image, Paper
from tests.builders import paper


@pytest.fixture(autouse=True)
def empty_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.upper().startswith("PAPERTHREAD_") or name == "OPENAI_API_KEY":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def by_part(settings: Settings) -> dict[str, Diagnosis]:
    return {diagnosis.part: diagnosis for diagnosis in diagnose_settings(settings)}


class ProbeReader:
    """A reader that finds `text` on the doctor's page, or raises."""

    def __init__(self, text: str = "", *, error: Exception | None = None) -> None:
        self._text = text
        self._error = error
        self.is_closed = False

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        if self._error is not None:
            raise self._error
        shown = pdf.decode("ascii").split("Td\n")[1].split("ET")[0]
        lines = [line.split("(")[1].split(")")[0] for line in shown.splitlines() if "(" in line]
        return paper("\n".join(lines) if self._text == "" else self._text)

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        raise AssertionError("the doctor draws nothing")

    async def draw_page(self, pdf: bytes, page: int) -> Image:
        raise AssertionError("the doctor draws nothing")

    async def draw_quotes(self, pdf: bytes, evidence: Sequence[Evidence]) -> Image:
        raise AssertionError("the doctor draws nothing")

    async def close(self) -> None:
        self.is_closed = True


def test_this_python_and_its_packages_are_fine() -> None:
    python, packages = diagnose_python()

    assert python == Diagnosis("Python", State.FINE, ".".join(map(str, sys.version_info[:3])))
    assert packages.state is State.FINE
    assert packages.words.startswith("aiohttp ")
    assert "hypothesis " not in packages.words  # nothing that a draft needs imports it


def test_without_a_file_and_a_key_papers_can_be_drafted() -> None:
    parts = by_part(Settings())

    assert can_draft(parts.values())
    assert parts["settings"].words == "the environment and defaults; no paperthread.toml in this folder"
    assert parts["writer"] == Diagnosis(
        "writer", State.FINE, "auto means extractive: the paper's own sentences, no model and no key needed"
    )
    assert parts["prompts"].words == "those that came with paperthread"
    assert (parts["Slack"].state, parts["Discord"].state) == (State.OPEN, State.OPEN)


def test_the_limits_of_one_paper_are_told() -> None:
    limits = ReadingSettings(
        max_mb=50, max_pages=1, max_seconds=30, max_draw_seconds=4.5, max_memory_mb=1024, workers=3
    )

    assert by_part(Settings(reading=limits))["PDF limits"] == Diagnosis(
        "PDF limits", State.FINE, "50 MB, 1 page, 30 s and 1,024 MB of memory a file; 4.5 s a figure; 3 files at a time"
    )


def test_a_settings_file_is_named() -> None:
    Path("paperthread.toml").touch()

    assert by_part(Settings())["settings"].words == "paperthread.toml and the environment"


def test_a_key_is_set_and_not_shown() -> None:
    parts = by_part(Settings(openai=OpenAISettings.model_validate({"api_key": "hunter2", "model": "shell-1"})))

    assert parts["writer"] == Diagnosis(
        "writer",
        State.FINE,
        "auto means openai: shell-1 at https://api.openai.com/v1, key set; the text of papers goes there;"
        " its price is not set, so costs are not known",
    )
    assert "hunter2" not in repr(parts)


def test_a_price_that_is_set_is_told() -> None:
    prices = {"shell-1": {"prompt": 1, "cached_prompt": 0.1, "answer": 4}}
    named = OpenAISettings.model_validate({"api_key": "hunter2", "model": "shell-1", "prices": prices})

    assert by_part(Settings(openai=named))["writer"].words.endswith("; its price is set")


@pytest.mark.parametrize(
    ("given", "todo"),
    [
        ({}, "Set PAPERTHREAD_OPENAI__MODEL, or PAPERTHREAD_WRITER to extractive."),
        ({"model": "shell-1"}, "Set PAPERTHREAD_OPENAI__API_KEY."),
    ],
    ids=["no model", "no key for a server that asks for one"],
)
def test_a_model_that_lacks_a_setting_is_broken(given: dict[str, str], todo: str) -> None:
    parts = by_part(Settings(writer=WriterChoice.OPENAI, openai=OpenAISettings.model_validate(given)))

    assert (parts["writer"].state, parts["writer"].todo) == (State.BROKEN, todo)
    assert not can_draft(parts.values())


def test_a_model_on_ones_own_machine_needs_no_key() -> None:
    own = OpenAISettings(model="shell-1", base_url="http://127.0.0.1:8080/v1")

    assert by_part(Settings(openai=own))["writer"].state is State.FINE


def test_a_prompt_file_that_cannot_be_used_is_named() -> None:
    Path("own/poster").mkdir(parents=True)
    Path("own/poster/user.j2").write_text("{{ colour }}")

    prompts = by_part(Settings(prompts_dir=Path("own")))["prompts"]

    assert (prompts.state, prompts.words[:35]) == (State.BROKEN, "own/poster/user.j2, line 1: it uses")


@pytest.mark.parametrize(
    ("made", "asked", "expected"),
    [
        pytest.param("data", "data", "", id="it is there"),
        pytest.param("", "data/of/papers", ", made when needed", id="it can be made"),
    ],
)
def test_a_data_folder_that_can_be_written_is_fine(tmp_path: Path, made: str, asked: str, expected: str) -> None:
    (tmp_path / made).mkdir(exist_ok=True)

    folder = tmp_path / asked

    assert by_part(Settings(data_dir=folder))["data folder"] == Diagnosis(
        "data folder", State.FINE, f"{folder}{expected}"
    )
    assert not (tmp_path / "data" / "of").exists()


def test_a_data_folder_below_a_file_is_open_and_drafting_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    parts = by_part(Settings(data_dir=tmp_path / "file" / "data"))

    assert parts["data folder"].state is State.OPEN
    assert can_draft(parts.values())


def test_where_arxiv_is_asked_is_said_and_a_missing_contact_stops_nothing() -> None:
    parts = by_part(Settings(arxiv=ArxivSettings(api_base="http://127.0.0.1:9/api", min_interval_s=3.5)))

    assert parts["arXiv"] == Diagnosis(
        "arXiv",
        State.OPEN,
        "asked at http://127.0.0.1:9/api, once in 3.5 s at most; no contact is set",
        "Set PAPERTHREAD_ARXIV__CONTACT to a mail address or page, so that arXiv can reach you.",
    )
    assert can_draft(parts.values())


def test_a_contact_is_said() -> None:
    parts = by_part(Settings(arxiv=ArxivSettings(contact="lab@example.org")))

    assert (parts["arXiv"].state, parts["arXiv"].words.split("; ")[1]) == (
        State.FINE,
        "the contact is lab@example.org",
    )


def test_where_papers_of_arxiv_are_kept_is_said(tmp_path: Path) -> None:
    parts = by_part(Settings(data_dir=tmp_path / "data"))

    assert parts["arXiv papers"] == Diagnosis(
        "arXiv papers", State.FINE, f"kept in {tmp_path / 'data' / 'arxiv'}, 2,000 MB and 30 days at most"
    )
    assert not (tmp_path / "data").exists()


def test_papers_of_arxiv_that_cannot_be_kept_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    parts = by_part(Settings(data_dir=tmp_path / "file"))

    assert parts["arXiv papers"].state is State.OPEN
    assert can_draft(parts.values())


async def test_the_doctor_reads_a_page_of_its_own_and_closes_the_reader() -> None:
    reader = ProbeReader()

    diagnosis = await diagnose_reader(reader)

    assert diagnosis.state is State.FINE
    assert reader.is_closed


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        pytest.param(ProbeReader(error=ReaderCrashed("the doctor's page")), "the doctor's page: ", id="it dies"),
        pytest.param(ProbeReader("Other words."), "a page came back without its text", id="it reads other words"),
    ],
)
async def test_a_reader_that_fails_is_broken(reader: ProbeReader, expected: str) -> None:
    diagnosis = await diagnose_reader(reader)

    assert diagnosis.state is State.BROKEN
    assert diagnosis.words.startswith(expected)
    assert reader.is_closed


@pytest.mark.parametrize(
    ("slack", "state", "words", "todo"),
    [
        ({}, State.OPEN, "not set up", "manifest slack"),
        ({"bot_token": "xoxb-hunter2"}, State.OPEN, "socket, and no app token", "PAPERTHREAD_SLACK__APP_TOKEN"),
        (
            {"bot_token": "xoxb-hunter2", "transport": "http"},
            State.OPEN,
            "http, and no signing secret",
            "PAPERTHREAD_SLACK__SIGNING_SECRET",
        ),
        ({"bot_token": "xoxb-hunter2", "app_token": "xapp-hunter2"}, State.FINE, "socket, /thread", ""),
        (
            {"bot_token": "xoxb-hunter2", "transport": "http", "signing_secret": "hunter2"},
            State.FINE,
            "http at http://127.0.0.1:3000/slack/events",
            "",
        ),
    ],
    ids=["nothing", "no app token", "no signing secret", "socket", "http"],
)
def test_what_slack_lacks_is_said_and_no_token_is_shown(
    slack: dict[str, str], state: State, words: str, todo: str
) -> None:
    found = by_part(Settings(slack=SlackSettings.model_validate(slack)))["Slack"]

    assert (found.state, found.words[: len(words)]) == (state, words)
    assert todo in found.todo
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize(
    ("discord", "state", "words", "todo"),
    [
        ({}, State.OPEN, "not set up", "invite discord"),
        ({"token": "hunter3"}, State.FINE, "/paper by https://discord.com/api/v10; token set", ""),
    ],
    ids=["nothing", "a token"],
)
def test_what_discord_lacks_is_said_and_no_token_is_shown(
    discord: dict[str, str], state: State, words: str, todo: str
) -> None:
    found = by_part(Settings(discord=DiscordSettings.model_validate(discord)))["Discord"]

    assert (found.state, found.words) == (state, words)
    assert todo in found.todo
    assert "hunter3" not in repr(found)
