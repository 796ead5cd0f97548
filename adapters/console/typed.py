"""The lines that come in: from a keyboard, a pipe or a file, without a thread that would wait for them."""

import asyncio
import codecs
import os
import stat
from collections.abc import AsyncIterator
from typing import TextIO

_MOST_BYTES = 65_536


async def typed_lines(stream: TextIO) -> AsyncIterator[str]:
    """Each line of a stream without its end, as it comes.

    A terminal or a pipe is read when there is something to read, past the stream's own buffer; anything else at once.
    """
    file = _waits_for_others(stream)
    if file is None:
        for line in stream:
            yield line.rstrip("\r\n")
        return
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    rest = ""
    while data := await _read(file):
        *lines, rest = (rest + decoder.decode(data)).split("\n")
        for line in lines:
            yield line.rstrip("\r")
    if rest := rest + decoder.decode(b"", final=True):
        yield rest


def _waits_for_others(stream: TextIO) -> int | None:
    """The file of a stream whose content comes from elsewhere by and by; None for one that has it all."""
    try:
        file = stream.fileno()
        mode = os.fstat(file).st_mode
    except (OSError, ValueError):  # a stream in memory
        return None
    return file if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stream.isatty() else None


async def _read(file: int) -> bytes:
    loop = asyncio.get_running_loop()
    is_ready = asyncio.Event()
    loop.add_reader(file, is_ready.set)
    try:
        await is_ready.wait()
    finally:
        loop.remove_reader(file)
    return os.read(file, _MOST_BYTES)
