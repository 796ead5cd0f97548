"""The process keeps its parts running, and ends in time when it is told to."""

import asyncio
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ChatUnavailable, StoreInUse
from bot.running import Part, Process

ROOT = Path(__file__).parent.parent.parent


async def forever() -> None:
    await asyncio.Event().wait()


async def nothing_to_hand_over(_seconds: float) -> None:
    return None


def failing(*failures: Exception, then: Callable[[], Coroutine[Any, Any, None]] = forever) -> Callable[[], Any]:
    """Fails with each in turn, and runs then."""
    left = list(failures)

    async def run() -> None:
        if left:
            raise left.pop(0)
        await then()

    return run


class TestParts:
    async def test_a_part_that_fails_is_begun_again_after_rests_and_the_others_run_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        begun = asyncio.Event()
        lost = ChatUnavailable("slack", "connect", "no answer")

        async def begin() -> None:
            begun.set()
            await forever()

        parts = [Part("slack", failing(lost, lost, lost, then=begin)), Part("discord", forever)]
        process = Process(parts, rests_s=[0.01, 0.02])
        running = asyncio.create_task(process.run(nothing_to_hand_over))
        await begun.wait()

        rests = [message.rpartition("=")[2] for message in caplog.messages if "rests_s" in message]
        assert rests == ["0.01", "0.02", "0.02"]
        # A part that failed counts as up when it has run for a while.
        assert process.is_up() == {"slack": False, "discord": True}
        running.cancel()
        await asyncio.wait([running])

    def test_before_they_are_begun_no_part_is_up(self) -> None:
        assert Process([Part("slack", forever)]).is_up() == {"slack": False}

    @pytest.mark.parametrize(
        "part",
        [
            pytest.param(Part("jobs", failing(StoreInUse("data")), is_restarted=False), id="not restarted"),
            pytest.param(Part("jobs", failing(StoreInUse("data")), fatal=(StoreInUse,)), id="fatal"),
        ],
    )
    async def test_a_failure_that_no_waiting_mends_ends_the_process(self, part: Part) -> None:
        seen: list[str] = []

        async def run() -> None:
            try:
                await forever()
            finally:
                seen.append("slack ended")

        async def hand_over(seconds: float) -> None:
            seen.append("handed over")

        with pytest.raises(StoreInUse):
            await Process([Part("slack", run), part]).run(hand_over)

        assert seen == ["handed over", "slack ended"]

    async def test_a_part_that_ends_and_is_not_restarted_ends_the_process(self) -> None:
        async def run() -> None:
            return None

        await Process([Part("chat", run, is_restarted=False), Part("slack", forever)]).run(nothing_to_hand_over)

    async def test_the_log_has_no_text_of_a_fault(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        part = Part("slack", failing(ValueError("a secret word")), is_restarted=False)

        with pytest.raises(ValueError, match="secret"):
            await Process([part]).run(nothing_to_hand_over)

        assert "builtins.ValueError" in caplog.text
        assert "secret" not in caplog.text


CHILD = """
import asyncio, sys, threading, time
from bot.running import Part, Process

async def chat():
    print("ready", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        print("chat ended", flush=True)

async def hand_over(seconds):
    print(f"handing over within {seconds:g} s", flush=True)
    HAND_OVER
    print("handed over", flush=True)

asyncio.run(Process([Part("chat", chat)]).run(hand_over, within_s=WITHIN_S))
print("gone", flush=True)
AFTERWARDS
"""


class TestSignals:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
    def test_a_signal_ends_it_after_handing_over_and_before_its_parts_are_cut(self, number: int) -> None:
        with Child(hand_over="await asyncio.sleep(0.01)") as child:
            child.process.send_signal(number)

            assert child.rest() == ["handing over within 7 s", "handed over", "chat ended", "gone"]
        assert child.process.returncode == 0

    def test_a_second_signal_cuts_handing_over_short(self) -> None:
        with Child(hand_over="await asyncio.sleep(60)") as child:
            child.process.send_signal(signal.SIGINT)
            assert child.line() == "handing over within 7 s"
            child.process.send_signal(signal.SIGINT)

            assert child.rest() == ["chat ended", "gone"]
        assert child.process.returncode == 0

    def test_handing_over_that_takes_too_long_is_cut_short(self) -> None:
        with Child(hand_over="await asyncio.sleep(60)", within_s=3.0) as child:
            child.process.send_signal(signal.SIGTERM)

            assert child.rest() == ["handing over within 2.1 s", "chat ended", "gone"]
        assert child.process.returncode == 0

    @pytest.mark.parametrize(
        ("hand_over", "afterwards"),
        [
            pytest.param("time.sleep(60)", "", id="a loop that is blocked"),
            pytest.param("pass", "threading.Thread(target=time.sleep, args=[60]).start()", id="a thread"),
        ],
    )
    def test_it_is_gone_in_time_whatever_holds_it(self, hand_over: str, afterwards: str) -> None:
        with Child(hand_over=hand_over, afterwards=afterwards, within_s=0.5) as child:
            child.process.send_signal(signal.SIGTERM)
            told_s = time.monotonic()

            child.process.wait(timeout=20)
            assert time.monotonic() - told_s < 10  # 0.5 on an idle machine
        assert child.process.returncode == 70


class Child:
    """A process whose one part is up."""

    def __init__(self, *, hand_over: str, afterwards: str = "", within_s: float = 10.0) -> None:
        script = CHILD.replace("HAND_OVER", hand_over).replace("WITHIN_S", str(within_s))
        command = [sys.executable, "-c", script.replace("AFTERWARDS", afterwards)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def __enter__(self) -> "Child":
        assert self.line() == "ready"
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.process.wait(timeout=20)
        finally:
            self.process.kill()  # of no effect on one that has ended
            self.process.communicate()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def rest(self) -> list[str]:
        assert self.process.stdout is not None
        return [line.strip() for line in self.process.stdout]
