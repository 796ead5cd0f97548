"""The worker process over its pipes: one answer a request, JSON only, and no file is the end of it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader
from adapters.pdf.worker import ANSWER, REQUEST, Answer, Request
from bot.errors import PaperError, PaperTooLarge, ReaderCrashed
from tests.builders_pdf import Sheet, paper_pdf, pdf_of

ROOT = Path(__file__).parents[3]
LIMITS = ReadingLimits(max_pages=10)
PAPER = paper_pdf()


def request(pdf: bytes, *, name: str = "paper.pdf", limits: ReadingLimits = LIMITS, region: object = None) -> bytes:
    verb = "read" if region is None else "draw"
    header = Request(verb, name, limits, len(pdf), region)  # type: ignore[arg-type]  # a region as JSON would have it
    return REQUEST.dump_json(header) + b"\n" + pdf


def answers_to(*requests: bytes) -> list[Answer]:
    """What one process answers to these, in order; it must end by itself when its input ends."""
    done = subprocess.run(
        [sys.executable, "-m", "adapters.pdf.worker"],
        input=b"".join(requests),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    stream = BytesIO(done.stdout)
    answers = []
    while size := stream.read(8):
        answers.append(ANSWER.validate_json(stream.read(int.from_bytes(size, "big"))))
    return answers


def test_every_request_gets_one_answer_in_order() -> None:
    box = (50.0, 300.0, 500.0, 700.0)
    drawn = pdf_of(Sheet(drawing="0 0 0 rg 100 400 200 100 re f"))

    read, refused, picture, again = answers_to(
        request(PAPER),
        request(b"no pdf"),
        request(drawn, region=(1, box, "Figure 1")),
        request(PAPER, name="again.pdf"),
    )

    assert read.paper is not None
    assert read.paper.title == "Sorting Sea Shells By Their Sound"
    assert refused.failure is not None
    assert picture.picture is not None
    assert again.paper is not None
    assert again.paper.name == "again.pdf"


def test_an_error_keeps_class_sentence_and_facts() -> None:
    (answer,) = answers_to(request(pdf_of(*[Sheet()] * 11), name="long.pdf"))

    assert answer.failure is not None
    assert answer.failure.kind == "PaperTooLarge"
    assert answer.failure.sentence.startswith("long.pdf: the PDF has 11 pages, and the limit is 10.")
    assert answer.failure.facts["amount"] == 11
    assert answer.failure.traceback is None


async def test_the_readers_error_is_the_workers() -> None:
    reader = PdfReader(LIMITS)

    with pytest.raises(PaperTooLarge) as caught:
        await reader.read(pdf_of(*[Sheet()] * 11), name="long.pdf")
    await reader.close()

    local = PaperTooLarge("long.pdf", amount=11, limit=10, measure="pages")
    assert (str(caught.value), vars(caught.value)) == (str(local), vars(local))


def test_what_comes_back_is_json_and_nothing_else() -> None:
    (answer,) = answers_to(request(PAPER))

    assert json.loads(ANSWER.dump_json(answer))["paper"]["authors"] == ["Ada Example", "Ben Sample"]


@pytest.fixture
async def reader() -> AsyncIterator[PdfReader]:
    reader = PdfReader(ReadingLimits())
    yield reader
    await reader.close()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds the worker in /proc, which is Linux")
async def test_after_a_worker_died_the_next_reading_works(reader: PdfReader) -> None:
    def children() -> set[int]:
        return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}

    before = children()
    await reader.read(PAPER, name="a.pdf")
    (worker,) = children() - before

    os.kill(worker, signal.SIGKILL)
    with pytest.raises(ReaderCrashed, match=r"b\.pdf"):
        await reader.read(PAPER, name="b.pdf")

    assert (await reader.read(PAPER, name="c.pdf")).name == "c.pdf"


async def test_readings_wait_for_each_other(reader: PdfReader) -> None:
    import asyncio

    papers = await asyncio.gather(*(reader.read(PAPER, name=f"{n}.pdf") for n in range(3)))

    assert [paper.name for paper in papers] == ["0.pdf", "1.pdf", "2.pdf"]


@pytest.mark.parametrize(
    "file", [b"%PDF-1.7\n" + bytes(range(256)) * 40, b"%PDF-" + b"<<" * 50_000, b"%PDF-1.7 [" * 9000]
)
async def test_nonsense_behind_a_header_is_a_sentence(reader: PdfReader, file: bytes) -> None:
    with pytest.raises(PaperError, match=r"^odd\.pdf: "):
        await reader.read(file, name="odd.pdf")
