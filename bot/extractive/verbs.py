"""The finite verbs that academic prose is made of."""

import re

_ROOTS = """
absorb accelerate accept accompany account accumulate accuse achieve acknowledge acquire act activate adapt add address
administer admit adopt advance advise advocate affect affirm age agree aim align alleviate allocate allow alter amount
amplify analyse analyze annotate answer anticipate apply appoint appreciate approach argue arise articulate ask assemble
assert assess assign associate assume attack attain attempt attend attenuate attest attract attribute augment avoid
await balance ban base bear become begin behave believe belong benefit bind boost borrow break breed bridge bring build
buy bypass calculate call capture carry cause cease challenge change characterize choose circulate circumvent cite claim
classify climb close code coexist coincide collaborate collapse collect combine come commit compare compensate compete
compile complement complicate compose compress comprise compute conceive concentrate conclude condense conduct confer
confirm confound conjecture connect conserve consider consist constitute constrain construct consult consume contact
contain contaminate contend contest continue contradict contribute control converge convert cool cooperate correct
correlate correspond corroborate cost count cover create criticize cross curb damage date decide declare decline decode
decompose decrease defend defer define degrade delay delete deliver demonstrate denote deny depend deplete deploy
deposit derive describe design detach detect deter deteriorate determine develop deviate dictate differ differentiate
diminish disagree disappear discharge discourage discover discuss dispense disperse display disrupt dissolve distinguish
distort distribute diverge dominate donate double draw drive drop educate effect eject elevate elicit eliminate embed
emerge emit emphasise emphasize employ enable encode encounter encourage encrypt engage enhance enrich enrol enroll
ensure entail enter escape establish estimate evaluate evoke evolve exacerbate examine exceed exclude execute exercise
exert exhibit exist expand expect experience explain exploit explore export expose express extend extract face
facilitate fade fail fall feed fill filter find fit fix flee flow fluctuate fly focus follow forecast forget form
formalize formulate foster frame freeze function fund furnish fuse gain gather generalize generate get give go graze
grow guarantee guide halve handle happen harbor harbour harvest have heat help hide highlight hire hold hope host hunt
identify ignore illustrate impart implement imply import impose impress improve incline include incorporate increase
incur indicate induce infer inform inhabit inherit inhibit insert inspect inspire instruct insure integrate intend
intensify interact interpret intervene introduce invade invest investigate involve isolate join judge jump justify keep
kill know label lack land last launch lead learn leave leverage lie limit link listen load locate lock look lose lower
maintain make manage manipulate map mark match matter maximize mean measure mediate meet merge migrate minimize miss
mitigate mix model modify modulate monitor motivate mount move narrow necessitate need negotiate nest notice observe
obtain obviate occur offer open operate oppose optimize orbit organize orient originate oscillate outline outpace
outperform outweigh overcome own parameterize pass pay peak penetrate perceive perform permit persuade pertain place
plan play plot point pool pose possess practice predate predict prefer prepare prescribe present preserve preside
prevent print proceed process produce profit prohibit project promise promote propagate propose prove provide prune
pursue push put quadruple quantize question quit radiate raise randomize range reach react read realize rebound recall
recede receive recognise recognize recommend reconcile record recover recruit reduce refer refine reflect reformulate
refuse refute regain regard regenerate regret regulate reject relate relax release relocate rely remain remove render
renew rent reorganize repair repeat repel replace replicate report represent reproduce require rescale resemble resolve
respect respond rest restore restrict result retain retire retreat retrieve return reveal reverse revise revive rise
rotate rule run sample satisfy saturate save say scale scatter schedule score search seek seem select send separate
serve set settle shape share shed shift show shrink signal simplify simulate sink sit skip sleep slow smoke soar solve
span speak specify speed spend split spread squeeze stabilize stand start state stay steal steer stem stick stimulate
store streamline strengthen stretch strike struggle study submit substitute succeed suffer suggest suit summarize supply
support suppress surge surpass surround survive suspect sustain swap switch take target teach tend test thank threaten
tie tolerate touch trace track trade train transcend transfer transform translate transmit transport travel treat treble
trigger triple tune turn undergo underlie underperform underscore understand unify unite urge use utilize validate
vanish vary verify view vote wait walk warm warn warrant wear widen win wish withdraw witness work worsen write yield
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
