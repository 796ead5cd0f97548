"""`paperthread check` as a person or a CI job runs it."""

import io
import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.builders_pdf import paper_pdf

HONEST = "We sort shells by their sound.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERTHREAD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shells.pdf").write_bytes(paper_pdf())
    (tmp_path / "thread.txt").write_text("Our new paper!\n\nClaude sorts 1,234,567 shells. #AI\n", "utf-8")
    return tmp_path


def test_flags_end_with_3_and_are_listed_under_their_tweets(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "thread.txt", "--paper", "shells.pdf"]) == 3

    shown = capfd.readouterr().out
    assert "2 tweets · written by hand · 3 flags to look at" in shown
    assert "⚠️ number: “1,234,567”: 1,234,567 is not in the paper" in shown
    assert "⚠️ name: “Claude”: Claude is not in the paper." in shown
    assert "⚠️ tag: “#AI”: Nobody gave this tag." in shown


def test_a_thread_without_flags_ends_with_0(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "thread.txt").write_text("Our new paper!\n\nThanks for reading! #AI\n", "utf-8")

    assert main(["check", "thread.txt", "--paper", "shells.pdf", "--tag", "AI"]) == 0


def test_the_json_is_that_of_a_draft(capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", "thread.txt", "--paper", "shells.pdf", "--format", "json"])

    draft = json.loads(capfd.readouterr().out)
    assert (draft["schema"], draft["writer"], len(draft["tweets"])) == (1, {"name": "person", "model": None}, 2)
    assert {found["rule"] for found in draft["tweets"][1]["findings"]} >= {"number", "name", "tag"}
    assert list(draft["seconds"]) == ["read", "check"]


def test_markdown_carries_the_findings(capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", "thread.txt", "--paper", "shells.pdf", "--format", "markdown"])

    assert "- ⚠️ “Claude”:" in capfd.readouterr().out


def test_a_draft_of_the_extractive_writer_is_checked_from_stdin_and_has_no_flag(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["draft", "shells.pdf", "--writer", "extractive", "--format", "json"])
    given = capfd.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode("utf-8")), "utf-8"))

    code = main(["check", "-", "--paper", "shells.pdf", "--format", "json"])

    again = json.loads(capfd.readouterr().out)
    assert code == 0
    assert [tweet["text"] for tweet in again["tweets"]] == [tweet["text"] for tweet in json.loads(given)["tweets"]]
    assert [tweet["evidence"] for tweet in again["tweets"]] == [
        tweet["evidence"] for tweet in json.loads(given)["tweets"]
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["nothing.txt", "--paper", "shells.pdf"], 2, "Error: nothing.txt cannot be read: "),
        (["empty.txt", "--paper", "shells.pdf"], 2, "Error: empty.txt: there is no tweet in it."),
        (["broken.json", "--paper", "shells.pdf"], 2, "Error: broken.json: it begins like JSON and is none."),
        (["thread.txt", "--paper", "nothing.pdf"], 1, "Error: nothing.pdf: there is no such file."),
        (["thread.txt", "--paper", "thread.txt"], 1, "Error: thread.txt: this is another kind of file, not a PDF."),
        (["thread.txt"], 2, "Error: Missing option '--paper'"),
        (["thread.txt", "--paper", "shells.pdf", "--code", "github"], 2, "Error: The code link must be"),
        (["thread.txt", "--paper", "shells.pdf", "--handles", "none.csv"], 2, "Error: none.csv cannot be read"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    arguments: list[str], code: int, sentence: str, here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (here / "empty.txt").write_text(" \n", "utf-8")
    (here / "broken.json").write_text("{", "utf-8")

    assert main(["check", *arguments]) == code

    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("Error")]
    assert len(told) == 1
    assert told[0].startswith(sentence)
