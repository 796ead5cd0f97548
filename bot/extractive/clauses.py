"""Who does what in a sentence: its main subject and verb, and so what kind of statement of the paper's own it is."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.extractive.subject import Subject
from bot.extractive.verbs import FINITE_VERBS, NOUN_TOO, SURE_VERBS


class Kind(StrEnum):
    """What a sentence about the paper's own work tells."""

    BRINGS = "what the paper brings"
    FOUND = "what was found"
    DONE = "what was done, or how it works"


@dataclass(frozen=True, slots=True)
class Clause:
    """The main clause, as far as words without grammar show it; `rest` begins behind the verb."""

    subject: str
    verb: str
    rest: str


_OPENING = re.compile(
    r"^(?:In|On|At|By|To|For|From|With|Without|Through|Throughout|Across|Under|Over|After|Before|During|When|While"
    r"|Although|Though|If|As|Since|Because|Given|Using|Based|Building|Unlike|Despite|Within|Among|Between|Beyond"
    r"|Besides|Compared"
    r"|Following|Until|Once|Via|Here|[A-Z][a-z]+(?:ed|ing)|[A-Z][a-z]+ly)\b[^.;]{0,160}?, "
    r"(?=(?:we|I|our|this|the|these|a|an|it|most|all|both)\b|[A-Z])"
)
_WORD = re.compile(r"[\w’'-]+")
_NO_VERB_AFTER = frozenset(
    "to a an the this these those its their our of for by in with on at from as between and or under over via per "
    "more most less each every no any some such".split()
)
_SUBORDINATES = frozenset(
    "that which who whom whose when where if because since although though while whether how what".split()
)
_ADVERB = re.compile(
    r"\w{2,}ly$|^(?:also|then|first|now|further|thus|therefore|not|never|often|still|even|both|thereby|hereby|here)$"
)


@lru_cache(maxsize=512)
def main_clause(text: str) -> Clause | None:
    """The first verb that is not within a "that", "which", "when" ... clause, with what stands before and behind it."""
    opening = _OPENING.match(text)
    start = 0 if opening is None else opening.end()
    waiting, previous = 0, ""
    for match in _WORD.finditer(text, start):
        word = match[0].lower()
        if word in _SUBORDINATES and previous:
            waiting += 1
        elif previous in ("we", "i") and not _ADVERB.match(word) and waiting == 0:
            return Clause(text[start : match.start()].strip(), word, text[match.end() :].strip())
        elif (
            word in FINITE_VERBS
            and previous
            and previous not in _NO_VERB_AFTER
            and not _is_participle(word, previous, text, match.end())
        ):
            if word in NOUN_TOO and _is_singular(previous):
                previous = word
                continue
            if word.endswith("s") and word not in SURE_VERBS and _is_noun_before(text, match.end(), word):
                previous = word
                continue
            if waiting == 0:
                return Clause(text[start : match.start()].strip(), word, text[match.end() :].strip())
            waiting -= 1
        if not _ADVERB.match(word):
            previous = word
    return None


_TO_WITH = re.compile(r" (?:to|with)\b")


def _is_participle(word: str, previous: str, text: str, end: int) -> bool:
    """Whether a past form is none: "showing improved growth", "compared to elms", "based on"."""
    if word == "based":
        return True
    is_aside = word == "compared" and previous not in ("we", "i") and _TO_WITH.match(text, end) is not None
    return is_aside or (word.endswith("ed") and previous.endswith("ing"))


_PLURAL = re.compile(
    r".*[^siu]s|.*\d.*|we|i|you|they|who|people|data|both|most|many|some|all|not|then|also|can|may|must|will|could"
    r"|should|would|might|do|does|did|media|bacteria|men|women|children|criteria|phenomena|others"
)


def _is_singular(noun: str) -> bool:
    """Whether no verb without an "s" can follow: "a case study" is two nouns."""
    return _PLURAL.fullmatch(noun) is None


_NEXT_WORD = re.compile(r" ([\w’'-]+)")
_TAKES_PREPOSITION = re.compile(
    r"(?:reli|consist|depend|result|differ|work|focus|lead|build|belong|refer|operat|begin|start|proceed|appl|extend"
    r"|suffer|stem|aris|grow|hold|scal|emerg|occur|appear|improv|increas|decreas|drop|fall|ris|var|correlat|bas|compar"
    r"|account|contribut|point|go|com|rang|liv|persist|exist|perform|act|serv|run|generali[sz])(?:e|ie)?s$"
)
_PREPOSITIONS = frozenset("of in for from on with by at to between across among under over as and or".split())


def _is_noun_before(text: str, end: int, word: str) -> bool:
    """Whether a word that can be a plural is one: before a preposition that no such verb takes, or a surer verb."""
    match = _NEXT_WORD.match(text, end)
    if match is None:
        return True
    following = match[1].lower()
    if following in _PREPOSITIONS:
        return _TAKES_PREPOSITION.match(word) is None
    return following in SURE_VERBS or following == "that"


_AUTHORS = re.compile(
    r"(?:we|I|(?:this|the present|our) (?:\w+ )?(?:paper|work|article|study|report|thesis))"
    r"(?: \w+ly| also| then| first)?$",
    re.IGNORECASE,
)
_AIM = re.compile(r"^(?:the|our) (?:\w+ )?(?:aim|goal|objective|purpose|focus)s?\b", re.IGNORECASE)
_FINDINGS = re.compile(
    r"\b(?:results?|experiments?|findings?|evaluations?|analys[ei]s|simulations?|observations?|estimates?|evidence|data"
    r"|tests?|comparisons?|measurements?|ablations?|theorems?)\b"
)
_OWN_THING = re.compile(
    r"\b[Oo]ur\b"
    r"|\b(?:approach|method|model|system|algorithm|framework|technique|tool|architecture|pipeline)\b"
)
_BRINGS = frozenset(
    f"{root}{ending}"
    for root in (
        "introduce propose present develop design release construct create describe study investigate explore examine "
        "address revisit provide formulate formalize argue extend offer devise build contribute discuss consider "
        "analyze analyse focus aim identify articulate unify generalize implement outline survey review characterize"
    ).split()
    for ending in ("", "s", "d", "es", "ed")
) | frozenset("identifies built studies studied analyses analyzes give gives gave make makes made".split())
_FINDS = re.compile(
    r"(?:find|found|show|shown|showed|observe|demonstrate|report|conclude|prove|establish|confirm|reveal|discover"
    r"|verif(?:y|ie)|notice|obtain"
    r"|achieve|outperform|improve|reduce|surpass|exceed|identifie|suggest|indicate|detect|estimate|attain|reach"
    r"|match|beat|uncover|note|increase|decrease|lower|raise|halve|double|boost|speed|win|won|solve|predict|explain"
    r"|support|yield|hold|persist|remain|emerge|appear|occur|peak|var(?:y|ie)|grow|rise|fall|drop|differ|correlate"
    r"|associate|compare|rank|struggle|generali[sz]e|surviv|go|rule|exclude|imply|underscore|corroborate|refute|affirm"
    r"|lead|result|tend|worsen|degrade|scale)"
    r"(?:s|d|es|ed)?$"
)
_OUTCOME = re.compile(
    r"\b(?:better|worse|higher|lower|faster|slower|fewer|superior|state[- ]of[- ]the[- ]art|comparable|competitive"
    r"|on par|significant(?:ly)?|accura(?:cy|te)|outperform\w*|than|speed-?ups?|improvements?|gains?)\b|\d\s?[%×x]"
)
_THEN_FINDS = re.compile(
    r"\band (?:\w+ly )?(?:find|found|show|showed|observe|observed|demonstrate|demonstrated|prove)\b"
)
_WORKS = re.compile(
    r"(?:us|employ|combin|consist|compris|rel|leverag|exploit|integrat|incorporat|replac|extend|tak|learn|operat|work"
    r"|appl|encod|map|comput|stor|build|requir|need|allow|enabl|support|contain|includ|provid|represent|treat|retriev"
    r"|generat|creat|automat|partition|track|extract|begin|start|proceed|select|adapt|model|captur|maintain|run|serv"
    r"|expos|first|prun|quantiz|train)(?:e|es|s|y|ies|d|ed)?$"
)
_CAUSES = re.compile(r"(?:generat|creat|allow|enabl|support|requir|need|maintain)(?:e|es|s|ed|d)?$")
_DONE_TO = re.compile(
    r"^(?:\w+ly |then |also |first |further )?"
    r"(?:designed|synthesi[sz]ed|trained|built|combined|constructed|generated|collected|computed|derived"
    r"|integrated|used|applied|adapted|extended|learned|modell?ed|formulated|performed|conducted|implemented|assembled"
    r"|created|developed|analy[sz]ed|recorded|measured|examined|evaluated|tested|compared|investigated|estimated"
    r"|carried|interrogated|recruited|randomi[sz]ed|assigned|enrolled|asked|assessed|obtained|calculated|simulated"
    r"|provided|considered|based|made|done|achieved by|composed|driven|equipped|adjusted|assumed|discussed|represented"
    r"|employed|applied|explored|imposed|selected|chosen|taken|introduced|incorporated|extracted|fed|fused|optimi[sz]ed"
    r"|minimi[sz]ed|maximi[sz]ed|sampled|annotated|labell?ed|divided|split|subjected|adopted|utili[sz]ed|leveraged"
    r"|exploited|fitted|reviewed|described|presented|studied"
    r"|included|screened|surveyed|interviewed|followed up)\b"
)


_PURPOSE = re.compile(r"\b(?:for|to|in order to|so as to) (?=(?:\w+ly )?[a-z]+)")
"""What is done to improve something has not improved it yet."""

_ATTEMPTS = re.compile(r"(?:estimat|compar|rank|predict|explain|solv|detect|identif|scal|var|correlat|associat)\w*$")
_WITH_OUTCOME = re.compile(
    r"^(?:that\b|how\b)|\d|\band (?:\w+ly )?(?:find|found|show|showed|observe|demonstrate|prove)"
)
"""Who estimates has found something only with what it came to."""

_REPORTED_WORK = re.compile(
    r"(?:on )?(?:the|an?|our) (?:[\w-]+ ){0,3}(?:discovery|detection|observation|measurement|development|synthesis"
    r"|design|identification|isolation|characteri[sz]ation|implementation|demonstration|study|analysis|method|approach"
    r"|technique)s?\b"
)
_SHOWN_THING = re.compile(
    r"(?:perform|conduct|undert[ao]k|carr)\w* (?:out )?(?:an?|the first) (?:[\w-]+ ){0,3}(?:analysis|study|survey"
    r"|evaluation|review|comparison)\b|(?:establish|show|demonstrat|provid|giv)\w* (?:an?|the) (?:\w+ )?(?:notion"
    r"|concept|framework|definition|implementation"
    r"|example|prototype|formalism|foundation|construction|application)s?\b"
)
_AGAINST_A_BELIEF = re.compile(
    r"not (?:support|confirm) (?:the|any|an?|our) (?:\w+ )?(?:notion|hypothes[ei]s|idea|view|claim|theory|prediction"
    r"|assumption|conclusion|belief)\b"
)
_HOW_TO = re.compile(r"how to\b")
_AS_FINDING = re.compile(r"(?:provid\w+|giv\w+|gave|present\w*) (?:\w+ ){0,3}evidence\b|argued? that\b")


_CONTRIBUTED = re.compile(r"\b(?:contribution|finding|result|conclusion|message)$")
_THAT_IT_IS = re.compile(r"(?:to (?:show|demonstrate|prove|establish) )?that\b")
_WHAT_IT_IS = re.compile(r"(?:an?|the|[A-Z]\w{1,20}’s) ")
_BROUGHT = re.compile(
    r"(?:\w+ly )?(?:derived|presented|proposed|developed|introduced|described|studied|investigated|reported"
    r"|established)\b"
)


def kind_of(clause: Clause | None, subject: Subject) -> Kind | None:
    """What kind of statement the main clause makes; None where its words do not tell."""
    if clause is None:
        return None
    who, verb, rest = clause.subject, clause.verb, clause.rest
    if _AUTHORS.search(who):
        if verb in ("is", "was") and _WHAT_IT_IS.match(rest):
            return Kind.BRINGS
        return Kind.FOUND if who.endswith("successfully") else _of_authors(verb, rest)
    if _AIM.search(who) or (_CONTRIBUTED.search(who) and _THAT_IT_IS.match(rest)):
        return Kind.BRINGS if _AIM.search(who) else Kind.FOUND
    is_own_thing = any(name in who for name in subject.own_names) or _OWN_THING.search(who) is not None
    if verb in ("is", "are") and not is_own_thing and _BROUGHT.match(_past_been(rest)):
        return Kind.BRINGS
    if verb in ("is", "are", "was", "were", "has", "have", "been", "can", "could") and _DONE_TO.match(_past_been(rest)):
        is_outcome = _OUTCOME.search(_PURPOSE.split(rest, 1)[0]) and not is_own_thing
        return Kind.FOUND if is_outcome else Kind.DONE
    if _FINDINGS.search(who):
        return (
            Kind.DONE
            if _WORKS.match(verb) and not verb.startswith("exten") and not _AS_FINDING.match(f"{verb} {rest}")
            else Kind.FOUND
        )
    if verb in ("is", "are") and is_own_thing and _WHAT_IT_IS.match(rest):
        return Kind.BRINGS
    if is_own_thing and _ATTEMPTS.match(verb) and not (_WITH_OUTCOME.search(rest) or _OUTCOME.search(rest)):
        return Kind.DONE
    if _FINDS.match(verb) or _OUTCOME.search(rest) or _AGAINST_A_BELIEF.match(rest):
        return Kind.FOUND
    if is_own_thing:
        return Kind.DONE
    of_world = _CAUSES.match(verb) and not subject.is_system  # in a study the world does so, and that was found
    return Kind.DONE if _WORKS.match(verb) and not of_world else None


_BE = frozenset("is are was were be been being".split())


def is_active(clause: Clause) -> bool:
    """Whether its subject does something, and nothing is done to it."""
    return clause.verb not in _BE


def is_led_by_own(text: str, clause: Clause | None, subject: Subject) -> bool:
    """Whether what comes before the main verb speaks of the paper's own work."""
    return clause is not None and subject.own.search(text, 0, len(text) - len(clause.rest)) is not None


def _past_been(rest: str) -> str:
    return rest.removeprefix("been ").removeprefix("be ")


def _of_authors(verb: str, rest: str) -> Kind:
    if verb in ("are", "were", "was", "is", "have", "has", "had", "can", "could", "may", "might", "must"):
        verb, _, rest = rest.partition(" ")
        if _ADVERB.match(verb):
            verb, _, rest = rest.partition(" ")
    if verb in _BRINGS:
        return (
            Kind.FOUND
            if re.match(r"(?:\w+ ){0,3}evidence\b|that\b", rest) and verb[:5] in ("provi", "argue")
            else Kind.BRINGS
        )
    if verb in ("report", "reports", "reported") and _REPORTED_WORK.match(rest):
        return Kind.BRINGS
    if _SHOWN_THING.match(f"{verb} {rest}"):
        return Kind.BRINGS
    if _HOW_TO.match(rest):
        return Kind.DONE
    if _ATTEMPTS.match(verb) and not _WITH_OUTCOME.search(rest):
        return Kind.DONE
    return Kind.FOUND if _FINDS.match(verb) or _THEN_FINDS.search(rest) else Kind.DONE
