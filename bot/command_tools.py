"""What the commands share: a reader and a source of papers, and the event loop that they live in."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.bootstrap import build_reader, build_source
from bot.config import Settings
from bot.ports import PaperReader, PaperSource


@contextmanager
def tools(settings: Settings) -> Iterator[tuple[asyncio.Runner, PaperReader, PaperSource]]:
    """A loop to run stories in, a reader and a source; all three are closed behind the block."""
    with asyncio.Runner() as runner:
        reader, source = build_reader(settings.reading), build_source(settings)
        try:
            yield runner, reader, source
        finally:
            runner.run(source.close())
            runner.run(reader.close())
