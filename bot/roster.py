"""Handles files: who has which handle, one `Name,@handle` a line."""

import re

from bot.errors import RosterError

_HANDLE = re.compile(r"@[A-Za-z0-9_]{1,15}")  # what the tweet platform allows as a user name
_LINE_END = re.compile(r"\r\n?|\n")


def parse_roster(data: bytes, *, source: str) -> dict[str, str]:
    """The handles of a file: name -> handle with `@`, in the order of its lines.

    Blank lines count for nothing, nor does what follows a `#`. A name may hold commas; the last one parts it from the
    handle.

    Args:
        data: The whole file, UTF-8.
        source: What sentences about the file call it.

    Raises:
        RosterError: A line is something else; it carries the line's number, counted from 1.
    """
    handles: dict[str, str] = {}
    for number, line in enumerate(_LINE_END.split(_decoded(data, source)), 1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        name, comma, handle = (part.strip() for part in entry.rpartition(","))
        if not comma or not name:
            raise RosterError(source, line=number, problem="a name, a comma and a handle are needed")
        if not _HANDLE.fullmatch(handle):
            raise RosterError(
                source, line=number, problem="the handle must be @ and 1 to 15 letters, digits or underscores"
            )
        if handles.setdefault(name, handle) != handle:
            raise RosterError(source, line=number, problem=f"{name} has the handle {handles[name]} already")
    return handles


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8-sig")  # spreadsheets put a byte order mark first
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RosterError(source, line=line, problem="this is not UTF-8 text") from None
