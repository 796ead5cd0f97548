"""`paperthread poster` as a person runs it, without a model."""

import io
import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.builders_pdf import paper_pdf

GIVEN = ("--date", "Tue 12 Dec", "--time", "10:45–12:45", "--place", "Hall B #402", "--venue", "NeurIPS 2023")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERTHREAD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PAPERTHREAD_WRITER", "extractive")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shells.pdf").write_bytes(paper_pdf())
    return tmp_path


def test_the_post_has_the_facts_and_a_sentence_of_the_paper(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["poster", "--paper", "shells.pdf", *GIVEN, "--format", "json"]) == 0

    made = json.loads(capfd.readouterr().out)
    assert made["text"].startswith("Come to our poster at NeurIPS 2023:\n\nSorting Sea Shells By Their Sound\n\n")
    assert made["text"].endswith("When: Tue 12 Dec, 10:45–12:45\nWhere: Hall B #402")
    assert {one["page"] for one in made["evidence"]} == {1}
    assert all(one["quote"] in made["text"] for one in made["evidence"])
    assert (made["is_plain"], made["findings"], made["feedback"]) == (True, [], [])
    assert made["facts"][0] == {"kind": "date", "text": "Tue 12 Dec"}
    assert made["weighted_length"] <= 280


def test_a_draft_gives_facts_and_gets_points(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = "NeurIPS 2023: hear 9,735 shells on Tue 12 Dec, 10:45–12:45, Hall B #402!"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(draft.encode("utf-8")), "utf-8"))

    assert main(["poster", "--paper", "shells.pdf", "--draft", "-"]) == 0

    shown = capfd.readouterr().out
    assert "Where: Hall B #402" in shown
    assert "1. “9,735”: 9,735 is not in the paper." in shown


def test_what_is_missing_is_asked_for_before_anything_is_begun(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["poster", "--date", "Tue 12 Dec"]) == 2

    assert capfd.readouterr().err == (
        "Error: The invitation still needs the time (--time), the place (--place), the venue (--venue) and the title"
        " (--title or --paper). None of them is ever made up.\n"
    )


def test_a_wish_without_a_model_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["poster", "--title", "Shells", *GIVEN, "--wish", "make it fun"]) == 0
    assert "The wish was not followed: that needs a language model." in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--paper", "no.pdf", *GIVEN], 1, "no.pdf: there is no such file."),
        (["--draft", "no.txt", *GIVEN], 2, "no.txt cannot be read: "),
        (["--title", "Shells", *GIVEN, "--writer", "openai"], 2, "The writer `openai` needs the setting"),
        (["--title", "Shells", *GIVEN, "shells.pdf"], 2, "Got unexpected extra argument"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    arguments: list[str], code: int, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["poster", *arguments]) == code

    told = [line for line in capfd.readouterr().err.splitlines() if line.startswith("Error")]
    assert len(told) == 1
    assert told[0].startswith(f"Error: {sentence}")


def test_facts_too_long_for_one_post_end_with_a_flag(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["poster", "--title", "Shells " * 40, *GIVEN]) == 3
    assert "too many" in capfd.readouterr().out
