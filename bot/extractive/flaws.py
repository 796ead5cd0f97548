"""What keeps a sentence from standing alone as a tweet. Flaws reject before anything ranks.

All patterns are linear: fixed words, or runs with a bound.
"""

import re

from bot.extractive.clauses import main_clause
from bot.extractive.flaw_phrases import DANGLING_START, FIXED, Flaw
from bot.extractive.salience import stems
from bot.extractive.subject import Subject
from bot.extractive.verbs import has_finite_verb, has_main_clause, has_main_verb, is_subordinate_only
from bot.model import NOT_TEXT, Zone


def flaw_of(text: str, zone: Zone, subject: Subject) -> Flaw | None:
    """The first thing that is wrong with `text` as a tweet of its own, or None.

    DANGLING_START comes last: it means that nothing else is wrong.
    """
    if NOT_TEXT in text:
        return Flaw.NOT_TEXT
    if "?" in text:
        return Flaw.QUESTION
    for flaw, pattern in FIXED:
        if pattern.search(text):
            return flaw
    if _is_misshapen(text):
        return Flaw.SHAPE
    if _has_odd_tokens(text, subject):
        return Flaw.SYMBOLS
    if _lacks_verb(text):
        return Flaw.NO_VERB
    if _RESPECTIVELY.search(text) and len(_AND.findall(text)) < 2:
        return Flaw.DANGLING_INSIDE
    if DANGLING_START.match(text):
        return Flaw.DANGLING_START
    return Flaw.DANGLING_INSIDE if _points_back(text, zone, subject) else None


def _lacks_verb(text: str) -> bool:
    if not has_finite_verb(text) or not has_main_clause(text) or is_subordinate_only(text):
        return True
    headed = _HEADED.match(text)
    if headed is not None and not has_finite_verb(headed[0]) and main_clause(text) is None:
        return True
    aside = _STARTS_ASIDE.match(text)
    return aside is not None and _lacks_main_clause(text, is_clause=aside["conjunction"] is not None)


_HEADED = re.compile(r"(?:An? )?(?:[\w-]{1,30} ){1,5}?(?:of|for)\b|[A-Z][a-z]{1,20}ing\b")
"""The start of a noun with what it is of, as highlights are written ("Definition of ..."), or of a list's item."""


def _lacks_main_clause(text: str, *, is_clause: bool) -> bool:
    """Whether a sentence that starts with "in", or with "while" if `is_clause`, has a verb for neither part of it."""
    aside, _, rest = text.partition(", ")
    return not has_finite_verb(rest or text) and (is_clause or not has_main_verb(aside))


_ONE_OF_THEM = re.compile(r" of (?:them|these|those)\b(?! \w+s\b)")
_RESPECTIVELY, _AND = re.compile(r"\brespectively\b"), re.compile(r"\band\b")


_RELATES = re.compile(
    r"\b(?:affect|influence|associate|correlate|relate|depend|drive|cause|increase|decrease|reduce)[sd]?\b"
)
_THIS_RELATION = re.compile(r"\bthis(?= (?:relationship|relation|link|association|dependence)\b)")
"""Behind a sentence that relates two things it is plain which."""


def can_follow(text: str, before: str, zone: Zone, subject: Subject) -> bool:
    """Whether a sentence can stand behind the sentence `before`, which may hold what it points back to."""
    text = _ONE_OF_THEM.sub("", text)
    if _RELATES.search(before):
        text = _THIS_RELATION.sub("the", text)
    flaw = flaw_of(text, zone, subject)
    if flaw is Flaw.DANGLING_INSIDE:
        return not _points_back(f"{before} {text}", zone, subject)
    return flaw is None or flaw is Flaw.DANGLING_START


def is_beyond_repair(text: str) -> bool:
    """Whether no part of the sentence as it stands in the paper can be used: glued, poisoned, a question, a list."""
    if NOT_TEXT in text or "?" in text or _LIST_MARK.search(text) or _TELLS_WHERE.match(text) or _TURNS.match(text):
        return True
    start = text.lstrip("\"'“‘«([")[:1]
    if text.startswith("we "):  # its capital was a drop cap, or forgotten
        return False
    return not (start.isupper() or start.isdigit()) or any(shape.search(text) for shape in _GLUED_LINES)


# ---- Shapes ----

_FEWEST_WORDS = 6
_STARTS_ASIDE = re.compile(
    r"(?:(?P<conjunction>Although|Though|While|Whereas|If|When|Because|Since|As)|Despite|Unlike|For|In|On|With|By)\b"
)
_TELLS_WHERE = re.compile(
    r"In (?:Sec(?:t(?:ion)?)?\.?|§|Chapter|Appendix|Part) ?[\dA-ZIVX.]{1,6},? (?:we|I|the authors)\b", re.IGNORECASE
)
_TURNS = re.compile(
    r"(?:(?:First|Next|Then|Now),? (?:we|I)|(?:We|I) (?:first|next|then|now)) "
    r"(?:introduce|describe|review|present|discuss|explain) (?:the|our|my|some|how)\b"
)
"""The next step of the paper, which without its "first" would seem to be one of the work."""

_LEAST_PROSE = 0.75
_GLUED_WORD = re.compile(
    r"[a-z]{4}-[A-Z]{5}|[a-z]{3}[A-Z][a-z]{2,}[A-Z]|[a-z]{26}|[a-z][.,;][A-Za-z]{3}"
    r"|\w- (?!and\b|or\b|to\b|versus\b)[a-z]|[a-z]{2}\d{2,4}[a-z]"
)
_DOUBLE_WORD = re.compile(r"\b([A-Za-z]{2,20}) \1\b", re.IGNORECASE)
_TABLE_ROW = re.compile(r"(?:(?<!\S)[\d.,%±-]{1,12}\s){4}")
_HEADING_START = re.compile(r"^(?:\d[\d.]{0,8}|[IVX]{1,4}\.|[A-Z]\.\d?)\s[A-Z]")
_TITLE_RUN = re.compile(r"^(?:[A-Z][\w-]{1,30} ){4}")
_STRANDED = re.compile(
    r"\b(?:of|from|between|than|the|an)[,;:]|\b(?:of|in|from|with|the|an) (?:we|they|is|are|was|were)\b"
)
"""What stood behind the preposition is lost."""

_GLUED_LINES = (_TABLE_ROW, _HEADING_START, _TITLE_RUN)
_LIST_MARK = re.compile(r"\((?:1|i|a|2|ii|b)\)|(?<![\w(])(?:1|i|a)\)")


def _is_misshapen(text: str) -> bool:
    if text[:1] in '“"' and text[-1:] in '”"':  # somebody else's words
        return True
    if len(text.split()) < _FEWEST_WORDS or not text.rstrip("\"'”’)»").endswith((".", "!")):
        return True
    if not text.lstrip("\"'“‘«(")[:1].isupper() and not text[:1].isdigit():
        return True
    if any(text.count(left) != text.count(right) for left, right in ("()", "[]", "{}", "«»")):
        return True
    if sum(text.count(mark) for mark in '“”"') % 2:
        return True
    prose = sum(character.isalpha() or character.isspace() for character in text)
    shapes = (_GLUED_WORD, _DOUBLE_WORD, _STRANDED, *_GLUED_LINES)
    return prose < _LEAST_PROSE * len(text) or any(shape.search(text) for shape in shapes)


# ---- Symbols and variables ----

_SHORT_WORDS = frozenset(
    "ad ah ai al am an as at be bi by co de do ed eg en et eu ex go he hi id ie if in ip is it me my no of oh ok on or "
    "os pc re so to tv uk un up us uv vs we kg km kb mb gb tb cm mm nm ms st nd rd th".split()
)
_SINGLES = frozenset("aAI")
_TOKEN = re.compile(r"[^\W_]+")
_SUBSCRIPTED = re.compile(r"[A-Z]{3,}[a-z]{3,}")
_VARIABLE = re.compile(r"[a-z]{1,2}\d+|\d+[a-zA-Z]{4,}")
_KNOWN_VARIABLES = re.compile(
    r"\d+(?:st|nd|rd|th|s|x|k|m|b|d|bit|fold|year|day)|[fFkKpPrR]1|v\d|[24568]bit", re.IGNORECASE
)
_THE_LANGUAGE_R = re.compile(
    r"\b(?:packages?|librar(?:y|ies)|software|implemented|written|available|scripts?|code) (?:for|in) R$"
)
_A_NAME_BEFORE = re.compile(r"(?:[Vv]itamin|[Hh]epatitis|[Ii]nfluenza) $")
_A_NAME_AFTER = re.compile(
    r"[A-Z]\. (?!(?:the|this|these|that|and|but|for|with|from|which)\b)[a-z]{4,}|[TB] (?:cells?|lymphocytes?)\b"
    r"|[XYWZ] chromosomes?\b"
)
"""A letter that is a name: "E. coli", "T cells", "vitamin D"."""

_UNIT_AFTER_NUMBER = re.compile(r"\d\s?(?:[smghVWAKJNLT]|°\s?[CFK])$")

_THE_LANGUAGE_C = re.compile(r"C (?:programs?|code|compilers?|language|librar(?:y|ies)|source|functions?)\b")
_JOINING_BEFORE, _JOINING_AFTER = frozenset("-’'.&/_"), frozenset("-&/+#_")


_GLUED_ON = re.compile(r"(?:as|is|and|for|in|to|on|with|can|has|of|was|by|are|uses)")
"""A word that the space before it was lost of: "NAMEas"."""


def _has_odd_tokens(text: str, subject: Subject) -> bool:
    for match in _TOKEN.finditer(text):
        token = match[0]
        if any(token.startswith(name) and _GLUED_ON.fullmatch(token, len(name)) for name in subject.own_names):
            return True
        if token in subject.own_names or token in subject.title_words or not token.isascii():
            continue
        if len(token) <= 2 and _is_part(text, match):
            continue
        if len(token) <= 2 and _is_variable(token) and not _is_a_name(text, match):
            return True
        if _SUBSCRIPTED.fullmatch(token) or (_VARIABLE.fullmatch(token) and not _KNOWN_VARIABLES.fullmatch(token)):
            return True
    return False


def _is_a_name(text: str, token: re.Match[str]) -> bool:
    start, end = token.span()
    if _UNIT_AFTER_NUMBER.search(text, max(0, start - 4), end) or _A_NAME_AFTER.match(text, start):
        return True
    if _A_NAME_BEFORE.search(text, max(0, start - 12), start):
        return True
    return bool(_THE_LANGUAGE_R.search(text, 0, end) or _THE_LANGUAGE_C.match(text, start))


def _is_variable(token: str) -> bool:
    if len(token) == 1:
        return token.isalpha() and token not in _SINGLES
    return token.isalpha() and token.islower() and token not in _SHORT_WORDS


def _is_part(text: str, token: re.Match[str]) -> bool:
    """Whether the token is a piece of a longer word or name: "k-means", "U.S.", "C++"."""
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 2]
    return before in _JOINING_BEFORE or after[:1] in _JOINING_AFTER or (after[:1] == "." and after[1:].isalpha())


# ---- Words that point back ----

_THIS_NOUN = re.compile(
    r"\bthis (?!paper\b|work\b|study\b|article\b|research\b|survey\b|letter\b|is\b|was\b|by\b|end\b)(\w+)",
    re.IGNORECASE,
)
_THESE_NOUN = re.compile(
    r"\b(?:these(?! days\b)|those(?= \w+s\b)|such(?= (?!as\b|that\b|an?\b)\w+)) (?P<phrase>(?P<noun>\w+)(?: \w+)?)",
    re.IGNORECASE,
)
_CLAUSE_BORDER = re.compile(r"(?:[,;:—] ?(?:and |but |so |yet )?|\band )(?:that )?$")
_FIRST_CLAUSE_CHARS = 40
_GENERIC = frozenset(
    "features findings results methods models effects changes differences properties patterns approaches factors "
    "issues problems values ideas tasks systems techniques observations challenges limitations relationships "
    "associations variations increases decreases declines trends gaps processes phenomena phenomenon behaviors "
    "behaviours reductions disparities correlations improvements shifts dependencies dependences phases "
    "transitions".split()
)
_WHOLE_THINGS = frozenset({"approach", "model", "method", "system", "framework", "technique"})
_SUMMING_ZONES = frozenset({Zone.ABSTRACT, Zone.CONCLUSION})
_TOLD_WHOLE = frozenset({Zone.ABSTRACT, Zone.ACKNOWLEDGEMENTS})
_BARE_DEFINITE = re.compile(
    r"The (?P<noun>(?:[a-z][\w-]{1,30} ){1,3}?|[a-z][\w-]{1,30} of the [a-z][\w-]{1,30} )"
    r"(?:is|are|was|were|has|have|had|can|could|may|might|will|does|did|do"
    r"|shows?"
    r"|showed|increases?d?|decreases?d?|improves?d?|reduces?d?|achieves?d?|performs?|outperforms?|drops?|rises?|varies"
    r"|remains?|becomes?|allows?|requires?|uses?|makes?|gives?|provides?|depends?|works?|holds?|needs?|takes?)\b"
)
"""A "the" whose noun nothing explains: which one it is stood before the sentence."""

_PLURAL_PRONOUN = re.compile(r"\b(?:they|them|their|themselves|ones(?! (?:that|who|which|with)\b))\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?!this\b|does\b)[A-Za-z-]{2,30}[^siu\W]s\b|\b(?:and|people|children|data|humans)\b")
_ITS = re.compile(r"\bits\b")
_ITS_OWNER = re.compile(
    r"\b(?:an?|the(?! ones)|this|our|each|every|any|one|no|another|is|was|has|does)\b|(?<!^)\b[A-Z]\w"
)
_PLURAL_ACTS = re.compile(r"[^siu\W]s\b.{0,80} (?:are|were|have|will|can|may|could)\b")
_EARLY_IT = re.compile(
    r"^(?:\S+ ){0,3}(?:it|its)\b"
    r"|^(?:For|In|On|At|With|By|To|From|Under|Across|Based on|Due to|Using)\b[^,]{3,120}, its?\b"
    r"|^.{0,50}\b(?:that|which|who) \w+ it\b(?! (?:\w+ )?\w+ (?:to|for|that)\b)"
    r"|\b(?:that|which) (?:\w+ )?(?:make|render|keep|help|allow|enable|cause|prevent|turn|force|let|drive|affect"
    r"|influence|distinguish|separate)s? it\b(?! (?:\w+ )?\w+ (?:to|for|that)\b)"
)
"""The last: what "makes it better" is no "it" of the same clause."""

_IMPERSONAL_IT = re.compile(
    r"\bit (?:is|was|remains|may be|would be|becomes) (?:\w+ )?(?:important|possible|impossible|interesting|necessary"
    r"|difficult|hard|easy|clear|unclear|common|natural|crucial|essential|worth|known|unknown|likely|unlikely|desirable"
    r"|useful|tempting|beneficial|infeasible)\b",
    re.IGNORECASE,
)


def _points_back(text: str, zone: Zone, subject: Subject) -> bool:
    for match in _THIS_NOUN.finditer(text):
        noun = match[1].lower()
        is_whole = zone in _SUMMING_ZONES and noun in _WHOLE_THINGS
        if (
            not is_whole
            and not _says_before(text, match.start(), noun)
            and not _is_told_in(noun, text[: match.start()])
        ):
            return True
    for match in _THESE_NOUN.finditer(text):
        if not _is_said_before(text, match):
            return True
    if zone not in _TOLD_WHOLE and _BARE_DEFINITE.match(text) and not _is_known_start(text, subject):
        return True
    if _EARLY_IT.search(text) and not _IMPERSONAL_IT.search(text):
        return True
    its = _ITS.search(text)
    if its is not None and _PLURAL_ACTS.search(text, 0, its.start()) and not _ITS_OWNER.search(text, 0, its.start()):
        return True
    pronoun = _PLURAL_PRONOUN.search(text)
    return pronoun is not None and not _PLURAL.search(text, 0, pronoun.start())


def _is_known_start(text: str, subject: Subject) -> bool:
    match = _BARE_DEFINITE.match(text)
    if match is None:
        return False
    is_own = match["noun"].startswith(("proposed ", "present ", "current work", "current study", "current paper"))
    return is_own or bool(stems(match["noun"]) & subject.title_stems)


def _is_said_before(text: str, match: re.Match[str]) -> bool:
    """Whether "these findings" point into the sentence itself: to the same noun, or from its second clause back."""
    if _says_before(text, match.start(), match["noun"].lower()):
        return True
    before = text[: match.start()]
    return _sums_up(match["noun"].lower(), before) and _CLAUSE_BORDER.search(before) is not None


def _is_told_in(noun: str, before: str) -> bool:
    """Whether "this variation" means what the clause before it tells of; not what a "that closes this gap" means."""
    return noun in _MEASURED and _sums_up(noun, before) and not _RELATIVE.search(before)


_MEASURED = frozenset(
    "variation difference increase decrease decline trend effect change reduction association correlation".split()
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose)\b.{0,40}$")


def _sums_up(noun: str, before: str) -> bool:
    """Whether "this variation" can mean what the clauses before it told: a noun for any finding, behind a whole one."""
    is_general = noun in _GENERIC or f"{noun}s" in _GENERIC
    return is_general and len(before) > _FIRST_CLAUSE_CHARS and has_main_verb(before)


def _says_before(text: str, offset: int, noun: str) -> bool:
    return noun.rstrip("s") in text[:offset].lower()
