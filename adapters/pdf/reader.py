"""`PaperReader` over a few worker processes: each is killed and replaced when it hangs, dies or stumbles."""

import asyncio
import base64
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.worker import Answer, Drawing, Failure, Request
from adapters.pdf.worker_process import WorkerDied, WorkerProcess
from bot import errors
from bot.model import Evidence, Figure, Image, Paper

_log = logging.getLogger(__name__)


class PdfReader:
    """PDF files read and drawn in processes of their own (`bot.ports.PaperReader`).

    As many at a time as `limits.workers`; the others wait. Close the reader, or its processes stay until this one ends.
    """

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._turns = asyncio.Semaphore(limits.workers)
        self._idle: list[WorkerProcess] = []
        self._slow_to_draw: int | None = None  # the hash of the last file of which a drawing took too long

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        name = name.encode("utf-8", "replace").decode("utf-8")  # a file's name need not be Unicode, and JSON is
        answer = await self._ask(pdf, Request(name, self._limits, len(pdf)), self._limits.max_seconds)
        if answer.paper is None:
            raise errors.ReaderCrashed(name)
        return answer.paper

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        return await self._draw(pdf, Drawing(figure.page, figure.label, figure.box, figure.turn_degrees))

    async def draw_page(self, pdf: bytes, page: int) -> Image:
        return await self._draw(pdf, Drawing(page, f"Page {page}"))

    async def draw_quotes(self, pdf: bytes, evidence: Sequence[Evidence]) -> Image:
        return await self._draw(pdf, Drawing(evidence[0].page, "The evidence", quotes=tuple(evidence)))

    async def close(self) -> None:
        taken = 0
        try:
            for _ in range(self._limits.workers):  # whoever reads just now ends first
                await self._turns.acquire()
                taken += 1
            while self._idle:
                await self._idle.pop().kill()
        finally:
            for _ in range(taken):
                self._turns.release()

    async def _draw(self, pdf: bytes, drawing: Drawing) -> Image:
        limit_s, label = self._limits.max_draw_seconds, drawing.label
        if self._slow_to_draw == hash(pdf):
            # A draft has up to a dozen figures: a file made to be slow must not cost the time limit for each.
            raise errors.FigureError(label, "another drawing of this file took too long")
        try:
            answer = await self._ask(pdf, Request(label, self._limits, len(pdf), drawing), limit_s)
        except errors.ReadingTimedOut as error:
            self._slow_to_draw = hash(pdf)
            raise errors.FigureError(label, f"it took longer than {limit_s:g} seconds") from error
        except errors.PaperError as error:
            raise errors.FigureError(label, error.problem.rstrip(".")) from error
        if answer.picture is None:
            raise errors.FigureError(label, "the reader gave no picture")
        return Image(base64.b64decode(answer.picture.png), answer.picture.width_px, answer.picture.height_px)

    async def _ask(self, pdf: bytes, request: Request, limit_s: float) -> Answer:
        async with self._turns:
            began_s = time.monotonic()
            outcome = "failed"
            try:
                async with asyncio.timeout(limit_s):
                    answer = await self._answer(pdf, request)
                outcome = answer.failure.kind if answer.failure else "done"
            except TimeoutError as error:
                outcome = "timed out"
                raise errors.ReadingTimedOut(request.name, limit_s=limit_s) from error
            except WorkerDied as error:
                outcome = str(error)
                if error.is_out_of_memory:
                    raise errors.ReadingOutOfMemory(request.name, limit_mb=self._limits.max_memory_mb) from error
                raise errors.ReaderCrashed(request.name) from error
            finally:
                verb = "read" if request.drawing is None else "draw"
                _log.info("%s in the PDF worker: %s in %.2f s", verb, outcome, time.monotonic() - began_s)
        if answer.failure is not None:
            raise _raised(answer.failure)
        return answer

    async def _answer(self, pdf: bytes, request: Request) -> Answer:
        if self._idle:
            with suppress(WorkerDied):
                # It has read other files before and may die of one of them, or of old age: this file gets a process
                # of its own before it is blamed.
                async with self._worker() as worker:
                    return await worker.ask(request, pdf)
        try:
            async with self._worker(is_new=True) as worker:
                return await worker.ask(request, pdf)
        except WorkerDied as death:
            if death.is_out_of_memory:
                raise
        async with self._worker(is_new=True) as worker:
            return await worker.ask(replace(request, is_mended_first=True), pdf)

    @asynccontextmanager
    async def _worker(self, *, is_new: bool = False) -> AsyncIterator[WorkerProcess]:
        """A worker, kept for later if all goes well: also when cancelled, half an exchange cannot be taken up again."""
        worker = await WorkerProcess.start() if is_new else self._idle.pop()
        try:
            yield worker
        except BaseException:
            await worker.kill()
            raise
        self._idle.append(worker)


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
