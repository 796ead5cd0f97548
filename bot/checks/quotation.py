"""Words inside quotation marks, which are somebody else's."""

import re

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]|「[^」]*」|『[^』]*』|‘[^’\n]*’(?!\w)")


def without_quoted(text: str) -> str:
    """`text` with spaces for what stands in quotation marks; every offset holds."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)
