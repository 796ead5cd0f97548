"""The reader over real worker processes: what it reads, what it refuses, and what it leaves behind (nothing)."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader
from bot.errors import (
    FigureError,
    NotAPdf,
    PaperDamaged,
    PaperError,
    PaperTooLarge,
    PaperUnreadable,
    ReaderCrashed,
    ReadingTimedOut,
)
from bot.model import Box, Figure
from tests import builders
from tests.builders_pdf import Sheet, paper_pdf, pdf_of

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def reader() -> AsyncIterator[PdfReader]:
    reader = PdfReader(ReadingLimits())
    yield reader
    await reader.close()


def children() -> set[int]:
    """The processes that this one has started and that still live."""
    return {int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()}


def environment_of(pid: int) -> str:
    return Path(f"/proc/{pid}/environ").read_text()


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="counts processes in /proc, which is Linux"
)


async def test_a_paper_comes_back_from_the_worker_as_it_was_read(reader: PdfReader) -> None:
    paper = await reader.read(paper_pdf(), name="shells.pdf")

    assert paper.title == "Sorting Sea Shells By Their Sound"
    assert paper.authors == ("Ada Example", "Ben Sample")
    assert paper.abstract.startswith("Sea shells are sorted by hand")
    assert [section.title for section in paper.sections][1:3] == ["Introduction", "Results"]
    assert "9,734 shells" in paper.pages[0].text


async def test_a_figure_is_drawn_as_a_png_without_its_white_edges(reader: PdfReader) -> None:
    pdf = pdf_of(Sheet(drawing="0 0 0 rg 100 400 200 100 re f"))

    image = await reader.crop(pdf, builders.figure(box=Box(50, 300, 500, 700)))

    assert image.png.startswith(PNG_SIGNATURE)
    assert (image.width_px, image.height_px) == (2 * 200 + 2 * 8, 2 * 100 + 2 * 8)


@pytest.mark.parametrize(
    ("pdf", "error", "words"),
    [
        pytest.param(b"", NotAPdf, "an empty file", id="empty"),
        pytest.param(b"<!DOCTYPE html><title>Log in</title>", NotAPdf, "a web page", id="login page"),
        pytest.param(b"PK\x03\x04rest", NotAPdf, "a zip or Office file", id="zip"),
        pytest.param(b"%PDF-1.7\nnothing follows", PaperDamaged, "damaged", id="header only"),
        pytest.param(paper_pdf()[:2000], PaperDamaged, "damaged", id="cut off"),
        pytest.param(pdf_of(Sheet()), PaperUnreadable, "pictures", id="blank page"),
    ],
)
async def test_what_cannot_be_read_is_told_in_a_sentence(
    reader: PdfReader, pdf: bytes, error: type[PaperError], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        await reader.read(pdf, name="odd.pdf")

    assert caught.value.name == "odd.pdf"


@pytest.mark.parametrize(
    ("limits", "amount", "measure"),
    [
        pytest.param(ReadingLimits(max_pages=1), 3, "pages", id="pages"),
        pytest.param(ReadingLimits(max_bytes=1000), 1, "MB", id="bytes"),
    ],
)
async def test_a_file_beyond_a_limit_is_refused_with_its_size(limits: ReadingLimits, amount: int, measure: str) -> None:
    reader = PdfReader(limits)

    with pytest.raises(PaperTooLarge) as caught:
        await reader.read(pdf_of(Sheet(), Sheet(), Sheet()), name="long.pdf")
    await reader.close()

    assert (caught.value.amount, caught.value.measure) == (amount, measure)


@needs_proc
async def test_a_reading_beyond_its_time_is_killed_and_leaves_no_process() -> None:
    before = children()
    reader = PdfReader(ReadingLimits(max_seconds=0.001))

    with pytest.raises(ReadingTimedOut) as caught:
        await reader.read(paper_pdf(), name="slow.pdf")

    assert caught.value.limit_s == 0.001
    assert children() == before


@needs_proc
async def test_a_cancelled_reading_leaves_no_process_and_the_next_one_works(reader: PdfReader) -> None:
    before = children()
    reading = asyncio.create_task(reader.read(paper_pdf(), name="a.pdf"))
    while children() == before:  # noqa: ASYNC110  # the worker's start has no event that a test could wait for
        await asyncio.sleep(0)

    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert children() == before
    assert (await reader.read(paper_pdf(), name="b.pdf")).name == "b.pdf"


async def test_a_worker_without_enough_memory_is_a_sentence_and_not_the_end_of_the_bot() -> None:
    reader = PdfReader(ReadingLimits(max_memory_mb=1))

    with pytest.raises(ReaderCrashed, match="made the reader fail"):
        await reader.read(paper_pdf(), name="hungry.pdf")
    await reader.close()


@needs_proc
async def test_closing_ends_the_process(reader: PdfReader) -> None:
    before = children()
    await reader.read(paper_pdf(), name="a.pdf")
    during = children()

    await reader.close()

    assert len(during - before) == 1
    assert children() == before


@needs_proc
async def test_no_secret_of_the_bot_reaches_the_process_that_opens_files(
    reader: PdfReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("PAPERTHREAD_SLACK__BOT_TOKEN", "xoxb-secret")
    before = children()
    await reader.read(paper_pdf(), name="a.pdf")
    (worker,) = children() - before

    environment = environment_of(worker)

    assert "secret" not in environment
    assert "PATH=" in environment


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        pytest.param(builders.figure(page=9), "the file has no page 9", id="page"),
        pytest.param(builders.figure(box=Box(900, 900, 990, 990)), "covers nothing of page 1", id="beside the page"),
        pytest.param(builders.figure(box=Box(10, 10, 60, 60)), "nothing but white in its box", id="blank"),
    ],
)
async def test_a_figure_that_cannot_be_drawn_is_an_error_that_names_it(
    reader: PdfReader, figure: Figure, words: str
) -> None:
    pdf = pdf_of(Sheet(drawing="0 0 0 rg 100 400 200 100 re f"))

    with pytest.raises(FigureError, match=words) as caught:
        await reader.crop(pdf, figure)

    assert caught.value.label == figure.label
