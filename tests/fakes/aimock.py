"""npm's @copilotkit/aimock as a process: a model server that we did not write, which answers by what a message says."""

import asyncio
import re
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

from tests.node_packages import AIMOCK, NODE

_START_S = 60


class Aimock:
    """Use as `async with`. `base_url` is that of chat completions; what no fixture matches is answered with 503."""

    def __init__(self, folder: Path) -> None:
        """Take an empty folder of the test's own."""
        self._fixtures = folder / "fixtures.json"
        self._process: asyncio.subprocess.Process | None = None
        self._http: aiohttp.ClientSession | None = None
        self._url = ""

    @property
    def base_url(self) -> str:
        return f"{self._url}/v1"

    @property
    def openrouter_url(self) -> str:
        """Answers in OpenRouter's dialect, with cost and cached tokens."""
        return f"{self._url}/api/v1"

    async def __aenter__(self) -> "Aimock":
        self._fixtures.write_text('{"fixtures": [{"match": {"userMessage": "nobody"}, "response": {"content": "x"}}]}')
        self._process = await asyncio.create_subprocess_exec(
            NODE, AIMOCK.folder / "dist" / "cli.js", "-p", "0", "-f", self._fixtures, "--strict",
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        assert self._process.stdout is not None
        async with asyncio.timeout(_START_S):
            async for line in self._process.stdout:
                found = re.search(rb"listening on (http://[\d.:]+)", line)
                if found:
                    self._url = found[1].decode()
                    break
        assert self._url, "it ended before it listened"
        self._http = aiohttp.ClientSession(self._url)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._http is not None:
            await self._http.close()
        if self._process is not None:
            self._process.kill()
            await self._process.communicate()

    async def answers(self, message: str, *fixtures: dict[str, Any]) -> None:
        """What it says to a question that has these words: the first time, the second time and so on; then the last."""
        for number, fixture in enumerate(fixtures):
            match = {"userMessage": message} | ({"sequenceIndex": number} if number + 1 < len(fixtures) else {})
            await self._post("fixtures", {"fixtures": [{"match": match, **fixture}]})

    async def asked(self) -> list[dict[str, Any]]:
        """Every request so far, as its journal has it."""
        assert self._http is not None
        async with self._http.get("/__aimock/journal") as told:
            journal: list[dict[str, Any]] = await told.json()
        return journal

    async def _post(self, what: str, value: dict[str, Any]) -> None:
        assert self._http is not None
        async with self._http.post(f"/__aimock/{what}", json=value) as told:
            assert told.status < 300, await told.text()
