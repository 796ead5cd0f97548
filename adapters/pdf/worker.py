"""The process that owns PDFium: reads requests from its standard input, answers on its standard output.

PDFium is not thread safe, even across documents, and its input comes from strangers: so it lives in a process of its
own, with limits on memory and time, that can be killed. What comes back is JSON, never pickled objects: a process that
a hostile file has taken over must not be able to run code in the bot.

A request is one line of JSON (a `Request`) and then the file's bytes.
An answer is its length in 8 bytes, then JSON: a paper, an image, or an error.

Run as `python -m adapters.pdf.worker PID`, where PID is the process that asks: when that one dies, so does this one,
whatever it is doing (on Linux at once; elsewhere when its input ends, or its time).
"""

import base64
import ctypes
import math
import os
import signal
import sys
import traceback
from contextlib import closing
from dataclasses import dataclass, replace
from typing import BinaryIO

from pydantic import TypeAdapter

from adapters.pdf.document import read_paper
from adapters.pdf.figures.drawing import draw, draw_page
from adapters.pdf.figures.quotes import draw_quotes
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.mending import mended
from adapters.pdf.opening import open_document
from bot.errors import PaperDamaged, PaperError, PaperthreadError, ReaderCrashed, ReadingOutOfMemory
from bot.model import Box, Evidence, Image, Paper

_NICE = 10
_GRACE_S = 5  # the bot kills a worker at its limit; one whose bot is gone ends itself this much later
_MENDED = "The file is damaged; it was mended before it was read, and something of it may be missing."
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn: a box of a page, or all of it; or, where there are quotes, what stands around these.

    The picture is turned clockwise by `turn_degrees`.
    """

    page: int
    label: str
    box: tuple[float, float, float, float] | None = None
    turn_degrees: int = 0
    quotes: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What the worker is asked: to read the file, or to draw something of it.

    Attributes:
        bytes: How many of the file follow.
        is_mended_first: PDFium died of the file as it is.
    """

    name: str
    limits: ReadingLimits
    bytes: int
    drawing: Drawing | None = None
    is_mended_first: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """An error on its way: its class, its sentence, its facts; a traceback when nobody meant it."""

    kind: str
    sentence: str
    facts: dict[str, str | int | float]
    traceback: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on its way: the PNG in base64."""

    png: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three, the others None."""

    paper: Paper | None = None
    picture: Picture | None = None
    failure: Failure | None = None


REQUEST = TypeAdapter(Request)
ANSWER = TypeAdapter(Answer)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the input ends; every request gets one answer."""
    while header := requests.readline():
        request = REQUEST.validate_json(header)
        pdf = requests.read(request.bytes)
        _limit_memory(request.limits.max_memory_mb)
        _limit_time(request.limits.max_seconds + _GRACE_S)
        answer = _answer(request, pdf)
        _limit_time(0)
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


def _answer(request: Request, pdf: bytes) -> bytes:
    try:
        return ANSWER.dump_json(_read_or_mended(request, pdf))
    except PaperthreadError as error:
        failure = _failure(error)
    except MemoryError:
        failure = _failure(ReadingOutOfMemory(request.name, limit_mb=request.limits.max_memory_mb))
    except Exception:  # noqa: BLE001  # the edge of the job: whatever a file does to the code, the person gets a sentence
        failure = _failure(ReaderCrashed(request.name), traceback.format_exc())
    return ANSWER.dump_json(Answer(failure=failure))


def _read_or_mended(request: Request, pdf: bytes) -> Answer:
    """The answer of PDFium; where it finds the file damaged, its answer to what pypdf makes of that."""
    damage = PaperDamaged(request.name)
    if not request.is_mended_first:
        try:
            return _done(request, pdf)
        except PaperDamaged as error:
            damage = error
    better = mended(pdf)
    if better is None:
        raise damage
    try:
        answer = _done(request, better)
    except PaperError:
        raise damage from None
    if answer.paper is None:
        return answer
    return Answer(paper=replace(answer.paper, warnings=(_MENDED, *answer.paper.warnings)))


def _done(request: Request, pdf: bytes) -> Answer:
    drawing = request.drawing
    if drawing is None:
        return Answer(paper=read_paper(pdf, name=request.name, limits=request.limits))
    with closing(open_document(pdf, name=request.name, limits=request.limits)) as document:
        if drawing.quotes:
            image = draw_quotes(document, drawing.quotes, label=drawing.label)
        elif drawing.box is None:
            image = draw_page(document, drawing.page, label=drawing.label)
        else:
            box, turn = Box(*drawing.box), drawing.turn_degrees
            image = draw(document, drawing.page, box, label=drawing.label, turn_degrees=turn)
        return Answer(picture=_picture(image))


def _failure(error: PaperthreadError, trace: str | None = None) -> Failure:
    return Failure(type(error).__name__, str(error), vars(error), trace)


def _picture(image: Image) -> Picture:
    return Picture(base64.b64encode(image.png).decode("ascii"), image.width_px, image.height_px)


def _limit_memory(max_memory_mb: int) -> None:
    """Hold this process to an address space, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash on a hostile file shall not fill the disk
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = max_memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _limit_time(seconds: float) -> None:
    """End this process by a signal after so long, even inside PDFium; 0 takes the limit back."""
    if sys.platform != "win32":
        signal.alarm(math.ceil(seconds))


def _end_with(parent: int) -> None:
    """Have the system end this process when `parent` does, where it can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before we asked
            sys.exit()


def _own_answers() -> BinaryIO:
    """The stream for answers, which nothing else writes to: what a library prints goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _give_way() -> None:
    """Leave the processor to whoever answers people meanwhile."""
    if sys.platform != "win32":
        os.nice(_NICE)


if __name__ == "__main__":
    _give_way()
    if len(sys.argv) > 1:
        _end_with(int(sys.argv[1]))
    serve(sys.stdin.buffer, _own_answers())
