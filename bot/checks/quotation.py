"""Words inside quotation marks, which are somebody else's."""

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」|『[^』]*』|‘[^’\n]*’(?!\w)")
_INCHES = re.compile(r"\d\Z")


def without_quoted(text: str) -> str:
    """`text` with spaces for what stands in quotation marks; every offset holds."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def quoted(text: str) -> Iterator[str]:
    """What stands in quotation marks, without them; the mark behind a number is an inch."""
    for match in _QUOTED.finditer(text):
        if match[0][0] != '"' or not _INCHES.search(text, 0, match.start()):
            yield match[0][1:-1]
