"""The real command in a process of its own: streams, signals, and every real file at hand."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders_pdf import paper_pdf

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "bot.cli")
PATIENCE_S = 240

needs_posix = pytest.mark.skipif(os.name != "posix", reason="is about POSIX streams, pipes and signals")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment without settings and without what would colour the output."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("PAPERTHREAD_", "OPENAI_", "FORCE_COLOR", "GITHUB_ACTIONS", "PYTHONIOENCODING"))
    }
    return kept | {"PYTHONPATH": str(ROOT)} | dict(more or {})


def run(
    *arguments: str, cwd: Path, more: Mapping[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(more),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )


def shell(line: str, *, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """A line of the shell in which $paperthread is the command."""
    return subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=cwd,
        env=environment({"paperthread": " ".join(COMMAND)}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )


@pytest.fixture
def shells(tmp_path: Path) -> Path:
    """A folder with a small paper in it."""
    (tmp_path / "shells.pdf").write_bytes(paper_pdf())
    return tmp_path


# ---- Streams ----


@needs_posix
@pytest.mark.parametrize(
    ("line", "code", "complaint"),
    [
        pytest.param("$paperthread read shells.pdf | head -c 1", 0, "", id="a reader that has enough"),
        pytest.param(
            "$paperthread read shells.pdf > /dev/full",
            1,
            "Error: The command cannot go on: No space left on device.\n",
            id="a full disk",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full"),
        ),
        pytest.param("$paperthread read shells.pdf >&-", 0, "", id="no stdout"),
        pytest.param("$paperthread read shells.pdf <&- >&- 2>&-", 0, "", id="no stream at all"),
        pytest.param("$paperthread links <&-", 0, "", id="no stdin"),
    ],
)
def test_a_stream_that_is_gone_is_no_traceback(shells: Path, line: str, code: int, complaint: str) -> None:
    done = shell(line, cwd=shells)

    progress = [text for text in done.stderr.decode().splitlines(keepends=True) if text.startswith("shells.pdf: ")]
    assert (done.returncode, done.stderr.decode()) == (code, "".join(progress) + complaint)


def test_a_terminal_without_unicode_gets_every_answer(shells: Path) -> None:
    for arguments in (
        ["draft", "shells.pdf"],
        ["draft", "shells.pdf", "--format", "json"],
        ["doctor"],
        ["draft", "-h"],
    ):
        done = run(*arguments, cwd=shells, more={"PYTHONIOENCODING": "ascii"})

        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
        assert done.stdout.isascii()


def test_links_are_read_from_stdin(tmp_path: Path) -> None:
    done = run("links", cwd=tmp_path, stdin=b"arXiv:2306.13840")

    assert json.loads(done.stdout)["arxiv_id"] == "2306.13840"


def test_the_log_is_shown_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "shells.pdf").write_bytes(paper_pdf())

    for arguments, is_shown in ((["--debug"], True), ([], False)):
        done = run(*arguments, "draft", "shells.pdf", cwd=tmp_path)

        assert (done.returncode, b"draft 1: started" in done.stderr) == (0, is_shown)


# ---- Signals ----


@needs_posix
def test_ctrl_c_ends_it_quietly_and_leaves_no_process(shells: Path) -> None:
    os.mkfifo(shells / "endless.pdf")  # opening it waits for a writer that never comes
    process = subprocess.Popen(
        [*COMMAND, "draft", "shells.pdf", "endless.pdf", "--format", "json"],
        cwd=shells,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        if process.stdout is None or process.stderr is None:
            pytest.fail("the process has no pipes")
        first = process.stdout.readline()

        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
        complaint = process.stderr.read()

        assert process.wait(PATIENCE_S) == 130
    assert json.loads(first)["schema"] == 1
    assert b"Traceback" not in complaint
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


# ---- Files ----


def test_the_example_paper_gives_a_draft_without_flags(tmp_path: Path) -> None:
    done = run("draft", str(ROOT / "examples" / "paper.pdf"), "--format", "json", "--out", "out", cwd=tmp_path)

    value = json.loads(done.stdout)
    findings = [finding for tweet in value["tweets"] for finding in tweet["findings"]]
    assert done.returncode == 0
    assert 8 <= len(value["tweets"]) <= 13
    assert [finding for finding in findings + value["findings"] if finding["level"] == "flag"] == []
    assert [tweet["number"] for tweet in value["tweets"] if tweet["weighted_length"] > 280] == []
    assert {tweet["figure"]["image"] for tweet in value["tweets"] if tweet["figure"]} == {
        file.name for file in (tmp_path / "out").glob("*.png")
    }


def test_every_real_file_gives_a_draft_or_a_sentence(shared: Path, tmp_path: Path) -> None:
    files = sorted(map(str, (shared / "papers").iterdir()))

    done = run("draft", *files, "--format", "json", cwd=tmp_path)

    drafts = [json.loads(line) for line in done.stdout.splitlines()]
    told = [line for line in done.stderr.decode().splitlines() if line.startswith("Error: ")]
    assert done.returncode == 1
    assert len(drafts) + len(told) == len(files)
    assert [draft["paper"] for draft in drafts if not draft["tweets"]] == []
    assert [line for line in told if "in a way it should not" in line] == []
