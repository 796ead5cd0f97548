"""The finite verbs that academic prose is made of."""

import re

_ROOTS = """
accelerate account achieve acquire adapt add address admit adopt advance affect aim align allow amount analyze analyse
apply approach argue arise articulate assess assign associate assume attain attend attempt attribute avoid balance base
become begin behave believe belong benefit boost break bridge bring build calculate call capture carry cause change
characterize choose claim classify close collect combine come compare compete compile complement comprise compress
compute conclude conduct confirm conjecture connect consider consist constitute constrain construct consume contain
continue contribute control converge convert correspond cost cover create decompose decrease define degrade deliver
demonstrate denote depend derive describe design detect determine develop differ discover discuss dispense display
distinguish dominate double draw drive drop effect eliminate emerge emit employ enable encode encounter encourage
enhance ensure establish estimate evaluate examine exceed execute exhibit exist expand expect explain exploit explore
expose express extend extract face facilitate fail fall feed fill filter find fit fix focus follow form formalize
formulate frame gain gather generalize generate get give grow guarantee guide halve handle happen have help hide
highlight hold hope identify ignore illustrate implement imply improve include incorporate increase incur indicate
induce infer inform inherit insert inspire integrate intend interact introduce investigate involve isolate keep know
lack lead learn leave leverage lie limit link look lose maintain make manage map mark match matter maximize mean measure
meet minimize miss mitigate model modify motivate move need observe obtain occur offer open operate optimize organize
originate outline outperform outweigh overcome parameterize pass pay perform permit place plan play point pose possess
predict prefer present preserve prevent proceed process produce project promise propose prove provide pursue push put
question raise range reach read realize receive recognize recommend record recover reduce refer reflect reformulate
regard release rely remain remove render repeat replace report represent require rescale resolve respect respond
restrict result retain retrieve return reveal rise run satisfy save say scale schedule search seek seem select separate
serve set share shift show signal simplify simulate slow solve span specify speed split stabilize stand start state stem
store struggle study substitute succeed suffer suggest suit summarize supply support surpass sustain take target tend
test tie trace track trade train transfer transform translate treat trigger turn underlie undergo underperform
understand unify use utilize validate vanish vary verify view warrant win work write yield thank acknowledge appreciate
fund wish ask answer challenge kill go spend steer worsen recruit enroll randomize enrol sample score correlate peak
survive prune quantize encrypt
absorb accumulate advocate affirm alleviate allocate amplify annotate assert attenuate attest augment bypass
circumvent coexist coincide collaborate complicate confer confound contend contradict cooperate corroborate curb
decline decode deplete deploy deter dictate disrupt diverge elicit embed emphasize emphasise engage enrich entail
evoke evolve exacerbate exert foster function fuse graze inhabit inhibit interpret mediate merge migrate modulate
accept accompany accuse act activate administer advise age agree alter anticipate appoint assemble assume attack
attract await ban bind bear bind borrow breed buy cease circulate cite climb code collapse commit compensate compose
conceive concentrate condense conserve consult contact contaminate contest cool correct count criticize cross damage
date decide declare defend defer delay delete deny deposit detach deteriorate deviate differentiate diminish disagree
disappear discharge discourage disperse dissolve distort distribute donate double educate eject elevate enter
escape estimate exclude exercise experience export fade fix flow flee flow fluctuate fly forecast forget freeze
furnish harbor harbour harvest heat hire host hunt impart import impose impress incline incorporate inspect instruct
insure intensify intervene invade invest isolate join judge jump justify label land last launch listen load locate lock
lower manipulate match maintain migrate mix monitor mount narrow negotiate nest open oppose orient originate own
penetrate permit persuade plot pool practice predate prepare prescribe preside print profit prohibit quadruple quit
radiate react rebound recall recede recognise reconcile recover refine refuse regain regenerate regret reject relax
relocate renew rent reorganize repair repel respond rest restore retire retreat reverse revise revive rotate scatter
send settle shed shape shift sink sit skip sleep smoke soar speak spread squeeze stay steal stick strengthen stretch
strike submit surge surround suspect swap switch teach threaten tolerate touch transcend transmit transport travel
treble triple tune unite urge vote wait walk warm warn wear withdraw witness
necessitate obviate orbit oscillate outpace perceive promote propagate refute regulate replicate reproduce resemble
rule saturate shrink stimulate streamline suppress underscore widen relate pertain notice
""".split()
_IRREGULAR = """
am is are was were been has had does did do can could may might must shall should will would cannot arose became began
broke brought built came chose drew drove fed fell felt found gave got grew held hid kept knew laid lay led left lost
made meant met paid ran rose said saw sought sent shown spent stood took taught thought told understood won wrote
dropped fitted mapped planned stemmed tripped controlled modelled admitted permitted referred preferred occurred went
hurt isn't aren't doesn't don't didn't can't won't
""".split()


def _third_person(root: str) -> str:
    if root.endswith(("s", "x", "z", "ch", "sh", "o")):
        return root + "es"
    return root[:-1] + "ies" if _ends_in_y(root) else root + "s"


def _past(root: str) -> str:
    if root.endswith("e"):
        return root + "d"
    return root[:-1] + "ied" if _ends_in_y(root) else root + "ed"


def _ends_in_y(root: str) -> bool:
    return root.endswith("y") and root[-2] not in "aeou"


FINITE_VERBS = frozenset(_IRREGULAR) | {form for root in _ROOTS for form in (root, _third_person(root), _past(root))}
"""Present, third person and past of verbs that papers use; most can be nouns too."""

_NEVER_NOUNS = """
achieve allow appear apply become begin believe compare compute consist contain contribute create demonstrate depend
derive describe determine develop discover enable ensure evaluate exceed exhibit extend find generate identify improve
include introduce investigate involve learn maintain obtain occur outperform perform predict present produce propose
prove provide reduce reflect rely remain remove replace represent require reveal satisfy seem select serve show solve
suffer suggest surpass underperform understand utilize yield
""".split()
_NOUNS_TOO = """
approach balance base benefit bridge call cause change claim compound control cost cover decrease design display drive
drop effect estimate face fall feed fill filter find fit focus form frame function gain guide handle help hope
increase influence key lack lead limit link look map mark match matter measure model move need object offer order
outline pass pay place plan plane play point process produce product project promise purchase purpose question raise
range reach read record reflect regard release repeat report request research result return rise rule run sample save
scale schedule score search set shape share shift show signal slow span speed split stage start state stem step store
struggle study supply support survey take target task term test tie trace track trade train transfer transform treat
trigger turn use value view warrant work yield
""".split()
NOUN_TOO = frozenset(_NOUNS_TOO) & FINITE_VERBS
"""Verbs without an ending that are as often nouns: behind a noun that is no plural they are."""

SURE_VERBS = frozenset(
    "is are was were can may must will would could should might has have had does do did cannot we".split()
) | {form for root in _NEVER_NOUNS for form in (root, _third_person(root))}
"""What is hardly ever a noun; "we" is among them because a verb follows it."""

WHAT_PAPERS_DO = frozenset(
    "discuss demonstrate show propose provide evaluate describe introduce present apply analyze analyse investigate "
    "use compute estimate test compare train report measure quantify discover examine assess outline release study "
    "find explore argue illustrate validate verify identify suggest conclude develop extend derive prove "
    "observe".split()
)
"""What follows "we", and "and" behind that."""

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+){0,5}(?:[’'][a-z]+)?")
_PREFIX = re.compile(r"(?:re|pre|post|fine|co|over|under|de|up|out|self|cross)-")
"""The parts of "drag-drop" are no verbs; "re-use" is one."""

_IS_OF = re.compile(r" of\b(?! (?:us|course)\b)")  # "a study of", "the lack of": before "of" it is a noun
_BEFORE_OF = frozenset("consist consists made learn know think".split())
_NO_VERB_AFTER = frozenset("to a an the this that its their our of for by in with on at from and or".split())
_NO_MAIN_VERB_AFTER = _NO_VERB_AFTER | {"which", "who", "when", "where", "if", "as", "what", "how"}


def has_finite_verb(text: str) -> bool:
    """Whether some word of `text` can carry a sentence: a verb not after "to", an article or a preposition."""
    return _has_verb(text, FINITE_VERBS, _NO_VERB_AFTER) or _RARE_VERB.search(text) is not None


_RARE_VERB = re.compile(
    r"(?<![\w-])(?!(?:in|on|at|by|to|of|for|the|an?|with|from|all|these|those|some|many|both|its|and|or|as|us)\b)"
    r"[a-z-]{3,20}(?<!s) [a-z]{4,14}(?<!s)(?<!u)(?<!i)s "
    r"(?:a|an|the|that|its|their|our|how|whether|itself|themselves)\b"
)
"""A verb no list has: "the incorporation imparts an ..." """


_SUBORDINATES = frozenset(
    "that which who whom when where if because since although though while whether how what why".split()
)


def has_main_clause(text: str) -> bool:
    """Whether a verb is left over when each "that", "which", "when" ... had its own: "The gap that occurs" has none.

    A start that is no noun phrase is taken for a clause.
    """
    if not _NOUN_PHRASE.match(text):
        return True
    waiting, previous = 0, ""
    for match in _WORD.finditer(text):
        word = _PREFIX.sub("", match[0].lower())
        if word in _SUBORDINATES:
            waiting += 1
        elif (
            word in FINITE_VERBS
            and not _is_noun(word, text, match.end())
            and previous not in _NO_VERB_AFTER - {"that", "and", "or"}
        ):
            if waiting == 0:
                return True
            waiting -= 1
        previous = word
    return False


_NOUN_PHRASE = re.compile(r"(?:A|An|The|New|Novel|Several|Various|Different) ")

_STARTS_SUBORDINATE = re.compile(
    r"(?:Although|Though|While|Whereas|If|Because|Unless|Since(?! \d)|Whenever|Once|Even (?:though|if))\b"
)

_NEEDS_VERB = re.compile(r"Since|Because")
"""Not so "While young, trees grow"."""


def is_subordinate_only(text: str) -> bool:
    """Whether a "since", "if", "although" ... clause is all there is: behind it, no verb for the main clause."""
    if not _STARTS_SUBORDINATE.match(text):
        return False
    clause, *rest = text.split(", ")
    while rest and _NEEDS_VERB.match(text) and not has_finite_verb(clause):
        clause = f"{clause}, {rest.pop(0)}"
    return not has_finite_verb(", ".join(rest))


def has_main_verb(text: str) -> bool:
    """Whether some word of `text` carries a sentence for sure: no noun, and not in a relative clause."""
    return _has_verb(text, SURE_VERBS, _NO_MAIN_VERB_AFTER)


def _has_verb(text: str, verbs: frozenset[str], not_after: frozenset[str]) -> bool:
    previous = ""
    for match in _WORD.finditer(text):
        word = _PREFIX.sub("", match[0].lower())
        is_subject_before = previous not in not_after or (previous == "this" and word.endswith("s"))
        if verbs is FINITE_VERBS and previous == "we" and word not in _NO_MAIN_VERB_AFTER:
            return True
        is_verb = word in verbs and not _is_noun(word, text, match.end())
        if is_verb and (previous or word == "we") and is_subject_before:
            return True
        previous = word
    return False


def _is_noun(word: str, text: str, end: int) -> bool:
    return not word.endswith("ed") and word not in _BEFORE_OF and _IS_OF.match(text, end) is not None
