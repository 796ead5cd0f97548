"""The project's own example paper, read once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader
from bot.model import Paper

PDF = Path(__file__).parent.parent / "examples" / "paper.pdf"


@cache
def example_paper() -> Paper:
    """What the reader makes of examples/paper.pdf."""
    with ThreadPoolExecutor(1) as beside_the_loop:
        return beside_the_loop.submit(asyncio.run, _read()).result()


async def _read() -> Paper:
    reader = PdfReader(ReadingLimits())
    try:
        return await reader.read(PDF.read_bytes(), name="paper.pdf")
    finally:
        await reader.close()
