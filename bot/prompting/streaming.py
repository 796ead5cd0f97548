"""A model's answer while it comes: each tweet as soon as its last character is there."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from pydantic_core import from_json

MAX_ANSWER_CHARS = 200_000
"""Of a whole answer; a thread has some 10,000."""

_BEGIN = re.compile(r"\{(?=\s*[\"}])")
_THOUGHT_BEGIN, _THOUGHT_END = "<think>", "</think>"


class _In(Enum):
    TALK = auto()
    """Before the object: words, a code fence, thoughts."""
    OBJECT = auto()
    STRING = auto()
    ESCAPE = auto()
    DONE = auto()


class TweetScanner:
    """Finds the complete tweets in an answer that comes in pieces of any size.

    An answer is an object with a list of objects: `{"plan": […], "tweets": [{…}, {…}]}`. What servers write around it
    (a code fence, "Here is the JSON:", a block of thoughts) is passed over.
    """

    def __init__(self) -> None:
        self.text = ""
        """All that came."""
        self._state = _In.TALK
        self._at = 0
        self._open: list[str] = []
        self._begin = 0
        self._element: int | None = None
        self._first: int | None = None

    @property
    def plan(self) -> tuple[str, ...]:
        """The words of the plan, once the first tweet is there; none where the answer has no plan before it."""
        if self._first is None:
            return ()
        try:
            before = from_json(self.text[self._begin : self._first], allow_partial=True)
        except ValueError:
            return ()
        plan = before.get("plan") if isinstance(before, dict) else None
        return tuple(word for word in plan if isinstance(word, str)) if isinstance(plan, list) else ()

    def feed(self, piece: str) -> list[str]:
        """The JSON of each tweet that this piece completes."""
        self.text += piece
        if self._state is _In.TALK and not self._begins():
            return []
        return list(self._scan())

    @property
    def whole(self) -> str | None:
        """The JSON of the whole answer, or None while it has not ended."""
        return self.text[self._begin : self._at] if self._state is _In.DONE else None

    def _begins(self) -> bool:
        start = 0
        if _THOUGHT_BEGIN in self.text:
            end = self.text.rfind(_THOUGHT_END)
            if end < 0:
                return False
            start = end + len(_THOUGHT_END)
        match = _BEGIN.search(self.text, start)
        if match is None:
            return False
        self._begin = self._at = match.start()
        self._state = _In.OBJECT
        return True

    def _scan(self) -> Iterator[str]:
        while self._at < len(self.text) and self._state is not _In.DONE:
            char = self.text[self._at]
            self._at += 1
            match self._state:
                case _In.ESCAPE:
                    self._state = _In.STRING
                case _In.STRING:
                    if char == "\\":
                        self._state = _In.ESCAPE
                    elif char == '"':
                        self._state = _In.OBJECT
                case _:
                    found = self._structure(char)
                    if found is not None:
                        yield found

    def _structure(self, char: str) -> str | None:
        if char == '"':
            self._state = _In.STRING
        elif char in "{[":
            if char == "{" and self._open == ["{", "["]:
                self._element = self._at - 1
                self._first = self._element if self._first is None else self._first
            self._open.append(char)
        elif char in "}]":
            if not self._open:
                return None
            self._open.pop()
            if not self._open:
                self._state = _In.DONE
            elif self._element is not None and self._open == ["{", "["]:
                begin, self._element = self._element, None
                return self.text[begin : self._at]
        return None
