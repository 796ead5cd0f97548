"""Rule `overclaim`: words that claim more than the quotes do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.checks.claiming import CLAIMING
from bot.checks.clauses import without_questions
from bot.checks.quotation import without_quoted
from bot.model import Evidence, Finding, Level, Role

RULE = "overclaim"


@dataclass(frozen=True, slots=True)
class _Family:
    """Words of one kind of strength.

    Attributes:
        name: What a sentence says of them.
        said: The words in a tweet.
        licensed: What in the quotes or the title permits them, beside the words themselves.
    """

    name: str
    said: re.Pattern[str]
    licensed: re.Pattern[str]
    level: Level = Level.FLAG


def _family(name: str, said: str, licensed: str, level: Level = Level.FLAG) -> _Family:
    permitted = rf"{said}|{licensed}" if licensed else said
    return _Family(
        name, re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(rf"\b(?:{permitted})", re.IGNORECASE), level
    )


# "the first step", "first author", "first, ..." count or order and claim nothing.
_NOT_A_CLAIM = (
    r"(?!,| (?:and|or|author|step|stage|phase|part|half|place|layer|row|column|time|one|two|three|few|year|month"
    r"|week|day"
    r"|page|tweet|question|look|glance|order|principles?|case|term|of (?:all|these|those|the|them|two|three|several"
    r"|many|a)"
    r"|experiment|quarter|sight|set|line|attempt|version|draft|run|epoch|token|word|sentence|released?|published)\b"
    # One of several groups is counted off; the first group to do something is praised.
    r"| (?:group|cohort|condition|arm|wave|session|round|batch|block|pass|trial|decade|century|generation)s?\b"
    r"(?! (?:to|that|ever|of its|in the world)\b))"
)

_PRESENTS = (
    r"(?:am|is|are|was|were|be|been|['’](?:s|re|m)|becomes?|became|present(?:s|ed)?|introduc(?:es?|ed)|propos(?:es?|ed)"
    r"|provid(?:es?|ed)|report(?:s|ed)?|offer(?:s|ed)?|gives?|gave|releas(?:es?|ed)|builds?|built|have|has|found|made)"
)
"""Before "the first" that is praised; "let physics make the first guess" counts."""

_TOP = (
    r"(?:best|first|only|(?:most|least) \w+|(?:bigg|larg|great|fast|strong|high|old|long|small|rich|cheap|smart|deep"
    r"|simpl|accurat|clean|saf)est)"
)
_FAMILIES = (
    _family(
        "proof",
        r"prov(?:e|es|ed|en) (?:that|how|why|it|this|our|the|conclusively)|(?:is|are|was|were) proven"
        r"|proof (?:that|of (?!concept))",
        r"prov(?:e|es|ed|en|ably|ing)\b|proof|theorem|lemma|proposition|corollar|guarantee",
    ),
    _family(
        "certainty",
        r"guarantee[sd]?|undoubtedly|without (?:a )?doubt|no doubt|definitively|conclusively|undeniabl[ey]"
        r"|unquestionabl[ey]"
        r"|irrefutabl[ey]|beyond (?:any )?doubt|once and for all",
        r"certain|sure\b|prov(?:e|en|ably)|theorem|always|never",
    ),
    _family(
        "always",
        r"always(?!-)|invariably|universally|in (?:all|every) (?:\w+ )?(?:cases?|settings?|situations?)"
        r"|every single(?! (?:second|minute|hour|day|night|week|month|year)\b)"
        r"|without exception|every time",
        r"all\b|(?:in|for|at|on|of|to|across|under) (?:each|any)\b|every|no matter|regardless|consistent|whenever"
        r"|throughout|never|no (?:case|exception|matter)|fixed|constant|deterministic|by (?:construction|design)",
    ),
    _family(
        "never",
        r"(?<!had )never",
        r"no\b|none|not? (?:once|any|at)|nor\b|zero|without|cannot|impossible|do(?:es)? not|neither|fail|always|only",
        Level.ADVICE,
    ),
    _family(
        "best",
        r"(?:the|our|a new|new) (?:very )?best"
        r"(?! (?:of|way|practices?|guess|efforts?|known|cases?|scenarios?|fit|fitting|bet|news|part|thing))"
        r"|best[- ](?:ever"
        r"|in class)|state[- ]of[- ]the[- ]art|SOTA"
        r"|(?:outperform|beat|surpass)(?:s|ed|es)? (?:all|every|any|everything|everyone)",
        r"best|state[- ]of[- ]the[- ]art|SOTA|highest|lowest|superior|optim(?:al|um)|ideal"
        r"|minim(?:al|um|i[sz])|maxim(?:al|um|i[sz])|top[- ]|most \w+|outperform|surpass"
        r"|exceed"
        r"|(?:better|higher|lower|fewer|more|less|faster|larger|smaller|\w+er) than|1st|first place|wins?\b|record"
        r"|leading",
    ),
    _family(
        "unmatched",
        r"unmatched|unbeat(?:en|able)|unprecedented|unrivall?ed|unparalleled|second to none|record[- ]breaking"
        r"|all[- ]time"
        r"|without equal|world[- ]class|unsurpassed|best ever|ever (?:built|made|seen|published|trained)",
        r"no (?:other|prior|previous)|never before|record|previously|ever\b",
    ),
    _family(
        "worldwide",
        rf"{_TOP}(?: [\w-]+){{0,3}} in the world|the world['’]s {_TOP}"
        r"|(?:no other|nothing|none|nobody)(?: [\w-]+){0,2} comes? close",
        r"world|glob|earth\b|no other|unmatched|by far",
    ),
    _family(
        "first ever",
        r"first(?: [\w-]+){1,3} ever",
        r"first|no (?:prior|previous|existing|other)|never|previously|to our knowledge|pioneer",
    ),
    _family(
        "first",
        rf"{_PRESENTS} (?:the|our|a) (?:very )?first{_NOT_A_CLAIM}"
        rf"|the (?:very )?first{_NOT_A_CLAIM}(?: (?!is|was|are|were)[\w-]+){{0,2}} (?:to|that|of its)"
        r"|first[- ]ever|for the first time|pioneering|(?<!had )never (?:been )?\w+ before",
        r"first|novel|unseen|new\b|pioneer|no (?:prior|previous|other|existing|one|work)|previously|unlike|1st"
        r"|to our knowledge",
    ),
    _family(
        "only",
        r"the only|the sole|no other \w+ (?:can|does|has|is|works?|comes?)",
        r"only|sole|unique|single|no other|none|no (?:existing|prior|previous)|alone|exclusive",
    ),
    _family(
        "solved",
        r"(?:solv(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)) (?:the|this|that|these|a long|all|every) (?:\w+ ){0,3}"
        r"(?:problems?|issues?|challenges?|tasks?|bottlenecks?|question)|(?:is|are|has been|now) solved|(?:fully"
        r"|completely|finally) solve[sd]?",
        r"solv|solution|eliminat|overcome|resolv|remov|avoid|address|fix|circumvent",
    ),
    _family(
        "hype",
        r"breakthroughs?|revolutioni[sz]\w+|revolutionary|a revolution|game[- ]chang\w+|ground-?breaking|mind-?blowing"
        r"|shocking(?:ly)?"
        r"|jaw-?dropping|unbelievabl[ey]|astonishing(?:ly)?|astounding(?:ly)?|stunning(?:ly)?|paradigm shift"
        r"|miracul\w+|a miracle"
        r"|(?:is|are|was|were) perfect"
        r"|flawless(?:ly)?|insane(?:ly)?|incredibl[ey]|amazing(?:ly)?|magical(?:ly)?|perfectly|perfect (?:score"
        r"|accuracy|results?)"
        r"|superhuman|world-changing|holy grail|silver bullet",
        r"",
    ),
    _family(
        "degree",
        r"dramatic(?:ally)?|remarkabl[ey]|hugely?|massive(?:ly)?|enormous(?:ly)?|drastic(?:ally)?|vastly|by far"
        r"|tremendous(?:ly)?"
        r"|spectacular(?:ly)?|staggering(?:ly)?|overwhelming(?:ly)?|significantly|substantially",
        r"signific|substantial|considerabl|large|great|big|much|high|strong|sharp|marked|orders? of magnitude|far\b"
        r"|\d+ ?[x×]|times"
        r"|\d ?%|percent|surpris|many|extreme|very|million|billion|trillion|p ?[<=]|notabl|rapid|fast|vast|severe"
        r"|impressive",
        Level.ADVICE,
    ),
    _family(
        "completeness",
        r"completely|entirely|totally|fully|100 ?%",
        r"all\b|whole|entire|every|only|without|no\b|none|never|perfect|100|end-to-end|solely|purely|exclusively"
        r"|total|full",
        Level.ADVICE,
    ),
)

_DENIED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bhardly)\s(?:an?\s|the\s)?$", re.IGNORECASE)
"""What stands before a strong word that is denied: "newer isn't always better"."""

_STRICTLY_CAUSES = re.compile(r"\b(?:caus(?:e|es|ed|ing)|prevent(?:s|ed)?|lead(?:s)? to|led to)\b", re.IGNORECASE)
_GOES_TOGETHER = re.compile(
    r"\b(?:correlat\w+|associat(?:ed|ion|ions)|linked|predict(?:s|ed|ive)?|related to|coincid\w+|co-?occur\w*"
    r"|risk (?:of|for))\b",
    re.IGNORECASE,
)
_LICENSES_CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|makes?|leads? to|led to|results? in|drives?|driven|prevents?|thanks to|due to|because"
    r"|effects?|attribut\w+|induc\w+|contribut\w+|impact\w*|reduc\w+|trigger\w*)\b",
    re.IGNORECASE,
)


def check_strength(prose: str, *, role: Role, evidence: Sequence[Evidence], title: str) -> list[Finding]:
    """What a claim says more strongly than its quotes; a word of the same kind in them permits it.

    Args:
        prose: Without the paper's title.
        evidence: Aligned; without any there is nothing to compare with, and rule `evidence` says so.
    """
    if role not in CLAIMING or not evidence:
        return []
    free = without_questions(without_quoted(prose))
    source = "\n".join([title, *(item.quote for item in evidence)])
    findings = []
    for family in _FAMILIES:
        said = next((match for match in family.said.finditer(free) if not _DENIED.search(free[: match.start()])), None)
        if said and not family.licensed.search(source):
            findings.append(_finding(said[0], family.level, "The quotes do not say so: keep to their words."))
    cause = _STRICTLY_CAUSES.search(free)
    together = _GOES_TOGETHER.search(source)
    if cause and together and not _LICENSES_CAUSE.search(source):
        findings.append(_finding(cause[0], Level.FLAG, f"The quotes say “{together[0]}”, which is no cause."))
    return findings


def _finding(words: str, level: Level, detail: str) -> Finding:
    return Finding(RULE, level, words, detail)
