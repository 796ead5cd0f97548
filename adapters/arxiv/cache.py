"""arXiv papers on disk, by id and version, within a size and an age; any number of processes may share the folder."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from bot.model import FetchedPaper, PaperMetadata

_PAPER, _NEWEST, _UNFINISHED = ".paper", ".newest", ".part"
_UNFINISHED_AGE_S = 3_600.0  # a file that is written for longer belongs to a process that is gone

# "search results do not change until new articles are added", at midnight in Ithaca, which is 4:00 or 5:00 UTC:
# https://info.arxiv.org/help/api/user-manual.html, section 3.3.1.1
_DAY_BEGINS_S = 5 * 3_600.0
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class CacheLimits:
    """How much the cache keeps.

    Attributes:
        max_bytes: Of all papers together; the longest unused go first.
        max_age_s: A paper that nobody asked for in so long is removed (retention).
    """

    max_bytes: int = 2_000_000_000
    max_age_s: float = 30 * _DAY_S


class PaperCache:
    """A folder of papers, a file each: a digest, the metadata, the PDF. Its methods block; call them in a thread.

    A file appears whole or not at all, and what was damaged since then is as good as absent.
    """

    def __init__(self, folder: Path, limits: CacheLimits, *, now_s: Callable[[], float] = time.time) -> None:
        """`now_s`: seconds since 1970."""
        self._folder = folder
        self._limits = limits
        self._now_s = now_s

    def get(self, arxiv_id: str, version: int) -> FetchedPaper | None:
        """The paper if it is here and whole; asking for it makes it new again."""
        path = self._path(arxiv_id, f"v{version}{_PAPER}")
        try:
            digest, _, content = path.read_bytes().partition(b"\n")
            if digest != _digest(content):
                return None
            head, _, pdf = content.partition(b"\n")
            metadata = _METADATA.validate_json(head)
        except (OSError, ValidationError):
            return None
        if (metadata.arxiv_id, metadata.version) != (arxiv_id, version):
            return None
        self._touch(path)
        return FetchedPaper(pdf, metadata)

    def put(self, paper: FetchedPaper) -> None:
        """Keep a paper, and remove what is too old or too much.

        Raises:
            OSError: The system does not allow it.
        """
        content = _METADATA.dump_json(paper.metadata) + b"\n" + paper.pdf
        path = self._path(paper.metadata.arxiv_id, f"v{paper.metadata.version}{_PAPER}")
        self._write(path, _digest(content) + b"\n" + content)
        self.prune()

    def newest(self, arxiv_id: str) -> int | None:
        """The newest version if arXiv was asked for it today; it has no other answer before its next day begins."""
        try:
            known = _NOTE.validate_json(self._path(arxiv_id, _NEWEST).read_bytes())
        except (OSError, ValidationError):
            return None
        is_of_today = _arxiv_day(known.asked_s) == _arxiv_day(self._now_s())
        return known.version if known.arxiv_id == arxiv_id and is_of_today else None

    def note_newest(self, arxiv_id: str, version: int) -> None:
        """Remember what arXiv has just called the newest version.

        Raises:
            OSError: The system does not allow it.
        """
        self._write(self._path(arxiv_id, _NEWEST), _NOTE.dump_json(_Note(arxiv_id, version, self._now_s())))

    def prune(self) -> None:
        """Remove what nobody asked for within the age, then the longest unused papers down to the size."""
        now = self._now_s()
        files = sorted(self._files())
        total = sum(file.size_bytes for file in files if file.path.suffix == _PAPER)
        for file in files:
            unused_s = now - file.used_s
            is_paper = file.path.suffix == _PAPER
            is_abandoned = file.path.suffix == _UNFINISHED and unused_s > _UNFINISHED_AGE_S
            if unused_s > self._limits.max_age_s or is_abandoned or (is_paper and total > self._limits.max_bytes):
                _remove(file.path)
                total -= file.size_bytes if is_paper else 0

    def _files(self) -> Iterator["_File"]:
        """Every file of the cache; another process may remove any of them at any time."""
        try:
            paths = list(self._folder.iterdir())
        except OSError:
            return
        for path in paths:
            if path.suffix not in (_PAPER, _NEWEST, _UNFINISHED):
                continue
            try:
                status = path.stat()
            except OSError:
                continue
            yield _File(status.st_mtime, status.st_size, path)

    def _path(self, arxiv_id: str, ending: str) -> Path:
        """The digest keeps ids apart that look alike as file names, and any id inside the folder."""
        plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in arxiv_id)[:40]
        return self._folder / f"{plain}-{_digest(arxiv_id.encode())[:8].decode()}{ending}"

    def _write(self, path: Path, data: bytes) -> None:
        """Written beside and moved into place, so that nobody ever sees half a file under the name."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=f"{path.stem}-", suffix=_UNFINISHED)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            self._touch(beside)
            beside.replace(path)
        except BaseException:
            _remove(beside)
            raise

    def _touch(self, path: Path) -> None:
        now = self._now_s()
        try:
            os.utime(path, (now, now))
        except OSError:
            return  # removed by another process, or somebody else's file: it only grows old sooner


class _File(NamedTuple):
    """The longest unused comes first."""

    used_s: float
    size_bytes: int
    path: Path


@dataclass(frozen=True, slots=True)
class _Note:
    """Which version arXiv called the newest, and when; `asked_s` counts from 1970."""

    arxiv_id: str
    version: int
    asked_s: float


_METADATA = TypeAdapter(PaperMetadata)
_NOTE = TypeAdapter(_Note)


def _arxiv_day(time_s: float) -> float:
    return (time_s - _DAY_BEGINS_S) // _DAY_S


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # in use by another process, where a system has that: the next round will find it again
