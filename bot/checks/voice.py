"""Rule `voice`: authors say "we" of their paper, a curator never does; words inside quotation marks are free."""

import re
from collections.abc import Sequence

from bot.checks.quotation import without_quoted
from bot.model import Evidence, Finding, Level, Role, Voice

# Not "US" in capitals, which is a country.
_OWN = re.compile(
    r"\b(?:[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves|[Mm]y)\b"
    r"|\b(?:[Ww]ir|[Uu]ns|[Uu]nser(?:e[mnrs]?)?)\b"
    r"|\b(?:[Мм]ы|[Нн]ас|[Нн]ам|[Нн]ами|[Нн]аш(?:а|е|и|его|ей|ем|ему|им|ими|их|у)?)\b"
    r"|我们|我們"
)
_MY = re.compile(r"[Mm]y")
# "The authors of the benchmark" are others.
_THE_AUTHORS = re.compile(r"\b[Tt]he\s+(?:paper['’]s\s+)?authors?\b(?!\s+of\b(?!\s+th(?:is|e present)\b))")


def check_voice(prose: str, *, voice: Voice, role: Role, evidence: Sequence[Evidence]) -> list[Finding]:
    """The words of a tweet that are in the other voice.

    Args:
        prose: Without the paper's title, which may say "we".
        evidence: Where the paper itself speaks of "the authors", an author's tweet that does so is only advised.
    """
    free = without_quoted(prose)
    if voice is Voice.CURATOR:
        own = (match[0] for match in _OWN.finditer(free))
        detail = "A curator speaks of other people's paper: say whose it is, or put the words in quotation marks."
        return [
            Finding("voice", Level.FLAG, said, detail)
            for said in dict.fromkeys(own)
            if not (role is Role.VERDICT and _MY.fullmatch(said))
        ]
    level = Level.ADVICE if any(_THE_AUTHORS.search(quote.quote) for quote in evidence) else Level.FLAG
    others = dict.fromkeys(match[0] for match in _THE_AUTHORS.finditer(free))
    return [Finding("voice", level, said, "This draft is in the authors' voice: say “we”.") for said in others]
