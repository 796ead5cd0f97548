"""The worker process over its pipes: one answer a request, JSON only, and no file is the end of it."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader
from adapters.pdf.worker import ANSWER, REQUEST, Answer, Drawing, Request
from bot.errors import PaperError, PaperTooLarge
from tests.builders_pdf import Sheet, paper_pdf, pdf_of

ROOT = Path(__file__).parents[3]
LIMITS = ReadingLimits(max_pages=10)
PAPER = paper_pdf()


def request(
    pdf: bytes, *, name: str = "paper.pdf", limits: ReadingLimits = LIMITS, drawing: Drawing | None = None
) -> bytes:
    header = Request(name, limits, len(pdf), drawing)
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
        request(drawn, drawing=Drawing(1, "Figure 1", box)),
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


def damaged() -> bytes:
    """The paper with its root lost, which PDFium does not open."""
    return PAPER.replace(b"/Root ", b"/Rxxt ")


def test_a_file_that_pdfium_does_not_open_is_mended_and_that_is_told() -> None:
    box = (50.0, 300.0, 500.0, 700.0)

    read, drawn = answers_to(request(damaged()), request(damaged(), drawing=Drawing(2, "Figure 1", box)))

    assert read.paper is not None
    assert read.paper.title == "Sorting Sea Shells By Their Sound"
    assert read.paper.warnings == (
        "The file is damaged; it was mended before it was read, and something of it may be missing.",
    )
    assert drawn.picture is not None


@pytest.mark.parametrize(
    ("pdf", "kind"),
    [
        pytest.param(PAPER.replace(b"%PDF-1.7", b"%PXX-1.7"), None, id="no header"),
        pytest.param(bytes(5000) + PAPER, None, id="header far down"),
        pytest.param(PAPER[:400], "PaperDamaged", id="cut off before the first word"),
        pytest.param(PAPER.replace(b"/Kids [", b"/Kids [42] /X ["), "PaperDamaged", id="no page among the pages"),
        pytest.param(b"<html>startxref 1 0 obj", "NotAPdf", id="a web page that speaks of it"),
    ],
)
def test_what_can_be_mended_is_a_paper_and_the_rest_keeps_its_error(pdf: bytes, kind: str | None) -> None:
    (answer,) = answers_to(request(pdf))

    assert (answer.failure.kind if answer.failure else None) == kind


@pytest.mark.parametrize(("pdf", "kind"), [(PAPER, None), (PAPER[:400], "PaperDamaged")], ids=["whole", "cut off"])
def test_a_file_that_pdfium_died_of_is_mended_before_it_is_read(pdf: bytes, kind: str | None) -> None:
    header = Request("paper.pdf", LIMITS, len(pdf), is_mended_first=True)

    (answer,) = answers_to(REQUEST.dump_json(header) + b"\n" + pdf)

    assert (answer.failure.kind if answer.failure else None) == kind
    assert answer.paper is None or answer.paper.warnings[0].startswith("The file is damaged; it was mended")


def test_what_a_library_prints_does_not_come_between_the_answers() -> None:
    printing = (
        "import sys, adapters.pdf.worker as w; a = w._own_answers(); print('noise'); w.serve(sys.stdin.buffer, a)"
    )

    done = subprocess.run(
        [sys.executable, "-c", printing], input=request(b"no pdf"), capture_output=True, check=True, cwd=ROOT
    )

    assert int.from_bytes(done.stdout[:8], "big") == len(done.stdout) - 8
    assert b"noise" in done.stderr


@pytest.fixture
async def reader() -> AsyncIterator[PdfReader]:
    reader = PdfReader(ReadingLimits())
    yield reader
    await reader.close()


@pytest.mark.parametrize(
    "file", [b"%PDF-1.7\n" + bytes(range(256)) * 40, b"%PDF-" + b"<<" * 50_000, b"%PDF-1.7 [" * 9000]
)
async def test_nonsense_behind_a_header_is_a_sentence(reader: PdfReader, file: bytes) -> None:
    with pytest.raises(PaperError, match=r"^odd\.pdf: "):
        await reader.read(file, name="odd.pdf")
