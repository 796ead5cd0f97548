"""`--writer openai`: the real command, a model server on loopback."""

import asyncio
import json
import sys
from pathlib import Path

from tests.builders_pdf import paper_pdf
from tests.e2e.test_command import environment
from tests.fakes import model_server as fake
from tests.fakes.model_server import ModelServer, Reply

PATIENCE_S = 240


async def draft(folder: Path, *replies: Reply) -> tuple[int, dict[str, object], str, ModelServer]:
    """Exit code, the draft's JSON, stderr, and the server with what it was asked."""
    (folder / "shells.pdf").write_bytes(paper_pdf())
    async with ModelServer(list(replies)) as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "draft", "shells.pdf", "--writer", "openai", "--format", "json",
            cwd=folder,
            env=environment({
                "PAPERTHREAD_OPENAI__BASE_URL": server.base_url, "PAPERTHREAD_OPENAI__MODEL": "shell-1",
                "PAPERTHREAD_OPENAI__API_KEY": "hunter2", "no_proxy": "127.0.0.1",
                "PAPERTHREAD_OPENAI__PRICES": '{"shell-1": {"prompt": 2, "cached_prompt": 0.5, "answer": 10}}',
            }),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE_S):
            stdout, stderr = await process.communicate()
    assert process.returncode is not None
    return process.returncode, json.loads(stdout or "{}"), stderr.decode(), server


def answer(text: str, quote: str, *, figure: str = "") -> Reply:
    tweet = {"role": "result", "text": text, "evidence": [{"page": 1, "quote": quote}], "figure": figure}
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "prompt_tokens_details": {"cached_tokens": 800}}
    return fake.says(json.dumps({"plan": ["result"], "tweets": [tweet]}), usage=usage)


async def test_a_model_writes_what_it_invents_is_flagged_and_asked_for_again(tmp_path: Path) -> None:
    quote = "Sorting one shell takes 40 milliseconds on a laptop."

    code, written, stderr, server = await draft(
        tmp_path,
        answer("One shell is sorted in 73 milliseconds on a laptop.", quote),
        answer("One shell is sorted in 40 milliseconds on a laptop.", quote),
    )

    assert code == 0
    assert written["writer"] == {"name": "openai", "model": "shell-1"}
    tweets = written["tweets"]
    assert isinstance(tweets, list)
    assert "One shell is sorted in 40 milliseconds on a laptop." in tweets[-1]["text"]
    assert [finding["level"] for finding in tweets[-1]["findings"] if finding["rule"] == "number"] == ["repair"]
    assert "73" in server.asked[1]["messages"][1]["content"]
    assert "hunter2" not in json.dumps(server.asked)
    assert written["usage"] == {"prompt_tokens": 2000, "cached_tokens": 1600, "answer_tokens": 200}
    assert written["cost"] == {"usd": 2 * (200 * 2 + 800 * 0.5 + 100 * 10) / 1e6, "is_estimated": False}
    provenance = written["provenance"]
    assert isinstance(provenance, dict)
    assert [(prompt["name"], len(prompt["files"]) > 5) for prompt in provenance["prompts"]] == [
        ("thread", True),
        ("repair", True),
    ]
    assert "shells.pdf: tweet 2 of 2, " in stderr
    assert " · 2,000 tokens asked, 1,600 of them cached · 200 answered · $0.0036\n" in stderr


async def test_what_came_before_a_model_server_failed_is_a_draft_that_says_so(tmp_path: Path) -> None:
    quote = "Sorting one shell takes 40 milliseconds on a laptop."
    tweet = {"role": "result", "text": "One shell takes 40 milliseconds.", "evidence": [{"page": 1, "quote": quote}]}
    broken = json.dumps({"plan": ["result"] * 9, "tweets": [tweet]})[:-2]

    code, written, _, _ = await draft(
        tmp_path, fake.says(broken, finish=None), fake.answers(401, {"error": {"message": "no"}})
    )

    assert code == 0
    assert isinstance(written["findings"], list)
    assert [found["level"] for found in written["findings"] if found["rule"] == "writer"] == ["flag"]


async def test_a_model_server_that_refuses_the_key_is_told_in_a_sentence(tmp_path: Path) -> None:
    code, written, stderr, _ = await draft(tmp_path, fake.answers(401, {"error": {"message": "wrong key hunter2"}}))

    assert (code, written) == (1, {})
    assert "does not take the key. Check PAPERTHREAD_OPENAI__API_KEY." in stderr
    assert "hunter2" not in stderr
