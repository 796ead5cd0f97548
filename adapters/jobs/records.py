"""What is written down of a step: its result or its failure, as JSON."""

import json
from typing import TypeGuard

from dbos import Serializer

import bot.errors
from bot.errors import PaperthreadError
from bot.ports.jobs import StepResult

_KNOWN: dict[str, type[PaperthreadError]] = {
    name: value
    for name, value in vars(bot.errors).items()
    if isinstance(value, type) and issubclass(value, PaperthreadError)
}


class StepFailed(Exception):
    """A step failed by a fault of ours in the run that was cut off, and what is known of it now is its kind."""


class JsonRecords(Serializer):
    """Implements DBOS's `Serializer`, which pickles by default: a record must be readable by the next release.

    An error of ours comes back as what it was, with its facts, so that a story goes the same way again. Of any other
    exception nothing but its kind is kept.
    """

    def name(self) -> str:
        return "paperthread_json"  # written beside each record; a change makes older ones unreadable

    def serialize(self, data: object) -> str:
        if isinstance(data, BaseException):
            return json.dumps(_error_record(data), ensure_ascii=False, default=str)
        return json.dumps(data, ensure_ascii=False)

    def deserialize(self, serialized_data: str) -> object:
        data: object = json.loads(serialized_data)
        return _error(data) if isinstance(data, dict) and "error" in data else data


def is_result(value: object) -> TypeGuard[StepResult]:
    return value is None or isinstance(value, str | int)


def _error_record(error: BaseException) -> dict[str, object]:
    kind = type(error)
    if _KNOWN.get(kind.__name__) is not kind:
        return {"error": f"{kind.__module__}.{kind.__qualname__}"}
    return {"error": kind.__name__, "words": [str(word) for word in error.args], "facts": vars(error)}


def _error(record: dict[str, object]) -> Exception:
    kind, words, facts = record["error"], record.get("words"), record.get("facts")
    known = _KNOWN.get(str(kind))
    if known is None or not isinstance(words, list) or not isinstance(facts, dict):
        return StepFailed(kind)
    error = known.__new__(known)  # not by its constructor, which makes the sentence out of other values
    error.args = tuple(words)
    for name, fact in facts.items():
        setattr(error, name, tuple(fact) if isinstance(fact, list) else fact)
    return error
