"""`paperthread revise` and `poster` with a model: the real command, a model server on loopback."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders_pdf import paper_pdf
from tests.e2e.test_command import environment
from tests.e2e.test_model import PATIENCE_S, answer
from tests.fakes import model_server as fake
from tests.fakes.model_server import ModelServer, Reply

FAST = "Sorting one shell takes 40 milliseconds on a laptop."
FACTS = ("--date", "Tue 12 Dec", "--time", "10:45–12:45", "--place", "Hall B #402", "--venue", "NeurIPS 2023")
POST = "How does a shell sound? A laptop knows in 40 milliseconds. Sorting Sea Shells By Their Sound, NeurIPS 2023\n{}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shells.pdf").write_bytes(paper_pdf())
    return tmp_path


async def run(folder: Path, *arguments: str, replies: list[Reply]) -> tuple[int, str, str, ModelServer]:
    """Exit code, stdout, stderr, and the server with what it was asked."""
    async with ModelServer(replies) as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", *arguments, "--writer", "openai",
            cwd=folder,
            env=environment({
                "PAPERTHREAD_OPENAI__BASE_URL": server.base_url, "PAPERTHREAD_OPENAI__MODEL": "shell-1",
                "PAPERTHREAD_OPENAI__API_KEY": "hunter2", "no_proxy": "127.0.0.1",
            }),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE_S):
            stdout, stderr = await process.communicate()
    assert process.returncode is not None
    return process.returncode, stdout.decode(), stderr.decode(), server


def question(server: ModelServer, number: int) -> str:
    asked: str = server.asked[number]["messages"][1]["content"]
    return asked


async def test_a_tweet_is_written_again_as_wished_and_the_model_is_told_what_it_was(folder: Path) -> None:
    code, out, _, drafting = await run(folder, "draft", "shells.pdf", "--format", "json", replies=[answer(FAST, FAST)])
    assert code == 0
    (folder / "draft.json").write_text(out, "utf-8")
    before = json.loads(out)
    number = len(before["tweets"])

    code, out, _, server = await run(
        folder, "revise", "draft.json", str(number), "say how long in words", "--regenerate", "--in-place",
        replies=[
            answer("A laptop sorts one shell in 73 milliseconds.", FAST),
            answer("A laptop sorts one shell in forty milliseconds.", FAST),
        ],
    )  # fmt: skip

    after: dict[str, Any] = json.loads((folder / "draft.json").read_text("utf-8"))
    assert code == 0
    assert "A laptop sorts one shell in forty milliseconds." in out
    assert after["tweets"][:-1] == before["tweets"][:-1]
    newest = after["tweets"][-1]["versions"][-1]
    assert (newest["why"], newest["wish"], newest["writer"]["model"]) == (
        "regenerated", "say how long in words", "shell-1",
    )  # fmt: skip
    assert [one["prompt"] for one in newest["requests"]] == ["regenerate", "repair"]
    assert "say how long in words" in question(server, 0)
    assert "73" in question(server, 1)
    shared = question(drafting, 0).partition("The first tweet, which the program writes")[0]  # all of the paper
    assert all(question(server, place).startswith(shared) for place in (0, 1))
    assert server.asked[0]["messages"][0] == drafting.asked[0]["messages"][0]


async def test_an_invitation_that_changes_a_fact_goes_back_and_is_shown_when_it_is_right(folder: Path) -> None:
    def post(facts: str) -> Reply:
        text = POST.format(facts)
        return fake.says(json.dumps({"text": text, "evidence": [{"page": 1, "quote": FAST}]}))

    code, out, _, server = await run(
        folder, "poster", "--paper", "shells.pdf", *FACTS, "--format", "json",
        replies=[post("Tue 12 Dec, 10:45-12:45, Hall B #402"), post("Tue 12 Dec, 10:45–12:45, Hall B #402")],
    )  # fmt: skip

    made = json.loads(out)
    assert (code, made["is_plain"], made["findings"]) == (0, False, [])
    assert made["text"] == POST.format("Tue 12 Dec, 10:45–12:45, Hall B #402")
    assert "The time was changed" in question(server, 1)
    assert made["evidence"] == [{"page": 1, "quote": FAST}]
