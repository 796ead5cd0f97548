"""PDFs in, results out: the file system as the command sees it."""

import json
import math
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bot.errors import InputError, NotAPdf, OutputError, PaperNotFound, PaperNotOpened, PaperTooLarge
from bot.exports import draft_as_json, draft_as_markdown
from bot.links import parse_ref
from bot.model import Figure, PaperRef
from bot.wording import versioned
from bot.workflows import DrawnDraft

_DRAFT_FILE = "draft.json"
_DRAFT_PICTURE = re.compile(r"tweet-\d+\.png")
_PDF_ENDING = re.compile(r"\.pdf\Z", re.IGNORECASE)  # nothing else: 2306.13840 is a whole name


def find_paper(argument: str, *, max_bytes: int) -> bytes | PaperRef:
    """What a command's argument means: the arXiv paper that it names, or the bytes of a file; a file of that name wins.

    Raises:
        PaperError: It names no arXiv paper, and no file that can be read.
    """
    ref = parse_ref(argument)
    return ref if ref is not None and not is_file(argument) else read_pdf(argument, max_bytes=max_bytes)


def read_pdf(path: str, *, max_bytes: int) -> bytes:
    """The bytes of a PDF, never more than `max_bytes` of them in memory.

    Raises:
        PaperError: There is no such file, it is no file, too large, or the system does not hand it out.
    """
    if not path:
        raise PaperNotFound('""')  # an unset variable of a shell, and `Path` would take it for the working folder
    try:
        with Path(path).open("rb") as file:
            data = file.read(max_bytes + 1)  # a pipe or a device has no size to ask for beforehand
        if len(data) > max_bytes:
            size = max(Path(path).stat().st_size, len(data))
            raise PaperTooLarge(path, amount=math.ceil(size / 1e6), limit=max_bytes // 1_000_000, measure="MB")
    except (FileNotFoundError, NotADirectoryError):
        raise PaperNotFound(path) from None
    except IsADirectoryError:
        raise NotAPdf(path, looks_like="a folder") from None
    except OSError as error:
        raise PaperNotOpened(path, why=_reason(error)) from None
    return data


def read_text_file(path: str) -> bytes:
    """The bytes of a text file that an option or a command names.

    Raises:
        InputError: It cannot be read.
    """
    if not path:
        raise InputError('""', why="a file's name is needed")  # `Path` would take it for the working folder
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, why=_reason(error)) from None


def folder_names(papers: Iterable[str]) -> list[str]:
    """A folder name for each paper, from its arXiv id or its file's name; no two alike, on any file system."""
    names: list[str] = []
    taken: set[str] = set()
    for paper in papers:
        ref = parse_ref(paper)
        own = Path(paper).name if ref is None else versioned(ref.arxiv_id, ref.version).replace("/", "-")
        bare = _PDF_ENDING.sub("", own).strip(". ") or "paper"
        name, count = bare, 1
        while name.casefold() in taken:
            count += 1
            name = f"{bare}-{count}"
        taken.add(name.casefold())
        names.append(name)
    return names


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that can be written to.

    Raises:
        OutputError: The system does not allow it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".paperthread-probe"
        probe.touch()
        probe.unlink()
    except FileExistsError:
        raise OutputError(str(folder), why="a file has that name") from None
    except OSError as error:
        raise OutputError(str(folder), why=_reason(error)) from None


def save_draft(drawn: DrawnDraft, folder: Path) -> None:
    """Write draft.md, draft.json and the pictures of its tweets.

    Where the folder holds an earlier draft, its pictures are removed: one left over would stand beside a tweet that it
    does not belong to.

    Raises:
        OutputError: One of them cannot be written.
    """
    files = {
        "draft.md": draft_as_markdown(drawn.draft).encode("utf-8", "replace"),
        _DRAFT_FILE: _encoded(draft_as_json(drawn.draft)),
        **{name: image.png for name, image in drawn.images.items()},
    }
    make_folder(folder)
    if (folder / _DRAFT_FILE).is_file():
        _remove(path for path in folder.iterdir() if _DRAFT_PICTURE.fullmatch(path.name) and path.name not in files)
    _write(files, folder)


def save_figures(pictures: Sequence[tuple[Figure, bytes]], folder: Path) -> dict[Figure, str]:
    """Write PNGs as figure-3.png, table-a-1.png; returns each figure's path.

    Raises:
        OutputError: One of them cannot be written.
    """
    names = folder_names(re.sub(r"[^a-z0-9]+", "-", figure.label.lower()).strip("-") for figure, _ in pictures)
    _write({f"{name}.png": png for name, (_, png) in zip(names, pictures, strict=True)}, folder)
    return {figure: str(folder / f"{name}.png") for name, (figure, _) in zip(names, pictures, strict=True)}


def save_json(value: object, path: Path) -> None:
    """Write a JSON file whole or not at all: whoever reads it meanwhile has the old one.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        place = path.resolve()  # a link goes on pointing there
        written = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            written.write_bytes(_encoded(value))
            if place.exists():
                shutil.copymode(place, written)
            written.replace(place)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(str(path), why=_reason(error)) from None


def save_picture(png: bytes | None, path: Path) -> None:
    """Write a picture, or remove the one that stood there.

    Raises:
        OutputError: The system does not allow it.
    """
    if png is None:
        _remove([path] if path.exists() else [])
    else:
        _write({path.name: png}, path.parent)


def is_file(name: str) -> bool:
    """Whether there is something of that name to read from; a folder is not."""
    try:
        return Path(name).exists() and not Path(name).is_dir()
    except (OSError, ValueError):  # an address can be longer than any file's name, and JSON can hold a NUL
        return False


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        try:
            (folder / name).write_bytes(data)
        except OSError as error:
            raise OutputError(str(folder / name), why=_reason(error)) from None


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            path.unlink()
        except OSError as error:
            raise OutputError(str(path), why=_reason(error)) from None


def _encoded(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
