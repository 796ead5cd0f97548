"""How values stand in columns, the same on both databases.

Whatever may hold words of people or papers stands as JSON in ASCII: PostgreSQL takes no NUL in text, and neither
database takes half a surrogate pair, but both take their escapes, so that every string comes back as it was. Names and
ids that are looked up stand plain; there both signs become U+FFFD, in what is kept and in what is asked for.
"""

import dataclasses
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.model.chat import Person, Place

T = TypeVar("T")

_NOT_STORABLE = re.compile(r"[\0\ud800-\udfff]")


def to_json(value: object) -> str:
    """A value as JSON in ASCII: dataclasses by field, enums by value, times in UTC."""
    return json.dumps(value, default=_plain, separators=(",", ":"))


def from_json(kind: type[T], text: str | bytes) -> T:
    """The value of a type that `to_json` wrote; what later releases added to it is left out."""
    value: T = _adapter(kind).validate_python(json.loads(text))
    return value


def pack(value: object) -> bytes:
    """JSON, compressed."""
    return zlib.compress(to_json(value).encode("ascii"))


def unpack(kind: type[T], data: bytes) -> T:
    return from_json(kind, zlib.decompress(data))


def storable(text: str) -> str:
    """A name or id without the signs that a database refuses."""
    return _NOT_STORABLE.sub("\ufffd", text)


def digest(words: str) -> str:
    """What words are told apart by where they may be longer than an index takes."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class Key(TypeDecorator[str]):
    """A name or id that is looked up."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else storable(value)


class ChannelKey(TypeDecorator[Place]):
    """The channel of a place, as a JSON list of platform, team and channel."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Place | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else json.dumps([value.platform, value.team, value.channel])

    def process_result_value(self, value: str | None, dialect: Dialect) -> Place | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else Place(*json.loads(value))


class PersonKey(TypeDecorator[Person]):
    """Who somebody is, as a JSON list of platform, team and id; the name is no part of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Person | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else json.dumps([value.platform, value.team, value.id])

    def process_result_value(self, value: str | None, dialect: Dialect) -> Person | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else Person(*json.loads(value))


class UtcTime(TypeDecorator[datetime]):
    """A moment; SQLite knows no time zones, so that it is written there in UTC without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Json(TypeDecorator[T], Generic[T]):
    """A value of one type."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[T]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:  # noqa: ARG002  # SQLAlchemy's
        return None if value is None else from_json(self.kind, value)


_adapters: dict[object, TypeAdapter[Any]] = {}  # to make one takes milliseconds


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def _plain(value: object) -> Any:
    """What `json` cannot write by itself."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no value that is kept")
