"""One piece of an answer, as OpenAI's chat completions write it: whatever else a server sends is passed over.

Nothing here trusts the shape of a value: a piece that says nothing is empty, and only what is no JSON object is none.
"""

import json
from dataclasses import dataclass
from typing import Any

from bot.provenance import Usage


@dataclass(frozen=True, slots=True)
class Refused:
    """An error that came inside the stream.

    Attributes:
        status: What its status would have been outside, or None.
    """

    status: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer, or a whole one where a server does not stream.

    Attributes:
        finish: Why the answer ends here; None while it goes on.
        usage: None where it does not stand in this piece.
    """

    content: str = ""
    refusal: str = ""
    finish: str | None = None
    usage: Usage | None = None
    error: Refused | None = None


def read_chunk(data: str) -> Chunk | None:
    """The piece in the data of an event, or in a body; None where that is no JSON object."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    if value.get("error"):
        return Chunk(error=_refused(value["error"]))
    choice = next((one for one in _list(value.get("choices")) if isinstance(one, dict) and not one.get("index")), {})
    said = _dict(choice.get("delta")) or _dict(choice.get("message"))
    finish = choice.get("finish_reason")
    return Chunk(
        content=_content(said.get("content")),
        refusal=_text(said.get("refusal")),
        finish=finish if isinstance(finish, str) and finish else None,
        usage=_usage(value.get("usage")),
    )


def _refused(error: object) -> Refused:
    told = _dict(error)
    code = told.get("code")
    status = code if isinstance(code, int) and not isinstance(code, bool) else None
    if status is None and isinstance(code, str) and code.isascii() and code.isdigit() and len(code) == 3:
        status = int(code)
    message = _text(told.get("message")) or (error if isinstance(error, str) else "")
    return Refused(status, "" if code is None else str(code), message)


def _content(value: object) -> str:
    """Plain text; some servers give a list of parts, thoughts among them."""
    if isinstance(value, list):
        return "".join(
            _text(part.get("text")) for part in value if isinstance(part, dict) and part.get("type") == "text"
        )
    return _text(value)


def _usage(value: object) -> Usage | None:
    told = _dict(value)
    if not told:
        return None
    cost = told.get("cost")
    return Usage(
        _count(told.get("prompt_tokens")),
        _count(_dict(told.get("prompt_tokens_details")).get("cached_tokens")),
        _count(told.get("completion_tokens")),
        float(cost) if isinstance(cost, (int, float)) and not isinstance(cost, bool) and 0 <= cost < 1e6 else None,
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
