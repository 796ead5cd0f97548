"""Server-sent events, taken apart as the bytes come: what a server sends is open, so it is read here.

The client library reads them too, but without a limit, and with an exception of its own for each kind of nonsense.
"""

import codecs
import re
from collections.abc import Iterator

MOST_CHARS = 1_000_000
"""Of one event, and of an answer that is no stream. A chunk of an answer has some 300."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_FIELDS = frozenset({"", "data", "event", "id", "retry"})  # "" is a comment


class EventReader:
    """The data of each event, as WHATWG HTML 9.2.6 reads them: any line end, comments, several data lines."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._data: list[str] = []
        self._chars = 0
        self._is_stream = False
        self._body: list[str] = []

    @property
    def body(self) -> str:
        """All that came, where no line of it belongs to an event: an answer in one piece, or a web page."""
        return "" if self._is_stream else "\n".join(self._body)

    def feed(self, piece: bytes) -> Iterator[str]:
        """The data of the events that this piece completes.

        Raises:
            OverflowError: An event is longer than any answer.
        """
        yield from self._lines(self._decoder.decode(piece))

    def end(self) -> Iterator[str]:
        """The data of an event that the end of the stream completes: not every server ends the last one itself."""
        yield from self._lines(self._decoder.decode(b"", final=True) + "\n\n")

    def _lines(self, more: str) -> Iterator[str]:
        text, looked_at, begin = self._rest + more, max(len(self._rest) - 1, 0), 0
        for match in _LINE_END.finditer(text, looked_at):
            if match[0] == "\r" and match.end() == len(text):
                break  # the other half of a line end may come
            line, begin = text[begin : match.start()], match.end()
            data = self._event(line)
            if data is not None:
                yield data
        self._rest = text[begin:]
        if self._chars + len(self._rest) > MOST_CHARS:
            raise OverflowError

    def _event(self, line: str) -> str | None:
        """The data of the event that an empty line ends."""
        if not line:
            data, self._data = self._data, []
            if self._is_stream:
                self._chars = 0
            return "\n".join(data) if data else None
        field, _, value = line.partition(":")
        self._chars += len(line)
        if field in _FIELDS:
            self._is_stream = True
        elif not self._is_stream:
            self._body.append(line)
        if field == "data":
            self._data.append(value.removeprefix(" "))
        return None
