"""The process that owns PDFium: reads requests from its standard input, answers on its standard output.

PDFium is not thread safe, even across documents, and its input comes from strangers: so it lives in a process of its
own, with limits on memory and time, that can be killed. What comes back is JSON, never pickled objects: a process that
a hostile file has taken over must not be able to run code in the bot.

A request is one line of JSON (verb, name, limits, bytes; for a drawing page, box and label) and then the file's bytes.
An answer is its length in 8 bytes, then JSON: a paper, an image, or an error. Run as `python -m adapters.pdf.worker`.
"""

import base64
import math
import signal
import sys
import traceback
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, Literal

from pydantic import TypeAdapter

from adapters.pdf.document import read_paper
from adapters.pdf.drawing import draw
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.opening import open_document
from bot.errors import PaperthreadError, ReaderCrashed
from bot.model import Box, Image, Paper

_GRACE_S = 5  # the bot kills a worker at its limit; one whose bot is gone ends itself this much later


@dataclass(frozen=True, slots=True)
class Request:
    """What the worker is asked; `region` is (page, box, label) of a drawing."""

    verb: Literal["read", "draw"]
    name: str
    limits: ReadingLimits
    bytes: int
    region: tuple[int, tuple[float, float, float, float], str] | None = None


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
        answer = ANSWER.dump_json(_answer(request, pdf))
        _limit_time(0)
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


def _answer(request: Request, pdf: bytes) -> Answer:
    try:
        if request.region is None:
            return Answer(paper=read_paper(pdf, name=request.name, limits=request.limits))
        page, box, label = request.region
        with closing(open_document(pdf, name=request.name, limits=request.limits)) as document:
            return Answer(picture=_picture(draw(document, page, Box(*box), label=label)))
    except PaperthreadError as error:
        return Answer(failure=Failure(type(error).__name__, str(error), vars(error)))
    except Exception:  # noqa: BLE001  # the edge of the job: whatever a file does to the code, the person gets a sentence
        crashed = ReaderCrashed(request.name)
        return Answer(failure=Failure("ReaderCrashed", str(crashed), vars(crashed), traceback.format_exc()))


def _picture(image: Image) -> Picture:
    return Picture(base64.b64encode(image.png).decode("ascii"), image.width_px, image.height_px)


def _limit_memory(max_memory_mb: int) -> None:
    """Hold this process to an address space, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = max_memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _limit_time(seconds: float) -> None:
    """End this process by a signal after so long, even inside PDFium; 0 takes the limit back."""
    if sys.platform != "win32":
        signal.alarm(math.ceil(seconds))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
