"""A second reader for files that PDFium does not open: pypdf finds its way through some, and writes them anew.

Of the made files that PDFium refused it could mend those without a header, a root, or the ends of their objects, and
none that was cut off or had lost bytes. For the text of single pages it is no help: where PDFium's letters have no
meaning, its letters have none either, and some look like words. docs/hostile-files.md has the figures.
"""

import io
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

_MAX_BYTES = 30_000_000  # it reads every object, and takes some seconds for 10 MB
_MAX_CPU_SECONDS = 15.0


@lru_cache(maxsize=1)  # a figure is drawn from the same file soon after
def mended(pdf: bytes) -> bytes | None:
    """The same document written anew, or None if that cannot be done in reasonable time."""
    if len(pdf) > _MAX_BYTES:
        return None
    import pypdf  # few files need it, and each worker would pay for it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says a line for each fault of the file
    file = io.BytesIO()
    try:
        with _cpu_limit(_MAX_CPU_SECONDS):
            reader = pypdf.PdfReader(io.BytesIO(pdf))
            if reader.is_encrypted or not len(reader.pages):
                return None
            pypdf.PdfWriter(clone_from=reader).write(file)
    except (Exception, _TooSlow):  # noqa: BLE001  # on a damaged file pypdf fails with whatever it stumbles over
        return None
    return file.getvalue()


class _TooSlow(BaseException):
    """Not an Exception: pypdf catches those on its way."""


@contextmanager
def _cpu_limit(seconds: float) -> Iterator[None]:
    """Raise `_TooSlow` in the block after so much of the processor's time (not on Windows)."""
    if sys.platform == "win32":
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
