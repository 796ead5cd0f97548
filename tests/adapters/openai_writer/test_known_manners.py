"""adapters.openai_writer.known_manners."""

import json
from pathlib import Path

import pytest

from adapters.openai_writer.forms import AnswerForm, Manner
from adapters.openai_writer.known_manners import MAX_AGE_S, KnownManners

URL = "https://models.example.org/v1"
PLAIN = Manner(AnswerForm.TEXT, wants_usage=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "model-servers.json"


def test_another_process_knows_it_too(file: Path) -> None:
    KnownManners(file).remember(URL, "shell-1", PLAIN)

    assert KnownManners(file).of(f"{URL}/", "shell-1") == PLAIN


def test_each_server_and_each_model_has_its_own(file: Path) -> None:
    known = KnownManners(file)
    known.remember(URL, "shell-1", PLAIN)
    known.remember(URL, "shell-2", Manner(AnswerForm.JSON_OBJECT))

    assert [known.of(URL, "shell-1"), known.of(URL, "shell-2")] == [PLAIN, Manner(AnswerForm.JSON_OBJECT)]
    assert known.of("https://other.example.org/v1", "shell-1") == Manner()
    assert [one.name for one in file.parent.iterdir()] == [file.name], "nothing is left beside it"


def test_a_server_that_takes_the_firmest_leaves_no_file(file: Path) -> None:
    KnownManners(file).remember(URL, "shell-1", Manner())

    assert not file.exists()


def test_what_is_known_ends_some_day_however_often_it_is_used(file: Path) -> None:
    now = 1_000_000.0
    known = KnownManners(file, now=lambda: now)
    known.remember(URL, "shell-1", PLAIN)

    now += MAX_AGE_S - 1
    assert known.of(URL, "shell-1") == PLAIN
    known.remember(URL, "shell-1", PLAIN)
    now += 2
    assert known.of(URL, "shell-1") == Manner()


def test_a_server_that_learned_is_known_anew(file: Path) -> None:
    known = KnownManners(file)
    known.remember(URL, "shell-1", PLAIN)
    known.remember(URL, "shell-1", Manner())

    assert KnownManners(file).of(URL, "shell-1") == Manner()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "\xff",
        '{"schema": 2, "servers": {}}',
        '{"schema": 1, "servers": []}',
        json.dumps({"schema": 1, "servers": {f"{URL} shell-1": 7}}),
        json.dumps({"schema": 1, "servers": {f"{URL} shell-1": {"form": "verse", "at": 10**9}}}),
        json.dumps({"schema": 1, "servers": {f"{URL} shell-1": {"form": ["text"], "at": 10**9}}}),
        json.dumps({"schema": 1, "servers": {f"{URL} shell-1": {"form": "text", "at": 10**12}}}),
        json.dumps({"schema": 1, "servers": {f"{URL} shell-1": {"form": "text", "at": "now"}}}),
        json.dumps({"schema": 1, "servers": {f"{URL} shell-1": {"form": "text", "at": 10**400}}}),
    ],
)
def test_a_damaged_memory_is_no_memory_and_is_written_anew(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, "latin-1")
    known = KnownManners(file, now=lambda: 10**9 + 5.0)

    assert known.of(URL, "shell-1") == Manner()
    known.remember(URL, "shell-1", PLAIN)
    assert KnownManners(file, now=lambda: 10**9 + 5.0).of(URL, "shell-1") == PLAIN


def test_a_folder_that_cannot_be_written_is_no_reason_to_ask_twice(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    known = KnownManners(file)

    known.remember(URL, "shell-1", PLAIN)

    assert known.of(URL, "shell-1") == PLAIN


def test_without_a_file_it_is_known_as_long_as_the_process_lives() -> None:
    known = KnownManners()

    known.remember(URL, "shell-1", PLAIN)

    assert known.of(URL, "shell-1") == PLAIN
