"""The reader over real worker processes: what it reads, what it refuses, and what it leaves behind (nothing)."""

import asyncio
import os
import select
import signal
import subprocess
import sys
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
    ReadingOutOfMemory,
    ReadingTimedOut,
)
from bot.model import Box, Evidence, Figure
from tests import builders
from tests.builders_pdf import Sheet, Text, paper_pdf, pdf_of
from tests.hostile_pdfs.depth import laughing_forms

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


async def test_a_whole_page_is_drawn_as_it_is(reader: PdfReader) -> None:
    pdf = pdf_of(Sheet(drawing="0 0 0 rg 100 400 200 100 re f"))

    image = await reader.draw_page(pdf, 1)

    assert (image.width_px, image.height_px) == (1224, 1584)


async def test_quotes_are_drawn_where_they_stand(reader: PdfReader) -> None:
    pdf = pdf_of(Sheet([Text("We sort shells by their sound alone.")]))

    image = await reader.draw_quotes(pdf, [Evidence(1, "sort shells by their sound")])

    assert image.width_px > image.height_px > 100


async def test_a_page_that_is_not_there_cannot_be_drawn(reader: PdfReader) -> None:
    with pytest.raises(FigureError, match=r"^Page 2 could not be drawn: "):
        await reader.draw_page(pdf_of(Sheet()), 2)


async def test_a_file_whose_name_is_no_unicode_is_read(reader: PdfReader) -> None:
    assert (await reader.read(paper_pdf(), name="sh\udcffells.pdf")).name == "sh?ells.pdf"


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
        pytest.param(b"%!PS-Adobe-3.0\n%%Creator: %PDF-1.4", NotAPdf, "a PostScript file", id="speaks of PDF"),
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

    with pytest.raises(ReadingOutOfMemory, match="more than 1 MB of memory") as caught:
        await reader.read(paper_pdf(), name="hungry.pdf")
    await reader.close()

    assert caught.value.limit_mb == 1


@needs_proc
async def test_a_file_that_eats_the_memory_inside_pdfium_is_a_sentence_and_the_next_one_is_read() -> None:
    before = children()
    reader = PdfReader(ReadingLimits(max_memory_mb=300, workers=1))
    await reader.read(paper_pdf(), name="a.pdf")

    with pytest.raises(ReadingOutOfMemory):
        await reader.read(laughing_forms(10, 9), name="hungry.pdf")

    assert (await reader.read(paper_pdf(), name="b.pdf")).name == "b.pdf"
    await reader.close()
    assert children() == before


@needs_proc
async def test_a_worker_that_died_between_two_papers_is_replaced_without_a_word(reader: PdfReader) -> None:
    before = children()
    await reader.read(paper_pdf(), name="a.pdf")
    (worker,) = children() - before

    os.kill(worker, signal.SIGKILL)

    assert (await reader.read(paper_pdf(), name="b.pdf")).name == "b.pdf"
    assert worker not in children()


@needs_proc
@pytest.mark.parametrize("workers", [1, 2])
async def test_as_many_papers_are_read_at_a_time_as_there_are_workers(workers: int) -> None:
    before = children()
    reader = PdfReader(ReadingLimits(workers=workers))

    papers = await asyncio.gather(*(reader.read(paper_pdf(), name=f"{n}.pdf") for n in range(4)))

    assert [paper.name for paper in papers] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]
    assert len(children() - before) == workers
    await reader.close()
    assert children() == before


@needs_proc
async def test_papers_that_wait_behind_one_that_hangs_are_read_when_that_is_given_up() -> None:
    before = children()
    reader = PdfReader(ReadingLimits(workers=1))
    slow = asyncio.create_task(reader.read(laughing_forms(10, 9), name="slow.pdf"))
    while children() == before:  # noqa: ASYNC110  # the worker's start has no event that a test could wait for
        await asyncio.sleep(0)
    waiting = [asyncio.create_task(reader.read(paper_pdf(), name=f"{n}.pdf")) for n in range(2)]

    slow.cancel()

    assert [paper.name for paper in await asyncio.gather(*waiting)] == ["0.pdf", "1.pdf"]
    await reader.close()
    assert children() == before


ALONE = """
import asyncio, sys
from pathlib import Path
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader

async def main():
    reader = PdfReader(ReadingLimits())
    for path in sys.argv[1:]:
        await reader.read(Path(path).read_bytes(), name=path)
        print("read", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system ends a worker with its parent on Linux only")
@pytest.mark.parametrize("is_busy", [pytest.param(False, id="idle"), pytest.param(True, id="inside PDFium")])
def test_when_the_bot_is_killed_its_worker_dies_too(tmp_path: Path, is_busy: bool) -> None:
    (tmp_path / "quick.pdf").write_bytes(paper_pdf())
    (tmp_path / "slow.pdf").write_bytes(laughing_forms(10, 9))
    files = [tmp_path / "quick.pdf", *([tmp_path / "slow.pdf"] if is_busy else [])]
    command = [sys.executable, "-c", ALONE, *map(str, files)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as bot:
        assert bot.stdout is not None
        assert bot.stdout.readline() == b"read\n"
        (worker,) = Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text().split()
        ended = os.pidfd_open(int(worker))
        begun = ticks_of(worker)
        while is_busy and ticks_of(worker) < begun + 30:  # 0.3 s of work; there is no event to wait for
            pass

        bot.kill()

    assert select.select([ended], [], [], 10) == ([ended], [], [])
    os.close(ended)


def ticks_of(pid: str) -> int:
    """How long that process has worked, in clock ticks."""
    return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))


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


async def test_after_a_drawing_that_took_too_long_no_other_of_that_file_is_tried() -> None:
    slow = laughing_forms(10, 7)
    reader = PdfReader(ReadingLimits(max_draw_seconds=0.001))

    with pytest.raises(FigureError, match=r"it took longer than 0\.001 seconds"):
        await reader.crop(slow, builders.figure())
    with pytest.raises(FigureError, match="another drawing of this file took too long"):
        await reader.crop(slow, builders.figure())
    with pytest.raises(FigureError, match=r"it took longer than 0\.001 seconds"):
        await reader.crop(paper_pdf(), builders.figure())
    await reader.close()
