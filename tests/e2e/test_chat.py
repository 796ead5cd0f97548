"""`paperthread chat` and `paperthread run` as processes, as somebody who just installed them uses them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0


def environment(folder: Path, **more: str) -> dict[str, str]:
    plain = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(("PAPERTHREAD_", "OPENAI"))
    }
    return plain | {"PAPERTHREAD_DATA_DIR": str(folder / "data"), "COLUMNS": "100"} | more


def chat(folder: Path, *lines: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "chat"],
        input="".join(f"{line}\n" for line in lines),
        env=environment(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_conversation_from_a_pdf_to_the_export_goes_on_in_another_process(tmp_path: Path) -> None:
    first = chat(tmp_path, "examples/paper.pdf", "react 3 redo")
    second = chat(tmp_path, "undo 3", "history 3", "export")

    assert "✅ 13 tweets" in first
    assert "tweet 3 is now:" in first
    assert "Tweet 3 has 3 versions:" in second
    exported = second[second.rindex("Tweet 3 has 3 versions:") :]
    assert exported.count("———") == 12
    assert "13/13" in exported


def test_it_says_that_it_is_well_keeps_others_off_its_folder_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = environment(tmp_path, PAPERTHREAD_CONSOLE__SERVED="true", PAPERTHREAD_HEALTH__PORT=str(port))
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"], env=served, cwd=ROOT, stderr=subprocess.PIPE
    ) as run:
        try:
            health = _asked(f"http://127.0.0.1:{port}/healthz")
            other = subprocess.run(
                [sys.executable, "-m", "bot.cli", "run"],
                env=environment(tmp_path, PAPERTHREAD_CONSOLE__SERVED="true"),
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=PATIENCE_S,
                check=False,
            )
        finally:
            began_s = time.monotonic()
            run.send_signal(signal.SIGTERM)
            code = run.wait(PATIENCE_S)
        said = run.stderr.read().decode() if run.stderr else ""

    assert health == {"status": "ok", "database": "up", "platforms": {"console": "up"}}
    assert (other.returncode, "Another paperthread is running on" in other.stderr) == (1, True)
    assert code == 0
    assert time.monotonic() - began_s < 10
    assert "serves console, writing without a model; what it remembers is in SQLite in" in said
    assert "Traceback" not in said + other.stderr


def test_without_a_platform_it_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )

    assert done.returncode == 2
    assert "No chat platform is set up. `paperthread chat` holds the conversation in this terminal" in done.stderr


def _asked(address: str) -> object:
    until_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return json.loads(answer.read())
        except OSError:
            if time.monotonic() > until_s:
                pytest.fail("the health page never answered")
            time.sleep(0.1)
