"""DBOS's own log: its warnings as single lines of ours, and nothing on the terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LINE_CHARS = 200
_dbos = logging.getLogger("dbos")
_log = logging.getLogger(__name__)


@contextmanager
def quiet_dbos() -> Iterator[None]:
    """As long as it lasts, DBOS finds a handler at its logger, and so puts none of its own there."""
    handler = _Relay(logging.WARNING)
    before = _dbos.propagate, _dbos.level
    _dbos.addHandler(handler)
    _dbos.propagate = False
    _dbos.setLevel(logging.WARNING)
    try:
        yield
    finally:
        _dbos.removeHandler(handler)
        _dbos.propagate, level = before
        _dbos.setLevel(level)


class _Relay(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Asyncio task cancelled"):
            return  # by us, at the end; the line of the step says so
        # The traceback is left out: its last line is an exception's text, which may quote what a step was given.
        first, *_ = record.getMessage().splitlines() or [""]
        _log.log(record.levelno, "dbos: %s", first[:_LINE_CHARS])
