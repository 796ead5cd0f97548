"""In which manner each server takes a question, found out once and remembered on disk.

The memory is a convenience: one that is lost, damaged or wrong costs a refused request, which is not paid, and a
wrong one is replaced by what is found out then. It ends after a while, since servers learn.
"""

import json
import logging
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from adapters.openai_writer.forms import AnswerForm, Manner

_log = logging.getLogger(__name__)

_DAY_S = 86_400.0
MAX_AGE_S = 14 * _DAY_S
_SCHEMA = 1
_NO_TIME = 1e12  # seconds since 1970: 30,000 years


class KnownManners:
    """Shared by all that ask the same servers; several processes may share the file."""

    def __init__(self, file: Path | None = None, *, now: Callable[[], float] = time.time) -> None:
        """Take the file; nothing is read or made before it is needed.

        Args:
            file: Where to remember; None remembers as long as the process lives.
            now: Gives seconds since 1970.
        """
        self._file = file
        self._now = now
        self._own: dict[str, dict[str, Any]] = {}

    def of(self, base_url: str, model: str) -> Manner:
        """How to ask; the firmest manner where nothing is known any more."""
        known = self._entries().get(_key(base_url, model), {})
        age_s = self._now() - _number(known.get("at"))
        if not 0 <= age_s <= MAX_AGE_S:
            return Manner()
        try:
            return Manner(AnswerForm(str(known.get("form"))), known.get("wants_usage") is not False)
        except ValueError:
            return Manner()

    def remember(self, base_url: str, model: str, manner: Manner) -> None:
        """Keep what a server took; what is known already is not written again, so that it ends some day."""
        if self.of(base_url, model) == manner:
            return
        entry = {"form": manner.form.value, "wants_usage": manner.wants_usage, "at": int(self._now())}
        entries = {**self._entries(), _key(base_url, model): entry}
        self._own[_key(base_url, model)] = entry
        if self._file is not None:
            try:
                _write(self._file, json.dumps({"schema": _SCHEMA, "servers": entries}, indent=1))
            except OSError as error:
                _log.warning("how model servers take questions is not remembered: %s", error.strerror)

    def _entries(self) -> dict[str, dict[str, Any]]:
        """What the file says; what this process found out itself counts where the file cannot be written."""
        return {**_read(self._file), **self._own} if self._file is not None else self._own


def _key(base_url: str, model: str) -> str:
    return f"{base_url.rstrip('/')} {model}"


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("schema") != _SCHEMA or not isinstance(found.get("servers"), dict):
        return {}
    return {key: entry for key, entry in found["servers"].items() if isinstance(entry, dict)}


def _write(file: Path, text: str) -> None:
    """Whole or not at all, whoever reads meanwhile."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _number(value: object) -> float:
    # A whole number of JSON has any length, and may be too long for a float.
    return float(value) if isinstance(value, (int, float)) and abs(value) < _NO_TIME else 0.0
