"""Discord's own OpenAPI description, as far as our exchanges need it: does a value have the shape that it says?"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.fakes.discord_server.routes import Exchange

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class Description:
    """The file, read; `mismatches` compares with it."""

    def __init__(self, path: Path) -> None:
        self._file: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    def mismatches(self, exchange: Exchange) -> Iterator[str]:
        """What of an exchange is not as it is described: the request, its query, the answer."""
        name = f"{exchange.method} {exchange.template}"
        path = self._file["paths"].get(exchange.template)
        operation = None if path is None else path.get(exchange.method.lower())
        if path is None or operation is None:
            yield f"{name}: no such route"
            return
        known = {
            one["name"] for one in map(self._followed, [*operation.get("parameters", []), *path.get("parameters", [])])
        }
        yield from (f"{name}: no parameter {given}" for given in exchange.query if given not in known)
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        if body is not None and exchange.request:
            yield from (f"{name}: request{fault}" for fault in self._faults(body, exchange.request, strict=True))
        answers = operation["responses"]
        answer = answers.get(str(exchange.status)) or answers.get(f"{exchange.status // 100}XX")
        if answer is None:
            yield f"{name}: no answer {exchange.status}"
            return
        shape = self._followed(answer).get("content", {}).get("application/json", {}).get("schema")
        if shape is not None:
            yield from (f"{name} {exchange.status}: answer{fault}" for fault in self._faults(shape, exchange.answer))

    def _followed(self, part: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in part:
            found: Any = self._file
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            part = found
        return part

    def _faults(self, shape: dict[str, Any], value: Any, at: str = "", *, strict: bool = False) -> list[str]:
        """Where a value differs; `strict` refuses what no shape names, as a request should not have it."""
        shape = self._followed(shape)
        for union in ("oneOf", "anyOf"):
            if union in shape:
                tries = [self._faults(one, value, at, strict=strict) for one in shape[union]]
                return min(tries, key=_how_bad)
        faults = [fault for one in shape.get("allOf", ()) for fault in self._faults(one, value, at)]
        if "type" in shape:
            kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
            if not any(_is(value, kind) for kind in kinds):
                return [f"{at}: {value!r:.40} is no {' or '.join(kinds)}", *faults]
        if "enum" in shape and value is not None and value not in shape["enum"]:
            faults.append(f"{at}: {value!r:.40} is none of {shape['enum']!r:.60}")
        if isinstance(value, str):
            faults += _string_faults(shape, value, at)
        if isinstance(value, list):
            faults += self._list_faults(shape, value, at, strict=strict)
        if isinstance(value, dict) and "properties" in shape:
            faults += self._object_faults(shape, value, at, strict=strict)
        return faults

    def _list_faults(self, shape: dict[str, Any], value: list[Any], at: str, *, strict: bool) -> list[str]:
        is_of_size = shape.get("minItems", 0) <= len(value) <= shape.get("maxItems", len(value))
        faults = [] if is_of_size else [f"{at}: {len(value)} items"]
        for number, one in enumerate(value):
            faults += self._faults(shape.get("items", {}), one, f"{at}[{number}]", strict=strict)
        return faults

    def _object_faults(self, shape: dict[str, Any], value: dict[str, Any], at: str, *, strict: bool) -> list[str]:
        faults = [f"{at}.{name}: missing" for name in shape.get("required", ()) if name not in value]
        for name, one in value.items():
            if name in shape["properties"]:
                faults += self._faults(shape["properties"][name], one, f"{at}.{name}", strict=strict)
            elif strict:
                faults.append(f"{at}.{name}: not described")
        return faults


_FILE = Path(__file__).parents[4] / "shared/specs/discord-openapi.json"


@cache
def published() -> Description | None:
    """The file, where it lies beside the checkout."""
    return Description(_FILE) if _FILE.exists() else None


def _string_faults(shape: dict[str, Any], value: str, at: str) -> list[str]:
    faults = []
    if not shape.get("minLength", 0) <= len(value) <= shape.get("maxLength", len(value)):
        faults.append(f"{at}: {len(value)} characters")
    if "pattern" in shape and re.search(shape["pattern"], value) is None:
        faults.append(f"{at}: {value!r:.40} is not {shape['pattern']}")
    return faults


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _how_bad(faults: list[str]) -> tuple[bool, int]:
    """A wrong `type` says that another shape was meant."""
    return any(".type: " in fault for fault in faults), len(faults)
