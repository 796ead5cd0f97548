"""What reading a page costs beside PDFium's bare text of the same pages: `python bench/reading.py PDF...`.

Both kinds open each page and run in turn in one process, best of `--rounds`, so that the ratio holds on a busy machine.
Columns: milliseconds a page for the bare text, for lines with fonts, and for the whole paper with its figures' boxes.
"""

import argparse
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium

from adapters.pdf.document import read_paper
from adapters.pdf.lines import page_lines


def bare_text(pdf: bytes) -> None:
    with closing(pdfium.PdfDocument(pdf)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                text.get_text_range()


def lines(pdf: bytes) -> None:
    with closing(pdfium.PdfDocument(pdf)) as document:
        for number, page in enumerate(document, 1):
            with closing(page):
                page_lines(page, number)


def whole(pdf: bytes) -> None:
    read_paper(pdf, name="paper.pdf")


def best_s(work: Callable[[bytes], None], pdf: bytes, rounds: int) -> float:
    seconds = []
    for _ in range(rounds):
        start_s = time.perf_counter()
        work(pdf)
        seconds.append(time.perf_counter() - start_s)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description="Cost of reading PDFs beside PDFium's bare text.")
    parser.add_argument("pdf", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'file':32} {'pages':>5} {'bare ms':>8} {'lines ms':>9} {'ratio':>6} {'whole ms':>9} {'ratio':>6}")
    sums = [0.0, 0.0, 0.0]
    for path in arguments.pdf:
        pdf = path.read_bytes()
        with closing(pdfium.PdfDocument(pdf)) as document:
            pages = len(document)
        times = [best_s(work, pdf, arguments.rounds) for work in (bare_text, lines, whole)]
        sums = [total + one for total, one in zip(sums, times, strict=True)]
        bare, line, all_ = (1000 * seconds / pages for seconds in times)
        print(f"{path.name:32} {pages:5} {bare:8.1f} {line:9.1f} {line / bare:6.1f} {all_:9.1f} {all_ / bare:6.1f}")
    print(f"{'all':32} {'':5} {'':8} {'':9} {sums[1] / sums[0]:6.1f} {'':9} {sums[2] / sums[0]:6.1f}")


if __name__ == "__main__":
    main()
