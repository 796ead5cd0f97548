"""What reading costs beside PDFium's bare text of the same pages: `python bench/reading.py PDF...`.

bare: the pages opened and `get_text_range` of each, by pypdfium2. lines: the reader's own pass over the same pages,
with fonts, graphics, links, outline and the rules on hidden text. whole: the paper, with the boxes of its figures.

The three run in turn in one process, `--rounds` times; what counts is the shortest CPU time of each, so that the ratios
hold on a busy machine. The memory is that of a worker process, which reads all the files in a row.
"""

import argparse
import asyncio
import resource
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium

from adapters.pdf.document import read_paper
from adapters.pdf.limits import ReadingLimits
from adapters.pdf.page.page_pass import read_pages
from adapters.pdf.reader import PdfReader
from adapters.pdf.structure.outline import read_outline
from bot.errors import PaperError

_LIMITS = ReadingLimits(max_seconds=600)


def bare_text(pdf: bytes) -> None:
    with closing(pdfium.PdfDocument(pdf)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                text.get_text_range()


def lines(pdf: bytes) -> None:
    with closing(pdfium.PdfDocument(pdf)) as document:
        read_pages(document)
        read_outline(document)


def whole(pdf: bytes) -> None:
    read_paper(pdf, name="paper.pdf", limits=_LIMITS)


def best_s(works: Sequence[Callable[[bytes], None]], pdf: bytes, rounds: int) -> list[float]:
    """The shortest CPU time of each work."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for n, work in enumerate(works):
            start_s = time.process_time()
            work(pdf)
            best[n] = min(best[n], time.process_time() - start_s)
    return best


async def worker_mb(papers: Sequence[Path]) -> int:
    """The most memory that a worker held while it read the papers one after the other."""
    reader = PdfReader(_LIMITS)
    for path in papers:
        await reader.read(path.read_bytes(), name=path.name)
    await reader.close()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="Cost of reading PDFs beside PDFium's bare text.")
    parser.add_argument("pdf", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print(f"{'file':32} {'pages':>5} {'bare ms':>8} {'lines ms':>9} {'ratio':>6} {'whole ms':>9} {'ratio':>6}")
    sums = [0.0, 0.0, 0.0]
    read = []
    for path in arguments.pdf:
        pdf = path.read_bytes()
        try:
            times = best_s((bare_text, lines, whole), pdf, arguments.rounds)
        except (PaperError, pdfium.PdfiumError) as error:
            print(f"{path.name[:32]:32} not read: {error}")
            continue
        read.append(path)
        sums = [total + one for total, one in zip(sums, times, strict=True)]
        with closing(pdfium.PdfDocument(pdf)) as document:
            pages = len(document)
        bare, line, all_ = (1000 * seconds / pages for seconds in times)
        print(
            f"{path.name[:32]:32} {pages:5} {bare:8.1f} {line:9.1f} {line / bare:6.1f} {all_:9.1f} {all_ / bare:6.1f}"
        )
    if read:
        print(f"{'all':32} {'':5} {'':8} {'':9} {sums[1] / sums[0]:6.2f} {'':9} {sums[2] / sums[0]:6.2f}")
        print(f"worker: {asyncio.run(worker_mb(read))} MB")


if __name__ == "__main__":
    main()
