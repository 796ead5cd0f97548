"""The cuts that leave what a sentence says as it is, one at a time.

Each is one of a few shapes that were found safe; what was seen to change a meaning is not among them: "due to" and
"by ...ing" without a comma, brackets with figures, the scope of a finding ("On ImageNet, ..."), lists, bounds.
"""

import re
from collections.abc import Iterator

from bot.extractive.heads import are_parallel, whole_head
from bot.extractive.tidying import capitalized
from bot.extractive.verbs import FINITE_VERBS, SURE_VERBS, WHAT_PAPERS_DO, has_finite_verb, has_main_verb

Cut = tuple[str, float]
"""What is left, and what the cut costs."""


def cuts(text: str) -> Iterator[Cut]:
    """Every way to cut `text` once; what pairs its parts "respectively" keeps them all."""
    if _PAIRED.search(text):
        yield from _unpaired_clause_cut(text)
        yield from _report_cut(text)
        yield from _filler_cut(text)
        return
    yield from _report_cut(text)
    yield from _bracket_cuts(text)
    yield from _examples_cut(text)
    yield from _opening_cut(text)
    yield from _tail_cuts(text)
    yield from _clause_cuts(text)
    yield from _filler_cut(text)


_PAIRED = re.compile(r"\brespectively\b")
_CLAUSE_WITH_PAIRS = re.compile(r", (?=(?:but|and) that\b[^;:]{1,200}\brespectively\.$)")
_TAIL_WITH_PAIRS = re.compile(
    r", (?=(?:having|reaching|achieving|scoring|yielding|obtaining)\b[^;:]{1,160}\brespectively\.$)"
)


def _unpaired_clause_cut(text: str) -> Iterator[Cut]:
    """ "We find that A, but that B and C are D and E, respectively" without its second half: the pairs are in that."""
    match = _CLAUSE_WITH_PAIRS.search(text) or _TAIL_WITH_PAIRS.search(text)
    if match is not None:
        yield from _headed(text[: match.start()], text[match.end() :], _TAIL_COST)


# ---- "We show that" ----

_REPORT = re.compile(
    r"^(?:we|our (?:\w+ ){0,2}(?:results?|experiments?|findings|analys[ei]s|evaluations?|study|work)"
    r"|(?:(?:the|these|extensive|experimental|empirical) ){0,3}(?:results?|experiments?|evaluations?)"
    r"|this (?:paper|work|study)) (?:have |has )?"
    r"(?:(?:also|further|then|thus|empirically|experimentally|theoretically|clearly|consistently) )?"
    r"(?:show|find|found|observe|conclude|demonstrate|report|establish|confirm|reveal|note|see|verify|prove)"
    r"(?:s|ed|n|d)? (?:empirically |experimentally |in (?:\w+ ){1,3})?that "
    r"(?!that\b|this\b|these\b|it\b|they\b|such\b)",
    re.IGNORECASE,
)
_REPORT_COST = 0.35


def _report_cut(text: str) -> Iterator[Cut]:
    match = _REPORT.match(text)
    if match is not None:
        yield capitalized(text[match.end() :]), _REPORT_COST


# ---- Brackets ----

_BRACKET = re.compile(r"\s?\(([^()]{1,160})\)")
_DASHED = re.compile(r"\s?[—–]\s?([^—–]{3,120})\s?[—–]\s?")
# Figures, exceptions, and where a finding holds ("outside the household"): without them a sentence says more.
_KEPT = re.compile(
    r"(?<![A-Za-z\d.-])\d|%|×|\b(?:not|only|except|without|but|no|times|un)\b|^\w$"
    r"|^(?:outside|inside|within|in|on|at|for|from|under|over|above|below|during|before|after|when|where|if|among"
    r"|between|assuming|given|up to|at least|at most)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-Za-z]{0,4}[A-Z][\w-]{0,8}[A-Z]\w{0,8}")
_ABBREVIATION_COST = 0.8  # it may be what everybody calls the thing
_BRACKET_COST, _DASHED_COST = 0.2, 0.5


def _bracket_cuts(text: str) -> Iterator[Cut]:
    for match in _BRACKET.finditer(text):
        if not _KEPT.search(match[1]):
            cost = _ABBREVIATION_COST if _ABBREVIATION.fullmatch(match[1]) else _BRACKET_COST
            yield text[: match.start()] + text[match.end() :], cost
    for match in _DASHED.finditer(text):
        if not _KEPT.search(match[1]):
            yield text[: match.start()] + " " + text[match.end() :], _DASHED_COST


# ---- Examples within ----

_EXAMPLES = re.compile(
    r", (?:such as|including|e\.g\.,?|like) [^,;:()]{2,60}(?:, [^,;:()]{2,40}){0,4},? (?:and|or) [^,;:()]{2,60}"
    r", (?=(?!and\b|or\b)[a-z]{2,20}ing\b|which\b|while\b|by\b|with\b|without\b|we\b)"
)
_EXAMPLES_COST = 0.4


def _examples_cut(text: str) -> Iterator[Cut]:
    match = _EXAMPLES.search(text)
    if match is not None:
        yield f"{text[: match.start()]}, {text[match.end() :]}", _EXAMPLES_COST


# ---- The opening phrase ----

_OPENING = re.compile(
    r"^(?P<word>while|although|though|whereas|despite|by|using|for(?! (?:example|instance)\b)|in|on|across|to|as|when"
    r"|after|given|unlike|with|under|from|through|since|because|at|based on|motivated by|inspired by|building on"
    r"|rather than|instead of|compared (?:to|with))\b"
    r"[^,;:]{2,160}, (?=(?:we|our|this paper|the|a|an|most|many|all|there|no)\b)",
    re.IGNORECASE,
)
_MEANS = re.compile(r"^(?P<word>by|using|through|with)\b[^;:]{2,190}?, (?=(?:we|our)\b)", re.IGNORECASE)
"""An opening that lists what was used, commas and all."""

_SCOPES = frozenset("for in on across when under with after given at".split())
_SCOPED = re.compile(
    r"\d|%|\b(?:more|less|better|worse|faster|slower|higher|lower|best|outperform\w*|improve\w*|exceed\w*|surpass\w*"
    r"|achiev\w*|compar\w*|not|no|only|all|always|never|than)\b"
)
_OPENING_COST = 0.9
_HELD_OPEN = re.compile(r"\b(?:not (?:yet )?(?:known|clear)|unclear|unknown|open (?:question|problem))\b")


def _opening_cut(text: str) -> Iterator[Cut]:
    match = _OPENING.match(text) or _MEANS.match(text)
    if match is None:
        return
    rest = text[match.end() :]
    if _HELD_OPEN.search(text, 0, match.end()):
        return
    is_scope = match["word"].lower() in _SCOPES and _SCOPED.search(rest) is not None
    if not is_scope and has_finite_verb(rest.split(", ", 1)[0]):
        yield capitalized(rest), _OPENING_COST


# ---- The end ----

_TAIL = re.compile(
    r"(?:,|;| [—–-]|—)\s?(?P<word>which|that|where|making|allowing|enabling|including|such as|showing|demonstrating"
    r"|suggesting|indicating|highlighting|leading|resulting|yielding|providing|offering|achieving|requiring|giving"
    r"|thereby|thus|and (?:thus|therefore|hence|so|also|we|it|they|the|our|this|that|to|by|with|for|\w{2,20}ly)"
    r"|but (?:we|it|they|the|our|that)"
    r"|so that|so|because|since|as well as|as|namely|i\.e\.|e\.g\.|like|while|whereas|especially|particularly"
    r"|in particular|even|using|based|whose|with|who|for example|for instance|ranging|often|typically|both|each"
    r"|similar to|rather than|despite|to|we|it|they|the|a|an|one|some|due to"
    r"|(?:\w{3,20}ly )?(?!(?:depend|assum|exclud|ignor|consider|be|follow|hold|controll|adjust|condition|account|dur"
    r"|exist|regard|concern|pend|bar|includ)ing\b)[a-z]{2,20}(?<!th)ing(?!,| and\b))\b"
)
_TAIL_COST = 0.85
_DEARER_TAILS = {
    "while": 1.1, "whereas": 1.1, "using": 1.2, "with": 1.3, "achieving": 1.2, "to": 1.3, "a": 1.0, "an": 1.0,
    "the": 1.2, "as": 1.2, "because": 1.0, "since": 1.0, "due to": 1.2,
}  # fmt: skip
_APPOSED = frozenset({"a", "an", "the", "one", "some", "each", "both"})
_SUBJECT_STARTS = frozenset({"the", "a", "an", "we", "it", "they", "one", "some", "both", "each"})
_STARTS_CLAUSE = re.compile(
    r"(?:When|If|While|Although|Though|As|Since|Because|Given|Once|Unless|Where|Whereas|Even)\b"
)
_ENDS_IN_NAME = re.compile(r"(?:[A-Z]\S{0,30}[A-Z\d]\S{0,30}|\b[A-Z][a-z]{1,30})(?: \([^()]{1,40}\))?$")
_MEASURED = re.compile(
    r"\d\s?(?:(?:%|×)|(?:x|percent|ms|GB|MB|dB|[kMG]?Hz|[kM]?W|mV|nm|[µμ]m|(?:percentage )?points?)\b)"
    r"|\d-fold\b|\borders? of magnitude\b"
)
_MEASURED_COST = 0.6  # what was measured is mostly the point
_EXPLANATION_COST = 0.8  # "we introduce NAME, a bank of ...": what it is is the point
_SECOND_SUBJECT = re.compile(r"(?P<link>, and )(?=(?:an?|each|all|most|many|there|[A-Z][\w-]{1,30}) [\w(])")
_CLOSES_LIST = re.compile(r", (?:and|or) ")
_ENDS_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|several|following|main|key|many|some)(?: [\w-]+){1,3}$", re.IGNORECASE
)
_HALF_STOP = re.compile(r"[;:]\s")
_SEMICOLON_COST, _COLON_COST = 1.0, 1.6
_SECOND_VERB = re.compile(
    r",? and (?P<adverb>(?:then|also|thus|further|hence|therefore|to) )?(?:[a-z]{3,15}ly )?(?P<verb>[a-z]+)\b"
)
_SECOND_VERB_COST = 1.0
_THAT_CLAUSE = re.compile(r"\b(?:a|an) (?:[\w-]{1,30} ){2,6}?(?P<that>that (?P<verb>[a-z]+))\b")
_THAT_COST = 1.6
_SHORTEST_WITHOUT_THAT_CHARS = 60  # "We present an approach to vision": what it does is the point


def _tail_cuts(text: str) -> Iterator[Cut]:
    for match in _TAIL.finditer(text):
        if _EXAMPLES.match(text, match.start()):
            continue  # more than examples would go
        word, tail = match["word"].lower(), text[match.start("word") :]
        is_list = word in _APPOSED and _CLOSES_LIST.search(tail) is not None
        is_clause = word in ("we", "it", "they") and text[match.start()] == ","
        takes_main_clause = word in _SUBJECT_STARTS and _STARTS_CLAUSE.match(text) and has_finite_verb(tail)
        if not is_list and not is_clause and not takes_main_clause:
            head = text[: match.start()]
            yield from _headed(head, tail, _tail_cost(word, head, tail))
    for match in _SECOND_SUBJECT.finditer(text):
        tail = text[match.end("link") :]
        if has_main_verb(tail) and has_main_verb(text[: match.start()]):
            yield from _headed(text[: match.start()], tail, _TAIL_COST)
    for match in _HALF_STOP.finditer(text):
        cost = _COLON_COST if match[0][0] == ":" else _SEMICOLON_COST
        cost += _MEASURED_COST if _MEASURED.search(text, match.end()) else 0.0
        if match[0][0] == ":" and _ENDS_COUNTED.search(text, 0, match.start()):
            continue  # "into two skills", and none is named
        yield from _headed(text[: match.start()], text[match.end() :], cost)
    for match in _SECOND_VERB.finditer(text):
        head, tail = text[: match.start()], text[match.start("verb") :]
        is_verb = match["verb"] in FINITE_VERBS if match["adverb"] else _is_second_verb(match["verb"], tail)
        is_verb = is_verb or (text.startswith("We ") and match["verb"] in WHAT_PAPERS_DO)
        if is_verb and head.rsplit(" ", 1)[-1].lower() not in FINITE_VERBS:
            follows = match["adverb"] in ("thus ", "hence ", "therefore ")
            yield from _headed(head, "" if follows else tail, _SECOND_VERB_COST)
    yield from _shorter_verb_list(text)
    for match in _THAT_CLAUSE.finditer(text):
        if match["verb"] in FINITE_VERBS and match.start("that") > _SHORTEST_WITHOUT_THAT_CHARS:
            yield from _headed(text[: match.start("that")], text[match.start("that") :], _THAT_COST)


def _tail_cost(word: str, head: str, tail: str) -> float:
    cost = _DEARER_TAILS.get(word, _TAIL_COST)
    if _MEASURED.search(tail):
        cost += _MEASURED_COST
    says_what_it_is = word in _APPOSED and _ENDS_IN_NAME.search(head) is not None
    return cost + (_EXPLANATION_COST if says_what_it_is else 0.0)


_LAST_VERB = re.compile(r", and (?P<verb>[a-z]+)\b")
_LISTED_VERB = re.compile(r", (?P<verb>[a-z]+)\b(?= )")


def _shorter_verb_list(text: str) -> Iterator[Cut]:
    """ "It does A, does B, and does C" without C, and with the "and" before B."""
    for last in _LAST_VERB.finditer(text):
        head = text[: last.start()]
        listed = [one for one in _LISTED_VERB.finditer(head) if are_parallel(one["verb"], last["verb"])]
        if listed:
            start = listed[-1].start()
            yield from _headed(
                f"{head[:start]}, and {head[start + 2 :]}", text[last.start("verb") :], _SECOND_VERB_COST
            )


_AFTER_A_VERB = re.compile(
    r"\w+ (?:the|a|an|that|our|to|its|their|how|in|on|by|as|it|them|all|both|more|less|up|out)\b"
)


def _is_second_verb(word: str, tail: str) -> bool:
    """Whether the word after "and" is a verb there: most verbs can be nouns too ("a task and model family")."""
    if word in SURE_VERBS:
        return True
    return word in FINITE_VERBS and word.endswith(("s", "ed")) and _AFTER_A_VERB.match(tail) is not None


def _headed(head: str, tail: str, cost: float) -> Iterator[Cut]:
    whole = whole_head(head, tail)
    if whole is not None:
        yield whole, cost


# ---- A second clause alone ----

_SECOND_CLAUSE = re.compile(
    r"(?:, and|;|, but) (?=[Ww]e\b|(?:experimental |empirical |our )?(?:results|experiments|evaluations) \w+)"
    r"|: (?:that )?(?=[a-z])"
)
_SECOND_CLAUSE_COST = 0.9


def _clause_cuts(text: str) -> Iterator[Cut]:
    for match in _SECOND_CLAUSE.finditer(text):
        rest = text[match.end() :]
        is_parallel = (match[0][0] in ":;" and not rest.startswith("the ")) or text.startswith("We ")
        if is_parallel and has_main_verb(rest):
            yield capitalized(rest), _SECOND_CLAUSE_COST


# ---- Filler ----

_FILLER = re.compile(
    r"(?<!not )(?<!never )(?<!n’t )(?<!as )(?<!so )\b(?:very|comprehensive|comprehensively|publicly|extensively"
    r"|carefully|simply|really|quite|extremely|highly|effectively|successfully|empirically|in order(?= to)|already"
    r"|actually) "
)
_FILLER_COST = 0.25


def _filler_cut(text: str) -> Iterator[Cut]:
    match = _FILLER.search(text)
    if match is not None:
        yield capitalized(text[: match.start()] + text[match.end() :]), _FILLER_COST
