"""`PaperReader` over a worker process: one at a time, killed and replaced when it hangs or dies."""

import asyncio
import base64
import logging
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

import adapters
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.worker import ANSWER, REQUEST, Answer, Failure, Request
from bot import errors
from bot.model import Figure, Image, Paper

_log = logging.getLogger(__name__)
_MAX_ANSWER_BYTES = 512_000_000  # a paper's JSON is a few MB; a worker that says more is out of its mind


class PdfReader:
    """PDF files read and drawn in a process of their own (`bot.ports.PaperReader`).

    Readings wait for each other. Close the reader, or its process stays until this one ends.
    """

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        answer = await self._ask(pdf, Request("read", name, self._limits, len(pdf)))
        if answer.paper is None:
            raise errors.ReaderCrashed(name)
        return answer.paper

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        request = Request("draw", figure.label, self._limits, len(pdf), (figure.page, figure.box, figure.label))
        try:
            answer = await self._ask(pdf, request)
        except errors.PaperError as error:
            raise errors.FigureError(figure.label, error.problem.rstrip(".")) from error
        if answer.picture is None:
            raise errors.FigureError(figure.label, "the reader gave no picture")
        return Image(base64.b64decode(answer.picture.png), answer.picture.width_px, answer.picture.height_px)

    async def close(self) -> None:
        async with self._turn:
            await self._kill()

    async def _ask(self, pdf: bytes, request: Request) -> Answer:
        async with self._turn:
            start_s = time.monotonic()
            outcome = "failed"
            try:
                async with asyncio.timeout(self._limits.max_seconds):
                    answer = await self._exchange(pdf, request)
                outcome = answer.failure.kind if answer.failure else "done"
            except TimeoutError as error:
                outcome = "timed out"
                raise errors.ReadingTimedOut(request.name, limit_s=self._limits.max_seconds) from error
            except (ConnectionError, asyncio.IncompleteReadError, ValidationError) as error:
                outcome = "crashed"
                raise errors.ReaderCrashed(request.name) from error
            finally:
                if outcome in ("failed", "timed out", "crashed"):
                    await self._kill()  # also when cancelled: half an exchange cannot be taken up again
                _log.info("%s in the PDF worker: %s in %.2f s", request.verb, outcome, time.monotonic() - start_s)
        if answer.failure is not None:
            raise _raised(answer.failure)
        return answer

    async def _exchange(self, pdf: bytes, request: Request) -> Answer:
        process = self._process = self._process or await _start()
        if process.stdin is None or process.stdout is None:
            raise ConnectionError("the worker has no pipes")
        process.stdin.write(REQUEST.dump_json(request) + b"\n")
        process.stdin.write(pdf)
        await process.stdin.drain()
        size = int.from_bytes(await process.stdout.readexactly(8), "big")
        if size > _MAX_ANSWER_BYTES:
            raise ConnectionError("the worker's answer is too long")
        return ANSWER.validate_json(await process.stdout.readexactly(size))

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _start() -> Process:
    root = Path(adapters.__file__).parent.parent
    path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    # Nothing of the bot's secrets reaches the process that opens strangers' files.
    kept = {name: value for name, value in os.environ.items() if name in _KEPT_ENVIRONMENT}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "adapters.pdf.worker",
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env={**kept, "PYTHONPATH": path},
    )


_KEPT_ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "COVERAGE_PROCESS_START"}
)


def _raised(failure: Failure) -> errors.PaperthreadError:
    """The error that the worker raised, made again on this side."""
    if failure.traceback is not None:
        _log.error("the PDF worker failed on a file:\n%s", failure.traceback)
    kind = getattr(errors, failure.kind, None)
    if not (isinstance(kind, type) and issubclass(kind, errors.PaperthreadError)):
        kind = errors.PaperthreadError
    error: errors.PaperthreadError = kind.__new__(kind)
    error.args = (failure.sentence,)
    vars(error).update(failure.facts)
    return error
