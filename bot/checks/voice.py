"""Rule `voice`: authors say "we" of their paper, a curator never does; words inside quotation marks are free."""

import re
from collections.abc import Sequence

from bot.checks.paper_index import PaperIndex
from bot.checks.quotation import without_quoted
from bot.model import Evidence, Finding, Level, Role, Voice

# Not "US" in capitals, which is a country.
_OWN = re.compile(
    r"\b(?:[Ww]e|[Uu]s|[Oo]urs?|[Oo]urselves|[Mm]y)\b"
    r"|\b(?:[Ww]ir|[Uu]ns|[Uu]nser(?:e[mnrs]?)?)\b"
    r"|\b(?:[Мм]ы|[Нн]ас|[Нн]ам|[Нн]ами|[Нн]аш(?:а|е|и|его|ей|ем|ему|им|ими|их|у)?)\b"
    r"|我们|我們"
)
_OF_EVERYBODY = re.compile(
    r"(?:[Uu]s|[Oo]urs|[Oo]urselves)\b|[Ww]e\s(?:all|humans?|people|know|knew|still|think|live|breathe|eat|sleep|hear|(?:do|did)n['’]t)\b"
    r"|[Oo]ur\s(?:own\s)?(?:brains?|minds?|bod(?:y|ies)|eyes?|ears?|genes?|cells?|ancestors?|species|planet|world|[Ss]un|[Gg]alaxy"
    r"|universe|solar|lives|daily|everyday|society|children|kids)\b"
)
"""What readers and writer are together; a curator may say so, and only seldom means the authors."""

_MY = re.compile(r"[Mm]y")
_CAPITALISED_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*\s)+\Z")
_CAPITALISED_BEHIND = re.compile(r"(?:\s[A-Z][\w'’-]*)+")
# "The authors of the benchmark" are others.
_THE_AUTHORS = re.compile(r"\b[Tt]he\s+(?:paper['’]s\s+)?authors?\b(?!\s+of\b(?!\s+th(?:is|e present)\b))")


def check_voice(
    prose: str, *, voice: Voice, role: Role, evidence: Sequence[Evidence], index: PaperIndex | None = None
) -> list[Finding]:
    """The words of a tweet that are in the other voice.

    Args:
        prose: Without the paper's title, which may say "we".
        evidence: Where the paper itself speaks of "the authors", an author's tweet that does so is only advised.
        index: The paper, if there is one: what it calls by a name, as "Ask Our Owls", is not said of oneself.
    """
    free = without_quoted(prose)
    if voice is Voice.CURATOR:
        detail = "A curator speaks of other people's paper: say whose it is, or put the words in quotation marks."
        return [Finding("voice", level, said, detail) for said, level in _own_words(free, role, index).items()]
    level = Level.ADVICE if any(_THE_AUTHORS.search(quote.quote) for quote in evidence) else Level.FLAG
    others = dict.fromkeys(match[0] for match in _THE_AUTHORS.finditer(free))
    return [Finding("voice", level, said, "This draft is in the authors' voice: say “we”.") for said in others]


def _own_words(text: str, role: Role, index: PaperIndex | None) -> dict[str, Level]:
    """The words of those whose work it is, and how bad each is at its worst."""
    levels: dict[str, Level] = {}
    for own in _OWN.finditer(text):
        is_of_the_verdict = role is Role.VERDICT and _MY.fullmatch(own[0])
        if is_of_the_verdict or (index and _is_in_a_name(own, text, index)):
            continue
        if not _OF_EVERYBODY.match(text, own.start()):
            levels[own[0]] = Level.FLAG
        else:
            levels.setdefault(own[0], Level.ADVICE)
    return levels


def _is_in_a_name(own: re.Match[str], text: str, index: PaperIndex) -> bool:
    """Whether the capitalised words around it are, as they are written, a name within a sentence of the paper."""
    if not own[0][0].isupper():
        return False
    before = _CAPITALISED_BEFORE.search(text[: own.start()])
    behind = _CAPITALISED_BEHIND.match(text, own.end())
    first = before[0].split()[-1:] if before else []
    then = behind[0].split()[:1] if behind else []
    if not first and not then:
        return False
    words = r"\s+".join(map(re.escape, (*first, own[0], *then)))
    # The first word of a sentence has its capital for another reason.
    return re.search(rf"(?:[a-z,)]\s|\()\s*{words}(?!\w)", index.text) is not None
