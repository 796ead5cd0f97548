"""One worker process, from the bot's side: started, asked, killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

import adapters
from adapters.pdf.worker import ANSWER, REQUEST, Answer, Request
from bot.errors import ReadingOutOfMemory

_MAX_ANSWER_BYTES = 512_000_000  # a paper's JSON is a few MB; a worker that says more is out of its mind
_DYING_S = 2.0  # a process of 2 GB takes a moment to be taken down
_KEPT_ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "COVERAGE_PROCESS_START"}
)


class WorkerDied(Exception):
    """A worker ended before it had answered, or answered nonsense; it is gone now.

    Attributes:
        is_out_of_memory: It gave up because the system gave it no more memory.
    """

    def __init__(self, *, is_out_of_memory: bool) -> None:
        super().__init__("out of memory" if is_out_of_memory else "crashed")
        self.is_out_of_memory = is_out_of_memory


class WorkerProcess:
    """A process of `adapters.pdf.worker`; whoever started it kills it."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> "WorkerProcess":
        root = Path(adapters.__file__).parent.parent
        path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
        # Nothing of the bot's secrets reaches the process that opens strangers' files.
        kept = {name: value for name, value in os.environ.items() if name in _KEPT_ENVIRONMENT}
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "adapters.pdf.worker",
                str(os.getpid()),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={**kept, "PYTHONPATH": path},
            )
        )

    async def ask(self, request: Request, pdf: bytes) -> Answer:
        """What it answers.

        Raises:
            WorkerDied: There is no answer; ask another worker.
        """
        try:
            answer = await self._exchange(request, pdf)
        except (ConnectionError, asyncio.IncompleteReadError, ValidationError) as error:
            # PDFium and the C++ library abort where an allocation fails; on a fault of theirs a process ends otherwise.
            raise WorkerDied(is_out_of_memory=await self._ended() == -signal.SIGABRT) from error
        if answer.failure is not None and answer.failure.kind == ReadingOutOfMemory.__name__:
            await self.kill()  # what is left of its memory may be in pieces
            raise WorkerDied(is_out_of_memory=True)
        return answer

    async def kill(self) -> int:
        """End the process, and say how it ended: 0 or above by itself, below by that signal."""
        with suppress(ProcessLookupError):
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        return await self._process.wait()

    async def _ended(self) -> int:
        """How a process ended that answers no more; one that is still there is killed."""
        # Not killed at once: that could reap it before asyncio does, which then does not know how it ended.
        with suppress(TimeoutError):
            async with asyncio.timeout(_DYING_S):
                return await self._process.wait()
        return await self.kill()

    async def _exchange(self, request: Request, pdf: bytes) -> Answer:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ConnectionError("the worker has no pipes")
        stdin.write(REQUEST.dump_json(request) + b"\n")
        stdin.write(pdf)
        await stdin.drain()
        size = int.from_bytes(await stdout.readexactly(8), "big")
        if size > _MAX_ANSWER_BYTES:
            raise ConnectionError("the worker's answer is too long")
        return ANSWER.validate_json(await stdout.readexactly(size))
