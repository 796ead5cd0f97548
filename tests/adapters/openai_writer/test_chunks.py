"""adapters.openai_writer.chunks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.openai_writer.chunks import Chunk, Refused, read_chunk
from bot.provenance import Usage

KEYS = st.sampled_from("choices delta message content refusal finish_reason index usage error code cost text".split())
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)


def chunk(**choice: object) -> str:
    return json.dumps({"choices": [{"index": 0, **choice}]})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (chunk(delta={"content": "shells"}), Chunk("shells")),
        (chunk(delta={"content": "shells"}, finish_reason="stop"), Chunk("shells", finish="stop")),
        (chunk(message={"content": "shells"}, finish_reason="length"), Chunk("shells", finish="length")),
        (chunk(delta={"refusal": "no"}), Chunk(refusal="no")),
        (chunk(delta={}, finish_reason=""), Chunk()),
        (chunk(delta={"content": [{"type": "text", "text": "a"}, {"type": "x", "text": "b"}, "c"]}), Chunk("a")),
        (json.dumps({"choices": [{"index": 1, "delta": {"content": "b"}}]}), Chunk()),
        (json.dumps({"choices": [{"delta": {"content": "a"}}]}), Chunk("a")),
        (json.dumps({"choices": [], "usage": {"prompt_tokens": 7}}), Chunk(usage=Usage(7))),
        (json.dumps({"usage": {}}), Chunk()),
        (json.dumps({"error": "busy"}), Chunk(error=Refused(None, "", "busy"))),
        (json.dumps({"error": {"code": 503, "message": "m"}}), Chunk(error=Refused(503, "503", "m"))),
        (json.dumps({"error": {"code": "429"}}), Chunk(error=Refused(429, "429", ""))),
        (json.dumps({"error": {"code": "busy"}}), Chunk(error=Refused(None, "busy", ""))),
        ("{}", Chunk()),
        ("[]", None),
        ("7", None),
        ("{", None),
        ("", None),
        ('{"a": ' + "9" * 5000 + "}", None),
    ],
)
def test_a_piece_says_what_can_be_read_of_it(data: str, expected: Chunk | None) -> None:
    assert read_chunk(data) == expected


@given(VALUES)
def test_no_shape_of_a_value_is_trusted(value: object) -> None:
    found = read_chunk(json.dumps(value))

    assert (found is None) == (not isinstance(value, dict))
    if found is not None:
        assert isinstance(found.content, str)
        assert found.finish is None or found.finish
        assert found.error is None or found.error.status is None or isinstance(found.error.status, int)
