"""The console's chat platform: a file that is only ever appended to, and what stands in the chat because of it.

Several processes may append to one journal: each entry is written whole, under a lock of the file, after what others
wrote was read. It is on the disk when the call returns.
"""

import errno
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from adapters.console.conversation import Conversation
from adapters.console.entries import ENTRIES, Entry

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_log = logging.getLogger(__name__)

_PICTURES = "pictures"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700  # what people write is nobody else's business
_AS_BYTES = getattr(os, "O_BINARY", 0)  # of Windows
_LEAST_STEP = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Pen:
    """What one entry is added with, in `Journal.writing`.

    Attributes:
        n, at: The entry's number and time.
    """

    conversation: Conversation
    n: int
    at: datetime
    put: Callable[[Entry], None]


class Journal:
    """One journal file, read and appended to by whatever thread; nothing stays open between calls.

    Attributes:
        folder: Where the file stands, and the pictures beside it.
        conversation: What stands; to be read inside `reading` or `writing` only.
        watchers: Called for each entry that comes after the journal was opened, whoever wrote it, in order; on the
            thread of whoever reads or writes it.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.folder = path.parent
        self.conversation = Conversation()
        self.watchers: list[Callable[[Entry], None]] = []
        self._path = path
        self._now = now
        self._lock = threading.RLock()
        self._read_bytes = 0
        self._last_n = 0
        self._last_at = datetime.fromtimestamp(0, UTC)
        self.folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        with self.writing():
            pass

    @contextmanager
    def reading(self) -> Iterator[Conversation]:
        """The conversation as this process knows it; nobody changes it meanwhile."""
        with self._lock:
            yield self.conversation

    @contextmanager
    def writing(self) -> Iterator[Pen]:
        """The conversation up to date, and the means to add one entry; no process adds anything meanwhile.

        Raises:
            OSError: The file cannot be written; what was begun may stand all the same.
        """
        with self._lock:
            file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _AS_BYTES, _PRIVATE_FILE)
            try:
                _lock(file)
                self._catch_up(file)
                at = max(self._now(), self._last_at + _LEAST_STEP)
                yield Pen(self.conversation, self._last_n + 1, at, lambda entry: self._append(file, entry))
            finally:
                os.close(file)  # and with it the lock

    def look(self) -> None:
        """Read what other processes have added, if they have."""
        with suppress(OSError):  # whoever writes next says what is wrong
            if self._path.stat().st_size > self._read_bytes:
                with self.writing():
                    pass

    def keep_picture(self, png: bytes) -> str:
        """Write a picture beside the journal, unless it is there; its path from the journal's folder."""
        name = f"{_PICTURES}/{sha256(png).hexdigest()[:32]}.png"
        path = self.folder / name
        if not path.exists():
            path.parent.mkdir(exist_ok=True, mode=_PRIVATE_FOLDER)
            unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
            unfinished.write_bytes(png)
            unfinished.replace(path)
        return name

    # ---- Inside ----

    def _catch_up(self, file: int) -> None:
        size = os.fstat(file).st_size
        if size <= self._read_bytes:
            return
        os.lseek(file, self._read_bytes, os.SEEK_SET)
        new = os.read(file, size - self._read_bytes)
        if not new.endswith(b"\n"):  # a process was killed in the middle of its line: nobody else writes now
            os.write(file, b"\n")
            new += b"\n"
        self._read_bytes += len(new)
        for line in filter(None, new.split(b"\n")):
            try:
                entry = ENTRIES.validate_json(line)
            except ValidationError:
                _log.warning("a line of %s is no entry, and is passed over (%d bytes)", self._path.name, len(line))
            else:
                self._take(entry)

    def _append(self, file: int, entry: Entry) -> None:
        line = ENTRIES.dump_json(entry) + b"\n"
        if os.write(file, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
        self._read_bytes += len(line)
        self._take(entry)

    def _take(self, entry: Entry) -> None:
        self._last_n = max(self._last_n, entry.n)
        self._last_at = max(self._last_at, entry.at)
        self.conversation.take(entry)
        for watcher in tuple(self.watchers):
            watcher(entry)


def _lock(file: int) -> None:
    """Wait for the file's lock, which goes when the file is closed; the system closes files of a killed process."""
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_LOCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX)
